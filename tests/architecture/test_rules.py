"""Every rule of the documents is carried out somewhere and proved by a test, and says where.

A citation is the rule's id: in a policy row, in code, in a test's name, words or data.
"""

from __future__ import annotations

import pytest

from docs.generated import rules
from docs.generated.citations import LIMITS, ROOT, everywhere, in_code, in_policy, in_tests
from shared.policy.rulebook import rulebook


@pytest.fixture(scope="module")
def carried_out() -> set[str]:
    rows = {
        rule
        for rule, versions in in_policy().items()
        if any(not row.startswith(LIMITS) for named in versions.values() for row in named)
    }
    return rows | in_code().keys()


def test_every_rule_is_carried_out_by_code_or_a_policy_row(carried_out: set[str]) -> None:
    assert rulebook().keys() - carried_out == set()


def test_every_rule_has_a_test() -> None:
    assert rulebook().keys() - in_tests().keys() == set()


def test_every_citation_names_a_rule() -> None:
    unknown = {f"{where}: {rule}" for where, rule in everywhere() if rule not in rulebook()}

    assert unknown == set(), "write it into shared/policy/rulebook.toml, or cite another"


def test_the_page_of_rules_is_fresh() -> None:
    ((name, text),) = rules.pages().items()

    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, "run make docs"
