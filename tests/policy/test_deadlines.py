"""R517, D28: a dated overlay moves the deadlines that fall into its period, and no others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shared.dates import SHANGHAI
from shared.policy.deadlines import due, next_working_day, promised, transit
from shared.policy.decide import decide
from shared.policy.facts import Facts
from shared.policy.model import Policy, parse
from shared.policy.shelf import VERSIONS

PLAIN = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
HOLIDAY = """
[[overlay]]
name = "national-day"
en = "National Day"
zh = "国庆"
starts = 2026-10-01T00:00:00+08:00
ends = 2026-10-08T00:00:00+08:00
limits = { courier_answer_hours = 120, review_hours = 12 }
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return parse(PLAIN + HOLIDAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param("09-27T23:59:59", "09-30T23:59:59", id="due a second before: as ever"),
        pytest.param("09-28T00:00:00", "10-03T00:00:00", id="due as it begins: the overlay's"),
        pytest.param("09-30T12:00:00", "10-05T12:00:00", id="begun before, due within"),
        pytest.param("10-01T00:00:00", "10-06T00:00:00", id="begun as it begins"),
        pytest.param("10-07T23:59:59", "10-12T23:59:59", id="begun within, due after"),
        pytest.param("10-08T00:00:00", "10-11T00:00:00", id="begun as it ends: as ever"),
    ],
)
def test_r517_an_overlay_moves_what_falls_due_within_it(
    policy: Policy, start: str, expected: str
) -> None:
    assert due(policy, at(start), "courier_answer_hours") == at(expected)


def test_r517_a_shorter_limit_moves_no_deadline_before_its_period(policy: Policy) -> None:
    assert due(policy, at("09-30T10:00:00"), "review_hours") == at("10-01T00:00:00")
    assert due(policy, at("09-30T18:00:00"), "review_hours") == at("10-01T06:00:00")


def test_d28_a_limit_that_the_overlay_does_not_name_stays(policy: Policy) -> None:
    start = at("09-30T10:00:00")

    assert due(policy, start, "inspection_hours") == start + timedelta(hours=48)


@pytest.mark.parametrize(
    ("province", "days"),
    [
        *[pytest.param(p, 2, id=f"R404 {p}") for p in ("上海市", "江苏省", "浙江")],
        *[pytest.param(p, 4, id=f"R404 {p}") for p in ("广东省", "西藏", None)],
        *[pytest.param(p, 7, id=f"R404 {p}") for p in ("新疆维吾尔自治区", "内蒙古", "甘肃")],
    ],
)
def test_r404_a_parcel_is_watched_after_its_regions_days_and_in_trouble_after_seven(
    policy: Policy, province: str | None, days: int
) -> None:
    shipped = at("09-02T18:00:00")

    on_its_way = transit(policy, province, shipped)

    assert on_its_way.normal_until == shipped + timedelta(days=days)
    assert on_its_way.trouble_after == shipped + timedelta(days=7)


@pytest.mark.parametrize(("customer", "days"), [("A", 1), ("B", 2), ("C", 3)])
def test_r502_delivery_is_promised_by_the_customers_class(
    policy: Policy, customer: str, days: int
) -> None:
    since = at("09-02T18:00:00")

    assert promised(policy, customer, since) == since + timedelta(days=days)
    assert promised(policy, None, since) is None


@pytest.mark.parametrize(
    ("held", "until"),
    [
        pytest.param("11-20T19:00:00", "11-24T00:00:00", id="Friday evening: all of Monday"),
        pytest.param("11-21T09:00:00", "11-24T00:00:00", id="Saturday"),
        pytest.param("11-23T09:00:00", "11-25T00:00:00", id="Monday: Tuesday"),
        pytest.param("09-30T20:00:00", "10-09T00:00:00", id="before the holiday"),
        pytest.param("10-09T20:00:00", "10-11T00:00:00", id="a worked Saturday"),
    ],
)
def test_r407_a_companys_parcel_waits_for_the_next_working_day(
    policy: Policy, held: str, until: str
) -> None:
    assert next_working_day(policy, at(held)) == at(until)


def test_r517_what_is_asked_within_an_overlay_is_decided_under_its_limits() -> None:
    text = PLAIN + HOLIDAY.replace("review_hours = 12", "return_days = 15")
    promotion = parse(text)
    late = Facts(
        cause="change_of_mind",
        stage="signed",
        days_since_signed=10,
        resellable=True,
        complete=True,
    )

    assert decide(late, promotion.during(at("09-30T23:59:59"))).verdict == "rejected"
    assert decide(late, promotion.during(at("10-01T00:00:00"))).verdict == "approved"
    assert promotion.during(at("10-01T00:00:00")).version == promotion.version
    assert promotion.during(at("10-08T00:00:00")) is promotion
