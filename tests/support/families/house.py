"""All tales of a family in one house: imported in steps, people's deeds between, then asked."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from services.cli import flags, questions
from services.cli.due import LISTS, ask, due_at
from services.cli.main import app
from shared.dates import parse_time
from shared.projection.due import Wanted
from tests.support.families.tale import Told, in_turn
from tests.support.families.words import line, short
from tests.support.house import Home, home
from tests.support.stories.story import COLUMNS, csv_text, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.support.families.tale import Tale

NUMBERS = ("order_no", "request_no", "waybill", "customer_id")
OWN = re.compile(r"\b[OQW]\d\b")
CASE = re.compile(r"Q\d~")


def tell(tales: Sequence[Tale], folder: Path, until: str) -> list[Told]:
    """Bring all tales to their end, each with numbers of its own, and ask what is told of each."""
    _write(tales, folder / "files")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RECOURSE_HOME", str(folder / "home"))
        environment.setenv("RECOURSE_LANG", "en")
        for at, deeds in _deeds(tales):
            _bring(folder / "files", at)
            for words in deeds:
                _do(words, at)
        _bring(folder / "files", until)
    with home(folder / "home") as house:
        parked = [row for one in house.house.members.values() for row in one.service.parked()]
        assert parked == []
        return [_told(house, tale, place) for place, tale in enumerate(tales)]


def _write(tales: Sequence[Tale], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in COLUMNS:
        rows = [
            {cell: f"{v}~{place}" if cell in NUMBERS and v else v for cell, v in row.items()}
            for place, tale in enumerate(tales)
            for row in tale.given.rows[name]
        ]
        (folder / f"{name}.csv").write_text(csv_text(name, rows), encoding="utf-8")


def _deeds(tales: Sequence[Tale]) -> Iterator[tuple[str, list[str]]]:
    """Moments in their order, each with everything that is done then."""
    found: dict[str, list[str]] = {}
    for place, tale in enumerate(tales):
        for deed in tale.deeds:
            day, clock, words = deed.split(" ", 2)
            numbered = OWN.sub(lambda own, at=place: f"{own[0]}~{at}", words)  # type: ignore[misc]
            found.setdefault(f"{day} {clock}", []).append(numbered)
    yield from sorted(found.items(), key=lambda one: moment(one[0]))


def _bring(folder: Path, until: str) -> None:
    answer = CliRunner().invoke(
        app, ["import", str(folder), "--until", moment(until), "--format", "json"]
    )
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["errors"] == []


def _do(deed: str, at: str) -> None:
    words, _, refusal = deed.partition(" !! ")
    answer = CliRunner().invoke(app, [*shlex.split(words), "--at", moment(at)])
    refused = type(answer.exception).__name__ if answer.exception else ""
    assert refused == refusal, (deed, answer.output, answer.exception)


def _told(house: Home, tale: Tale, place: int) -> Told:
    mark = f"~{place}"
    cases = {row["request_no"] for row in tale.given.rows["requests"]}
    events: dict[str, Any] = {}
    for case in sorted(cases):
        found = house.books.ask(questions.case(f"{case}{mark}"))["events"]
        events.update((event["id"], event) for event in found)
    return Told(
        _announced(own(list(events.values()), mark)),
        in_turn(list(_books(house, mark))),
        {at: list(_due(house, at, mark)) for at in tale.due},
    )


def own(printed: Any, mark: str) -> Any:
    """What is printed with a tale's numbers as the tale writes them."""
    return json.loads(json.dumps(printed).replace(f'{mark}"', '"').replace(f"{mark}-R", "-R"))


def _announced(events: list[dict[str, Any]]) -> list[str]:
    """By business time; of one moment's decisions the last counts, and one like it goes before."""
    told: dict[str, None] = {}
    last: dict[tuple[str, str], str] = {}
    for event in sorted(events, key=lambda one: (one["time"], one["data"]["revision"], one["id"])):
        kind, text = (event["type"], event["data"].get("case_no") or ""), line(event)
        before = last.get(kind, "")
        if kind[0] in REVISED and before:
            if moment_of(before) == moment_of(text):
                del told[before]
            elif before.split(" ", 2)[2] == text.split(" ", 2)[2]:
                continue
        told[text], last[kind] = None, text
    return in_turn(list(told))


def moment_of(text: str) -> list[str]:
    """A line's day and time."""
    return text.split(" ")[:2]


REVISED = frozenset({"RequestDecided", "ReturnRequested", "RemedyChosen", "OrderRegistered"})


def _books(house: Home, mark: str) -> Iterator[str]:
    ask_for = house.books.ask
    for ledger in ask_for(questions.courier_ledgers()):
        for row in _mine(ledger["lines"], mark):
            words = ("kind", "cost", "waybill", "amount", "rule")
            yield _row(row["certain_at"], ledger["courier"], *(row[name] for name in words))
    for party, account in (("warehouse", "warehouse"), ("dealer", "dealer"), ("staff", "agent")):
        for ledger in ask_for(questions.account_ledgers(party)):
            for row in _mine(ledger["lines"], mark):
                who = [party] if party == "warehouse" else [party, ledger[account]]
                told = [row[name] for name in ("cost", "sku", "amount", "rule")]
                yield _row(row["certain_at"], *who, *told)
    for table in ask_for(questions.refunds()):
        for row in _mine(table["lines"], mark):
            yield _row(table["table_at"], "paid", row["kind"], row["amount"], row["deducted"])
    for row in _mine(ask_for(flags.question()), mark):
        yield _row(row["at"], "flag", row["kind"])


def _mine(rows: list[dict[str, Any]], mark: str) -> list[dict[str, Any]]:
    mine = [row for row in rows if (row.get("order_no") or "").endswith(mark)]
    return own(mine, mark)  # type: ignore[no-any-return]  # JSON again


def _row(at: str, *words: str | None) -> str:
    return " ".join([short(at), *(word or "-" for word in words)])


def _due(house: Home, at: str, mark: str) -> Iterator[str]:
    wanted = Wanted(parse_time(moment(at)))
    for row in ask(house.books, (due_at(desk, wanted) for desk in LISTS)):
        if any((row[name] or "").endswith(mark) for name in ("case", "order_no", "waybill")):
            state = "overdue" if row["overdue"] else "paused" if row["paused"] else "in time"
            due_at_ = short(row["due_at"]) if row["due_at"] else "-"
            yield f"{row['name']} {due_at_} {state} {row['rule']}"
