"""Every rule with the policy rows, the code and the tests that cite it."""

from __future__ import annotations

from collections.abc import Mapping

from docs.generated.citations import in_code, in_policy, in_tests
from shared.policy.rulebook import Rule, rulebook

NAME = "rules.md"

_HEAD = """# Rules

Generated from `shared/policy/rulebook.toml` and from every citation in policy, code and tests;
`make docs` writes it anew, `tests/architecture/test_rules.py` keeps it whole. R… are the rules of
the five source documents (000 … 004), D… what they leave open, as it was settled."""


def pages() -> dict[str, str]:
    """rules.md."""
    cited = {"policy": in_policy(), "code": in_code(), "tests": in_tests()}
    parts = [_HEAD]
    for number, rule in rulebook().items():
        parts.append(_described(number, rule))
        for name, places in cited.items():
            parts += _listed(name, places.get(number, {}))
    return {NAME: "\n".join(parts) + "\n"}


def _described(number: str, rule: Rule) -> str:
    sources = f" ({', '.join(rule.sources)})" if rule.sources else ""
    title = f"\n## {number} · {rule.title.en} · {rule.title.zh}"
    return f"{title}\n\n{rule.text.en}{sources}\n\n{rule.text.zh}\n"


def _listed(name: str, files: Mapping[str, list[str]]) -> list[str]:
    """A line a file, so that two people's citations seldom meet in one."""
    lines = []
    for where, symbols in files.items():
        named = ", ".join(f"`{symbol}`" for symbol in symbols if symbol)
        lines.append(f"  * {where}" + (f": {named}" if named else ""))
    return [f"* {name}", *lines] if lines else []
