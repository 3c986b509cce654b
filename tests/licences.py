"""The licence of every package that is installed for the build and its tests: `make licences`.

With names, only of these: `python tests/licences.py jinja2`.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {  # what each is for
    "build": ROOT / "requirements.txt",
    "import": ROOT / "catalogue" / "requirements-import.txt",
    "publish": ROOT / "catalogue" / "requirements-publish.txt",
    "tests": ROOT / "tests" / "requirements.txt",
}


def normal(name: str) -> str:
    """A package's name as locks write it: `Jinja2` → `jinja2`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: Path) -> dict[str, str]:
    """The version of each package that a lock file pins."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^ \\]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {normal(name): version for name, version in pins}


def installed() -> dict[str, Distribution]:
    return {normal(one.metadata["Name"]): one for one in distributions()}


def licence(package: Distribution) -> str:
    """As the package itself says: an SPDX expression, else its classifiers, else the first line of its field."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classified = [
        one.rpartition(" :: ")[2] for one in about.get_all("Classifier") or () if one.startswith("License ::")
    ]
    stated = str(about.get("License") or "").strip().split("\n")[0]
    return ", ".join(one for one in classified if one != "OSI Approved") or stated or "(not stated)"


def main(wanted: list[str]) -> int:
    packages = installed()
    pins = {name: locked(file) for name, file in LOCKS.items()}
    names = [normal(name) for name in wanted] or sorted({name for lock in pins.values() for name in lock})
    missing = [name for name in names if name not in packages]
    for name in names:
        if name in packages:
            uses = [use for use, lock in pins.items() if name in lock]
            use = "build" if "build" in uses else ", ".join(one for one in uses if one != "tests") or "tests"
            print(f"{name:28} {packages[name].version:18} {use:15} {licence(packages[name])}")
    for name in missing:
        print(f"{name} is not installed.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
