"""The two blueprints that the views route on."""

from webapp.core.web.html import Pages

pages = Pages("receiving")
intake_pages = Pages("intakes")
