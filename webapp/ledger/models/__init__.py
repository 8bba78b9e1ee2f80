"""The ledger's tables; importing them also attaches their triggers and grants."""

from webapp.ledger.models.columns import table_of
from webapp.ledger.models.event import REFERENCE, Event
from webapp.ledger.models.lot import Lot
from webapp.ledger.models.movement import Movement
from webapp.ledger.models.pool import Pool
from webapp.ledger.models.promise import Reservation, Transit
from webapp.ledger.models.record import Record
from webapp.ledger.models.rules import Edge, UnitStep, UnitStill
from webapp.ledger.models.unit import SERIALS, Unit, is_live
from webapp.ledger.triggers import attach

attach()

__all__ = [
    "REFERENCE",
    "SERIALS",
    "Edge",
    "Event",
    "Lot",
    "Movement",
    "Pool",
    "Record",
    "Reservation",
    "Transit",
    "Unit",
    "UnitStep",
    "UnitStill",
    "is_live",
    "table_of",
]
