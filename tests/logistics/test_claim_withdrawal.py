"""D7: a claim withdrawn moves what the courier bears to the merchant, then and from then on."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.logistics import publishing, reactions
from services.logistics.application import Logistics
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.logistics import CourierChargebackReversed
from shared.store.connect import environment
from tests.logistics import claiming, told
from tests.logistics.claiming import happens, withdraw
from tests.logistics.told import booked, charged, day
from tests.support.stage import Stage

DAMAGE = charged(("goods", "60.00", 4), ("reship_freight", "9.00", 6), rule="R203")


def moved(on: float, account: str, to: str, *, freight: bool = True) -> list[told.Line]:
    costs = [("goods", "60.00", on), *([("reship_freight", "9.00", on)] if freight else [])]
    return [
        *charged(*costs, rule="R501", account=f"-{account}"),
        *charged(*costs, rule="R501", account=to),
    ]


def test_after_booking_the_entries_are_reversed_at_its_moment(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged(), until=8)
    happens(logistics, withdraw(day(8)), until=8)

    assert sorted(booked(logistics)) == sorted(DAMAGE + moved(8, "courier", "merchant"))
    for said in logistics.said_of(CourierChargebackReversed):
        assert (said.to, said.entry.verdict) == ("merchant", day(8))


def test_before_anything_is_certain_the_merchant_is_charged_at_once(logistics: Stage) -> None:
    """Photos come on day 7: until then the claim expects, and nothing is booked."""
    story = claiming.damaged()
    del story[6]
    happens(logistics, *story, until=5)
    happens(logistics, withdraw(day(5)), until=5.5)
    happens(logistics, told.photographed(day(7)), until=8)

    lines = charged(
        ("goods", "60.00", 7), ("reship_freight", "9.00", 7), rule="R501", account="merchant"
    )
    assert booked(logistics) == lines


def test_between_two_costs_the_later_goes_straight_to_the_merchant(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged()[:-1], until=5)
    happens(logistics, withdraw(day(5)), told.reship(), until=8)

    assert sorted(booked(logistics)) == sorted(
        charged(("goods", "60.00", 4), rule="R203")
        + moved(5, "courier", "merchant", freight=False)
        + charged(("reship_freight", "9.00", 6), rule="R501", account="merchant")
    )


def test_before_the_loss_it_settles_whose_the_loss_will_be(logistics: Stage) -> None:
    story = claiming.lost()
    happens(logistics, *story[:5], until=4.5)
    happens(logistics, withdraw(day(5)), *story[5:], until=8)

    assert {line[0] for line in booked(logistics)} == {"merchant"}
    assert [line[3] for line in booked(logistics)] == [6, 6, 6]


def test_d7_a_lost_parcel_delivered_after_all_is_given_up(logistics: Stage) -> None:
    happens(logistics, *claiming.lost(), until=7)
    happens(logistics, told.scan("signed", day(9)), withdraw(day(10)), until=10)

    costs = [("goods", "60.00"), ("outbound_freight", "8.00"), ("reship_freight", "9.00")]
    assert sorted(booked(logistics)) == sorted(
        charged(*((cost, amount, 6) for cost, amount in costs), rule="R108")
        + charged(*((*cost, 10) for cost in costs), rule="R501", account="-courier")
        + charged(*((*cost, 10) for cost in costs), rule="R501", account="merchant")
    )


VERDICTS = {
    "before, to the warehouse: nothing is the courier's to give up": (
        [told.verdict("warehouse", day(7))],
        moved(7, "courier", "warehouse"),
    ),
    "of the same moment: the verdict goes first": (
        [told.verdict("warehouse", day(8))],
        moved(8, "courier", "warehouse"),
    ),
    "after: from the merchant to the warehouse": (
        [told.verdict("warehouse", day(9))],
        moved(8, "courier", "merchant") + moved(9, "merchant", "warehouse"),
    ),
    "after: the courier answers after all": (
        [told.verdict("courier", day(9))],
        moved(8, "courier", "merchant") + moved(9, "merchant", "courier"),
    ),
    "after: the merchant again, which changes nothing": (
        [told.verdict("merchant", day(9))],
        moved(8, "courier", "merchant"),
    ),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_r501_verdicts_and_a_withdrawal_apply_in_turn(logistics: Stage, name: str) -> None:
    verdicts, lines = VERDICTS[name]
    happens(logistics, *claiming.damaged(), until=6)
    happens(logistics, withdraw(day(8)), *verdicts, until=10)

    assert sorted(booked(logistics)) == sorted(DAMAGE + lines)


def test_r501_what_a_verdict_puts_back_on_the_courier_can_be_given_up_again(
    logistics: Stage,
) -> None:
    happens(logistics, *claiming.damaged(), until=6)
    happens(logistics, withdraw(day(8)), told.verdict("courier", day(9)), until=9)
    happens(logistics, withdraw(day(10), "delivered, says the customer"), until=10)

    assert sorted(booked(logistics)) == sorted(
        DAMAGE
        + moved(8, "courier", "merchant")
        + moved(9, "merchant", "courier")
        + moved(10, "courier", "merchant")
    )


def test_d14_a_withdrawal_dated_back_corrects_what_was_booked_since(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged(), until=10)
    happens(logistics, withdraw(day(5)), until=10)

    net = dict.fromkeys(("courier", "merchant"), 0.0)
    for account, _, amount, _, _ in booked(logistics):
        net[account.lstrip("-")] += float(amount) * (-1 if account.startswith("-") else 1)
    assert net == {"courier": 0.0, "merchant": 69.0}


def test_r210_what_another_keeper_assigned_is_moved_by_that_keeper(logistics: Stage) -> None:
    """The warehouse hears of the withdrawal and takes its own cost back."""
    story = [told.requested("missed_item", "signed"), *told.decided("R210", "refund", "warehouse")]
    happens(logistics, *claiming.damaged()[:3], *story, until=7)
    happens(logistics, told.assigned("refund", "30.00", day(8)), until=8)
    happens(logistics, withdraw(day(9)), until=9)

    assert booked(logistics) == charged(("refund", "30.00", 8), rule="R501")
    assert not logistics.said_of(CaseCostAssigned)


STREAMS: list[list[Any]] = [
    [told.verdict("warehouse", day(9)), told.verdict("courier", day(9.5))],
    [withdraw(day(8)), claiming.withdraw(day(10), "again")],
    [told.reship(at=day(6)), told.scan("signed", day(11))],
    [told.photographed(day(7))],
]


@st.composite
def interleaved(draw: st.DrawFn) -> list[Any]:
    places = [number for number, stream in enumerate(STREAMS) for _ in stream]
    rest = [iter(stream) for stream in STREAMS]
    return [next(rest[number]) for number in draw(st.permutations(places))]


def entries(parts: list[Any]) -> list[str]:
    """Every entry said, in a run of its own; the second withdrawal waits for the verdict's time."""
    with TemporaryDirectory() as folder:
        service = Logistics(environment("embedded", "logistics", Path(folder)))
        stage = Stage(service, reactions, publishing.announce)
        begun = [one for one in claiming.damaged() if one != told.reship()]
        happens(stage, *(one for one in begun if one != told.photographed()), until=5)
        first = [one for one in parts if one != STREAMS[1][1]]
        happens(stage, *first, until=9.5)
        happens(stage, STREAMS[1][1], until=30)
        said = [one for one in stage.said if told._is_money(one)]  # the house's own
        service.close()
        return sorted(f"{one.TYPE} {one.model_dump_json()}" for one in said)


IN_TURN = entries([*chain.from_iterable(STREAMS)])


@settings(max_examples=30, deadline=None)
@given(interleaved())
def test_in_any_order_of_arrival_the_same_is_booked(parts: list[Any]) -> None:
    assert entries(parts) == IN_TURN


def test_what_arrives_in_any_order_moves_each_cost_four_times() -> None:
    """To the merchant, the warehouse, the courier again, and the merchant: nine entries a cost."""
    assert len(IN_TURN) == 2 * 9
