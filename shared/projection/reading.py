"""Reading announcements narrowly: only the cells that a fold needs, without building a model."""

from __future__ import annotations

from datetime import datetime

import msgspec

from shared.dates import SHANGHAI, month_start, print_time

ANY = ("", "\U0010ffff")
"""Bounds that every text lies between; one text lies between itself and itself."""

SOME_DAY = "9999"
"""Later than every printed moment."""


class ReadGoods(msgspec.Struct, gc=False):
    """Goods, as far as a line names them."""

    sku: str
    quantity: int = 0


class ReadEntry(msgspec.Struct, gc=False):
    """``shared.contracts.base.Entry``."""

    entry: str
    cost: str
    amount: str
    certain_at: str
    lines: tuple[ReadGoods, ...] = ()
    reverses: str | None = None
    policy: str | None = None


def fen(amount: str) -> str:
    """``"12.30"`` as a whole number of fen, for a cell; contracts always print two decimals."""
    whole = amount.replace(".", "")
    if amount[-3:-2] != "." or not whole.lstrip("-").isdecimal():
        raise ValueError(f"not an amount: {amount!r}")
    return whole


def yuan(amount: int) -> str:
    """A whole number of fen as printed."""
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


def moment(text: str) -> str:
    """A moment as printed (D35): such texts sort by time, and their first seven are the month."""
    if text.endswith("+08:00"):
        return text
    return print_time(datetime.fromisoformat(text))


def a_month(text: str) -> str:
    """``YYYY-MM``; raises ``ValueError`` for anything else."""
    if len(text) != len("YYYY-MM") or print_time(month_start(text))[:7] != text:
        raise ValueError(f"not a month: {text!r}")
    return text


def only(wanted: str | None) -> tuple[str, str]:
    """Bounds of one text, or of any."""
    return ANY if wanted is None else (wanted, wanted)


def up_to(latest: datetime | None) -> str:
    """The bound of printed moments up to one, or of all."""
    return SOME_DAY if latest is None else print_time(latest.astimezone(SHANGHAI))
