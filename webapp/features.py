"""The ordered list of features: what they register, and which hooks the higher ones hang on the lower ones."""

from flask import Flask

from webapp.accounts import api as accounts_api
from webapp.accounts import sign_in
from webapp.accounts.access import api_actor, page_actor
from webapp.accounts.bootstrap import tenant_created
from webapp.accounts.permissions import scope_of
from webapp.accounts.views import desks, keys, links, me, people, scanner, settings
from webapp.assets import api as assets_api
from webapp.assets import hooks as assets_hooks
from webapp.assets import views as assets_views
from webapp.assets.codes import undoing as codes_undoing
from webapp.assets.steps import undoing as assets_undoing
from webapp.audit.journal import AuditJournal
from webapp.bulk import api as bulk_api
from webapp.bulk import views as bulk_views
from webapp.catalog import api as catalog_api
from webapp.catalog.hooks import (
    catalogue_changed,
    form_shown,
    product_retiring,
    product_shown,
    variant_retiring,
    variant_shown,
    variants_created,
)
from webapp.catalog.views import lifecycle as catalog_views
from webapp.catalog.views import variants as variant_views
from webapp.catalog.views.form import pages as product_form
from webapp.core.listing.saved import shelves
from webapp.core.operation.runner import use_journal
from webapp.core.web.gate import Gate, use_gate
from webapp.core.web.rows import teach
from webapp.core.web.subjects import use_subjects
from webapp.customers import api as customers_api
from webapp.customers import views as customers_views
from webapp.customers.hooks import customer_shown
from webapp.customfields import api as custom_fields_api
from webapp.customfields import views as custom_fields_views
from webapp.dashboard import find as dashboard_find
from webapp.dialects.choose import dialect_of
from webapp.frame import show_frame
from webapp.imports import api as imports_api
from webapp.imports import views as imports_views
from webapp.imports.queries import corrected_along
from webapp.inventory import api as inventory_api
from webapp.inventory import undoing as inventory_undoing
from webapp.inventory import views as inventory_views
from webapp.items import api as items_api
from webapp.labels import api as labels_api
from webapp.labels.views import pages as labels_views
from webapp.labels.views import printers as printers_views
from webapp.ledger import api as ledger_api
from webapp.ledger import views as ledger_views
from webapp.ledger.movements import api as movements_api
from webapp.ledger.movements import views as movements_views
from webapp.ledger.undoing.hooks import goes_along
from webapp.ledger.verifications import api as verifications_api
from webapp.ledger.verifications import views as verifications_views
from webapp.locations import api as locations_api
from webapp.locations import views as locations_views
from webapp.locations.hooks import bin_shown, bin_told, lies_in_bin, lies_in_warehouse
from webapp.locations.operations import make_first_warehouse
from webapp.locations.views.many import show_bins
from webapp.lots import api as lots_api
from webapp.lots import keeping as lots_keeping
from webapp.lots import views as lots_views
from webapp.lots.views.adjusting import show_equation
from webapp.orders import api as orders_api
from webapp.orders import views as orders_views
from webapp.orders.exceptions import api as exceptions_api
from webapp.orders.exceptions import views as exceptions_views
from webapp.orders.hooks import order_shown, rentals_of, shipped_last
from webapp.orders.picking import api as picks_api
from webapp.orders.picking import views as picks_views
from webapp.orders.selling import undoing as orders_undoing
from webapp.orders.selling.following import follow_customers
from webapp.orders.selling.guarding import product_ordered, variant_ordered
from webapp.pricing.advisor import api as advisor_api
from webapp.pricing.advisor import views as advisor_views
from webapp.pricing.advisor.views import advise_form, advise_saved, use_suggestion
from webapp.pricing.changes import api as changes_api
from webapp.pricing.changes import undoing as changes_undoing
from webapp.pricing.changes import views as changes_views
from webapp.pricing.history import api as prices_api
from webapp.pricing.history import views as prices_views
from webapp.pricing.presets import api as presets_api
from webapp.pricing.presets import views as presets_views
from webapp.pricing.presets.operations import make_first_preset
from webapp.receiving import api as receiving_api
from webapp.receiving import views as receiving_views
from webapp.receiving.correcting.guarding import guard_corrections
from webapp.receiving.expected.guarding import guard_announced
from webapp.savedviews import api as savedviews_api
from webapp.savedviews import views as savedviews_views
from webapp.shipments import api as shipments_api
from webapp.shipments import undoing as shipments_undoing
from webapp.shipments import views as shipments_views
from webapp.shipments.following import follow_forgotten
from webapp.shipments.queries import latest_of_orders
from webapp.stock import api as stock_api
from webapp.stock import holdings as stock_holdings
from webapp.stock import places as stock_places
from webapp.stock.catalogue import keep_changes, made_undoable
from webapp.stock.overview import api as overview_api
from webapp.stock.overview import views as overview_views
from webapp.stock.reactions import open_empty_records
from webapp.stock.value import api as value_api
from webapp.stock.value import views as value_views
from webapp.subjects import SUBJECTS
from webapp.subscriptions import api as subscriptions_api
from webapp.subscriptions import undoing as subscriptions_undoing
from webapp.subscriptions import verifying as subscriptions_verifying
from webapp.subscriptions import views as subscriptions_views
from webapp.subscriptions.keeping import guarding as subscriptions_guarding
from webapp.subscriptions.keeping.following import follow_rentals
from webapp.subscriptions.queries.subscriptions import rentals_of_orders

