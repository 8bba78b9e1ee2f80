"""The two doors as a test walks through them: JSON with a key, pages with a session."""

import re
from html.parser import HTMLParser
from typing import Any

import simplejson
from flask import Flask
from werkzeug.test import TestResponse


class JsonDoor:
    """A client of the JSON API."""

    def __init__(self, app: Flask, headers: dict[str, str]) -> None:
        self._app, self.headers = app, headers

    def send(
        self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, **headers: str
    ) -> TestResponse:
        """One request; ``headers`` are added with underscores for hyphens, an empty one is left out."""
        told = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        told = {name: value for name, value in told.items() if value}
        data = raw if raw is not None else None if body is None else simplejson.dumps(body, use_decimal=True).encode()
        kind = told.pop("Content-Type", "application/json" if data is not None else None)
        with self._app.app_context():  # a request must not see what the test's own context remembers
            return self._app.test_client().open(path, method=method, data=data, headers=told, content_type=kind)

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET."""
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """POST."""
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """PATCH."""
        return self.send("PATCH", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """PUT."""
        return self.send("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> TestResponse:
        """DELETE."""
        return self.send("DELETE", path, **headers)


class _Fields(HTMLParser):
    """Collects the fields of the first form that has an id of ``form``, or else of every form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a browser would send."""
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "input" and name and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
            self.values[name] = told.get("value", "on" if told.get("type") == "checkbox" else "")
        elif tag == "textarea" and name:
            self._area, self.values[name] = name, ""
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and ("selected" in told or self._select not in self.values):
            self.values[self._select] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        """The text of a textarea."""
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a select or textarea."""
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._area:
            self.values[self._area] = self.values[self._area].replace("\r\n", "\n").removeprefix("\n")
            self._area = None


def fields_of(html: str) -> dict[str, str]:
    """What the page's main form would send if it were submitted untouched."""
    found = re.search(r"<form[^>]*id=\"form\".*?</form>", html, re.DOTALL)
    parser = _Fields()
    parser.feed(found[0] if found else html)
    return parser.values


class PageDoor:
    """A browser without JavaScript, signed in at one tenant."""

    def __init__(self, app: Flask, slug: str, token: str) -> None:
        self._app, self.client, self.slug = app, app.test_client(), slug
        with self.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True

    def path(self, rest: str) -> str:
        """The address of a page of the tenant."""
        return rest if rest.startswith(f"/{self.slug}/") else f"/{self.slug}{rest}"

    def get(self, rest: str, **headers: str) -> TestResponse:
        """Open a page."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with self._app.app_context():
            return self.client.get(self.path(rest), headers=told)

    def post(self, rest: str, data: dict[str, Any]) -> TestResponse:
        """Send a form as it is."""
        with self._app.app_context():
            return self.client.post(self.path(rest), data=data)

    def fill(self, rest: str, **values: str | None) -> TestResponse:
        """Open a form, fill some fields (None leaves one out) and send it."""
        sent: dict[str, Any] = {**fields_of(self.get(rest).text), **values}
        return self.post(rest, {name: v for name, v in sent.items() if v is not None})

    def press(self, rest: str, **values: str) -> TestResponse:
        """Press a button whose form posts to an address."""
        return self.post(rest, {"csrf_token": self.csrf(), **values})

    def csrf(self) -> str:
        """A token of this session."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/").text)
        assert found is not None
        return found[1]
