"""Whenever another service announces something, what logistics must note. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from services.logistics.commands import (
    LogisticsCommand,
    NoteAssignedCost,
    NoteDamage,
    NoteDecision,
    NoteDifference,
    NoteEvidence,
    NoteGoods,
    NoteOrder,
    NoteRemedy,
    NoteRequest,
    NoteVerdict,
)
from services.logistics.domain.case_costs import OrderedGoods
from services.logistics.domain.case_file import (
    Assigned,
    Chosen,
    ChosenBefore,
    Decided,
    DecidedBefore,
    Difference,
    Request,
)
from services.logistics.domain.goods import Found, GoodsBack
from shared.contracts import finance, intake, warehouse
from shared.contracts.base import Announcement, InspectedGoods, Value
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.entries import from_assigned
from shared.costs import Bearer, Pieces, Verdict
from shared.money import Money

V = TypeVar("V")
TOPICS: tuple[str, ...] = (intake.TOPIC, warehouse.TOPIC, finance.TOPIC)
HEARS: Mapping[str, type[Announcement]] = {
    said.TYPE: said
    for said in (
        intake.OrderRegistered,
        intake.ReturnRequested,
        intake.RequestDecided,
        intake.RemedyChosen,
        intake.LiabilityDecided,
        intake.EvidenceAttached,
        warehouse.GoodsReceived,
        warehouse.GoodsInspected,
        warehouse.ReturnedParcelMatched,
        warehouse.DamageConfirmed,
        finance.RefundPaid,
        CaseCostAssigned,
    )
}


def react(said: Announcement) -> Iterator[LogisticsCommand]:
    """The commands that follow from an announcement."""
    match said:
        case intake.OrderRegistered():
            lines = tuple(
                OrderedGoods(line.sku, line.quantity, line.unit_price) for line in said.lines
            )
            yield NoteOrder(_order(said), said.at, lines)
        case warehouse.GoodsReceived() | warehouse.GoodsInspected():
            inspected = said.inspected_at if isinstance(said, warehouse.GoodsInspected) else None
            goods = GoodsBack(said.received_at, inspected, _found(said.rows) if inspected else ())
            yield NoteGoods(said.key(), said.at, goods)
        case warehouse.ReturnedParcelMatched():
            rows = _found(said.rows) if said.inspected_at else ()
            goods = GoodsBack(said.received_at, said.inspected_at, rows)
            yield NoteGoods(said.key(), said.at, goods)
        case _:
            yield from _about_a_case(said)


def _about_a_case(said: Announcement) -> Iterator[LogisticsCommand]:
    match said:
        case intake.ReturnRequested():
            yield NoteRequest(_order(said), said.key(), said.at, _request(said))
        case intake.RequestDecided():
            yield NoteDecision(_order(said), said.key(), said.at, _decided(said))
        case intake.RemedyChosen():
            yield NoteRemedy(_order(said), said.key(), said.at, _chosen(said))
        case intake.LiabilityDecided():
            verdict = Verdict(said.decided_at, Bearer(said.to_party, said.account))
            yield NoteVerdict(_order(said), said.key(), said.at, verdict)
        case intake.EvidenceAttached(kind=kind, sha256=digest):
            yield NoteEvidence(_order(said), said.key(), said.at, f"{kind}:{digest}")
        case warehouse.DamageConfirmed(source="photos"):
            yield NoteDamage(_order(said), said.key(), said.at, said.confirmed_at)
        case finance.RefundPaid(kind="price_difference"):
            paid = Difference(said.refund, said.at, said.amount)
            yield NoteDifference(_order(said), said.key(), said.at, paid)
        case CaseCostAssigned(party="courier"):
            assigned = Assigned(from_assigned(said), said.to)
            yield NoteAssignedCost(_order(said), said.key(), said.at, assigned)
        case _:
            return  # Refunds, damage found in parcels, other parties' costs: not ours to note.


def _order(said: Announcement) -> str:
    if said.order_no is None:
        raise ValueError(f"{type(said).__name__} without its order")
    return said.order_no


def _found(rows: Iterable[InspectedGoods]) -> tuple[Found, ...]:
    return tuple(Found(row.sku, row.quantity, row.condition) for row in rows)


def _request(said: intake.ReturnRequested) -> Request:
    return Request(
        at=said.requested_at,
        cause=said.facts["cause"],
        stage=said.facts["stage"],
        lines=tuple(Pieces(line.sku, line.quantity) for line in said.lines),
        value=Money.total(line.value for line in said.lines),
        signed_by=said.facts.get("signed_by"),
        agent=said.agent,
        dealer_id=said.dealer_id,
        policy=said.policy,
    )


def _decided(said: intake.RequestDecided) -> Decided:
    return Decided(
        revision=said.revision,
        decided_at=said.decided_at,
        verdict=said.decision.verdict,
        liable=said.decision.liable,
        rule=said.rule,
        rules=said.decision.rules,
        policy=said.policy,
        before=_told(DecidedBefore, said.before),
    )


def _chosen(said: intake.RemedyChosen) -> Chosen:
    return Chosen(
        revision=said.revision,
        chosen_at=said.chosen_at,
        remedy=said.remedy,
        return_path=said.return_path,
        liable=said.liable,
        rule=said.rule,
        rules=said.rules,
        before=_told(ChosenBefore, said.before),
    )


def _told(kind: Callable[..., V], before: tuple[Value, ...] | None) -> tuple[V, ...] | None:
    return None if before is None else tuple(kind(**dict(one)) for one in before)
