"""The JSON door of the advisor."""

from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.pricing.advisor.operations import advise_prices
from webapp.pricing.advisor.wire import AdviceJson, advice_json

pricing = Api("pricing", FLEXPORTAL)

pricing.write("POST", "/pricing/advice", calls=advise_prices, wire=advice_json, shape=AdviceJson)
