"""What tables are headed with, in Chinese and in English; data itself is never translated.

The words stand in ``wording/``, a file a group of verbs; a name means the same in all of them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("zh", "en")
WORDING: Final = Path(__file__).parent / "wording"


def word(name: str, language: str) -> str:
    """The word for a column, a kind or a status; the name itself where there is none."""
    words = _words().get(name)
    return name if words is None else words[LANGUAGES.index(language)]


@cache
def _words() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for file in sorted(WORDING.glob("*.toml")):
        for name, (zh, en) in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if found.setdefault(name, (zh, en)) != (zh, en):
                raise ValueError(f"{file.name}: {name} is said otherwise elsewhere")
    return found
