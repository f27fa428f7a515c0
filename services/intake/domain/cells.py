"""Rows brought again: same content is nothing new, an empty cell may be filled later (D31)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from services.intake.domain.refusals import Differs

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


R = TypeVar("R", bound="DataclassInstance")
L = TypeVar("L", bound=Any)
_OF_THEIR_OWN = frozenset({"lines", "recipient"})


def filled(known: R, brought: R, differs: type[Differs]) -> R:
    """``known`` with its empty cells filled; another content is refused by its column.

    ``lines`` and ``recipient`` are left as they are: they have cells of their own.
    """
    found: dict[str, Any] = {}
    for field in fields(known):
        name = field.name
        before, now = getattr(known, name), getattr(brought, name)
        if now is None or now == before or name in _OF_THEIR_OWN:
            continue
        if before is not None:
            raise differs(name)
        found[name] = now
    return replace(known, **found) if found else known


def lines_filled(
    known: tuple[L, ...], brought: Iterable[L], differs: type[Differs]
) -> tuple[L, ...]:
    """The lines with empty cells filled and new products added, sorted by product."""
    by_sku = {line.sku: line for line in known}
    for line in brought:
        before = by_sku.get(line.sku)
        by_sku[line.sku] = line if before is None else filled(before, line, differs)
    merged = sorted_lines(by_sku.values())
    return known if merged == known else merged


def sorted_lines(lines: Iterable[L]) -> tuple[L, ...]:
    """Lines by product: rows may come in any order and give the same file."""
    return tuple(sorted(lines, key=lambda line: str(line.sku)))
