"""A made-up second edition beside the real first one, only for tests: every new name says 样例 or “sample”.

From 2020 to 2023: two roles and one industry are renamed, one industry is added and one removed, two rows change places,
an index and a level change, a row is gone, a role is new, one role is gone with its table, and there is a new certificate.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from built_site import DATA

NEW = "2023"
RENAMED_ROLES = {
    "measurement-engineer": (
        "测量工程师",
        "样例测量工程师",
        "Sample measurement engineer",
        "yànglì cèliáng gōngchéngshī",
    ),
    "valve-design-engineer": ("阀门设计工程师", "样例阀门工程师", "Sample valve engineer", "yànglì fámén gōngchéngshī"),
}
NEW_ROLE = """  - id: sample-drone-assembler
    zh: 样例无人机装配工
    en: Sample drone assembler
    pinyin: yànglì wúrénjī zhuāngpèigōng
    family: production-process
    aliases:
      zh: [样例装配工]
"""
NEW_MATCH = """  - role: sample-drone-assembler
    match: none
    reason: {zh: 样例。, en: Sample.}
"""
NEW_INDUSTRY = """  - id: sample-drones
    zh: 样例无人机产业
    en: Sample drone industry
    pinyin: yànglì wúrénjī chǎnyè
"""
NEW_TABLE = """industry: sample-drones
rows:
  - {rank: 1, role: 样例无人机装配工, index: 0.9000, level: 非常紧缺}
  - {rank: 2, role: 机械工程师, index: 0.3500, level: 紧缺}
"""
NEW_CERTIFICATE = """  - id: sample-certificate
    zh: 样例证书
    en: Sample certificate
    pinyin: yànglì zhèngshū
"""


def make_data(folder: Path) -> Path:
    """The real data with the second edition, which is the current one, in a new folder."""
    shutil.copytree(DATA, folder)
    old, new = folder / "2020", folder / NEW
    shutil.copytree(old, new)
    _names(folder)
    _edition(new)
    _tables(new / "industries")
    change(folder / "site.yaml", 'edition: "2020"', f'edition: "{NEW}"')
    with (folder / "crosswalks" / "isco-08.yaml").open("a", encoding="utf-8") as crosswalk:  # roles are its last list
        crosswalk.write(NEW_MATCH)
    change(
        folder / "corrections.yaml",
        "\ncorrections: []",
        f"""
  - {{edition: "{NEW}", date: 2027-03-01}}
corrections:
  - id: sample-pinyin
    date: 2027-04-02
    edition: "{NEW}"
    page: roles/mechanical-engineer/
    zh: 样例更正：“拼音”已改正。
    en: "Sample correction: the pinyin of “机械工程师” was wrong."
""",
    )
    return folder


def change(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replace a text of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def _names(folder: Path) -> None:
    roles = (folder / "roles.yaml").read_text(encoding="utf-8")
    for old, zh, en, pinyin in RENAMED_ROLES.values():
        roles = _renamed(roles, old, zh, en, pinyin)
    (folder / "roles.yaml").write_text(roles + NEW_ROLE, encoding="utf-8")
    industries = (folder / "industries.yaml").read_text(encoding="utf-8")
    industries = _renamed(industries, "眼镜产业", "样例眼镜产业", "Sample eyewear industry", "yànglì yǎnjìng chǎnyè")
    (folder / "industries.yaml").write_text(industries + NEW_INDUSTRY, encoding="utf-8")
    with (folder / "terms.yaml").open("a", encoding="utf-8") as terms:  # certificates are its last list
        terms.write(NEW_CERTIFICATE)


def _renamed(text: str, old: str, zh: str, en: str, pinyin: str) -> str:
    """The entry under its new name, with the old one under `former`."""
    entry = re.search(rf"    zh: {re.escape(old)}\n    en: (.+)\n    pinyin: (.+)\n", text)
    assert entry, old
    former = f"    former:\n      - {{zh: {old}, en: {entry[1]}, pinyin: {entry[2]}}}\n"
    return text.replace(entry[0], f"    zh: {zh}\n    en: {en}\n    pinyin: {pinyin}\n{former}")


def _edition(new: Path) -> None:
    change(new / "edition.yaml", 'edition: "2020"', f'edition: "{NEW}"')
    change(new / "edition.yaml", "name: 眼镜产业", "name: 样例眼镜产业")
    change(new / "edition.yaml", "name: 制笔产业", "name: 样例无人机产业")
    for name, count in (("certificates", 8), ("listings", 276), ("roles", 94)):
        text = (new / "edition.yaml").read_text(encoding="utf-8")
        (new / "edition.yaml").write_text(re.sub(rf"\n  {name}: \d+", f"\n  {name}: {count}", text), encoding="utf-8")
    change(new / "edition.yaml", "levels: [99, 95, 94]", "levels: [93, 89, 94]")
    change(new / "certificates.yaml", "ending:", "  - 样例证书\nending:")
    change(new / "source.txt", "十七、眼镜产业", "十七、样例眼镜产业")


def _tables(tables: Path) -> None:
    (tables / "pens.yaml").unlink()
    (tables / "sample-drones.yaml").write_text(NEW_TABLE, encoding="utf-8")
    for old, zh, *_ in RENAMED_ROLES.values():
        for path in tables.iterdir():
            if f"role: {old}," in path.read_text(encoding="utf-8"):
                change(path, f"role: {old},", f"role: {zh},")
    electrical = tables / "electrical.yaml"  # two rows change places, with other figures
    change(
        electrical,
        "{rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}",
        "{rank: 2, role: 技术开发工程师, index: 0.7000, level: 非常紧缺}",
    )
    change(
        electrical,
        "{rank: 2, role: 设计开发工程师, index: 0.7153, level: 非常紧缺}",
        "{rank: 1, role: 设计开发工程师, index: 0.7153, level: 非常紧缺}",
    )
    lines = electrical.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if "rank: 2," in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    electrical.write_text("".join(lines), encoding="utf-8")
    luggage = "{rank: 5, role: 车间主管, index: 0.3800, level: 紧缺}"
    change(tables / "luggage.yaml", luggage, luggage.replace("0.3800, level: 紧缺", "0.4800, level: 非常紧缺"))
    change(tables / "household-goods.yaml", "  - {rank: 6, role: 国际贸易专员, index: 0.2658, level: 一般紧缺}\n", "")
