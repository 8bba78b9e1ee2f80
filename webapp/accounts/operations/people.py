"""Who works here: inviting, roles, taking out and letting back in."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import delete, exists, insert, or_, select, update

from webapp.accounts.errors import (
    AlreadyMember,
    LastAdmin,
    NotActive,
    PersonNotFound,
    SamePersonTwice,
    TooManyRights,
    WorksElsewhere,
)
from webapp.accounts.inputs import ChangeRole, InvitePerson, PersonId
from webapp.accounts.models import Membership, OneTimeLink, User
from webapp.accounts.permissions import Permission, grants_of_role
from webapp.accounts.queries import Person, find_person, lock_tenant, person_or_none
from webapp.accounts.secrets import hash_token, new_token
from webapp.accounts.sessions import end_sessions
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import across_tenants
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work, operation

INVITATION_LIFE = dt.timedelta(days=7)
RESET_LIFE = dt.timedelta(hours=24)


@dataclass(frozen=True)
class PersonLink:
    """A person and the secret of a one-time link for them; it is not kept anywhere."""

    person: Person
    kind: str
    secret: str
    expires_at: dt.datetime


@operation(needs=Permission.MANAGE_PEOPLE, raises=(AlreadyMember, SamePersonTwice, TooManyRights), secret=True)
def invite_person(work: Work, data: InvitePerson) -> PersonLink:
    """Invite somebody by e-mail; the answer holds the link to give them, once."""
    _judge_rights(work, data.role)
    lock_tenant(work.session, work.tenant_id)
    user_id = _known_or_new(work, data)
    found = person_or_none(work.session, work.tenant_id, user_id)
    if found is not None and found.status != "invited":
        raise AlreadyMember(email=data.email)
    if found is None:
        work.session.execute(
            insert(Membership).values(
                tenant_id=work.tenant_id,
                user_id=user_id,
                role=data.role,
                active=False,
                version=1,
                created_at=work.at,
            )
        )
    else:
        _set(work, user_id, role=data.role)
    work.tell(f"invited {data.email} as {data.role}", user_id)
    work.changed(user_id, None, {"email": data.email, "role": data.role, "status": "invited"})
    return _link(work, user_id, "invitation")


def _known_or_new(work: Work, data: InvitePerson) -> str:
    key = fold(data.email)
    known = work.session.execute(select(User.id).where(User.email_key == key)).scalar_one_or_none()
    if known is not None:
        return known
    user_id = new_id("usr")
    work.session.execute(
        insert(User).values(
            id=user_id,
            email=data.email,
            email_key=key,
            name=data.name or data.email.split("@")[0],
            created_at=work.at,
            updated_at=work.at,
        )
    )
    return user_id


@operation(
    needs=Permission.MANAGE_PEOPLE,
    raises=(PersonNotFound, NotActive, WorksElsewhere, TooManyRights),
    secret=True,
)
def make_link(work: Work, data: PersonId) -> PersonLink:
    """Make a new one-time link for a person: the invitation again, or one that sets a new password.

    Whoever has the link can sign in as the person, so it is made only for somebody who works for this tenant alone.
    """
    person = _person(work, data.user_id)
    if person.status == "invited":
        work.tell(f"made a new invitation for {person.email}", person.id)
        return _link(work, person.id, "invitation")
    if person.status != "active":
        raise NotActive(name=person.name)
    lock_user(work, person.id)
    if works_elsewhere(work, person.id):
        raise WorksElsewhere(name=person.name)
    work.tell(f"made a link with which {person.name} sets a new password", person.id)
    return _link(work, person.id, "reset")


@operation(needs=Permission.MANAGE_PEOPLE, raises=(PersonNotFound, LastAdmin, TooManyRights))
def change_role(work: Work, data: ChangeRole) -> Person:
    """Change what a person may do; it counts from their next click."""
    person = _person(work, data.user_id)
    _judge_rights(work, data.role)
    if person.role == "admin" and data.role != "admin" and person.status == "active":
        _keep_an_admin(work, person.id)
    _set(work, person.id, role=data.role)
    work.tell(f"made {person.name} {data.role}", person.id)
    work.changed(person.id, {"role": person.role}, {"role": data.role})
    return find_person(work.session, work.tenant_id, person.id)


@operation(needs=Permission.MANAGE_PEOPLE, raises=(PersonNotFound, LastAdmin, TooManyRights))
def take_out(work: Work, data: PersonId) -> Person:
    """Take a person out: they get in no more, from this moment; an invitation that is still open is withdrawn."""
    person = _person(work, data.user_id)
    if person.role == "admin" and person.status == "active":
        _keep_an_admin(work, person.id)
    void_links(work, person.id)
    if person.status == "invited":
        return _withdraw(work, person)
    _set(work, person.id, active=False)
    if not works_elsewhere(work, person.id):
        end_sessions(work.session, person.id)
    work.tell(f"took {person.name} out", person.id)
    work.changed(person.id, {"status": person.status}, {"status": "taken_out"})
    return find_person(work.session, work.tenant_id, person.id)


def _withdraw(work: Work, person: Person) -> Person:
    """Forget an invitation: letting in later must not let in somebody who never accepted."""
    work.session.execute(
        delete(Membership).where(Membership.tenant_id == work.tenant_id, Membership.user_id == person.id)
    )
    work.tell(f"withdrew the invitation of {person.email}", person.id)
    work.changed(person.id, {"status": "invited"}, None)
    return replace(person, status="taken_out")


@operation(needs=Permission.MANAGE_PEOPLE, raises=(PersonNotFound, TooManyRights))
def let_in(work: Work, data: PersonId) -> Person:
    """Let a person back in, with the role they had; one who never joined needs a new invitation instead."""
    person = _person(work, data.user_id)
    if person.status == "taken_out":
        _set(work, person.id, active=True)
        work.tell(f"let {person.name} back in as {person.role}", person.id)
        work.changed(person.id, {"status": "taken_out"}, {"status": "active"})
    return find_person(work.session, work.tenant_id, person.id)


def _judge_rights(work: Work, role: str) -> None:
    """Refuse to give, or to act on somebody with, rights that the actor lacks: a key's scopes may be fewer."""
    missing = grants_of_role(role) - work.actor.grants - {Permission.OWN_ACCOUNT}
    if missing:
        raise TooManyRights(missing=min(missing))


