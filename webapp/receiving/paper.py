"""The discrepancy report of an intake on paper."""

from collections.abc import Sequence

from webapp.core.data.clock import now
from webapp.core.operation.actor import Actor
from webapp.core.paper.report import PaperColumn, Report, Table
from webapp.receiving.queries.expected import LineRow
from webapp.receiving.queries.intakes import IntakeRow, tally_of
from webapp.receiving.queries.report import Report as Told
from webapp.receiving.queries.report import Surplus
from webapp.receiving.words import said_day

MOST = 2_000
"""Lines that are printed of each part; nobody reads more on paper."""
COLUMNS = (
    PaperColumn("Item", 38),
    PaperColumn("Product", 40),
    PaperColumn("Serial number or lot", 34),
    PaperColumn("Place", 21),
    PaperColumn("Expected", 18, number=True),
    PaperColumn("Here", 17, number=True),
    PaperColumn("Missing", 17, number=True),
)


def paper_of(intake: IntakeRow, told: Told, actor: Actor) -> Report:
    """What is missing, what nobody announced and what is right, as a report to print."""
    zone = actor.tenant.time_zone
    tally = tally_of(intake)
    expected, verified = (tally.expected, tally.verified) if tally else (0, 0)
    extra = sum(one.qty for one in told.unexpected)
    right = [line for line in told.verified if not line.missing]
    return Report(
        house=actor.tenant.name,
        title=f"Expected and received: {intake.name}",
        facts=[
            ("Supplier", intake.supplier or "–"),
            ("Delivery note", intake.delivery_note or "–"),
            ("Reference", intake.reference or "–"),
            ("Opened", f"{said_day(intake.created_at, zone)}, {intake.opened_by_name}"),
            ("Closed", said_day(intake.closed_at, zone) if intake.closed_at else "not yet"),
            ("Printed", f"{said_day(now(), zone)}, {actor.name}"),
        ],
        sums=[
            (f"{expected:,}", "expected"),
            (f"{verified:,}", "here as announced"),
            (f"{expected - verified:,}", "missing"),
            (f"{extra:,}", "unexpected"),
        ],
        columns=COLUMNS,
        tables=[
            _lines("Missing", told.missing, "Nothing is missing."),
            _surplus(told.unexpected),
            _lines("Here as announced", right, "Nothing of what was announced is here in full."),
        ],
    )


def _lines(title: str, lines: Sequence[LineRow], empty: str) -> Table:
    sums = (sum(getattr(line, name) for line in lines) for name in ("announced", "verified", "missing"))
    return Table(
        _counted(title, len(lines)),
        [
            (
                line.sku,
                f"{line.product_name}, grade {line.grade}",
                line.serial or line.lot_number or "–",
                line.place,
                f"{line.announced:,}",
                f"{line.verified:,}",
                f"{line.missing:,}",
            )
            for line in lines[:MOST]
        ],
        ("Together", "", "", "", *(f"{one:,}" for one in sums)),
        empty,
        _left_out(len(lines)),
    )


def _surplus(found: Sequence[Surplus]) -> Table:
    rows = [
        (
            one.sku, f"{one.product_name}, grade {one.grade}", one.serial or one.lot_number or "–", "", "–",
            f"{one.qty:,}", "–",
        )
        for one in found[:MOST]
    ]  # fmt: skip
    together = ("Together", "", "", "", "–", f"{sum(one.qty for one in found):,}", "–")
    return Table(
        _counted("Unexpected", len(found)),
        rows,
        together,
        "Everything that arrived was announced.",
        _left_out(len(found)),
    )


def _left_out(count: int) -> str:
    return f"And {count - MOST:,} more, which count in the sum: the sheet has them all." if count > MOST else ""


def _counted(title: str, count: int) -> str:
    return f"{title} ({count:,})" if count else title
