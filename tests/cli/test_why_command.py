"""``recourse why``: in both languages, as tables and cells, and what it says of no number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from services.cli.why.asking import EntryNotKnown
from shared.contracts import bills, claims, finance, intake, logistics, refund_work
from shared.contracts.months import MonthClosed
from shared.contracts.registry import TOPICS
from shared.ids import derived_id
from shared.money import Money
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    decided,
    entry,
    registered,
    requested,
    shipped,
    table,
    taken_back,
    warehouse_charged,
)
from tests.support.logged import CommandLine, logged

if TYPE_CHECKING:
    from pathlib import Path

    from shared.contracts.base import Announcement

REFUND = derived_id(day(2), "refund", "1")
CHARGED = charged_back("1", "YTO", day(3), "45.50")
LATE = shipped("W-9", "YTO", day(5), freight="7.00")
ACCEPTED = bills.BillDifferenceAccepted(
    at=day(41),
    bill="YTO:2026-09",
    courier="YTO",
    waybill="W-1",
    kind="outbound",
    person="李敏",
    reason="称重有误",
    for_period="2026-09",
    entry=entry("outbound_freight", "1.50", day(41), "bill"),
    billed=Money.of("9.50"),
    booked=Money.of("8.00"),
)
DEALT = finance.DealerCharged(
    at=day(6),
    case_no="1",
    order_no="O-W-1",
    dealer_id="D1",
    rule="R503",
    entry=entry("goods", "91.00", day(6), "dealer"),
)
VERDICT = intake.LiabilityDecided(
    at=day(31),
    case_no="1",
    order_no="O-W-1",
    decided_at=day(31),
    from_party="courier",
    to_party="warehouse",
    reason="打包不当",
    person="王主管",
)
PAID = finance.RefundPaid(
    at=day(4),
    case_no="1",
    order_no="O-W-1",
    refund=REFUND,
    table_at=day(4),
    kind="refund",
    amount=Money.of("86.90"),
    deducted=Money.of("4.10"),
    commission=Money.of("4.10"),
    shares=(),
)
BATCH = refund_work.BatchLine(
    refund=REFUND, case="1", order_no="O-W-1", kind="refund", way="direct",
    amount=Money.of("86.90"), deducted=Money.of("4.10"),
)  # fmt: skip
DRAWN: dict[str, Any] = {"at": day(4), "table": day(4).isoformat(), "table_at": day(4)}
IN_HAND = (
    refund_work.RefundTableDrawn(**DRAWN, lines=(BATCH,), total=BATCH.amount, person="赵制表"),
    refund_work.RefundTableApproved(**DRAWN, count=1, total=BATCH.amount, person="钱审批"),
    refund_work.RefundTableExported(
        **DRAWN, lines=(BATCH,), total=BATCH.amount, hash="0" * 64, person="孙出纳"
    ),
)
CLAIM: dict[str, Any] = {
    "case_no": "1", "order_no": "O-W-1", "waybill": "W-1", "courier": "YTO", "claim": "claim-1"
}  # fmt: skip
CLAIMED = (
    logistics.CourierClaimOpened(at=day(2), rule="R203", policy="2026-01", **CLAIM),
    claims.ClaimSubmitted(at=day(8), step=1, person="周理赔", **CLAIM),
    claims.ClaimAccepted(at=day(9), step=2, person="周理赔", amount=Money.of("40.00"), **CLAIM),
)
REVERSED = taken_back("1", "YTO", day(31), "45.50")
REVERSED = REVERSED.model_copy(
    update={"entry": REVERSED.entry.model_copy(update={"reverses": CHARGED.entry.entry})}
)
SAID: tuple[Announcement, ...] = (
    registered("O-W-1", day(0)),
    shipped("W-1", "YTO", day(0), order_no="O-W-1", picker="拣货01"),
    requested("1", "O-W-1", day(2)).model_copy(update={"policy": "2026-01", "agent": "小雅"}),
    decided("1", "O-W-1", day(2), "approved"),
    CHARGED,
    PAID,
    DEALT,
    *IN_HAND,
    *CLAIMED,
    table(day(4), ("1", "refund", "86.90")),
)
AFTERWARDS = (LATE, VERDICT, REVERSED, warehouse_charged("1", day(31), "45.50"), ACCEPTED)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """September, closed; then late freight, a verdict, and an accepted difference of a bill."""
    before = ListedLog(TOPICS)
    before.say(*SAID)
    ends = sorted(before.ends().items())
    upto = {topic: tuple(end for (of, _), end in ends if of == topic) for topic in TOPICS}
    closed = MonthClosed(
        at=day(40), period="2026-09", sequence=1, person="李敏", hash="0" * 64, upto=upto
    )
    return logged(tmp_path_factory.mktemp("home"), (*SAID, closed, *AFTERWARDS))


@pytest.fixture
def recourse(home: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(home, monkeypatch)


def why(recourse: CommandLine, number: str) -> dict[str, Any]:
    told: dict[str, Any] = recourse.json("why", number)
    return told


def test_a_chargeback_tells_rule_decision_events_and_persons(recourse: CommandLine) -> None:
    told = why(recourse, CHARGED.entry.entry)

    assert (told["what"]["amount"], told["what"]["event"]) == ("45.50", "CourierChargeback")
    assert told["rules"][0]["rule"] == "R203"
    assert told["rules"][0]["text"].keys() == {"zh", "en"}
    assert [row["row"].partition("/")[0] for row in told["decision"]["rows"]] == ["damage-signed"]
    assert [event["type"] for event in told["events"]] == [
        *("OrderRegistered", "ParcelShipped", "ReturnRequested", "RequestDecided"),
        *("CourierClaimOpened", "CourierChargeback"),
    ]
    assert {(one["person"], one["part"]) for one in told["persons"]} == {
        *{("拣货01", "picker"), ("小雅", "agent"), ("李敏", "closed")},
    }
    assert told["moved"]["reversed_by"] == REVERSED.entry.entry


def test_every_event_carries_its_cause_and_correlation(recourse: CommandLine) -> None:
    told = why(recourse, CHARGED.entry.entry)

    assert {event["correlation"] for event in told["events"]} == {"O-W-1", "1"}
    assert all("cause" in event for event in told["events"])


def test_r501_a_reversal_leads_to_the_verdict_and_the_person_who_gave_it(
    recourse: CommandLine,
) -> None:
    told = why(recourse, REVERSED.entry.entry)

    assert told["moved"]["reverses"] == CHARGED.entry.entry
    assert (told["verdict"]["to"], told["verdict"]["reason"]) == ("warehouse", "打包不当")
    assert ("王主管", "person") in {(one["person"], one["part"]) for one in told["persons"]}


def test_d14_late_truth_names_the_month_it_belongs_to_and_who_closed_it(
    recourse: CommandLine,
) -> None:
    told = why(recourse, LATE.entry.entry)

    (ledger, _) = told["books"]
    assert (ledger["period"], ledger["line"]["for_period"]) == ("2026-10", "2026-09")
    assert (ledger["line"]["kind"], ledger["line"]["amount"]) == ("adjustment", "7.00")
    assert [rule["rule"] for rule in told["rules"]] == ["D3", "D14"]
    assert [(one["period"], one["person"]) for one in told["closings"]] == [("2026-09", "李敏")]


def test_d15_an_accepted_difference_names_who_accepted_it_and_why(recourse: CommandLine) -> None:
    told = why(recourse, ACCEPTED.entry.entry)

    assert "D15" in {rule["rule"] for rule in told["rules"]}
    assert told["amount_from"][0]["told"] == {
        "bill": "YTO:2026-09", "kind": "outbound", "billed": "9.50", "booked": "8.00"
    }  # fmt: skip
    assert ("李敏", "person") in {(one["person"], one["part"]) for one in told["persons"]}


def test_r503_a_dealers_line_is_found_by_the_event_that_its_ledger_prints(
    recourse: CommandLine,
) -> None:
    (line,) = recourse.json("ledger", "dealer")[0]["lines"]
    told = why(recourse, line["event_id"])

    assert [one["book"] for one in told["books"]] == ["dealer", "journal"]
    assert told["amount_from"][0]["told"]["value"] == "91.00"


def test_r508_a_refund_is_found_by_its_number_with_what_the_platform_kept(
    recourse: CommandLine,
) -> None:
    told = why(recourse, REFUND)

    assert told["what"]["refund"] == REFUND
    assert [rule["rule"] for rule in told["rules"]] == ["R507", "D8", "R508", "D9"]
    assert told["amount_from"][0]["told"]["commission"] == "4.10"


def test_r507_a_refund_names_who_drew_approved_and_sent_out_its_table(
    recourse: CommandLine,
) -> None:
    told = why(recourse, REFUND)

    assert (told["refund"]["state"], told["refund"]["way"]) == ("paid", "direct")
    assert {(one["person"], one["part"]) for one in told["persons"]} >= {
        *{("赵制表", "drawn_by"), ("钱审批", "approved_by"), ("孙出纳", "exported_by")},
    }


def test_a_claim_tells_its_steps_and_what_was_booked_under_it(recourse: CommandLine) -> None:
    told = why(recourse, "claim-1")

    assert told["what"]["event"] == "ClaimAccepted"
    assert [one["told"] for one in told["amount_from"]] == [{"amount": "40.00"}]
    assert [one["entry"] for one in told["booked"]] == [CHARGED.entry.entry, REVERSED.entry.entry]
    assert [one["event"] for one in told["evidence"] if one["kind"] == "claim_step"] == [
        *("ClaimSubmitted", "ClaimAccepted"),
    ]
    assert ("周理赔", "person") in {(one["person"], one["part"]) for one in told["persons"]}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("金额由来", "决定所依据的政策条目", "经手人", "相关事件", "记账快递")),
        ("en", ("Rules", "Policy rows that decided", "Persons", "courier charged")),
    ],
)
def test_a_table_is_read_in_either_language(
    recourse: CommandLine, lang: str, words: tuple[str, ...]
) -> None:
    printed = recourse("why", DEALT.entry.entry, lang=lang).stdout
    printed += recourse("why", CHARGED.entry.entry, lang=lang).stdout

    assert all(word in printed for word in words)


def test_csv_is_the_cells_of_the_tables(recourse: CommandLine) -> None:
    printed = recourse("why", CHARGED.entry.entry, "--format", "csv").stdout.splitlines()

    assert printed[0] == "table,line,column,value"
    assert any(row.startswith("Persons,1,person,") for row in printed)


def test_a_number_of_nothing_is_bad_input_said_in_both_languages(recourse: CommandLine) -> None:
    result = recourse("why", "no-such-entry")

    assert isinstance(result.exception, EntryNotKnown)
    assert "no-such-entry" in str(result.exception)
    assert "没有这个编号" in str(result.exception)


def test_json_keeps_what_a_table_translates(recourse: CommandLine) -> None:
    zh = recourse("why", CHARGED.entry.entry, "--format", "json", lang="zh").stdout

    assert json.loads(zh) == why(recourse, CHARGED.entry.entry)
