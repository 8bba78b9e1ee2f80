"""Under CI a missing Chromium fails; elsewhere it skips."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from _pytest.outcomes import Failed, Skipped
from playwright.sync_api import sync_playwright

from tests import chromium


@pytest.fixture
def none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))


def test_its_absence_fails_under_ci(none: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Failed, match="no Chromium"):
        chromium.executable()
    assert chromium.main() == 1


def test_its_absence_skips_elsewhere(none: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(Skipped, match="no Chromium"):
        chromium.executable()
    assert chromium.main() == 0


def test_chromium_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/bin/sh")
    assert chromium.executable() == "/bin/sh"
    assert os.access(chromium.executable(), os.X_OK)


FAMILIES = ("'DejaVu Sans'", "sans-serif", "system-ui", "'Segoe UI', sans-serif", "'DejaVu Serif'")
"""The first four are one here, whatever is installed; the last shows that a width tells one font from another."""
_WIDTHS = "[...document.querySelectorAll('span')].map((part) => part.getBoundingClientRect().width)"


def _drawn(words: str) -> tuple[str, list[float]]:
    """What a page shows, and how wide it is in each family."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**chromium.launch_options())
        page = browser.new_page()
        lines = (f'<p><span style="font-family: {name}">{words}</span>' for name in FAMILIES)
        page.set_content(f"<h1>{words}</h1>{''.join(lines)}")
        shown, widths = page.inner_text("h1"), page.evaluate(_WIDTHS)
        browser.close()
    return shown, widths


@pytest.mark.browser
def test_the_browser_draws_a_page_in_the_same_font_everywhere() -> None:
    with ThreadPoolExecutor(1) as aside:  # the worker's own browser may be open in this one
        shown, widths = aside.submit(_drawn, "Größe 12 €").result()
    assert shown == "Größe 12 €"
    *one, other = widths
    assert len(set(one)) == 1, widths
    assert other != one[0]
