"""A courier's bill against our books, row by row (D15): a status and a difference each. Pure.

Amounts are whole fen, as in the ledger's tables: 100,000 rows are compared while a person waits.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MATCH = "match"
DIFFERS = "differs"
DUPLICATE = "duplicate"
UNKNOWN_WAYBILL = "unknown_waybill"
NOT_BOOKED = "not_booked"
NOT_BILLED = "not_billed"

TRANSFER = "transfer"
CLAIM = "claim"

Key = tuple[str, str]
"""Waybill and kind of a row."""
Fen = int


class BillText(msgspec.Struct, frozen=True, gc=False):
    """A line of a bill as it is stored; ``claim``: what the courier grants, positive (D15)."""

    waybill: str
    kind: str
    date: str | None = None
    weight_g: int | None = None
    freight: str | None = None
    fee: str | None = None
    claim: str | None = None


class Billed(msgspec.Struct, frozen=True, order=True, gc=False):
    """What a line charges, or credits, under one key; they sort by what they say."""

    date: str
    weight_g: int
    """-1 where the bill states none."""
    amount: Fen


class Row(msgspec.Struct, gc=False):
    """One row of the comparison: the ``row``-th of ``rows`` that the bill has of its key.

    ``entries``: what our books hold of it; ``accepted``: what was accepted of it before.
    """

    waybill: str
    kind: str
    status: str
    billed: Fen
    entries: Fen
    accepted: Fen = 0
    row: int = 1
    rows: int = 1
    date: str = ""
    weight_g: int = -1
    credit: Fen = 0
    """Chargebacks of ours on the waybill that the bill says nothing of (D15)."""

    @property
    def booked(self) -> Fen:
        """Ours, with what was accepted."""
        return self.entries + self.accepted

    @property
    def difference(self) -> Fen:
        """What accepting the bill would change the net by."""
        return self.billed - self.booked

    @property
    def plain(self) -> bool:
        """Whether there is nothing to look at."""
        return self.status == MATCH and not self.credit


def fen(amount: str | None) -> Fen:
    """A stored amount; an empty cell counts as nothing."""
    return 0 if amount is None else int(amount.replace(".", ""))


def billed_by_key(lines: Iterable[BillText], booked: Mapping[Key, Fen]) -> dict[Key, list[Billed]]:
    """What the bill says under each key, in an order that follows from what it says.

    A transfer fee beside a freight stands under a key of its own, and so does a claim; a claim of
    0.00 says something only where we have charged something back.
    """
    found: defaultdict[Key, list[Billed]] = defaultdict(list)
    claims: defaultdict[str, list[BillText]] = defaultdict(list)
    for line in lines:
        date, grams = line.date or "", -1 if line.weight_g is None else line.weight_g
        freight, fee = fen(line.freight), fen(line.fee)
        if line.kind == TRANSFER:
            freight, fee = freight + fee, 0
        if freight or line.freight is not None or not (fee or line.claim):
            found[line.waybill, line.kind].append(Billed(date, grams, freight))
        if fee:
            found[line.waybill, TRANSFER].append(Billed(date, grams, fee))
        if line.claim and (fen(line.claim) or (line.waybill, CLAIM) in booked):
            claims[line.waybill].append(line)
    for waybill, granted in claims.items():
        found[waybill, CLAIM] = _claims(granted)
    for rows in found.values():
        if len(rows) > 1:
            rows.sort()
    return found


def _claims(granted: Sequence[BillText]) -> list[Billed]:
    """Credits of several lines add up; one of a line repeated word for word is a duplicate."""
    once = dict.fromkeys(granted)
    total = Billed("", -1, -sum(fen(line.claim) for line in once))
    repeated = list(granted)
    for line in once:
        repeated.remove(line)
    return [total, *(Billed(line.date or "", -1, -fen(line.claim)) for line in repeated)]


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """Every row of a bill, and every entry of ours that it leaves out, by waybill and kind."""

    rows: list[Row]
    credits: dict[str, Fen]
    """Chargebacks of ours on waybills for which the bill states no claim."""


def compare(
    lines: Iterable[BillText],
    booked: Mapping[Key, Fen],
    accepted: Mapping[Key, Mapping[int, Fen]],
) -> Comparison:
    """A bill against our entries of its month, credits negative, and what was accepted by row.

    A row without an entry is ``not_booked`` here; ``unknown`` tells those that are none of ours.
    """
    billed = billed_by_key(lines, booked)
    left_out = {key for key in (*booked, *accepted) if key not in billed}
    rows: list[Row] = []
    for key in sorted((*billed, *left_out)):
        if key in left_out:
            rows += _left_out(key, booked.get(key, 0), sum(accepted.get(key, {}).values()))
        else:
            rows += _rows(key, billed[key], booked.get(key), accepted.get(key))
    stated = {row.waybill for row in rows if row.kind == CLAIM}
    missing = {
        waybill: -amount
        for (waybill, kind), amount in booked.items()
        if kind == CLAIM and amount and waybill not in stated
    }
    _note_credits(rows, dict(missing))
    return Comparison(rows, missing)


def _rows(
    key: Key, billed: Sequence[Billed], entries: Fen | None, accepted: Mapping[int, Fen] | None
) -> Iterator[Row]:
    rows = len(billed)
    for number, said in enumerate(billed, 1):
        settled = 0
        if accepted:  # The last row also stands for those of an earlier edition that are gone.
            settled = sum(
                amount
                for row, amount in accepted.items()
                if row == number or (number == rows and row > rows)
            )
        ours = (entries or 0) if number == 1 else 0
        if said.amount == ours + settled and (settled or (number == 1 and entries is not None)):
            status = MATCH
        elif number > 1:
            status = DUPLICATE
        else:
            status = NOT_BOOKED if entries is None else DIFFERS
        yield Row(*key, status, said.amount, ours, settled, number, rows, said.date, said.weight_g)


def _left_out(key: Key, entries: Fen, accepted: Fen) -> Iterator[Row]:
    """A credit that the bill says nothing of is no row, unless something was accepted of it."""
    if accepted or (entries and key[1] != CLAIM):
        status = NOT_BILLED if entries + accepted else MATCH
        yield Row(*key, status, 0, entries, accepted, rows=0)


def _note_credits(rows: Iterable[Row], missing: dict[str, Fen]) -> None:
    """On a waybill's first row: freights come before fees. That changes no status."""
    if missing:
        for row in rows:
            if row.waybill in missing:
                row.credit = missing.pop(row.waybill)


def unknown(rows: Iterable[Row], ours: Iterable[str]) -> None:
    """Tell rows of waybills that are none of ours from those that are only not booked."""
    known = frozenset(ours)
    for row in rows:
        if row.status == NOT_BOOKED and row.waybill not in known:
            row.status = UNKNOWN_WAYBILL
