"""How many examples a randomised test tries: few in every run of the tests, many in `make hard`, which sets `THOROUGH`.

Only where an example costs much: a check of all data, a whole build. `make hard` runs each file that imports this.
"""

from __future__ import annotations

import os

THOROUGH = "THOROUGH" in os.environ


def examples(few: int, many: int) -> int:
    return many if THOROUGH else few
