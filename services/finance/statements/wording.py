"""What stands on a statement, in Chinese and English: the words of ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "words.toml"

Both = tuple[str, str]
"""Chinese, English."""


def both(group: str, name: str, *told: object) -> Both:
    """A word in both languages, with what is told filled in; a name without words as it is."""
    zh, en = _words()[group].get(name, (name, name))
    if not told:
        return zh, en
    return zh.format(*_in(0, told)), en.format(*_in(1, told))


def _in(language: int, told: tuple[object, ...]) -> list[object]:
    """What is told in both languages itself, in one of them."""
    return [one[language] if isinstance(one, tuple) else one for one in told]


def beside(group: str, name: str, *told: object) -> str:
    """Both in one text, for a cell."""
    zh, en = both(group, name, *told)
    return zh if zh == en else f"{zh} {en}"


@cache
def _words() -> dict[str, dict[str, Both]]:
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        group: {name: (zh, en) for name, (zh, en) in words.items()} for group, words in read.items()
    }
