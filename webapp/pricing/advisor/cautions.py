"""What a price can be warned of: each declared once, with its sentence."""

from dataclasses import dataclass
from enum import Enum


class Caution(Enum):
    """The name is the code; the value is the sentence, with its facts in braces."""

    COST_MISSING = "There is no cost, so nothing can be said about what comes back. Fill in the cost to us."
    BELOW_COST = "{months} months do not bring the cost back: {missing} is still missing at the end."
    DISCOUNT_BELOW_COST = "Without the discount {months} months would bring the cost back; with it they do not."
    DISCOUNT_TAKES_ALL = "The discount takes the whole monthly price of {months} months."
    LONGER_DEARER = "{months} months costs more per month than {other}."
    SETUP_DEARER = "With its set-up fee, {months} months costs more per month than {other}."
    GRADES_INVERT = "Grade {grade} costs more per month than grade {better} for {months} months."

    def of(self, **facts: object) -> "Warned":
        """This caution about something."""
        return Warned(self.name, self.value.format_map(facts))


@dataclass(frozen=True)
class Warned:
    """One caution as it is said."""

    code: str
    words: str
