"""A table from a spreadsheet pasted into a variant's prices: by its header, or from where it is pasted."""

import re
from collections.abc import Mapping, Sequence

from webapp.catalog.inputs.product import MAX_TIERS
from webapp.core.inputs.text import fold
from webapp.core.sheets.amounts import AmbiguousAmount, Amounts
from webapp.core.web.rows import Form, add_row, indexes, remove_row

COLUMNS = ("contractLength", "monthlyPrice", "setupFee", "discount-value", "discount-type")
"""The columns of a table without a header, from the left."""

_HEADERS = (
    (
        "contractLength",
        re.compile(r"months?|mo|term|length|contract ?length|duration|laufzeit|monate|looptijd|maanden"),
    ),
    ("setupFee", re.compile(r".*(set ?up|einrichtung|opstart|activation).*")),
    ("discount-type", re.compile(r"(discount )?(in|type|unit|art)")),
    ("discount-value", re.compile(r".*(discount|rabatt|korting).*")),
    ("monthlyPrice", re.compile(r".*(price|monthly|a month|per month|rate|rent|preis|prijs|miete|huur).*")),
)
_MONTHS = re.compile(r"([0-9]{1,4})(?:[.,]0+)?(?: ?(?:months?|mon?|m|mth|monate?|maanden))?", re.IGNORECASE)
_KINDS = {"%": "percentage", "percent": "percentage", "percentage": "percentage", "fixed": "fixed"}

_AMOUNTS = ("monthlyPrice", "setupFee", "discount-value")

Row = dict[str, str]


def paste_table(form: Form, card: str, currency: str) -> str | None:
    """Fill a variant's prices from the text pasted for it; the first price of it, where the focus goes."""
    text = form.get(f"{card}-paste", "")
    at = str(form.pop(f"{card}-paste-at", "")).removeprefix(f"{card}-pricing-")
    found = re.fullmatch(r"([0-9]{1,3})-([A-Za-z-]+)", at)
    number, column = (int(found[1]), found[2]) if found and found[2] in COLUMNS else (0, COLUMNS[0])
    rows = read_table(text, column, currency)
    form.pop(f"{card}-paste-error", None)
    if wrong := _complaint(rows, currency):
        form[f"{card}-paste-error"] = wrong
        return None
    form.poplist(f"{card}-paste")
    prefix = f"{card}-pricing"
    if all("contractLength" in row for row in rows):
        filled = _by_months(form, prefix, rows)
    else:
        filled = _from_row(form, prefix, number, rows)
    return f"{filled[0]}-{'monthlyPrice' if 'monthlyPrice' in rows[0] else next(iter(rows[0]))}"


def _complaint(rows: Sequence[Row], currency: str) -> str:
    """The first line that is no line of prices, in words; nothing is filled in then."""
    if not rows:
        return "No prices are found in this. Copy the cells with their months and prices."
    seen: set[str] = set()
    for row in rows:
        line = "; ".join(text for text in row.values() if text)[:60]
        months = row.get("contractLength")
        if months is not None and not re.fullmatch("[0-9]{1,4}", months):
            return f"“{line}” does not begin with months. Nothing is filled in."
        if months in seen:
            return f"{months} months stands in this twice. Nothing is filled in."
        seen |= {months} if months else set()
        bad = next((row[name] for name in _AMOUNTS if not _is_amount(row.get(name, ""), currency)), None)
        if bad is not None:
            return f"“{bad[:40]}” in “{line}” is not an amount. Nothing is filled in."
    return ""


def _is_amount(text: str, currency: str) -> bool:
    """Whether it is one, or is for the form to ask about: a blank, or one that can mean two things."""
    try:
        Amounts(currency).read(text or "0")
    except AmbiguousAmount:
        return True
    except ValueError:
        return False
    return True


