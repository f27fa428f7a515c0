"""A second version to compare with: the first one, with a few edits that its owners might make."""

from __future__ import annotations

from functools import reduce

from shared.policy.model import Policy, parse
from shared.policy.shelf import VERSIONS

TEXT = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")

Edit = tuple[str, str]

NAMED: Edit = ('version = "2026-01"', 'version = "2026-10"')
LATER: Edit = ("valid_from = 2000-01-01T00", "valid_from = 2026-10-01T00")
FIFTEEN_DAYS: Edit = ("return_days = 7 ", "return_days = 15 ")
R203_OURS: Edit = (
    'rule = "R203"\nliable = "courier"\nbook_to = "courier_account"',
    'rule = "R203"\nliable = "merchant"\nbook_to = "none"',
)


def text(*edits: Edit) -> str:
    """The draft's file."""
    changes = (NAMED, LATER, *edits)
    assert all(old in TEXT for old, _ in changes)
    return reduce(lambda made, edit: made.replace(*edit), changes, TEXT)


def draft(*edits: Edit) -> Policy:
    """The draft, read."""
    return parse(text(*edits))
