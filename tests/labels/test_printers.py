"""Printers: allowed by an administrator, spoken to after the commit; a dead one holds up nobody."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.house import House
from tests.labels.stock import furnish
from tests.labels.test_zpl import run, symbol_of
from webapp.config import PRIVATE_NETWORKS
from webapp.core.data import clock
from webapp.labels import sending
from webapp.labels.queries import LOOKED_BACK, SILENCE
from webapp.labels.sending import NotSent, deliver, is_allowed

HERE = ("127.0.0.0/8",)


class Listener:
    """A printer: takes one connection after another and keeps what came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.jobs: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with line:
                self.jobs.append(_all_of(line))


def _all_of(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(4096), b""))


@pytest.fixture
def printer() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


@pytest.fixture
def _on_this_machine(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.app.config, "PRINTER_NETWORKS", HERE)


def allow(house: House, **more: Any) -> str:
    """An allowed printer's id."""
    answer = house.api().post("/v1/printers", {"name": "Zebra 1", "host": "127.0.0.1", **more})
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def settled(house: House, job: dict[str, Any]) -> dict[str, Any]:
    """The job once its printer took it or did not."""
    for _ in range(200):
        found: dict[str, Any] = house.api().get(f"/v1/labels/{job['jobId']}").get_json()
        if found["state"] != "waiting":
            return found
        time.sleep(0.05)
    raise AssertionError("the job still waits")


@pytest.mark.usefixtures("_on_this_machine")
def test_labels_come_out_of_the_printer(house: House, printer: Listener) -> None:
    furnish(house)
    printer_id = allow(house, port=printer.port, dpi=300, width=100, height=50)
    body = {"what": "units", "codes": ["C02ZX1Y2MD6T", "SN-2"], "symbol": "gs1", "copies": 2, "printerId": printer_id}
    answer = house.api().post("/v1/labels", body)
    job = answer.get_json()
    assert (answer.status_code, job["state"], job["size"]) == (201, "waiting", "100x50")
    assert settled(house, job)["state"] == "sent"
    [came] = printer.jobs
    labels = run(came.decode("ascii"))
    assert [symbol_of(fields) for fields in labels] == [
        ("gs1", "010950600013435221C02ZX1Y2MD6T"), ("datamatrix", "SN-2"),
    ]  # fmt: skip
    assert came.count(b"^PQ2") == 2
    summaries = [one["summary"] for one in house.api().get("/v1/batches").get_json()["batches"][:2]]
    assert "sent labels to Zebra 1" in summaries
    again = house.api().post(f"/v1/labels/{job['jobId']}/again").get_json()
    assert settled(house, again)["state"] == "sent"
    assert printer.jobs[0] == printer.jobs[1]


@pytest.mark.usefixtures("_on_this_machine")
def test_a_dead_printer_says_why_and_delays_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(house)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    printer_id = allow(house, port=port)
    answered, connect, waits = threading.Event(), socket.create_connection, []

    def after_the_answer(address: tuple[str, int], timeout: float) -> socket.socket:
        waits.append(timeout)
        assert answered.wait(60), "the answer waits for the printer"
        return connect(address, timeout)

    monkeypatch.setattr(socket, "create_connection", after_the_answer)
    answer = house.api().post("/v1/labels", {"what": "units", "codes": ["SN-2"], "printerId": printer_id})
    answered.set()
    assert answer.status_code == 201
    told = settled(house, answer.get_json())
    assert waits == [sending.CONNECT_S]
    assert told["state"] == "failed"
    assert "does not take labels" in told["said"]
    assert "does not take labels" in house.page("olga").get(f"/labels/{told['jobId']}").text


def test_a_job_that_nobody_answered_is_unknown_and_printed_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_queue", lambda *_: None)  # whoever was to send it ends right after the commit
    furnish(house)
    printer_id = allow(house)
    body = {"what": "units", "codes": ["SN-2"], "printerId": printer_id}
    job = f"/v1/labels/{house.api().post('/v1/labels', body).get_json()['jobId']}"
    assert house.api().get(job).get_json()["state"] == "waiting"
    assert "Not printed" not in house.page("olga").get("/labels").text
    with clock.stopped_at(clock.now() + SILENCE):
        assert house.api().get(job).get_json()["state"] == "unknown"
        assert "Nobody knows whether" in house.page("olga").get(job.removeprefix("/v1")).text
        assert "Look whether it came out" in house.page("olga").get("/labels").text
        assert house.page("olga").press(f"{job.removeprefix('/v1')}/again").status_code == 303
        assert "Look whether it came out" not in house.page("olga").get("/labels").text
    with clock.stopped_at(clock.now() + 2 * SILENCE):  # the second one went the same way: it alone is told of
        assert house.page("olga").get("/labels").text.count("Look whether it came out") == 1
    with clock.stopped_at(clock.now() + 2 * LOOKED_BACK):
        assert "Not printed" not in house.page("olga").get("/labels").text


