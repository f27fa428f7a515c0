"""``recourse verify``: prints every equality checked; a breach is named and exits 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.verifying.proofs import proofs
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

COLUMNS = (
    *("service", "equality", "of", "checked", "holds", "problem", "where", "expected", "found"),
)
SHEET = ("audited", "equality", "of", "checked", "result")
BREACHES = ("equality", "problem", "where", "should_be", "found")


def verify(output: FormatOption = Format.table) -> None:
    """Prove the books' equalities on this house's own data; exit 1 on a breach, naming it."""
    found = proofs()
    print_as(output, found, COLUMNS, _rows(found), _sheets(found))
    if not all(one["holds"] for one in found):
        raise typer.Exit(1)


def _rows(found: list[Printed]) -> Iterator[Printed]:
    """A row an equality, or one a breach of it."""
    for one in found:
        breaches: list[Printed] = one["breaches"] or [{}]
        yield from (one | breach for breach in breaches)


def _sheets(found: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    yield Sheet(word("books verified", lang), SHEET, [_told(one, lang) for one in found])
    breaches = [_breach(one, breach, lang) for one in found for breach in one["breaches"]]
    if breaches:
        yield Sheet(word("breaches", lang), BREACHES, breaches)


def _breach(one: Printed, breach: Printed, lang: str) -> dict[str, Any]:
    problem = word(f"breach {breach['problem']}", lang)
    return _named(one, lang) | breach | {"problem": problem, "should_be": breach["expected"]}


def _named(one: Printed, lang: str) -> dict[str, Any]:
    return {"equality": word(f"equality {one['equality']}", lang)}


def _told(one: Printed, lang: str) -> dict[str, Any]:
    broken = len(one["breaches"]) + one["more"]
    result = f"{broken} {word('broken', lang)}" if broken else word("holds", lang)
    return {**one, **_named(one, lang), "audited": one["service"], "result": result}
