"""The ordered list of features: what they register, and which hooks the higher ones hang on the lower ones."""

from dataclasses import dataclass

from flask import Flask, g, request, url_for

from webapp.accounts import api as accounts_api
from webapp.accounts import sign_in
from webapp.accounts.access import api_actor, page_actor
from webapp.accounts.bootstrap import tenant_created
from webapp.accounts.permissions import Permission
from webapp.accounts.views import desks, keys, links, me, people, settings
from webapp.assets import api as assets_api
from webapp.assets import views as assets_views
from webapp.audit.journal import AuditJournal
from webapp.catalog import api as catalog_api
from webapp.catalog import views as catalog_views
from webapp.catalog.hooks import variants_created
from webapp.core.operation.runner import use_journal
from webapp.core.web.gate import Gate, use_gate
from webapp.dashboard import find as dashboard_find
from webapp.dialects.choose import dialect_of
from webapp.ledger import api as ledger_api
from webapp.ledger import views as ledger_views
from webapp.locations import api as locations_api
from webapp.locations import views as locations_views
from webapp.locations.operations import make_first_warehouse
from webapp.stock.reactions import open_empty_records

ORDER = ("audit", "accounts", "locations", "catalog", "ledger", "stock", "assets", "dashboard")

PAGES = (
    people.pages,
    keys.pages,
    desks.pages,
    settings.pages,
    me.pages,
    dashboard_find.pages,
    locations_views.pages,
    catalog_views.pages,
    ledger_views.pages,
    assets_views.pages,
)
APIS = (
    accounts_api.auth,
    accounts_api.house,
    locations_api.warehouses,
    locations_api.layouts,
    catalog_api.products,
    ledger_api.api,
    assets_api.api,
)


@dataclass(frozen=True)
class Entry:
    """One line of the side bar."""

    group: str
    label: str
    endpoint: str
    icon: str
    needs: Permission


MENU = (
    Entry("Work", "Receive", "assets.receive_asset", "receive", Permission.RECEIVE),
    Entry("Stock", "Units", "assets.index", "units", Permission.READ_STOCK),
    Entry("Stock", "History", "history.index", "audit", Permission.READ_HISTORY),
    Entry("Catalogue", "Products", "catalog.index", "products", Permission.READ_CATALOGUE),
    Entry("Places", "Warehouses and bins", "locations.index", "places", Permission.READ_PLACES),
    Entry("Settings", "Tenant", "settings.index", "tenant", Permission.EDIT_SETTINGS),
    Entry("Settings", "People", "people.index", "people", Permission.MANAGE_PEOPLE),
    Entry("Settings", "API keys", "keys.index", "keys", Permission.MANAGE_KEYS),
    Entry("Settings", "Desks", "desks.index", "desks", Permission.READ_SETTINGS),
)


def register(app: Flask) -> None:
    """Wire everything, once per process."""
    use_journal(AuditJournal())
    use_gate(Gate(api=api_actor, page=page_actor, choose=dialect_of))
    tenant_created.subscribe(make_first_warehouse)
    variants_created.subscribe(open_empty_records)
    app.register_blueprint(sign_in.blueprint)
    app.register_blueprint(links.blueprint)
    for pages in PAGES:
        app.register_blueprint(pages.blueprint)
    for api in APIS:
        app.register_blueprint(api.blueprint)
    app.context_processor(_frame)


def _frame() -> dict[str, object]:
    """What the frame of every page shows: who is there and where they can go."""
    actor = g.get("actor")
    person = g.get("person")
    if actor is None or person is None:
        return {"me": None, "nav": [], "request_id": g.get("request_id", "-")}
    shown = {
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


def _current() -> Entry | None:
    """The entry of this very page, or else the list of the feature that the page belongs to."""
    here = (request.endpoint or "").split(".")[0]
    exact = [entry for entry in MENU if entry.endpoint == request.endpoint]
    near = [entry for entry in MENU if entry.endpoint == f"{here}.index"]
    return next(iter([*exact, *near]), None)


def _menu() -> list[dict[str, object]]:
    groups: dict[str, list[dict[str, object]]] = {}
    current = _current()
    for entry in MENU:
        if g.actor.may(entry.needs):
            item = {
                "label": entry.label,
                "href": url_for(entry.endpoint),
                "icon": entry.icon,
                "current": entry is current,
            }
            groups.setdefault(entry.group, []).append(item)
    return [{"label": label, "items": items} for label, items in groups.items()]
