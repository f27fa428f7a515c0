"""The policy as data: versions, limits, overlays; editing the file alone changes decisions."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from shared.dates import SHANGHAI
from shared.money import Money
from shared.policy.decide import decide
from shared.policy.facts import Facts
from shared.policy.model import parse
from shared.policy.shelf import VERSIONS, in_force, load, newest, pin, versions
from shared.policy.terms import BadPolicy

TEXT = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
OVERLAY = """
[[overlay]]
name = "spring-festival"
en = "Spring Festival"
zh = "春节"
starts = 2026-02-15T00:00:00+08:00
ends = 2026-02-24T00:00:00+08:00
limits = { review_hours = 72, refund_tables = ["12:00"] }
"""


def edited(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


def write(folder: Path, version: str, valid_from: str, valid_to: str | None = None) -> None:
    until = f"valid_to = {valid_to}\n" if valid_to else ""
    text = edited('version = "2026-01"', f'version = "{version}"\n{until}')
    text = text.replace("2000-01-01T00:00:00+08:00", valid_from)
    (folder / f"{version}.toml").write_text(text, encoding="utf-8")


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)


def test_the_limits_of_the_documents() -> None:
    limits = load("2026-01").limits

    assert (limits.review_hours, limits.contact_hours) == (24, 24)  # R504, R105
    assert (limits.inspection_hours, limits.stalled_hours) == (48, 48)  # R505, R403
    assert (limits.courier_answer_hours, limits.address_hold_hours) == (72, 72)  # R403, R401
    assert (limits.price_drop_days, limits.return_days) == (3, 7)  # R104, R301
    assert limits.delivery_promise_days == {"A": 1, "B": 2, "C": 3}  # R502
    assert limits.refund_tables == (time(10), time(16, 30))  # R507
    assert (limits.commission_free_days, limits.commission_rate) == (15, Decimal("0.045"))  # R508
    assert (limits.incident_fine, limits.incidents_per_month) == (Money.of("50.00"), 3)  # R512
    assert limits.dispute_rate == Decimal("0.02")  # R515
    assert limits.weight_mismatch_share == Decimal("0.5")  # R210


@pytest.mark.parametrize(
    ("province", "days"),
    [
        ("上海市", 2),
        ("江苏省", 2),
        ("浙江", 2),
        ("广东省", 4),
        (None, 4),
        ("新疆维吾尔自治区", 7),
        ("内蒙古", 7),
        ("甘肃省", 7),
    ],
)
def test_r404_a_regions_normal_transit(province: str | None, days: int) -> None:
    transit = load("2026-01").limits.transit

    assert transit.normal_days(province) == days
    assert transit.trouble_after_days == 7


def test_every_business_date_has_a_policy() -> None:
    assert in_force(at("2000-01-01")).version == "2026-01"
    assert newest() is load("2026-01")
    assert versions() == ("2026-01",)


def test_r517_the_version_in_force_is_the_last_begun(tmp_path: Path) -> None:
    write(tmp_path, "first", "2000-01-01T00:00:00+08:00")
    write(tmp_path, "second", "2026-06-01T00:00:00+08:00", "2026-07-01T00:00:00+08:00")

    assert in_force(at("2026-05-31T23:59:59"), tmp_path).version == "first"
    assert in_force(at("2026-06-01"), tmp_path).version == "second"
    assert in_force(at("2026-06-30T23:59:59"), tmp_path).version == "second"
    assert in_force(at("2026-07-01"), tmp_path).version == "first"
    assert newest(tmp_path).version == "second"


def test_r517_a_dated_overlay_changes_limits_within_its_period() -> None:
    policy = parse(TEXT + OVERLAY)

    assert policy.limits_at(at("2026-02-14T23:59:59")).review_hours == 24
    assert policy.limits_at(at("2026-02-15")).review_hours == 72
    assert policy.limits_at(at("2026-02-23T23:59:59")).refund_tables == (time(12),)
    assert policy.limits_at(at("2026-02-24")).review_hours == 24


def test_d28_a_decision_applies_no_overlay() -> None:
    facts = Facts(cause="expired", stage="signed")

    assert decide(facts, parse(TEXT + OVERLAY)).deadlines == {"review": "PT24H"}


def test_a_limit_changes_by_editing_the_file_alone() -> None:
    longer = parse(edited("price_drop_days = 3", "price_drop_days = 5"))
    facts = Facts(cause="price_drop", stage="signed", days_since_purchase=5)

    assert decide(facts, load("2026-01")).verdict == "rejected"
    assert decide(facts, longer).verdict == "approved"


def test_a_deadline_changes_by_editing_the_file_alone() -> None:
    slower = parse(edited("contact_hours = 24", "contact_hours = 36"))

    decision = decide(Facts(cause="out_of_stock", stage="not_shipped"), slower)

    assert decision.deadlines == {"review": "PT24H", "contact": "PT36H"}


def test_a_remedy_changes_by_editing_the_file_alone() -> None:
    kinder = parse(edited("[row.remedies.invoice_copy]", "[row.remedies.exchange]"))

    decision = decide(Facts(cause="missing_invoice", stage="signed"), kinder)

    assert decision.remedies == ("exchange",)


def test_a_liable_party_changes_by_editing_the_file_alone() -> None:
    stricter = parse(
        edited(
            'liable = "warehouse"\nbook_to = "warehouse_account"',
            'liable = "staff"\nbook_to = "staff_account"',
        )
    )
    facts = Facts(
        cause="missed_item",
        stage="signed",
        outer_package="intact",
        outer_photo=True,
        weight_check="mismatch",
    )

    decision = decide(facts, stricter)

    assert (decision.liable, decision.book_to) == ("staff", "staff_account")
    assert set(decision.bears.values()) == {"staff"}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("return_days = 7", "return_days = 0", "return_days"),
        ("return_days = 7", "", "return_days"),
        ("return_days = 7", "return_days = 7\nbest_before_days = 3", "best_before_days"),
        ('at_most = "return_days"', 'at_most = "returning_days"', "returning_days"),
        ('rule = "R210"', 'rule = "R610"', "R610"),
        ("liquid = true, insists = false", "liquids = true, insists = false", "liquids"),
        ('outer_package = "intact" }', 'outer_package = "whole" }', "whole"),
        ("only = { partly_good = true }", 'only = { wish = "none" }', "can never be"),
        ('name = "expired"', 'name = "wrong-item"', "two rows have the same name"),
        ('"16:30"]', '"09:30"]', "order of the day"),
        ('correction = "address_hold_hours"', 'correction = "delivery_promise_days"', "hours"),
        ("[limits]", "[limits", "Expected"),
    ],
)
def test_what_cannot_be_meant_is_refused(old: str, new: str, named: str) -> None:
    with pytest.raises(BadPolicy, match=named):
        parse(edited(old, new))


@pytest.mark.parametrize("version", ["2025-01", "../2026-01", ""])
def test_an_unknown_version_is_refused(version: str) -> None:
    with pytest.raises(BadPolicy, match="2026-01"):
        load(version)


def test_every_row_speaks_both_languages() -> None:
    policy = load("2026-01")
    used = {row.name for rows in policy.blocks.values() for row in rows}

    assert used <= policy.texts.keys()
    assert all(text.en and text.zh for text in policy.texts.values())


def test_a_pinned_version_is_used_whatever_is_in_force() -> None:
    """RECOURSE_POLICY: every service of a process asks the same version (interfaces.md)."""
    before_any = datetime(1999, 12, 31, tzinfo=SHANGHAI)
    try:
        pin("2026-01")
        assert in_force(before_any).version == "2026-01"
    finally:
        pin(None)
    with pytest.raises(BadPolicy, match="no policy is in force"):
        in_force(before_any)
    with pytest.raises(BadPolicy, match="no policy 'another'"):
        pin("another")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"version =", "not TOML"),
        (b"\xff\xfe", "cannot be read"),
        (b'version = "2026-09"', "limits: Field required"),
        (edited("review_hours = 24", "review_hours = -1").encode(), "limits.review_hours: .*-1"),
        (TEXT.encode(), "calls itself 2026-01"),
    ],
    ids=["torn", "not text", "empty", "negative", "misnamed"],
)
def test_a_fault_of_a_version_names_its_file_and_place(
    tmp_path: Path, written: bytes, told: str
) -> None:
    (tmp_path / "2026-09.toml").write_bytes(written)

    with pytest.raises(BadPolicy, match=rf"2026-09\.toml.*{told}"):
        newest(tmp_path)
