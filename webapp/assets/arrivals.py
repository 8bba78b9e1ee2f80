"""Units that arrive, one or many: judged beside the catalogue and the places, then brought to life together."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import bindparam, func, select

from webapp.assets.errors import AssetExists, InvalidStatus, VariantInactive, VariantNotFound
from webapp.assets.inputs import ReceiveAsset
from webapp.assets.queries import UnitRow
from webapp.catalog.models import Product, Variant
from webapp.core.codes.serials import follows, why_not
from webapp.core.data import clock
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused, Problem
from webapp.core.operation.parts import attempt
from webapp.core.operation.registry import Work
from webapp.ledger.models import Unit, is_live
from webapp.ledger.stands import Stand, units_stand, units_stands
from webapp.ledger.units import Arrival, NewUnit, receive_many
from webapp.locations.places import Place, find_place

BIRTH_STATUSES = ("available", "returned", "unavailable", "sold")
TYPED = ("html", "offline")
"""Where a person types: what they mean is asked, or plain from the only thing that fits."""

# Made once; with the names that the answer shows, so that nothing is read again after the unit is written.
_GOODS = (
    select(
        Variant.id.label("variant_id"),
        Variant.variant_sku.label("sku"),
        Variant.variant_name,
        Variant.grade,
        Variant.status.label("variant_status"),
        Variant.acquisition_cost.label("variant_cost"),
        Variant.product_id,
        Product.name.label("product_name"),
        Product.images,
        Product.serial_rule,
    )
    .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
    .where(Variant.tenant_id == bindparam("tenant"))
)
_BY_SKU = _GOODS.where(Variant.variant_sku == bindparam("sku"))
_BY_SKUS = _GOODS.where(Variant.variant_sku.in_(bindparam("skus", expanding=True)))
_BY_SKU_TYPED = _GOODS.where(func.lower(Variant.variant_sku) == func.lower(bindparam("sku"))).limit(2)


@dataclass(frozen=True, slots=True)
class Coming:
    """One unit that arrives: what was sent of it, and where it comes from as the ledger knows it."""

    data: ReceiveAsset
    from_node: str = "supplier"
    reference: str | None = None
    note: str | None = None


@dataclass
class Known:
    """SKUs and places that were looked up already: many units share a few of each."""

    variants: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place | Problem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit that may arrive, as far as can be said before it is written."""

    coming: Coming
    variant: Any
    place: Place
    status: str
    new: NewUnit

    @property
    def key(self) -> tuple[str, str]:
        """The variant and the warehouse."""
        return self.variant.variant_id, self.place.warehouse_id

    @property
    def into(self) -> str:
        """Where it goes, as a sentence ends."""
        return "as sold" if self.status == "sold" else f"into {self.place}"


def receive_units(work: Work, rows: Sequence[Coming]) -> list[UnitRow | Problem]:
    """Receive many units in a few statements: for each the unit, or what refuses it, in the order they were given.

    What is refused leaves no trace; that nothing is written unless all are taken is for the caller to decide.
    """
    known = Known(variants=_variants(work, {row.data.sku for row in rows}))
    judged = [_attempt(work, row, known) for row in rows]
    taken = _taken(work, [one.new.serial for one in judged if isinstance(one, Judged)])
    for n, one in enumerate(judged):
        if isinstance(one, Judged):
            serial = fold(one.new.serial)
            if serial in taken:
                judged[n] = AssetExists(serial_number=one.new.serial)
            taken.add(serial)
    good = [n for n, one in enumerate(judged) if isinstance(one, Judged)]
    received = _bring_each(work, [cast("Judged", judged[n]) for n in good])
    return [received[good.index(n)] if isinstance(one, Judged) else one for n, one in enumerate(judged)]


def _attempt(work: Work, row: Coming, known: Known) -> Judged | Problem:
    try:
        return judge(work, row, known)
    except Problem as problem:
        return problem


def judge(work: Work, row: Coming, known: Known) -> Judged:
    """Everything that can be said of a unit before it is written. Raises what refuses it."""
    data = row.data
    status = "available" if data.status is None else data.status
    if status not in BIRTH_STATUSES:
        raise InvalidStatus(status=status)
    variant = known.variants.get(data.sku) or _active_variant(work, data.sku)
    if variant.variant_status != "active":
        raise VariantInactive(sku=variant.sku)
    known.variants[data.sku] = variant
    _hold_against_rule(work, data, variant.serial_rule)
    place = _place(work, data.location, known)
    new = NewUnit(
        serial=data.serial_number,
        acquisition_cost=variant.variant_cost if data.acquisition_cost is None else data.acquisition_cost,
        acquisition_date=acquired_on(work, data.acquisition_date),
        location_text=place.words,
        condition=data.condition or None,
        notes=data.notes or None,
        product_name=data.product_name or None,
    )
    return Judged(row, variant, place, status, new)


