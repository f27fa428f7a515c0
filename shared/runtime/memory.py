"""How a process that lives long collects its garbage: seldom, and never what stood at the start.

Worth 1.2 times the records a second (messaging.md, what was measured on the ledger job, 2).
"""

from __future__ import annotations

import gc

SELDOM = (50_000, 20, 100)


def collect_seldom() -> None:
    """Call once, when everything that stays has been made."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


def collect_as_usual() -> None:
    """Python's own habit again: for programs that compare."""
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
