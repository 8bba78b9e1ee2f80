"""What the page behind a one-time link does: joining a tenant, setting a password."""

from sqlalchemy import update

from webapp.accounts.errors import LinkUsed
from webapp.accounts.inputs import JoinAsNew, ResetPassword, UseLink
from webapp.accounts.models import Membership, OneTimeLink, User
from webapp.accounts.operations.people import lock_user, works_elsewhere
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import OpenLink, open_link
from webapp.accounts.secrets import hash_password, weakness
from webapp.accounts.sessions import end_sessions
from webapp.core.data.tenancy import across_tenants
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation

ONLY_A_PAGE = {
    "html": "a link is opened by a person in a browser",
    "json": "its page stands before any tenant, beside signing in",
}


@operation(needs=Permission.OWN_ACCOUNT, raises=(LinkUsed,), secret=True, only=ONLY_A_PAGE)
def join_as_new(work: Work, data: JoinAsNew) -> OpenLink:
    """Accept an invitation with a name and a first password."""
    link = _use(work, data.secret, "invitation")
    if link.has_password:
        raise LinkUsed
    _set_password(work, link, data.password, data.name)
    _let_in(work, link)
    return link


@operation(needs=Permission.OWN_ACCOUNT, raises=(LinkUsed,), secret=True, only=ONLY_A_PAGE)
def join(work: Work, data: UseLink) -> OpenLink:
    """Accept an invitation as a person who has proved who they are."""
    link = _use(work, data.secret, "invitation")
    if not link.has_password or link.user_id != work.actor.id:
        raise LinkUsed
    _let_in(work, link)
    return link


@operation(needs=Permission.OWN_ACCOUNT, raises=(LinkUsed,), secret=True, only=ONLY_A_PAGE)
def reset_password(work: Work, data: ResetPassword) -> OpenLink:
    """Set a new password; every session of the person ends.

    Judged again here: since the link was made the person may have joined another tenant.
    """
    link = _use(work, data.secret, "reset")
    if works_elsewhere(work, link.user_id):
        raise LinkUsed
    _set_password(work, link, data.password, link.name)
    end_sessions(work.session, link.user_id)
    work.tell(f"{link.name} set a new password", link.user_id)
    return link


def _use(work: Work, secret: str, kind: str) -> OpenLink:
    """Use up a link: of two who do it at once, one is refused."""
    link = open_link(work.session, secret, work.at)
    if link is None or link.kind != kind or link.tenant.id != work.tenant_id:
        raise LinkUsed
    lock_user(work, link.user_id)
    used = work.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.tenant_id == work.tenant_id, OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=work.at)
        .returning(OneTimeLink.id)
    ).scalar_one_or_none()
    if used is None:
        raise LinkUsed
    return link


def _set_password(work: Work, link: OpenLink, password: str, name: str) -> None:
    why = weakness(password, email=link.email, name=name)
    if why is not None:
        raise InputRefused([Detail("password", why, "weak_password")])
    work.session.execute(
        update(User)
        .where(User.id == link.user_id)
        .values(password_hash=hash_password(password), name=name, updated_at=work.at)
    )


def _let_in(work: Work, link: OpenLink) -> None:
    """Join the tenant. Reset links that other tenants made before are void: they must not open this one."""
    work.session.execute(
        update(Membership)
        .where(Membership.tenant_id == work.tenant_id, Membership.user_id == link.user_id)
        .values(active=True, joined_at=work.at, version=Membership.version + 1)
    )
    with across_tenants("a person who joins is out of reach of earlier reset links, whoever made them"):
        work.session.execute(
            update(OneTimeLink)
            .where(
                OneTimeLink.user_id == link.user_id,
                OneTimeLink.kind == "reset",
                OneTimeLink.used_at.is_(None),
            )
            .values(used_at=work.at)
        )
    work.tell(f"{link.email} joined", link.user_id)
    work.changed(link.user_id, {"status": "invited"}, {"status": "active"})
