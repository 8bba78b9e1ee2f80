"""Forms generated from an Input: rows, gaps, blanks, and every error at its field."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from flask import Flask
from pydantic import Field
from werkzeug.datastructures import MultiDict

from webapp.core.inputs.forms import MAX_ROWS, BoundForm, fields_in_error, form_class, place_problem, values_of
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Money, Note, Switch, Whole
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.web.rows import change_rows


class Tier(Input):
    """A row in a row."""

    months: Annotated[int, Whole(1, 120)]
    price: Money


class Part(Input):
    """A row."""

    sku: Annotated[str, Line(20)]
    colour: Annotated[str, Line(20)] | None = None
    pricing: list[Tier] = Field(default_factory=list, max_length=60)


class Size(Input):
    """A group."""

    width: Annotated[int, Whole(1, 10)] | None = None
    height: Annotated[int, Whole(1, 10)] | None = None


class Thing(Input):
    """Everything a form may hold."""

    name: Annotated[str, Line(20)] = Field(title="Name", description="As people say it.")
    notes: Annotated[str, Note(50)] | None = None
    active: Switch = False
    kind: Literal["one", "two"] = Field("one", json_schema_extra={"words": {"one": "The first"}})
    links: list[Annotated[str, Line(50)]] | None = None
    tags: list[Annotated[str, Line(50)]] | None = Field(None, json_schema_extra={"widget": "checks"})
    size: Size | None = None
    variants: list[Part] = Field(default_factory=list, max_length=MAX_ROWS)
    secret_id: str | None = Field(None, json_schema_extra={"widget": "none"})


@pytest.fixture(autouse=True)
def _request(sqlite_app: Flask) -> Iterator[None]:
    with sqlite_app.test_request_context("/", method="POST"):
        yield


def _form(**sent: str) -> BoundForm:
    return form_class(Thing)(formdata=MultiDict(_named(sent)))


def _named(sent: dict[str, str]) -> dict[str, str]:
    return {name.replace("__", "-"): value for name, value in sent.items()}


def _values(*, editing: bool = False, **sent: str) -> dict[str, Any]:
    return values_of(_form(**sent), Thing, editing=editing)


def test_rows_are_read_in_the_order_of_their_numbers() -> None:
    read = _values(name="x", variants__10__sku="c", variants__2__sku="b", variants__0__sku="a")
    assert [row["sku"] for row in read["variants"]] == ["a", "b", "c"]


def test_gaps_in_the_numbers_are_no_rows() -> None:
    read = _values(name="x", variants__3__sku="a", variants__999__sku="b")
    assert [row["sku"] for row in read["variants"]] == ["a", "b"]


def test_rows_in_rows_are_read() -> None:
    sent = {"variants__4__sku": "a", "variants__4__pricing__7__months": "12", "variants__4__pricing__7__price": "9,95"}
    thing = Thing.from_form(_values(name="x", **sent), exponent=2)
    assert (thing.variants[0].pricing[0].months, thing.variants[0].pricing[0].price) == (12, 995)


def test_a_blank_is_absent_on_create_and_cleared_on_edit() -> None:
    blank = {"notes": "", "size__width": " ", "size__height": ""}
    assert _values(name="x", **blank).keys() == {"name", "active", "tags", "variants", "links"}
    edited = _values(name="x", editing=True, **blank)
    assert (edited["notes"], edited["size"]) == (None, None)


def test_a_blank_that_is_needed_is_absent_and_told_as_missing() -> None:
    with pytest.raises(InputRefused) as refused:
        Thing.from_form(_values(name="  ", editing=True), exponent=2)
    assert [detail.path for detail in refused.value.details] == ["name"]


def test_a_group_with_one_value_is_a_group() -> None:
    assert Thing.from_form(_values(name="x", size__width="3"), exponent=2).size == Size(width=3)


def test_an_unticked_box_is_false_and_a_ticked_one_true() -> None:
    assert _values(name="x")["active"] is False
    assert _values(name="x", active="y")["active"] is True


def test_lines_are_a_list() -> None:
    assert _values(name="x", links=" a \r\n\r\nb\n")["links"] == ["a", "b"]


def test_what_has_no_widget_cannot_be_sent() -> None:
    assert "secret_id" not in _values(name="x", secret_id="y", secretId="y")  # type: ignore[arg-type]


def test_a_choice_that_was_not_offered_is_judged_by_the_input() -> None:
    with pytest.raises(InputRefused) as refused:
        Thing.from_form(_values(name="x", kind="three"), exponent=2)
    assert refused.value.details[0].path == "kind"


def test_more_rows_than_are_taken_are_refused_and_never_dropped() -> None:
    sent = {f"variants__{i}__sku": f"s{i}" for i in range(MAX_ROWS + 1)}
    with pytest.raises(InputRefused) as refused:
        Thing.from_form(_values(name="x", **sent), exponent=2)
    assert refused.value.details[0].path == "variants"


def test_a_thing_with_all_its_rows_can_be_edited() -> None:
    rows = [{"sku": f"s{i}", "pricing": []} for i in range(MAX_ROWS)]
    form = form_class(Thing)(formdata=None, data={"name": "x", "variants": rows})
    assert len(form["variants"].entries) == MAX_ROWS


def test_an_error_stands_at_its_row_whatever_its_number() -> None:
    form = _form(name="x", variants__3__sku="", variants__9__sku="ok")
    place_problem(
        form, InputRefused([Detail("variants.0.sku", "Fill this in."), Detail("variants.1.pricing.0.price", "No.")])
    )
    assert [field.name for field in fields_in_error(form)] == ["variants-3-sku"] or "No." in str(form.general)
    assert form["variants"].entries[0].form["sku"].errors == ["Fill this in."]


def test_an_error_without_a_field_stands_above_the_form() -> None:
    form = _form(name="x")
    place_problem(form, InputRefused([Detail("nowhere.1", "That is odd."), Detail("variants.99.sku", "Gone.")]))
    assert "That is odd." in " ".join(form.general)
    assert "Gone." in " ".join(form.general)


def test_an_error_of_a_whole_list_stands_at_the_list() -> None:
    form = _form(name="x")
    place_problem(form, InputRefused([Detail("variants", "At least 1 is needed.")]))
    assert [field.name for field in fields_in_error(form)] == ["variants"]


def test_what_was_typed_is_shown_again() -> None:
    form = _form(name="  two  spaces ", variants__5__sku="<b>", notes="a\nb")
    assert form["name"].data == "  two  spaces "
    assert "&lt;b&gt;" in str(form["variants"].entries[0].form["sku"]())


def _changed(**sent: str) -> dict[str, str] | None:
    changed = change_rows(MultiDict(_named(sent)))
    return None if changed is None else changed.form.to_dict()


def test_a_row_is_added_after_the_last() -> None:
    changed = _changed(name="x", variants__4__sku="a", _add="variants")
    assert changed is not None
    assert len(_values(**{k.replace("-", "__"): v for k, v in changed.items()})["variants"]) == 2


def test_a_first_row_is_added() -> None:
    changed = _changed(name="x", _add="variants")
    assert changed is not None
    assert any(name.startswith("variants-0-") for name in changed)


def test_a_row_in_a_row_is_added() -> None:
    changed = _changed(variants__1__pricing__0__months="1", _add="variants-1-pricing")
    assert changed is not None
    assert any(name.startswith("variants-1-pricing-1-") for name in changed)


def test_a_row_is_copied_with_all_that_is_in_it() -> None:
    changed = _changed(
        variants__1__sku="a", variants__1__pricing__0__months="6", variants__11__sku="z", _copy="variants-1"
    )
    assert changed is not None
    assert (changed["variants-12-sku"], changed["variants-12-pricing-0-months"]) == ("a", "6")
    assert changed["variants-11-sku"] == "z"


def test_a_row_is_removed_and_the_next_moves_up() -> None:
    changed = _changed(
        variants__1__sku="a", variants__11__sku="z", variants__1__pricing__0__months="6", _remove="variants-1"
    )
    assert changed == {"variants-1-sku": "z"}


def test_removing_a_row_inside_leaves_the_row_outside() -> None:
    changed = _changed(
        variants__1__sku="a", variants__1__pricing__0__months="6", variants__1__pricing__1__months="7",
        _remove="variants-1-pricing-0",
    )  # fmt: skip
    assert changed == {"variants-1-sku": "a", "variants-1-pricing-0-months": "7"}


@pytest.mark.parametrize(
    ("verb", "order", "focus"), [("_up", "bac", "_down=variants-0"), ("_down", "acb", "_up=variants-2")]
)
def test_a_row_changes_places_with_its_neighbour(verb: str, order: str, focus: str) -> None:
    sent = {f"variants-{n}-{name}": text for n, text in enumerate("abc") for name in ("sku", "pricing-0-months")}
    changed = change_rows(MultiDict({**sent, verb: "variants-1"}))
    assert changed is not None
    for name in ("sku", "pricing-0-months"):
        assert "".join(changed.form[f"variants-{n}-{name}"] for n in range(3)) == order
    assert changed.focus == focus


def test_a_first_row_goes_no_further_up() -> None:
    sent = {"variants-0-sku": "a", "variants-1-sku": "b"}
    changed = change_rows(MultiDict({**sent, "_up": "variants-0"}))
    assert changed is not None
    assert changed.form.to_dict() == sent


@pytest.mark.parametrize(
    ("verb", "target", "focus"),
    [("_add", "variants", "variants-3"), ("_copy", "variants-0", "variants-3"), ("_remove", "variants-1", "variants-1"),
     ("_remove", "variants-2", "variants-1")],
)  # fmt: skip
def test_the_focus_goes_on_with_the_row(verb: str, target: str, focus: str) -> None:
    changed = change_rows(MultiDict({**{f"variants-{n}-sku": str(n) for n in range(3)}, verb: target}))
    assert changed is not None
    assert changed.focus == focus


@pytest.mark.parametrize(
    "target", ["", "x" * 500, "variants-", "-1", "a b", "variants-1000", "../x", "variants-1-", "é", "variants\n"]
)
def test_a_button_of_a_strange_name_changes_nothing_and_saves_nothing_odd(target: str) -> None:
    for verb in ("_add", "_copy", "_remove"):
        changed = _changed(variants__1__sku="a", **{verb: target})
        assert changed is None or changed["variants-1-sku"] == "a"


def test_the_last_row_of_all_can_be_copied_to_no_number_that_is_lost() -> None:
    changed = _changed(variants__999__sku="a", _copy="variants-999")
    assert changed is not None
    read = _values(name="x", **{k.replace("-", "__"): v for k, v in changed.items()})
    assert [row["sku"] for row in read["variants"]] == ["a", "a"]
    again = change_rows(MultiDict({**changed, "_copy": "variants-1000"}))
    assert again is None or len([name for name in again.form if name.endswith("-sku")]) == 3
