"""What was agreed with a courier: prices by weight and place, and what is not argued over.

Data, in versions with dates, one file each; ``terms_shelf.py`` reads them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PositiveInt, model_validator

from shared.money import Money

ANYBODY = "*"
"""The courier of the terms that hold where a courier has none of its own."""
Freight = Literal["outbound", "return", "reship"]


class Written(BaseModel):
    """A part of the file: a word that the program does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tariff(Written):
    """So much for the first grams, so much for each further step that is begun."""

    kinds: Annotated[tuple[Freight, ...], Field(min_length=1)] = ("outbound", "return", "reship")
    provinces: tuple[str, ...] = ()
    """Where it holds, by how a province's name begins; none: everywhere else."""
    first_g: PositiveInt
    first: Money
    step_g: PositiveInt
    step: Money

    def holds(self, kind: str, province: str | None) -> bool:
        """Whether a parcel of a kind to a province is priced by it."""
        if kind not in self.kinds:
            return False
        return not self.provinces or (province or "").startswith(self.provinces)

    def price(self, grams: int) -> int:
        """What so much weight costs, in fen."""
        steps = max(0, -(-(grams - self.first_g) // self.step_g))
        return self.first.fen + steps * self.step.fen

    @model_validator(mode="after")
    def _has_no_sign(self) -> Self:
        if self.first.fen < 0 or self.step.fen < 0:
            raise ValueError("a price has no sign")
        return self


class Tolerances(Written):
    """What is too little to be argued over; exactly as much is still too little."""

    rounding: Money = Money.zero()
    """Amounts up to this are put down to rounding."""
    weight_g: Annotated[int, Field(ge=0)] = 0
    """Weights that differ by up to this are one weight."""
    date_days: Annotated[int, Field(ge=0)] = 0
    """Dates that differ by up to this suggest that two rows are one."""

    @model_validator(mode="after")
    def _has_no_sign(self) -> Self:
        if self.rounding.fen < 0:
            raise ValueError("rounding: a tolerance has no sign")
        return self


class CourierTerms(Written):
    """One version of the terms of one courier."""

    courier: Annotated[str, Field(min_length=1)]
    version: Annotated[str, Field(min_length=1)]
    valid_from: AwareDatetime
    valid_to: AwareDatetime | None = None
    tolerances: Tolerances = Tolerances()
    tariffs: tuple[Tariff, ...] = Field(default=(), alias="tariff")

    @model_validator(mode="after")
    def _every_tariff_can_be_reached(self) -> Self:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("valid_to is not after valid_from")
        everywhere: set[str] = set()
        for number, tariff in enumerate(self.tariffs):
            if everywhere.issuperset(tariff.kinds):
                raise ValueError(f"tariff.{number}: one before it holds in every province")
            if not tariff.provinces:
                everywhere.update(tariff.kinds)
        return self

    def covers(self, at: datetime) -> bool:
        """Whether a moment falls into the version; its end does not."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)

    def price(self, kind: str, grams: int | None, province: str | None) -> int | None:
        """What a parcel costs by the tariff, in fen; null where nothing was agreed or weighed."""
        if grams is None:
            return None
        return next((one.price(grams) for one in self.tariffs if one.holds(kind, province)), None)


NOTHING_AGREED = CourierTerms(
    courier=ANYBODY, version="none", valid_from=datetime.fromisoformat("2001-01-01T00:00:00+08:00")
)
"""Without any file: no tariff, and every fen is a difference."""


def printed(terms: CourierTerms) -> dict[str, Any]:
    """A version as JSON."""
    told: dict[str, Any] = terms.model_dump(mode="json")
    tolerances = told.pop("tolerances")
    return {**told, **tolerances, "tariffs": told["tariffs"]}


class AllTerms:
    """Every version that the house has, by courier."""

    def __init__(self, versions: tuple[CourierTerms, ...] = ()) -> None:
        self.versions = tuple(
            sorted(versions, key=lambda one: (one.courier, one.valid_from, one.version))
        )

    def in_force(self, courier: str, at: datetime) -> CourierTerms:
        """The version of a courier at a moment, the last that had begun; else everybody's."""
        for who in (courier, ANYBODY):
            for one in reversed(self.versions):
                if one.courier == who and one.covers(at):
                    return one
        return NOTHING_AGREED
