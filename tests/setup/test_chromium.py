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


def _drawn(words: str) -> str:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**chromium.launch_options())
        page = browser.new_page()
        page.set_content(f"<h1>{words}</h1>")
        shown = page.inner_text("h1")
        browser.close()
    return shown


@pytest.mark.browser
def test_the_browser_draws_a_page() -> None:
    with ThreadPoolExecutor(1) as aside:  # the worker's own browser may be open in this one
        assert aside.submit(_drawn, "Größe 12 €").result() == "Größe 12 €"
