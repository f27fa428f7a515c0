"""What a house needs of each of its services: lists of commands, clock, deadlines, progress.

The import comes in here when it goes through a gateway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from pydantic import AwareDatetime, BaseModel, Field

from shared.errors import BadInput, RuleViolation
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.fitness import fit
from shared.http.problems import refusal_of
from shared.http.routes import RepeatableRoute
from shared.store.hands import Hands
from shared.store.service import LetTimePass, Outcome

if TYPE_CHECKING:
    from shared.http.codec import Codec
    from shared.runtime.desk import Desk
    from shared.runtime.part import Part

router = APIRouter(route_class=RepeatableRoute, tags=["house"])

MOST_COMMANDS = 5_000
MOST_NAMES = 20_000
Names = Annotated[list[str], Body(max_length=MOST_NAMES, examples=[["order:R20260901-001"]])]


class Refused(BaseModel):
    """Why a command changed nothing."""

    code: str = Field(examples=["order-not-known"])
    reason: str
    column: str | None = None


class Answered(BaseModel):
    """What became of one command."""

    changed: bool
    refused: Refused | None = None


class Passing(BaseModel):
    """How far business time goes.

    ``people``: refund tables that come are drawn for them (ADR 0018); else they count as
    approved and paid, as an import's do (D36). ``person`` lets it pass.
    """

    until: AwareDatetime = Field(examples=["2026-09-02T10:00:00+08:00"])
    people: bool = False
    person: str | None = Field(default=None, min_length=1, max_length=200)


class Passed(BaseModel):
    """How many aggregates were waiting, and how far business time has got."""

    woken: int
    reached: AwareDatetime | None


class Clock(BaseModel):
    """How far business time has got, and what it meets next."""

    reached: AwareDatetime | None
    next_deadline: AwareDatetime | None


class Wake(BaseModel):
    """One aggregate for which time passes."""

    aggregate_id: str = Field(examples=["case:C1"])
    until: AwareDatetime


class Deadline(BaseModel):
    """An aggregate that waits for a moment, and the order it belongs to."""

    at: AwareDatetime
    aggregate_id: str
    order_no: str | None


class Place(BaseModel):
    """A partition: how far it was heard and where it ends."""

    topic: str
    partition: int
    heard: int
    end: int


class Stand(BaseModel):
    """How far a service is; a house is drained when all its services stand still."""

    stored: int
    relayed: int
    places: list[Place]
    behind: int
    parked: list[str] = []
    """Messages that could not be handled, by their id."""


@router.post("/commands", summary="Carry out commands")
def carry_out(
    request: Request,
    desk: AtDesk,
    commands: Annotated[list[dict[str, Any]], Body(max_length=MOST_COMMANDS)],
) -> list[Answered]:
    """Each that is allowed; one refusal, or one that cannot be read, stops no other."""
    codec: Codec = request.app.state.codec
    read = [_read(codec, tagged) for tagged in commands]
    outcomes = iter(desk.handle_each([c for c in read if not isinstance(c, Answered)]))
    return [c if isinstance(c, Answered) else _answered(next(outcomes)) for c in read]


@router.post("/clock", summary="Let business time pass")
def let_time_pass(desk: AtDesk, passing: Passing) -> Passed:
    """Every deadline up to the moment passes. The caller has drained the house before."""
    hands = Hands(passing.person) if passing.people else None
    woken = desk.pass_time(local(passing.until), hands)
    return Passed(woken=woken, reached=desk.service.reached())


@router.get("/clock", summary="Business time")
def clock(desk: AtDesk) -> Clock:
    """How far business time has got here."""
    return Clock(reached=desk.service.reached(), next_deadline=desk.service.next_deadline())


@router.get("/deadlines", summary="Who waits for what moment")
def deadlines(
    desk: AtDesk,
    until: Annotated[AwareDatetime, Query(examples=["2026-09-02T10:00:00+08:00"])],
    limit: Annotated[int, Query(ge=1, le=1_000_000)] = 100_000,
) -> list[Deadline]:
    """Aggregates whose deadline is up to a moment, earliest first."""
    due = desk.service.due(local(until), limit)
    orders = desk.order_of([aggregate_id for _, aggregate_id in due])
    return [Deadline(at=at, aggregate_id=one, order_no=orders.get(one)) for at, one in due]


@router.post("/let-pass", status_code=204, summary="Let time pass for single aggregates")
def let_pass(desk: AtDesk, wakes: Annotated[list[Wake], Body(max_length=MOST_NAMES)]) -> None:
    """Their own deadlines up to a moment pass, nobody else's."""
    _of_known_kinds(desk, [wake.aggregate_id for wake in wakes])
    desk.let_pass([LetTimePass(wake.aggregate_id, local(wake.until)) for wake in wakes])


@router.post("/known", summary="Which of these exist")
def known(desk: AtDesk, aggregate_ids: Names) -> list[str]:
    """Those of the aggregates that exist, in their order."""
    _of_known_kinds(desk, aggregate_ids)
    return sorted(desk.service.known(aggregate_ids))


@router.post("/order-of", summary="The orders of these")
def order_of(desk: AtDesk, aggregate_ids: Names) -> dict[str, str]:
    """Aggregate → the order it belongs to, where it has one."""
    _of_known_kinds(desk, aggregate_ids)
    return desk.order_of(aggregate_ids)


@router.get("/progress", summary="How far relay and listener have got")
def progress(request: Request) -> Stand:
    """Nothing is behind, and twice in a row the same in all services: the house is drained."""
    part: Part = request.app.state.part
    standing = part.progress.standing()
    places = [
        Place(topic=spot[0], partition=spot[1], heard=standing.heard.get(spot, 0), end=end)
        for spot, end in sorted(standing.ends.items())
    ]
    return Stand(
        stored=standing.stored,
        relayed=standing.relayed,
        places=places,
        behind=standing.behind,
        parked=[row["message_id"] for row in part.desk.service.parked()],
    )


@router.get("/projections", summary="How far the tables are that are read")
def projections(request: Request) -> dict[str, int]:
    """Projection → messages that its tables do not hold yet."""
    part: Part = request.app.state.part
    return part.unprojected()


def _of_known_kinds(desk: Desk, aggregate_ids: list[str]) -> None:
    kinds = {kind.KIND for kind in desk.service.kinds}
    for aggregate_id in aggregate_ids:
        kind, colon, number = aggregate_id.partition(":")
        if kind not in kinds or not colon:
            raise BadInput(f"an aggregate is named {', '.join(sorted(kinds))}:number")
        fit(kind, number)


def _read(codec: Codec, tagged: dict[str, Any]) -> Any:
    try:
        return codec.decode(tagged)
    except BadInput as error:
        return Answered(changed=False, refused=Refused(code="bad-input", reason=str(error)))


def _answered(outcome: Outcome) -> Answered:
    refusal: RuleViolation | None = outcome.refused
    told = Refused.model_validate(refusal_of(refusal)) if refusal else None
    return Answered(changed=outcome.changed, refused=told)
