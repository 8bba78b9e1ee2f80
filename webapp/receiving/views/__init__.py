"""The pages of receiving: the desk with its scan pipe, and intakes."""

from webapp.receiving.views import correcting, desk, intakes, pipe, report, rest, sheets  # noqa: F401  (they route)
from webapp.receiving.views.pages import intake_pages, pages

__all__ = ["intake_pages", "pages"]
