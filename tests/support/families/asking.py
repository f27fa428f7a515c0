"""A family's tales as the parameters of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _pytest.mark import ParameterSet

    from tests.support.families.tale import Teller


def each(tales: Sequence[Teller]) -> list[ParameterSet]:
    """Every tale by its place, under its name; one that a rule contradicts must fail until then."""
    return [_one(place, tale) for place, tale in enumerate(tales)]


def _one(place: int, tale: Teller) -> ParameterSet:
    rule = tale().contradicts
    marks = [pytest.mark.xfail(strict=True, reason=rule)] if rule else []
    return pytest.param(place, id=tale.__name__, marks=marks)