ORDER = (
    "audit",
    "accounts",
    "savedviews",
    "locations",
    "catalog",
    "ledger",
    "stock",
    "pricing",
    "imports",
    "bulk",
    "assets",
    "customfields",
    "customers",
    "orders",
    "subscriptions",
    "shipments",
    "labels",
    "receiving",
    "inventory",
    "lots",
    "items",
    "dashboard",
)

PAGES = (
    people.pages,
    savedviews_views.pages,
    keys.pages,
    desks.pages,
    scanner.pages,
    settings.pages,
    me.pages,
    dashboard_find.pages,
    locations_views.pages,
    catalog_views.pages,
    variant_views.pages,
    bulk_views.pages,
    advisor_views.pages,
    presets_views.pages,
    changes_views.pages,
    prices_views.pages,
    ledger_views.pages,
    movements_views.pages,
    verifications_views.pages,
    overview_views.pages,
    value_views.pages,
    imports_views.pages,
    assets_views.pages,
    labels_views.pages,
    printers_views.pages,
    receiving_views.pages,
    receiving_views.intake_pages,
    inventory_views.pages,
    inventory_views.low_pages,
    lots_views.pages,
    custom_fields_views.pages,
    customers_views.pages,
    orders_views.pages,
    picks_views.pages,
    exceptions_views.pages,
    subscriptions_views.pages,
    subscriptions_views.fulfil_pages,
    subscriptions_views.payment_pages,
    shipments_views.pages,
)
APIS = (
    accounts_api.auth,
    accounts_api.house,
    savedviews_api.views,
    locations_api.warehouses,
    locations_api.layouts,
    locations_api.sites,
    catalog_api.products,
    advisor_api.pricing,
    presets_api.presets,
    changes_api.changes,
    prices_api.prices,
    ledger_api.api,
    movements_api.api,
    verifications_api.api,
    overview_api.api,
    stock_api.api,
    value_api.api,
    imports_api.api,
    bulk_api.variants,
    assets_api.api,
    labels_api.labels,
    labels_api.printers,
    receiving_api.api,
    receiving_api.manifests,
    inventory_api.api,
    lots_api.api,
    custom_fields_api.api,
    customers_api.api,
    orders_api.api,
    picks_api.api,
    exceptions_api.api,
    subscriptions_api.api,
    subscriptions_api.payments,
    shipments_api.api,
    items_api.api,
)


def register(app: Flask) -> None:
    """Wire everything, once per process."""
    use_subjects(SUBJECTS)
    use_journal(AuditJournal())
    use_gate(Gate(api=api_actor, page=page_actor, choose=dialect_of, scope=scope_of))
    _hang_hooks()
    _teach_undo()
    teach("use", use_suggestion)
    teach("ladder", product_form.climb)
    teach("paste", product_form.paste)
    teach("preview", changes_views.show_preview)
    teach("bins", show_bins)
    teach("labels", labels_views.show_labels)
    teach("equation", show_equation)
    teach("pick", orders_views.pick_customer)
    teach("line", orders_views.add_variant)
    teach("scan", orders_views.scan_line)
    teach("price", orders_views.take_price)
    teach("calc", orders_views.work_out)
    app.register_blueprint(sign_in.blueprint)
    app.register_blueprint(links.blueprint)
    for pages in PAGES:
        app.register_blueprint(pages.blueprint)
    for api in APIS:
        app.register_blueprint(api.blueprint)
    app.context_processor(show_frame)


def _hang_hooks() -> None:
    """What the higher features do when something happens in the lower ones."""
    customer_shown.subscribe(orders_views.orders_panel)
    customer_shown.subscribe(subscriptions_views.rentals_panel)
    follow_customers()
    follow_rentals()
    follow_forgotten()
    shelves.subscribe(savedviews_views.shelf)
    tenant_created.subscribe(make_first_warehouse)
    tenant_created.subscribe(make_first_preset)
    variants_created.subscribe(open_empty_records)
    catalogue_changed.subscribe(keep_changes)
    goes_along.subscribe(corrected_along)
    lies_in_bin.subscribe(stock_places.lies_in_bin)
    lies_in_warehouse.subscribe(stock_places.lies_in_warehouse)
    bin_shown.subscribe(stock_places.bin_panel)
    bin_told.subscribe(stock_places.bin_lines)
    assets_hooks.rental_of.subscribe(subscriptions_guarding.rental_of_unit)
    assets_hooks.units_in_use.subscribe(subscriptions_guarding.rented_units)
    rentals_of.subscribe(rentals_of_orders)
    shipped_last.subscribe(latest_of_orders)
    order_shown.subscribe(subscriptions_views.order_panel)
    order_shown.subscribe(shipments_views.order_panel)
    subscriptions_verifying.checked()
    goes_along.subscribe(subscriptions_undoing.hold_orders)
    variant_retiring.subscribe(variant_ordered)
    product_retiring.subscribe(product_ordered)
    form_shown.subscribe(advise_form)
    product_shown.subscribe(advise_saved)
    variant_shown.subscribe(stock_holdings.stock_panel)
    variant_shown.subscribe(prices_views.history_panel)


def _teach_undo() -> None:
    """How what the features keep in the ledger is taken back, and what has a say in it."""
    made_undoable()
    changes_undoing.made_undoable()
    assets_undoing.made_undoable()
    guard_announced()
    guard_corrections()
    inventory_undoing.made_undoable()
    codes_undoing.made_undoable()
    lots_keeping.made_undoable()
    orders_undoing.made_undoable()
    subscriptions_undoing.made_undoable()
    shipments_undoing.made_undoable()
