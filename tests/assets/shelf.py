"""Goods to work with: a product with two variants, written as the catalogue writes them."""

from tests.house import House

PRODUCT = {
    "productSku": "MACBOOK-PRO-16",
    "name": 'MacBook Pro 16"',
    "specification": "Apple Silicon laptop",
    "category": "Laptops",
    "brand": "Apple",
    "variants": [
        {
            "variantSku": "MBP-16-A",
            "variantName": "M3 Pro, grade A",
            "grade": "A",
            "acquisitionCost": 1800,
            "pricing": [{"contractLength": 12, "monthlyPrice": 159}],
        },
        {
            "variantSku": "MBP-16-B",
            "variantName": "M3 Pro, grade B",
            "grade": "B",
            "pricing": [{"contractLength": 12, "monthlyPrice": 139}],
        },
    ],
}


def stock_up(house: House) -> None:
    """Put the product into the catalogue."""
    answer = house.api().post("/v1/products", PRODUCT)
    assert answer.status_code == 201, answer.text
