"""What intake does when others announce something: pure, so each test is one comparison."""

from services.intake.commands import (
    NoteGoodsInspected,
    NoteParcelMoved,
    NotePayment,
    NoteSignOff,
    NoteWeightCheck,
)
from services.intake.domain.parcels import Found
from services.intake.reactions import HEARS, react
from shared.contracts import finance, logistics, warehouse
from shared.contracts.base import Goods, InspectedGoods
from tests.intake.desk import ASKED, HOUR, yuan

ROWS = (
    InspectedGoods(sku="CUP", quantity=1, condition="good"),
    InspectedGoods(sku="BOOK", quantity=2, condition="damaged"),
)
FOUND = (Found("BOOK", 2, "damaged"), Found("CUP", 1, "good"))


def test_only_scans_that_make_a_stage_matter() -> None:
    def scan(status: str) -> logistics.ParcelScanned:
        return logistics.ParcelScanned(
            at=ASKED,
            order_no="O1",
            waybill="W1",
            status=status,
            kind="outbound",
            signed_by="customer",
        )

    assert list(react(scan("in_transit"))) == []
    assert list(react(scan("signed"))) == [NoteParcelMoved("O1", ASKED, "W1", "signed", "customer")]


def test_d7_only_an_outbound_parcels_loss_turns_cases() -> None:
    lost = logistics.ParcelLost(
        at=ASKED, order_no="O1", waybill="S1", kind="reship", last_movement_at=ASKED, by="silence"
    )
    assert list(react(lost)) == []


def test_what_names_no_order_is_nobodys_case() -> None:
    received = warehouse.GoodsInspected(
        at=ASKED, waybill="R9", received_at=ASKED - HOUR, inspected_at=ASKED, rows=ROWS
    )
    assert list(react(received)) == []

    matched = warehouse.ReturnedParcelMatched(
        at=ASKED + HOUR,
        order_no="O1",
        waybill="R9",
        received_at=ASKED,
        inspected_at=ASKED,
        rows=ROWS,
    )
    assert list(react(matched)) == [NoteGoodsInspected("O1", ASKED, "R9", FOUND)]


def test_r306_silence_counts_as_without_consent() -> None:
    unproved = logistics.SignOffUnproved(at=ASKED, case_no="C1")

    assert list(react(unproved)) == [NoteSignOff("C1", ASKED, "third_party_without_consent")]


def test_r210_and_r212_come_from_the_warehouse() -> None:
    def checked(kind: type[warehouse.MissedItemConfirmed | warehouse.MissedItemRejected]) -> object:
        said = kind(
            at=ASKED,
            case_no="C1",
            lines=(Goods(sku="CUP", quantity=1),),
            expected_g=900,
            outbound_g=500,
            missing_g=400,
            checked_at=ASKED,
        )
        return next(react(said))

    assert checked(warehouse.MissedItemConfirmed) == NoteWeightCheck("C1", ASKED, "mismatch")
    assert checked(warehouse.MissedItemRejected) == NoteWeightCheck("C1", ASKED, "match")


def test_payments_are_noted_at_their_table() -> None:
    paid = finance.RefundPaid(
        at=ASKED,
        case_no="C1",
        refund="F1",
        table_at=ASKED,
        kind="refund",
        amount=yuan("1.00"),
        deducted=yuan("0.00"),
        shares=(),
    )
    assert list(react(paid)) == [NotePayment("C1", ASKED, "F1")]


def test_everything_heard_is_an_announcement_under_its_own_name() -> None:
    assert all(name == heard.TYPE for name, heard in HEARS.items())
