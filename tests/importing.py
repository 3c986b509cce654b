"""Imports our own official text with changes, as if a new edition printed it so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from built_site import DATA

import build

CHANGES = {
    "（2020）": "（2023）",
    "制笔产业": "样例低空产业",
    "打板师": "样例打板师",
    "直播经纪人": "样例无人机飞控工程师",
    "生物工程、": "生物工程、样例重载技术、",
    "焊工、铸造工等": "焊工、样例调音工等",
    "（CFA）等": "（CFA）、样例代表人等",
}
NEW = {  # printed → id, English
    "样例低空产业": ("sample-low-altitude", "Sample low-altitude industry"),
    "样例打板师": ("sample-pattern-maker", "Sample pattern maker"),
    "样例无人机飞控工程师": ("sample-flight-control-engineer", "Sample flight control engineer"),
    "样例重载技术": ("sample-heavy-load", "Sample heavy-load technology"),
    "样例调音工": ("sample-tuner", "Sample tuner"),
    "样例代表人": ("sample-representative", "Sample representative"),
}


def imported(data: Path, changes: dict[str, str], *more: str, edition: str = "2023") -> int:
    text = (DATA / "2020" / "source.txt").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file = data.parent / "new.txt"
    file.write_text(text, encoding="utf-8")
    return build.main(["import", str(file), "--edition", edition, "--data", str(data), *more])


def replaced(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
