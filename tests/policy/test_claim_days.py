"""From which day until which a courier takes a claim, as the policy file says it (0017)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.logistics.domain.claim_refusals import ClaimTooEarly
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened
from shared.dates import SHANGHAI
from shared.policy.claim_days import ClaimDays, ClaimTerm, claim_days
from shared.policy.model import parse
from shared.policy.shelf import VERSIONS, pin
from shared.policy.terms import BadPolicy
from tests.logistics import claiming
from tests.logistics.conftest import logistics  # noqa: F401  # a fixture
from tests.logistics.told import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.stage import Stage

TEXT = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
GENERAL = (
    '[[claim]]  # 30 days, for want of a contract\nafter = "opened"\nearliest = 0\nlatest = 30\n'
)
OWN = """[[claim]]
couriers = ["SF"]
after = "shipped"
earliest = 7
latest = 30

"""


def row(after: str = "opened", earliest: int = 0, latest: int = 30, **more: Any) -> ClaimTerm:
    return ClaimTerm.model_validate({"after": after, "earliest": earliest, "latest": latest} | more)


def written(rows: str) -> str:
    assert GENERAL in TEXT
    return TEXT.replace(GENERAL, rows)


OPENED = datetime(2028, 2, 20, 23, 59, 59, tzinfo=SHANGHAI)
SHIPPED = datetime(2028, 2, 10, 0, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row(latest=9)], (date(2028, 2, 20), date(2028, 2, 29))),
        ([row(latest=10)], (date(2028, 2, 20), date(2028, 3, 1))),
        ([row("shipped", 7, 30)], (date(2028, 2, 17), date(2028, 3, 11))),
        ([row("signed", 1, 2)], (date(2028, 2, 21), date(2028, 2, 22))),
        ([row(latest=5, couriers=["YTO"]), row(latest=7)], (date(2028, 2, 20), date(2028, 2, 27))),
        ([row(latest=5, couriers=["SF"]), row(latest=7)], (date(2028, 2, 20), date(2028, 2, 25))),
        ([row(latest=5, rules=["R406"]), row(latest=7)], (date(2028, 2, 20), date(2028, 2, 25))),
        ([row(latest=5, rules=["R203"]), row(latest=7)], (date(2028, 2, 20), date(2028, 2, 27))),
        ([], None),
    ],
    ids=[
        *("to the leap day", "past it", "from the shipping", "never signed: from the opening"),
        *("another courier's", "its own", "its rule's", "another rule's", "none"),
    ],
)
def test_the_first_row_that_fits_counts(
    rows: list[ClaimTerm], found: tuple[date, date] | None
) -> None:
    days = claim_days(rows, "SF", "R406", {"opened": OPENED, "shipped": SHIPPED, "signed": None})

    assert (days and (days.earliest, days.latest)) == found


def test_days_begin_and_end_at_midnight_in_shanghai() -> None:
    days = ClaimDays(date(2026, 9, 30), date(2026, 10, 1))

    assert days.begins.isoformat() == "2026-09-30T00:00:00+08:00"
    assert days.ends.isoformat() == "2026-10-01T23:59:59+08:00"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (GENERAL.replace("earliest = 0", "earliest = 31"), "before the earliest"),
        (GENERAL + "\n" + GENERAL, "the last one and no other"),
        (OWN, "the last one and no other"),
        (OWN.replace("7", "-1") + GENERAL, "claim.0.earliest"),
        (OWN.replace('"shipped"', '"sold"') + GENERAL, "claim.0.after"),
        (OWN.replace("latest", "last") + GENERAL, "claim.0.last"),
        (OWN.replace('"SF"', '""') + GENERAL, "claim.0.couriers.0"),
        (OWN.replace('couriers = ["SF"]', 'rules = ["four"]') + GENERAL, "claim.0.rules.0"),
    ],
    ids=["late", "twice", "no general", "negative", "after", "word", "courier", "rule"],
)
def test_a_fault_of_the_file_says_where(rows: str, told: str) -> None:
    with pytest.raises(BadPolicy, match=told):
        parse(written(rows))


def test_a_file_of_an_earlier_release_says_nothing_about_claims() -> None:
    assert parse(written("")).document.claim == ()


@pytest.fixture
def contract(tmp_path: Path) -> Iterator[None]:
    """A merchant's own folder: SF takes claims from the 7th day after the shipping on."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "2026-01.toml").write_text(written(OWN + GENERAL), encoding="utf-8")
    pin(None, folder)
    yield
    pin(None)


@pytest.mark.usefixtures("contract")
def test_a_claim_is_not_submitted_before_its_earliest_day(
    logistics: Stage,  # noqa: F811  # the fixture
) -> None:
    """Shipped on 2 September: from the 9th, 00:00:00, until the 2nd of October."""
    claiming.happens(logistics, *claiming.damaged(), until=6)
    first = datetime(2026, 9, 9, tzinfo=SHANGHAI)

    (said,) = logistics.said_of(CourierClaimOpened)
    assert [str(said.earliest_day), str(said.latest_day)] == ["2026-09-09", "2026-10-02"]
    for early in (day(6), datetime(2026, 9, 8, 23, 59, 59, tzinfo=SHANGHAI)):
        with pytest.raises(ClaimTooEarly):
            logistics.does(claiming.submit(early))
    logistics.does(claiming.submit(first))
    assert [said.at for said in logistics.said_of(say.ClaimSubmitted)] == [first]
