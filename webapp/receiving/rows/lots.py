"""What somebody should look at in rows of lots: the same that the desk asks about before it books one."""

from collections.abc import Sequence

from webapp.core.data import clock
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.ledger.stands import lots_by_number
from webapp.receiving.booking.stock import end_of_day
from webapp.receiving.rows.good import Good
from webapp.receiving.words import said_day

CHUNK = 500


def look_at_lots(work: Work, rows: Sequence[Good]) -> None:
    """Say beside a row that its lot is known with another date, which stays, or has expired."""
    dated = [row for row in rows if row.data.lot_number and row.data.expires_on]
    zone = work.actor.tenant.time_zone
    known = {}
    for part in in_parts(sorted({str(row.data.lot_number) for row in dated}), CHUNK):
        known.update(lots_by_number(work, part))
    for row in dated:
        day, number = row.data.expires_on, str(row.data.lot_number)
        if day is None:
            continue
        said, until = said_day(day, zone), end_of_day(work, day)
        key = (*row.key, number)
        if key in known and known[key] != until:
            there = known[key]
            words = f"until {said_day(there, zone)}" if there else "without a date"
            row.told.notes.append(
                f"Lot {number} is known here {words}, but this row says {said}."
                f" Taken as the same lot, it stays {words}."
            )
        elif day < clock.today(zone):
            row.told.notes.append(f"Lot {number} expired on {said}.")
        known.setdefault(key, until)