def _person(work: Work, user_id: str) -> Person:
    """The person to be changed, whom nobody else can change until we are done; the actor must have their rights."""
    lock_tenant(work.session, work.tenant_id)
    person = find_person(work.session, work.tenant_id, user_id)
    _judge_rights(work, person.role)
    return person


def _keep_an_admin(work: Work, leaving: str) -> None:
    others = exists().where(
        Membership.tenant_id == work.tenant_id,
        Membership.role == "admin",
        Membership.active == True,
        Membership.user_id != leaving,
    )
    if not work.session.execute(select(others)).scalar():
        raise LastAdmin


def _set(work: Work, user_id: str, **values: object) -> None:
    work.session.execute(
        update(Membership)
        .where(Membership.tenant_id == work.tenant_id, Membership.user_id == user_id)
        .values(version=Membership.version + 1, **values)
    )


def lock_user(work: Work, user_id: str) -> None:
    """Change a person's password or places one after the other, whichever tenant asks."""
    work.session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def works_elsewhere(work: Work, user_id: str) -> bool:
    """Whether a person has joined another tenant too; one that took them out could let them in again, so it counts."""
    other = exists().where(
        Membership.user_id == user_id,
        Membership.tenant_id != work.tenant_id,
        or_(Membership.active == True, Membership.joined_at.is_not(None)),
    )
    with across_tenants("where else a person works decides who may reset their password"):
        return bool(work.session.execute(select(other)).scalar())


def void_links(work: Work, user_id: str) -> None:
    """Let no earlier link of this tenant for this person work any more."""
    work.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.tenant_id == work.tenant_id,
            OneTimeLink.user_id == user_id,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=work.at)
    )


def _link(work: Work, user_id: str, kind: str) -> PersonLink:
    void_links(work, user_id)
    secret = new_token()
    expires_at = work.at + (INVITATION_LIFE if kind == "invitation" else RESET_LIFE)
    work.session.execute(
        insert(OneTimeLink).values(
            tenant_id=work.tenant_id,
            id=new_id("otl"),
            user_id=user_id,
            kind=kind,
            secret_hash=hash_token(secret),
            expires_at=expires_at,
            created_at=work.at,
        )
    )
    return PersonLink(find_person(work.session, work.tenant_id, user_id), kind, secret, expires_at)
