"""Saved views: one's own and everybody's, through both doors; a name stands once, and none breaks its list."""

import html
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from tests.house import House, new_house, write
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.savedviews.models import SavedView

IN_USE = {"list": "locations.index", "query": "active=true", "name": "In use"}


def made(house: House, **changes: Any) -> dict[str, Any]:
    """A view made through the API."""
    answer = house.api().post("/v1/views", {**IN_USE, "shared": True, **changes})
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.get_json()
    return view


def stored(house: House, **more: str) -> None:
    """A view as the database has it, whatever its list takes by now."""
    now = clock.now()
    row = {
        "tenant_id": house.tenant_id, "owner_id": None, "list_name": "assets.index", "name": "x", "name_key": "x",
        "query": "q=x", "version": 1, "created_at": now, "updated_at": now, "id": new_id("view"), **more,
    }  # fmt: skip
    write(house.session, insert(SavedView).values(row))


def seen(house: House, person: str, path: str = "/warehouses") -> str:
    """The page of a list."""
    return house.page(person).get(path).text


def test_the_api_saves_lists_renames_and_removes(house: House) -> None:
    door = house.api()
    view = door.post("/v1/views", {**IN_USE, "shared": True}).get_json()
    assert view["id"].startswith("view_")
    assert {name: view[name] for name in ("list", "query", "name", "shared")} == {**IN_USE, "shared": True}
    assert door.get("/v1/views?list=locations.index").get_json() == {"views": [view]}
    assert door.get("/v1/views?list=catalog.index").get_json() == {"views": []}
    renamed = door.patch(f"/v1/views/{view['id']}", {"name": "Back again", "version": 1}).get_json()
    assert (renamed["name"], renamed["query"], renamed["version"]) == ("Back again", "active=true", 2)
    stale = door.patch(f"/v1/views/{view['id']}", {"name": "Late", "version": 1})
    assert (stale.status_code, stale.get_json()["error"]["code"]) == (409, "STALE_VERSION")
    assert door.send("DELETE", f"/v1/views/{view['id']}").get_json()["name"] == "Back again"
    assert door.get("/v1/views").get_json() == {"views": []}
    assert door.send("DELETE", f"/v1/views/{view['id']}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("?status=returned&q=C02", "q=C02&status=returned"),
        ("sortDir=asc&sortBy=sku&startAfter=abc&limit=10", "sortBy=sku&sortDir=asc"),
        ("q=%20C02%20&status=", "q=C02"),
        (f"q={quote('Ærø & co')}", "q=%C3%86r%C3%B8+%26+co"),
    ],
)
def test_a_state_is_written_in_one_way(lite: House, sent: str, kept: str) -> None:
    assert made(lite, query=sent)["query"] == kept


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"query": "startAfter=abc"}, "query"),
        ({"query": ""}, "query"),
        ({"query": "q=" + "x" * 2001}, "query"),
        ({"query": "q=a%00b"}, "query"),
        ({"query": "&".join(f"a{n}=1" for n in range(60))}, "query"),
        ({"list": "nowhere.index"}, "list"),
        ({"list": "assets.unit"}, "list"),
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
    ],
)
def test_what_is_refused(lite: House, wrong: dict[str, str], field: str) -> None:
    answer = lite.api().post("/v1/views", {**IN_USE, **wrong})
    assert answer.status_code == 400, answer.text
    assert [one["path"] for one in answer.get_json()["error"]["details"]] == [field]


@pytest.mark.parametrize(
    ("name", "query", "why"),
    [
        ("locations.index", "active=true&active=false", "In use: This is one of true, false."),
        ("locations.index", "active=true,false", "In use: This is one of true, false."),
        ("locations.bins", "active=perhaps", "In use: This is one of true, false."),
        ("assets.index", "receivedFrom=soon", "Received from: A day is year-month-day, such as 2025-01-15."),
        ("customers.index", "customField_rank=C", "Rank: This is one of A, B."),
        ("orders.index", "status=pending&status=lost", "Status: This is one or several of"),
        ("orders.index", "sortDir=up", "This is asc or desc."),
    ],
)  # fmt: skip
def test_what_the_list_would_refuse_is_not_saved(house: House, name: str, query: str, why: str) -> None:
    rank = {"section": "customer", "label": "Rank", "kind": "select", "options": ["A", "B"]}
    house.api().post("/v1/custom-fields", rank)
    answer = house.api().post("/v1/views", {"list": name, "query": query, "name": "X"})
    assert answer.status_code == 400, answer.text
    (told,) = answer.get_json()["error"]["details"]
    assert (told["path"], told["message"][: len(why)]) == ("query", why)
    page = house.page("mo").press("/views/new", list=name, query=query, name="X")
    assert page.status_code == 422
    assert html.escape(why) in page.text
    assert house.api().get("/v1/views").get_json() == {"views": []}


def test_several_values_are_saved_where_a_list_takes_them(house: House) -> None:
    assert made(house, list="orders.index", query="status=pending&status=confirmed")["query"] == (
        "status=pending%2Cconfirmed"
    )
    assert made(house, list="customers.index", query="customField_any=a,b", name="Free")["query"]
    assert made(house, list="locations.index", query="gone=a&gone=b", name="Gone")["query"] == "gone=a%2Cb"
    nothing_seen = {"list": "assets.index", "query": "receivedFrom=soon", "name": "X"}
    assert house.api("views:write").post("/v1/views", nothing_seen).status_code == 201


