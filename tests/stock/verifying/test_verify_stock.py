"""Verifying the stock: both doors, the command, what is kept of a run, and drift in words."""

import pytest
from sqlalchemy import text

from tests.house import House
from tests.stock.deeds import Shop, open_shop, why
from webapp.core.data.database import owner_engine
from webapp.ledger import quantities as q


def _shop(house: House) -> Shop:
    shop = open_shop(house)
    shop.on_record(lambda w, s: q.bring(w, s, 10, why("RECEIVED"), source="supplier"))
    shop.unit("SN-1")
    return shop


def _tamper(house: House, table: str = "record", counter: str = "seq") -> None:
    """Change a balance beside the ledger, as nobody can who has not taken its guards away."""
    owner = owner_engine(house.app.config["SQLALCHEMY_DATABASE_URI"])
    with owner.connect().execution_options(writes=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        find = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"
        lifted = connection.execute(text(find)).all() if sqlite else []
        for name, _ in lifted:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        if not sqlite:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"UPDATE {table} SET held = 7 WHERE tenant_id = {house.tenant_id} AND {counter} > 0")
        for _, made in lifted:
            connection.exec_driver_sql(made)
        connection.commit()
    owner.dispose()


def test_a_clean_house(house: House) -> None:
    _shop(house)
    answer = house.api("settings:write").post("/v1/verifications")
    assert answer.status_code == 201, answer.text
    run = answer.get_json()["verification"] if "verification" in answer.get_json() else answer.get_json()
    assert (run["movements"], run["drifts"], run["drift"], run["source"]) == (2, 0, [], "api")
    listed = house.api("settings:write").get("/v1/verifications").get_json()["verifications"]
    assert [one["verificationId"] for one in listed] == [run["verificationId"]]


def test_drift_is_kept_and_said(house: House) -> None:
    _shop(house)
    _tamper(house)
    house.api().post("/v1/verifications")
    run = house.api().get("/v1/verifications").get_json()["verifications"][0]
    assert run["drifts"] == 1
    [drift] = run["drift"]
    assert (drift["table"], drift["about"], drift["kept"], drift["told"]) == ("record", "held", "7", "0")


def test_the_page(lite: House) -> None:
    assert "Not verified yet" in lite.page().get("/verify").text
    _shop(lite)
    assert lite.page().press("/verify").status_code == 303
    page = lite.page().get("/verify").text
    assert "Every balance is what its movements add up to" in page
    _tamper(lite)
    lite.page().press("/verify")
    page = lite.page().get("/verify").text
    assert "1 balance does not agree with the movements" in page
    assert "The movements say" in page
    _tamper(lite, "pool", "last_n")
    lite.page().press("/verify")
    assert "/movements?poolId=pool_" in lite.page().get("/verify").text


@pytest.mark.parametrize(("person", "status"), [("vik", 403), ("olga", 403), ("mo", 403), ("anna", 200)])
def test_it_is_for_admins(lite: House, person: str, status: int) -> None:
    assert lite.page(person).get("/verify").status_code == status


def test_the_command_keeps_its_run_and_fails_on_drift(lite: House) -> None:
    _shop(lite)
    runner = lite.app.test_cli_runner()
    clean = runner.invoke(args=["stock", "verify", "--tenant", lite.slug])
    assert clean.exit_code == 0, clean.output
    _tamper(lite)
    drifted = runner.invoke(args=["stock", "verify", "--tenant", lite.slug])
    assert drifted.exit_code == 1
    assert "held is 7, the ledger says 0" in drifted.output
    runs = lite.api().get("/v1/verifications").get_json()["verifications"]
    assert [(run["source"], run["actorName"], run["drifts"]) for run in runs] == [
        ("system", "Stockdesk", 1),
        ("system", "Stockdesk", 0),
    ]
