"""Months closed and reopened, worked out by hand: calculator and services agree (D13, D14).

Two pieces of A at 50.00 went out by SF for 8.00 on 1 September; each story says what came when.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from shared.dates import parse_time
from tests.support.calculator import Close, Reopen, Step, compute_deeds
from tests.support.closed import carry_out, heads, ledgers, netted
from tests.support.house import home
from tests.support.stories.not_received import shipped
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.closed import Deed, Printed

pytestmark = pytest.mark.journey

AUG, SEP, OCT, NOV, DEC = "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"
SUMS = ("opening", "freight", "transfer_fees", "chargebacks", "adjustments", "net")


class Told:
    """A story's rows grow; each `until` is an import of all of them so far."""

    def __init__(self, folder: Path, story: Story) -> None:
        self.folder, self.story = folder, story
        self.deeds: list[Deed] = []
        self.printed: dict[str, list[Printed]] = {}

    def until(self, at: str) -> None:
        folder = self.folder / str(len(self.deeds))
        self.story.write(folder)
        self.deeds.append(Step(folder, parse_time(moment(at))))

    def close(self, period: str) -> None:
        self.deeds.append(Close(period))

    def reopen(self, period: str) -> None:
        self.deeds.append(Reopen(period))

    def ends(self) -> None:
        """Both sides agree."""
        with home(self.folder / "home") as house:
            carry_out(house, self.deeds)
            self.printed = ledgers(house)
        books = asdict(compute_deeds(self.deeds))
        expected = {name: books[name] for name in self.printed}
        assert heads(self.printed) == heads(expected)
        assert netted(self.printed) == netted(expected)

    def months(self, account: str, ledger: str = "courier") -> dict[str, list[str]]:
        """Each month's status and sums."""
        names = ("status", *SUMS) if ledger == "courier" else ("status", "total")
        return {x["period"]: [x[name] for name in names] for x in self.of(account, ledger)}

    def lines(self, account: str, period: str, ledger: str = "courier") -> list[str]:
        """`kind cost amount rule for_period`, without a kind where it is no courier's."""
        (month,) = [one for one in self.of(account, ledger) if one["period"] == period]
        return sorted(_said(line) for line in month["lines"])

    def of(self, account: str, ledger: str) -> list[Printed]:
        return [x for x in self.printed[ledger] if next(iter(x.values())) == account]


def _said(line: Printed) -> str:
    names = ("kind", "cost", "amount", "rule", "for_period")
    return " ".join(str(line[name] or "-") for name in names if name in line)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """SF's parcel of 1 September, and a request of the 2nd about both pieces."""
    return Told(tmp_path, shipped("months"))


def lost(told: Told, cause: str = "expired") -> None:
    told.story.request("02 12:00", cause, "A", 2, wish="reship")
    told.story.scan("W1", "03 10:00", "lost")


def month(text: str) -> list[str]:
    return text.split()


def test_late_truth_adjusts_the_first_open_month_and_the_next_opens_on_it(told: Told) -> None:
    """September + 8.00; the loss of 3 September is told in October: − 100.00 − 8.00."""
    told.until("10-02 09:00")
    told.close(SEP)
    lost(told)
    told.until("10-05 09:00")
    told.close(OCT)
    told.until("11-05 09:00")
    told.ends()

    assert told.months("SF") == {
        SEP: month("closed 0.00 8.00 0.00 0.00 0.00 8.00"),
        OCT: month("closed 8.00 0.00 0.00 0.00 -108.00 -100.00"),
    }
    assert told.lines("SF", OCT) == [
        f"adjustment goods -100.00 R406 {SEP}",
        f"adjustment outbound_freight -8.00 R406 {SEP}",
    ]


