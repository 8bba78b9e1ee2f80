"""``python -m bench.desk [--scans 200] [--engine …]``: how soon a scan is seen and heard at the receiving desk."""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.servers import ROOT, serving_app
from bench.stage import Stage, engines, stage
from tests import chromium

GAP_MS = 120
"""Between two scans: a fast hand with a scanner."""
FEEDBACK_MS, SOUND_MS = 50.0, 250.0

_WATCH = """
window.seen = []; window.heard = []; window.whole = [];
let entered = 0, answered = 0;
addEventListener("keydown", (event) => { if (event.key === "Enter") entered = event.timeStamp; }, true);
const first = window.fetch;
window.fetch = async (...args) => {
  const answer = await first(...args);
  answered = performance.now();
  return answer;
};
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  if (answered) window.heard.push(performance.now() - answered + Math.max(0, when - this.context.currentTime) * 1000);
  answered = 0;
  return start.call(this, when);
};
addEventListener("DOMContentLoaded", () => {
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      const from = entered;
      const into = node.dataset?.state === "waiting" ? window.seen : window.whole;
      requestAnimationFrame(() => into.push(performance.now() - from));
    }
  }).observe(document.getElementById("scan-rows"), { childList: true });
});
"""


def main() -> None:
    """Measure on the engines that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description="Feedback at the receiving desk.")
    parser.add_argument("--scans", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="a few scans")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                _on_engine(name, scene, Path(folder), 30 if told.quick else told.scans)


def _on_engine(engine: str, scene: Stage, folder: Path, scans: int) -> None:
    sku = scene.house.api().get("/v1/products/variants?limit=1").get_json()["variants"][0]["variantSku"]
    with serving_app("wsgi:app", scene.environment, folder) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        page = _desk(browser, scene, port)
        _scan(page, sku)
        page.wait_for_timeout(1000)
        print(f"\n{engine}, {scans} scans, {GAP_MS} ms apart{'p50 ms':>14}{'p95 ms':>9}{'max ms':>9}{'target':>9}")
        _forget(page)
        _work(page, "ON", scans)
        page.wait_for_timeout(1500)
        _line("sound after the answer", page.evaluate("window.heard"), SOUND_MS)
        _line("scan to answered row", page.evaluate("window.whole"), None)
        _forget(page)
        page.context.set_offline(True)
        _work(page, "OFF", scans)
        _line("first sight, no network", page.evaluate("window.seen"), FEEDBACK_MS)
        browser.close()


def _desk(browser: Browser, scene: Stage, port: int) -> Page:
    context = browser.new_context()
    name, _, value = scene.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/{scene.house.slug}/receive")
    page.wait_for_selector("html[data-desk=ready]")
    return page


def _scan(page: Page, code: str) -> None:
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def _work(page: Page, prefix: str, scans: int) -> None:
    for number in range(scans):
        _scan(page, f"C02{prefix}{number:06d}")
        page.wait_for_timeout(GAP_MS)


def _forget(page: Page) -> None:
    page.evaluate("window.seen = []; window.heard = []; window.whole = [];")


def _line(what: str, measured: Sequence[float], target: float | None) -> None:
    parts = statistics.quantiles(measured, n=100)
    middle, most = parts[49], parts[94]
    verdict = "" if target is None else ("  met" if most <= target else "  MISSED")
    wanted = "" if target is None else f"{target:.0f}"
    print(f"{what:38}{middle:8.1f}{most:9.1f}{max(measured):9.1f}{wanted:>9}{verdict}", flush=True)


if __name__ == "__main__":
    main()
