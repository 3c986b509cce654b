"""Writes `after/` anew from the pages as they are now: `python -m tests.golden`. Then read `git diff tests/golden`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from golden.fixture import AFTER, extracts, make_data  # noqa: E402

import build  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    shown = extracts(build.site_files(make_data(ROOT / "data", Path(folder) / "data")))
shutil.rmtree(AFTER, ignore_errors=True)
AFTER.mkdir()
for name, text in shown.items():
    (AFTER / name).write_text(text, encoding="utf-8")
print(f"{len(shown)} files in {AFTER}.")