def test_a_verdicts_reversal_belongs_to_the_verdicts_own_month(told: Told) -> None:
    """D14: an adjustment only where that month is closed; the charge's month does not matter."""
    lost(told)
    told.until("10-02 09:00")
    told.close(SEP)
    told.story.verdict("10-03 09:00", "warehouse")
    told.until("10-05 09:00")
    told.close(OCT)
    told.story.verdict("10-20 09:00", "staff")
    told.until("11-05 09:00")
    told.ends()

    assert told.months("SF") == {
        SEP: month("closed 0.00 8.00 0.00 108.00 0.00 -100.00"),
        OCT: month("closed -100.00 0.00 0.00 -108.00 0.00 8.00"),
    }
    assert told.lines("SF", OCT) == [
        f"reversal goods 100.00 R501 {OCT}",
        f"reversal outbound_freight 8.00 R501 {OCT}",
    ]
    assert told.months("main", "warehouse") == {OCT: ["closed", "108.00"], NOV: ["open", "-108.00"]}
    assert told.months("A1", "staff") == {NOV: ["open", "108.00"]}
    assert told.lines("A1", NOV, "staff") == [
        f"goods 100.00 R501 {OCT}",
        f"outbound_freight 8.00 R501 {OCT}",
    ]


def test_a_case_that_spans_three_months_and_two_verdicts(told: Told) -> None:
    """Lost in September, the warehouse's in October, an agent's in November; all told in time."""
    lost(told)
    told.story.verdict("10-10 09:00", "warehouse")
    told.story.verdict("11-10 09:00", "staff")
    for until, period in (("10-02 09:00", SEP), ("11-02 09:00", OCT), ("12-02 09:00", NOV)):
        told.until(until)
        told.close(period)
    told.ends()

    assert told.months("SF") == {
        SEP: month("closed 0.00 8.00 0.00 108.00 0.00 -100.00"),
        OCT: month("closed -100.00 0.00 0.00 -108.00 0.00 8.00"),
    }
    assert told.months("main", "warehouse") == {
        OCT: ["closed", "108.00"],
        NOV: ["closed", "-108.00"],
    }
    assert told.months("A1", "staff") == {NOV: ["closed", "108.00"]}


def test_a_reopened_month_takes_its_own_late_entries_again(told: Told) -> None:
    """W8's 5.00 came while September was closed and stays in October; W9's 6.00 came afterwards."""
    told.until("10-02 09:00")
    told.close(SEP)
    told.story.parcel("W8", "20 10:00", "5.00")
    told.until("10-03 09:00")
    told.reopen(SEP)
    told.story.parcel("W9", "21 10:00", "6.00")
    told.until("10-04 09:00")
    told.close(SEP)
    told.story.parcel("W7", "22 10:00", "7.00")
    told.until("10-05 09:00")
    told.ends()

    assert told.months("SF") == {
        SEP: month("closed 0.00 14.00 0.00 0.00 0.00 14.00"),
        OCT: month("open 14.00 0.00 0.00 0.00 12.00 26.00"),
    }


def test_a_month_before_the_first_that_was_closed_is_over_as_long_as_one_is(told: Told) -> None:
    """August had no line when September was closed; W9's came when nothing was closed any more."""
    told.until("10-02 09:00")
    told.close(SEP)
    told.story.parcel("W8", "08-20 10:00", "5.00")
    told.until("10-03 09:00")
    told.reopen(SEP)
    told.story.parcel("W9", "08-21 10:00", "6.00")
    told.until("10-04 09:00")
    told.ends()

    assert told.months("SF") == {
        AUG: month("open 0.00 6.00 0.00 0.00 0.00 6.00"),
        SEP: month("reopened 6.00 8.00 0.00 0.00 0.00 14.00"),
        OCT: month("open 14.00 0.00 0.00 0.00 5.00 19.00"),
    }


