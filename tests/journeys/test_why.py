"""Every number of the sample month's books leads back to rule, evidence, events and persons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.cli import journal, questions
from services.cli.why.asking import EntryNotKnown, asked
from services.cli.why.tracing import traced
from services.finance.projections.transactions import Wanted
from shared.money import Money
from tests.support.house import Home, home

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.journey

SAMPLE = Path(__file__).parents[2] / "samples" / "2026-09"
Printed = dict[str, Any]


@dataclass(frozen=True)
class Books:
    """The sample month's ledgers, and why on any number."""

    house: Home
    ledgers: dict[str, list[Printed]]
    transactions: list[Printed]

    def why(self, number: str) -> Printed:
        return traced(number, asked(self.house.books, number))

    def lines(self, party: str, **named: Any) -> list[Printed]:
        """Lines of a party's ledger with these cells."""
        return [
            line
            for month in self.ledgers[party]
            for line in month["lines"]
            if all(line[name] == value for name, value in named.items())
        ]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    with home(tmp_path_factory.mktemp("home")) as house:
        house.bring(SAMPLE)
        transactions = house.books.ask(journal.transactions(Wanted()))
        yield Books(house, house.printed(), transactions)


def number_of(line: Printed) -> str:
    """What a reader has of a line: couriers' print entries, the others events."""
    number: str = line.get("entry") or line["event_id"]
    return number


@pytest.mark.parametrize("party", ["courier", "warehouse", "dealer", "staff"])
def test_every_line_leads_to_its_event_and_what_came_before(books: Books, party: str) -> None:
    lines = books.lines(party)
    assert lines or party == "dealer"
    for line in lines:
        told = books.why(number_of(line))
        booked = [event for event in told["events"] if event["id"] == line["event_id"]]

        assert [one["book"] for one in told["books"]] == [party, "journal"]
        assert told["books"][0]["line"] == line
        assert (told["what"]["amount"], told["what"]["case"]) == (line["amount"], line["case"])
        assert booked, line
        assert booked[0]["decisive"]
        times = [event["time"] for event in told["events"]]
        assert times == sorted(times)
        assert times[-1] <= told["what"]["certain_at"] or line["cost"] == "incident"
        assert told["rules"], line


@pytest.mark.parametrize("party", ["courier", "warehouse", "staff"])
def test_every_line_of_a_case_tells_the_decision_the_policys_rows_and_the_evidence(
    books: Books, party: str
) -> None:
    for line in books.lines(party):
        told = books.why(number_of(line))
        if line["case"] is None or line["cost"] in {"incident", "transfer_fee"}:
            continue
        if line.get("kind") == "freight":
            continue  # A reship's freight is owed whatever was decided.
        kinds = {event["type"] for event in told["events"]}

        assert {"ReturnRequested", "RequestDecided", "RemedyChosen"} <= kinds, line
        assert told["decision"]["rows"], line
        assert told["evidence"], line
        assert {one["part"] for one in told["persons"]} >= {"agent"}, line
        assert told["rules"][0]["rule"] == line["rule"]


def test_a_freight_is_the_one_recorded_of_its_parcel_d2_d3(books: Books) -> None:
    for line in books.lines("courier", kind="freight"):
        told = books.why(line["entry"])
        recorded = [one["told"].get("freight") for one in told["amount_from"]]
        of = {event["data"].get("waybill") for event in told["events"] if event["data"]["waybill"]}

        assert line["amount"] in recorded
        assert [rule["rule"] for rule in told["rules"]] == (
            ["D2"] if line["cost"] == "return_freight" else ["D3"]
        )
        assert line["case"] is not None or of == {line["waybill"]}


def test_a_freight_stands_beside_the_couriers_tariff_where_weight_and_place_are_known(
    books: Books,
) -> None:
    for line in books.lines("courier", kind="freight"):
        told = books.why(line["entry"])["tariff"]
        if line["cost"] == "return_freight":
            assert told is None
        elif told is not None:
            of = Money.of(told["amount"]) + Money.of(told["difference"])
            assert (told["weight_g"] > 0, str(of)) == (True, line["amount"])


