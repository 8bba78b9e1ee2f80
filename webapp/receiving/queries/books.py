"""The look-ups that a request's codes need, made once for all of them."""

from collections.abc import Iterable

from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.reading import Reading, read_code
from webapp.core.codes.wedge import Wedge
from webapp.core.operation.registry import Work
from webapp.receiving.inputs.scans import ScanIn
from webapp.receiving.reading.cards import PREFIX
from webapp.receiving.reading.look_up import items_by_gtin, items_by_sku, places_by_code, units_by_code
from webapp.receiving.reading.order import Books


def books_for(work: Work, scans: Iterable[ScanIn], wedge: Wedge | None) -> Books:
    """What the codes of these scans can name: four statements, however many they are."""
    read = list(_readings(scans, wedge))
    codes = [one.text for one in read if len(one.text) <= 256]
    serials = [one.serial for one in read if one.serial]
    if not read:
        return Books({}, {}, {}, {})
    session, tenant_id = work.session, work.tenant_id
    return Books(
        units=units_by_code(session, tenant_id, [*codes, *serials]),
        places=places_by_code(session, tenant_id, codes),
        skus=items_by_sku(session, tenant_id, codes),
        gtins=items_by_gtin(session, tenant_id, sorted({one.gtin for one in read if one.gtin})),
    )


def _readings(scans: Iterable[ScanIn], wedge: Wedge | None) -> Iterable[Reading]:
    """Those that can be read at all; what cannot is refused when its turn comes."""
    for scan in scans:
        if scan.answer is None and scan.preset is None and not scan.code.lower().startswith(PREFIX):
            try:
                yield read_code(scan.code, wedge if scan.typed else None)
            except CodeRefused:
                continue
