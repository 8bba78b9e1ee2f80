"""What serial numbers look like: the shapes they are learned by, and the rules that a product is given."""

IMEI, FREE = "imei", "any"
LETTER, DIGIT, EITHER, MORE = "A", "9", "•", "*"


def kind_of(sign: str) -> str:
    """What a sign of a serial number counts as in a shape: a letter, a digit, or itself."""
    return DIGIT if sign.isdecimal() else LETTER if sign.isalpha() else sign


def fits(serial: str, shape: str) -> bool:
    """Whether a serial number has a shape, place by place."""
    return len(serial) == len(shape) and all(map(_stands, serial, shape))


def _stands(sign: str, place: str) -> bool:
    kind = kind_of(sign)
    return place in (kind, sign.upper()) or (place == EITHER and kind in (LETTER, DIGIT))


def read_rule(text: str) -> str:
    """A rule as it is kept: ``imei``, ``any``, or a pattern; raises ValueError for one that nothing could follow.

    A pattern is a shape in which letters that are neither A nor one of its signs stand for themselves, whatever their
    case; a last ``*`` lets anything follow. It is no regular expression: it is read in one go, whatever is typed.
    """
    if text.lower() in (IMEI, FREE):
        return text.lower()
    if MORE in text.rstrip(MORE):
        raise ValueError("A * stands at the end alone, for any further signs.")
    bare = text.rstrip(MORE).upper().replace("?", EITHER)
    return (bare + MORE if bare else FREE) if text.endswith(MORE) else bare


def follows(serial: str, rule: str) -> bool:
    """Whether a serial number is as a rule wants it."""
    if rule in (IMEI, FREE):
        return rule == FREE or is_imei(serial)
    if rule.endswith(MORE):
        bare = rule.removesuffix(MORE)
        return fits(serial[: len(bare)], bare)
    return fits(serial, rule)


def why_not(serial: str, rule: str) -> str:
    """What a rule wants that a serial number is not, in a clerk's words."""
    if rule != IMEI:
        return f"A serial number of this product reads {said_rule(rule)}; this does not."
    if not (serial.isascii() and serial.isdigit()):
        odd = "this has other signs too"
    elif len(serial) != 15:
        odd = f"this has {len(serial)}"
    else:
        odd = "the last digit of this is another one"
    return f"An IMEI has 15 digits and ends in a check digit; {odd}."


def said_rule(rule: str) -> str:
    """A rule in words."""
    if rule in (IMEI, FREE):
        return "an IMEI" if rule == IMEI else "anything"
    bare = rule.removesuffix(MORE)
    meant = {LETTER: "a letter", DIGIT: "a digit", EITHER: "a letter or a digit"}
    words = [f"{sign} is {word}" for sign, word in meant.items() if sign in bare]
    words += ["more may follow"] if rule.endswith(MORE) else []
    return f"{bare} ({', '.join(words)})" if words else bare


def is_imei(digits: str) -> bool:
    """Whether 15 digits end in the check digit that an IMEI has (3GPP TS 23.003, annex B)."""
    if len(digits) != 15 or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
