"""``recourse policy diff``: printed for a reader, a group of combinations and a case a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from services.cli.options import Format, language
from services.cli.policy.explaining import listed, say
from services.cli.printing import Sheet, print_csv, print_json, print_sheets
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed
    from shared.policy.model import Policy

WRITTEN = ("part", "named", "field", "from_version", "to_version")
GROUPS = ("cause", "stage", "combinations", "example", "changes")
CASES = ("case", "field", "from_version", "to_version", "cost", "from_party", "to_party", "amount")
MOVED = ("from_party", "to_party", "amount")
PAID = ("from_version", "to_version", "difference")
LINES = (
    *("part", "named", "case", "field", "from_version", "to_version", *GROUPS, *MOVED),
    *("cost", "difference"),
)


def on_paper(one: Policy, other: Policy) -> Printed:
    """What is written differently, and what would be decided differently."""
    from shared.policy.comparison import decided  # noqa: PLC0415  # late: `decide` is quick
    from shared.policy.written import written  # noqa: PLC0415  # the same

    return {
        "from": one.version,
        "to": other.version,
        "written": written(one.document, other.document),
        "decided": decided(one, other).as_json(),
    }


def show(printed: Printed, output: Format) -> None:
    """Print it; CSV is one table of all lines, told apart by ``part``."""
    if output is Format.json:
        print_json(printed)
        return
    lang = language()
    sheets = list(_sheets(printed, lang))
    if output is Format.csv:
        print_csv(LINES, ({**row, "part": sheet.title} for sheet in sheets for row in sheet.rows))
    else:
        print_sheets(sheets)


def _sheets(printed: Printed, lang: str) -> Iterator[Sheet]:
    versions = f"{printed['from']} → {printed['to']}"
    rows = [*_written(printed["written"], lang)]
    yield Sheet(f"{word('written', lang)} · {versions}", WRITTEN, rows)
    decided = printed["decided"]
    counted = f"{decided['different']:,} / {decided['combinations']:,}"
    groups = [_group(group, lang) for group in decided["groups"]]
    yield Sheet(f"{word('decided_differently', lang)} · {counted}", GROUPS, groups)
    if "cases" in printed:
        yield from _cases(printed["cases"], lang)


def _written(written: Printed, lang: str) -> Iterator[dict[str, str]]:
    for part, differing in written.items():
        if isinstance(differing, list):
            yield from (_field(part, "", one, lang) for one in differing)
            continue
        for what in ("added", "removed"):
            for name in differing[what]:
                yield {"part": word(part, lang), "named": name, "field": word(what, lang)}
        for one in differing["changed"]:
            yield from (_field(part, one["name"], each, lang) for each in one["fields"])


def _field(part: str, name: str, one: Printed, lang: str) -> dict[str, str]:
    return {
        "part": word(part, lang),
        "named": name,
        "field": one["field"],
        "from_version": _shown(one["from"]),
        "to_version": _shown(one["to"]),
    }


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _group(group: Printed, lang: str) -> dict[str, str]:
    given = {"cause", "stage"}
    facts = {name: v for name, v in group["example"]["facts"].items() if name not in given}
    known = [f"{word(name, lang).lower()} {say(value, lang)}" for name, value in facts.items()]
    chosen = group["example"]["chosen"]
    known += [f"{word('chosen', lang).lower()} {say(chosen, lang)}"] if chosen else []
    return {
        "cause": word(group["cause"], lang),
        "stage": word(group["stage"], lang),
        "combinations": f"{group['combinations']:,}",
        "example": ", ".join(known),
        "changes": "\n".join(
            f"{word(name, lang).lower()}: {_told(group['from'][name], lang)}"
            f" → {_told(group['to'][name], lang)}"
            for name in group["fields"]
        ),
    }


def _told(value: Any, lang: str) -> str:
    if isinstance(value, list):
        return listed(value, lang) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{word(n, lang).lower()} {say(v, lang)}" for n, v in value.items()) or "–"
    return "–" if value is None else say(value, lang)


def _cases(cases: Printed, lang: str) -> Iterator[Sheet]:
    counted = f"{cases['different']:,} / {cases['compared']:,}"
    rows = [row for case in cases["cases"] for row in _case(case, lang)]
    yield Sheet(f"{word('cases_differing', lang)} · {counted}", CASES, rows)
    moved = [_parties(move, lang) for move in cases["moved"]]
    if moved:
        yield Sheet(word("money_moved", lang), MOVED, moved)
    paid = cases["paid"]
    row = {"from_version": paid["from"], "to_version": paid["to"], "difference": paid["difference"]}
    yield Sheet(word("customers_paid", lang), PAID, [row])


def _case(case: Printed, lang: str) -> Iterator[dict[str, str]]:
    for name in ("verdict", "carried_out", "liable", "rule"):
        before, after = case["from"][name], case["to"][name]
        if before != after:
            yield {
                "case": case["case"],
                "field": word(name, lang),
                "from_version": _told(before, lang),
                "to_version": _told(after, lang),
            }
    for move in case["moved"]:
        cost = word(move["cost"], lang)
        yield {"case": case["case"], "cost": cost, **_parties(move, lang)}
    paid = case["paid"]
    if paid["from"] != paid["to"]:
        name = word("customers_paid", lang)
        about = {"case": case["case"], "field": name, "amount": paid["difference"]}
        yield {**about, "from_version": paid["from"], "to_version": paid["to"]}


def _parties(move: Printed, lang: str) -> dict[str, str]:
    return {
        "from_party": say(move["from"] or "nobody", lang),
        "to_party": say(move["to"] or "nobody", lang),
        "amount": move["amount"],
    }
