"""Stories worked out by hand from domain.md, to run through the calculator and the services."""

from tests.support.stories import damaged, missed, moved, not_received, received, turned
from tests.support.stories.story import Story, moment

STORIES: tuple[Story, ...] = (
    *not_received.told(),
    *damaged.told(),
    *received.told(),
    *missed.told(),
    *moved.told(),
    *turned.told(),
)

__all__ = ["STORIES", "Story", "moment"]
