"""Photos brought after the request: the courier is charged from their moment, the claim names them.

Each story: two of milk, 60.00, asked about on day 4, the reship sent on day 6 for 9.00.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.contracts.logistics import CourierClaimOpened
from tests.logistics import told
from tests.logistics.told import booked, brought, by_moment, charged, day, play

if TYPE_CHECKING:
    from tests.support.stage import Stage

MERCHANT_UNTIL_5 = [
    ("merchant", "goods", "60.00", 4, "R201"),
    ("-merchant", "goods", "60.00", 5, "R203"),
]
SIGNED = [told.ordered(), told.outbound(), told.scan("signed", day(3))]


@pytest.mark.parametrize("on", [4, 5, 7])
def test_r203_the_goods_are_certain_at_the_photo_the_reship_when_it_is_sent(
    logistics: Stage, on: int
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        told.decided("R203", "reship", "courier", at=day(on)),
        told.photographed(day(on)),
        told.reship(),
    )

    assert booked(logistics) == charged(
        ("goods", "60.00", on), ("reship_freight", "9.00", max(on, 6)), rule="R203"
    )


def test_d24_the_courier_is_charged_from_the_outer_photo_that_shows_its_fault(
    logistics: Stage,
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        told.decided("R201", "reship", "merchant"),
        told.photographed(),
        told.decided("R203", "reship", "courier", at=day(5), revision=2),
        told.reship(),
    )

    courier = charged(("goods", "60.00", 5), ("reship_freight", "9.00", 6), rule="R203")
    assert booked(logistics) == sorted([*MERCHANT_UNTIL_5, *courier], key=by_moment)


def test_d24_what_the_merchant_bore_until_the_outer_photo_came_is_taken_back_then(
    logistics: Stage,
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        told.decided("R201", "reship", "merchant"),
        told.photographed(),
    )
    assert booked(logistics) == charged(("goods", "60.00", 4), rule="R201", account="merchant")

    play(logistics, told.decided("R203", "reship", "courier", at=day(5), revision=2))

    courier = charged(("goods", "60.00", 5), rule="R203")
    assert booked(logistics) == sorted([*MERCHANT_UNTIL_5, *courier], key=by_moment)


@pytest.mark.parametrize(
    ("photo", "signed", "certain"),
    [
        pytest.param(4, 5, 5, id="signed after the photo"),
        pytest.param(7, 5, 7, id="the photo after it was signed for"),
        pytest.param(5, 5, 5, id="both at once"),
    ],
)
def test_d1_r205_a_reship_accepted_is_certain_at_the_later_of_signature_and_photo(
    logistics: Stage, photo: int, signed: int, certain: int
) -> None:
    play(
        logistics,
        [told.ordered(), told.outbound()],
        told.requested("damage", "at_door"),
        told.decided("R205", "reship", "courier"),
        told.scan("signed", day(signed)),
        told.photographed(day(photo)),
    )

    assert booked(logistics) == charged(("goods", "60.00", certain), rule="R205")


@pytest.mark.parametrize(("photo", "certain"), [(5, 7), (9, 9)])
def test_d1_a_difference_paid_before_its_photo_is_charged_at_the_photo(
    logistics: Stage, photo: int, certain: int
) -> None:
    play(
        logistics,
        [told.ordered(), told.outbound()],
        told.requested("damage", "at_door"),
        told.decided("R205", "price_difference", "courier"),
        told.paid("15.50"),
        told.photographed(day(photo)),
    )

    assert booked(logistics) == charged(("compensation", "15.50", certain), rule="R205")


def test_the_claim_names_the_files_that_show_it(logistics: Stage) -> None:
    photo, slip = brought("photo", day(5)), brought("weight_slip", day(6))
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        [photo, photo, slip],
        told.photographed(day(5)),
        told.decided("R203", "reship", "courier", at=day(5)),
    )

    (claim,) = logistics.said_of(CourierClaimOpened)
    shown = [f"photo:{photo.sha256}", f"weight_slip:{slip.sha256}"]
    assert list(claim.evidence) == ["photos", "scans", *shown]
