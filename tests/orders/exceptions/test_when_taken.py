"""When something was taken last: what was undone since was not; and the list is found from what was taken alone."""

from typing import Any

from sqlalchemy import event

from tests.house import House
from tests.orders.exceptions.goods import broken, kept, undo
from tests.orders.exceptions.test_exceptions import listed, reserve
from tests.subscriptions.seed import stocked
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Question, fetch
from webapp.orders.exceptions.listing import exceptions


def moments(house: House) -> list[tuple[str, str, list[str]]]:
    """Each order with when it lost something last, and when each of what is missing was taken."""
    told = house.api().get("/v1/order-exceptions").json["exceptions"]
    return [(one["orderId"], one["takenAt"], [of["takenAt"] for of in one["items"][0]["takings"]]) for one in told]


def test_when_and_its_order_are_of_what_is_missing_now(house: House) -> None:
    older, newer = kept(house, 1, 2, units=3)
    for n in range(3):
        broken(house, f"U-{n}")
    assert list(listed(house)) == [older, newer]
    stocked(house, "NEW-0")
    reserve(house, newer)
    again = broken(house, "NEW-0")
    assert list(listed(house)) == [newer, older]
    back = undo(house, again.headers["Batch-Id"])
    assert back.status_code == 200, back.text
    assert list(listed(house)) == [older, newer]
    [_, (order_id, at, [taken])] = moments(house)
    assert (order_id, at) == (newer, taken)
    assert undo(house, back.json["batchId"]).status_code == 200
    assert list(listed(house)) == [newer, older]
    assert list(listed(house, "?sortDir=asc")) == [older, newer]
    assert all(at == max(taken) for _, at, taken in moments(house))
    first = house.api().get("/v1/order-exceptions?limit=1").json
    assert list(listed(house, f"?limit=1&startAfter={first['nextCursor']}")) == [older]


def test_they_are_found_from_what_was_taken_not_from_what_is_kept(house: House) -> None:
    kept(house, 1, units=1)
    broken(house, "U-0")
    house.session.rollback()
    is_lite = house.session.get_bind().dialect.name == "sqlite"
    steps: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.startswith("SELECT ") and ("sales_order" in statement or "movement" in statement):
            on = connection.connection.dbapi_connection.cursor()
            on.execute(f"EXPLAIN {'QUERY PLAN ' if is_lite else ''}{statement}", values)
            steps.append("\n".join(row[-1] for row in on.fetchall()))

    with tenant_scope(house.tenant_id):
        if not is_lite:
            house.session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")  # there are hardly any rows
        event.listen(db.engine, "before_cursor_execute", explain)
        try:
            made = exceptions(house.session, house.tenant_id)
            shown = fetch(house.session, made, house.tenant_id, Question(sort="takenAt", direction="desc"), "secret")
        finally:
            event.remove(db.engine, "before_cursor_execute", explain)
        house.session.rollback()
    assert len(shown.rows) == 1
    assert "ix_movement_taken" in steps[0]
    assert is_lite <= ("SCAN sales_order" not in "".join(steps))
    assert is_lite <= ("movement USING INDEX ix_movement_reservation (tenant_id=? AND reservation_id=?)" in steps[1])
    assert is_lite <= ("sales_order_1 (tenant_id=? AND id=?)" in steps[-1])
