"""Replaying the ledger and comparing every balance with it."""

from webapp.ledger.verifying import balances, units
from webapp.ledger.verifying.checks import TENANT, Check, Drift, add_check, verify

__all__ = ["TENANT", "Check", "Drift", "add_check", "balances", "units", "verify"]
