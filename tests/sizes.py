"""How large the races, models and fuzz are: a tenth in make test, all of it in make stress."""

import os

STRESS = os.environ.get("STOCKDESK_STRESS") == "1"


def scaled(full: int) -> int:
    """The number a test works with: the full one under stress, a tenth (at least 2) otherwise."""
    return full if STRESS else max(2, full // 10)