def read_table(text: str, first: str, currency: str) -> list[Row]:
    """The rows of a table by the names of fields; ``first`` is the column it begins in when it has no header."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    table = [_cells(line) for line in lines[: MAX_TIERS + 2]]
    if not table:
        return []
    names = _header(table[0])
    if names:
        table = table[1:]
    else:
        names = dict(enumerate(COLUMNS[COLUMNS.index(first) :]))
    texts = ["" if names.get(i) == "contractLength" else cell for row in table for i, cell in enumerate(row)]
    amounts = Amounts.learned(currency, texts)
    rows = ({name: row[i] for i, name in names.items() if i < len(row)} for row in table)
    return [_filled(row, amounts) for row in rows if any(row.values())]


def _cells(line: str) -> list[str]:
    """By tabs, as spreadsheets copy; by semicolons where somebody types a table or copies it from a file."""
    parts = line.split("\t") if "\t" in line else line.split(";")
    return [part.strip().strip('"').strip()[:200] for part in parts]


def _header(cells: Sequence[str]) -> dict[int, str]:
    """Which column is which, when a first row holds words and no numbers."""
    if any(re.match(r"\W*[0-9]", cell) for cell in cells):
        return {}
    names: dict[int, str] = {}
    for i, cell in enumerate(cells):
        words = " ".join(re.sub(r"[^a-z]+", " ", fold(cell)).split())
        name = next(
            (name for name, pattern in _HEADERS if name not in names.values() and pattern.fullmatch(words)), None
        )
        if name:
            names[i] = name
    return names


def _filled(row: Mapping[str, str], amounts: Amounts) -> Row:
    filled = dict(row)
    if "contractLength" in row:
        found = _MONTHS.fullmatch(row["contractLength"])
        filled["contractLength"] = found[1] if found else row["contractLength"]
    for name in ("monthlyPrice", "setupFee"):
        if row.get(name):
            filled[name] = _amount(row[name], amounts)
    discount = row.get("discount-value")
    if discount:
        is_share = "%" in discount
        filled["discount-value"] = _amount(discount.replace("%", ""), amounts)
        if is_share or not row.get("discount-type"):
            is_money = not is_share and amounts.bare(discount) != re.sub(r"\s", "", discount)
            filled["discount-type"] = "fixed" if is_money else "percentage"
    kind = filled.get("discount-type", "")
    if kind not in ("", "percentage", "fixed"):
        filled["discount-type"] = _KINDS.get(kind.casefold(), "fixed" if kind.upper() == amounts.currency else "")
    return filled


def _amount(text: str, amounts: Amounts) -> str:
    """An amount as the form takes it; one that cannot be read stays, for the form to say so."""
    try:
        return f"{amounts.read(text).normalize():f}"
    except ValueError:
        return text


def _by_months(form: Form, prefix: str, rows: Sequence[Row]) -> list[str]:
    """Each row goes to every row of the contract length it names, or to a new one; others without a price yet go."""
    named = {row["contractLength"] for row in rows}
    for number in reversed(indexes(form, prefix)):
        name = f"{prefix}-{number}"
        if _text(form, name, "contractLength") not in named and not _text(form, name, "monthlyPrice"):
            remove_row(form, name)
    filled: list[str] = []
    for row in rows:
        all_names = (f"{prefix}-{i}" for i in indexes(form, prefix))
        names = [name for name in all_names if _text(form, name, "contractLength") == row["contractLength"]]
        for name in names or [add_row(form, prefix)]:
            _fill(form, name, row)
            filled.append(name)
    return filled


def _text(form: Form, row: str, field: str) -> str:
    return form.get(f"{row}-{field}", "").strip()


def _from_row(form: Form, prefix: str, number: int, rows: Sequence[Row]) -> list[str]:
    """One row after the other, downwards from where it was pasted; more are added when there are too few."""
    below = [f"{prefix}-{i}" for i in indexes(form, prefix) if i >= number]
    filled = [below.pop(0) if below else add_row(form, prefix) for _ in rows]
    for name, row in zip(filled, rows, strict=True):
        _fill(form, name, row)
    return filled


def _fill(form: Form, name: str, row: Row) -> None:
    for field, text in row.items():
        form[f"{name}-{field}"] = text
