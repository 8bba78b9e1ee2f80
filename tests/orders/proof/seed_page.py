"""The published page "Create an order", word for word: its requests, its sample answer and its tables."""

from typing import Any

import simplejson

CURL = """
{
  "orderType": "standard",
  "customer": {
    "email": "sarah.johnson@acmecorp.com",
    "firstName": "Sarah",
    "lastName": "Johnson",
    "company": "Acme Corporation",
    "phone": "+1-555-123-4567",
    "customerType": "business"
  },
  "billingAddress": {
    "contactName": "Sarah Johnson",
    "company": "Acme Corporation",
    "streetAddress": "123 Business Park Drive",
    "city": "San Francisco",
    "adminArea": "CA",
    "postalCode": "94105",
    "country": "US"
  },
  "shippingAddress": {
    "contactName": "Sarah Johnson",
    "company": "Acme Corporation",
    "streetAddress": "123 Business Park Drive",
    "city": "San Francisco",
    "adminArea": "CA",
    "postalCode": "94105",
    "country": "US"
  },
  "items": [
    {
      "sku": "MACBOOK-PRO-16-M3",
      "quantity": 5,
      "contractLength": 24
    },
    {
      "sku": "DELL-U2722D-MONITOR",
      "quantity": 5,
      "contractLength": 24
    }
  ],
  "notes": "IT department refresh - Q1 2025"
}
"""

ANSWER = """
{
  "success": true,
  "message": "<string>",
  "orderId": "<string>",
  "order": {
    "orderId": "<string>",
    "tenantId": "<string>",
    "status": "pending",
    "orderType": "standard",
    "customer": {
      "customerId": "<string>",
      "email": "jsmith@example.com",
      "firstName": "<string>",
      "lastName": "<string>",
      "company": "<string>",
      "phone": "<string>",
      "customerType": "individual"
    },
    "billingAddress": {
      "contactName": "<string>",
      "streetAddress": "<string>",
      "city": "<string>",
      "country": "<string>",
      "company": "<string>",
      "buildingInfo": "<string>",
      "locality": "<string>",
      "adminArea": "<string>",
      "postalCode": "<string>"
    },
    "shippingAddress": {
      "contactName": "<string>",
      "streetAddress": "<string>",
      "city": "<string>",
      "country": "<string>",
      "company": "<string>",
      "buildingInfo": "<string>",
      "locality": "<string>",
      "adminArea": "<string>",
      "postalCode": "<string>"
    },
    "items": [
      {
        "sku": "<string>",
        "productName": "<string>",
        "quantity": 2,
        "unitPrice": 1,
        "contractLength": 123,
        "productId": "<string>",
        "productImageUrl": "<string>",
        "variantId": "<string>",
        "listPrice": 1,
        "listPriceSource": "unknown",
        "acquisitionCost": 1,
        "acquisitionCostSource": "unknown",
        "listPriceOverride": 1,
        "acquisitionCostOverride": 1,
        "usedListPriceAsAcquisition": false,
        "rentalIds": [],
        "rentalStatus": "pending"
      }
    ],
    "totals": {
      "subtotal": 1,
      "total": 1,
      "currency": "<string>",
      "totalDevices": 2,
      "taxAmount": 0
    },
    "rentalProgress": {
      "totalDevices": 1,
      "rentedDevices": 1
    },
    "rentalIds": [
      "<string>"
    ],
    "createdAt": "<string>",
    "updatedAt": "<string>",
    "createdBy": "<string>",
    "payment": {
      "status": "pending",
      "method": "stripe",
      "transactionId": "<string>",
      "paidAmount": 1,
      "manuallyMarked": false
    },
    "customFields": {},
    "billingGroupId": "<string>",
    "trackingNumber": "<string>",
    "shippedAt": "<string>",
    "notes": "<string>",
    "extensionDetails": {
      "originalOrderId": "<string>",
      "extensionMonths": 123,
      "previousEndDate": "<string>",
      "newEndDate": "<string>",
      "reason": "<string>"
    },
    "upgradeDetails": {
      "previousDevice": "<string>",
      "previousSerialNumber": "<string>",
      "previousMonthlyAmount": 123,
      "previousRentalId": "<string>",
      "upgradeReason": "<string>"
    }
  }
}
"""

MINIMAL = """
{
  "customer": {
    "email": "john@example.com",
    "firstName": "John",
    "lastName": "Smith"
  },
  "billingAddress": {
    "contactName": "John Smith",
    "streetAddress": "123 Main Street",
    "city": "Amsterdam",
    "country": "Netherlands"
  },
  "items": [
    {
      "sku": "MACBOOK-PRO-16-M3",
      "quantity": 1
    }
  ]
}
"""

COMPLETE = """
{
  "orderType": "standard",
  "customer": {
    "email": "procurement@acmecorp.com",
    "firstName": "Sarah",
    "lastName": "Johnson",
    "company": "Acme Corporation",
    "phone": "+31612345678",
    "customerType": "business"
  },
  "billingAddress": {
    "contactName": "Finance Department",
    "company": "Acme Corporation",
    "streetAddress": "456 Business Park",
    "buildingInfo": "Building A, 3rd Floor",
    "city": "Rotterdam",
    "postalCode": "3011 AA",
    "country": "Netherlands"
  },
  "shippingAddress": {
    "contactName": "Sarah Johnson",
    "company": "Acme Corporation",
    "streetAddress": "789 Office Plaza",
    "city": "Amsterdam",
    "postalCode": "1012 AB",
    "country": "Netherlands"
  },
  "items": [
    {
      "sku": "MACBOOK-PRO-16-M3",
      "quantity": 5,
      "contractLength": 24
    },
    {
      "sku": "IPAD-PRO-12-M2",
      "quantity": 3,
      "contractLength": 12
    }
  ],
  "customFields": {
    "purchaseOrderNumber": "PO-2025-001234",
    "costCenter": "IT-DEV-001"
  },
  "notes": "Rush delivery requested - new employee onboarding"
}
"""

FIELDS = """
{
  "customFields": {
    "purchaseOrderNumber": "PO-2025-001234",
    "siebelId": "ACC-789456",
    "salesRep": "jane.doe@company.com",
    "department": "Engineering"
  }
}
"""

REQUIRED, OPTIONAL = (
    ("contactName", "streetAddress", "city", "country"),
    ("company", "buildingInfo", "locality", "adminArea", "postalCode"),
)
"""The table of address fields."""

HANDLED = ("VALIDATION_ERROR", "VARIANT_NOT_FOUND", "VARIANT_INACTIVE", "INVALID_CONTRACT_LENGTH")
"""The table of errors."""


def page(text: str) -> dict[str, Any]:
    """One of its blocks as JSON."""
    read: dict[str, Any] = simplejson.loads(text)
    return read