def test_the_value_of_goods_is_price_times_quantity(books: Books) -> None:
    for party in ("courier", "warehouse", "staff"):
        for line in books.lines(party, cost="goods"):
            told = books.why(number_of(line))
            if told["moved"]["reverses"] is None:
                values = (Money.of(one["told"]["value"]) for one in told["amount_from"])
                assert Money.total(values) == Money.of(line["amount"]), line


def test_a_freight_of_a_case_names_its_parcel(books: Books) -> None:
    for line in books.lines("courier", kind="chargeback"):
        if line["cost"] in {"outbound_freight", "reship_freight", "return_freight"}:
            told = books.why(line["entry"])
            amounts = {
                one["told"].get("freight") or one["told"].get("amount")
                for one in told["amount_from"]
            }
            assert amounts == {line["amount"]}, line


def test_r501_a_reversal_leads_to_what_it_takes_back_and_to_the_verdict(books: Books) -> None:
    reversals = books.lines("courier", kind="reversal")
    assert reversals
    for line in reversals:
        told = books.why(line["entry"])
        taken = told["moved"]["reverses"]
        before = books.why(taken)

        assert before["moved"]["reversed_by"] == line["entry"]
        assert told["amount_from"][0]["told"]["amount"] == line["amount"]
        assert told["verdict"]["from"] == "courier"
        assert told["verdict"]["reason"]
        assert [rule["rule"] for rule in told["rules"]] == ["R501", "D5"]
        assert "verdict" in {one["kind"] for one in told["evidence"]}


def test_r210_a_missed_item_shows_the_weights(books: Books) -> None:
    lines = books.lines("warehouse", rule="R210")
    assert lines
    for line in lines:
        told = books.why(line["event_id"])
        (weighed,) = (one for one in told["evidence"] if one["kind"] == "weighed")

        assert weighed["told"].keys() >= {"expected_g", "outbound_g", "missing_g"}


def test_r512_an_incident_leads_to_the_agent_with_a_case_and_without(books: Books) -> None:
    lines = books.lines("staff", rule="R512")
    assert {line["case"] is None for line in lines} == {True, False}
    for line in lines:
        told = books.why(line["event_id"])

        assert "incident" in {one["kind"] for one in told["evidence"]}
        assert {one["part"] for one in told["persons"]} >= {"charged", "caused"}


def test_r507_a_refund_leads_to_what_was_asked_and_paid(books: Books) -> None:
    paid = [one for one in books.transactions if one["refund"]]
    assert paid
    for one in paid:
        told = books.why(one["refund"])
        asked_for = {name for event in told["amount_from"] for name in event["told"]}

        assert told["what"]["refund"] == one["refund"]
        assert [rule["rule"] for rule in told["rules"]][1:3] == ["R507", "D8"]
        assert "amount" in asked_for
        assert {event["data"].get("refund") for event in told["events"]} <= {None, one["refund"]}


def test_every_transaction_of_the_journal_is_found(books: Books) -> None:
    for one in books.transactions:
        told = books.why(one["transaction"])

        assert told["books"][-1] == {"book": "journal", "entry": one["transaction"], "line": one}


@pytest.mark.parametrize("party", ["courier", "warehouse"])
def test_a_claim_and_any_other_event_leads_to_what_came_before(books: Books, party: str) -> None:
    line = next(line for line in books.lines(party) if line["case"])
    file = books.house.books.ask(questions.case(line["case"]))
    for event in file["events"]:
        told = books.why(event["id"])

        assert told["events"][-1]["time"] == event["time"]


def test_a_claim_tells_what_it_expected_and_what_was_booked_under_it(books: Books) -> None:
    line = books.lines("courier", kind="reversal")[0]
    file = books.house.books.ask(questions.case(line["case"]))
    claim, *_ = (e["data"] for e in file["events"] if e["type"] == "CourierClaimOpened")
    told = books.why(claim["claim"])
    entries = {one["entry"] for one in books.lines("courier", case=line["case"]) if one["rule"]}

    assert told["what"]["event"] == "CourierClaimOpened"
    assert told["amount_from"][0]["told"]["expected"] == claim["expected"]
    assert {one["entry"] for one in told["booked"]} == entries


@pytest.mark.parametrize("number", ["nothing", "%", "_", '"', "0"])
def test_a_number_of_nothing_is_not_known(books: Books, number: str) -> None:
    with pytest.raises(EntryNotKnown):
        books.why(number)
