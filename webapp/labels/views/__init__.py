"""The pages of labels and printers."""

from webapp.labels.views import desk  # noqa: F401  (it adds its pages)
