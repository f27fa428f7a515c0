"""``recourse case NUMBER``: everything that happened to one case, in all four services."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.books import open_books
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_csv, print_json, print_sheets
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.cli.books import Printed

EVENT = ("time", "type", "source", "id", "subject", "data")


def case(
    number: Annotated[str, typer.Argument(help="The case's number, as the request has it.")],
    output: FormatOption = Format.table,
) -> None:
    """One case: its facts, the decision, and every event in order of business time."""
    with open_books() as books:
        file = books.case(number)
    if output is Format.json:
        print_json(file)
    elif output is Format.csv:
        data = (json.dumps(event["data"], ensure_ascii=False) for event in file["events"])
        print_csv(
            EVENT, ({**e, "data": text} for e, text in zip(file["events"], data, strict=True))
        )
    else:
        print_sheets(_sheets(file))


def _sheets(file: Printed) -> Iterator[Sheet]:
    lang = language()
    said = {
        "order_no": file["order_no"],
        "facts": _listed(file["facts"] or {}),
        "decision": _listed(file["decision"] or {}),
        "remedy": file["remedy"] or "",
    }
    title = f"{word('case', lang)} · {file['case']}"
    rows = [{"what": word(name, lang), "is": said[name]} for name in said]
    yield Sheet(title, ("what", "is"), rows, headed=False)
    yield Sheet(
        word("events", lang), ("time", "type", "source", "subject"), [*map(_event, file["events"])]
    )


def _event(event: Printed) -> dict[str, Any]:
    return {**event, "source": event["source"].rpartition("/")[2]}


def _listed(values: Mapping[str, Any]) -> str:
    """What is known, name by name; empty values say nothing to a reader."""
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
        if value not in (None, [], {}, False)
    )
