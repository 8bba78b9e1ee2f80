"""A tenant for one test: its people, its keys, and both doors into it."""

import itertools
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from tests.doors import JsonDoor, PageDoor
from webapp import create_app
from webapp.accounts.access import facts
from webapp.accounts.bootstrap import NewTenant, create_tenant, find_tenant
from webapp.accounts.models import ApiKey, Membership, User
from webapp.accounts.permissions import grants_of_role
from webapp.accounts.secrets import hash_password, hash_token, new_key
from webapp.accounts.sessions import open_session
from webapp.config import Settings
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import across_tenants
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import call

PASSWORD = "a long enough password"
PEOPLE = {"anna": "admin", "mo": "manager", "olga": "operator", "vik": "viewer"}
ResultT = TypeVar("ResultT")

_numbers = itertools.count(1)
# Written for every test: built once, and without what an ORM insert works out each time.
_USERS, _MEMBERSHIPS, _KEYS = (insert(cast("Table", one.__table__)) for one in (User, Membership, ApiKey))


def build_app(url: str, folder: Path, *, migrated: bool = False) -> Flask:
    """The application on a database of its own, migrated unless it was."""
    env = {"DATABASE_URL": url, "STOCKDESK_DATA": str(folder), "SECRET_KEY": "tests know this secret"}
    app = create_app(Settings.from_env(env))
    app.config["TESTING"] = False
    if not migrated:
        with app.app_context():
            upgrade()
    return app


def close_app(app: Flask) -> None:
    """Give back every connection."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@cache
def password_hash() -> str:
    """One hash for everybody: Argon2 is slow on purpose."""
    return hash_password(PASSWORD)


@dataclass
class House:
    """One tenant, named after nobody, and ways into it."""

    app: Flask
    slug: str
    tenant_id: int
    people: dict[str, str]
    _doors: dict[str, PageDoor] = field(default_factory=dict)
    _secrets: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The session of the test's thread."""
        return db.session()

    def email(self, person: str) -> str:
        """Where to write to a person."""
        return f"{person}.{self.slug}@renter.example"

    def actor(self, person: str = "anna", *, source: str = "html") -> Actor:
        """A person at work, for calling operations directly."""
        tenant = find_tenant(self.session, self.slug)
        assert tenant is not None
        role = PEOPLE[person]
        return Actor(
            tenant=facts(tenant), id=self.people[person], name=person.title(), role=role,
            grants=grants_of_role(role), source=source,
        )  # fmt: skip

    def do(self, operation: Operation[Any, ResultT], person: str = "anna", **values: Any) -> ResultT:
        """Run an operation with JSON-like values."""
        actor = self.actor(person)
        data = operation.input.from_json(values, exponent=actor.tenant.exponent, zone=actor.tenant.time_zone)
        return call(self.session, operation, actor, data)

    def key(self, *scopes: str, **more: Any) -> str:
        """A new API key's secret; it was used just now, so that no request has that to write down first."""
        secret, now = new_key(), clock.now()
        row = {
            "tenant_id": self.tenant_id, "id": new_id("key"), "name": "test", "secret_hash": hash_token(secret),
            "hint": secret[-4:], "scopes": list(scopes or ("*",)), "created_at": now, "last_used_at": now, **more,
        }  # fmt: skip
        write(self.session, (_KEYS, row))
        return secret

    def api(self, *scopes: str, **headers: str) -> JsonDoor:
        """The JSON door with a key that may do all, or what the scopes say: the same client every time."""
        if scopes not in self._secrets:
            self._secrets[scopes] = self.key(*scopes)
        return self.door(self._secrets[scopes], **headers)

    def door(self, secret: str, **headers: str) -> JsonDoor:
        """The JSON door with this key, ``house.key()`` for a client of its own."""
        return JsonDoor(self.app, {"Authorization": f"Bearer {secret}", "Tenant-ID": self.slug, **headers})

    def page(self, person: str = "anna") -> PageDoor:
        """The front door with a person already signed in."""
        if person not in self._doors:
            token = open_session(self.session, self.people[person], "tests")
            self._doors[person] = PageDoor(self.app, self.slug, token)
        return self._doors[person]


def write(session: Session, *statements: Any) -> None:
    """Write beside the operations: arrangements of a test, never what it tests. A statement may come with its rows."""
    session.rollback()
    session.connection(execution_options={"writes": True})
    with across_tenants("arranging a test"):
        for statement in statements:
            session.execute(*statement) if isinstance(statement, tuple) else session.execute(statement)
    session.commit()


def new_house(app: Flask, currency: str = "EUR") -> House:
    """A tenant with an admin, a manager, an operator and a viewer."""
    slug = f"t{os.getpid()}-{next(_numbers)}"
    tenant_id = create_tenant(db.session(), NewTenant(slug, f"Renter {slug}", currency))
    now, people = clock.now(), {}
    users, memberships = [], []
    for person, role in PEOPLE.items():
        people[person] = new_id("usr")
        email = f"{person}.{slug}@renter.example"
        users.append({
            "id": people[person], "email": email, "email_key": email, "name": person.title(),
            "password_hash": password_hash(), "created_at": now, "updated_at": now,
        })  # fmt: skip
        memberships.append({
            "tenant_id": tenant_id, "user_id": people[person], "role": role, "active": True, "version": 1,
            "created_at": now, "joined_at": now,
        })  # fmt: skip
    write(db.session(), (_USERS, users), (_MEMBERSHIPS, memberships))
    return House(app, slug, tenant_id, people)
