"""``recourse case NUMBER``: everything that happened to one case, in all four services."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import questions
from services.cli.books import open_books
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.cli.books import Printed

SHEET = ("time", "type", "source", "subject", "detail")
TELLING = ("status", "place", "signed_by", "kind", "remedy", "outcome", "to", "reason", "amount")
"""Fields of an event that tell a reader most, where it has them."""
EVENT = ("time", "type", "source", "id", "subject", "data")


def case(
    number: Annotated[str, typer.Argument(help="The case's number, as the request has it.")],
    output: FormatOption = Format.table,
) -> None:
    """One case: its facts, the decision, and every event in order of business time."""
    with open_books() as books:
        file = books.ask(questions.case(number))
    rows = (
        {**event, "data": json.dumps(event["data"], ensure_ascii=False)} for event in file["events"]
    )
    print_as(output, file, EVENT, rows, _sheets(file))


def _sheets(file: Printed) -> Iterator[Sheet]:
    lang = language()
    asks = "\n".join(ask[lang] for ask in file["asks"])
    said = {
        "order_no": file["order_no"],
        "facts": _listed(file["facts"] or {}),
        "decision": _listed(file["decision"] or {}),
        "remedy": file["remedy"] or "",
        "asks": asks,
    }
    title = f"{word('case', lang)} · {file['case']}"
    rows = [{"what": word(name, lang), "is": said[name]} for name in said]
    yield Sheet(title, ("what", "is"), rows, headed=False)
    yield Sheet(word("events", lang), SHEET, [_event(event, lang) for event in file["events"]])


def _event(event: Printed, lang: str) -> dict[str, Any]:
    """An event with its entry and its most telling fields, in the reader's words."""
    data = event["data"]
    entry, decision = data.get("entry") or {}, data.get("decision") or {}
    told = [entry.get("cost"), entry.get("amount"), decision.get("verdict"), data.get("rule")]
    told += [data.get(name) for name in TELLING]
    detail = " ".join(word(str(one), lang) for one in told if one is not None)
    return {**event, "source": event["source"].rpartition("/")[2], "detail": detail}


def _listed(values: Mapping[str, Any]) -> str:
    """What is known, name by name; empty values say nothing to a reader."""
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
        if value not in (None, [], {}, False)
    )
