"""The tables of tenants, people, credentials and desks."""

from webapp.accounts.models.credentials import ApiKey, OneTimeLink, Throttle, UserSession
from webapp.accounts.models.people import ROLES, Membership, User
from webapp.accounts.models.tenants import BILLING_STARTS, MOST_ORDERED, Desk, Tenant

__all__ = [
    "BILLING_STARTS",
    "MOST_ORDERED",
    "ROLES",
    "ApiKey",
    "Desk",
    "Membership",
    "OneTimeLink",
    "Tenant",
    "Throttle",
    "User",
    "UserSession",
]
