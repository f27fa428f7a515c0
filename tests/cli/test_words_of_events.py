"""Whatever is announced has a name in Chinese and in English."""

import pytest

from services.cli.words import word
from shared.contracts.registry import BY_TYPE


@pytest.mark.parametrize("kind", BY_TYPE)
def test_every_event_is_named_in_both_languages(kind: str) -> None:
    named = {word(f"event {kind}", lang) for lang in ("zh", "en")}

    assert f"event {kind}" not in named, "name it in services/cli/wording/why.toml"
    assert len(named) == 2
