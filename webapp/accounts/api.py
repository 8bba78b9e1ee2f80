"""The JSON door of accounts: signing in as ShopSynch has it; people, keys, desks and settings in our own words."""

from typing import Annotated, Any

from annotated_types import MaxLen
from flask import current_app, request, url_for
from pydantic import Field
from typing_extensions import TypedDict

from webapp.accounts.errors import BadCredentials, TooManyTries
from webapp.accounts.keys import TOKEN_LIFE, make_person_token
from webapp.accounts.operations.desks import name_desk, rename_desk, retire_desk, set_up_desk
from webapp.accounts.operations.keys import create_key, revoke_key
from webapp.accounts.operations.people import (
    PersonLink,
    change_role,
    invite_person,
    let_in,
    make_link,
    take_out,
)
from webapp.accounts.operations.settings import update_settings
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import DESKS, KEYS, PEOPLE, find_person, find_settings
from webapp.accounts.secrets import LONGEST
from webapp.accounts.sessions import find_signed_in, sign_in
from webapp.accounts.wire import (
    DeskJson,
    KeyJson,
    NewKeyJson,
    PersonJson,
    PersonLinkJson,
    SettingsJson,
    desk_json,
    key_json,
    new_key_json,
    person_json,
    settings_json,
)
from webapp.core.data.clock import iso
from webapp.core.data.database import db
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.dialects.shopsynch import SHOPSYNCH

auth = Api("auth", SHOPSYNCH)
house = Api("accounts", FLEXPORTAL)


class LoginInput(Input):
    """E-mail and password of a person."""

    email: Annotated[str, Line(254)] = Field(examples=["anna@renter.example"])
    password: Annotated[str, MaxLen(LONGEST)] = Field(examples=["correct horse battery staple"])


class LoginUser(TypedDict):
    """The person who signed in."""

    id: str
    email: str
    fullName: str
    phoneNumber: str | None
    address: str | None


class LoginAnswer(TypedDict):
    """The token and how long it lives, in milliseconds (docs/contract.md, ShopSynch sign-in)."""

    user: LoginUser
    token: str
    expiresIn: int


@auth.open_write(
    "/auth/login",
    shape=LoginAnswer,
    summary="Sign a person in and get a bearer token.",
    takes=LoginInput,
    raises=(BadCredentials, TooManyTries),
)
def login(data: LoginInput) -> Any:
    """Check the password and open a session that the token stands for."""
    session = db.session()
    token = sign_in(
        session,
        data.email,
        data.password,
        address=request.remote_addr or "-",
        agent=request.user_agent.string,
        knows_browser=False,
    )
    person = find_signed_in(session, token)
    if person is None:
        raise BadCredentials
    user = LoginUser(id=person.user_id, email=person.email, fullName=person.name, phoneNumber=None, address=None)
    life = int(TOKEN_LIFE.total_seconds() * 1000)
    return LoginAnswer(user=user, token=make_person_token(current_app.config["SECRET_KEY"], token), expiresIn=life)


def link_json(made: PersonLink, actor: Actor) -> PersonLinkJson:
    """A person and the address of their one-time link."""
    return PersonLinkJson(
        person=person_json(made.person, actor),
        kind=made.kind,
        link=url_for("links.follow", secret=made.secret, _external=True),
        expiresAt=iso(made.expires_at),
    )


house.listing(
    "/people",
    needs=Permission.MANAGE_PEOPLE,
    lists=lambda: PEOPLE,
    key="people",
    wire=person_json,
    shape=PersonJson,
    summary="List the people who work for this tenant.",
)
house.write("POST", "/people", calls=invite_person, wire=link_json, shape=PersonLinkJson, status=201)


@house.read("/people/<userId>", needs=Permission.MANAGE_PEOPLE, shape=PersonJson)
def person(actor: Actor, userId: str) -> PersonJson:  # noqa: N803  (path parts are written as JSON names)
    """One person who works for this tenant."""
    return person_json(find_person(db.session(), actor.tenant.id, userId), actor)


house.write("PATCH", "/people/<userId>", calls=change_role, wire=person_json, shape=PersonJson)
house.write("POST", "/people/<userId>/take-out", calls=take_out, wire=person_json, shape=PersonJson)
house.write("POST", "/people/<userId>/let-in", calls=let_in, wire=person_json, shape=PersonJson)
house.write("POST", "/people/<userId>/link", calls=make_link, wire=link_json, shape=PersonLinkJson, status=201)

house.listing(
    "/keys",
    needs=Permission.MANAGE_KEYS,
    lists=lambda: KEYS,
    key="keys",
    wire=key_json,
    shape=KeyJson,
    summary="List API keys, without their secrets.",
)
house.write("POST", "/keys", calls=create_key, wire=new_key_json, shape=NewKeyJson, status=201)
house.write("DELETE", "/keys/<keyId>", calls=revoke_key, wire=key_json, shape=KeyJson)

house.listing(
    "/desks",
    needs=Permission.READ_SETTINGS,
    lists=lambda: DESKS,
    key="desks",
    wire=desk_json,
    shape=DeskJson,
    summary="List the desks in use.",
)
house.write("POST", "/desks", calls=name_desk, wire=desk_json, shape=DeskJson, status=201)
house.write("PATCH", "/desks/<deskId>", calls=rename_desk, wire=desk_json, shape=DeskJson)
house.write("PATCH", "/desks/<deskId>/setup", calls=set_up_desk, wire=desk_json, shape=DeskJson)
house.write("DELETE", "/desks/<deskId>", calls=retire_desk, wire=desk_json, shape=DeskJson)


@house.read("/settings", needs=Permission.READ_SETTINGS, shape=SettingsJson)
def settings(actor: Actor) -> SettingsJson:
    """The tenant's settings."""
    return settings_json(find_settings(db.session(), actor.tenant.id), actor)


house.write("PATCH", "/settings", calls=update_settings, wire=settings_json, shape=SettingsJson)
