"""What may be done, by whom: each permission has the least role that holds it and the key scope that covers it."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from webapp.accounts.models import ROLES


class Permission(StrEnum):
    """The rights of the house; a route or an operation names one, or it cannot exist."""

    OWN_ACCOUNT = "use your account"
    READ_PLACES = "see places"
    MANAGE_PLACES = "manage places"
    READ_CATALOGUE = "see the catalogue"
    EDIT_CATALOGUE = "edit the catalogue"
    READ_STOCK = "see stock"
    READ_VALUE = "see what stock is worth"
    RECEIVE = "receive stock"
    WRITE_OFF = "take stock out for good"
    CORRECT_UNITS = "correct serial numbers"
    READ_LOTS = "see lots"
    KEEP_LOTS = "work with lots"
    CORRECT_LOTS = "correct lots"
    READ_ITEMS = "see items"
    KEEP_ITEMS = "manage items"
    READ_LABELS = "see labels"
    PRINT_LABELS = "print labels"
    OVERSEE_RECEIVING = "decide about what others receive"
    READ_INVENTORY = "see stock records"
    PROMISE_STOCK = "reserve stock"
    ADJUST_STOCK = "adjust stock"
    MANAGE_INVENTORY = "manage stock records"
    READ_CUSTOMERS = "see customers"
    EDIT_CUSTOMERS = "edit customers"
    READ_ORDERS = "see orders"
    WRITE_ORDERS = "take orders"
    DECIDE_ORDERS = "confirm and cancel orders"
    READ_SUBSCRIPTIONS = "see subscriptions"
    READ_PAYMENTS = "see payments"
    FULFIL = "fulfil orders"
    READ_VIEWS = "see saved views"
    SAVE_VIEWS = "save views"
    SHARE_VIEWS = "save views for everybody"
    READ_HISTORY = "see what was done"
    UNDO = "undo"
    UNDO_ANY = "undo what others did"
    NAME_DESK = "name a desk"
    READ_SETTINGS = "see settings"
    EDIT_SETTINGS = "edit settings"
    MANAGE_PEOPLE = "manage people"
    MANAGE_KEYS = "manage API keys"


_RULES: dict[Permission, tuple[str, str]] = {
    Permission.OWN_ACCOUNT: ("viewer", "account:write"),
    Permission.READ_PLACES: ("viewer", "warehouses:read"),
    Permission.MANAGE_PLACES: ("manager", "warehouses:write"),
    Permission.READ_CATALOGUE: ("viewer", "products:read"),
    Permission.EDIT_CATALOGUE: ("manager", "products:write"),
    Permission.READ_STOCK: ("viewer", "assets:read"),
    Permission.READ_VALUE: ("manager", "value:read"),
    Permission.RECEIVE: ("operator", "assets:write"),
    Permission.WRITE_OFF: ("manager", "assets:write"),
    Permission.CORRECT_UNITS: ("manager", "assets:write"),
    Permission.READ_LOTS: ("viewer", "lots:read"),
    Permission.KEEP_LOTS: ("operator", "lots:write"),
    Permission.CORRECT_LOTS: ("manager", "lots:write"),
    Permission.READ_ITEMS: ("viewer", "items:read"),
    Permission.KEEP_ITEMS: ("manager", "items:write"),
    Permission.READ_LABELS: ("viewer", "labels:read"),
    Permission.PRINT_LABELS: ("operator", "labels:write"),
    Permission.OVERSEE_RECEIVING: ("manager", "assets:write"),
    Permission.READ_INVENTORY: ("viewer", "inventory:read"),
    Permission.PROMISE_STOCK: ("operator", "inventory:write"),
    Permission.ADJUST_STOCK: ("manager", "inventory:write"),
    Permission.MANAGE_INVENTORY: ("manager", "inventory:write"),
    Permission.READ_CUSTOMERS: ("viewer", "customers:read"),
    Permission.EDIT_CUSTOMERS: ("manager", "customers:write"),
    Permission.READ_ORDERS: ("viewer", "orders:read"),
    Permission.WRITE_ORDERS: ("operator", "orders:write"),
    Permission.DECIDE_ORDERS: ("manager", "orders:write"),
    Permission.READ_SUBSCRIPTIONS: ("viewer", "subscriptions:read"),
    Permission.READ_PAYMENTS: ("viewer", "payments:read"),
    Permission.FULFIL: ("operator", "subscriptions:write"),
    Permission.READ_VIEWS: ("viewer", "views:read"),
    Permission.SAVE_VIEWS: ("viewer", "views:write"),
    Permission.SHARE_VIEWS: ("manager", "views:write"),
    Permission.READ_HISTORY: ("viewer", "history:read"),
    Permission.UNDO: ("operator", "history:write"),
    Permission.UNDO_ANY: ("manager", "history:write"),
    Permission.NAME_DESK: ("operator", "desks:write"),
    Permission.READ_SETTINGS: ("viewer", "settings:read"),
    Permission.EDIT_SETTINGS: ("admin", "settings:write"),
    Permission.MANAGE_PEOPLE: ("admin", "people:write"),
    Permission.MANAGE_KEYS: ("admin", "keys:write"),
}

_COVERED = frozenset(scope for _, scope in _RULES.values())
RESOURCES = tuple(dict.fromkeys(scope.split(":")[0] for _, scope in _RULES.values()))
SCOPES = ("*", *(f"{resource}:{verb}" for resource in RESOURCES for verb in ("read", "write")))


OFFERED = {
    resource: tuple(scope for scope in SCOPES if scope.split(":")[0] == resource and scope in _COVERED)
    for resource in RESOURCES
    if resource != "account"
}
"""The scopes that open something, by resource: what the page of a new key offers."""


def scope_of(permission: str) -> str:
    """The key scope that covers a permission."""
    return _RULES[Permission(permission)][1]


@cache
def grants_of_role(role: str) -> frozenset[str]:
    """What a role may do: all that is asked of it or of a lesser one."""
    rank = ROLES.index(role)
    return frozenset(p for p, (least, _) in _RULES.items() if ROLES.index(least) <= rank)


def grants_of_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """What a key may do: write covers read, ``*`` covers all."""
    return _of_scopes(tuple(scopes))


@cache
def _of_scopes(scopes: tuple[str, ...]) -> frozenset[str]:
    held = set(scopes) | {f"{s.split(':')[0]}:read" for s in scopes if s.endswith(":write")}
    return frozenset(p for p, (_, scope) in _RULES.items() if "*" in held or scope in held)
