"""Statements for the wall between tenants: what must be refused, and what must pass."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Text,
    and_,
    bindparam,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert as lite_insert
from sqlalchemy.orm import aliased

from webapp.accounts.models import Desk, Tenant
from webapp.locations.models import Bin, Warehouse

Make = Callable[[int, int], Any]
"""A statement, made from the tenant at work and a foreign one."""

W, B, D = Warehouse.__table__, Bin.__table__, Desk.__table__
other = aliased(Warehouse)
renamed = W.alias("renamed")


def row(tenant: int, number: str = "1") -> dict[str, Any]:
    """A whole warehouse row of a tenant."""
    return {
        "tenant_id": tenant, "id": f"wh_wall{tenant}{number}", "name": "Wall", "name_key": "wall",
        "code": f"WALL{number}",
        "code_key": f"wall{number}", "type": "OWNED", "is_default": False, "active": True, "version": 1,
        "created_at": None, "updated_at": None,
    }  # fmt: skip


REFUSED: dict[str, Make] = {
    "a select of all": lambda mine, theirs: select(Warehouse),
    "a column of all": lambda mine, theirs: select(Warehouse.name),
    "a core select of all": lambda mine, theirs: select(W.c.name),
    "a select by id alone": lambda mine, theirs: select(Warehouse).where(Warehouse.id == "x"),
    "a select of another tenant": lambda mine, theirs: select(Warehouse).where(Warehouse.tenant_id == theirs),
    "mine or anything": lambda mine, theirs: select(W).where(or_(W.c.tenant_id == mine, W.c.active == True)),
    "mine or theirs": lambda mine, theirs: select(W).where(or_(W.c.tenant_id == mine, W.c.tenant_id == theirs)),
    "mine and theirs": lambda mine, theirs: select(W).where(W.c.tenant_id == mine, W.c.tenant_id == theirs),
    "not mine": lambda mine, theirs: select(W).where(W.c.tenant_id != mine),
    "the negation of mine": lambda mine, theirs: select(W).where(not_(W.c.tenant_id == mine)),
    "more than mine": lambda mine, theirs: select(W).where(W.c.tenant_id >= mine),
    "a list with mine in it": lambda mine, theirs: select(W).where(W.c.tenant_id.in_([mine, theirs])),
    "a tenant equal to itself": lambda mine, theirs: select(W).where(W.c.tenant_id == W.c.tenant_id),
    "a count of all": lambda mine, theirs: select(func.count()).select_from(Warehouse),
    "an existence of any": lambda mine, theirs: select(exists().where(Warehouse.code == "WH-01")),
    "an existence below mine": lambda mine, theirs: select(W.c.id).where(
        W.c.tenant_id == mine, exists().where(Bin.code == "x")
    ),
    "a subquery of all": lambda mine, theirs: select(select(W.c.name).subquery()),
    "a scalar subquery of all": lambda mine, theirs: select(select(func.count(W.c.id)).scalar_subquery()),
    "a CTE of all": lambda mine, theirs: select(select(W.c.name).cte("all_of_them")),
    "a union with all": lambda mine, theirs: select(W.c.name).where(W.c.tenant_id == mine).union(select(W.c.name)),
    "an intersection with theirs": lambda mine, theirs: select(W.c.name)
    .where(W.c.tenant_id == mine)
    .intersect(select(W.c.name).where(W.c.tenant_id == theirs)),
    "an alias of all": lambda mine, theirs: select(other.name),
    "an alias beside mine": lambda mine, theirs: select(W.c.name, renamed.c.name).where(W.c.tenant_id == mine),
    "an ORM alias beside mine": lambda mine, theirs: select(Warehouse.name,
    other.name).where(Warehouse.tenant_id == mine),
    "a join that forgets the tenant": lambda mine, theirs: select(W.c.name, B.c.code)
    .join(B, B.c.warehouse_id == W.c.id)
    .where(W.c.tenant_id == mine),
    "an outer join that forgets the tenant": lambda mine, theirs: select(W.c.name, B.c.code)
    .outerjoin(B, B.c.warehouse_id == W.c.id)
    .where(W.c.tenant_id == mine),
    "a product of two tables": lambda mine, theirs: select(W.c.name, D.c.name).where(W.c.tenant_id == mine),
    "an update of all": lambda mine, theirs: update(Warehouse).values(name="x"),
    "an update of theirs": lambda mine, theirs: update(Warehouse).where(Warehouse.tenant_id == theirs).values(name="x"),
    "an update that moves a row away": lambda mine,
    theirs: update(W).where(W.c.tenant_id == mine).values(tenant_id=theirs),
    "an update out of theirs": lambda mine, theirs: update(W)
    .where(W.c.tenant_id == mine)
    .values(name=select(func.max(B.c.code)).scalar_subquery()),
    "a delete of all": lambda mine, theirs: delete(Warehouse),
    "a delete of theirs": lambda mine, theirs: delete(Warehouse).where(Warehouse.tenant_id == theirs),
    "a delete by an existence": lambda mine, theirs: delete(W).where(
        W.c.tenant_id == mine, exists().where(B.c.code == "x")
    ),
    "an insert for theirs": lambda mine, theirs: insert(Warehouse).values(row(theirs)),
    "an insert for nobody": lambda mine, theirs: insert(W).values({**row(mine), "tenant_id": None}),
    "an insert of mine and theirs": lambda mine, theirs: insert(W).values([row(mine, "1"), row(theirs, "2")]),
    "an insert from a select of all": lambda mine, theirs: insert(D).from_select(
        ["tenant_id", "id", "name", "name_key", "active", "created_at"],
        select(W.c.tenant_id, W.c.id, W.c.name, W.c.name_key, W.c.active, W.c.created_at),
    ),
    "an insert that gives mine away": lambda mine, theirs: insert(D).from_select(
        ["tenant_id", "id", "name", "name_key", "active", "created_at"],
        select(literal(theirs), W.c.id, W.c.name, W.c.name_key, W.c.active,
        W.c.created_at).where(W.c.tenant_id == mine),
    ),
    "an upsert that moves a row away": lambda mine, theirs: lite_insert(W)
    .values(row(mine))
    .on_conflict_do_update(index_elements=["tenant_id", "id"], set_={"tenant_id": theirs}),
    "text": lambda mine, theirs: text("SELECT name FROM warehouse"),
    "text as a select": lambda mine, theirs: text("SELECT name FROM warehouse").columns(column("name", Text)),
    "a select out of text": lambda mine, theirs: select(text("name")).select_from(text("warehouse")),
    "a condition of text beside mine": lambda mine, theirs: select(W.c.name).where(
        W.c.tenant_id == mine, text("1 = 1) OR (1 = 1")
    ),
    "a subquery of text": lambda mine, theirs: select(
        text("SELECT name FROM warehouse").columns(column("name", Text)).subquery()
    ),
    "a parameter that is theirs": lambda mine, theirs: select(W).where(
        W.c.tenant_id == bindparam("whose", theirs)
    ),
    "a literal that is theirs": lambda mine, theirs: select(W).where(W.c.tenant_id == literal(theirs)),
    "a table known by name alone": lambda mine, theirs: select(column("name")).select_from(table("warehouse")),
    "a column of text": lambda mine, theirs: select(W.c.id, literal_column("(SELECT max(name) FROM warehouse)")).where(
        W.c.tenant_id == mine
    ),
    "a lateral of all": lambda mine, theirs: select(select(W.c.name).lateral("l")),
    "all hidden in an order": lambda mine, theirs: select(W.c.id)
    .where(W.c.tenant_id == mine)
    .order_by(select(func.max(B.c.code)).scalar_subquery()),
    "all hidden in a column": lambda mine, theirs: select(
        W.c.id, select(B.c.code).where(B.c.warehouse_id == W.c.id).limit(1).scalar_subquery()
    ).where(W.c.tenant_id == mine),
}  # fmt: skip

PASSES: dict[str, Make] = {
    "a select of mine": lambda mine, theirs: select(Warehouse).where(Warehouse.tenant_id == mine),
    "a core select of mine": lambda mine, theirs: select(W.c.name).where(W.c.tenant_id == mine, W.c.code == "x"),
    "mine in brackets": lambda mine, theirs: select(W).where(and_(W.c.tenant_id == mine, or_(W.c.code == "x", true()))),
    "the other way round": lambda mine, theirs: select(W).where(literal(mine) == W.c.tenant_id),
    "a join by tenant": lambda mine, theirs: select(W.c.name, B.c.code)
    .join(B, and_(B.c.tenant_id == W.c.tenant_id, B.c.warehouse_id == W.c.id))
    .where(W.c.tenant_id == mine),
    "an outer join by tenant": lambda mine, theirs: select(Warehouse.name, Bin.code)
    .outerjoin(Bin, and_(Bin.tenant_id == Warehouse.tenant_id, Bin.warehouse_id == Warehouse.id))
    .where(Warehouse.tenant_id == mine),
    "an alias of mine": lambda mine, theirs: select(other.name).where(other.tenant_id == mine),
    "two aliases of mine": lambda mine, theirs: select(W.c.name, renamed.c.name).where(
        W.c.tenant_id == mine, renamed.c.tenant_id == W.c.tenant_id
    ),
    "an existence of mine": lambda mine, theirs: select(exists().where(W.c.tenant_id == mine, W.c.code == "WH-01")),
    "a subquery of mine": lambda mine, theirs: select(select(W.c.name).where(W.c.tenant_id == mine).subquery()),
    "a CTE of mine": lambda mine, theirs: select(select(W.c.name).where(W.c.tenant_id == mine).cte("mine")),
    "a union of mine": lambda mine, theirs: select(W.c.name)
    .where(W.c.tenant_id == mine)
    .union_all(select(B.c.name).where(B.c.tenant_id == mine)),
    "a count of mine": lambda mine, theirs: select(func.count()).select_from(W).where(W.c.tenant_id == mine),
    "an update of mine": lambda mine, theirs: update(Warehouse).where(Warehouse.tenant_id == mine).values(name="x"),
    "a delete of mine": lambda mine, theirs: delete(Bin).where(Bin.tenant_id == mine, Bin.code == "none"),
    "an insert for mine": lambda mine, theirs: insert(D).values(
        tenant_id=mine, id=f"dsk_{mine}", name="x", name_key="x", active=True, created_at=None, setup={}
    ),
    "an insert from a select of mine": lambda mine, theirs: insert(D).from_select(
        ["tenant_id", "id", "name", "name_key", "active", "created_at", "setup"],
        select(
            W.c.tenant_id, W.c.id, W.c.name, W.c.name_key, W.c.active, W.c.created_at, literal("{}")
        ).where(W.c.tenant_id == mine),
    ),
    "an insert from a select that names mine": lambda mine, theirs: insert(D).from_select(
        ["tenant_id", "id", "name", "name_key", "active", "created_at", "setup"],
        select(
            literal(mine), W.c.id, W.c.name, W.c.name_key, W.c.active, W.c.created_at, literal("{}")
        ).where(W.c.tenant_id == mine),
    ),
    "a table without tenants": lambda mine, theirs: select(Tenant.name).where(Tenant.id == theirs),
    "no table at all": lambda mine, theirs: select(literal(1)),
}  # fmt: skip
