"""Judging the rows of a sheet, each by itself and then beside the others; a row's fault never spoils another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.catalog.inputs.product import GRADES, UpsertProduct
from webapp.catalog.models import PRODUCT_STATUSES, VARIANT_STATUSES
from webapp.catalog.queries.variants import PricedVariant
from webapp.catalog.writing.claims import product_values
from webapp.catalog.writing.gtins import gtins_after, why_taken
from webapp.catalog.writing.tiers import tiers_after
from webapp.catalog.writing.variants import variant_values
from webapp.core.operation.errors import Problem
from webapp.core.sheets.amounts import Amounts
from webapp.imports.sheet.bodies import key_of, product_body, variant_body
from webapp.imports.sheet.cells import Cells, product_cells, variant_cells
from webapp.imports.sheet.layout import NONE, OF_PRODUCT, PRODUCTS
from webapp.imports.sheet.rows import Fault, Row
from webapp.imports.sheet.standing import Standing
from webapp.imports.sheet.verdicts import CREATED, UNCHANGED, UPDATED, Difference, Verdict

_STATUSES = {"product_status": PRODUCT_STATUSES, "variant_status": VARIANT_STATUSES}
_REQUIRED = tuple(column.key for column in PRODUCTS.columns if column.required)
_NEW: dict[str, Any] = {
    "condition": None, "color_name": None, "images": [], "list_price": None, "acquisition_cost": None,
    "tracking": "", "status": "active",
}  # fmt: skip


@dataclass(frozen=True)
class Judge:
    """What all rows are judged by."""

    standing: Standing
    amounts: Amounts
    exponent: int

    def all(self, rows: Sequence[Row]) -> list[Verdict]:
        """A verdict for each row, in their order."""
        verdicts = [self._alone(Row(row.number, row.cells, list(row.faults))) for row in rows]
        _agree_on_variants([one for one in verdicts if one.is_good])
        by_product: dict[str, list[Verdict]] = defaultdict(list)
        for one in verdicts:
            if one.is_good:
                by_product[one.row.cells["product_sku"]].append(one)
        for together in by_product.values():
            self._agree_on_product(together)
        self._agree_on_gtins([one for one in verdicts if one.is_good])
        for sku, together in by_product.items():
            self._compare(sku, [one for one in together if one.is_good])
        return verdicts

    def _alone(self, row: Row) -> Verdict:
        cells = row.cells
        if not row.faults:
            row.faults += _lacking(cells)
        if row.faults:
            return Verdict(row, row.faults)
        verdict = Verdict(row, row.faults)
        known = self.standing.variants.get(row.sku)
        if known is not None and known.values["product_sku"] != cells["product_sku"]:
            verdict.refuse("variant_sku", f"it belongs to the product {known.values['product_sku']} already")
        row.faults += _odd_words(cells, known)
        body = product_body(cells, self.standing.products.get(cells["product_sku"]))
        body["variants"] = [variant_body(row, known, self.amounts, self.exponent)]
        if row.faults:
            return verdict
        if not body["variants"][0]["pricing"]:
            verdict.refuse("", "This row takes away every price; a variant has at least one.")
            return verdict
        try:
            verdict.data = UpsertProduct.from_json(body, exponent=self.exponent)
        except Problem as problem:
            row.faults += [Fault.at(key_of(detail.path, body), detail.message) for detail in problem.details]
        return verdict

    def _agree_on_product(self, together: Sequence[Verdict]) -> None:
        """Rows of one product say the same of it; what one leaves blank another may fill in."""
        said: dict[str, tuple[str, int]] = {}
        good = []
        product = self.standing.products.get(together[0].row.cells["product_sku"])
        standing = product["status"] if product else "active"
        for one in together:
            cells = one.row.cells
            status = cells.get("product_status", standing).lower()
            if status == "discontinued" and cells.get("variant_status", "").lower() == "active":
                one.refuse("variant_status", "the product is discontinued, so its variants are inactive")
                continue
            other = next(
                (key for key in OF_PRODUCT if key in cells and said.get(key, ("",))[0] not in ("", cells[key])), ""
            )
            if other:
                text, number = said[other]
                one.refuse(other, f"row {number} says “{text[:60]}” of the same product")
                continue
            good.append(one)
            said |= {key: (cells[key], one.row.number) for key in OF_PRODUCT if key in cells and key not in said}
        if not good:
            return
        first = good[0]
        whole = {**first.row.cells, **{key: text for key, (text, _) in said.items()}}
        if len(whole) > len(first.row.cells):
            first.row.cells = whole
            merged = self._alone(first.row)
            first.data = merged.data

    def _agree_on_gtins(self, verdicts: Iterable[Verdict]) -> None:
        claimed: dict[str, tuple[str, int, int]] = {}
        for one in verdicts:
            [variant] = one.sent.variants
            sku = one.sent.product_sku
            product = self.standing.products.get(sku)
            for gtin, count in gtins_after(variant, []):
                item = self.standing.items.get(gtin)
                why = why_taken(item, product["id"] if product else None, count) if item else None
                before = claimed.setdefault(gtin, (sku, count, one.row.number))
                if why is None and before[:2] != (sku, count):
                    why = f"row {before[2]} gives this GTIN to something else"
                if why:
                    one.refuse("gtin" if (gtin, count) == (variant.gtin, 1) else "packs", why)
                    break

    def _compare(self, sku: str, together: Sequence[Verdict]) -> None:
        """What each row changes; what changes of the product is told with its first row."""
        standing = self.standing.products.get(sku)
        status = next((text.lower() for one in together if (text := one.row.cells.get("product_status"))), "")
        status = status or (standing["status"] if standing else "active")
        seen: set[str] = set()
        for place, one in enumerate(together):
            if one.row.sku in seen:
                one.kind, one.repeats = UNCHANGED, True
                continue
            seen.add(one.row.sku)
            known = self.standing.variants.get(one.row.sku)
            before = variant_cells(known, self.exponent) if known else {}
            after = _variant_after(one, known, status, self.exponent)
            silent = not {"product_status", "variant_status"} & one.row.cells.keys()
            one.rests = silent and after["variant_status"] == "inactive"
            if known is None:
                one.reads, after = _reads(one.row, after), {}
            if place == 0 and standing:
                before |= product_cells(standing)
                after |= {**_product_after(one, standing), "product_status": status}
            elif place == 0:
                one.reads = _reads(one.row, _product_after(one, None)) | dict(one.reads)
            one.differences = _differences(before, after)
            one.kind = CREATED if known is None else UPDATED if one.differences else UNCHANGED


def _lacking(cells: Mapping[str, str]) -> list[Fault]:
    faults = [Fault(key, "fill this in") for key in _REQUIRED if key not in cells]
    prices = [text for key, text in cells.items() if key.startswith("price:") and text.casefold() != NONE]
    if not prices:
        faults.append(Fault("", "This row has no price: fill in at least one column such as 12mo_Price."))
    return faults


def _odd_words(cells: Mapping[str, str], known: PricedVariant | None) -> list[Fault]:
    faults = [
        Fault(key, f"it should be {' or '.join(words)}")
        for key, words in _STATUSES.items()
        if key in cells and cells[key].lower() not in words
    ]
    grade = cells.get("grade")
    if grade and grade.upper() not in GRADES and not (known and known.values["grade"] == grade):
        faults.append(Fault("grade", f"it should be {', '.join(GRADES[:-1])} or {GRADES[-1]}"))
    return faults


def _agree_on_variants(verdicts: Iterable[Verdict]) -> None:
    """A SKU that stands twice says the same twice, or neither row is taken: nobody knows which is meant."""
    by_sku: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_sku[one.row.sku].append(one)
    for together in by_sku.values():
        first, *others = together
        if any(one.row.cells != first.row.cells for one in others):
            numbers = " and ".join(str(one.row.number) for one in together[:5])
            for one in together:
                one.refuse("variant_sku", f"rows {numbers} say different things of it")


def _variant_after(verdict: Verdict, known: PricedVariant | None, status: str, exponent: int) -> Cells:
    [variant] = verdict.sent.variants
    values = {**(known.values if known else _NEW), **variant_values(variant)}
    values["status"] = verdict.row.cells.get("variant_status", values["status"]).lower()
    if status == "discontinued":
        values["status"] = "inactive"
    standing = known.tiers if known else []
    lengths = {tier["contract_length"]: tier for tier in standing}
    tiers = [
        _standing(tier, lengths.get(tier["contract_length"])) for tier in tiers_after(variant, standing, typed=False)
    ]
    return variant_cells(PricedVariant(values, tiers, gtins_after(variant, known.gtins if known else [])), exponent)


def _standing(tier: Mapping[str, Any], known: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = known is not None and tier["change_id"] == known["change_id"] and tier["own_price"] == known["own_price"]
    return {**tier, "standing_price": known["standing_price"] if kept and known else tier["own_price"]}


def _reads(row: Row, after: Cells) -> Cells:
    """How the cells of a row that is new were read, and the name that it is given when it has none."""
    told = {key: text for key, text in after.items() if text and (key in row.cells or key == "variant_name")}
    return {key: text for key, text in told.items() if key not in ("variant_sku", "product_sku")}


def _product_after(verdict: Verdict, standing: Mapping[str, Any] | None) -> Cells:
    empty: dict[str, Any] = {"description": None, "images": [], "status": "active"}
    values = {"product_sku": verdict.sent.product_sku, **(standing or empty), **product_values(verdict.sent)}
    return product_cells(values)


def _differences(before: Cells, after: Cells) -> list[Difference]:
    keys = dict.fromkeys((*before, *after))
    return [
        Difference(key, before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]
