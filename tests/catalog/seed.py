"""Product bodies as the published page prints them."""

from typing import Any

import simplejson

MINIMAL = r"""
{
  "productSku": "MACBOOK-PRO-16",
  "name": "MacBook Pro 16\"",
  "specification": "Apple Silicon laptop",
  "category": "Laptops",
  "brand": "Apple",
  "variants": [
    {
      "variantSku": "MACBOOK-PRO-16-M3-BASE",
      "variantName": "M3 Pro, 18GB RAM, 512GB SSD",
      "grade": "A",
      "listPrice": 2499.00,
      "acquisitionCost": 1800.00,
      "pricing": [
        { "contractLength": 12, "monthlyPrice": 159.00 },
        { "contractLength": 24, "monthlyPrice": 129.00 },
        { "contractLength": 36, "monthlyPrice": 109.00 }
      ]
    }
  ]
}
"""

COMPLETE = r"""
{
  "productSku": "MACBOOK-PRO-16",
  "name": "MacBook Pro 16\"",
  "specification": "Apple Silicon laptop",
  "category": "Laptops",
  "brand": "Apple",
  "description": "Professional laptop for creative and development work",
  "images": ["https://example.com/images/macbook-pro-16.jpg"],
  "variants": [
    {
      "variantSku": "MACBOOK-PRO-16-M3-18GB-SILVER",
      "variantName": "M3 Pro, 18GB RAM, 512GB SSD",
      "grade": "A",
      "colorName": "Silver",
      "listPrice": 2499.00,
      "acquisitionCost": 1800.00,
      "pricing": [
        { "contractLength": 6, "monthlyPrice": 199.00 },
        { "contractLength": 12, "monthlyPrice": 159.00 },
        { "contractLength": 24, "monthlyPrice": 129.00 },
        { "contractLength": 36, "monthlyPrice": 109.00 }
      ]
    },
    {
      "variantSku": "MACBOOK-PRO-16-M3MAX-64GB-BLACK",
      "variantName": "M3 Max, 64GB RAM, 1TB SSD",
      "grade": "A",
      "colorName": "Space Black",
      "listPrice": 3999.00,
      "acquisitionCost": 2800.00,
      "pricing": [
        { "contractLength": 6, "monthlyPrice": 319.00 },
        { "contractLength": 12, "monthlyPrice": 249.00 },
        { "contractLength": 24, "monthlyPrice": 199.00 },
        { "contractLength": 36, "monthlyPrice": 169.00 }
      ]
    },
    {
      "variantSku": "MACBOOK-PRO-16-M3-18GB-SILVER-B",
      "variantName": "M3 Pro, 18GB RAM, 512GB SSD",
      "grade": "B",
      "colorName": "Silver",
      "listPrice": 2499.00,
      "acquisitionCost": 1500.00,
      "pricing": [
        { "contractLength": 12, "monthlyPrice": 139.00 },
        { "contractLength": 24, "monthlyPrice": 109.00 },
        { "contractLength": 36, "monthlyPrice": 89.00 }
      ]
    }
  ]
}
"""

OPENAPI_EXAMPLE = r"""
{
  "productSku": "MACBOOK-PRO-16-M3",
  "name": "MacBook Pro 16\" M3 Pro",
  "category": "Laptops",
  "brand": "Apple",
  "specification": {
    "processor": "Apple M3 Pro",
    "memory": "18GB",
    "storage": "512GB SSD",
    "display": "16.2-inch Liquid Retina XDR"
  },
  "status": "active",
  "variants": [
    {
      "variantSku": "MACBOOK-PRO-16-M3-A",
      "variantName": "Grade A - Like New",
      "grade": "A",
      "listPrice": 2499,
      "acquisitionCost": 1800,
      "pricing": [
        { "contractLength": 12, "monthlyPrice": 149.99 },
        { "contractLength": 24, "monthlyPrice": 99.99 },
        { "contractLength": 36, "monthlyPrice": 79.99 }
      ]
    },
    {
      "variantSku": "MACBOOK-PRO-16-M3-B",
      "variantName": "Grade B - Good",
      "grade": "B",
      "listPrice": 2199,
      "acquisitionCost": 1500,
      "pricing": [
        { "contractLength": 12, "monthlyPrice": 129.99 },
        { "contractLength": 24, "monthlyPrice": 89.99 },
        { "contractLength": 36, "monthlyPrice": 69.99 }
      ]
    }
  ]
}
"""


def minimal(**changes: Any) -> dict[str, Any]:
    """The minimal body, with top-level fields changed."""
    return {**simplejson.loads(MINIMAL, use_decimal=True), **changes}


def with_variant(**changes: Any) -> dict[str, Any]:
    """The minimal body with fields of its one variant changed."""
    body = minimal()
    return {**body, "variants": [{**body["variants"][0], **changes}]}


def with_tier(**changes: Any) -> dict[str, Any]:
    """The minimal body with fields of its first tier changed; None leaves one out."""
    tiers = minimal()["variants"][0]["pricing"]
    first = {name: value for name, value in {**tiers[0], **changes}.items() if value is not None}
    return with_variant(pricing=[first, *tiers[1:]])
