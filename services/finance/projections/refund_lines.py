"""Refunds and refund tables as they are printed, from the rows of ``refund_work``."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from services.finance.domain import refund_states as states
from services.finance.domain.refund_states import Stand, Story, Word, missing, state_of
from services.finance.projections.refund_work import FACTS, LINES, STEPS
from shared.errors import NotKnown
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.projection.storage import Storage

Printed = dict[str, Any]

_TOLD = ", ".join(FACTS.columns)
_FACTS = f"SELECT {_TOLD} FROM {FACTS.name}"  # noqa: S608  # names of ours
_OPEN = f"{_FACTS} WHERE refund NOT IN (SELECT refund FROM {FACTS.name} WHERE fact = 'paid')"  # noqa: S608  # names of ours
_STOOD = f"SELECT {', '.join(LINES.columns)} FROM {LINES.name}"  # noqa: S608  # names of ours
_STEPS = f"SELECT {', '.join(STEPS.columns)} FROM {STEPS.name}"  # noqa: S608  # names of ours
_FURTHEST = (states.EXPORTED, states.APPROVED)
OPEN = "open"
_SETTLED = frozenset({states.PAID, states.WITHDRAWN})
_NEWS = frozenset(states.CAME.values())


class RefundWork:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def lines(
        self, state: str | None = None, table: str | None = None, case: str | None = None
    ) -> list[Printed]:
        """The refunds in a state, of a table, of a case; by case, kind and key (D35)."""
        with_paid = state in {None, states.PAID}
        found = [
            line
            for line in self._all(with_paid=with_paid)
            if (state is None or line["state"] == state)
            and (table is None or line["table_at"] == table)
            and (case is None or line["case"] == case)
        ]
        return sorted(found, key=lambda line: (line["case"], line["kind"], line["refund"]))

    def unpaid(self) -> list[Printed]:
        """What is neither paid nor withdrawn: a closing looks at it first (D14)."""
        found = (line for line in self._all(with_paid=False) if line["state"] not in _SETTLED)
        return sorted(found, key=lambda line: (line["case"], line["kind"], line["refund"]))

    def tables(self) -> list[Printed]:
        """The tables in people's hands, each with how far it has got; the earliest first."""
        return [_summary(self.table(one)) for one in sorted(self._steps())]

    def table(self, table: str) -> Printed:
        """A table whole, its lines numbered as they are sent; ``NotKnown`` when there is none."""
        steps = self._steps().get(table)
        if steps is None:
            raise NotKnown(f"refund table {table} is not known: none was drawn then")
        lines = [line for line in self._in_table(table) if line["state"] != states.PUT_OFF]
        lines.sort(key=lambda line: (line["case"], line["kind"], line["refund"]))
        return {
            "table_at": table,
            "state": _state_of_table(steps, lines),
            **_who(steps),
            "total": yuan(sum(line.pop("fen") for line in lines)),
            "lines": [{"line": number, **line} for number, line in enumerate(lines, 1)],
        }

    def _all(self, *, with_paid: bool) -> Iterator[Printed]:
        stories, came = self._stories(with_paid=with_paid)
        steps = {table: _furthest(of) for table, of in self._steps().items()}
        for refund, story in stories.items():
            if (about := story.about) is not None:
                there = frozenset(came[about.case_no] | came[about.waybill])
                yield _line(refund, story, about, state_of(story, steps, there), there)

    def _stories(self, *, with_paid: bool) -> tuple[dict[str, Story], defaultdict[str, set[str]]]:
        stories: defaultdict[str, Story] = defaultdict(Story)
        came: defaultdict[str, set[str]] = defaultdict(set)
        with self._storage.reading() as select:
            told, stood = select(_FACTS if with_paid else _OPEN), select(_STOOD)
        for refund, fact, at, recorded, *about in told:
            if fact in _NEWS:
                came[refund].add(fact)
            else:
                stories[refund].words.append(Word(recorded, at, fact, *about))
        for refund, stand in _stands(stood):
            if refund in stories:
                stories[refund].stands.append(stand)
        return stories, came

    def _in_table(self, table: str) -> Iterator[Printed]:
        with self._storage.reading() as select:
            stood = select(f"{_STOOD} WHERE table_at = ?", table)
            paid = {
                row[0]: row[2]
                for row in select(f"{_FACTS} WHERE fact = 'paid' AND table_at = ?", table)
            }
        first = {row[1]: row for row in sorted(stood, key=lambda row: row[4]) if row[5]}
        for refund, stand in _stands(stood):
            _, _, _, _, _, case, order_no, customer_id, waybill, kind, *_ = first[refund]
            state = (
                states.PAID
                if refund in paid
                else OPEN
                if stand.fact == states.DRAWN
                else stand.fact
            )
            yield {
                "refund": refund,
                "case": case,
                "order_no": order_no,
                "customer_id": customer_id or None,
                "waybill": waybill or None,
                "kind": kind,
                "amount": yuan(stand.amount),
                "deducted": yuan(stand.deducted),
                "way": stand.way,
                "state": state,
                "at": paid.get(refund) or stand.at,
                "reason": stand.reason or None if state == states.FAILED else None,
                "person": stand.person or None if state == states.FAILED else None,
                "fen": stand.amount,
            }

    def _steps(self) -> dict[str, dict[str, tuple[str, str, str]]]:
        """Table → step → when, who, hash; a step told again is told last."""
        with self._storage.reading() as select:
            rows = select(_STEPS)
        found: defaultdict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
        for table, fact, at, _, person, detail in sorted(rows, key=lambda row: row[3]):
            found[table][fact] = (at, person, detail)
        return dict(found)


