"""The ledger's fixed words: buckets, outside nodes, a unit's statuses and places, the kinds of a pool."""

BUCKETS = ("available", "reserved", "held", "expected")
OUTSIDE = ("supplier", "customer", "found", "loss", "scrap", "opening", "transit")
NODES = (*BUCKETS, *OUTSIDE)

STATUSES = ("available", "rented_out", "returned", "sold", "unavailable")
PLACES = ("none", "good", "held", "transit", "customer", "loss", "scrap")

QUARANTINED, RECALLED = "quarantined", "recalled"
STOPPED = (QUARANTINED, RECALLED)
"""Lots whose goods are looked at first: what comes to them is held."""

POOL_KINDS = ("loose", "lot", "units")
SOURCES = ("html", "api", "import", "offline", "system")

ACTIONS = (
    "RECEIVED", "SOLD", "ADJUSTED", "DAMAGED", "RETURNED", "RESERVED", "RELEASED",
    "EXPECTED", "HELD", "UNHELD", "SCRAPPED", "MOVED", "ASSIGNED", "UNDONE",
)  # fmt: skip

COUNTED = "COUNTED"
"""The event of a pool whose good stock somebody counted."""

LABELLED, LABEL_RIGHT, LABEL_WRONG = "LABELLED", "LABEL_RIGHT", "LABEL_WRONG"
TOLD = {
    LABELLED: "printed its label",
    LABEL_RIGHT: "found the right label on it",
    LABEL_WRONG: "found another one's label on it",
}
"""Events that only tell: nothing of them can be taken back."""


def place_of(node: str, status: str | None) -> str:
    """Where a unit at a node with a status stands; the triggers' ``phrases.place_of`` says it in SQL."""
    if node in ("available", "reserved"):
        return "good"
    if node in ("held", "transit", "customer", "loss", "scrap"):
        return node
    return "loss" if node == "found" and status is not None else "none"
