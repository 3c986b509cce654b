"""An address → its QR code, drawn as one SVG path, so that paper leads back to the page."""

from __future__ import annotations

from ..frozen import Frozen

QUIET = 4  # modules of white around the code, which readers need


class QrCode(Frozen):
    """A square of `size` × `size` modules, the quiet zone included; `path` strokes its dark runs, row by row."""

    size: int
    path: str


def qr_code(address: str) -> QrCode:
    """Medium error correction: a fold or a stain on the paper does not matter."""
    import segno  # here, because only a site with an address needs it, and it loads half of Python's web library

    rows = segno.make(address, error="m", boost_error=False, micro=False).matrix
    return QrCode(len(rows) + 2 * QUIET, "".join(_row(row, y + QUIET) for y, row in enumerate(rows)))


def _row(row: bytes | bytearray, y: int) -> str:
    """The dark runs of a row, as lines through the middle of their modules: 1,1,0,1 → `M4 4.5h2m1 0h1`."""
    parts, pen, x = [], -1, 0
    while x < len(row):
        if not row[x]:
            x += 1
            continue
        start = x
        while x < len(row) and row[x]:
            x += 1
        parts.append(f"M{start + QUIET} {y}.5h{x - start}" if pen < 0 else f"m{start - pen} 0h{x - start}")
        pen = x
    return "".join(parts)
