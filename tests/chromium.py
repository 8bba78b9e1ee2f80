"""The Chromium of the browser tests: found, or fetched from Debian when this machine has none.

python -m tests.chromium makes sure of one; under CI its absence is a failure, elsewhere tests skip.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import playwright
import pytest

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "chromium"
LIGHT, WHOLE = "chromium-headless-shell", "chromium"
"""Debian's packages. The first is the same engine without the window that nobody sees, a third cheaper."""
NAMES = (LIGHT, WHOLE, "chromium-browser", "google-chrome", "google-chrome-stable")
NODE = Path(playwright.__file__).parent / "driver" / "node"
# A list of our own replaces the driver's, so it holds those too. Every window would fill the two lists that hang
# below an address bar nobody sees, which costs three times the window itself.
FEATURES = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup",
)  # fmt: skip
QUIET = (
    f"--disable-features={','.join(FEATURES)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
WRAPPERS = CACHE / "wrappers"
_WRAPPER = """#!/bin/sh
# Runs a program with the libraries and fonts that were unpacked for it.
export LD_LIBRARY_PATH="{libraries}"
exec '{program}' "$@"
"""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{folder}/fonts</cachedir>
  {families}
  <match target="pattern">
    <edit name="family" mode="append_last" binding="strong"><string>DejaVu Sans</string></edit>
  </match>
</fontconfig>
"""
_FAMILY = "<alias binding='strong'><family>{name}</family><prefer><family>DejaVu {kind}</family></prefer></alias>"
FAMILIES = {"sans-serif": "Sans", "serif": "Serif", "monospace": "Sans Mono"}
_DEJAVU = "usr/share/fonts/truetype/dejavu"

if (WRAPPERS / "node").exists():
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(WRAPPERS / "node"))


def find() -> str | None:
    """The path of a Chromium: what CHROMIUM names, one on PATH, or the one fetched before."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((path for name in (LIGHT, WHOLE) if (path := shutil.which(name, path=str(WRAPPERS)))), None)


def executable() -> str:
    """The path of a Chromium for a test; without one the test fails under CI and is skipped elsewhere."""
    found = find()
    if found is None:
        no_chromium = "no Chromium on this machine: make test fetches one, CHROMIUM=/path names one"
        if os.environ.get("CI"):
            pytest.fail(no_chromium)
        pytest.skip(no_chromium)
    return found


def launch_options() -> dict[str, Any]:
    """What playwright's chromium.launch needs here."""
    # Inside a container, and as root, Chromium cannot build its own sandbox; it visits our pages alone.
    return {"executable_path": executable(), "args": [*QUIET, "--no-sandbox"], "env": {**os.environ, **_fonts()}}


def _dejavu() -> Path | None:
    """Where Debian's widest common font is."""
    return next((folder for root in (Path("/"), CACHE) if (folder := root / _DEJAVU).exists()), None)


def _fonts() -> dict[str, str]:
    """The setting that shows pages in one font on every machine: in DejaVu, for what fits in it fits in the others."""
    fonts = _dejavu()
    if fonts is None:
        return {}
    families = "\n  ".join(_FAMILY.format(name=name, kind=kind) for name, kind in FAMILIES.items())
    WRAPPERS.mkdir(parents=True, exist_ok=True)
    ready, draft = WRAPPERS / "fonts.conf", WRAPPERS / f"fonts.{os.getpid()}"
    draft.write_text(_FONTS.format(fonts=fonts, folder=WRAPPERS, families=families))
    draft.replace(ready)
    return {"FONTCONFIG_FILE": str(ready)}


def provide() -> str | None:
    """Install or unpack a Chromium when there is none, and give its path."""
    missing = _missing()
    if missing:
        print(f"set-up: fetching {', '.join(missing)}", file=sys.stderr)
        either = [[WHOLE if one == LIGHT else one for one in missing]] if LIGHT in missing else []
        any(way(packages) for way in (_install, _unpack) for packages in (missing, *either))
    return find()


def _missing() -> list[str]:
    """Debian's packages that this machine needs before a browser test can run."""
    missing = []
    if find() is None and not os.environ.get("CHROMIUM"):
        missing += [LIGHT]
    if _dejavu() is None:
        missing += ["fonts-dejavu-core"]
    # Playwright's own driver is linked against a library that a bare Debian lacks.
    driver = os.environ.get("PLAYWRIGHT_NODEJS_PATH", NODE)
    if subprocess.run([driver, "--version"], check=False, capture_output=True).returncode:
        missing += ["libatomic1"]
    return missing


def _install(packages: list[str]) -> bool:
    """Install by apt-get where root may be had without asking; True when that worked."""
    if shutil.which("apt-get") is None:
        return False
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if become and (shutil.which("sudo") is None or subprocess.run([*become, "true"], check=False).returncode):
        return False
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt, "update"], check=False)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _unpack(packages: list[str]) -> bool:
    """Unpack Debian's packages into the cache folder, which needs no root; True when that worked."""
    if shutil.which("apt-get") is None:
        return False
    if subprocess.run([ROOT / ".ci" / "debs", CACHE, *packages], check=False).returncode:
        return False
    libraries = ":".join(sorted({str(path.parent) for path in CACHE.glob("**/*.so*")}))
    WRAPPERS.mkdir(exist_ok=True)
    programs = {name: CACHE / "usr/lib/chromium" / name for name in (LIGHT, WHOLE)}
    for name, program in {**programs, "node": NODE}.items():
        if program.exists():
            wrapper = WRAPPERS / name
            wrapper.write_text(_WRAPPER.format(folder=WRAPPERS, libraries=libraries, program=program))
            wrapper.chmod(0o755)
    return True


def main() -> int:
    """Make sure of a Chromium; 1 when there must be one and is none."""
    if provide():
        return 0
    print("set-up: no Chromium: browser tests cannot run. CHROMIUM=/path names one.", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
