"""Sending jobs to printers, behind the transaction that asked for it: a dead printer holds up nobody.

Each printer has a lane of its own, so that its labels come in order and another one's do not wait for them.
"""

import socket
import threading
from collections import deque
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network

import structlog
from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.core.operation.runner import call
from webapp.labels.drawing.zpl import zpl_of
from webapp.labels.errors import PrintJobNotFound
from webapp.labels.inputs import SettleJob
from webapp.labels.operations.settling import settle_job
from webapp.labels.queries import find_job
from webapp.labels.shapes import size_of
from webapp.labels.subjects import labels_of

log = structlog.get_logger()

CONNECT_S, SEND_S = 3.0, 10.0
_WAITING = "labels_to_send"


class NotSent(Exception):
    """Why nothing came out of a printer, in a clerk's words."""


@dataclass(frozen=True)
class _Task:
    app: Flask
    actor: Actor
    job_id: str


_lanes: dict[str, deque[_Task]] = {}
_guard = threading.Lock()


def send_later(work: Work, job_id: str, printer_id: str) -> None:
    """Send a job once what the session has at work is committed; what is rolled back is never sent."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  (a proxy ends with its request)
    waiting = work.session.info.setdefault(_WAITING, [])
    waiting.append((printer_id, _Task(app, work.actor, job_id)))
    if not event.contains(work.session, "after_commit", _committed):
        event.listen(work.session, "after_commit", _committed)


def _committed(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint is no commit
        return
    for printer_id, task in session.info.pop(_WAITING, []):
        _queue(printer_id, task)


def _queue(printer_id: str, task: _Task) -> None:
    with _guard:
        lane = _lanes.get(printer_id)
        if lane is not None:
            lane.append(task)
            return
        _lanes[printer_id] = deque([task])
    threading.Thread(target=_work_off, args=(printer_id,), name=f"printer {printer_id}", daemon=True).start()


def _work_off(printer_id: str) -> None:
    """Send what waits for one printer, until nothing does."""
    while True:
        with _guard:
            lane = _lanes[printer_id]
            if not lane:
                del _lanes[printer_id]
                return
            task = lane.popleft()
        try:
            _send(task)
        except Exception:
            log.exception("print_job_stuck", job=task.job_id)


def _send(task: _Task) -> None:
    tenant_id = task.actor.tenant.id
    with task.app.app_context(), tenant_scope(tenant_id):
        try:
            job = find_job(db.session(), tenant_id, task.job_id)
        except PrintJobNotFound:  # it was rolled back to a savepoint
            return
        labels = labels_of(db.session(), tenant_id, job.what, job.things)
        text = zpl_of(labels, job.symbol, size_of(job.size), dpi=job.dpi, copies=job.copies)
        db.session.rollback()  # nothing is held open while a printer thinks
        said = None
        try:
            deliver(job.host, job.port, text.encode(), task.app.config["PRINTER_NETWORKS"])
        except NotSent as problem:
            said = str(problem)
        who = replace(task.actor, grants=task.actor.grants | {settle_job.needs})
        call(db.session(), settle_job, who, SettleJob.model_construct(job_id=task.job_id, said=said))


def deliver(host: str, port: int, data: bytes, networks: tuple[str, ...]) -> None:
    """Send bytes to a printer; raises NotSent. The address that is judged is the one that is spoken to."""
    address = _address_of(host, port, networks)
    try:
        with socket.create_connection((address, port), timeout=CONNECT_S) as line:
            line.settimeout(SEND_S)
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
    except TimeoutError:
        raise NotSent(f"No answer from {host}, port {port}. Is the printer switched on and in the network?") from None
    except OSError as error:
        why = (error.strerror or "no connection").lower()
        raise NotSent(f"{host}, port {port}, does not take labels ({why}). Look at the printer.") from None


def _address_of(host: str, port: int, networks: tuple[str, ...]) -> str:
    """The one address of a printer; raises NotSent when it is unknown, or outside the networks where printers stand."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise NotSent(f"Nobody here knows the name {host}. Write the printer's address as numbers instead.") from None
    if not all(is_allowed(one, networks) for one in found):
        raise NotSent(f"{host} is not in a network where printers stand here, so nothing was sent.")
    return found[0]


def is_allowed(address: str, networks: tuple[str, ...]) -> bool:
    """Whether labels may go to this address."""
    try:
        one = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    one = getattr(one, "ipv4_mapped", None) or one
    return any(one in ip_network(network) for network in networks)
