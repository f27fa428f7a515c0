"""What stands on a statement's pages, word by word: plain data for ``statement.typ`` to lay out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from services.finance.statements.capitals import capitals
from services.finance.statements.head import figure_named, head, outcome
from services.finance.statements.wording import both
from shared.policy.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.finance.statements.statement import Figure, Group, Statement
    from shared.money import Money

COURIER: Final = ("certain_at", "waybill", "cost", "order_no", "case", "rule", "for_period")
ACCOUNT: Final = (
    *("certain_at", "case", "order_no", "sku", "quantity", "picker", "cost", "rule", "for_period"),
)
ONLY_WHERE_TOLD: Final = frozenset(COURIER + ACCOUNT) - {"certain_at", "cost"}
"""Columns that a group leaves out where none of its lines says anything in them."""

WIDE: Final = 16
"""Characters of a number that fit on a line of the narrowest table; a longer one may break."""
BREAK: Final = "\u200b"


def page(statement: Statement) -> dict[str, Any]:
    """Texts and tables, both languages, in the order of the page."""
    issue = statement.issue
    zh, en = both("party", statement.party)
    return {
        "title": both("title", statement.party),
        "number": statement.number,
        "draft": None if issue else [both("head", "draft"), both("head", "not closed")],
        "head": [*head(statement)],
        "summary": [_row(figure, statement.figures[-1]) for figure in statement.figures],
        "outcome": {
            "said": outcome(statement),
            "amount": f"¥ {_amount(statement.total, unsigned=True)}",
            "capitals": [both("head", "capital"), capitals(statement.total)],
            "carried": both("outcome", "carried") if statement.party == "courier" else None,
        },
        "groups": [_table(group, statement) for group in statement.groups],
        "rules": [*_rules(statement)],
        "hashes": [*_hashes(statement)],
        "signatures": [both("signature", "merchant"), both("signature", "other", (zh, en.lower()))],
        "account": statement.account,
        "words": _words(),
    }


def _words() -> dict[str, Any]:
    return {
        "summary": both("head", "summary"),
        "amount": both("column", "amount"),
        "count": both("head", "count"),
        "page": both("head", "page", "\0", "\1"),
        "rules": both("head", "rules"),
        "confirmed": both("signature", "heading"),
        "checked": both("signature", "text"),
        "signed": both("signature", "name"),
        "date": both("signature", "date"),
    }


def _row(figure: Figure, last: Figure) -> dict[str, Any]:
    return {
        "name": figure_named(figure),
        "count": "" if figure.count is None else f"{figure.count:,}",
        "amount": _amount(figure.amount),
        "part": figure.cost is not None,
        "last": figure is last,
    }


def _table(group: Group, statement: Statement) -> dict[str, Any]:
    """A group's lines; ``late`` ones name the month they belong to (D14)."""
    names = COURIER if statement.party == "courier" else ACCOUNT
    told = [name for name in names if name not in ONLY_WHERE_TOLD or _says(group, name, statement)]
    heads = [both("column", name) for name in ("number", *told, "amount")]
    return {
        "name": both("figure", group.kind),
        "columns": ["number", *told, "amount"],
        "heads": heads,
        "rows": [
            [
                str(line.number),
                *(_cell(name, line.printed.get(name)) for name in told),
                _printed(line.printed["amount"]),
            ]
            for line in group.lines
        ],
        "subtotal": [both("head", "subtotal"), f"{len(group.lines):,}", _amount(group.subtotal)],
    }


def _says(group: Group, name: str, statement: Statement) -> bool:
    nothing = (None, statement.period) if name == "for_period" else (None,)
    return any(line.printed.get(name) not in nothing for line in group.lines)


def _cell(name: str, value: Any) -> str | dict[str, Any]:
    if value is None:
        return ""
    if name == "cost":
        return {"both": both("cost", value)}
    if name == "certain_at":
        return f"{value[:10]} {value[11:16]}"
    return _breakable(str(value))


def _breakable(number: str) -> str:
    if len(number) <= WIDE:
        return number
    step = WIDE // 4
    return BREAK.join(number[start : start + step] for start in range(0, len(number), step))


def _rules(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Every rule that a line names, once, with its title."""
    named = {line.printed.get("rule") for line in statement.lines} - {None}
    for rule in sorted(map(str, named)):
        known = rulebook().get(rule)
        yield rule, known.title.zh if known else "", known.title.en if known else ""


def _hashes(statement: Statement) -> Iterator[tuple[tuple[str, str], str]]:
    """The statement's own first: it stands at the foot of every page."""
    issue = statement.issue
    named = (
        ("hash", issue and issue.hash),
        ("month hash", issue and issue.month_hash),
        ("month hash before", issue and issue.month_hash_before),
    )
    for name, value in named:
        if value:
            yield both("head", name), value


def _amount(amount: Money, *, unsigned: bool = False) -> str:
    return _printed(str(amount).lstrip("-") if unsigned else str(amount))


def _printed(amount: str) -> str:
    """In thousands."""
    whole, _, fen = amount.partition(".")
    return f"{int(whole):,}.{fen}" if whole != "-0" else amount
