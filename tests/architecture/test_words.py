"""The words of all groups of verbs together: a name means the same wherever it stands."""

import tomllib
from collections import defaultdict

from services.cli.words import LANGUAGES, WORDING


def test_a_name_is_said_alike_in_every_file_and_in_both_languages() -> None:
    said: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path in sorted(WORDING.glob("*.toml")):
        for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            said[name][path.name] = tuple(words)

    assert {name: of for name, of in said.items() if len({*of.values()}) > 1} == {}
    assert [n for n, of in said.items() if {len(w) for w in of.values()} != {len(LANGUAGES)}] == []