def _stands(rows: Iterable[Any]) -> Iterator[tuple[str, Stand]]:
    """A refund's stand in each of its tables: as drawn last, with what became of it."""
    drawn: dict[tuple[str, str], Stand] = {}
    became: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row[4]):
        table, refund, fact, at, *_ = row
        if fact == states.DRAWN:
            drawn[refund, table] = Stand(table, at, row[10], row[11], row[12])
        else:
            became[refund, table] = {"fact": fact, "at": at, "reason": row[13], "person": row[14]}
    for place, stand in drawn.items():
        yield place[0], replace(stand, **became.get(place, {}))


def _line(refund: str, story: Story, about: Word, state: str, came: frozenset[str]) -> Printed:
    paid, stand = story.paid, story.stand
    held = paid or (stand if stand is not None and stand.fact != states.PUT_OFF else None)
    failed = stand if state == states.FAILED else None
    return {
        "refund": refund,
        "case": about.case_no,
        "order_no": about.order_no,
        "customer_id": about.customer_id or None,
        "waybill": about.waybill or None,
        "kind": about.kind,
        "state": state,
        "waits_for": list(missing(about, came)) if state == states.WAITING else [],
        "value": yuan(story.told.value) if story.told else None,
        "amount": yuan(held.amount) if held else None,
        "deducted": yuan(held.deducted) if held else None,
        "way": stand.way if stand is not None and held else None,
        "table_at": (held.table_at or None) if held else None,
        "at": paid.at
        if paid
        else (stand.at if stand is not None and held else (story.last or about).at),
        "reason": failed.reason if failed else None,
        "person": (failed.person or None) if failed else None,
    }


def _furthest(steps: dict[str, tuple[str, str, str]]) -> str:
    return next((step for step in _FURTHEST if step in steps), states.IN_TABLE)


def _state_of_table(steps: dict[str, tuple[str, str, str]], lines: list[Printed]) -> str:
    """Settled once every line is paid or failed; empty when all went to other tables."""
    if not lines:
        return "empty"
    if states.EXPORTED in steps and all(line["state"] != OPEN for line in lines):
        return "settled"
    furthest = _furthest(steps)
    return states.DRAWN if furthest == states.IN_TABLE else furthest


def _who(steps: dict[str, tuple[str, str, str]]) -> Printed:
    """Who did which step, and when."""
    told: Printed = {}
    for step in (states.DRAWN, states.APPROVED, states.EXPORTED):
        at, person, _ = steps.get(step, ("", "", ""))
        told |= {f"{step}_at": at or None, f"{step}_by": person or None}
    return told | {"hash": steps.get(states.EXPORTED, ("", "", ""))[2] or None}


def _summary(table: Printed) -> Printed:
    counted = Counter(line["state"] for line in table["lines"])
    numbers = {"count": len(table["lines"]), "paid": counted["paid"], "failed": counted["failed"]}
    return {name: value for name, value in table.items() if name != "lines"} | numbers
