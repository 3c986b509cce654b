"""Edits at random of the small made-up catalogue in two editions, and of the site that was made of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from catalogue.building.last_site import MARK

Edit = Callable[[random.Random, Path, Path], None]  # of the data, or of the site


def count(data: Path) -> None:
    """Write the totals of each edition anew."""
    for edition in data.glob("20*"):
        rows = "".join(table.read_text("utf-8") for table in sorted((edition / "industries").glob("*.yaml")))
        roles, levels = re.findall("role: ([^,]*),", rows), re.findall("level: (.*)}", rows)
        counts: dict[str, object] = {"listings": len(roles), "roles": len({*roles})}
        counts["levels"] = f"[{levels.count('一般紧缺')}, {levels.count('非常紧缺')}]"
        file = edition / "edition.yaml"
        text = file.read_text("utf-8")
        for name, count in counts.items():
            text = re.sub(rf"\n  {name}: .*", f"\n  {name}: {count}", text)
        file.write_text(text, "utf-8")


def _table(chance: random.Random, data: Path) -> tuple[Path, list[str]]:
    file = chance.choice(sorted(data.glob("20*/industries/*.yaml")))
    return file, file.read_text("utf-8").splitlines(keepends=True)


def _other_index(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    at = chance.randrange(2, len(lines))
    lines[at] = re.sub(r"index: 0\.(..)..", lambda found: f"index: 0.{found[1]}{chance.randrange(100):02}", lines[at])
    file.write_text("".join(lines), "utf-8")


def _other_level(chance: random.Random, data: Path, _: Path) -> None:
    """A row passes from one level to another."""
    file = data / chance.choice(["2001", "2003"]) / "industries" / "kites.yaml"
    high, low = "index: 0.5470, level: 非常紧缺", "index: 0.4470, level: 一般紧缺"
    text = file.read_text("utf-8")
    file.write_text(text.replace(high, low) if high in text else text.replace(low, high), "utf-8")
    count(data)


def _roles_change_places(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    one, other = chance.sample(range(2, len(lines)), 2)
    roles = [re.search("role: ([^,]*),", lines[at]) for at in (one, other)]
    assert roles[0] and roles[1]
    for at, old, new in ((one, roles[0][1], roles[1][1]), (other, roles[1][1], roles[0][1])):
        lines[at] = lines[at].replace(old, new)
    file.write_text("".join(lines), "utf-8")


def _row_more_or_less(chance: random.Random, data: Path, _: Path) -> None:
    file, lines = _table(chance, data)
    last = "  - {rank: 4, role: 灯笼设计师, index: 0.0100, level: 一般紧缺}\n"
    if last in lines:
        lines.remove(last)
    elif "灯笼设计师" not in "".join(lines):
        lines.append(last)
    file.write_text("".join(lines), "utf-8")
    count(data)


def _other_name(chance: random.Random, data: Path, _: Path) -> None:
    old = chance.choice(["Kite", "Lantern", "Stall"])
    file = data / "roles.yaml"
    file.write_text(
        re.sub(f"en: {old}[a-z]*", f"en: {old}{chance.choice(['s', 'e', ''])}", file.read_text("utf-8")), "utf-8"
    )


def _other_word(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "words" / f"{chance.choice(['zh', 'en'])}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = chance.choice([at for at, line in enumerate(lines) if re.fullmatch(r" +[a-z_]+: [^{}\"'|>]+\n", line)])
    lines[at] = lines[at].rstrip("\n") + "…\n"
    file.write_text("".join(lines), "utf-8")


def _more_prose(chance: random.Random, data: Path, _: Path) -> None:
    with chance.choice(sorted((data / "pages").glob("*.md"))).open("a", encoding="utf-8") as page:
        page.write("\n2003\n")


def _other_edition(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "site.yaml"
    file.write_text(
        re.sub('edition: "20.."', f'edition: "{chance.choice(["2001", "2003"])}"', file.read_text("utf-8")), "utf-8"
    )


def _corrected_later(chance: random.Random, data: Path, _: Path) -> None:
    file = data / "corrections.yaml"
    file.write_text(
        re.sub("date: 2001-06-..", f"date: 2001-06-{chance.randrange(10, 31)}", file.read_text("utf-8")), "utf-8"
    )


def _other_source(chance: random.Random, data: Path, _: Path) -> None:
    with (data / chance.choice(["2001", "2003"]) / "source.txt").open("a", encoding="utf-8") as source:
        source.write("样例。\n")


def _file_spoilt(chance: random.Random, _: Path, site: Path) -> None:
    file = chance.choice(sorted(path for path in site.rglob("*") if path.is_file() and path.name != MARK))
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1
    file.unlink()  # what is linked elsewhere stays as it is
    file.write_bytes(content)


def _file_lost(chance: random.Random, _: Path, site: Path) -> None:
    chance.choice(sorted(path for path in site.rglob("*") if path.is_file() and path.name != MARK)).unlink()


def _record_spoilt(chance: random.Random, _: Path, site: Path) -> None:
    record = (site / MARK).read_bytes()
    (site / MARK).write_bytes(record[: chance.randrange(len(record))] + b"\xff \n" + record[: chance.randrange(99)])


EDITS: tuple[Edit, ...] = (
    _other_index, _other_index, _other_level, _roles_change_places, _row_more_or_less, _other_name, _other_word, _more_prose,
    _other_edition, _corrected_later, _other_source, _file_spoilt, _file_lost, _record_spoilt,
)  # fmt: skip
