"""Stories worked out by hand from domain.md, to run through the calculator and the services."""

from tests.support.stories import (
    accounts,
    damaged,
    decided,
    missed,
    moved,
    not_received,
    received,
    turned,
)
from tests.support.stories.story import Story, moment

STORIES: tuple[Story, ...] = (
    *not_received.told(),
    *damaged.told(),
    *received.told(),
    *missed.told(),
    *moved.told(),
    *turned.told(),
    *accounts.told(),
    *decided.told(),
)

OPEN: dict[str, str] = {}
"""What the services do not print yet, and why; such a story has to fail there."""

__all__ = ["OPEN", "STORIES", "Story", "moment"]
