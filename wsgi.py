"""The WSGI entry point: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

import gc
import sys

gc.disable()  # what is loaded now stays: to look for garbage in it took a quarter of the start

from webapp import create_app  # noqa: E402
from webapp.config import BadSetting  # noqa: E402

try:
    app = create_app()
except BadSetting as error:
    sys.exit(f"stockdesk: {error}")

gc.freeze()
gc.enable()
