"""Every way we could think of to make the ledger lie by plain SQL, each with the honest form that works."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.ledger.desk.book import Book

Statements = Callable[[Book], list[str]]


@dataclass(frozen=True)
class Cheat:
    """Its story, what must be true (or work) first, the SQL that cheats, and the rules that may refuse it."""

    story: str
    honest: Statements
    cheat: Statements
    refused: tuple[str, ...]
    engine: str = "both"
    role: str = "both"


def cheat(
    story: str,
    honest: Statements,
    dishonest: Statements,
    *refused: str,
    engine: str = "both",
    role: str = "both",
) -> Cheat:
    return Cheat(story, honest, dishonest, refused, engine, role)


def stocked(qty: int = 5) -> Statements:
    """So many loose ones arrive."""
    return lambda b: [b.move("supplier", "available", qty)]


def then(*parts: Statements) -> Statements:
    """One after the other."""
    return lambda b: [statement for part in parts for statement in part(b)]


def nothing(_: Book) -> list[str]:
    """Nothing need be true first."""
    return []


def all_or_nothing(parts: Iterable[list[Cheat]]) -> list[Cheat]:
    """One list, each story told once."""
    listed = [one for part in parts for one in part]
    stories = [one.story for one in listed]
    assert len(set(stories)) == len(stories), "two cheats tell the same story"
    return listed
