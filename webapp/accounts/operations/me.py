"""What people change about themselves; it counts at every tenant they work for."""

from sqlalchemy import delete, func, select, update

from webapp.accounts.errors import SessionNotFound, WrongPassword
from webapp.accounts.inputs import ChangePassword, NoInput, RenameMe, SessionId
from webapp.accounts.models import User, UserSession
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import SESSION_ID_LENGTH
from webapp.accounts.secrets import hash_password, is_password, weakness
from webapp.accounts.sessions import end_sessions
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation

A_PERSON = {"html": "a key is not a person"}


@operation(needs=Permission.OWN_ACCOUNT, only=A_PERSON)
def rename_me(work: Work, data: RenameMe) -> str:
    """Change your own name."""
    work.session.execute(update(User).where(User.id == work.actor.id).values(name=data.name, updated_at=work.at))
    work.tell(f"changed their name to {data.name}", work.actor.id)
    work.changed(work.actor.id, {"name": work.actor.name}, {"name": data.name})
    return data.name


@operation(needs=Permission.OWN_ACCOUNT, raises=(WrongPassword,), secret=True, only=A_PERSON)
def change_password(work: Work, data: ChangePassword) -> None:
    """Change your password with the present one; every other session of yours ends."""
    user = work.session.execute(
        select(User.email, User.name, User.password_hash)
        .where(User.id == work.actor.id)
        .with_for_update(key_share=True)
    ).one()
    if not is_password(user.password_hash, data.current_password):
        raise WrongPassword
    why = weakness(data.new_password, email=user.email, name=user.name)
    if why is not None:
        raise InputRefused([Detail("newPassword", why, "weak_password")])
    work.session.execute(
        update(User)
        .where(User.id == work.actor.id)
        .values(password_hash=hash_password(data.new_password), updated_at=work.at)
    )
    end_sessions(work.session, work.actor.id, but=work.actor.session_hash)
    work.tell("changed their password", work.actor.id)


@operation(needs=Permission.OWN_ACCOUNT, raises=(SessionNotFound,), only=A_PERSON)
def end_session(work: Work, data: SessionId) -> None:
    """Sign one of your own browsers out."""
    gone = work.session.execute(
        delete(UserSession)
        .where(
            UserSession.user_id == work.actor.id,
            func.substr(UserSession.token_hash, 1, SESSION_ID_LENGTH) == data.session_id,
        )
        .returning(UserSession.token_hash)
    ).scalars()
    if not list(gone):
        raise SessionNotFound
    work.tell("signed one of their browsers out", work.actor.id)


@operation(needs=Permission.OWN_ACCOUNT, only=A_PERSON)
def sign_out_everywhere(work: Work, data: NoInput) -> None:
    """Sign all your browsers out, this one too."""
    end_sessions(work.session, work.actor.id)
    work.tell("signed out everywhere", work.actor.id)
