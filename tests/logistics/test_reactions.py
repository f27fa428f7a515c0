"""What logistics notes of what others announce."""

from typing import Any

import pytest

from services.logistics.commands import (
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
from services.logistics.domain.case_file import Assigned, Chosen, Decided, Difference, Request
from services.logistics.domain.goods import Found, GoodsBack
from services.logistics.reactions import HEARS, TOPICS, react
from shared.contracts.warehouse import ReturnedParcelMatched
from shared.costs import Bearer, CostEntry, Pieces, Verdict
from shared.money import Money
from tests.logistics import told
from tests.logistics.told import CASE, ORDER, WAYBILL, day

DECISION, REMEDY = told.decided("R108", "reship", "courier", rules=("R501",), return_path="refuse")
RECEIVED, INSPECTED = told.inspected(("MILK", 1, "damaged"))
FOUND = (Found("MILK", 1, "damaged"),)

REACTIONS = [
    pytest.param(
        told.ordered(("MILK", 2)),
        NoteOrder(ORDER, day(0), (OrderedGoods("MILK", 2, Money(3_000)),)),
        id="OrderRegistered",
    ),
    pytest.param(
        told.requested("damage", "signed"),
        NoteRequest(
            ORDER,
            CASE,
            day(4),
            Request(
                day(4), "damage", "signed", (Pieces("MILK", 2),), Money(6_000),
                agent="A5", dealer_id="D9", policy="2026-01",
            ),
        ),
        id="ReturnRequested",
    ),
    pytest.param(
        DECISION,
        NoteDecision(
            ORDER,
            CASE,
            day(4),
            Decided(1, day(4), "approved", "courier", "R108", ("R108", "R501"), "2026-01"),
        ),
        id="RequestDecided",
    ),
    pytest.param(
        REMEDY,
        NoteRemedy(
            ORDER,
            CASE,
            day(4),
            Chosen(1, day(4), "reship", "refuse", "courier", "R108", ("R108", "R501")),
        ),
        id="RemedyChosen",
    ),
    pytest.param(
        told.verdict("staff", day(8)),
        NoteVerdict(ORDER, CASE, day(8), Verdict(day(8), Bearer("staff"))),
        id="LiabilityDecided",
    ),
    pytest.param(
        RECEIVED, NoteGoods(WAYBILL, day(8), GoodsBack(day(8))), id="GoodsReceived"
    ),
    pytest.param(
        INSPECTED,
        NoteGoods(WAYBILL, day(9), GoodsBack(day(8), day(9), FOUND)),
        id="GoodsInspected",
    ),
    pytest.param(
        ReturnedParcelMatched(
            at=day(10), waybill=WAYBILL, received_at=day(8), inspected_at=day(9),
            rows=INSPECTED.rows,
        ),
        NoteGoods(WAYBILL, day(10), GoodsBack(day(8), day(9), FOUND)),
        id="ReturnedParcelMatched",
    ),
    pytest.param(
        told.photographed(), NoteDamage(ORDER, CASE, day(4), day(4)), id="DamageConfirmed"
    ),
    pytest.param(
        told.brought("photo", day(5)),
        NoteEvidence(ORDER, CASE, day(5), f"photo:{5:064}"),
        id="EvidenceAttached",
    ),
    pytest.param(
        told.paid("15.50"),
        NoteDifference(
            ORDER, CASE, day(7), Difference(f"{CASE}/price_difference", day(7), Money(1_550))
        ),
        id="RefundPaid",
    ),
    pytest.param(
        told.assigned("refund", "30.00", day(8)),
        NoteAssignedCost(
            ORDER,
            CASE,
            day(8),
            Assigned(
                CostEntry(
                    "refund-9", "charge", Bearer("courier"), "refund", Money(3_000), day(8),
                    "R501", verdict=day(8),
                )
            ),
        ),
        id="CaseCostAssigned",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "command"), REACTIONS)
def test_what_is_noted(said: Any, command: Any) -> None:
    assert list(react(said)) == [command]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(told.paid("60.00", kind="refund"), id="a refund is no cost of a courier"),
        pytest.param(
            told.photographed().model_copy(update={"source": "inspection", "waybill": WAYBILL}),
            id="damage from inspection is read from the inspection",
        ),
        pytest.param(
            told.assigned("refund", "30.00", day(8), party="merchant"), id="another's cost"
        ),
    ],
)
def test_what_is_not(said: Any) -> None:
    assert list(react(said)) == []


def test_everything_heard_has_a_reaction() -> None:
    assert TOPICS == ("intake.events", "warehouse.events", "finance.events")
    assert {param.id for param in REACTIONS} == set(HEARS)
