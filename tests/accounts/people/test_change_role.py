"""Changing a role: it counts at once, and somebody always stays administrator."""

import threading

from tests.house import House, new_house
from webapp.accounts.operations.people import change_role
from webapp.core.data.database import db
from webapp.core.operation.errors import Problem


def test_the_new_role_counts_from_the_next_click(house: House) -> None:
    door = house.page("olga")
    assert door.get("/warehouses/new").status_code == 403
    answer = house.api().patch(f"/v1/people/{house.people['olga']}", {"role": "manager"})
    assert (answer.status_code, answer.get_json()["role"]) == (200, "manager")
    assert door.get("/warehouses/new").status_code == 200
    house.api().patch(f"/v1/people/{house.people['olga']}", {"role": "viewer"})
    assert door.get("/warehouses/new").status_code == 403


def test_the_last_admin_stays_one(house: House) -> None:
    answer = house.api().patch(f"/v1/people/{house.people['anna']}", {"role": "manager"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "LAST_ADMIN")


def test_of_two_admins_one_may_step_down(house: House) -> None:
    house.api().patch(f"/v1/people/{house.people['mo']}", {"role": "admin"})
    assert house.api().patch(f"/v1/people/{house.people['anna']}", {"role": "viewer"}).status_code == 200
    assert house.api().patch(f"/v1/people/{house.people['mo']}", {"role": "viewer"}).status_code == 409


def test_two_admins_who_step_down_at_once_leave_one(house: House) -> None:
    for _ in range(5):
        fresh = new_house(house.app)
        fresh.do(change_role, userId=fresh.people["mo"], role="admin")
        outcomes = _step_down_together(fresh)
        assert sorted(outcomes) == ["LAST_ADMIN", "done"]


def _step_down_together(house: House) -> list[str]:
    """Both administrators give up at the same moment, each in a thread of its own."""
    start, outcomes = threading.Barrier(2), []
    actor = house.actor("anna")

    def step_down(user_id: str) -> None:
        with house.app.app_context():
            start.wait()
            try:
                house.do(change_role, userId=user_id, role="viewer")
                outcomes.append("done")
            except Problem as problem:
                outcomes.append(problem.code)
            finally:
                db.session.remove()

    assert actor.role == "admin"
    threads = [threading.Thread(target=step_down, args=[house.people[name]]) for name in ("anna", "mo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_fields_are_judged(house: House) -> None:
    for body in ({}, {"role": "king"}, {"role": None}):
        assert house.api().patch(f"/v1/people/{house.people['olga']}", body).status_code == 400
    assert house.api().patch("/v1/people/usr_nobody", {"role": "viewer"}).status_code == 404


def test_a_key_cannot_make_an_admin(house: House) -> None:
    answer = house.api("people:write").patch(f"/v1/people/{house.people['olga']}", {"role": "admin"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "TOO_MANY_RIGHTS")


def test_the_form_changes_it_and_shows_it(lite: House) -> None:
    door, olga = lite.page(), lite.people["olga"]
    assert door.fill(f"/people/{olga}/role", role="manager").status_code == 303
    assert "Olga is manager from now on" in door.get(f"/people/{olga}").text


def test_the_form_says_why_the_last_admin_stays(lite: House) -> None:
    answer = lite.page().fill(f"/people/{lite.people['anna']}/role", role="viewer")
    assert answer.status_code == 409
    assert "last administrator" in answer.text


def test_whoever_steps_down_lands_where_they_may_be(lite: House) -> None:
    lite.do(change_role, userId=lite.people["mo"], role="admin")
    answer = lite.page().fill(f"/people/{lite.people['anna']}/role", role="viewer")
    assert answer.location == f"/{lite.slug}/"
    assert lite.page().get("/people").status_code == 403
