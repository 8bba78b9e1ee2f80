"""Units that went out, for the pages to be looked at."""

from tests.house import House
from webapp.assets.operations import change_status, receive_asset
from webapp.core.data.tenancy import tenant_scope
from webapp.orders.operations import confirm_order, create_order, reserve_order
from webapp.shipments.operations import ship_order
from webapp.subscriptions.operations import create_subscription
from webapp.subscriptions.queries.payments import payments_of

PAPER = {"purchaseOrderNumber": "PO-2026-0815"}
"""What the tenant of these pages wants with every order."""


def rented_out(house: House, count: int) -> dict[str, str]:
    """Units of one SKU with one customer, the last one is looked at; and one that broke while it was kept for them."""
    office = {"contactName": "Eva Bakker", "streetAddress": "Maashaven 12", "city": "Rotterdam", "country": "NL"}
    buyer = {"email": "eva@bakker.example", "firstName": "Eva", "lastName": "Bakker"}
    line = {"sku": "MBP-16-M3-A", "quantity": count + 1}
    order = house.do(create_order, customer=buyer, billingAddress=office, items=[line], customFields=PAPER)
    house.do(confirm_order, orderId=order.id)
    for serial in (f"RENT{number:06d}" for number in range(count)):
        house.do(receive_asset, "olga", serialNumber=serial, sku="MBP-16-M3-A")
        last = house.do(
            create_subscription, "olga", orderId=order.id, serialNumber=serial, notes="Collected at the front desk."
        )
    told = {"carrier": "Interparcel Europe", "trackingNumber": "3SABCD1234567890123", "notes": "On one pallet."}
    left = house.do(ship_order, "olga", orderId=order.id, serialNumbers=["RENT000000"], **told)
    house.do(receive_asset, "olga", serialNumber="RENT-BROKEN", sku="MBP-16-M3-A")
    house.do(reserve_order, "olga", orderId=order.id)
    house.do(change_status, "olga", serialNumber="RENT-BROKEN", to="damaged", note="Dropped while it was packed.")
    with tenant_scope(house.tenant_id):
        first = payments_of(house.session, house.tenant_id, last.id)[0]
    house.session.rollback()
    return {"waiting": order.id, "subscription": last.id, "payment": first.id, "shipment": left.id}
