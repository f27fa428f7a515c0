"""What no value of a command from outside may be, whatever its meaning (D34)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from shared.errors import BadInput
from shared.money import Money

LONGEST_TEXT = 32_767
LARGEST_WHOLE = 10**15 - 1
LARGEST_FEN = 10**14 - 1
AT_LEAST_ONE = frozenset({"quantity"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def fit(place: str, value: Any) -> None:
    """Refuse what would not fit in any store or any sum; names the field."""
    match value:
        case str():
            _text(place, value)
        case bool():
            return
        case int():
            least = 1 if place.rpartition(".")[2] in AT_LEAST_ONE else 0
            if not least <= value <= LARGEST_WHOLE:
                raise BadInput(f"{place}: a whole number from {least} to {LARGEST_WHOLE}")
        case Money():
            if not 0 <= value.fen <= LARGEST_FEN:
                raise BadInput(f"{place}: an amount from 0.00 to {Money(LARGEST_FEN)}")
        case tuple():
            _several(place, value)
        case _ if is_dataclass(value):
            for field in fields(value):
                fit(f"{place}.{field.name}", getattr(value, field.name))


def _text(place: str, text: str) -> None:
    if not text.strip():
        raise BadInput(f"{place}: is empty; what is unknown is left out")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"{place}: longer than {LONGEST_TEXT} characters")
    if _CONTROL.search(text):
        raise BadInput(f"{place}: holds a control character")


def _several(place: str, values: tuple[Any, ...]) -> None:
    if not values:
        raise BadInput(f"{place}: at least one")
    for number, value in enumerate(values):
        fit(f"{place}.{number}", value)
