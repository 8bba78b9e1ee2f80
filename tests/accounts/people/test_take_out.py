"""Taking a person out, and letting them back in."""

from tests.accounts.browser import Browser
from tests.accounts.people.test_invite_person import invite
from tests.house import House, new_house


def test_whoever_is_taken_out_gets_in_no_more_from_this_moment(house: House) -> None:
    browser = Browser(house.app)
    browser.sign_in(house.email("olga"))
    assert browser.get(f"/{house.slug}/").status_code == 200
    answer = house.api().post(f"/v1/people/{house.people['olga']}/take-out")
    assert answer.get_json()["status"] == "taken_out"
    assert browser.get(f"/{house.slug}/").status_code == 303
    assert Browser(house.app).sign_in(house.email("olga")).location == "/account/nowhere"


def test_let_back_in_with_the_role_they_had(house: House) -> None:
    api, path = house.api(), f"/v1/people/{house.people['mo']}"
    api.post(f"{path}/take-out")
    answer = api.post(f"{path}/let-in")
    assert (answer.status_code, answer.get_json()["status"], answer.get_json()["role"]) == (200, "active", "manager")
    assert house.page("mo").get("/warehouses/new").status_code == 200


def test_their_work_elsewhere_goes_on(house: House) -> None:
    other = new_house(house.app)
    path = invite(other, house.email("olga"))
    browser = Browser(house.app)
    browser.fill(path, password="a long enough password")
    house.api().post(f"/v1/people/{house.people['olga']}/take-out")
    assert browser.get(f"/{house.slug}/").status_code == 404
    assert browser.get(f"/{other.slug}/").status_code == 200


def test_the_last_admin_stays(house: House) -> None:
    answer = house.api().post(f"/v1/people/{house.people['anna']}/take-out")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "LAST_ADMIN")
    assert house.page("anna").get("/people").status_code == 200


def test_an_invited_admin_does_not_count_as_one(house: House) -> None:
    invite(house, f"new.{house.slug}@renter.example", "admin")
    assert house.api().post(f"/v1/people/{house.people['anna']}/take-out").status_code == 409


def test_an_invitation_is_withdrawn_and_cannot_be_let_in(house: House) -> None:
    path = invite(house, f"new.{house.slug}@renter.example")
    invited = house.api().get("/v1/people?status=invited").get_json()["people"][0]["id"]
    assert house.api().post(f"/v1/people/{invited}/take-out").status_code == 200
    assert Browser(house.app).get(path).status_code == 404
    assert house.api().post(f"/v1/people/{invited}/let-in").status_code == 404


def test_letting_in_does_nothing_for_one_who_never_joined(house: House) -> None:
    invite(house, f"new.{house.slug}@renter.example")
    invited = house.api().get("/v1/people?status=invited").get_json()["people"][0]["id"]
    assert house.api().post(f"/v1/people/{invited}/let-in").get_json()["status"] == "invited"


def test_a_foreign_person_is_not_found(house: House) -> None:
    other = new_house(house.app)
    for path in ("take-out", "let-in", "link"):
        assert house.api().post(f"/v1/people/{other.people['olga']}/{path}").status_code == 404
    assert house.api().get(f"/v1/people/{other.people['olga']}").status_code == 404
    assert house.page().get(f"/people/{other.people['olga']}").status_code == 404


def test_the_page_takes_out_and_lets_in(lite: House) -> None:
    door, olga = lite.page(), lite.people["olga"]
    assert door.press(f"/people/{olga}/take-out").location == f"/{lite.slug}/people"
    assert "does not get in here any more" in door.get("/people").text
    page = door.get(f"/people/{olga}").text
    assert "Let them back in" in page
    door.press(f"/people/{olga}/let-in")
    assert "Make a link" in door.get(f"/people/{olga}").text


def test_the_page_says_why_the_last_admin_stays(lite: House) -> None:
    door, anna = lite.page(), lite.people["anna"]
    assert door.press(f"/people/{anna}/take-out").location == f"/{lite.slug}/people/{anna}"
    assert "last administrator" in door.get(f"/people/{anna}").text