def _hold_against_rule(work: Work, data: ReceiveAsset, rule: str | None) -> None:
    """A rule that somebody gave the product; nobody is asked here, so that what breaks it is refused unless it is sure.

    A serial number that is in use stands as it is: that somebody has it is the answer. What a desk learned is no rule.
    """
    serial = data.serial_number
    if rule is not None and not data.sure and not follows(serial, rule) and not _taken(work, [serial]):
        raise InputRefused([Detail("serialNumber", why_not(serial, rule), "invalid_string")])


def bring_in(work: Work, judged: Sequence[Judged]) -> list[UnitRow]:
    """Write units that were judged, and answer them as ``find_unit`` would read them."""
    stands = _stands(work, {one.key for one in judged})
    arrivals = [
        Arrival(
            stand=stands[one.key],
            new=one.new,
            status=one.status,
            from_node=one.coming.from_node,
            bin_id=None if one.status == "sold" else one.place.bin_id,
            reference=one.coming.reference,
            note=one.coming.note,
        )
        for one in judged
    ]
    ids = receive_many(work, arrivals)
    return [_received(work, unit_id, one) for unit_id, one in zip(ids, judged, strict=True)]


def _bring_each(work: Work, judged: Sequence[Judged]) -> Sequence[UnitRow | Problem]:
    """All in one go; where somebody else was quicker with one of them, the others without it."""
    if not judged:
        return []
    done = attempt(work, judged[0].coming.data, lambda: bring_in(work, judged))
    if not isinstance(done, Problem):
        return done
    half = len(judged) // 2
    return [done] if not half else [*_bring_each(work, judged[:half]), *_bring_each(work, judged[half:])]


def _stands(work: Work, keys: set[tuple[str, str]]) -> Mapping[tuple[str, str], Stand]:
    if len(keys) == 1:
        [key] = keys
        return {key: units_stand(work, *key)}
    return units_stands(work, keys) if keys else {}


def _variants(work: Work, skus: Iterable[str]) -> dict[str, Any]:
    return {
        row.sku: row
        for part in in_parts(skus)
        for row in work.session.execute(_BY_SKUS, {"tenant": work.tenant_id, "skus": part})
    }


def _taken(work: Work, serials: Iterable[str]) -> set[str]:
    """Those serials that live units have; the index has the last word."""
    return {
        row.serial_norm
        for part in in_parts([fold(one) for one in serials])
        for row in work.session.execute(
            select(Unit.serial_norm).where(Unit.tenant_id == work.tenant_id, is_live(), Unit.serial_norm.in_(part))
        )
    }


def _active_variant(work: Work, sku: str) -> Any:
    asked = {"tenant": work.tenant_id, "sku": sku}
    found = work.session.execute(_BY_SKU, asked).one_or_none()
    if found is None and work.actor.source in TYPED:
        alike = work.session.execute(_BY_SKU_TYPED, asked).all()
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        raise VariantNotFound(sku=sku)
    return found


def _place(work: Work, words: str | None, known: Known) -> Place:
    found = known.places.get(words or "")
    if found is None:
        try:
            found = place_named(work, words)
        except Problem as problem:
            found = problem
        known.places[words or ""] = found
    if isinstance(found, Problem):
        raise found
    return found


def place_named(work: Work, words: str | None) -> Place:
    """Where it goes. A program's words for a place we do not have are kept; a person's are a slip of the hand."""
    place = find_place(work.session, work.tenant_id, words)
    if place.words and work.actor.source in TYPED:
        why = f"There is no place {place.words}. Pick one, or type {place.warehouse_code} for {place.warehouse_name}."
        raise InputRefused([Detail("location", why, "unknown_place")])
    return place


def _received(work: Work, unit_id: str, one: Judged) -> UnitRow:
    """The unit as ``find_unit`` would read it."""
    is_here = one.status != "sold"
    told = {
        **one.variant._asdict(),
        **asdict(one.new),
        "id": unit_id,
        "stands": {"available": "good", "sold": "customer"}.get(one.status, "held"),
        "status": one.status,
        "product_name": one.new.product_name or one.variant.product_name,
        "warehouse_id": one.place.warehouse_id if is_here else None,
        "warehouse_name": one.place.warehouse_name if is_here else None,
        "warehouse_code": one.place.warehouse_code if is_here else None,
        "bin_code": one.place.bin_code if is_here else None,
        "customer_id": None,
        "rental_id": None,
        "created_at": work.at,
        "updated_at": work.at,
    }
    return cast("UnitRow", SimpleNamespace(**told))


def acquired_on(work: Work, given: dt.date | None) -> dt.date:
    """The day that was given, or today; not one that lies ahead."""
    today = clock.today(work.actor.tenant.time_zone)
    if given is not None and given > today + dt.timedelta(days=1):
        raise InputRefused([Detail("acquisitionDate", "This date lies ahead. A unit is received when it is here.")])
    return given or today
