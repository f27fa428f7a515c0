"""The couriers' months as printed: D6, D13, D35 and the two axes of time."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from shared.contracts import logistics
from shared.money import Money
from shared.projection.projector import Projector
from shared.projection.storage import open_storage
from tests.support.announced import (
    ListedLog,
    came_back,
    charged_back,
    day,
    entry,
    record,
    shipped,
    taken_back,
    transferred,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shared.bus.record import Record
    from shared.contracts.base import Announcement
    from tests.projections.conftest import Opens


def ledgers(opens: Opens, *said: Announcement | Record) -> CourierLedgers:
    log = ListedLog(PROJECTION.topics)
    log.say(*said)
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    return CourierLedgers(storage)


def sums(ledger: dict[str, Any]) -> list[str]:
    names = ("opening", "freight", "transfer_fees", "chargebacks", "adjustments", "net")
    return [ledger[name] for name in names]


def test_a_line_names_what_d6_asks_for(opens: Opens) -> None:
    said = charged_back("C1", "YTO", day(3), "91.00")

    (ledger,) = ledgers(opens, said).courier_ledgers()

    assert ledger == {
        "courier": "YTO",
        "period": "2026-09",
        "status": "open",
        "opening": "0.00",
        "freight": "0.00",
        "transfer_fees": "0.00",
        "chargebacks": "91.00",
        "adjustments": "0.00",
        "net": "-91.00",
        "lines": [
            {
                "entry": said.entry.entry,
                "kind": "chargeback",
                "cost": "goods",
                "waybill": "W-C1",
                "case": "C1",
                "order_no": "O-W-C1",
                "amount": "91.00",
                "certain_at": "2026-09-04T09:00:00+08:00",
                "rule": "R203",
                "policy": "2026-01",
                "event_id": record(said).headers["ce_id"],
                "for_period": "2026-09",
            }
        ],
    }


def test_a_freight_line_has_no_rule_and_only_a_reships_a_case(opens: Opens) -> None:
    (ledger,) = ledgers(
        opens,
        shipped("W-1", "YTO", day(1), case_no="C1"),
        shipped("W-2", "YTO", day(2), kind="reship", case_no="C1"),
    ).courier_ledgers()

    assert [(line["cost"], line["case"], line["rule"]) for line in ledger["lines"]] == [
        ("outbound_freight", None, None),
        ("reship_freight", "C1", None),
    ]


def test_a_freight_known_later_brings_all_its_entries(opens: Opens) -> None:
    late = logistics.FreightRecorded(
        at=day(9),
        waybill="W-1",
        courier="YTO",
        order_no="O-1",
        kind="outbound",
        shipped_at=day(1),
        freight=Money.of("8.00"),
        entries=(
            entry("outbound_freight", "8.00", day(1), "W-1"),
            entry("return_freight", "8.00", day(5), "W-1"),
        ),
    )

    (ledger,) = ledgers(opens, late).courier_ledgers()

    assert [(line["cost"], line["certain_at"][:10]) for line in ledger["lines"]] == [
        ("outbound_freight", "2026-09-02"),
        ("return_freight", "2026-09-06"),
    ]


FIRST = transferred("W-1", "YTO", day(2), fee="5.00")
AGAIN = FIRST.model_copy(update={"case_no": "C1", "revision": 2})


@pytest.mark.parametrize("said", [[FIRST, AGAIN], [FIRST, AGAIN] * 2, [AGAIN]])
def test_a_transfer_told_again_is_one_line_with_the_case_told_last(
    opens: Opens, said: list[Announcement]
) -> None:
    (ledger,) = ledgers(opens, *said).courier_ledgers()

    (line,) = ledger["lines"]
    assert (line["case"], line["event_id"]) == ("C1", record(AGAIN).headers["ce_id"])
    assert sums(ledger) == ["0.00", "0.00", "5.00", "0.00", "0.00", "5.00"]


def test_the_net_opens_the_next_month_also_across_an_empty_one(opens: Opens) -> None:
    printed = ledgers(
        opens,
        shipped("W-1", "YTO", day(1), freight="8.00"),
        transferred("W-1", "YTO", day(2), fee="5.00"),
        charged_back("C1", "YTO", day(3), "91.00"),
        taken_back("C1", "YTO", day(65), "91.00"),
    ).courier_ledgers()

    assert [(ledger["period"], sums(ledger)) for ledger in printed] == [
        ("2026-09", ["0.00", "8.00", "5.00", "91.00", "0.00", "-78.00"]),
        ("2026-10", ["-78.00", "0.00", "0.00", "0.00", "0.00", "-78.00"]),
        ("2026-11", ["-78.00", "0.00", "0.00", "-91.00", "0.00", "13.00"]),
    ]


def test_one_month_or_courier_prints_as_it_does_among_all(opens: Opens) -> None:
    books = ledgers(
        opens,
        *(shipped(f"W-{n}", courier, day(20 * n)) for n in range(4) for courier in ("YTO", "SF")),
    )
    everything = books.courier_ledgers()

    assert books.courier_ledgers(courier="SF") == [x for x in everything if x["courier"] == "SF"]
    assert books.courier_ledgers(period="2026-10") == [
        x for x in everything if x["period"] == "2026-10"
    ]
    assert books.courier_ledgers(courier="EMS") == []


def test_as_of_asks_what_was_certain_and_known_at_what_was_recorded(opens: Opens) -> None:
    books = ledgers(
        opens,
        record(shipped("W-1", "YTO", day(1)), recorded_at=day(40)),
        record(shipped("W-2", "YTO", day(2)), recorded_at=day(30)),
    )

    def waybills(**asked: Any) -> list[str]:
        (ledger,) = books.courier_ledgers(**asked)
        assert ledger["net"] == f"{8 * len(ledger['lines'])}.00"
        return [line["waybill"] for line in ledger["lines"]]

    assert waybills(as_of=day(1)) == ["W-1"]
    assert waybills(known_at=day(30)) == ["W-2"]
    assert waybills(as_of=day(2), known_at=day(40)) == ["W-1", "W-2"]
    assert books.courier_ledgers(as_of=day(0.9)) == []


def test_lines_are_sorted_as_d35_says(opens: Opens) -> None:
    said = [
        charged_back("B", "YTO", day(3), "1.00"),
        charged_back("A", "YTO", day(3), "1.00"),
        shipped("W-A", "YTO", day(3)),
        taken_back("A", "YTO", day(3), "1.00"),
        shipped("Z", "YTO", day(2)),
    ]

    (ledger,) = ledgers(opens, *said).courier_ledgers()

    assert [(line["waybill"], line["kind"]) for line in ledger["lines"]] == [
        ("Z", "freight"),
        ("W-A", "chargeback"),
        ("W-A", "freight"),
        ("W-A", "reversal"),
        ("W-B", "chargeback"),
    ]


STORIES = st.lists(
    st.tuples(st.sampled_from(["YTO", "SF", "EMS"]), st.integers(0, 70), st.integers(1, 9999)),
    max_size=12,
)


def messages(number: int, courier: str, start: int, fen: int) -> list[Record]:
    """A parcel's and its case's messages, which share no key."""
    amount = str(Money(fen))
    return [
        record(shipped(f"W-{number}", courier, day(start))),
        record(transferred(f"W-{number}", courier, day(start + 1))),
        record(came_back(f"W-{number}", courier, day(start + 3))),
        record(charged_back(f"{number}", courier, day(start + 4), amount)),
        record(taken_back(f"{number}", courier, day(start + 31), amount)),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


@given(stories=STORIES, chance=st.randoms(use_true_random=False), batch=st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_no_order_or_repetition_that_keeps_a_keys_order_changes_a_ledger(
    stories: list[tuple[str, int, int]], chance: random.Random, batch: int, folder: Path
) -> None:
    said = [m for n, story in enumerate(stories) for m in messages(n, *story)]
    storage = open_storage(PROJECTION, "embedded", folder)
    try:
        printed = []
        for told in (said, shuffled(said, chance)):
            storage.drop()
            log = ListedLog(PROJECTION.topics)
            log.say(*told)
            projector = Projector(PROJECTION, storage, log.reader())
            while projector.step(batch):
                pass
            printed.append(json.dumps(CourierLedgers(storage).courier_ledgers()))
    finally:
        storage.close()

    assert printed[0] == printed[1]


def shuffled(said: list[Record], chance: random.Random) -> list[Record]:
    """Another interleaving of the keys, with runs of a key told again."""
    by_key: dict[str, list[Record]] = {}
    for one in said:
        by_key.setdefault(one.key, []).append(one)
    for key, told in by_key.items():
        if chance.random() < 0.5:
            by_key[key] = told + told[chance.randrange(len(told)) :]
    result = []
    while by_key:
        key = chance.choice(sorted(by_key))
        result.append(by_key[key].pop(0))
        if not by_key[key]:
            del by_key[key]
    return result
