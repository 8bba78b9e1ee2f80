"""Making and recognising secrets: passwords by Argon2id, random tokens by a fast hash, keys with a checksum."""

import hashlib
import secrets
import threading
import unicodedata
import zlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST, LONGEST, MIN_DIFFERENT = 8, 1000, 3
KEY_PREFIX = "sdk_live_"
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BODY, _CHECK = 32, 6

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_gate = threading.Semaphore(2)  # each run takes 19 MiB and a core: a flood of sign-ins must not take the machine
_nobody = _hasher.hash(secrets.token_urlsafe(16))


# Those that every list of leaked passwords begins with; only their letters and digits are compared.
_LEAKED = """
password password1 password12 password123 passwort passw0rd wachtwoord welkom01 welcome1 welcome123 12345678 123456789
1234567890 0123456789 11111111 00000000 87654321 123123123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qwerty123 qwertyuiop qwertyui
asdfghjkl iloveyou sunshine princess football baseball superman trustno1 letmein1 changeme admin123 administrator
abcd1234 abc12345 stockdesk warehouse
"""
_COMMON = frozenset(_LEAKED.split())


def weakness(password: str, *, email: str, name: str = "") -> str | None:
    """Why a password cannot be taken, in the person's words, or None: the one rule for pages, links and commands."""
    if len(password) < SHORTEST:
        return f"A password has at least {SHORTEST} characters. A few words in a row are easy to remember."
    if len(password) > LONGEST:
        return f"A password has at most {LONGEST} characters."
    if any(not c.isprintable() for c in password):
        return "This password holds a character that cannot be typed everywhere. Choose another one."
    plain = _letters(password)
    own = {_letters(word) for word in (email, email.partition("@")[0], name)}
    if plain in own:
        return "Somebody who knows you would guess this. Choose something that is not your name or address."
    if plain in _COMMON or len(set(password)) < MIN_DIFFERENT:
        return "This is one of the passwords that are tried first. Choose another one."
    return None


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def hash_password(password: str) -> str:
    """Argon2id, 19 MiB, two passes."""
    with _gate:
        return _hasher.hash(unicodedata.normalize("NFC", password))


def is_password(stored: str | None, password: str) -> bool:
    """Whether a password fits; takes the same time when there is nobody to compare with."""
    with _gate:
        try:
            _hasher.verify(stored or _nobody, unicodedata.normalize("NFC", password))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return stored is not None


def new_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The form in which a random token is stored; it has entropy enough for a fast hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_key() -> str:
    """An API key: prefix, 32 random characters, a checksum that lets scanners and people tell a typo."""
    body = "".join(secrets.choice(_BASE62) for _ in range(_BODY))
    return f"{KEY_PREFIX}{body}{_checksum(body)}"


def is_key_shaped(text: str) -> bool:
    """Whether a text is a whole key of ours, by prefix and checksum."""
    body = text[len(KEY_PREFIX) : -_CHECK]
    return text.startswith(KEY_PREFIX) and text.isascii() and len(body) == _BODY and text.endswith(_checksum(body))


def _checksum(body: str) -> str:
    number, digits = zlib.crc32(body.encode()), []
    for _ in range(_CHECK):
        number, rest = divmod(number, 62)
        digits.append(_BASE62[rest])
    return "".join(digits)
