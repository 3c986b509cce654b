"""`report` of site.yaml and a page → the link by which a reader reports an error there, with its text begun.

`mailto:errors@example.org` → `mailto:errors@example.org?subject=Error%20on%20…&body=…`
`https://example.org/issues/new` → `https://example.org/issues/new?title=Error%20on%20…&body=…`
A tracker that names these otherwise is written with `{title}` and `{body}` at their places.
"""

from __future__ import annotations

from urllib.parse import quote

from ..linked import Edition
from ..words import Words


def report_link(report: str, words: Words, page: str, edition: Edition) -> str:
    """The link, or nothing if nobody takes reports. `page` is empty where the reader must say which one."""
    if not report:
        return ""
    subject = words.say("report.subject", page=page) if page else words.say("pages.not-found.title")
    version = words.say("site.version", version=edition.version, date=edition.dated)
    body = (
        words.say("report.page", page=page).rstrip(),
        words.say("report.edition", edition=edition.id, version=version),
        "",
        words.say("report.ask"),
        "",
    )
    if report.startswith("mailto:"):
        mail = _encoded(*body, line_end="\r\n")  # RFC 6068, section 5
        return f"{report}?subject={_encoded(subject)}&body={mail}"
    if "{title}" not in report and "{body}" not in report:
        report += f"{'&' if '?' in report else '?'}title={{title}}&body={{body}}"
    return report.replace("{title}", _encoded(subject)).replace("{body}", _encoded(*body))


def _encoded(*lines: str, line_end: str = "\n") -> str:
    """Every byte but letters, digits and `-._~`: a space is %20, for mail programs show a + as it is."""
    return quote(line_end.join(lines), safe="")
