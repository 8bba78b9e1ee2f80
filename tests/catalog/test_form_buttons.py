"""What the buttons of a product's form do on the server: the ladder of grades, a pasted table, rows that move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.catalog.test_create_product import NEW, OWN, made, opened, press, typed
from tests.doors import fields_of
from tests.house import House
from webapp.catalog.views.form.ladder import basis_points, graded, make_ladder
from webapp.catalog.views.form.pasting import paste_table, read_table


def ladder(form: dict[str, str], exponent: int = 2) -> dict[str, str]:
    changed = MultiDict(form)
    make_ladder(changed, exponent)
    return changed.to_dict()


def test_a_ladder_makes_the_grades_and_saves(house: House) -> None:
    fields = {**opened(house), **OWN, **typed(0, "A", dict.fromkeys(range(4), "59.95"))}
    fields |= {"variants-0-colorName": "Black", "variants-0-condition": "Like new", "ladder-D": "75,5"}
    del fields["ladder-make-E"]
    fields = press(house, fields, "ladder", "variants")
    product = made(house, house.page("mo").post(NEW, fields))
    told = [(v["variantSku"], v["variantName"], v["grade"], v["acquisitionCost"]) for v in product["variants"]]
    assert told == [
        ("PHONE-A", "Phone, grade A", "A", 450.5),
        ("PHONE-B", "Phone, grade B", "B", 414.46),
        ("PHONE-C", "Phone, grade C", "C", 378.42),
        ("PHONE-D", "Phone, grade D", "D", 340.13),
    ]
    assert [t["monthlyPrice"] for t in product["variants"][1]["pricing"]] == [55.15] * 4
    assert {v.get("colorName") for v in product["variants"]} == {"Black"}
    assert [v.get("condition") for v in product["variants"]] == ["Like new", None, None, None]


def test_a_ladder_leaves_grades_that_are_there(lite: House) -> None:
    form = {"variants-0-variantSku": "X-A", "variants-0-grade": "A", "variants-0-listPrice": "100"}
    form |= {"variants-1-variantSku": "X-REFURB", "variants-1-grade": "b", "variants-1-listPrice": "7"}
    after = ladder(form)
    assert [after[f"variants-{n}-grade"] for n in range(5)] == ["A", "b", "C", "D", "E"]
    assert after["variants-1-listPrice"] == "7"
    assert ladder(after) == after


def test_a_ladder_from_a_lower_grade_keeps_the_proportion() -> None:
    form = {"variants-0-variantSku": "X", "variants-0-grade": "B", "variants-0-pricing-0-monthlyPrice": "92"}
    after = ladder(form)
    assert after["variants-1-variantSku"] == "X-A"
    assert after["variants-1-pricing-0-monthlyPrice"] == "100.00"
    assert after["variants-2-pricing-0-monthlyPrice"] == "84.00"


def test_a_ladder_without_a_grade_begins_at_a_and_keeps_what_is_no_amount() -> None:
    after = ladder({"variants-0-variantSku": "", "variants-0-grade": "", "variants-0-listPrice": "soon"})
    assert after["variants-0-grade"] == "A"
    assert (after["variants-4-variantSku"], after["variants-4-listPrice"]) == ("", "soon")


def test_a_share_that_is_none_is_said_and_makes_nothing(lite: House) -> None:
    fields = {**opened(lite), **OWN, "ladder-B": "lots", "ladder-C": "0"}
    answer = lite.page("mo").post(NEW, {**fields, "_ladder": "variants"})
    assert answer.text.count("Type a percentage such as 92 or 87.5.") == 2
    assert [fields_of(answer.text).get(f"variants-{n}-grade") for n in range(4)] == ["A", "D", "E", None]


@given(st.integers(0, 10**13), st.integers(1, 99999), st.sampled_from((0, 2, 3)))
def test_shares_are_exact(minor: int, share: int, exponent: int) -> None:
    whole, rest = divmod(minor, 10**exponent)
    text = f"{whole}.{rest:0{exponent}d}" if exponent else str(whole)
    form = {"variants-0-grade": "A", "variants-0-listPrice": text, "ladder-from": "variants-0"}
    after = ladder({**form, "ladder-make-B": "on", "ladder-B": f"{share // 100}.{share % 100:02d}"}, exponent)
    part = int(after["variants-1-listPrice"].replace(".", ""))
    assert abs(part * 20000 - 2 * minor * share) <= 10000
    assert part * 20000 - 2 * minor * share > -10000


@pytest.mark.parametrize(
    ("text", "own", "joint", "after"),
    [("X-A", "A", "-", "X-B"), ("x_a", "A", "-", "x_b"), ("MBA", "A", "-", "MBA-B"), ("X-C", "A", "-", "X-C-B"),
     ("18 GB", "A", ", grade ", "18 GB, grade B"), ("Phone, grade A", "A", ", grade ", "Phone, grade B"),
     ("", "A", "-", ""), ("A", "A", "-", "A-B")],
)  # fmt: skip
def test_a_grade_goes_behind_a_name(text: str, own: str, joint: str, after: str) -> None:
    assert graded(text, own, "B", joint) == after


@pytest.mark.parametrize(
    ("share", "points"), [("92", 9200), ("87.5", 8750), ("87,55 %", 8755), ("", 0), ("-5", 0), ("1e3", 0)]
)
def test_shares_as_typed(share: str, points: int) -> None:
    assert basis_points(share) == points


def pasted(text: str, at: str = "", **form: str) -> dict[str, str]:
    named = {name.replace("__", "-"): value for name, value in form.items()}
    changed = MultiDict({**named, "variants-0-paste": text, "variants-0-paste-at": at})
    paste_table(changed, "variants-0", "EUR")
    return {name.removeprefix("variants-0-pricing-"): v for name, v in changed.items() if "pricing" in name}


def test_a_table_goes_to_the_lengths_it_names() -> None:
    after = pasted(
        "Laufzeit\tPreis\n12 Monate\t1.159,00 €\n60\t80,5",
        variants__0__pricing__0__contractLength="6",
        variants__0__pricing__1__contractLength="12",
        variants__0__pricing__1__setupFee="5",
        variants__0__pricing__2__contractLength="24",
        variants__0__pricing__2__monthlyPrice="100",
    )
    bare = {name: text for name, text in after.items() if not name.endswith("_row")}
    assert bare == {
        "0-contractLength": "12", "0-monthlyPrice": "1159", "0-setupFee": "5",
        "1-contractLength": "24", "1-monthlyPrice": "100",
        "2-contractLength": "60", "2-monthlyPrice": "80.5",
    }  # fmt: skip


def test_prices_alone_go_down_from_their_cell() -> None:
    form = {f"variants__0__pricing__{n}__contractLength": str(n + 1) for n in range(3)}
    after = pasted("10\n20\n30", "variants-0-pricing-1-monthlyPrice", **form)
    assert [after.get(f"{n}-monthlyPrice") for n in range(4)] == [None, "10", "20", "30"]


def test_discounts_say_what_they_are_in() -> None:
    (first, second, third) = read_table("12;100;;5 %\n24;90;;€ 5\n36;80;9;7", "contractLength", "EUR")
    assert (first["discount-value"], first["discount-type"]) == ("5", "percentage")
    assert (second["discount-value"], second["discount-type"]) == ("5", "fixed")
    assert (third["setupFee"], third["discount-value"], third["discount-type"]) == ("9", "7", "percentage")


def test_what_is_no_table_stays_in_its_place(lite: House) -> None:
    fields = {**opened(lite), "variants-0-paste": "\t \n;;"}
    answer = lite.page("mo").post(NEW, {**fields, "_paste": "variants-0"})
    assert "No prices are found in this." in answer.text
    assert fields_of(answer.text)["variants-0-paste"].strip("\n") == "\t \n;;"


@given(
    st.text(max_size=200),
    st.sampled_from(["", "variants-0-pricing-0-monthlyPrice", "variants-0-pricing-9-setupFee", "x"]),
)
def test_any_paste_is_read_or_left(text: str, at: str) -> None:
    pasted(text, at, variants__0__pricing__0__contractLength="6")


def test_a_new_order_is_stored(house: House) -> None:
    fields = {**opened(house), **OWN, **typed(0, "A", dict.fromkeys(range(4), "59"))}
    fields = press(house, fields, "ladder", "variants")
    page = house.page("mo")
    product = made(house, page.post(NEW, fields))
    edit = f"/products/{product['productId']}/edit"
    moved = page.post(edit, {**fields_of(page.get(edit).text), "_up": "variants-4"})
    assert 'value="variants-3" formnovalidate' in moved.text
    assert page.post(edit, fields_of(moved.text)).status_code == 303
    after = house.api().get(f"/v1/products/{product['productId']}").get_json()
    assert [v["grade"] for v in after["variants"]] == ["A", "B", "C", "E", "D"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12;100\nx;y", "“x; y” does not begin with months."),
        ("12;100\n24;cheap", "“cheap” in “24; cheap” is not an amount."),
        ("12;100\n12;90", "12 months stands in this twice."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_filled_in(lite: House, text: str, said: str) -> None:
    before = {**opened(lite), "variants-0-paste": text}
    answer = lite.page("mo").post(NEW, {**before, "_paste": "variants-0"})
    assert said in answer.text
    after = fields_of(answer.text)
    assert {name: value for name, value in after.items() if "pricing" in name} == {
        name: value for name, value in before.items() if "pricing" in name
    }


def test_both_rows_of_a_length_are_filled() -> None:
    form = {f"variants__0__pricing__{n}__contractLength": "12" for n in range(2)}
    after = pasted("12;100", **form)
    assert [after.get(f"{n}-monthlyPrice") for n in range(2)] == ["100", "100"]
