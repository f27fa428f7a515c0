"""Months closed in a whole house: what stands in the way, what is frozen, what comes late (D14)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli.month_lists import lists
from services.cli.month_places import months_of
from services.cli.month_questions import issued_statements, month
from services.finance.domain.closing_refusals import MonthBlocked
from services.finance.domain.month_drawn import Who
from shared.bus.record import Received
from shared.dates import now, parse_time
from shared.store.alongside import Parked
from tests.support.house import Home, home
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.journey

PROJECT = Path(__file__).parents[2]
SEP, OCT = "2026-09", "2026-10"
LI = Who("李敏")
OVERRIDE = Who("李敏", "账期已到")


def september() -> Story:
    """A parcel signed, and one that was refused, came back and was inspected: nothing missing."""
    story = Story("")
    story.order("A", 2, "50.00")
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "03 10:00", "signed")
    story.order("B", 1, "70.00", order_no="O2")
    story.parcel("W2", "02 18:00", "9.00", order_no="O2", courier="YTO")
    story.scan("W2", "04 10:00", "refused")
    story.scan("W2", "06 10:00", "returned")
    story.inspection("W2", "07 09:00", "07 15:00", "B 1 good")
    return story


def bring(house: Home, folder: Path, story: Story, until: str = "10-01 00:00") -> None:
    story.write(folder)
    assert house.bring(folder, parse_time(moment(until))).errors == []


def blockers(house: Home, period: str = SEP) -> list[tuple[str, str]]:
    answer = months_of(house.house).check(period)
    return [(one["name"], one["about"]) for one in answer["blockers"]]


def close(house: Home, period: str = SEP, who: Who = LI, **how: bool) -> dict[str, Any]:
    return months_of(house.house).close(period, None, who, **how)


def courier(house: Home, period: str | None = None) -> list[dict[str, Any]]:
    ledgers: list[dict[str, Any]] = house.books.ask(questions.courier_ledgers(None, period))
    return ledgers


def without_freight(story: Story) -> None:
    story.order("C", 1, "10.00", order_no="O3")
    story.parcel("W3", "30 23:59:59", "", order_no="O3")


def of_october_without_freight(story: Story) -> None:
    story.order("C", 1, "10.00", order_no="O3")
    story.parcel("W3", "10-01 00:00:00", "", order_no="O3")


def sent_back_without_freight(story: Story) -> None:
    """Signed for, and not received yet: a customer's own parcel blocks nothing."""
    story.request("05 09:00", "change_of_mind", "A", 1)
    story.sent_back("W3", "06 09:00", "")
    story.scan("W3", "09 09:00", "signed")


def reship_without_freight(story: Story) -> None:
    story.request("05 09:00", "damage", "A", 1, photos="2", outer_package="damaged", wish="reship")
    story.reship("W3", "06 09:00", "")


def sent_back(story: Story) -> None:
    story.request("05 09:00", "change_of_mind", "A", 1)
    story.sent_back("W9", "06 09:00", "7.00")


def not_inspected(story: Story) -> None:
    sent_back(story)
    story.inspection("W9", "30 23:59:59", "", "A 1 good")


def received_in_october(story: Story) -> None:
    sent_back(story)
    story.inspection("W9", "10-01 00:00:00", "", "A 1 good")


def partly_inspected(story: Story) -> None:
    story.inspection("W2", "07 09:00", "", "B 1 damaged")


def of_august(story: Story) -> None:
    story.order("C", 1, "10.00", order_no="O3", purchased_at="08-30 09:00")
    story.parcel("W3", "08-31 18:00", "5.00", order_no="O3")
    story.scan("W3", "02 10:00", "signed")


def nothing_more(_story: Story) -> None:
    """The month as it is."""


MISSING: list[tuple[Callable[[Story], None], list[tuple[str, str]]]] = [
    (nothing_more, []),
    (without_freight, [("freight_missing", "W3")]),
    (reship_without_freight, [("freight_missing", "W3")]),
    (of_october_without_freight, []),
    (sent_back_without_freight, []),
    (not_inspected, [("goods_not_inspected", "W9")]),
    (partly_inspected, [("goods_not_inspected", "W2")]),
    (received_in_october, []),
    (of_august, [("earlier_month_open", "2026-08")]),
]


@pytest.mark.parametrize(("more", "named"), MISSING, ids=[more.__name__ for more, _ in MISSING])
def test_given_something_missing_when_closed_then_it_is_refused_and_named(
    more: Callable[[Story], None], named: list[tuple[str, str]], tmp_path: Path
) -> None:
    story = september()
    more(story)
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", story)

        assert blockers(house) == named
        if named:
            with pytest.raises(MonthBlocked, match=named[0][1]):
                close(house)
        assert close(house, who=OVERRIDE, override=True)["status"] == "closed"
        kept = house.books.ask(month(SEP))
        assert kept["overrides"] == [f"{name} {about}" for name, about in named]
        assert [ledger["status"] for ledger in courier(house, SEP)] == ["closed"] * len(
            courier(house, SEP)
        )


@pytest.mark.parametrize(
    ("until", "named"),
    [
        pytest.param("30 23:59:59", [("time_not_past", "2026-10-01T00:00:00+08:00")], id="before"),
        pytest.param("10-01 00:00:00", [], id="at"),
    ],
)
def test_given_business_time_when_closed_then_it_must_be_past_the_month(
    until: str, named: list[tuple[str, str]], tmp_path: Path
) -> None:
    """To the second, in Asia/Shanghai."""
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", september(), until)

        assert blockers(house) == named


