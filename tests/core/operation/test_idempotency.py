"""One Idempotency-Key, one effect: the first answer is kept with it and given again."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.doors import JsonDoor
from tests.house import House
from tests.sizes import scaled
from webapp.accounts.permissions import Permission
from webapp.audit.models import Batch, KeptAnswer
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import AlreadyDone, Conflict, KeyReused
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import Answer, Retry, perform
from webapp.locations.models import Warehouse

CLIENTS = 32


def _count(house: House, model: Any, *criteria: Any) -> int:
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        statement = select(func.count()).select_from(model).where(model.tenant_id == house.tenant_id, *criteria)
        return int(house.session.execute(statement).scalar_one())


def test_a_repeat_gets_the_first_answer_and_does_nothing(house: House) -> None:
    door = house.api(Idempotency_Key="one")
    first, again = (door.post("/v1/warehouses", {"name": "Depot"}) for _ in range(2))
    assert (first.status_code, first.data) == (again.status_code, again.data)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert _count(house, Warehouse, Warehouse.name == "Depot") == 1
    assert _count(house, Batch, Batch.operation == "create_warehouse") == 1


def test_the_same_body_written_otherwise_is_the_same_request(house: House) -> None:
    door = house.api(Idempotency_Key="spelling")
    bodies = (b'{"name":"Depot","code":"D1"}', b'{ "code" : "D1", "name" : "\\u0044epot" }')
    answers = [door.send("POST", "/v1/warehouses", raw=body) for body in bodies]
    assert answers[0].data == answers[1].data


def test_another_body_is_refused(house: House) -> None:
    door = house.api(Idempotency_Key="two")
    door.post("/v1/warehouses", {"name": "Depot"})
    answer = door.post("/v1/warehouses", {"name": "Other"})
    assert answer.status_code == 409
    assert _count(house, Warehouse, Warehouse.name == "Other") == 0


def test_another_call_with_the_key_is_refused(house: House) -> None:
    door = house.api(Idempotency_Key="three")
    made = door.post("/v1/warehouses", {"name": "Depot"}).get_json()["data"]
    answer = door.post(f"/v1/locations/{made['id']}/layouts", {"name": "Depot"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


def test_another_place_in_the_address_is_another_request(house: House) -> None:
    wheres = [house.do_warehouse(name) for name in ("A", "B")] if hasattr(house, "do_warehouse") else []
    door = house.api(Idempotency_Key="address")
    ids = wheres or [house.api().post("/v1/warehouses", {"name": n}).get_json()["data"]["id"] for n in ("A", "B")]
    answers = [door.post(f"/v1/locations/{one}/layouts", {"name": "Bin"}) for one in ids]
    assert [answer.status_code for answer in answers] == [201, 409]


def test_a_refusal_is_not_kept(house: House) -> None:
    door = house.api(Idempotency_Key="four")
    assert door.post("/v1/warehouses", {"name": "Depot", "code": "wh-01"}).status_code == 409
    assert door.post("/v1/warehouses", {"name": ""}).status_code == 422
    assert door.post("/v1/warehouses", {"name": "Depot", "code": "D9"}).status_code == 200
    assert _count(house, KeptAnswer) == 1


def test_keys_of_two_credentials_do_not_meet(house: House) -> None:
    doors = [house.door(house.key(), Idempotency_Key="five") for _ in range(2)]
    answers = [door.post("/v1/warehouses", {"name": "Depot"}) for door in doors]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert _count(house, Warehouse, Warehouse.name == "Depot") == 2


@pytest.mark.parametrize("key", ["", " " * 0 + "é", "x" * 256, "a\tb"])
def test_a_strange_key_is_refused(lite: House, key: str) -> None:
    with lite.app.app_context():
        headers = [*lite.api().headers.items(), ("Idempotency-Key", key)]
        answer = lite.app.test_client().post("/v1/warehouses", json={"name": "x"}, headers=headers)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "Idempotency-Key"


def test_the_longest_key_is_taken(house: House) -> None:
    door = house.api(Idempotency_Key="~" * 255)
    assert [door.post("/v1/warehouses", {"name": "Long"}).status_code for _ in range(2)] == [200, 200]
    assert _count(house, Warehouse, Warehouse.name == "Long") == 1


@pytest.mark.races
def test_many_clients_with_one_key_make_one_thing(house: House) -> None:
    door = house.api()
    for number in range(scaled(20)):
        key, answers = f"race {number}", _at_once(door, {"name": f"Race {number}"}, f"race {number}")
        assert {answer.status_code for answer in answers} == {200}, key
        assert len({answer.data for answer in answers}) == 1
        assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
        assert _count(house, Warehouse, Warehouse.name == f"Race {number}") == 1


@pytest.mark.races
def test_without_a_key_every_client_makes_one(house: House) -> None:
    """The control: the same crowd without a key has as many effects as clients."""
    answers = _at_once(house.api(), {"name": "Crowd"}, "")
    made = sum(answer.status_code == 200 for answer in answers)
    assert _count(house, Warehouse, Warehouse.name == "Crowd") == made
    assert made > 1


def _at_once(door: JsonDoor, body: dict[str, Any], key: str) -> list[Any]:
    gate, answers = threading.Barrier(CLIENTS), []

    def one() -> None:
        gate.wait()
        answers.append(door.post("/v1/warehouses", body, Idempotency_Key=key))

    threads = [threading.Thread(target=one) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == CLIENTS
    return answers


class Nothing(Input):
    """Nothing is taken."""


def _operation(*, secret: bool, effects: list[str]) -> Operation[Any, str]:
    def probe(work: Work, data: Nothing) -> str:
        effects.append("done")
        return "the secret word"

    return Operation("probe", Permission.READ_PLACES, Nothing, probe, (), secret, "Probe.", {})


def _perform(house: House, operation: Operation[Any, str], fingerprint: str = "f") -> Answer:
    retry = Retry("a key", fingerprint)
    return perform(house.session, operation, house.actor(), Nothing(), lambda said: Answer(200, said), retry)


def test_the_answer_of_a_secret_operation_is_never_stored(house: House) -> None:
    effects: list[str] = []
    operation = _operation(secret=True, effects=effects)
    assert _perform(house, operation).body == "the secret word"
    with pytest.raises(AlreadyDone):
        _perform(house, operation)
    with pytest.raises(KeyReused):
        _perform(house, operation, "another")
    assert effects == ["done"]
    with tenant_scope(house.tenant_id):
        kept = house.session.execute(
            select(KeptAnswer.body).where(KeptAnswer.tenant_id == house.tenant_id, KeptAnswer.key == "a key")
        ).scalar_one()
    assert kept is None


def test_the_answer_of_an_open_operation_is_kept(house: House) -> None:
    effects: list[str] = []
    operation = _operation(secret=False, effects=effects)
    answers = [_perform(house, operation) for _ in range(3)]
    assert [answer.replayed for answer in answers] == [False, True, True]
    assert {answer.body for answer in answers} == {"the secret word"}
    assert effects == ["done"]


def test_a_failure_leaves_neither_effect_nor_key(house: House) -> None:
    class Refused(Conflict):
        pass

    def probe(work: Work, data: Nothing) -> str:
        raise Refused

    operation = Operation("probe", Permission.READ_PLACES, Nothing, probe, (), False, "Probe.", {})
    with pytest.raises(Refused):
        _perform(house, operation)
    assert _count(house, KeptAnswer) == 0
    assert _count(house, Batch, Batch.operation == "probe") == 0
