"""What items can refuse, besides what the catalogue and the ledger do."""

from webapp.core.operation.errors import Conflict, Detail


class ItemNotEmpty(Conflict):
    """An item that is somewhere, or is expected, stays in use."""

    code = "ITEM_NOT_EMPTY"
    message = "There are {there} of {sku}, reserved, held or expected ones among them. Take them out first."


class TooFewLoose(Conflict):
    """Less lies loose in a place than a level would take out; lots and units are not changed by number."""

    code = "NOT_ENOUGH_LOOSE"
    message = (
        "Only {there} of {sku} lie loose there, so {asked} cannot be taken out. Change what is in lots with its lot,"
        " and units one by one."
    )

    def __init__(self, path: str, *, sku: str, asked: str, there: str) -> None:
        words = self.message.format(sku=sku, asked=asked, there=there)
        super().__init__(details=[Detail(path, words, "too_big")], sku=sku, asked=asked, there=there)
