"""A Stockdesk on a port of its own, a Chromium, and people who sit before it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

from tests import chromium
from tests.house import House
from tests.served import HERE

NAME = "desk.stockdesk.example"
"""A host name that Chromium takes for this machine: no https and no loopback, as a tablet sees us."""
_TELL_CSP = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
_EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",  # a form that was refused, a page not there
)


def launch(playwright: Playwright) -> Browser:
    """One Chromium that knows our host name."""
    options = chromium.launch_options()
    args = [*options["args"], f"--host-resolver-rules=MAP {NAME} {HERE}"]
    return playwright.chromium.launch(**{**options, "args": args})


@dataclass
class Visitor:
    """One browser window of its own, and all that went wrong in it."""

    context: BrowserContext
    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address."""
        self.page.goto(self.base + path)
        return self.page

    def watch(self) -> None:
        """Note what must not happen on any page of ours."""
        self.context.add_init_script(_TELL_CSP)
        self._listen()

    def beside(self) -> "Visitor":
        """Another page of a window that is watched: what they load in common is there."""
        other = Visitor(self.context, self.context.new_page(), self.base)
        other._listen()
        return other

    def _listen(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("requestfailed", self._miss)
        self.page.on("response", self._judge)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_EXPECTED):
            self.troubles.append(f"console: {message.text}")

    def _miss(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # a page that was left does not wait for its answers
            self.troubles.append(f"no answer: {request.url}")

    def _judge(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.troubles.append(f"{response.status}: {response.url}")
        if not response.url.startswith(self.base):
            self.troubles.append(f"left the house: {response.url}")


def visit(browser: Browser, port: int, *, host: str = HERE, watched: bool = True, **options: Any) -> Visitor:
    """A new window."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Amsterdam", **options)
    context.set_default_timeout(60_000)
    visitor = Visitor(context, context.new_page(), f"http://{host}:{port}")
    if watched:
        visitor.watch()
    return visitor


def sit_down(visitor: Visitor, house: House, person: str = "anna") -> None:
    """Give the window the session of somebody who signed in before."""
    with house.app.app_context():
        cookie = house.page(person).client.get_cookie("stockdesk")
    assert cookie is not None
    visitor.context.add_cookies([{"name": "stockdesk", "value": cookie.value, "url": visitor.base}])
