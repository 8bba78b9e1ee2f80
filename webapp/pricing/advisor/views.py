"""The advisor in the product's form: answered as one types, and by the buttons that use a suggestion."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, render_template
from werkzeug.datastructures import MultiDict

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.clock import iso
from webapp.core.data.database import db
from webapp.core.data.money import to_major
from webapp.core.operation.actor import Actor
from webapp.core.operation.runner import call
from webapp.core.web.html import Pages
from webapp.pricing.advisor.advice import Offer, Priced, TierAdvice, VariantAdvice, advise
from webapp.pricing.advisor.inputs import AdvisePrices
from webapp.pricing.advisor.operations import Advised, advise_prices, target_of
from webapp.pricing.advisor.picture import draw
from webapp.pricing.advisor.typed import Places, flat, read_form
from webapp.pricing.presets.queries import chosen_preset, preset_names

pages = Pages("pricing")


def _reads(form: Mapping[str, str], actor: Actor) -> tuple[AdvisePrices, Places]:
    """The question of a form; a preset that is gone since it was chosen gives way to the default."""
    known = {preset_id for preset_id, _, _ in preset_names(db.session(), actor.tenant.id)}
    return read_form(
        {**_plain(form), "preset": form["preset"] if form.get("preset") in known else ""},
        actor.tenant.exponent,
        actor.tenant.currency,
    )


def _plain(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in form}  # of a name that was sent twice the first value counts


def _placed(advised: Advised, places: Places) -> dict[str, Any]:
    """The advice by the names of the form's rows and cards; a row that cannot be judged yet has none."""
    tiers: dict[str, TierAdvice | None] = dict.fromkeys(places.rows)
    cards: dict[str, VariantAdvice] = {}
    for (card, rows), variant in zip(places.variants, advised.variants, strict=True):
        cards[card] = variant
        tiers |= dict(zip(rows, variant.tiers, strict=True))
    picture = draw(advised.variants, g.actor.tenant.exponent)
    return {"tiers": tiers, "cards": cards, "picture": picture, "preset": advised.preset}


def _shows(advised: Advised, places: Places) -> str:
    return render_template("pricing/_advice.html", **_placed(advised, places))


pages.fragment("/products/advice", calls=advise_prices, reads=_reads, shows=_shows)


def _advised(form: Mapping[str, str]) -> tuple[Advised, Places]:
    data, places = _reads(form, g.actor)
    return call(db.session(), advise_prices, g.actor, data), places


def advise_form(form: Any) -> dict[str, Any]:
    """The advice on a product's bound form, for the page that shows it: what needs no JavaScript to be seen."""
    advised, places = _advised(flat(form))
    return {**_placed(advised, places), "presets": preset_names(db.session(), g.actor.tenant.id)}


def advise_saved(variants: Sequence[PricedVariant]) -> dict[str, Any]:
    """The advice on a product as it is saved, with the default preset, for the page that shows it."""
    preset = chosen_preset(db.session(), g.actor.tenant.id, None)
    found = advise([_saved(variant) for variant in variants], target_of(preset), g.actor.tenant.exponent)
    cards = {variant.values["id"]: advice for variant, advice in zip(variants, found, strict=True)}
    return {"cards": cards, "picture": draw(found, g.actor.tenant.exponent), "preset": preset}


def _saved(variant: PricedVariant) -> Priced:
    names = ("contract_length", "monthly_price", "setup_fee", "discount_type", "discount_value")
    offers = ([tier[name] for name in names] for tier in variant.tiers)
    return Priced(
        variant.values["grade"],
        variant.values["variant_name"],
        variant.values["acquisition_cost"],
        tuple(Offer(months, monthly, fee or 0, kind, value or 0) for months, monthly, fee, kind, value in offers),
    )


def use_suggestion(form: MultiDict[str, str], row: str) -> None:
    """Fill a tier's price with its suggestion and say where it came from; a row is named ``variants-0-pricing-1``."""
    advised, places = _advised(form)
    tier = _placed(advised, places)["tiers"].get(row)
    if tier is None or tier.suggestion is None:
        return
    form[f"{row}-monthlyPrice"] = str(to_major(tier.suggestion, g.actor.tenant.exponent))
    form[f"{row}-suggestedPrice"] = form[f"{row}-monthlyPrice"]
    form[f"{row}-source"] = "suggested"
    form[f"{row}-calculatedAt"] = iso(advised.at)
    form[f"{row}-presetUsed"] = advised.preset.name
