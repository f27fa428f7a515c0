"""What the warehouse does whenever it hears something."""

from services.warehouse import commands as do
from services.warehouse.domain.damage_report import Evidence, Photo
from services.warehouse.domain.order_facts import CasePayment, Judgement, Paid
from services.warehouse.domain.weight_check import ClaimedLine, PackedLine
from services.warehouse.reactions import HEARS, TOPICS, react
from shared.contracts.base import Announcement
from shared.contracts.claims import ClaimWithdrawn
from shared.costs import Bearer
from shared.money import Money
from tests.warehouse import told
from tests.warehouse.told import CASE, ORDER, RESHIP, TABLE, WAYBILL, day


def commands(said: Announcement) -> list[do.WarehouseCommand]:
    return list(react(said))


def test_an_order_is_noted_with_its_weights() -> None:
    assert commands(told.order(("MILK", 3, 500), packaging_g=None)) == [
        do.NoteOrder(ORDER, day(0), (PackedLine("MILK", 3, 500),), packaging_g=0)
    ]


def test_parcels_and_outbound_weights_are_noted() -> None:
    reship = told.shipped(RESHIP, "reship", freight=Money.of("8.00"))

    assert commands(reship) == [
        do.NoteParcel(RESHIP, "reship", ORDER, day(1), CASE, "SF", None, Money.of("8.00"))
    ]
    assert commands(told.picked_up(900)) == [do.NoteWeight(WAYBILL, ORDER, day(1), 900)]
    other = told.picked_up(900).model_copy(update={"status": "in_transit"})
    assert commands(other) == []


def test_requests_about_damage_or_missing_items_are_noted() -> None:
    evidence = Evidence("missed_item", "intact")

    assert commands(told.requested(("MILK", 1))) == [
        do.NoteRequest(CASE, ORDER, day(4), WAYBILL, "signed", evidence, (ClaimedLine("MILK", 1),))
    ]
    assert commands(told.requested(("MILK", 1), cause="expired")) == []
    assert commands(told.decided("R210")) == [
        do.NoteDecision(CASE, ORDER, day(4), Judgement(("R210",), "warehouse", "2026-01"))
    ]
    assert commands(told.decided("R203", cause="damage")) == []


def test_photos_are_noted_and_papers_are_not() -> None:
    assert commands(told.brought("outer_photo", day(5), "intact")) == [
        do.NotePhoto(CASE, ORDER, Photo(day(5), "outer_photo", "outer_photo-5", "intact"))
    ]
    assert commands(told.brought("chat", day(5))) == []


def test_verdicts_and_payments_are_noted_whatever_their_case() -> None:
    assert commands(told.verdict("staff", day(8), "A1")) == [
        do.NoteVerdict(CASE, ORDER, day(8), Bearer("staff", "A1"))
    ]
    given_up = ClaimWithdrawn(
        at=day(9), case_no=CASE, order_no=ORDER, claim="1", step=1, person="P"
    )
    assert commands(given_up) == [
        do.NoteVerdict(CASE, ORDER, day(9), Bearer("merchant"), of="courier")
    ]
    money = Money.of("9.00")
    assert commands(told.paid("9.00", ("MILK", 1, "9.00"))) == [
        do.NotePayment(
            CASE,
            ORDER,
            CasePayment(f"{CASE}/refund", "refund", TABLE, money, (Paid("MILK", 1, money),)),
        )
    ]


def test_only_the_warehouses_own_costs_are_booked_here() -> None:
    (booked,) = commands(told.assigned("E-1", "30.00"))

    assert isinstance(booked, do.BookAssignedCost)
    assert (booked.entry.entry, booked.waybill) == ("E-1", WAYBILL)
    assert commands(told.assigned("E-1", "30.00", party="courier")) == []


def test_it_hears_the_three_other_services() -> None:
    assert TOPICS == ("intake.events", "logistics.events", "finance.events")
    assert "ParcelScanned" in HEARS
