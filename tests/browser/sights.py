"""Every page there is to look at, by name: what axe reads, what the pictures show."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.goods import Things


@dataclass(frozen=True)
class Sight:
    """One page: whose route, at which address, and what a person types into it that is refused."""

    name: str
    endpoint: str
    path: str
    wrong: Mapping[str, str] | None = None
    signed_in: bool = True

    def address(self, slug: str, things: Things) -> str | None:
        """Where it is, or None when the tenant has no such thing."""
        needed = [name for name in Things.__dataclass_fields__ if f"{{{name}}}" in self.path]
        if not all(getattr(things, name) for name in needed):
            return None
        path = self.path.format(**{name: getattr(things, name) for name in needed})
        return f"/{slug}{path}" if self.signed_in else path


def refuse(page: Page, sight: Sight) -> None:
    """Type what the page refuses, and send it."""
    form = page.locator("#form")
    for name, text in (sight.wrong or {}).items():
        form.locator(f"[name={name}]").fill(text)
    form.locator(".actions button.primary").click()
    expect(page.locator("#errors")).to_be_visible()


SIGHTS = (
    Sight("overview", "dashboard.index", "/"),
    Sight("find", "dashboard.find", "/find?q=MB"),
    Sight("find-none", "dashboard.find", "/find?q=nobody+has+it"),
    Sight("receive", "receiving.desk", "/receive"),
    Sight("intakes", "intakes.index", "/intakes"),
    Sight("receive-offered", "receiving.desk", "/receive?sku=MBP-16-M3-A"),
    Sight("find-unknown", "dashboard.find", "/find?q=C02ZX1Y2MD66T"),
    Sight("intake-new", "intakes.open_intake", "/intakes/new"),
    Sight("intake", "intakes.intake", "/intakes/{intake}"),
    Sight("intake-list-new", "intakes.start_sheet", "/intakes/{intake}/list", {"pasted": ""}),
    Sight("intake-list", "intakes.choose_meanings", "/intakes/lists/{goods}/preview"),
    Sight("intake-list-done", "intakes.sheet", "/intakes/lists/{received}"),
    Sight("intake-report", "intakes.report", "/intakes/{intake}/report"),
    Sight("intake-rest", "intakes.receive_rest", "/intakes/{intake}/receive-rest", {"location": "Nowhere"}),
    Sight("intake-edit", "intakes.edit_intake", "/intakes/{intake}/edit", {"name": ""}),
    Sight("intake-correct", "intakes.correct_scans", "/intakes/{intake}/correct", {"sku": "NOBODY"}),
    Sight("intake-undo", "intakes.undo_intake", "/intakes/{intake}/undo"),
    Sight("lots", "lots.index", "/lots"),
    Sight("lots-near", "lots.index", "/lots?show=near&sku=MBP-16-M3-A"),
    Sight("lot", "lots.lot", "/lots/{lot}"),
    Sight("lot-new", "lots.create_lot", "/lots/new", {"number": "L1"}),
    Sight("lot-edit", "lots.update_lot", "/lots/{lot}/edit", {"number": ""}),
    Sight("lot-adjust", "lots.adjust_lot", "/lots/{lot}/adjust?verb=damage&qty=3", {"qty": "x"}),
    Sight("lot-scan", "lots.scan", "/lots/scan?code=TAB-S9-A"),
    Sight("lot-scan-none", "lots.scan", "/lots/scan?code=LOT_NONE"),
    Sight("lot-split", "lots.split_lot", "/lots/{lot}/split", {"qty": ""}),
    Sight("lot-merge", "lots.merge_lot", "/lots/{lot}/merge"),
    Sight("lot-move", "lots.move_lot_part", "/lots/{lot}/move", {"qty": "x"}),
    Sight("lot-stop", "lots.stop_lot", "/lots/{lot}/stop"),
    Sight("units", "assets.index", "/units"),
    Sight("units-none", "assets.index", "/units?q=nobody+has+it&status=available"),
    Sight("units-narrowed", "assets.index", "/units?costFrom=1&olderThan=0"),
    Sight("units-wrong", "assets.index", "/units?status=lost"),
    Sight("unit", "assets.unit", "/units/{unit}"),
    Sight("unit-status", "assets.change_status", "/units/{unit}/status"),
    Sight("unit-inspect", "assets.inspect_unit", "/units/{unit}/inspect", {"location": "NOWHERE"}),
    Sight("unit-move", "assets.move_unit", "/units/{unit}/move", {"location": "NOWHERE"}),
    Sight("unit-regrade", "assets.regrade_unit", "/units/{unit}/regrade", {"location": "NOWHERE"}),
    Sight("units-move", "assets.act_on_assets", "/units/actions?action=move&id={unit}", {"location": "NOWHERE"}),
    Sight("units-status", "assets.act_on_assets", "/units/actions?action=status&id={unit}"),
    Sight("units-none-ticked", "assets.act_on_assets", "/units/actions?action=edit"),
    Sight("unit-serial", "assets.correct_serial", "/units/{unit}/serial", {"serialNumber": "/x/"}),
    Sight("unit-code", "assets.add_identifier", "/units/{unit}/identifiers/new", {"code": ""}),
    Sight("unit-edit", "assets.change_asset", "/units/{unit}/edit", {"acquisitionCost": "much"}),
    Sight("labels", "labels.print_labels", "/labels?ids={unit}", {"copies": "x"}),
    Sight("labels-proof", "labels.prove_label", "/labels/proof?unitId={unit}"),
    Sight("labels-cards", "labels.cards", "/labels/cards"),
    Sight("labels-on-receipt", "labels.set_receipt_labels", "/labels/on-receipt"),
    Sight("labels-at-desk", "labels.set_desk_labels", "/labels/on-receipt/{desk}"),
    Sight("labels-printed", "labels.job", "/labels/{job}"),
    Sight("printers", "printers.index", "/printers"),
    Sight("printer-new", "printers.add_printer", "/printers/new", {"name": "", "host": "a b"}),
    Sight("printer", "printers.change_printer", "/printers/{printer}", {"host": "a b"}),
    Sight("stock", "stock.index", "/stock"),
    Sight("stock-sku", "stock.variant", "/stock/{variant}"),
    Sight("stock-value", "value.index", "/stock/value"),
    Sight("stock-value-then", "value.index", "/stock/value?date=2020-01-01"),
    Sight("movements", "movements.index", "/movements"),
    Sight("movements-of-a-number", "movements.index", "/movements?bucket=available&variantId={variant}"),
    Sight("history", "history.index", "/history"),
    Sight("history-batch", "history.batch", "/history/{batch}"),
    Sight("products", "catalog.index", "/products"),
    Sight("product-new", "catalog.create_product", "/products/new", {"name": "", "productSku": "A B"}),
    Sight("product", "catalog.product", "/products/{product}"),
    Sight("product-edit", "catalog.save_product", "/products/{product}/edit", {"name": ""}),
    Sight("price-changes", "price_changes.index", "/price-changes"),
    Sight("price-change-new", "price_changes.create_price_change", "/price-changes/new", {"name": "x", "value": "x"}),
    Sight("price-change", "price_changes.change", "/price-changes/{change}"),
    Sight("variants", "variants.index", "/variants"),
    Sight("variant", "variants.variant", "/variants/{variant}"),
    Sight("variant-link", "variants.link_gtin", "/variants/link?gtin=4006381333931", {"gtin": "1", "sku": ""}),
    Sight("variant-prices", "prices.variant", "/variants/{variant}/prices"),
    Sight("variants-table", "bulk.table", "/variants/table"),
    Sight("view-new", "savedviews.save_view", "/views/new?list=assets.index&query=q%3DC02", {"name": ""}),
    Sight("view", "savedviews.rename_view", "/views/{view}", {"name": ""}),
    Sight("orders", "orders.index", "/orders"),
    Sight("order-new", "orders.create_order", "/orders/new", {"customer-email": "nobody"}),
    Sight("order-edit", "orders.change_order", "/orders/{order}/edit", {"items-0-quantity": "x"}),
    Sight("order", "orders.order", "/orders/{order}"),
    Sight("order-exceptions", "order_exceptions.index", "/orders/exceptions"),
    Sight("order-close", "orders.close_line", "/orders/{order}/lines/0/close", {"quantity": "999"}),
    Sight("order-substitute", "orders.substitute_line", "/orders/{order}/lines/0/substitute", {"quantity": "999"}),
    Sight("order-cancel", "orders.cancel_order", "/orders/{order}/cancel"),
    Sight("order-fulfil", "subscriptions.fulfil_order", "/orders/{waiting}/fulfil", {"serialNumbers": ""}),
    Sight("order-shipped", "orders.order", "/orders/{waiting}"),
    Sight("order-picks", "picks.picks", "/orders/{waiting}/picks"),
    Sight("orders-picks", "picks.picks_of_many", "/orders/picks?id={waiting}&id={order}"),
    Sight("order-ship", "shipments.ship_order", "/orders/{waiting}/ship", {"serialNumbers": "NOBODY"}),
    Sight("shipment-edit", "shipments.change_shipment", "/shipments/{shipment}/edit"),
    Sight("fulfil", "fulfil.desk", "/fulfil"),
    Sight("fulfil-order", "fulfil.desk", "/fulfil?order={waiting}"),
    Sight("subscriptions", "subscriptions.index", "/subscriptions"),
    Sight("subscription", "subscriptions.subscription", "/subscriptions/{subscription}"),
    Sight("subscription-notes", "subscriptions.write_subscription_notes", "/subscriptions/{subscription}/notes"),
    Sight("payments", "payments.index", "/payments"),
    Sight("payment", "payments.payment", "/payments/{payment}"),
    Sight("order-notes", "orders.write_order_notes", "/orders/{order}/notes"),
    Sight("custom-fields", "custom_fields.index", "/custom-fields"),
    Sight("custom-field-new", "custom_fields.create_custom_field", "/custom-fields/new", {"position": "x"}),
    Sight("custom-field", "custom_fields.change_custom_field", "/custom-fields/{field}", {"label": ""}),
    Sight("customers", "customers.index", "/customers"),
    Sight("customer", "customers.customer", "/customers/{customer}"),
    Sight("customer-merge", "customers.merge_customers", "/customers/{customer}/merge", {"other": "nobody"}),
    Sight("customer-anonymise", "customers.anonymise_customer", "/customers/{customer}/anonymise", {"email": "x"}),
    Sight("customer-edit", "customers.change_customer", "/customers/{customer}/edit", {"email": "nobody"}),
    Sight("presets", "presets.index", "/margin-presets"),
    Sight("preset-new", "presets.create_margin_preset", "/margin-presets/new", {"name": "", "marginPercent": "x"}),
    Sight("preset", "presets.change_margin_preset", "/margin-presets/{preset}", {"name": ""}),
    Sight("warehouses", "locations.index", "/warehouses"),
    Sight("warehouse-new", "locations.create_warehouse", "/warehouses/new", {"name": ""}),
    Sight("warehouse", "locations.bins", "/warehouses/{warehouse}"),
    Sight("warehouse-edit", "locations.edit_warehouse", "/warehouses/{warehouse}/edit", {"name": ""}),
    Sight("bins-pattern", "locations.create_bins", "/warehouses/{warehouse}/bins/pattern", {"pattern": "A-12…A-01"}),
    Sight("bins-import", "locations.import_bins", "/warehouses/{warehouse}/bins/import", {"pasted": "A-01"}),
    Sight("bin", "locations.bin", "/warehouses/{warehouse}/bins/{bin}"),
    Sight("bin-move", "locations.move_bin", "/warehouses/{warehouse}/bins/{bin}/move"),
    Sight("bin-new", "locations.create_bin", "/warehouses/{warehouse}/bins/new", {"name": ""}),
    Sight("bin-name", "locations.rename_bin", "/warehouses/{warehouse}/bins/{bin}/edit", {"name": ""}),
    Sight("records", "records.index", "/records"),
    Sight("record-new", "records.create_record", "/records/new", {"sku": "", "initialQty": "x"}),
    Sight("record", "records.record", "/records/{record}"),
    Sight("record-edit", "records.edit_record", "/records/{record}/edit", {"reorderLevel": "x"}),
    Sight("record-adjust", "records.adjust_record", "/records/{record}/adjust", {"qty": "x"}),
    Sight("record-reserve", "records.reserve_stock", "/records/{record}/reserve", {"qty": "0"}),
    Sight("record-release", "records.release_stock", "/records/{record}/release", {"qty": "0"}),
    Sight("low-stock", "low_stock.index", "/low-stock"),
    Sight("imports", "imports.index", "/imports"),
    Sight("import-new", "imports.start_import", "/imports/new", {"pasted": ""}),
    Sight("import-preview", "imports.choose_columns", "/imports/{sheet}/preview"),
    Sight("import", "imports.result", "/imports/{imported}"),
    Sight("import-row", "imports.correct_row", "/imports/{imported}/rows/{parked}", {"cells-8-text": "a lot"}),
    Sight("settings", "settings.index", "/settings", {"name": "", "contractLengths": "twelve"}),
    Sight("verify", "verifications.index", "/verify"),
    Sight("people", "people.index", "/people"),
    Sight("person-new", "people.invite_person", "/people/new", {"email": "olga at renter"}),
    Sight("person", "people.person", "/people/{person}"),
    Sight("role", "people.change_role", "/people/{person}/role"),
    Sight("keys", "keys.index", "/keys"),
    Sight("key-new", "keys.create_key", "/keys/new", {"name": ""}),
    Sight("key", "keys.key", "/keys/{key}"),
    Sight("desks", "desks.index", "/desks"),
    Sight("desk-new", "desks.name_desk", "/desks/new", {"name": ""}),
    Sight("desk", "desks.desk", "/desks/{desk}"),
    Sight("desk-scanner", "scanner.index", "/desks/{desk}/scanner", {"separator": "GS"}),
    Sight("desk-name", "desks.rename_desk", "/desks/{desk}/name", {"name": ""}),
    Sight("me", "account.index", "/me"),
    Sight("my-name", "account.rename_me", "/me/name", {"name": ""}),
    Sight("my-password", "account.change_password", "/me/password", {"currentPassword": "x", "newPassword": "short"}),
    Sight("missing", "errors.404", "/units/unit_that_never_was"),
    Sight("sign-in", "sign_in.sign_in", "/login", {"email": "nobody@renter.example", "password": "x"}, False),
    Sight("join", "links.follow", "/account/link/{invitation}", {"name": "", "password": "short"}, False),
    Sight("reset", "links.follow", "/account/link/{reset}", {"password": "short"}, False),
    Sight("link-gone", "links.follow", "/account/link/gone", None, False),
    Sight("nowhere", "sign_in.nowhere", "/account/nowhere", None, False),
    Sight("stranger-missing", "errors.404", "/api/nothing", None, False),
)
