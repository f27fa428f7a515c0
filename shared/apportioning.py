"""An amount that falls to several: the parts are whole fen and always add up to it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def apportioned(amount: int, weights: Sequence[int]) -> list[int]:
    """A part for each weight, rounded down as they add up; weights must not all be nothing."""
    whole = sum(weights)
    ends = [amount * upto // whole for upto in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
