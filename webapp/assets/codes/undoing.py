"""Codes and serial numbers are put back by undo, unless something changed since or stands in the way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.assets.codes.writing import (
    CODED,
    CORRECTED,
    call,
    kind_of,
    picture,
    remove_row,
    set_current,
    write_code,
)
from webapp.assets.models import FORMER_SERIAL, UnitCode
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.ledger.models import Unit, is_live
from webapp.ledger.posting import Context
from webapp.ledger.undoing import Line, add_guard, on_undo

_TAKEN = "another unit has that code now"


def made_undoable() -> None:
    """Teach the ledger how these events are put back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(CODED, _put_back)
    on_undo(CORRECTED, _call_back)


def _put_back(work: Context, line: Line) -> None:
    if line.before is None:
        remove_row(work, line.after["id"])
    elif line.after is None:
        write_code(work, line.subject_id, line.before)
    else:
        set_current(work, line.before["id"], current=line.before["current"])


def _call_back(work: Context, line: Line) -> None:
    call(work, line.subject_id, line.before["serial"])
    if line.after.get("codeId"):
        remove_row(work, line.after["codeId"])
    if line.before.get("codeId"):
        old = {"id": line.before["codeId"], "kind": FORMER_SERIAL, "code": line.after["serial"], "current": False}
        write_code(work, line.subject_id, old)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be reversed because of codes: changed since, or in another unit's way."""
    units = [line for line in lines if line.unit_id is not None and (_voids(line) or _revives(line))]
    mine = [line for line in lines if line.action in (CODED, CORRECTED)]
    if not units and not mine:
        return {}
    now = _Now(session, tenant_id, {line.subject_id or line.unit_id or "" for line in (*mine, *units)}, mine)
    stays: dict[int, str] = {}
    for line in lines:  # newest first: of one unit each stands on the next
        why = now.reverse(line)
        if why:
            stays[line.n] = why
    return stays


def _voids(line: Line) -> bool:
    return line.status_from is None and line.status_to is not None


def _revives(line: Line) -> bool:
    return line.status_to is None and line.status_from is not None


class _Now:
    """Codes and serials on paper: each reversal is tried here before it is written."""

    def __init__(self, session: Session, tenant_id: int, subjects: Iterable[str], mine: Sequence[Line]) -> None:
        ids = set(subjects) | {line.unit_id for line in mine if line.unit_id}
        units = (
            select(Unit.id, Unit.serial, Unit.voided).where(Unit.tenant_id == tenant_id, Unit.id.in_(part))
            for part in in_parts(ids)
        )
        codes = (
            select(UnitCode.id, UnitCode.unit_id, UnitCode.kind, UnitCode.code, UnitCode.current).where(
                UnitCode.tenant_id == tenant_id, UnitCode.unit_id.in_(part)
            )
            for part in in_parts(ids)
        )
        self._units: dict[str, Any] = {row.id: row for part in units for row in session.execute(part)}
        self._serials = {one: row.serial for one, row in self._units.items()}
        rows = [row for part in codes for row in session.execute(part)]
        self._codes: dict[str, dict[str, Any]] = {row.id: picture(row) for row in rows}
        self._of: dict[str, str] = {row.id: row.unit_id for row in rows}
        self._taken = _holders(session, tenant_id, self._wanted(mine))

    def _wanted(self, mine: Sequence[Line]) -> set[str]:
        """Every serial and code that a reversal may bring back."""
        told = {fold(serial) for serial in self._serials.values()}
        told |= {fold(line.before["serial"]) for line in mine if line.action == CORRECTED}
        return told | {fold(line.before["code"]) for line in mine if line.action == CODED and line.before}

    def reverse(self, line: Line) -> str | None:
        """Why a line cannot be reversed; if it can, the paper is as after it."""
        if line.action == CODED:
            return self._code(line)
        if line.action == CORRECTED:
            return self._serial(line)
        if line.unit_id is None:
            return None
        if _voids(line):
            held = [one for one, told in self._codes.items() if told["current"] and self._of[one] == line.unit_id]
            told = self._codes[held[0]] if held else None
            if told:
                return f"it has the {kind_of(told['kind'])} {told['code']}: take that off first"
            self._taken.get(fold(self._serials[line.unit_id]), set()).discard(line.unit_id)
        if _revives(line) and self._is_taken(self._serials[line.unit_id], line.unit_id):
            return "another unit has its serial number now"
        return None

    def _is_taken(self, code: str, unit_id: str) -> bool:
        return any(holder != unit_id for holder in self._taken.get(fold(code), ()))

    def _code(self, line: Line) -> str | None:
        code_id = (line.after or line.before)["id"]
        if self._codes.get(code_id) != line.after:
            return "its codes changed again since"
        wanted = line.before
        if wanted is not None and wanted["current"]:
            if self._units[line.subject_id].voided:
                return "its receipt was taken back since"
            if self._is_taken(wanted["code"], line.subject_id):
                return _TAKEN
        if wanted is None:
            del self._codes[code_id]
        else:
            self._codes[code_id], self._of[code_id] = wanted, line.subject_id
        return None

    def _serial(self, line: Line) -> str | None:
        if self._serials[line.subject_id] != line.after["serial"]:
            return "its serial number was corrected again since"
        if not self._units[line.subject_id].voided and self._is_taken(line.before["serial"], line.subject_id):
            return "another unit has the old serial number now"
        self._serials[line.subject_id] = line.before["serial"]
        return None


def _holders(session: Session, tenant_id: int, keys: set[str]) -> dict[str, set[str]]:
    """The live units that these serials and current codes lead to."""
    found: dict[str, set[str]] = {}
    for part in in_parts(keys):
        serials = select(Unit.serial_norm, Unit.id).where(
            Unit.tenant_id == tenant_id, is_live(), Unit.serial_norm.in_(part)
        )
        codes = select(UnitCode.code_norm, UnitCode.unit_id).where(
            UnitCode.tenant_id == tenant_id, UnitCode.current == True, UnitCode.code_norm.in_(part)
        )
        for key, unit_id in (*session.execute(serials), *session.execute(codes)):
            found.setdefault(key, set()).add(unit_id)
    return found
