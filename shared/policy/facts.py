"""What is known of a situation when it is judged; what is unknown is None."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, get_args

from shared.errors import BadInput
from shared.policy.vocabulary import Cause, OuterPackage, SignedBy, Stage, WeightCheck, Wish


class BadFacts(BadInput):
    """Facts that domain.md does not know; the message names the fact and the fault (D23)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One situation, as domain.md describes it.

    Nothing is checked here, so that building one is cheap: ``parse_facts`` is the strict way in.
    """

    cause: Cause
    stage: Stage
    wish: Wish | None = None
    outer_package: OuterPackage | None = None
    liquid: bool | None = None
    partly_good: bool | None = None
    weight_check: WeightCheck | None = None
    signed_by: SignedBy | None = None
    photos: int | None = None
    outer_photo: bool | None = None
    verified: bool | None = None
    days_since_purchase: int | None = None
    days_since_signed: int | None = None
    days_since_success: int | None = None
    resellable: bool | None = None
    complete: bool | None = None
    small_quantity: bool | None = None
    customer_confirmed: bool | None = None
    loss_confirmed: bool | None = None
    refused: bool | None = None
    """The recipient turned the parcel away, and did so before any loss (D7)."""
    dealer: bool | None = None
    """The order has a dealer (D26)."""

    def as_json(self) -> dict[str, Any]:
        """The known facts only, in domain.md's order with ``stage`` first."""
        known = {"stage": self.stage, "cause": self.cause}
        return known | {
            name: value for name in FACT_NAMES if (value := getattr(self, name)) is not None
        }


FACT_NAMES: Final = tuple(field.name for field in fields(Facts))

SHOWN: Final = 40  # characters of a wrong value that its error repeats

# A fact's finite values; the other facts are counts.
CHOICES: Final[Mapping[str, tuple[str | bool, ...]]] = {
    "cause": get_args(Cause),
    "stage": get_args(Stage),
    "wish": get_args(Wish),
    "outer_package": get_args(OuterPackage),
    "weight_check": get_args(WeightCheck),
    "signed_by": get_args(SignedBy),
    "liquid": (True, False),
    "partly_good": (True, False),
    "outer_photo": (True, False),
    "verified": (True, False),
    "resellable": (True, False),
    "complete": (True, False),
    "small_quantity": (True, False),
    "customer_confirmed": (True, False),
    "loss_confirmed": (True, False),
    "refused": (True, False),
    "dealer": (True, False),
}
COUNTS: Final = ("photos", "days_since_purchase", "days_since_signed", "days_since_success")


def _word_of(choices: frozenset[str]) -> Callable[[Any], str | None]:
    expected = "one of " + ", ".join(sorted(choices))
    return lambda value: None if type(value) is str and value in choices else expected


def _truth(value: Any) -> str | None:
    return None if type(value) is bool else "true or false"


def _count(value: Any) -> str | None:
    # Not isinstance: JSON's true is no number of photos.
    return None if type(value) is int and value >= 0 else "a whole number of 0 or more"


def _check_of(name: str) -> Callable[[Any], str | None]:
    if name in COUNTS:
        return _count
    words = frozenset(choice for choice in CHOICES[name] if isinstance(choice, str))
    return _word_of(words) if words else _truth


# Per fact: what was expected instead, or None when the value is fine.
CHECKS: Final = {name: _check_of(name) for name in FACT_NAMES}


def parse_facts(given: object) -> Facts:
    """Read the facts of one JSON object; every fault is named, none is guessed away (D23)."""
    if not isinstance(given, dict):
        raise BadFacts("facts are a JSON object")
    known = {name: value for name, value in given.items() if value is not None}
    faults = [fault for name, value in known.items() if (fault := _fault(name, value))]
    faults += [
        f"unknown fact {name!a}" for name in given if name not in CHECKS and given[name] is None
    ]
    faults += [f"{name} is required" for name in ("cause", "stage") if name not in known]
    if faults:
        raise BadFacts("; ".join(faults))
    return Facts(**known)


def _fault(name: str, value: Any) -> str | None:
    check = CHECKS.get(name)
    if check is None:
        return f"unknown fact {name!a}"
    expected = check(value)
    return None if expected is None else f"{name}: expected {expected}, not {_shown(value)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, default=repr)
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."
