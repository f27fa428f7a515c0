"""What can happen to an order, by the rule that it tells."""

from samples.month.stories import missed, moved, not_received, other, received
from samples.month.stories.story import Story

ORDINARY = not_received.ORDINARY
ISSUE: tuple[Story, ...] = (
    *not_received.STORIES,
    *received.STORIES,
    *missed.STORIES,
    *moved.STORIES,
)
ALL: tuple[Story, ...] = (*ISSUE, *other.STORIES)
