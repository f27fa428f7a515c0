"""The numbers of a policy version: hours, days, shares and amounts, and their dated overlays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PositiveInt, model_validator

from shared.money import Money

CustomerClass = Literal["A", "B", "C"]
SATURDAY = 5
Share = Annotated[Decimal, Field(ge=0, le=1)]


class Written(BaseModel):
    """A part of the policy file: a word that the program does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Region(Written):
    """Provinces whose parcels normally take at most so many days (R404)."""

    provinces: tuple[str, ...]
    days: PositiveInt


class Transit(Written):
    """How long a parcel may be on its way before it is watched, and before it is in trouble."""

    other_days: PositiveInt
    trouble_after_days: PositiveInt
    regions: tuple[Region, ...]

    def normal_days(self, province: str | None) -> int:
        """The region's longest normal transit; `江苏省` is found under `江苏`."""
        for region in self.regions:
            if province is not None and province.startswith(region.provinces):
                return region.days
        return self.other_days


class Calendar(Written):
    """Days off, and weekend days that are worked instead; else Monday to Friday are worked."""

    days_off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()

    def is_worked(self, day: date) -> bool:
        """Whether a company receives parcels on a day (R407)."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.days_off)

    def next_worked(self, day: date) -> date:
        """The first worked day after a day."""
        day += timedelta(days=1)
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day


class Limits(Written):
    """What changes when limits change (R517); hours are elapsed time (D28)."""

    review_hours: PositiveInt
    contact_hours: PositiveInt
    inspection_hours: PositiveInt
    stalled_hours: PositiveInt
    courier_answer_hours: PositiveInt
    address_hold_hours: PositiveInt
    price_drop_days: PositiveInt
    return_days: PositiveInt
    photos: PositiveInt
    commission_free_days: PositiveInt
    commission_rate: Share
    refund_tables: Annotated[tuple[time, ...], Field(min_length=1)]
    day_closes: time
    incident_fine: Money
    incidents_per_month: PositiveInt
    weight_mismatch_share: Share
    dispute_rate: Share
    delivery_promise_days: dict[CustomerClass, PositiveInt]
    transit: Transit

    @model_validator(mode="after")
    def _tables_follow_each_other(self) -> Self:
        if list(self.refund_tables) != sorted(set(self.refund_tables)):
            raise ValueError("refund_tables are in the order of the day")
        return self

    def changed(self, changes: dict[str, Any]) -> Limits:
        """These limits with some of them replaced, as the file writes them, validated anew."""
        return Limits.model_validate(self.model_dump(mode="json") | changes)


class Overlay(Written):
    """A dated period, such as a holiday or a promotion, with limits of its own (R517, D28)."""

    name: str
    en: str
    zh: str
    starts: AwareDatetime
    ends: AwareDatetime
    limits: dict[str, Any]

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.ends <= self.starts:
            raise ValueError(f"{self.name} ends before it starts")
        return self

    def covers(self, at: datetime) -> bool:
        """Whether a moment falls into the period; its end does not."""
        return self.starts <= at < self.ends
