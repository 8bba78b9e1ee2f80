"""What is compared, in which order, and what a disagreement looks like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.orm import Session

TENANT: BindParameter[int] = bindparam("tenant")
"""Whose rows are compared: the statements are made once, and told at each run."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One disagreement: which table and row, about what; ``kept`` is stored, ``told`` is what the ledger says."""

    table: str
    key: str
    about: str
    kept: object
    told: object

    def __str__(self) -> str:
        return f"{self.table} {self.key}: {self.about} is {self.kept}, the ledger says {self.told}"


Check = Callable[[Session, int], Iterator[Drift]]

_checks: list[Check] = []


def add_check(check: Check) -> Check:
    """Let a feature compare its own tables too; usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def verify(session: Session, tenant_id: int) -> list[Drift]:
    """Every disagreement between one tenant's balances and its ledger; an empty list is a clean house."""
    return [drift for check in _checks for drift in check(session, tenant_id)]
