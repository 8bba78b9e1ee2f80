"""What the database holds payments to: all that their subscription asks for, when it does, and nothing besides."""

from webapp.ledger.triggers.language import KEY, OnlyOn, Require, Run, Step, Trigger, along, never
from webapp.orders.models.triggers import tax_on
from webapp.subscriptions.models.payment import STEPS
from webapp.subscriptions.models.subscription import VOIDED

_ASKED = (
    "subscription_id, number, billing_period, due_date, rent, rent_tax, setup_fee, setup_fee_tax, subtotal, tax_amount,"
    " vat_basis_points, total, currency"
)
"""The columns of a payment that say how much is asked for, and when."""
_OF = "FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.subscription_id"
_WAITING = f"{KEY} AND subscription_id = NEW.subscription_id"


def _digits(text: str, start: int, size: int) -> str:
    return f"CAST(substr({text}, {start}, {size}) AS integer)"


_LATER = "CASE s.billing_start WHEN 'immediate' THEN 2 ELSE 1 END"
_MONTH = f"({_digits('s.start_date', 1, 4)} * 12 + {_digits('s.start_date', 6, 2)} + {{p}}.number - {_LATER})"
"""Months since the year 0: the first payment is for the month in which the contract begins, or for the next."""
_DAY = "CASE s.billing_start WHEN 'first_of_next_month' THEN '01' ELSE substr(s.start_date, 9, 2) END"


def _last_day(year: str, month: str) -> str:
    leap = f"{year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0)"
    return (
        f"CASE WHEN {month} IN (4, 6, 9, 11) THEN '30' WHEN {month} <> 2 THEN '31' WHEN {leap} THEN '29' ELSE '28' END"
    )


def _due(p: str) -> str:
    """Its month is that of its number; its day the contract's or, where a month is shorter, the last."""
    month = _MONTH.format(p=p)
    last = _last_day(_digits(f"{p}.billing_period", 1, 4), _digits(f"{p}.billing_period", 6, 2))
    return (
        f"replace({p}.billing_period, '-', '') = CAST({month} / 12 * 100 + {month} % 12 + 1 AS text)"
        f" AND substr({p}.billing_period, 5, 1) = '-' AND {p}.due_date = {p}.billing_period || '-'"
        f" || CASE WHEN {_DAY} <= '28' OR {_DAY} <= {last} THEN {_DAY} ELSE {last} END"
    )


def _amounts(p: str) -> str:
    """A month's rent, with the first one the set-up fee, and the tax of each; CHECKs add them up."""
    return (
        f"{p}.rent = s.monthly_amount AND {p}.setup_fee = CASE {p}.number WHEN 1 THEN s.setup_fee ELSE 0 END"
        f" AND {p}.rent_tax = {tax_on('s.monthly_amount', 's')} AND {p}.setup_fee_tax"
        f" = CASE {p}.setup_fee WHEN 0 THEN 0 ELSE {tax_on(f'{p}.setup_fee', 's')} END"
        f" AND {p}.total = {p}.subtotal + CASE s.prices_include_vat WHEN 1 THEN 0 ELSE {p}.tax_amount END"
        f" AND {p}.vat_basis_points = s.vat_basis_points AND {p}.currency = s.currency"
    )


def agreed(p: str) -> str:
    """That the payment ``p`` asks for what its subscription ``s`` agreed to, on the day on which it is due."""
    return f"{p}.number <= s.contract_length AND {_amounts(p)} AND {_due(p)}"


def _schedule() -> list[Step]:
    """While a subscription waits for its payments they may come; with the last of them all are held against it.

    One look at a small table each, and one at all of them together: payments come by the thousand.
    """
    others = "p.tenant_id = s.tenant_id AND p.subscription_id = s.id"
    right = f"SELECT count(*) FROM payment AS p WHERE {others} AND p.customer_id = s.customer_id AND {agreed('p')}"
    whole = Require("payment_not_as_agreed", f"(SELECT ({right}) = s.contract_length {_OF})")
    done = f"DELETE FROM unscheduled WHERE {_WAITING}"
    lite_last = f"NEW.number = (SELECT last FROM unscheduled WHERE {_WAITING})"
    name, is_open = "payment_not_asked_for", "NEW.status = 'pending'"
    asked = Require(name, f"{is_open} AND NEW.number <= (SELECT last FROM unscheduled WHERE {_WAITING})")
    return [
        OnlyOn("sqlite", asked.sqlite()),
        OnlyOn("sqlite", Require(whole.name, whole.condition, lite_last).sqlite()),
        OnlyOn("sqlite", f"{done} AND last = NEW.number;"),
        OnlyOn(
            "postgresql",
            f"DECLARE ends bigint; BEGIN SELECT last INTO ends FROM unscheduled WHERE {_WAITING}; "
            f"{Require(name, f'{is_open} AND NEW.number <= ends').postgresql()} "
            f"IF NEW.number = ends THEN {whole.postgresql()} {done}; END IF; END;",
        ),
    ]


def _theirs() -> Require:
    """It goes to another customer with its subscription alone."""
    return Require("payment_of_another", f"EXISTS (SELECT 1 {_OF} AND s.customer_id = NEW.customer_id)")


def _voided() -> Require:
    """It is voided with its subscription, and comes back with it."""
    told = f"SELECT (s.status = '{VOIDED}') = (NEW.status = '{VOIDED}') {_OF}"
    when = f"NEW.status <> OLD.status AND '{VOIDED}' IN (OLD.status, NEW.status)"
    return Require("payment_voided_alone", f"({told})", when)


def triggers() -> list[Trigger]:
    """Those of payments."""
    steps = ", ".join(f"('{start}', '{end}')" for start, end in STEPS)
    waits = (
        "INSERT INTO unscheduled (tenant_id, subscription_id, last) VALUES (NEW.tenant_id, NEW.id, NEW.contract_length)"
    )
    changed = Require("payment_not_as_agreed", f"EXISTS (SELECT 1 {_OF} AND {agreed('NEW')})")
    return [
        Trigger("subscription_unscheduled", "subscription", "AFTER INSERT", (Run(waits),)),
        Trigger("payment_scheduled", "payment", "AFTER INSERT", _schedule()),
        Trigger("payment_asked", "payment", f"BEFORE UPDATE OF {_ASKED}", (changed,)),
        Trigger("payment_moved", "payment", "BEFORE UPDATE OF customer_id", (_theirs(),)),
        Trigger(
            "payment_step",
            "payment",
            "BEFORE UPDATE OF status",
            (along("payment_step_not_allowed", steps), _voided()),
        ),
        *never("payment_kept", "payment", ("DELETE",)),
    ]
