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

OPEN = {  # What the services do not print yet, and why; such a story has to fail there.
    "D7, D21: a loss releases the dealer at its moment": (
        "the dealer's entries are withdrawn at their own moments, under R503"
    ),
    "D7, D21: what a verdict moved before a loss stays": (
        "the entries are withdrawn at their own moments, also the courier's"
    ),
    "R303, R503: a defect verified later takes back what the dealer bore": (
        "one import never books it; one in steps does, and withdraws it at its own moment (D32)"
    ),
    "D1: of two cases entitled in the same second the lower number is": (
        "the higher number's freight is booked too, and withdrawn in that second"
    ),
}

__all__ = ["OPEN", "STORIES", "Story", "moment"]
