"""What somebody should look at in rows of units: the serial numbers that the desk would not book without a yes."""

from collections.abc import Sequence

from webapp.core.codes.serials import follows, why_not
from webapp.receiving.rows.good import Good


def look_at_serials(rows: Sequence[Good]) -> None:
    """Say beside a row that its serial number is not what its product's rule wants."""
    for row in rows:
        rule, serial = row.item.rule, row.data.serial_number
        if rule is not None and serial and not follows(serial, rule):
            row.told.notes.append(why_not(serial, rule))
