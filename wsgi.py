"""The WSGI entry point: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

import sys

from webapp import create_app
from webapp.config import BadSetting

try:
    app = create_app()
except BadSetting as error:
    sys.exit(f"stockdesk: {error}")
