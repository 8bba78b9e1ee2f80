"""What accounts can refuse."""

from typing import ClassVar

from webapp.core.operation.errors import Conflict, NotFound, Problem


class AuthRequired(Problem):
    """No credential came with the request."""

    status = 401
    code = "AUTH_REQUIRED"
    message = "Send an API key: {how}."

    def __init__(self, how: str = "Authorization: Bearer <key>, and Tenant-ID: <slug>") -> None:
        super().__init__(how=how)


class InvalidToken(Problem):
    """The credential is unknown, expired or revoked."""

    status = 401
    code = "INVALID_TOKEN"
    message = "This key is not valid. It may be mistyped, expired or revoked."


class NoTenantAccess(Problem):
    """The Tenant-ID is missing, or is not the key's."""

    status = 403
    code = "NO_TENANT_ACCESS"
    message = "Send the Tenant-ID that this key belongs to."


class BadCredentials(Problem):
    """E-mail and password do not fit; which of the two is not said."""

    status = 400
    code = "BAD_CREDENTIALS"
    message = "E-mail and password do not fit together. Check both and try again."
    statuses: ClassVar[dict[str, int]] = {"html": 422}


class TooManyTries(Problem):
    """The throttle says wait."""

    status = 429
    code = "RATE_LIMITED"
    message = "Too many tries. Wait {seconds} seconds and try again."

    def __init__(self, seconds: int) -> None:
        super().__init__(retry_after=seconds, seconds=seconds)


class KeyTooFast(TooManyTries):
    """The key was given a number of calls per minute, and they are spent."""

    message = "This key may call {limit} times a minute. Wait {seconds} s."

    def __init__(self, seconds: int, limit: int) -> None:
        Problem.__init__(self, retry_after=seconds, seconds=seconds, limit=f"{limit:,}")


class TenantExists(Conflict):
    """The slug is taken."""

    code = "TENANT_EXISTS"
    message = "A tenant with the slug '{slug}' already exists."
    field = "slug"
    constraints = ("uq_tenant_slug",)


class AlreadyMember(Conflict):
    """The person works here already."""

    code = "ALREADY_MEMBER"
    message = "{email} already belongs to this tenant. Change the role, or let them back in, on the page of the person."
    field = "email"
    constraints = ("pk_membership",)


class DeskNameTaken(Conflict):
    """Two desks cannot share a name."""

    code = "DESK_EXISTS"
    message = "There is already a desk called '{name}'. Choose it from the list, or take another name."
    field = "name"
    constraints = ("uq_desk_name",)


class LastAdmin(Conflict):
    """Somebody must be able to let others in."""

    code = "LAST_ADMIN"
    message = "This is the last administrator. Make somebody else one first."


class LinkUsed(Problem):
    """The one-time link was used, ran out, or never was."""

    status = 404
    code = "LINK_USED"
    message = "This link was used already or has run out. Ask your administrator for a new one."


class WrongPassword(Problem):
    """The present password does not fit."""

    status = 422
    code = "WRONG_PASSWORD"
    message = "This is not your present password."
    field = "currentPassword"


class PersonNotFound(NotFound):
    """The person does not belong to this tenant."""

    what = "Person"


class KeyNotFound(NotFound):
    """The API key is unknown to this tenant."""

    what = "API key"


class DeskNotFound(NotFound):
    """The desk is unknown to this tenant, or no longer in use."""

    what = "Desk"


class SessionNotFound(NotFound):
    """The session ended already, or is somebody else's."""

    what = "Session"


class TooManyRights(Problem):
    """Nobody gives rights that they do not have themselves."""

    status = 403
    code = "TOO_MANY_RIGHTS"
    message = "You can only give rights that you have yourself: {missing} is not among them."


class WorksElsewhere(Conflict):
    """Whoever resets a password can sign in with it, at every tenant the person works for."""

    code = "WORKS_ELSEWHERE"
    message = (
        "{name} also works for another tenant, so a link made here must not change the password. "
        "They can change it on their own page, or whoever runs this installation sets a new one."
    )


class NotActive(Conflict):
    """Only who works here can be changed this way."""

    code = "NOT_ACTIVE"
    message = "{name} does not work here now. Let them in first."


class SamePersonTwice(Conflict):
    """Two tenants invited a new person at the same moment."""

    code = "PERSON_EXISTS"
    message = "Somebody else invited {email} just now. Send it again."
    field = "email"
    constraints = ("uq_app_user_email",)


class WeakPassword(Problem):
    """The operator's command gave a password that cannot be taken."""

    status = 422
    code = "WEAK_PASSWORD"
    message = "{why}"


class UnknownPerson(NotFound):
    """Nobody has this e-mail address."""

    message = "Nobody here has the e-mail address {email}."

    def __init__(self, email: str) -> None:
        super().__init__(email=email)
