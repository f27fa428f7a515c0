"""Why an amount stands in the books, as a person reads it: sheet by sheet, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli.options import Format, language
from services.cli.policy.explaining import say, titles
from services.cli.printing import Sheet, print_as
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.cli.books import Printed

BOOKED = ("certain_at", "type", "cost", "amount", "entry")
RULES = ("rule", "rule title", "says")
ROWS = ("policy_row", "says", "rules")
FROM = ("time", "type", "told")
PROOF = ("time", "proof", "told")
HANDS = ("time", "person", "taking part as", "type")
EVENTS = ("decisive", "time", "source", "type", "subject", "event_id", "caused by")
MARK = "▸"
OWN_VALUES = frozenset({"status", "source", "evidence", "kind", "by"})
"""Fields whose values mean something of their own here."""


def show(printed: Printed, output: Format) -> None:
    """Print it; CSV is the tables' cells, a line each."""
    sheets = list(_sheets(printed, language()))
    print_as(output, printed, ("table", "line", "column", "value"), _cells(sheets), sheets)


def _cells(sheets: Sequence[Sheet]) -> Iterator[dict[str, Any]]:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            for name in sheet.columns:
                yield {
                    "table": sheet.title, "line": number, "column": name, "value": row.get(name)
                }  # fmt: skip


def _sheets(printed: Printed, lang: str) -> Iterator[Sheet]:
    title = f"{word('why', lang)} · {printed['entry']}"
    yield Sheet(title, ("what", "is"), [*_answer(printed, lang)], headed=False)
    tables = (
        ("amount from", FROM, [*_sources(printed, lang)]),
        ("booked under it", BOOKED, [_under(one, lang) for one in printed["booked"]]),
        ("rules", RULES, [_rule(rule, lang) for rule in printed["rules"]]),
        ("decided by", ROWS, [*_rows(printed["decision"], lang)]),
        ("proofs", PROOF, [_proof(one, lang) for one in printed["evidence"]]),
        ("persons", HANDS, [_hand(one, lang) for one in printed["persons"]]),
        ("events that led to it", EVENTS, [_event(one, lang) for one in printed["events"]]),
    )
    for name, columns, rows in tables:
        if rows:
            yield Sheet(word(name, lang), columns, rows)


def _answer(printed: Printed, lang: str) -> Iterator[dict[str, str]]:
    what, moved, decision = printed["what"], printed["moved"], printed["decision"] or {}
    verdict = printed["verdict"]
    liable = verdict["to"] if verdict else decision.get("liable")
    kind = say(what["kind"], lang) if what["kind"] else ""
    policy = printed["policy"] or {}
    said = {
        "amount": what["amount"],
        "kind": " · ".join(filter(None, (kind, say(what["cost"], lang) if what["cost"] else ""))),
        "book": "\n".join(_book(one, lang) for one in printed["books"]),
        "certain_at": _minute(what["certain_at"]),
        **{name: what[name] for name in ("waybill", "order_no", "case")},
        "refund number": what["refund"],
        "status": _known("state", printed["refund"]["state"], lang) if printed["refund"] else "",
        "remedy": say(decision["remedy"], lang) if decision.get("remedy") else "",
        "liable": say(liable, lang) if liable else "",
        "policy": " · ".join(filter(None, (policy.get("version"), _in(policy.get("title"), lang)))),
        **{name: moved[name] for name in ("reverses", "reversed_by")},
        "event_id": what["event_id"],
    }
    yield from ({"what": word(name, lang), "is": text} for name, text in said.items() if text)


def _book(found: Printed, lang: str) -> str:
    """The account and month of a line; of a transaction its legs."""
    if found["book"] == "journal":
        legs = (
            f"{word('debit' if leg['debit'] else 'credit', lang)} {_account(leg['account'], lang)}"
            f" {leg['debit'] or leg['credit']}"
            for leg in found["line"]["legs"]
        )
        return f"{word('journal', lang)}: {', '.join(legs)}"
    agent = "agent" if found["book"] == "staff" else found["book"]
    status = word(found["status"], lang).lower()
    return " · ".join((f"{word(agent, lang)} {found['account']}", found["period"], status))


def _account(name: str, lang: str) -> str:
    party, _, who = name.partition(":")
    return f"{word(f'account {party}', lang)} {who}".strip()


def _sources(printed: Printed, lang: str) -> Iterator[dict[str, str]]:
    """The numbers as they were announced, then what the courier's tariff says (D15)."""
    yield from (_proof(one, lang) for one in printed["amount_from"])
    agreed = printed["tariff"]
    if agreed is not None:
        told = {name: agreed[name] for name in ("weight_g", "province", "amount", "difference")}
        name = f"{word('tariff', lang)} {agreed['courier']} {agreed['version']}"
        yield {"time": "", "type": name, "told": _told(told, lang)}


def _under(one: Printed, lang: str) -> Printed:
    return one | {"type": _event_named(one["event"], lang)}


def _rule(rule: Printed, lang: str) -> dict[str, str]:
    return {"rule": rule["rule"], "rule title": rule["title"][lang], "says": rule["text"][lang]}


def _rows(decision: Printed | None, lang: str) -> Iterator[dict[str, str]]:
    for row in decision["rows"] if decision else ():
        yield {
            "policy_row": row["row"],
            "says": row["text"][lang],
            "rules": titles(row["rules"], lang),
        }


def _proof(one: Printed, lang: str) -> dict[str, str]:
    event = _event_named(one["event"], lang)
    return {
        "time": one["at"],
        "proof": word(f"proof {one['kind']}", lang) if "kind" in one else "",
        "type": event,
        "told": _told(one["told"], lang) or event,
    }


def _hand(one: Printed, lang: str) -> dict[str, str]:
    return {
        "time": one["at"],
        "person": one["person"],
        "taking part as": word(f"part {one['part']}", lang),
        "type": " ".join(filter(None, (_event_named(one["event"], lang), one.get("period")))),
    }


def _event(event: Printed, lang: str) -> dict[str, str]:
    return {
        "decisive": MARK if event["decisive"] else "",
        "time": event["time"],
        "source": (event["source"] or "").rpartition("/")[2],
        "type": _event_named(event["type"], lang),
        "subject": event["subject"],
        "event_id": event["id"],
        "caused by": event["cause"] or "",
    }


def _event_named(kind: str | None, lang: str) -> str:
    """In the reader's words; an event that came later than they by its own name."""
    said = word(f"event {kind}", lang)
    return said.removeprefix("event ")


def _told(said: Mapping[str, Any], lang: str) -> str:
    return ", ".join(
        _value(name, value, lang)
        if name == "status"
        else f"{_known('field', name, lang)} {_value(name, value, lang)}"
        for name, value in said.items()
    )


def _value(name: str, value: Any, lang: str) -> str:
    """A value in the reader's words; of several things each in brackets, a moment to the minute."""
    if isinstance(value, dict):
        return f"({_told({of: told for of, told in value.items() if told is not None}, lang)})"
    if isinstance(value, list):
        return " ".join(_value(name, one, lang) for one in value)
    if isinstance(value, str) and value[10:11] == "T":
        return _minute(value)
    return _known(name, value, lang) if name in OWN_VALUES else say(value, lang)


def _known(group: str, name: str, lang: str) -> str:
    """The word that a name has here, else the one it has everywhere."""
    own = word(f"{group} {name}", lang)
    return say(name, lang) if own == f"{group} {name}" else own


def _minute(moment: str | None) -> str:
    return f"{moment[:10]} {moment[11:16]}" if moment else ""


def _in(text: Printed | None, lang: str) -> str:
    told: str = text[lang] if text else ""
    return told
