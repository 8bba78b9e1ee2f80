"""What the operations on accounts take."""

from webapp.accounts.inputs.desks import DeskId, NameDesk, NoInput, RenameDesk, SetUpDesk, TestCard
from webapp.accounts.inputs.keys import CreateKey, KeyId
from webapp.accounts.inputs.links import JoinAsNew, ResetPassword, UseLink
from webapp.accounts.inputs.me import ChangePassword, RenameMe, SessionId
from webapp.accounts.inputs.people import ROLE_WORDS, ChangeRole, InvitePerson, PersonId, Role
from webapp.accounts.inputs.settings import UpdateSettings

__all__ = [
    "ROLE_WORDS",
    "ChangePassword",
    "ChangeRole",
    "CreateKey",
    "DeskId",
    "InvitePerson",
    "JoinAsNew",
    "KeyId",
    "NameDesk",
    "NoInput",
    "PersonId",
    "RenameDesk",
    "RenameMe",
    "ResetPassword",
    "Role",
    "SessionId",
    "SetUpDesk",
    "TestCard",
    "UpdateSettings",
    "UseLink",
]
