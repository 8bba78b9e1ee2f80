"""What price changes can refuse."""

from webapp.core.operation.errors import Conflict, NotFound, Problem, StaleEdit


class PriceChangeNotFound(NotFound):
    """The price change is unknown to this tenant."""

    what = "Price change"


class NothingToChange(Problem):
    """No price would be another one."""

    code = "NOTHING_TO_CHANGE"
    message = "No price would change. Choose other variants or lengths, or another rule."


class TooManyPrices(Problem):
    """More variants than one change takes."""

    code = "TOO_MANY_VARIANTS"
    message = "These are more than {most} variants. Narrow them down, and change the rest after."


class PricesMoved(StaleEdit):
    """The prices are not those of the preview; ``preview`` in the facts is a fresh one."""

    message = "These prices are not as they were shown. Look at them as they are now, then apply the change."


class PriceChangeOver(Conflict):
    """Only what holds or is planned can be ended."""

    code = "PRICE_CHANGE_OVER"
    message = "{name} is over already."
