"""The ledger's rules as rows: edges, and the steps of a unit's life; once written they never change."""

from collections.abc import Iterable

from webapp.ledger.triggers.language import Trigger, never, no_truncate

_BIRTHS = ("supplier", "expected", "opening", "found")


def _edges() -> Iterable[tuple[str, str, int]]:
    listed = {
        "supplier": ("expected", "available", "held"),
        "expected": ("available", "held", "supplier"),
        "opening": ("available", "reserved", "held", "expected"),
        "found": ("available", "held"),
        "customer": ("available", "held"),
        "available": ("reserved", "held", "customer", "loss", "scrap", "transit"),
        "reserved": ("available", "held", "customer"),
        "held": ("available", "scrap", "customer", "loss", "transit"),
        "transit": ("available", "held", "loss"),
    }
    for start, ends in listed.items():
        yield from ((start, end, 0) for end in ends)
    for bucket in ("reserved", "expected"):
        yield (bucket, "transit", 1)
        yield ("transit", bucket, 1)


def _steps() -> Iterable[tuple[str, str, str, str]]:
    for node in _BIRTHS:
        yield ("", node, "available", "available")
        yield ("", node, "held", "returned")
        yield ("", node, "held", "unavailable")
    for good in ("available", "reserved"):
        yield ("available", good, "customer", "rented_out")
        yield ("available", good, "customer", "sold")
        yield ("available", good, "held", "unavailable")
    for status, node in (("available", "available"), ("returned", "held"), ("unavailable", "held")):
        yield (status, node, "loss", "unavailable")
        yield (status, node, "scrap", "unavailable")
        yield (status, node, "transit", status)
        yield (status, "transit", node, status)
        yield (status, "transit", "loss", "unavailable")
    for status in ("returned", "unavailable"):
        yield (status, "held", "available", "available")
        yield (status, "held", "customer", "sold")
    for status in ("rented_out", "unavailable"):
        yield (status, "customer", "available", "available")
        yield (status, "customer", "held", "returned")
        yield (status, "customer", "held", "unavailable")
    yield ("sold", "customer", "held", "returned")
    yield ("unavailable", "found", "held", "returned")


def _stills() -> Iterable[tuple[str, str, str, str]]:
    yield ("", "none", "sold", "customer")
    yield ("rented_out", "customer", "unavailable", "customer")
    yield ("rented_out", "customer", "sold", "customer")
    yield ("unavailable", "customer", "sold", "customer")
    yield ("returned", "held", "unavailable", "held")
    yield ("unavailable", "held", "returned", "held")


TABLES = ("edge", "unit_step", "unit_still")


def rows() -> list[str]:
    """The statements that fill the three tables."""
    filled = {
        "edge (from_node, to_node, relocation)": _edges(),
        "unit_step (status_from, from_node, to_node, status_to)": _steps(),
        "unit_still (status_from, place_from, status_to, place_to)": _stills(),
    }
    return [
        f"INSERT INTO {target} VALUES " + ", ".join(_row(values) for values in listed)
        for target, listed in filled.items()
    ]


def _row(values: Iterable[str | int]) -> str:
    return "(" + ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values) + ")"


def triggers() -> list[Trigger]:
    """No change to the rules, ever, but by a migration that lifts these first."""
    return [trigger for table in TABLES for trigger in never("rules_fixed", table, ("INSERT", "UPDATE", "DELETE"))]


def truncations() -> list[str]:
    """PostgreSQL's TRUNCATE refused on the rules."""
    return [statement for table in TABLES for statement in no_truncate(table)]