def test_a_name_stands_once_for_everybody_and_once_for_each(house: House) -> None:
    made(house)
    taken = house.api().post("/v1/views", {**IN_USE, "name": "IN USE", "shared": True})
    assert (taken.status_code, taken.get_json()["error"]["code"]) == (409, "VIEW_EXISTS")
    made(house, list="catalog.index")
    for person in ("vik", "olga"):
        save(house, person, name="In use")
        again = post(house, person, name="in use")
        assert again.status_code == 409
        assert "has a view in use already" in again.text
        assert 'value="in use"' in again.text  # what was typed is still there
    assert made(new_house(house.app))


def test_the_database_holds_a_name_once_among_the_shared(house: House) -> None:
    """The control: two views without an owner are not two owners."""
    stored(house)
    with pytest.raises(IntegrityError):
        stored(house)


def post(house: House, person: str, **values: str) -> Any:
    """What the small form above a list sends."""
    sent = {**IN_USE, "next": f"/{house.slug}/warehouses?active=true", **values}
    return house.page(person).press("/views/new", **sent)


def save(house: House, person: str, **values: str) -> None:
    """Save a view above the list of warehouses."""
    answer = post(house, person, **values)
    assert (answer.status_code, answer.location) == (303, f"/{house.slug}/warehouses?active=true"), answer.text


def test_a_viewer_saves_a_view_of_their_own(house: House) -> None:
    shown = seen(house, "vik", "/warehouses?active=true")
    assert "Save this view" in shown
    assert "For everybody here" not in shown
    save(house, "vik")
    shown = seen(house, "vik", "/warehouses?active=true")
    assert 'aria-current="true">In use' in shown
    assert "Save this view" not in shown
    assert 'aria-current="true">In use' not in seen(house, "vik")
    assert f'href="/{house.slug}/warehouses?active=true">In use' in seen(house, "vik")
    assert "In use</a>" not in seen(house, "anna")


def test_what_is_shared_everybody_sees_and_managers_change(house: House) -> None:
    assert post(house, "olga", shared="y").status_code == 403
    save(house, "mo", shared="y")
    view = house.api().get("/v1/views").get_json()["views"][0]
    assert "In use<svg" in seen(house, "vik")
    assert "Rename or remove" not in seen(house, "vik", "/warehouses?active=true")
    assert "Rename or remove" in seen(house, "anna", "/warehouses?active=true")
    assert house.page("vik").press(f"/views/{view['id']}", name="Mine").status_code == 403
    assert house.page("olga").press(f"/views/{view['id']}/remove").status_code == 303
    assert "In use" in seen(house, "olga")  # refused in words at the page it came from
    renamed = house.page("anna").fill(f"/views/{view['id']}?next=/{house.slug}/warehouses", name="Came back")
    assert (renamed.status_code, renamed.location) == (303, f"/{house.slug}/warehouses")
    assert "Came back" in seen(house, "olga")
    assert house.page("mo").press(f"/views/{view['id']}/remove").status_code == 303
    assert "Came back</a>" not in seen(house, "olga")


def test_somebody_elses_own_view_is_unknown(house: House) -> None:
    save(house, "olga")
    view_id = _only_id(house)
    for person in ("vik", "anna"):
        assert house.page(person).get(f"/views/{view_id}").status_code == 404
    assert house.api().patch(f"/v1/views/{view_id}", {"name": "x"}).status_code == 404
    assert house.api().get("/v1/views").get_json() == {"views": []}


def _only_id(house: House) -> str:
    text = house.page("olga").get("/warehouses?active=true").text
    return text.split("/views/view_")[1].split("?")[0].join(["view_", ""])


def test_a_filter_that_is_gone_breaks_no_list(house: House) -> None:
    made(house, name="Old", query="colour=red&active=true&sortBy=colour&sortDir=asc")
    shown = seen(house, "anna")
    assert f'href="/{house.slug}/warehouses?active=true&amp;sortDir=asc" title="A filter of this view' in shown
    assert house.page("anna").get("/warehouses?active=true&sortDir=asc").status_code == 200
    stored(house, list_name="locations.index", name="Lost", name_key="lost", query="active=lost")
    lost = house.page("anna").get("/warehouses?active=lost")
    assert lost.status_code == 422
    assert "Show the whole list" in lost.text
    assert 'aria-label="Rename or remove Lost"' in lost.text


def test_a_view_of_a_list_within_a_thing_serves_each_of_them(house: House) -> None:
    made(house, list="locations.bins", query="q=A-01", name="First aisle")
    warehouse_id = house.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    house.api().post(f"/v1/locations/{warehouse_id}/layouts", {"name": "A-01-01", "code": "A-01-01"})
    shown = seen(house, "vik", f"/warehouses/{warehouse_id}")
    assert f'href="/{house.slug}/warehouses/{warehouse_id}?q=A-01"' in shown


def test_it_comes_with_the_fragment_too(house: House) -> None:
    made(house)
    answer = house.page("vik").get("/warehouses?active=true", HX_Request_Type="partial")
    assert 'aria-current="true">In use' in answer.text


def test_it_is_in_the_history(house: House) -> None:
    view = made(house)
    (batch, *_) = house.api().get("/v1/batches").get_json()["batches"]
    assert (batch["summary"], batch["subjectId"]) == ("saved the view In use", view["id"])
