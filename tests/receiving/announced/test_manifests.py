"""Manifests in the words of PackageX: announced, processed, completed, void; each is an intake."""

from typing import Any

import pytest

from tests.house import House
from tests.receiving.desk import GTIN, Scanner, desk
from tests.receiving.test_expected import lines, tally

WHO = {"name": "Back Office GmbH", "phone": "+31 10 123"}


def place(at: Scanner) -> str:
    """The id of the first warehouse."""
    return str(at.door.get("/v1/warehouses").get_json()["data"][0]["id"])


def send(at: Scanner, path: str = "", code: int = 201, /, **body: Any) -> dict[str, Any]:
    """Create or update a manifest: its data, or the whole envelope of a refusal."""
    answer = at.door.post(f"/v1/manifests{path}", body)
    told = dict(answer.get_json())
    assert (answer.status_code, told["status"]) == (code, code), answer.text
    return dict(told["data"]) if code < 300 else told


def made(at: Scanner, *articles: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A manifest of these articles, accepted."""
    return send(at, location_id=place(at), articles=list(articles), **{"status": "accepted", **more})


def of(at: Scanner, manifest: dict[str, Any]) -> Scanner:
    """A scanner in the intake that a manifest is."""
    return Scanner(at.house, at.door, manifest["intake_id"])


def counted(manifest: dict[str, Any]) -> list[tuple[int, int, int]]:
    """Of each article what is expected, here in order, and held."""
    return [(one["manifested_qty"], one["received_qty"], one["defective_qty"]) for one in manifest["articles"]]


def record(at: Scanner, sku: str) -> tuple[int, int, int]:
    """Available, held and expected pieces of an SKU."""
    rows = at.door.get(f"/v1/movements?sku={sku}&limit=100").get_json()["movements"]
    sums = dict.fromkeys(("available", "held", "expected"), 0)
    for row in rows:
        sums[row["fromNode"]] = sums.get(row["fromNode"], 0) - row["quantity"]
        sums[row["toNode"]] = sums.get(row["toNode"], 0) + row["quantity"]
    return sums["available"], sums["held"], sums["expected"]


def test_a_manifest_is_an_intake_whose_articles_are_expected(house: House) -> None:
    at = desk(house)
    told = made(
        at,
        {"sku": "MBP-16-A", "manifested_qty": 3, "assets": ["SN-1", {"serial_number": "SN-2"}]},
        {"gtin": GTIN, "packed_qty": "12", "name": "Paper", "special_handling_tags": ["dry"]},
        {"sku": "MILK-1L", "manifested_qty": 6, "lot_number": "L1", "expires_at": "2027-03-31"},
        purchase_order_number="PO-7", order_number="SO-9", sender=WHO, arrived_at=1718973451936,
        metadata={"a": [1, {"b": None}]}, shipment_options={"dock": 4},
    )  # fmt: skip
    assert (told["object"], told["id"][:5], told["id"][5:]) == ("manifest", "mfst_", told["intake_id"][4:])
    assert (told["status"], told["organization_id"], told["arrived_at"]) == ("accepted", house.slug, 1718973451)
    assert counted(told) == [(3, 0, 0), (12, 0, 0), (6, 0, 0)]
    assert (told["sender"], told["metadata"], told["shipment_options"]) == (WHO, {"a": [1, {"b": None}]}, {"dock": 4})
    assert told["articles"][0]["assets"] == [
        {"serial_number": "SN-1", "received": False}, {"serial_number": "SN-2", "received": False},
    ]  # fmt: skip
    inside = of(at, told)
    about = inside.about()
    assert (about["name"], about["supplier"], about["deliveryNote"]) == ("Manifest PO-7", "Back Office GmbH", "SO-9")
    assert tally(inside) == (21, 0, 0, 21)
    assert [one["lotNumber"] for one in lines(inside)] == [None, None, None, None, "L1"]
    assert record(at, "PAPER-A4") == (0, 0, 12)
    for name in (told["id"], told["intake_id"]):
        assert at.door.get(f"/v1/manifests/{name}").get_json()["data"] == told


def test_what_the_desk_scans_is_seen_in_the_articles(house: House) -> None:
    at = desk(house)
    told = made(at, {"sku": "MBP-16-A", "assets": ["SN-1", "SN-2"]}, {"sku": "PAPER-A4", "manifested_qty": 5})
    inside = of(at, told)
    inside.scan("SN-2", {"code": "PAPER-A4", "qty": 2})
    now = at.door.get(f"/v1/manifests/{told['id']}").get_json()["data"]
    assert (now["status"], counted(now)) == ("processing", [(2, 1, 0), (5, 2, 0)])
    assert [one["received"] for one in now["articles"][0]["assets"]] == [False, True]
    assert send(at, f"/{told['id']}", 409, status="void")["code"] == "MANIFEST_HAS_GOODS"
    closed = inside.door.post(f"/v1/intakes/{inside.intake}/close", {"missing": "give_up"})
    assert closed.status_code == 200
    now = at.door.get(f"/v1/manifests/{told['id']}").get_json()["data"]
    assert (now["status"], counted(now), now["articles"][1]["verified_qty"]) == (
        "completed", [(2, 1, 0), (5, 2, 0)], 2,
    )  # fmt: skip


def test_completing_books_what_arrived_and_expects_nothing_more(house: House) -> None:
    """The published walk-through: of 50, 45 arrive, 5 of them broken; nothing stays expected."""
    at = desk(house)
    told = made(at, {"sku": "PAPER-A4", "manifested_qty": 50}, {"sku": "MBP-16-A", "assets": ["SN-1", "SN-2"]})
    arrived = [
        {"sku": "PAPER-A4", "received_qty": 40, "defective_qty": "5"},
        {"id": told["articles"][1]["id"], "assets": ["SN-1", {"serial_number": "SN-9", "defective": True}]},
    ]
    early = send(at, f"/{told['id']}", 400, articles=arrived)
    assert (early["code"], early["errors"]) == ("ARTICLES_REFUSED", ["articles"])
    now = send(at, f"/{told['id']}", 200, status="completed", articles=arrived)
    assert now["status"] == "completed"
    assert now["processed_at"] is not None
    assert counted(now)[0] == (50, 40, 5)
    assert record(at, "PAPER-A4") == (40, 5, 0)
    assert [one["received"] for one in now["articles"][1]["assets"]] == [True, False]
    assert at.door.get("/v1/assets/SN-9").get_json()["status"] == "unavailable"
    assert of(at, told).about()["status"] == "closed"
    assert send(at, f"/{told['id']}", 200, status="completed", articles=now["articles"]) == now
    assert send(at, f"/{told['id']}", 409, status="accepted")["code"] == "MANIFEST_DONE"
    more = [{"sku": "PAPER-A4", "received_qty": 41}]
    assert send(at, f"/{told['id']}", 409, articles=more)["code"] == "MANIFEST_DONE"


def test_what_is_here_already_is_not_booked_again_on_completing(house: House) -> None:
    at = desk(house)
    told = made(at, {"sku": "PAPER-A4", "manifested_qty": 6}, {"sku": "PAPER-A4", "manifested_qty": 4})
    of(at, told).scan({"code": "PAPER-A4", "qty": 6})
    ids = [one["id"] for one in told["articles"]]
    less = send(at, f"/{told['id']}", 400, status="completed", articles=[{"id": ids[0], "received_qty": 5}])
    assert less["errors"] == ["articles.0.received_qty"]
    both = send(at, f"/{told['id']}", 400, status="completed", articles=[{"sku": "PAPER-A4", "received_qty": 9}])
    assert both["errors"] == ["articles.0.id"]
    now = send(at, f"/{told['id']}", 200, status="completed", articles=[{"id": ids[1], "received_qty": 3}])
    assert (counted(now), record(at, "PAPER-A4")) == ([(6, 6, 0), (4, 3, 0)], (9, 0, 0))


def test_units_that_nobody_names_are_those_announced_or_have_to_be_named(house: House) -> None:
    at = desk(house)
    told = made(at, {"sku": "MBP-16-A", "assets": ["SN-1", "SN-2"]}, {"sku": "MBP-16-B", "manifested_qty": 2})
    ids = [one["id"] for one in told["articles"]]
    for some in ({"id": ids[0], "received_qty": 1}, {"id": ids[1], "received_qty": 2}):
        refused = send(at, f"/{told['id']}", 400, status="completed", articles=[some])
        assert "Say which" in refused["message"]
        assert at.units() == []
    now = send(at, f"/{told['id']}", 200, status="completed", articles=[{"id": ids[0], "received_qty": 2}])
    assert (counted(now), sorted(at.units())) == ([(2, 2, 0), (2, 0, 0)], ["SN-1", "SN-2"])


def test_the_steps_go_in_their_order(house: House) -> None:
    at = desk(house)
    told = send(at, location_id=place(at), articles=[{"sku": "PAPER-A4", "manifested_qty": 5}])
    assert told["status"] == "requested"
    for step in ("processing", "completed"):
        assert send(at, f"/{told['id']}", 409, status=step)["code"] == "MANIFEST_NOT_ACCEPTED"
    for step in ("accepted", "processing", "void"):
        assert send(at, f"/{told['id']}", 200, status=step, load_number="L")["status"] == step
    assert (tally(of(at, told))[3] if of(at, told).about()["expected"] else 0, record(at, "PAPER-A4")) == (0, (0, 0, 0))
    assert send(at, f"/{told['id']}", 409, status="accepted")["code"] == "MANIFEST_DONE"
    kept = send(at, f"/{told['id']}", 200, load_number="", invoice_number="R-1")
    assert (kept["status"], kept["load_number"], kept["invoice_number"]) == ("void", None, "R-1")
    reopened = at.door.post(f"/v1/intakes/{told['intake_id']}/reopen", {})
    assert reopened.status_code == 200
    assert at.door.get(f"/v1/manifests/{told['id']}").get_json()["data"]["status"] == "accepted"


def test_containers_have_articles_and_a_layout(house: House) -> None:
    at = desk(house)
    where = place(at)
    made_ = at.door.post(f"/v1/locations/{where}/layouts", {"name": "A-01", "code": "A-01"})
    layout = made_.get_json()["data"]["id"]
    box = {"tracking_number": "1Z", "layout_id": layout, "articles": [{"sku": "PAPER-A4", "packed_qty": 4}]}
    told = send(at, location_id=where, containers=[box], inventory=[{"sku": "MILK-1L", "manifested_qty": 2}])
    assert (counted(told), told["containers"][0]["tracking_number"]) == ([(2, 0, 0)], "1Z")
    [inside] = told["containers"][0]["articles"]
    assert (inside["manifested_qty"], inside["packed_qty"], inside["layout_id"]) == (4, 4, layout)
    send(at, f"/{told['id']}", 200, status="accepted")
    now = send(at, f"/{told['id']}", 200, status="completed", articles=[{"id": inside["id"], "received_qty": 4}])
    assert now["containers"][0]["articles"][0]["received_qty"] == 4
    moved = at.door.get("/v1/movements?sku=PAPER-A4&action=RECEIVED").get_json()["movements"]
    assert [one["quantity"] for one in moved] == [4]


@pytest.mark.parametrize(
    ("article", "field", "words"),
    [
        ({"sku": "NOBODY", "manifested_qty": 1}, "sku", "There is no such item"),
        ({"item_id": "var_x", "manifested_qty": 1}, "item_id", "There is no such item"),
        ({"gtin": "96385074", "manifested_qty": 1}, "gtin", "There is no such item"),
        ({"name": "Paper", "manifested_qty": 1}, "sku", "Name the item by"),
        ({"sku": "PAPER-A4"}, "manifested_qty", "Say how many"),
        ({"sku": "PAPER-A4", "manifested_qty": 2, "layout_id": "lay_x"}, "layout_id", "no such layout"),
        ({"sku": "PAPER-A4", "manifested_qty": 2, "assets": ["X"]}, "assets", "has no serial numbers"),
        ({"sku": "MBP-16-A", "manifested_qty": 1, "assets": ["X", "Y"]}, "assets", "2 serial numbers for 1"),
        ({"sku": "MBP-16-A", "assets": ["X", "x"]}, "assets", "stands in row"),
        ({"sku": "PAPER-A4", "manifested_qty": 1, "lot_number": "L"}, "lot_number", "not kept in lots"),
    ],
)
def test_an_article_that_cannot_be_taken_refuses_all(
    house: House, article: dict[str, Any], field: str, words: str
) -> None:
    at = desk(house)
    good = {"sku": "PAPER-A4", "manifested_qty": 1}
    refused = send(at, "", 400, location_id=place(at), articles=[good, article])
    assert (refused["code"], refused["errors"]) == ("ARTICLES_REFUSED", [f"articles.1.{field}"])
    assert words in refused["message"]
    assert at.door.get("/v1/manifests").get_json()["pagination"]["total_count"] == 0
    assert [one["name"] for one in at.door.get("/v1/intakes").get_json()["intakes"]] == ["Monday"]


def test_other_refusals_name_their_field(house: House) -> None:
    at = desk(house)
    assert send(at, "", 404, location_id="wh_x")["errors"] == ["location_id"]
    assert send(at, "", 400)["errors"] == ["location_id"]
    told = made(at)
    for body, field in (
        ({"status": "lost"}, "status"), ({"arrived_at": "soon"}, "arrived_at"), ({"sender": 5}, "sender"),
        ({"articles": [{"sku": "X", "received_qty": -1}]}, "articles.0.received_qty"),
    ):  # fmt: skip
        assert send(at, f"/{told['id']}", 400, **body)["errors"] == [field]
    for path in ("/mfst_x", "/int_x"):
        assert send(at, path, 404, status="accepted")["code"] == "NOT_FOUND"
    monday = at.door.get(f"/v1/manifests/{at.intake}")
    assert (monday.status_code, monday.get_json()["message"]) == (404, "Manifest not found.")


def test_the_list_is_paged_and_filtered(house: House) -> None:
    at = desk(house)
    for n in range(3):
        made(at, {"sku": "PAPER-A4", "manifested_qty": n + 1}, purchase_order_number=f"PO-{n}")
    first = send(at, location_id=place(at))
    page = at.door.get("/v1/manifests?limit=2&page=2").get_json()
    assert (page["message"], len(page["data"]), page["pagination"]["total_count"]) == ("2 manifests retrieved", 2, 4)
    assert [counted(one) for one in page["data"]] == [[(2, 0, 0)], [(1, 0, 0)]]
    for query, count in (
        ("statuses=requested", 1), ("statuses=accepted,void", 3), ("location_id=wh_x", 0), ("q=PO-2", 1),
        (f"location_id={place(at)}&statuses=requested", 1),
    ):  # fmt: skip
        assert at.door.get(f"/v1/manifests?{query}").get_json()["pagination"]["total_count"] == count, query
    assert at.door.get("/v1/manifests?statuses=requested").get_json()["data"] == [first]
    wrong = at.door.get("/v1/manifests?statuses=lost")
    assert (wrong.status_code, wrong.get_json()["errors"]) == (400, ["statuses"])


def test_a_retry_announces_once_and_an_undo_takes_it_back(house: House) -> None:
    at = desk(house)
    body = {"location_id": place(at), "articles": [{"sku": "PAPER-A4", "manifested_qty": 5}]}
    first, again = (at.door.post("/v1/manifests", body, Idempotency_Key="one") for _ in range(2))
    assert first.get_json() == again.get_json()
    assert record(at, "PAPER-A4") == (0, 0, 5)
    undone = at.door.post(f"/v1/batches/{first.headers['Batch-Id']}/undo")
    assert (undone.status_code, record(at, "PAPER-A4")) == (200, (0, 0, 0))


def test_the_keys_of_the_dialect_open_it_and_nobody_elses_tenant(house: House) -> None:
    at = desk(house)
    told = made(at, {"sku": "PAPER-A4", "manifested_qty": 5})
    with house.app.app_context():
        client = house.app.test_client()
        for header in ("PX-API-KEY", "X-API-KEY"):
            answer = client.get(f"/v1/manifests/{told['id']}", headers={header: house.key("assets:read")})
            assert (answer.status_code, answer.get_json()["data"]["id"]) == (200, told["id"])
        refused = client.post(
            f"/v1/manifests/{told['id']}", json={"status": "void"}, headers={"PX-API-KEY": house.key("assets:read")}
        )
        assert (refused.status_code, refused.get_json()["code"]) == (403, "INSUFFICIENT_PERMISSIONS")
        assert client.get("/v1/manifests").status_code == 401


def test_the_page_of_the_intake_tells_of_its_manifest(lite: House) -> None:
    at = desk(lite)
    told = made(
        at, {"sku": "PAPER-A4", "manifested_qty": 5}, purchase_order_number="PO-<7>", external_id="X1", load_number="LD"
    )
    page = lite.page("olga").get(f"/intakes/{told['intake_id']}").text
    for words in ("Manifest", "Accepted", "PO-&lt;7&gt;", "LD", "X1"):
        assert words in page
