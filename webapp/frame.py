"""The frame of every page: who is there, and the side bar with what they may open."""

from dataclasses import dataclass
from functools import lru_cache

from flask import g, request, url_for

from webapp.accounts.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """One line of the side bar."""

    group: str
    label: str
    endpoint: str
    icon: str
    needs: Permission


MENU = (
    Entry("Work", "Receive", "receiving.desk", "receive", Permission.RECEIVE),
    Entry("Work", "Fulfil", "fulfil.desk", "fulfil", Permission.FULFIL),
    Entry("Work", "Intakes", "intakes.index", "intakes", Permission.READ_STOCK),
    Entry("Stock", "Overview", "stock.index", "chart", Permission.READ_STOCK),
    Entry("Stock", "Units", "assets.index", "units", Permission.READ_STOCK),
    Entry("Stock", "Records", "records.index", "records", Permission.READ_INVENTORY),
    Entry("Stock", "Low stock", "low_stock.index", "low-stock", Permission.READ_INVENTORY),
    Entry("Stock", "Lots", "lots.index", "lots", Permission.READ_LOTS),
    Entry("Stock", "Movements", "movements.index", "movements", Permission.READ_HISTORY),
    Entry("Stock", "History", "history.index", "audit", Permission.READ_HISTORY),
    Entry("Catalogue", "Products", "catalog.index", "products", Permission.READ_CATALOGUE),
    Entry("Catalogue", "Variants and prices", "variants.index", "variants", Permission.READ_CATALOGUE),
    Entry("Catalogue", "Price changes", "price_changes.index", "calendar", Permission.READ_CATALOGUE),
    Entry("Catalogue", "Margin presets", "presets.index", "tag", Permission.READ_CATALOGUE),
    Entry("Sales", "Orders", "orders.index", "orders", Permission.READ_ORDERS),
    Entry("Sales", "Exceptions", "order_exceptions.index", "attention", Permission.READ_ORDERS),
    Entry("Sales", "Customers", "customers.index", "customers", Permission.READ_CUSTOMERS),
    Entry("Sales", "Subscriptions", "subscriptions.index", "subscriptions", Permission.READ_SUBSCRIPTIONS),
    Entry("Sales", "Payments", "payments.index", "payments", Permission.READ_PAYMENTS),
    Entry("Places", "Warehouses and bins", "locations.index", "places", Permission.READ_PLACES),
    Entry("Places", "Labels", "labels.print_labels", "labels", Permission.PRINT_LABELS),
    Entry("Settings", "Tenant", "settings.index", "tenant", Permission.EDIT_SETTINGS),
    Entry("Settings", "Custom fields", "custom_fields.index", "tag", Permission.EDIT_SETTINGS),
    Entry("Settings", "People", "people.index", "people", Permission.MANAGE_PEOPLE),
    Entry("Settings", "API keys", "keys.index", "keys", Permission.MANAGE_KEYS),
    Entry("Settings", "Imports", "imports.index", "imports", Permission.EDIT_CATALOGUE),
    Entry("Settings", "Labels and printers", "printers.index", "labels", Permission.READ_SETTINGS),
    Entry("Settings", "Verify the stock", "verifications.index", "check", Permission.EDIT_SETTINGS),
    Entry("Settings", "Desks", "desks.index", "desks", Permission.READ_SETTINGS),
)


def show_frame() -> dict[str, object]:
    """What the frame of every page shows: who is there and where they can go."""
    actor = g.get("actor")
    person = g.get("person")
    if actor is None or person is None:
        return {"me": None, "nav": [], "request_id": g.get("request_id", "-")}
    shown = {
        "id": actor.id,
        "desk_id": actor.desk_id,
        "name": actor.name,
        "email": actor.email,
        "role": actor.role,
        "tenant_name": actor.tenant.name,
        "tenant_slug": actor.tenant.slug,
        "tenants": [(place.tenant.slug, place.tenant.name) for place in person.places],
        "may": actor.may,
        "warehouse_name": actor.desk_name,
        "currency": actor.tenant.currency,
    }
    return {
        "me": shown,
        "nav": _menu(),
        "account_url": url_for("account.index"),
        "find_url": url_for("dashboard.find"),
        "P": Permission,
        "request_id": g.get("request_id", "-"),
    }


_BELOW = {
    "bulk": "variants", "prices": "variants", "value": "stock", "picks": "orders", "shipments": "orders",
    "subscriptions.fulfil_order": "orders",
    "subscriptions.take_back": "orders",
}  # fmt: skip
"""Features, or single pages, without an entry of their own, and the one that they belong to."""


def _current() -> Entry | None:
    """The entry of this very page, or else the list of the feature that the page belongs to."""
    page = request.endpoint or ""
    here = page.split(".")[0]
    here = _BELOW.get(page) or _BELOW.get(here, here)
    exact = [entry for entry in MENU if entry.endpoint == request.endpoint]
    near = [entry for entry in MENU if entry.endpoint == f"{here}.index"]
    return next(iter([*exact, *near]), None)


def _menu() -> tuple[dict[str, object], ...]:
    current = _current()
    return _menu_of(request.script_root, g.actor.tenant.slug, g.actor.grants, current.endpoint if current else "")


@lru_cache(maxsize=2000)
def _menu_of(root: str, slug: str, grants: frozenset[str], current: str) -> tuple[dict[str, object], ...]:
    """The menu of a tenant's pages for those with these grants; each page shows it, so it is kept."""
    groups: dict[str, list[dict[str, object]]] = {}
    for entry in MENU:
        if entry.needs in grants:
            item = {
                "label": entry.label,
                "href": url_for(entry.endpoint),
                "icon": entry.icon,
                "current": entry.endpoint == current,
            }
            groups.setdefault(entry.group, []).append(item)
    return tuple({"label": label, "items": items} for label, items in groups.items())
