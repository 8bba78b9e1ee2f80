"""A bar code that nobody knew is linked to the variant it stands on: one piece of it, or a carton."""

from tests.catalog.making import EAN, PACK, make, variant
from tests.house import House


def _codes(house: House, sku: str) -> tuple[str | None, list[dict[str, object]]]:
    [one] = house.api().get(f"/v1/products/variants?sku={sku}").get_json()["variants"]
    return one.get("gtin"), one.get("packs", [])


def test_a_code_stands_for_its_variant_from_then_on_and_can_be_taken_back(lite: House) -> None:
    one = variant(lite, make(lite, "TAB"), "TAB-A")
    page = lite.page("mo")
    form = page.get(f"/variants/link?gtin={EAN}").text
    assert (f'value="{EAN}"' in form, '<option value="TAB-A">' in form) == (True, True)
    done = page.fill(f"/variants/link?gtin={EAN}", sku="tab-a")
    assert done.location.endswith(f"/variants/{one['variantId']}"), done.text
    assert _codes(lite, "TAB-A") == (EAN, [])
    assert page.fill(f"/variants/link?gtin={PACK}", sku="TAB-A", quantity="10").status_code == 303
    assert _codes(lite, "TAB-A") == (EAN, [{"gtin": PACK, "quantity": 10}])
    batch = lite.api().get("/v1/batches").get_json()["batches"][0]
    assert batch["summary"] == f"linked the bar code {PACK} to TAB-A"
    assert lite.api().post(f"/v1/batches/{batch['batchId']}/undo").status_code == 200
    assert _codes(lite, "TAB-A") == (EAN, [])


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(lite: House) -> None:
    make(lite, "TAB")
    make(lite, "PH")
    page = lite.page("mo")
    assert page.fill("/variants/link", gtin=EAN, sku="TAB-A").status_code == 303
    for values, words in (
        ({"gtin": "4006381333932", "sku": "TAB-A"}, "The last digit should be 1"),
        ({"gtin": EAN, "sku": "NOBODY"}, "No variant has the SKU NOBODY"),
        ({"gtin": "96385074", "sku": "TAB-A"}, f"TAB-A carries {EAN} already"),
        ({"gtin": EAN, "sku": "PH-A"}, "belongs to TAB already"),
    ):
        refused = page.fill("/variants/link", **values)
        assert (refused.status_code, words in refused.text) in ((422, True), (400, True)), refused.text
        assert f'value="{values["sku"]}"' in refused.text
    assert page.fill("/variants/link", gtin=EAN, sku="TAB-A").status_code == 303, "linked already: as it was"


def test_a_new_product_is_begun_with_what_was_scanned(lite: House) -> None:
    page = lite.page("mo")
    assert f'value="{EAN}"' in page.get(f"/products/new?gtin={EAN}").text
    assert page.get("/products/new?sku=NEW-1").text.count('value="NEW-1"') == 2
    assert "&lt;b&gt;" in page.get("/products/new?sku=<b>").text
