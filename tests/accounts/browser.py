"""A browser without a session: what a stranger, or somebody about to sign in, has."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.doors import fields_of
from tests.house import PASSWORD


class Browser:
    """One cookie jar, at one address."""

    def __init__(self, app: Flask, address: str = "127.0.0.1") -> None:
        self._app, self.client = app, app.test_client()
        self._from = {"REMOTE_ADDR": address}

    def get(self, path: str, **query: str) -> TestResponse:
        """Open a page."""
        with self._app.app_context():
            return self.client.get(path, query_string=query or None, environ_overrides=self._from)

    def post(self, path: str, data: dict[str, Any], **headers: str) -> TestResponse:
        """Send a form as it is."""
        with self._app.app_context():
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            return self.client.post(path, data=data, headers=told, environ_overrides=self._from)

    def fill(self, path: str, **values: str) -> TestResponse:
        """Open a form, fill it, send it."""
        return self.post(path, {**fields_of(self.get(path).text), **values})

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Fill the sign-in page."""
        return self.fill("/login", email=email, password=password, **more)

    def token(self) -> str | None:
        """What the session cookie holds."""
        with self.client.session_transaction() as session:
            return session.get("_user_id")
