"""SQL phrases that several triggers share."""

from webapp.core.data.columns import MAX_QUANTITY
from webapp.ledger.words import BUCKETS

IN_STOCK = "('available', 'reserved', 'held')"


def delta(bucket: str, line: str) -> str:
    """What a movement (``NEW`` or an alias) adds to a bucket."""
    return (
        f"(CASE {line}.to_node WHEN '{bucket}' THEN {line}.qty ELSE 0 END"
        f" - CASE {line}.from_node WHEN '{bucket}' THEN {line}.qty ELSE 0 END)"
    )


def added() -> str:
    """The SET list that books the new movement on a row with buckets."""
    changes = [f"{bucket} = {bucket} + {delta(bucket, 'NEW')}" for bucket in BUCKETS]
    return ", ".join([*changes, "last_n = NEW.n"])


def in_bounds() -> str:
    """That booking the new movement leaves all buckets between nothing and the largest quantity."""
    return " AND ".join(f"{bucket} + {delta(bucket, 'NEW')} BETWEEN 0 AND {MAX_QUANTITY}" for bucket in BUCKETS)


def bucket_at(node: str) -> str:
    """The value of the bucket that a node of the new movement names, or NULL for an outside node."""
    cases = " ".join(f"WHEN '{bucket}' THEN {bucket}" for bucket in BUCKETS)
    return f"CASE NEW.{node} {cases} END"


def short(table: str, row: str) -> str:
    """That a row holds less than the new movement takes."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {row} AND {bucket_at('from_node')} < NEW.qty)"


def overfull(table: str, row: str) -> str:
    """That a row would hold more than the largest quantity."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {row} AND {bucket_at('to_node')} + NEW.qty > {MAX_QUANTITY})"


def explained(line: str) -> str:
    """That a movement explains every difference between the old and the new row's buckets."""
    return " AND ".join(f"NEW.{bucket} - OLD.{bucket} = {delta(bucket, line)}" for bucket in BUCKETS)


def place_of(node: str, status: str) -> str:
    """Where a unit at a node stands: a lost unit is found where it was lost, a new one stood nowhere."""
    return (
        f"CASE WHEN {node} IN ('available', 'reserved') THEN 'good'"
        f" WHEN {node} IN ('held', 'transit', 'customer', 'loss', 'scrap') THEN {node}"
        f" WHEN {node} = 'found' AND {status} IS NOT NULL THEN 'loss'"
        f" ELSE 'none' END"
    )


def while_in_stock(node: str, value: str) -> str:
    """A value for a unit that is in stock at a node, else NULL."""
    return f"CASE WHEN {node} IN {IN_STOCK} THEN {value} END"


def same(left: str, right: str) -> str:
    """Null-safe equality."""
    return f"{left} IS NOT DISTINCT FROM {right}"


def serial_free(revives: str) -> str:
    """That a unit coming to life finds its serial free; OR IGNORE would silence the unique index."""
    return (
        f"(NOT ({revives}) OR NOT EXISTS (SELECT 1 FROM unit AS other WHERE other.tenant_id = unit.tenant_id"
        " AND other.serial_norm = unit.serial_norm AND other.voided = 0 AND other.id <> unit.id))"
    )