def test_a_printer_outside_the_networks_gets_nothing(house: House, printer: Listener) -> None:
    furnish(house)
    printer_id = allow(house, port=printer.port)
    job = house.api().post("/v1/labels", {"what": "units", "codes": ["SN-2"], "printerId": printer_id}).get_json()
    assert "not in a network where printers stand" in settled(house, job)["said"]
    assert printer.jobs == []


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("192.168.1.40", True), ("10.0.0.9", True), ("172.31.0.1", True), ("fd00::1", True), ("::ffff:10.0.0.9", True),
        ("127.0.0.1", False), ("::1", False), ("169.254.169.254", False), ("8.8.8.8", False), ("0.0.0.0", False),
        ("::ffff:127.0.0.1", False), ("fe80::1", False), ("224.0.0.1", False), ("zebra", False),
    ],
)  # fmt: skip
def test_where_printers_stand(address: str, allowed: bool) -> None:
    assert is_allowed(address, PRIVATE_NETWORKS) is allowed


def test_a_name_that_leads_elsewhere_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 9100)) for one in ("192.168.1.40", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)
    with pytest.raises(NotSent, match="not in a network"):
        deliver("zebra.example", 9100, b"", PRIVATE_NETWORKS)


def test_a_printer_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SEND_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotSent, match="No answer"):
        deliver("127.0.0.1", silent.getsockname()[1], b"x" * 50_000_000, HERE)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Z", "host": "http://x/"}, "host"),
        ({"name": "Z", "host": "a b"}, "host"),
        ({"name": "Z", "host": "10.0.0.1", "port": 22}, "port"),
        ({"name": "Z", "host": "10.0.0.1", "dpi": 250}, "dpi"),
        ({"name": "", "host": "10.0.0.1"}, "name"),
    ],
)
def test_what_is_no_printer_is_refused(house: House, body: dict[str, Any], field: str) -> None:
    answer = house.api().post("/v1/printers", body)
    assert answer.status_code == 400
    assert field in answer.text


def test_a_printer_is_changed_renamed_and_taken_out_of_use(house: House) -> None:
    door = house.api()
    one, other = allow(house), allow(house, name="Zebra 2")
    assert door.patch(f"/v1/printers/{other}", {"name": "zebra 1"}).get_json()["error"]["code"] == "PRINTER_EXISTS"
    changed = door.patch(f"/v1/printers/{other}", {"host": "10.0.0.9", "version": 1}).get_json()
    assert (changed["host"], changed["version"], changed["name"]) == ("10.0.0.9", 2, "Zebra 2")
    assert door.patch(f"/v1/printers/{other}", {"port": 6101, "version": 1}).status_code == 409
    assert door.send("DELETE", f"/v1/printers/{one}").get_json()["active"] is False
    assert door.get(f"/v1/printers/{one}").status_code == 404
    assert [row["id"] for row in door.get("/v1/printers").get_json()["printers"]] == [other]
    assert allow(house)  # the name is free again


def test_an_administrator_alone_allows_printers_on_the_page(lite: House) -> None:
    assert lite.page("mo").get("/printers/new").status_code == 403
    door = lite.page("anna")
    made = door.fill("/printers/new", name="Zebra 1", host="192.168.1.40", width="100", height="50")
    assert made.status_code == 303
    assert "Zebra 1" in lite.page("vik").get("/printers").text
    printer_id = lite.api().get("/v1/printers").get_json()["printers"][0]["id"]
    assert door.fill(f"/printers/{printer_id}", dpi="300").status_code == 303
    wrong = door.fill(f"/printers/{printer_id}", host="not an address")
    assert wrong.status_code == 422
    assert "not an address" in wrong.text
    assert "Zebra 1 (100 × 50 mm)" in lite.page("olga").get("/labels").text
    assert door.press(f"/printers/{printer_id}/retire").status_code == 303
    assert "Zebra 1" not in lite.page("vik").get("/printers").text.split('id="results"')[-1]
