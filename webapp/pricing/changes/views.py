"""The pages of price changes: the list, a new one with its preview, and what became of one."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from webapp.accounts.permissions import Permission
from webapp.catalog.models import PriceTier, Product, Variant
from webapp.catalog.queries.products import words_in_use
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.inputs.forms import offer, place_problem, values_of
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.core.site.jinja import day
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.core.web.targets import returning
from webapp.ledger.operations import may_take_back
from webapp.pricing.changes.inputs import CHANGE_WORDS, ROUNDING_WORDS, PreviewPriceChange
from webapp.pricing.changes.operations import create_price_change, end_price_change
from webapp.pricing.changes.planning import plan_change
from webapp.pricing.changes.queries import PRICE_CHANGES, Shown, find_change, happenings_of

pages = Pages("price_changes")

SHOWN = 300
"""Variants on a preview, and prices on the page of a change; the numbers and the JSON have them all."""

_FROM_ADDRESS = ("productId", "category", "brand", "grade", "q", "status")
_ASKED = "_preview"


def show_preview(form: MultiDict[str, str], target: str) -> None:
    """The button that asks what would change: it changes nothing typed, but may say which ticked variants are meant."""
    ticked = form.poplist("ticked")
    if target == "only" and ticked:
        form.setlist("variantIds", ticked)
    elif target == "without":
        form.setlist("exceptIds", [*form.getlist("exceptIds"), *ticked])
    elif target == "all":
        form.poplist("variantIds")
        form.poplist("exceptIds")
        form["productId"] = ""


def _initial(actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {name: request.args[name][:200] for name in _FROM_ADDRESS if request.args.get(name)}
    ticked = request.args.getlist("variantIds")
    if ticked:
        told.setdefault("status", "any")  # whoever ticks an inactive one means it
    return {**told, "variantIds": ticked, "version": "unseen"}


def _prepare(form: Any, actor: Actor) -> None:
    """Give choices their options, and work out the preview when it was asked for."""
    session, tenant_id = db.session(), actor.tenant.id
    for field, column in ((form.category, Product.category), (form.brand, Product.brand)):
        _offer_any(field, words_in_use(session, tenant_id, column))
    grades = select(Variant.grade).where(Variant.tenant_id == tenant_id).distinct().order_by(Variant.grade).limit(50)
    _offer_any(form.grade, list(session.execute(grades).scalars()))
    lengths = select(PriceTier.contract_length).where(PriceTier.tenant_id == tenant_id).distinct()
    months = session.execute(lengths.order_by(PriceTier.contract_length).limit(60)).scalars()
    offer(form.contractLengths, [(str(one), f"{one} months" if one != 1 else "1 month") for one in months])
    form.preview = None
    if request.form.get(_ASKED):
        _preview(form, actor)


def _offer_any(field: Any, words: list[str]) -> None:
    asked = field.data or ""
    offer(field, [("", "Any"), *((word, word) for word in dict.fromkeys([*words, *([asked] if asked else [])]))])


def _preview(form: Any, actor: Actor) -> None:
    values = values_of(form, PreviewPriceChange, editing=False)
    try:
        data = PreviewPriceChange.from_form(
            values, exponent=actor.tenant.exponent, currency=actor.tenant.currency, zone=actor.tenant.time_zone
        )
        plan = plan_change(Work(db.session(), actor, "", clock.now()), data)
    except Problem as problem:
        place_problem(form, problem)
        return
    form.preview = plan
    form["version"].data = plan.version


def _around(actor: Actor) -> dict[str, Any]:
    return {"shown": SHOWN, "currency": actor.tenant.currency, "zone": actor.tenant.time_zone}


def _address(change_id: str) -> str:
    return url_for("price_changes.change", price_change_id=change_id)


def _made(result: Shown) -> Done:
    row = result.row
    when = "are changed" if row.status == "in_effect" else "will change"
    say = f"{row.prices:,} price{'' if row.prices == 1 else 's'} {when}: {row.name}."
    return Done(_address(row.id), say, undo=url_for("history.undo_batch", batch_id=row.batch_id))


def _ended(result: Shown, price_change_id: str) -> Done:
    is_off = result.row.status == "withdrawn"
    say = f"{result.row.name} is {'called off' if is_off else 'over'}: the prices before it hold again."
    return Done(_address(result.row.id), say)


pages.listing(
    "/price-changes",
    needs=Permission.READ_CATALOGUE,
    lists=PRICE_CHANGES,
    template="pricing/changes/index.html",
)
pages.form(
    "/price-changes/new",
    FormPage(
        calls=create_price_change,
        template="pricing/changes/new.html",
        done=_made,
        context=_around,
        initial=_initial,
        prepare=_prepare,
    ),
)
pages.action(
    "/price-changes/<price_change_id>/end",
    calls=end_price_change,
    done=_ended,
    back=lambda price_change_id: returning(_address(price_change_id)),
    takes={"price_change_id": "priceChangeId"},
)


@pages.page("/price-changes/<price_change_id>", needs=Permission.READ_CATALOGUE)
def change(actor: Actor, price_change_id: str) -> Page:
    """One price change: its prices, and what became of it."""
    found = find_change(db.session(), actor.tenant.id, price_change_id)
    rows = happenings_of(db.session(), actor.tenant.id, price_change_id)
    return render_template(
        "pricing/changes/detail.html",
        change=found.row,
        lines=found.lines,
        shown=SHOWN,
        rule=rule_words(found.row.rule, actor),
        history=[_told(actor, row) for row in rows],
    )


def rule_words(rule: dict[str, Any], actor: Actor) -> str:
    """A rule as a person says it, e.g. ``Down by 20 %, to end in .90``."""
    is_percent = rule["change"].startswith("percent")
    value = to_major(rule["value"], PERCENT_DIGITS if is_percent else actor.tenant.exponent)
    by = f"{value.normalize():f} %" if is_percent else f"{value} {actor.tenant.currency}"
    start = str(CHANGE_WORDS[rule["change"]]).replace("a percentage", by).replace("an amount", by)
    rounded = "" if rule["rounding"] == "none" else f", {str(ROUNDING_WORDS[rule['rounding']]).lower()}"
    return f"{start}{rounded}"


def _told(actor: Actor, row: Any) -> dict[str, Any]:
    """One line for the timeline; what was done can be undone from here, once."""
    is_open = row.later is None and may_take_back(actor, row.actor_id, row.at, clock.now())
    return {
        "at": row.at,
        "day": day(row.at),
        "icon": "undone" if row.reverses_n is not None else "tag",
        "text": f"{row.actor_name} {_sentence(row)}",
        "undone": "taken back" if row.later is not None else "",
        "undo_url": url_for("history.undo_batch", batch_id=row.batch_id) if is_open else "",
        "undo_label": "Do it again" if row.reverses_n is not None else "Undo",
    }


def _sentence(row: Any) -> str:
    if row.before["withdrawn"] != row.after["withdrawn"]:
        is_off = row.after["withdrawn"]
        if row.reverses_n is not None:
            return "took it back" if is_off else "put it back in force"
        return "called it off" if is_off else "made it"
    return "let it go on" if row.reverses_n is not None else "ended it"
