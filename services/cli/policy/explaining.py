"""``recourse policy explain``: a decision told in the reader's language, or in both as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli.options import Format, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from services.cli.books import Printed
    from services.cli.policy.recorded import RecordedCase
    from shared.policy.explanation import Explanation

KNOWN = ("fact", "value", "known_at", "known_from")
MATCHED = ("policy_row", "says", "rules")
REMEDIES = (
    *("remedy", "return_path", "bears", "book_to", "advance_postage", "still_wanted", "because"),
)
SUPPOSED = ("fact", "value", "verdict", "remedies", "liable", "missing")
PASSED = ("policy_row", "says", "because")


def told(explanation: Explanation, case: RecordedCase | None) -> Printed:
    """The explanation as JSON; of a case also since when each fact is known."""
    printed = explanation.as_json()
    if case is None:
        return printed
    decision = printed["decision"]
    agrees = case.decision is None or {k: case.decision.get(k) for k in decision} == decision
    return {
        "case": case.number,
        **printed,
        "known": list(case.known),
        "recorded": case.decision,
        "agrees": agrees,
    }


def show(printed: Printed, output: Format) -> None:
    """Print it; CSV is the tables' cells, a line each."""
    sheets = list(_sheets(printed, language()))
    print_as(output, printed, ("table", "line", "column", "value"), _cells(sheets), sheets)


def _cells(sheets: Sequence[Sheet]) -> Iterator[dict[str, Any]]:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            for name in sheet.columns:
                yield {"table": sheet.title, "line": number, "column": name, "value": row[name]}


def _sheets(printed: Printed, lang: str) -> Iterator[Sheet]:
    version = printed["policy"]
    parts = (word("policy", lang), version["version"], version["title"][lang])
    case = (f"{word('case', lang)} · {printed['case']}",) if "case" in printed else ()
    yield Sheet(
        " · ".join((*case, *parts)), ("what", "is"), [*_answer(printed, lang)], headed=False
    )
    yield Sheet(word("facts", lang), KNOWN, [*_facts(printed, lang)])
    rows = [_row(row, lang) for row in printed["matched"]]
    yield Sheet(word("matched", lang), MATCHED, rows)
    if printed["remedies"]:
        remedies = [_remedy(remedy, lang) for remedy in printed["remedies"]]
        yield Sheet(word("remedies", lang), REMEDIES, remedies)
    if printed["unknown"]:
        yield Sheet(word("unknown_facts", lang), SUPPOSED, [*_supposed(printed, lang)])
    if printed["passed_over"]:
        rows = [_row(row, lang) for row in printed["passed_over"]]
        yield Sheet(word("passed_over", lang), PASSED, rows)


def _answer(printed: Printed, lang: str) -> Iterator[dict[str, str]]:
    decision, reason = printed["decision"], printed["reason"]
    said = {
        "verdict": say(decision["verdict"], lang),
        "remedies": listed(decision["remedies"], lang),
        "reason": reason[lang] if reason else "",
        "alternatives": listed(decision.get("alternatives", ()), lang),
        "chosen": say(printed["chosen"], lang) if printed["chosen"] else "",
        "carried_out": say(printed["carried_out"], lang) if printed["carried_out"] else "",
        "liable": say(decision["liable"], lang),
        "book_to": say(decision["book_to"], lang),
        "missing": listed(decision["missing"], lang),
        "deadlines": ", ".join(
            f"{word(name, lang)} {_hours(duration, lang)}"
            for name, duration in decision["deadlines"].items()
        ),
        "rules": titles(printed["rules"], lang),
    }
    if not printed.get("agrees", True):
        said["recorded_otherwise"] = listed(printed["recorded"]["remedies"], lang)
    yield from ({"what": word(name, lang), "is": text} for name, text in said.items() if text)


def _facts(printed: Printed, lang: str) -> Iterator[dict[str, str]]:
    bare = ({"fact": name, "value": value} for name, value in printed["facts"].items())
    for one in printed.get("known", bare):
        source = (one.get("source") or "").rpartition("/")[2]
        origin = " · ".join(filter(None, (source, one.get("event"), one.get("who"))))
        yield {
            "fact": word(one["fact"], lang),
            "value": say(one["value"], lang),
            "known_at": (one.get("known_at") or "")[:16].replace("T", " "),
            "known_from": origin,
        }


def _row(row: Printed, lang: str) -> dict[str, str]:
    because = word("spared", lang) if row["spared"] else _because(row["unmet"], lang)
    return {
        "policy_row": row["row"],
        "says": row["text"][lang],
        "rules": titles(row["rules"], lang),
        "because": because,
    }


def _because(unmet: Printed | None, lang: str) -> str:
    if unmet is None:
        return ""
    text = unmet["text"]
    name = text[lang] if text else word(unmet["word"], lang)
    wanted = f" {word('or', lang)} ".join(say(value, lang) for value in unmet["wanted"])
    made_of = {fact: value for fact, value in unmet["facts"].items() if fact != unmet["word"]}
    facts = f" ({_pairs(made_of, lang)})" if made_of else ""
    return f"{name}: {say(unmet['is'], lang)}, {word('must_be', lang)} {wanted}{facts}"


def _remedy(remedy: Printed, lang: str) -> dict[str, str]:
    return {
        "remedy": say(remedy["remedy"], lang),
        "return_path": say(remedy["return_path"], lang),
        "bears": _pairs(remedy["bears"], lang),
        "book_to": say(remedy["book_to"], lang),
        "advance_postage": say(remedy["advance_postage"], lang),
        "still_wanted": listed(remedy["still_wanted"], lang),
        "because": _because(remedy["unmet"], lang),
    }


def _supposed(printed: Printed, lang: str) -> Iterator[dict[str, str]]:
    for unknown in printed["unknown"]:
        for value in unknown["values"]:
            if value["changes"]:
                yield {
                    "fact": word(unknown["fact"], lang),
                    "value": say(value["value"], lang),
                    "verdict": say(value["verdict"], lang),
                    "remedies": listed(value["remedies"], lang),
                    "liable": say(value["liable"], lang),
                    "missing": listed(value["missing"], lang),
                }


def say(value: Any, lang: str) -> str:
    """A value in the reader's words; counts, and what has no word, as they are."""
    name = str(value).lower() if isinstance(value, bool) else str(value)
    told = word(name, lang)
    return told if told == name else told.lower()


def listed(values: Iterable[Any], lang: str) -> str:
    """Several values, one beside the other."""
    return ", ".join(say(value, lang) for value in values)


def _hours(duration: str, lang: str) -> str:
    return f"{duration.removeprefix('PT').removesuffix('H')} {word('hours', lang)}"


def titles(rules: Iterable[Printed], lang: str) -> str:
    """Rules with their titles, one below the other."""
    return "\n".join(f"{rule['rule']} {rule['title'][lang]}" for rule in rules)


def _pairs(values: Mapping[str, Any], lang: str) -> str:
    return ", ".join(
        f"{word(name, lang).lower()} {say(value, lang)}" for name, value in values.items()
    )
