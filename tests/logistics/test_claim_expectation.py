"""What a claim on a courier expects: opened before anything is certain, then said anew."""

from datetime import timedelta

import pytest

from shared.contracts.logistics import CourierClaimOpened, LostParcelFound
from tests.logistics import claiming, told
from tests.logistics.claiming import happens, opened
from tests.logistics.told import booked, day
from tests.support.stage import Stage

GONE = ["goods 60.00", "outbound_freight 8.00", "reship_freight None"]
DAMAGED = ["goods 60.00", "reship_freight None"]


def test_r403_a_reship_awaits_the_parcel_back_until_the_loss_asks_for_everything(
    logistics: Stage,
) -> None:
    """D7: the loss turns the case; what was expected at first does not stand any more."""
    story = [
        told.ordered(),
        told.outbound(),
        told.requested("stalled_tracking", "in_transit"),
        *told.decided("R403", "reship", "courier"),
    ]
    loss = told.decided("R403", "reship", "courier", day(6), rules=("R406",), revision=2)
    happens(logistics, *story, until=5)
    happens(logistics, *loss, until=7)

    assert opened(logistics) == [
        (1, 4, ["goods None", "outbound_freight 8.00", "return_freight 8.00"], "R403"),
        (2, 6, GONE, "R403"),
    ]


def test_r108_a_loss_that_was_expected_says_nothing_new(logistics: Stage) -> None:
    happens(logistics, *claiming.lost(), until=7)

    assert opened(logistics) == [(1, 4, GONE, "R108")]


def test_r501_a_verdict_takes_the_claim_off_the_courier_and_another_puts_it_back(
    logistics: Stage,
) -> None:
    story = [
        *claiming.damaged(),
        told.verdict("warehouse", day(8)),
        told.verdict("courier", day(9)),
    ]
    happens(logistics, *story, until=10)

    assert opened(logistics) == [
        (1, 4, DAMAGED, "R203"),
        (2, 8, [], "R501"),
        (3, 9, DAMAGED, "R501"),
    ]


def test_r501_a_verdict_on_the_courier_opens_a_claim_where_there_was_none(logistics: Stage) -> None:
    story = claiming.damaged()[:4] + told.decided("R204", "reship", "merchant")
    happens(logistics, *story, told.photographed(), told.reship(), told.verdict("courier", day(8)),
            until=9)  # fmt: skip

    assert opened(logistics) == [(1, 8, DAMAGED, "R501")]


def test_r210_what_the_warehouse_puts_on_the_courier_is_claimed_as_assigned(
    logistics: Stage,
) -> None:
    story = [told.requested("missed_item", "signed"), *told.decided("R210", "refund", "warehouse")]
    happens(logistics, *claiming.damaged()[:3], *story, until=7)
    happens(logistics, told.assigned("refund", "30.00", day(8)), until=8)
    back = told.assigned("refund", "30.00", day(9), reverses="refund-9", to="merchant")
    happens(logistics, back, until=9)

    assert opened(logistics) == [(1, 8, ["refund 30.00"], "R501"), (2, 9, [], "R501")]


def test_d3_a_freight_known_later_is_expected_from_then_on(logistics: Stage) -> None:
    story = claiming.damaged()
    story[1] = told.outbound(freight=None)
    story[3:] = [
        told.requested("damage", "in_transit"),
        *told.decided("R108", "reship", "courier"),
    ]
    happens(logistics, *story, until=7)
    happens(logistics, told.outbound(freight="8.00"), until=7)

    first, second = opened(logistics)
    assert [first[2][1], second[2][1]] == ["outbound_freight None", "outbound_freight 8.00"]
    assert (second[0], second[1]) == (2, 4)


def test_d21_a_remedy_that_is_not_claimed_any_more_takes_the_claim_back(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged(), until=5)
    happens(logistics, *told.decided("R302", None, "customer", day(6), revision=2), until=7)

    assert opened(logistics)[1:] == [(2, 6, [], "R302")]


def test_a_file_brought_later_is_evidence_of_the_claim(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged(), until=5)
    photo = told.brought("photo", day(6))
    happens(logistics, photo, until=7)

    shown = [said.evidence for said in logistics.said_of(CourierClaimOpened)]
    assert shown == [("photos", "scans"), ("photos", "scans", f"photo:{photo.sha256}")]


@pytest.mark.parametrize("passing", [[30], [4, 6, 8, 9, 30]], ids=["at once", "in steps"])
def test_what_stands_in_the_end_is_said_last_however_time_passed(
    logistics: Stage, passing: list[float]
) -> None:
    story = [*claiming.damaged(), told.verdict("warehouse", day(8))]
    happens(logistics, *story, until=passing[0])
    for until in passing:
        logistics.reaches(day(until))

    assert opened(logistics) == [(1, 4, DAMAGED, "R203"), (2, 8, [], "R501")]


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "found"), [(timedelta(0), []), (SECOND, ["signed"])], ids=["in time", "too late"]
)
@pytest.mark.parametrize("early", [True, False], ids=["before the loss passes", "after"])
def test_d7_a_lost_parcel_scanned_again_is_told_and_reversed_by_nobody(
    logistics: Stage,
    after: timedelta,
    found: list[str],
    early: bool,  # pytest's way
) -> None:
    """Shipped on day 1, silent for 120 h: lost on day 6. The scan is a second later, or not."""
    story = claiming.lost()
    last = told.scan("signed", day(6) + after)
    if early or not found:
        story.insert(2, last)
        happens(logistics, *story, until=7)
    else:
        happens(logistics, *story, until=7)
        happens(logistics, last, until=8)

    assert [said.status for said in logistics.said_of(LostParcelFound)] == found
    if found:
        assert [said.lost_at for said in logistics.said_of(LostParcelFound)] == [day(6)]
    assert not [line for line in booked(logistics) if line[0] == "-courier"]


def test_d7_that_the_courier_says_lost_again_finds_nothing(logistics: Stage) -> None:
    happens(logistics, *claiming.lost(), until=7)
    happens(logistics, told.scan("lost", day(8)), told.scan("arrived", day(9)), until=9)
    happens(logistics, told.scan("signed", day(10)), until=10)

    assert [said.status for said in logistics.said_of(LostParcelFound)] == ["arrived"]


def test_d30_a_claim_follows_its_cases_parcel(logistics: Stage) -> None:
    """A parcel registered later, that had left later, is the case's; its courier is asked."""
    happens(logistics, *claiming.damaged(), until=7)
    happens(logistics, told.outbound(waybill="ZTO-9", courier="ZTO", shipped_at=day(2)), until=8)

    told_of = [(said.courier, said.waybill) for said in logistics.said_of(CourierClaimOpened)]
    assert told_of == [("SF", "SF-1"), ("ZTO", "ZTO-9")]
