"""Naming a unit: correcting its serial number, giving it further codes and taking them off."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.assets.codes.writing import CODED, CORRECTED, call, imei_of, kind_of, picture, set_current, write_code
from webapp.assets.errors import (
    AssetExists,
    AssetNotFound,
    CodeIsSerial,
    IdentifierNotFound,
    IdentifierTaken,
    SerialBreaksRule,
)
from webapp.assets.inputs import AddIdentifier, CorrectSerial, NamedAsset, RemoveIdentifier
from webapp.assets.models import FORMER_SERIAL, UnitCode
from webapp.assets.queries import UnitRow, find_by_serial, find_unit
from webapp.assets.steps import HeldUnit, hold_units
from webapp.catalog.models import Product
from webapp.core.codes.serials import follows, why_not
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.ledger.models import Unit
from webapp.ledger.posting import Happening, record_events


@operation(needs=Permission.CORRECT_UNITS, raises=(AssetNotFound, AssetExists, SerialBreaksRule))
def correct_serial(work: Work, data: CorrectSerial) -> UnitRow:
    """Correct a unit's serial number; the old one still finds it."""
    unit = _held(work, data)
    before, after = unit.serial, data.serial_number
    if before == after:
        work.tell(f"left {before} as it was", unit.id)
        return find_unit(work.session, work.tenant_id, unit.id)
    if not data.sure and fold(before) != fold(after):
        _judge(work, unit, after)
    call(work, unit.id, after)
    told: dict[str, Any] = {"serial": after}
    if fold(before) != fold(after):
        told["codeId"] = new_id("idn")
        write_code(work, unit.id, {"id": told["codeId"], "kind": FORMER_SERIAL, "code": before, "current": False})
    _tell(work, unit, CORRECTED, {"serial": before}, told, note=data.reason)
    work.tell(f"corrected the serial number {before} to {after}", unit.id)
    work.changed(unit.id, {"serialNumber": before}, {"serialNumber": after})
    return find_unit(work.session, work.tenant_id, unit.id)


@operation(needs=Permission.RECEIVE, raises=(AssetNotFound, IdentifierTaken, CodeIsSerial))
def add_identifier(work: Work, data: AddIdentifier) -> Any:
    """Give a unit a further code, an asset tag or an IMEI: it finds the unit as the serial number does."""
    unit = _held(work, data)
    made = {"id": new_id("idn"), "kind": data.kind, "code": _code(data), "current": True}
    write_code(work, unit.id, made)
    _tell(work, unit, CODED, None, made)
    work.tell(f"gave {unit.serial} the {kind_of(data.kind)} {made['code']}", unit.id)
    return find_identifier(work, str(made["id"]))


@operation(needs=Permission.RECEIVE, raises=(IdentifierNotFound,))
def remove_identifier(work: Work, data: RemoveIdentifier) -> Any:
    """Take a code off a unit; it still finds the unit as one it had before, and is free for another."""
    found = find_identifier(work, data.identifier_id)
    if not found.current:
        raise IdentifierNotFound
    [unit] = hold_units(work, [found.unit_id], lambda _: ()).units.values()
    set_current(work, found.id, current=False)
    _tell(work, unit, CODED, picture(found), {**picture(found), "current": False})
    work.tell(f"took the {kind_of(found.kind)} {found.code} off {unit.serial}", unit.id)
    return find_identifier(work, found.id)


def _held(work: Work, data: NamedAsset) -> HeldUnit:
    try:
        if data.unit_id is not None:
            unit_id = data.unit_id
        else:
            unit_id = find_by_serial(work.session, work.tenant_id, data.asset_serial_number or "").id
        [unit] = hold_units(work, [unit_id], lambda _: ()).units.values()
    except (AssetNotFound, ValueError) as error:
        near = error.near if isinstance(error, AssetNotFound) else ()
        raise AssetNotFound(at=None if data.unit_id else "assetSerialNumber", near=near) from None
    return unit


def _judge(work: Work, unit: HeldUnit, serial: str) -> None:
    """As at the desk, what breaks the product's rule is not taken without a yes."""
    rule = work.session.execute(
        select(Product.serial_rule)
        .join(Unit, (Unit.tenant_id == Product.tenant_id) & (Unit.product_id == Product.id))
        .where(Product.tenant_id == work.tenant_id, Unit.tenant_id == work.tenant_id, Unit.id == unit.id)
    ).scalar_one()
    if rule is not None and not follows(serial, rule):
        raise SerialBreaksRule(why=why_not(serial, rule), serial_number=serial)


def _code(data: AddIdentifier) -> str:
    if data.kind != "imei":
        return data.code
    try:
        return imei_of(data.code)
    except ValueError as error:
        raise InputRefused([Detail("code", str(error))]) from None


def find_identifier(work: Work, identifier_id: str) -> Any:
    """One code with the serial number of its unit; raises IdentifierNotFound."""
    found = work.session.execute(
        select(*UnitCode.__table__.c, Unit.serial)
        .join(Unit, (Unit.tenant_id == UnitCode.tenant_id) & (Unit.id == UnitCode.unit_id))
        .where(UnitCode.tenant_id == work.tenant_id, UnitCode.id == identifier_id)
    ).one_or_none()
    if found is None:
        raise IdentifierNotFound
    return found


def _tell(work: Work, unit: HeldUnit, action: str, before: Any, after: Any, *, note: str | None = None) -> None:
    one = Happening(
        subject="unit", subject_id=unit.id, unit_id=unit.id, action=action, before=before, after=after, note=note
    )
    record_events(work, [one])