def test_given_things_to_look_at_when_closed_then_they_are_listed_and_stop_nothing(
    tmp_path: Path,
) -> None:
    """Missing bills, open cases and unpaid refunds do not block."""
    story = september()
    story.request("05 09:00", "change_of_mind", "A", 1, resellable="true", complete="true")
    story.sent_back("W9", "06 09:00", "7.00")
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", story)

        assert {one["name"]: one["about"] for one in lists(house.house, SEP)} == {
            "missing_bills": ["SF", "YTO"],
            "open_cases": ["A1: 1"],
            "unpaid_refunds": ["Q1"],
        }
        assert blockers(house) == []
        assert close(house)["status"] == "closed"


def test_given_a_parked_message_when_closed_then_it_is_refused_and_named(tmp_path: Path) -> None:
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", september())
        headers = {"ce_id": "M-1", "ce_type": "OrderRegistered"}
        message = Received("intake.events", 0, 99, "O1", headers, b"{}")
        poison = Parked(message, "KeyError: 'lines'", now())
        house.house.members["warehouse"].service.hear([], {}, parked=[poison])

        assert blockers(house) == [("parked", "warehouse M-1")]
        with pytest.raises(MonthBlocked, match="warehouse M-1"):
            close(house)


def test_given_a_closed_month_when_late_rows_come_then_it_stays_and_they_adjust_the_next(
    tmp_path: Path,
) -> None:
    """The freight comes late, a parcel of September, too, and the warehouse's list with them."""
    story = september()
    without_freight(story)
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", story)
        close(house, who=OVERRIDE, override=True)
        frozen = json.dumps(courier(house, SEP))

        story.rows["parcels"][-1]["freight"] = "6.50"
        story.order("D", 1, "20.00", order_no="O4")
        story.parcel("W4", "20 18:00", "4.00", order_no="O4", courier="EMS")
        bring(house, tmp_path / "later", story, "10-31 00:00")

        assert json.dumps(courier(house, SEP)) == frozen
        assert adjustments(house, OCT) == [
            ("EMS", "W4", "4.00", SEP),
            ("SF", "W3", "6.50", SEP),
        ]
        assert close(house)["changed"] is False


def adjustments(house: Home, period: str) -> list[tuple[str, str, str, str]]:
    return [
        (ledger["courier"], line["waybill"], line["amount"], line["for_period"])
        for ledger in courier(house, period)
        for line in ledger["lines"]
        if line["kind"] == "adjustment"
    ]


def test_given_a_reopened_month_when_closed_again_then_a_revision_names_the_first(
    tmp_path: Path,
) -> None:
    story = september()
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", story)
        close(house)
        first = house.books.ask(issued_statements(SEP))
        months_of(house.house).reopen(SEP, None, OVERRIDE)
        story.order("D", 1, "20.00", order_no="O4")
        story.parcel("W4", "20 18:00", "4.00", order_no="O4")
        bring(house, tmp_path / "later", story)
        answer = close(house)

        assert (answer["status"], answer["revision"]) == ("closed", 2)
        assert house.books.ask(issued_statements(SEP, 1)) == first
        (second,) = house.books.ask(issued_statements(SEP, courier="SF"))
        assert (second["issue"]["revision"], second["issue"]["replaces"]) == (2, 1)
        assert [line["waybill"] for line in second["ledger"]["lines"]] == ["W1", "W4"]
        assert [second["ledger"]] == [one for one in courier(house, SEP) if one["courier"] == "SF"]


def test_given_an_open_month_before_when_overridden_then_both_are_closed_in_order(
    tmp_path: Path,
) -> None:
    story = september()
    of_august(story)
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", story)
        close(house, who=OVERRIDE, override=True)

        august, closed = (house.books.ask(month(period)) for period in ("2026-08", SEP))
        assert (august["status"], closed["status"]) == ("closed", "closed")
        assert (august["hash_before"], closed["hash_before"]) == (None, august["hash"])
        assert [step["reason"] for step in august["steps"]] == ["账期已到"] * 2


@pytest.mark.parametrize("death", ["looked", "writing", "stored"])
def test_given_a_process_killed_while_it_closes_then_nothing_is_half_closed(
    death: str, tmp_path: Path
) -> None:
    with home(tmp_path / "home") as house:
        bring(house, tmp_path / "files", september())
    died = subprocess.run(
        [sys.executable, "-m", "tests.support.dying_closer", SEP, death],
        cwd=PROJECT,
        env={**os.environ, "RECOURSE_HOME": str(tmp_path / "home")},
        check=False,
        capture_output=True,
        text=True,
    )
    assert died.returncode == 9, died.stderr

    with home(tmp_path / "home") as house:
        committed = death == "stored"
        assert months_of(house.house).check(SEP)["status"] == ("closed" if committed else "open")
        assert {ledger["status"] for ledger in courier(house)} == {
            "closed" if committed else "open"
        }
        answer = close(house)
        assert (answer["status"], answer["changed"]) == ("closed", not committed)
        assert house.books.ask(month(SEP))["revision"] == 1
        assert len(house.books.ask(issued_statements(SEP))) == 2
