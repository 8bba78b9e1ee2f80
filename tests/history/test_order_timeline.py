"""What happened to an order, on its page and as JSON: all of it, the newest first, and no more than one may see."""

from typing import Any

from sqlalchemy import event

from tests.house import House
from tests.orders.exceptions.goods import broken, kept
from tests.orders.test_close_line import OTHER, WHY
from tests.orders.test_close_line import confirmed as two_lines
from tests.subscriptions.seed import assigned, rented, stocked
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Question, fetch
from webapp.ledger.queries import batches_asked
from webapp.orders.happenings import happenings


def told(house: House, order_id: str, person: str = "mo") -> str:
    """The timeline of an order's page."""
    page = house.page(person).get(f"/orders/{order_id}")
    assert page.status_code == 200
    return str(page.text.split('class="timeline"')[1].split("</section>")[0])


def summaries(house: House, order_id: str) -> list[str]:
    """What the JSON door tells of it, the newest first."""
    rows = house.api().get(f"/v1/batches?about={order_id}").json["batches"]
    return [row["summary"] for row in rows]


def busy(house: House) -> str:
    """An order that much was done to: two units are wanted, two are kept for it."""
    (one,) = kept(house, 2, units=3)
    door, at = house.api(), f"/v1/orders/{one}"
    assert door.patch(at, {"notes": "Side door"}).status_code == 200
    rented(house, one, "U-0")
    out = door.get("/v1/batches?limit=1").json["batches"][0]["batchId"]
    left = door.post(f"{at}/shipments", {"carrier": "PostNL"})
    assert left.status_code == 201, left.text
    shipment = left.json["shipment"]["shipmentId"]
    changed = door.patch(f"/v1/shipments/{shipment}", {"trackingNumber": "3S"})
    assert changed.status_code == 200
    for batch in (changed.headers["Batch-Id"], left.headers["Batch-Id"], out):
        assert door.post(f"/v1/batches/{batch}/undo").status_code == 200
    assert door.patch(f"{at}/notes", {"notes": "Front door"}).status_code == 200
    broken(house, "U-1")  # free, and no promise is broken
    broken(house, "U-2")
    return one


def test_all_that_was_done_to_it_is_told_the_newest_first(house: House) -> None:
    one = busy(house)
    said = summaries(house, one)
    expected = (
        "made U-2 unavailable, 1 of it promised", "wrote notes on", "took back: rented U-0 out to Jan",
        "took back: shipped 1 unit", "took back: changed a shipment", "changed a shipment", "shipped 1 unit",
        "rented U-0 out to Jan", "changed the order", "confirmed the order", "took the order",
    )  # fmt: skip
    assert all(one.startswith(start) for one, start in zip(said, expected, strict=True)), said
    stocked(house, "ELSE")  # what has nothing to do with it is not told
    assert summaries(house, one) == said
    assert house.api().get("/v1/batches?about=nobody").json["batches"] == []


def test_the_page_tells_who_why_and_what_it_did_to_the_promises(lite: House) -> None:
    one = busy(lite)
    page = told(lite, one)
    assert page.count('class="event') == 11
    assert page.index("took the order") > page.index("confirmed the order") > page.index("rented U-0 out")
    assert page.count("taken back") == 3
    assert "2 reserved for it" in page
    assert "1 of what was kept for it taken" in page
    assert "/undo" in page
    first = lite.api().get(f"/v1/batches?about={one}").json["batches"][-1]["batchId"]
    assert f'/history/{first}"' in page
    assert f'/history?about={one}"' in lite.page("mo").get(f"/orders/{one}").text
    listed = lite.page("mo").get(f"/history?about={one}").text
    assert listed.count("took the order of Jan de Vries") == 1
    assert "ELSE" not in listed
    assert "/undo" not in told(lite, one, "vik")


def test_reasons_are_told_and_what_went_out_leads_to_its_subscription(lite: House) -> None:
    one = two_lines(lite)
    at = f"/v1/orders/{one}"
    assert lite.api().post(f"{at}/lines/1/close", {**WHY, "quantity": 1}).status_code == 200
    assert lite.api().post(f"{at}/lines/0/substitute", {"reason": "Out of stock", "sku": OTHER}).status_code == 200
    assigned(lite, one, 1, 2)
    page = told(lite, one)
    for words in ("closed 1 ×", WHY["reason"], "replaced 5 ×", "Out of stock"):
        assert words in page
    (rental, _) = lite.api().get(at).json["items"][1]["rentalIds"]
    assert f'/subscriptions/{rental}"' in page


def test_why_it_was_cancelled_is_told(lite: House) -> None:
    (one,) = kept(lite, 1, units=1)
    lite.api().post(f"/v1/orders/{one}/cancel", {"reason": "They moved away"})
    page = told(lite, one)
    assert "cancelled the order" in page
    assert "They moved away" in page
    assert "1 of what was kept for it given back" in page


def test_units_that_went_out_together_are_one_line(lite: House) -> None:
    one = two_lines(lite)
    assigned(lite, one, 0, 5)
    page = told(lite, one)
    assert "let 5 units go out" in page
    assert page.count('class="event') == 3
    back = lite.api().get("/v1/batches?limit=1").json["batches"][0]["batchId"]
    assert lite.api().post(f"/v1/batches/{back}/undo").status_code == 200
    page = told(lite, one)
    assert "let 4 units go out" in page
    assert page.count('class="event') == 5


def test_of_somebody_anonymised_it_tells_nothing(lite: House) -> None:
    (one,) = kept(lite, 1, units=1)
    door = lite.api()
    door.patch(f"/v1/orders/{one}/notes", {"notes": "Jan called"})
    door.post(f"/v1/orders/{one}/lines/0/close", {"quantity": 1, "reason": "Jan moved"})
    door.post(f"/v1/orders/{one}/cancel", {"reason": "Jan moved"})
    who = door.get(f"/v1/orders/{one}").json["customer"]
    assert "Jan" in told(lite, one) + "".join(summaries(lite, one))
    answer = door.post(f"/v1/customers/{who['customerId']}/anonymise", {"email": who["email"]})
    assert answer.status_code == 200, answer.text
    assert "Jan" not in told(lite, one) + "".join(summaries(lite, one))


def test_it_is_found_by_indexes_alone(lite: House) -> None:
    one = busy(lite)
    lite.session.rollback()
    steps: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        rows = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        steps.extend(str(row[-1]) for row in rows)

    with tenant_scope(lite.tenant_id):
        event.listen(db.engine, "before_cursor_execute", explain)
        try:
            assert len(happenings(lite.session, lite.tenant_id, one)) == 11
            asked = Question({"about": one}, sort="createdAt", direction="desc", limit=50)
            assert len(fetch(lite.session, batches_asked(asked.filters), lite.tenant_id, asked, "secret").rows) == 11
        finally:
            event.remove(db.engine, "before_cursor_execute", explain)
    plan = "\n".join(steps)
    used = ("ix_batch_subject", "ix_movement_reference", "ix_movement_reservation", "ix_reservation_reference")
    assert all(name in plan for name in used), plan
    assert "SCAN " not in plan
    assert not [step for step in steps if step.endswith("(tenant_id=?)")], plan


def test_what_was_done_again_and_taken_back_again_is_said_so(house: House) -> None:
    (one,) = kept(house, 1, units=1)
    rented(house, one, "U-0")
    for n in range(3):
        batch = house.api().get("/v1/batches?limit=1").json["batches"][0]["batchId"]
        assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200
        page = told(house, one)
        assert (page.count("taken back"), page.count("done again since")) == ((1, 0), (0, 1), (2, 0))[n]
