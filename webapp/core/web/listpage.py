"""What a list page reads for its address: the part that is shown, or the whole list as CSV or as a workbook."""

from collections.abc import Iterator
from itertools import chain
from typing import IO

from flask import Response, current_app, request, stream_with_context

from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Found, Listing, Question, ask, fetch, narrowed, walk
from webapp.core.listing.sheet import csv_lines
from webapp.core.listing.workbook import workbook
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused, Problem

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PART = 64 * 1024
ALWAYS_KNOWN = ("sortBy", "sortDir", "startAfter")


def export_of(listing: Listing, actor: Actor) -> Response:
    """The whole list as it is filtered, sent as it is read; what a filter cannot take is said before."""
    question = _ask(listing)
    narrowed(listing, actor.tenant.id, question)
    return download(f"{listing.name.split()[0]}.csv", _lines(listing, actor, question), actor)


def workbook_of(listing: Listing, actor: Actor) -> Response:
    """The whole list as it is filtered, as a workbook; written before a byte of it is sent."""
    every = walk(db.session(), listing, actor.tenant.id, _ask(listing), current_app.config["SECRET_KEY"])
    tenant = actor.tenant
    file = workbook(listing.columns, every, exponent=tenant.exponent, zone=tenant.time_zone)
    headers = {"Content-Disposition": f"attachment; filename={listing.name.split()[0]}.xlsx"}
    return Response(_parts_of(file), headers=headers, content_type=_XLSX)


def _parts_of(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART):
            yield part


def download(name: str, lines: Iterator[str], actor: Actor) -> Response:
    """CSV sent as it is read, with the mark by which a spreadsheet knows UTF-8."""
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    body = stream_with_context(_in_tenant(chain(["\ufeff"], lines), actor.tenant.id))
    return Response(body, headers=headers, content_type="text/csv; charset=utf-8")


def _lines(listing: Listing, actor: Actor, question: Question) -> Iterator[str]:
    every = walk(db.session(), listing, actor.tenant.id, question, current_app.config["SECRET_KEY"])
    yield from csv_lines(listing.columns, every, exponent=actor.tenant.exponent, zone=actor.tenant.time_zone)


def _in_tenant(lines: Iterator[str], tenant_id: int) -> Iterator[str]:
    """The view is torn down, its session and tenant with it, before this is read: each line is read for its tenant."""
    while True:
        with tenant_scope(tenant_id):
            line = next(lines, None)
        if line is None:
            return
        yield line


def _ask(listing: Listing, **part: int) -> Question:
    unknown = [name for name in request.args if name not in (*listing.filter_names(), *ALWAYS_KNOWN)]
    if unknown:
        raise InputRefused([Detail(name, "This list has no such filter.", "unrecognized_keys") for name in unknown])
    return ask(listing, request.args, after=request.args.get("startAfter") or None, **part)


def found_for(listing: Listing, actor: Actor, **part: int) -> tuple[Found | None, Listing, Problem | None]:
    """The part of a list that the address asks for, ``limit`` rows of it, or the problem with what it asks."""
    try:
        question = _ask(listing, **part)
        secret = current_app.config["SECRET_KEY"]
        return fetch(db.session(), listing, actor.tenant.id, question, secret), listing, None
    except Problem as problem:
        return None, listing, problem
