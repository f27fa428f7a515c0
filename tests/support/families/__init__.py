"""Journeys of whole families of rules: files, people's deeds, and what is then told."""

from tests.support.families.asking import each
from tests.support.families.house import tell
from tests.support.families.tale import Tale, Told

__all__ = ["Tale", "Told", "each", "tell"]
