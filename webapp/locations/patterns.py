"""Codes of many bins from their first and last: ``A-01-01…A-04-12`` is forty-eight."""

import itertools
import re

MOST = 5000

_APART = re.compile(r"\s*(?:…|\.{2,3}|\s-{1,2}\s|\sto\s|–|—)\s*")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[\W_]", re.ASCII)


def expand(pattern: str) -> list[str]:
    """The codes, in order; one code alone is itself. Raises ValueError in a clerk's words.

    First and last are read in parts: numbers, letters, and what stands between. Each number runs from the first to
    the last, as wide as the first is written; so does a single letter; everything else must be the same in both.
    """
    ends = _APART.split(pattern.strip())
    if len(ends) == 1:
        return ends
    if len(ends) != 2 or not all(ends):
        raise ValueError("Write the first and the last code with … between, such as A-01-01…A-04-12.")
    first, last = (_TOKEN.findall(end) for end in ends)
    if len(first) != len(last):
        raise ValueError(f"{ends[0]} and {ends[1]} are not built alike, so what lies between is not clear.")
    runs = [_run(a, b) for a, b in zip(first, last, strict=True)]
    count = 1
    for run in runs:
        count *= len(run)
    if count > MOST:
        raise ValueError(f"That makes {count:,} places; {MOST:,} at a time is the most.")
    return ["".join(parts) for parts in itertools.product(*runs)]


def _run(first: str, last: str) -> list[str]:
    if first == last:
        return [first]
    if first.isascii() and last.isascii():  # what lies between letters of other alphabets, nobody can say
        if first.isdigit() and last.isdigit():
            return [str(number).zfill(len(first)) for number in _between(int(first), int(last), first, last)]
        if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first.isupper() == last.isupper():
            return [chr(code) for code in _between(ord(first), ord(last), first, last)]
    raise ValueError(f"There is no way from {first} to {last}: numbers and single letters can run, words cannot.")


def _between(start: int, end: int, first: str, last: str) -> range:
    if end < start:
        raise ValueError(f"{last} comes before {first}. Write the smaller one first.")
    if end - start >= MOST:
        raise ValueError(f"{first} to {last} makes {end - start + 1:,} places; {MOST:,} at a time is the most.")
    return range(start, end + 1)
