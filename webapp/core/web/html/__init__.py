"""The front door: pages, forms and actions of a feature, all below ``/<tenant>``."""

from webapp.core.web.html.forms import FormPage
from webapp.core.web.html.pages import Pages, enter
from webapp.core.web.html.routes import Done, HtmlRoute, Page, answer_of, go, html_routes, is_fragment

__all__ = ["Done", "FormPage", "HtmlRoute", "Page", "Pages", "answer_of", "enter", "go", "html_routes", "is_fragment"]
