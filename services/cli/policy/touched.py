"""``recourse policy touched``: whose cases an overlay touches, so that they can be told (R517)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.cli.books import Question
from services.cli.due import LISTS
from services.cli.options import Format, language
from services.cli.policy.moving import all_records
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from shared.dates import print_time
from shared.errors import NotKnown
from shared.policy.comparison import differing
from shared.policy.decide import decide
from shared.policy.facts import parse_facts
from shared.policy.shelf import load, versions
from shared.projection.due import DueList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Books, Printed
    from shared.policy.limits import Overlay
    from shared.policy.model import Policy

COLUMNS = ("case", "order_no", "customer_id", "desk", "touched", "before", "after")


def overlay_named(name: str) -> tuple[Policy, Overlay]:
    """An overlay and the version that has it; raises ``NotKnown``."""
    for version in versions():
        policy = load(version)
        for overlay in policy.overlays:
            if overlay.name == name:
                return policy, overlay
    raise NotKnown(f"no version of the policy has an overlay {name}")


def touched(books: Books, name: str, at: datetime) -> list[Printed]:
    """What an overlay changes for customers' cases, as of a moment: decisions, then deadlines.

    A line is {case, order_no, customer_id, desk, touched, before, after}; ``touched`` names what is
    decided otherwise, or the deadline that is moved.
    """
    policy, overlay = overlay_named(name)
    records = {record["case"]: record for record in all_records(books)}
    lines = list(_decisions(records.values(), policy, overlay))
    for desk in LISTS:
        for moved in books.ask(_moved(desk, name, at)):
            record = records.get(moved["case"], {})
            lines.append(_line(moved, record, desk, moved["name"]))
    return sorted(lines, key=lambda line: (line["case"] or "", line["desk"], line["touched"]))


def print_touched(lines: list[Printed], output: Format) -> None:
    """On stdout."""
    print_as(output, lines, COLUMNS, lines, _sheets(lines))


def _sheets(lines: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    rows = [
        {name: line[name] for name in COLUMNS}
        | {
            "desk": word(f"desk {line['desk']}", lang),
            "touched": word(line["touched"], lang),
            "before": _read(line["before"]),
            "after": _read(line["after"]),
        }
        for line in lines
    ]
    if rows:
        yield Sheet(word("touched cases", lang), COLUMNS, rows)


def _read(value: Any) -> str:
    """A moment to the minute, or what a decision says."""
    match value:
        case str() if value[10:11] == "T":
            return f"{value[:10]} {value[11:16]}"
        case tuple() | list():
            return ", ".join(map(str, value))
        case None:
            return ""
        case _:
            return str(value)


def _decisions(records: Any, policy: Policy, overlay: Overlay) -> Iterator[Printed]:
    """Cases asked for within the period that are decided otherwise for it."""
    for record in records:
        asked_at = datetime.fromisoformat(record["requested_at"])
        if record["policy"] != policy.version or not overlay.covers(asked_at):
            continue
        facts, remedy = parse_facts(record["facts"]), record["remedy"]
        before = decide(facts, policy.without(overlay.name).during(asked_at), remedy)
        after = decide(facts, policy.during(asked_at), remedy)
        for field in differing(before, after):
            values = {"was_due_at": getattr(before, field), "due_at": getattr(after, field)}
            yield _line({**record, **values}, record, "intake", field)


def _line(found: Printed, record: Printed, desk: str, what: str) -> Printed:
    return {
        "case": found["case"],
        "order_no": found["order_no"],
        "customer_id": record.get("customer_id"),
        "desk": desk,
        "touched": what,
        "before": found["was_due_at"],
        "after": found["due_at"],
    }


def _moved(desk: str, name: str, at: datetime) -> Question:
    projection, listing = LISTS[desk]
    return Question(
        projection,
        f"/overlays/{name}/due",
        lambda tables: DueList(tables, listing).moved(name, at),
        {"at": print_time(at)},
    )