def test_what_a_late_row_makes_untrue_leaves_the_month_after(told: Told) -> None:
    """D30: a second parcel by YTO, told late, is the one that the customer had asked about."""
    told.story.request(
        "05 12:00", "damage", "A", 2, outer_package="damaged", photos="1", wish="reship"
    )
    told.story.scan("W1", "03 10:00", "signed")
    told.until("10-02 09:00")
    told.close(SEP)
    told.story.parcel("W0", "02 10:00", "9.00", courier="YTO")
    told.story.scan("W0", "03 10:00", "signed")
    told.until("10-03 09:00")
    told.ends()

    assert told.months("SF") == {
        SEP: month("closed 0.00 8.00 0.00 100.00 0.00 -92.00"),
        OCT: month("open -92.00 0.00 0.00 0.00 100.00 8.00"),
    }
    assert told.months("YTO") == {OCT: month("open 0.00 0.00 0.00 0.00 -91.00 -91.00")}


def test_an_incident_that_comes_late_costs_the_agent_in_the_open_month(told: Told) -> None:
    """R512: three of September, told in time, cost no commission; the fourth came too late."""
    for day in ("05", "06", "07"):
        told.story.incident("A1", f"{day} 09:00", "dispute")
    told.until("10-02 09:00")
    told.close(SEP)
    told.story.incident("A1", "30 23:59:59", "dispute")
    told.story.incident("A1", "10-01 00:00:00", "dispute")
    told.until("10-03 09:00")
    told.ends()

    assert told.months("A1", "staff") == {SEP: ["closed", "150.00"], OCT: ["open", "100.00"]}
    september, october = told.of("A1", "staff")
    assert september["commission"] == october["commission"] == "due"
    assert october["commissions_cancelled_late"] == [SEP]


BOUNDARIES = {
    "September": ("2026-09-30T23:59:59+08:00", "2026-09-30T16:00:00Z", SEP, OCT),
    "the year": ("2026-12-31T15:59:59Z", "2027-01-01T00:00:00+08:00", DEC, "2027-01"),
    "a leap February": ("2028-02-29T23:59:59+08:00", "2028-02-29T16:00:00Z", "2028-02", "2028-03"),
    "a plain February": ("2027-02-28T15:59:59Z", "2027-03-01T00:00:00", "2027-02", "2027-03"),
}


@pytest.mark.parametrize("name", BOUNDARIES)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed before they were told"])
def test_the_last_second_of_a_month_and_the_first_of_the_next(
    tmp_path: Path, name: str, *, closed: bool
) -> None:
    """Asia/Shanghai decides, however a moment is written: 23:59:59 is in, 00:00:00 is not."""
    last, first, month_of_last, month_of_first = BOUNDARIES[name]
    told = Told(tmp_path, _two_parcels(first, *([] if closed else [last])))
    told.deeds.append(Step(_written(told, "early"), parse_time(first)))
    told.close(month_of_last)
    told.story = _two_parcels(first, last)
    told.deeds.append(Step(_written(told, "late"), parse_time(first)))
    told.ends()

    found = {period: sums[2:6] for period, sums in told.months("SF").items()}
    if closed:
        assert found == {month_of_first: ["8.00", "0.00", "0.00", "5.00"]}
    else:
        assert found == {
            month_of_last: ["5.00", "0.00", "0.00", "0.00"],
            month_of_first: ["8.00", "0.00", "0.00", "0.00"],
        }


def _written(told: Told, name: str) -> Path:
    told.story.write(told.folder / name)
    return told.folder / name


def _two_parcels(first: str, *last: str) -> Story:
    story = Story("boundary")
    story.order("A", 2, "50.00", purchased_at="01 09:00")
    parcels: list[tuple[str, str, str]] = [
        ("W1", first, "8.00"),
        *(("W2", at, "5.00") for at in last),
    ]
    for waybill, at, freight in parcels:
        cells: dict[str, Any] = {"kind": "outbound", "order_no": "O1", "courier": "SF"}
        story.rows["parcels"].append(
            {**cells, "waybill": waybill, "shipped_at": at, "freight": freight}
        )
    return story
