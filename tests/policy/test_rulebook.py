"""The rulebook: every rule of domain.md and details.md, in both languages, with its documents."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from pydantic import ValidationError

from shared.policy.rulebook import parse, rulebook

CHINESE = re.compile("[\u4e00-\u9fff]")
FAMILIES = {1: 11, 2: 12, 3: 7, 4: 7, 5: 17}
SETTLED = [*range(1, 17), *range(20, 29), *range(30, 37)]
GOOD = """
[R101]
sources = ["000"]
title = { en = "a", zh = "甲" }
text = { en = "b", zh = "乙" }
"""


def test_it_holds_every_rule_and_every_settled_detail_once() -> None:
    rules = [f"R{family}{number:02}" for family in FAMILIES for number in _numbers(family)]
    details = chain.from_iterable((f"D{n}", "D32a") if n == 32 else (f"D{n}",) for n in SETTLED)

    assert list(rulebook()) == [*rules, *details]


def _numbers(family: int) -> range:
    return range(1, FAMILIES[family] + 1)


def test_every_rule_speaks_both_languages_and_no_two_have_one_title() -> None:
    rules = rulebook().values()

    assert all(CHINESE.search(text.zh) for rule in rules for text in (rule.title, rule.text))
    assert len({rule.title.en for rule in rules}) == len({rule.title.zh for rule in rules}) == 87


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        pytest.param('sources = ["000"]', "", "names its documents", id="no-document"),
        pytest.param("[R101]", "[D1]", "names its documents", id="a-detail-from-a-document"),
        pytest.param('"000"', '"005"', "005", id="no-such-document"),
        pytest.param("[R101]", "[R601]", "R601", id="no-such-family"),
        pytest.param('zh = "乙"', 'zh = ""', "zh", id="no-chinese"),
        pytest.param('en = "b"', 'en = " "', "en", id="blank-english"),
    ],
)
def test_what_cannot_be_meant_is_refused(old: str, new: str, named: str) -> None:
    assert parse(GOOD)["R101"].sources == ("000",)

    with pytest.raises(ValidationError, match=named):
        parse(GOOD.replace(old, new))
