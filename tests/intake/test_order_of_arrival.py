"""Facts in any order, and however often, lead to the same outcome (ADR 0001)."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.contracts.base import Announcement
from shared.contracts.intake import RefundReady, RefundWithdrawn, RemedyChosen, RequestDecided
from tests.intake.desk import ASKED, DAY, HOUR, SHIPPED, Desk

Step = Callable[[Desk], object]

NEWS: list[Step] = [
    lambda desk: desk.shipped(freight=None),
    lambda desk: desk.freight("8.00"),
    lambda desk: desk.scanned("arrived", ASKED - 3 * HOUR),
    lambda desk: desk.scanned("signed", ASKED - 2 * HOUR, "third_party_without_consent"),
    lambda desk: desk.scanned("signed", ASKED - HOUR),
    lambda desk: desk.shipped(ASKED + DAY, waybill="R1", kind="return", case="C1"),
    lambda desk: desk.inspected(ASKED + 3 * DAY, ("CUP", 1, "damaged"), waybill="R1"),
    lambda desk: desk.shipped(ASKED + HOUR, waybill="S1", kind="reship", case="C1"),
    lambda desk: desk.shipped(SHIPPED - DAY, waybill="W0"),
]
CASES: dict[str, Step] = {
    "R203": lambda desk: desk.ask(
        "damage", wish="return", photos=1, outer_package="damaged", confirmed_at=ASKED + HOUR
    ),
    "R209": lambda desk: desk.ask(
        "wrong_item", remedy="exchange", photos=1, verified=True, verified_at=ASKED + 9 * HOUR
    ),
    "R301": lambda desk: desk.ask(
        "bought_other", resellable=True, complete=True, confirmed_at=ASKED
    ),
    "R306": lambda desk: desk.ask("disputed_sign_off", wish="refund", confirmed_at=ASKED),
}


def outcome(desk: Desk) -> list[Announcement]:
    """The newest of each kind, without the revision that the way to it cost."""
    ready = {said.refund: said for said in desk.said(RefundReady)}
    gone = {said.refund for said in desk.said(RefundWithdrawn)}
    paid = [ready[refund] for refund in sorted(ready) if refund not in gone]
    newest = [desk.last(RequestDecided), *desk.said(RemedyChosen)[-1:]]
    return [*paid, *(said.model_copy(update={"revision": 0}) for said in newest)]


@pytest.mark.parametrize("story", CASES)
def test_news_in_any_order_lead_to_the_same_outcome(story: str, tmp_path: Path) -> None:
    outcomes = []
    for seed in range(6):
        desk, shuffle = Desk(tmp_path / str(seed)), random.Random(seed)
        steps = [*NEWS, *shuffle.sample(NEWS, 3), CASES[story]]
        if seed:
            shuffle.shuffle(steps)
        desk.order()
        for step in steps:
            step(desk)
        desk.pass_time(ASKED + 10 * DAY)
        outcomes.append(outcome(desk))

    assert outcomes[0]
    assert all(other == outcomes[0] for other in outcomes[1:])


@pytest.mark.parametrize("story", CASES)
def test_a_restarted_desk_has_nothing_to_add(story: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.order()
    for step in [*NEWS, CASES[story]]:
        step(desk)
    desk.pass_time(ASKED + 10 * DAY)
    before = desk.everything()

    restarted = Desk(tmp_path)
    for step in [*NEWS, CASES[story]]:
        step(restarted)

    assert restarted.everything() == before
