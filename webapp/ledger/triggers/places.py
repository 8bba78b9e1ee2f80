"""Nothing comes to lie in a closed place, and a place that holds something does not close."""

from webapp.ledger.triggers.language import KEY, OnlyOn, Require, Step, Trigger
from webapp.ledger.words import BUCKETS

_MORE = " OR ".join(f"NEW.{bucket} > OLD.{bucket}" for bucket in BUCKETS)
_ANY = " OR ".join(f"{bucket} > 0" for bucket in BUCKETS)
_CLOSES = "OLD.active = 1 AND NEW.active = 0"
_INSIDE = "NEW.parent_id IS NOT NULL"


def _open_bin(name: str, bin_id: str, when: str) -> tuple[Step, ...]:
    """Require that a bin is open; on PostgreSQL it also stays open until this transaction ends."""
    found = f"SELECT 1 FROM bin WHERE {KEY} AND id = {bin_id} AND active = 1"
    return (
        OnlyOn("sqlite", Require(name, f"EXISTS ({found})", when).sqlite()),
        OnlyOn("postgresql", Require(name, f"EXISTS ({found} FOR SHARE)", when).postgresql()),
    )


def _into_bins() -> list[Trigger]:
    """Units, pools, and where lots and records keep what is new."""
    buckets = ", ".join(BUCKETS)
    named = "NEW.bin_id IS NOT NULL"
    comes = _open_bin("bin_closed", "NEW.bin_id", f"{named} AND NEW.bin_id IS DISTINCT FROM OLD.bin_id")
    grows = _open_bin("bin_closed", "NEW.bin_id", f"{named} AND ({_MORE})")
    begins = _open_bin("bin_closed", "NEW.bin_id", named)
    return [
        Trigger("unit_into_bin", "unit", "BEFORE UPDATE OF bin_id", comes),
        Trigger("pool_into_bin", "pool", f"BEFORE UPDATE OF {buckets}", grows),
        *(Trigger(f"{table}_born_in_bin", table, "BEFORE INSERT", begins) for table in ("pool", "lot", "record")),
        *(Trigger(f"{table}_to_bin", table, "BEFORE UPDATE OF bin_id", comes) for table in ("lot", "record")),
    ]


def _tree() -> list[Trigger]:
    """A bin stands in an open bin of its warehouse, and never inside itself."""
    here = f"SELECT 1 FROM bin WHERE {KEY} AND id = NEW.parent_id AND warehouse_id = NEW.warehouse_id"
    around = (
        "WITH RECURSIVE up (id) AS (SELECT NEW.parent_id UNION SELECT b.parent_id FROM bin AS b, up"
        " WHERE b.tenant_id = NEW.tenant_id AND b.id = up.id AND b.parent_id IS NOT NULL)"
        " SELECT 1 FROM up WHERE up.id = NEW.id"
    )
    steps = (
        Require("bin_circle", f"NOT EXISTS ({around})", when=_INSIDE),
        Require("bin_parent_elsewhere", f"EXISTS ({here})", when=_INSIDE),
        *_open_bin("bin_parent_closed", "NEW.parent_id", f"{_INSIDE} AND NEW.active = 1"),
    )
    return [
        Trigger("bin_born_inside", "bin", "BEFORE INSERT", steps),
        Trigger("bin_put_inside", "bin", "BEFORE UPDATE OF parent_id, active", steps),
    ]


def _closing() -> list[Trigger]:
    units = f"SELECT 1 FROM unit WHERE {KEY} AND bin_id = NEW.id"
    pools = f"SELECT 1 FROM pool WHERE {KEY} AND bin_id = NEW.id AND ({_ANY})"
    children = f"SELECT 1 FROM bin WHERE {KEY} AND parent_id = NEW.id AND active = 1"
    records = f"FROM record WHERE {KEY} AND warehouse_id = NEW.id"
    return [
        Trigger(
            "bin_closing",
            "bin",
            "BEFORE UPDATE OF active",
            (
                Require("bin_not_empty", f"NOT EXISTS ({units}) AND NOT EXISTS ({pools})", when=_CLOSES),
                Require("bin_children_open", f"NOT EXISTS ({children})", when=_CLOSES),
            ),
        ),
        Trigger(
            "warehouse_closing",
            "warehouse",
            "BEFORE UPDATE OF active, is_default",
            (
                Require("warehouse_default_open", "NEW.is_default = 0 OR NEW.active = 1"),
                # Whoever books here holds its record: wait for them, so that what they book is seen.
                OnlyOn("postgresql", f"IF {_CLOSES} THEN PERFORM 1 {records} FOR UPDATE; END IF;"),
                Require("warehouse_not_empty", f"NOT EXISTS (SELECT 1 {records} AND ({_ANY}))", when=_CLOSES),
            ),
        ),
        Trigger(
            "record_into_warehouse",
            "record",
            f"BEFORE UPDATE OF {', '.join(BUCKETS)}",
            (
                Require(
                    "warehouse_closed",
                    f"EXISTS (SELECT 1 FROM warehouse WHERE {KEY} AND id = NEW.warehouse_id AND active = 1)",
                    when=_MORE,
                ),
            ),
        ),
    ]


def triggers() -> list[Trigger]:
    """All triggers that keep closed places empty."""
    return [*_into_bins(), *_tree(), *_closing()]
