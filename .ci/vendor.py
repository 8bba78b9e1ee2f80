"""Front-end files of other people: fetched by version, verified, copied with licences, listed with hashes.

usage: .ci/vendor.py            fetch what static/vendor/manifest.json pins, and write the hashes into it
       .ci/vendor.py --check [ROOT]   every listed file is there, unchanged, and no other file is beside it

To take a newer version, change it and the integrity in the manifest, then run make vendor.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = "static/vendor/manifest.json"
FOLDERS = ("static/vendor", "tests/vendor")


def digest(kind: str, content: bytes) -> str:
    """A hash as browsers and npm write it."""
    return f"{kind}-{base64.b64encode(hashlib.new(kind, content).digest()).decode()}"


def fetch(package: dict[str, Any], folder: Path) -> tarfile.TarFile:
    """Download one package with npm and refuse it when it is not the one that was pinned."""
    name = f"{package['name']}@{package['version']}"
    line = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
    answer = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    content = (folder / answer.split()[-1]).read_bytes()
    if digest("sha512", content) != package["integrity"]:
        raise SystemExit(f"{name} is not the package that the manifest pins")
    return tarfile.open(folder / answer.split()[-1])


def vendor(root: Path) -> None:
    """Copy every file the manifest names out of its package and note the hash of each."""
    manifest = json.loads((root / MANIFEST).read_text())
    with tempfile.TemporaryDirectory() as temporary:
        for package in manifest["packages"]:
            with fetch(package, Path(temporary)) as archive:
                for file in package["files"]:
                    copy(archive, file, root)
                if package["name"] == "lucide-static":
                    draw_icons(archive, Path(temporary))
            print(f"{package['name']} {package['version']}: {len(package['files'])} files")
    (root / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")


def copy(archive: tarfile.TarFile, file: dict[str, str], root: Path) -> None:
    """Copy one file out of a package."""
    member = archive.extractfile(f"package/{file['from']}")
    if member is None:
        raise SystemExit(f"{file['from']} is no file")
    content = member.read()
    target = root / file["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    file["sha384"] = digest("sha384", content)


def draw_icons(archive: tarfile.TarFile, folder: Path) -> None:
    """Make our sprite out of the icons we use."""
    icons = folder / "package" / "icons"
    icons.mkdir(parents=True)
    for member in archive.getmembers():
        drawing = archive.extractfile(member)
        if drawing and member.name.startswith("package/icons/") and member.name.endswith(".svg"):
            (icons / Path(member.name).name).write_bytes(drawing.read())
    subprocess.run([sys.executable, ROOT / ".ci" / "icons", icons.parent], check=True)


def faults(root: Path) -> list[str]:
    """What differs from the manifest, a sentence each."""
    manifest = json.loads((root / MANIFEST).read_text())
    listed = {file["file"]: file["sha384"] for package in manifest["packages"] for file in package["files"]}
    found = {str(path.relative_to(root)) for name in FOLDERS for path in (root / name).rglob("*") if path.is_file()}
    present = listed.keys() & found
    return sorted(
        [f"{name} is missing" for name in listed.keys() - found]
        + [f"{name} is not in the manifest" for name in found - listed.keys() - {MANIFEST}]
        + [f"{name} was changed" for name in present if digest("sha384", (root / name).read_bytes()) != listed[name]]
    )


def main(arguments: list[str]) -> int:
    """Run one of the two commands."""
    if not arguments:
        if shutil.which("npm") is None:
            raise SystemExit("npm fetches the files; on Debian: apt-get install npm")
        vendor(ROOT)
        return 0
    if arguments[0] != "--check":
        raise SystemExit(__doc__)
    found = faults(Path(arguments[1]) if arguments[1:] else ROOT)
    print("\n".join(found) if found else "vendored files: as listed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
