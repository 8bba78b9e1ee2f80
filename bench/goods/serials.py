"""Serial numbers as a shop has them: half of them counted up with leading zeros, half as four makers print theirs.

The first are the worst that a search by parts can meet, for all of them share most of what they are made of.
"""

_SIGNS = "0123456789ABCDEFGHJKLMNPQRSTVWXY"
_FACTOR, _DIGITS = 2_654_435_761, 13

MAKERS = (("C02", 8), ("35", 0), ("PF", 6), ("", 7))
"""How a maker's numbers begin, and by how many letters and digits they go on; an IMEI by its digits."""


def counted(number: int | str) -> str:
    """The n-th serial number of those that are counted up; a text is put in as it is."""
    return f"BN-{number:09d}" if isinstance(number, int) else f"BN-{number}"


def serial(unit: int) -> str:
    """The serial number of the n-th unit."""
    if unit % 2 == 0:
        return counted(unit // 2)
    start, signs = MAKERS[unit // 2 % len(MAKERS)]
    if not signs:
        return f"{start}{unit * _FACTOR % 10**_DIGITS:0{_DIGITS}d}"
    mixed = unit * _FACTOR % 32**signs
    return start + "".join(_SIGNS[mixed // 32**at % 32] for at in range(signs))


def serial_sql(lite: bool) -> str:
    """The same of a column ``i``, as the database works it out."""
    cases = [f"WHEN i - i / 2 * 2 = 0 THEN 'BN-' || {_padded('(i / 2)', 9, lite)}"]
    for place, (start, signs) in enumerate(MAKERS):
        mixed = _rest(f"(i * {_FACTOR})", 32**signs if signs else 10**_DIGITS)
        letters = " || ".join(
            f"substr('{_SIGNS}', CAST({_rest(f'({mixed} / {32**at})', 32)} AS integer) + 1, 1)" for at in range(signs)
        )
        cases.append(
            f"WHEN {_rest('(i / 2)', len(MAKERS))} = {place} THEN '{start}' || {letters or _padded(mixed, 13, lite)}"
        )
    return f"CASE {' '.join(cases)} END"


def _rest(value: str, by: int) -> str:
    """Without a percent sign, which the drivers would take for a parameter."""
    return f"({value} - {value} / {by} * {by})"


def _padded(value: str, digits: int, lite: bool) -> str:
    return f"printf('%0{digits}d', {value})" if lite else f"lpad({value}::text, {digits}, '0')"


def parts(until: int) -> tuple[str, ...]:
    """What is searched for among makers' numbers below a unit: a whole one, its end, or something within."""
    found = [serial(unit) for unit in range(1, until, max(2, until // 256 // 2 * 2))]
    return tuple((text, text[-5:], text[3:8])[at % 3] for at, text in enumerate(found))
