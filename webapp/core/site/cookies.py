"""The session cookie follows the scheme: ``__Host-`` and Secure on https, a plain name on a local http network."""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class SchemeSession(SecureCookieSessionInterface):
    """Flask's signed cookie, with a name and a Secure flag that the request's scheme allows."""

    def get_cookie_name(self, app: Flask) -> str:
        """``__Host-stockdesk`` on https."""
        return "__Host-stockdesk" if request.is_secure else "stockdesk"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Secure on https alone, or a tablet on plain http could not sign in."""
        return request.is_secure
