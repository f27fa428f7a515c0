"""A case whose courier is claimed on, and what people do about the claim."""

from datetime import datetime
from typing import Any

from services.logistics import claim_commands as do
from shared.contracts.claims import ClaimStep
from shared.contracts.logistics import CourierClaimOpened
from shared.money import Money
from tests.logistics import told
from tests.logistics.told import CASE, ORDER, day
from tests.support.stage import Stage

OF: dict[str, Any] = {"order_no": ORDER, "case_no": CASE, "person": "王敏"}


def submit(at: datetime, **more: Any) -> do.SubmitClaim:
    return do.SubmitClaim(at=at, **OF | more)


def dispute(at: datetime, reason: str = "packed badly", **more: Any) -> do.DisputeClaim:
    return do.DisputeClaim(at=at, reason=reason, **OF | more)


def accept(at: datetime, amount: str | None = None, **more: Any) -> do.AcceptClaim:
    granted = None if amount is None else Money.of(amount)
    return do.AcceptClaim(at=at, amount=granted, **OF | more)


def reject(at: datetime, reason: str = "signed for", **more: Any) -> do.RejectClaim:
    return do.RejectClaim(at=at, reason=reason, **OF | more)


def withdraw(at: datetime, reason: str = "delivered after all", **more: Any) -> do.WithdrawClaim:
    return do.WithdrawClaim(at=at, reason=reason, **OF | more)


def damaged(**request: Any) -> list[Any]:
    """R203 with a reship: 60.00 of goods on day 4, 9.00 of freight on day 6, on the courier."""
    return [
        told.ordered(),
        told.outbound(),
        told.scan("signed", day(3)),
        told.requested("damage", "signed", **request),
        *told.decided("R203", "reship", "courier"),
        told.photographed(),
        told.reship(),
    ]


def lost() -> list[Any]:
    """Silent from day 1 on, lost on day 6: 60.00 and 8.00, and 9.00 for what was sent again."""
    rules = {"rules": ("R406",), "revision": 2}
    return [
        told.ordered(),
        told.outbound(),
        told.requested("lost", "in_transit"),
        *told.decided("R108", "reship", "courier"),
        told.reship(at=day(5)),
        *told.decided("R108", "reship", "courier", day(6), **rules),
    ]


def happens(stage: Stage, *story: Any, until: float) -> Stage:
    """Commands and announcements in turn, then business time passes."""
    for one in story:
        (stage.hears if hasattr(one, "TYPE") else stage.does)(one)
    return stage.reaches(day(until))


def opened(stage: Stage) -> list[tuple[int, float, list[str], str]]:
    """What was said of the claim: revision, day, costs, rule."""
    return [
        (
            said.revision,
            (said.at - day(0)).total_seconds() / 86_400,
            [f"{cost.cost} {cost.amount}" for cost in said.expected],
            said.rule or "",
        )
        for said in stage.said_of(CourierClaimOpened)
    ]


def steps(stage: Stage) -> list[str]:
    """The steps that were announced."""
    return [said.TYPE for said in stage.said if isinstance(said, ClaimStep)]
