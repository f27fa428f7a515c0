"""Claims on couriers from the files to the books: delivered after all, given up, reported (D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import claim_questions, journal, questions
from services.cli.acting import act
from services.cli.claim import settled
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from services.intake.commands import DecideLiability
from services.logistics import claim_commands as do
from services.logistics.projections.claim_list import Wanted
from shared.dates import parse_time
from tests.http.serving import Forwarding, served
from tests.support.disorder import disorderly_home
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.party import ImportHouse

pytestmark = pytest.mark.journey

FILES = {
    "orders": "order_no,purchased_at,customer_id,sku,quantity,unit_price,unit_weight_g\n"
    "O1,2026-09-01T09:00,C1,A,2,50.00,500\n"
    "O2,2026-09-01T09:00,C2,A,2,50.00,500\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight,picker\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00,P1\n"
    "W2,outbound,O2,,SF,2026-09-01T18:00,8.00,P1\n"
    "W3,reship,O1,K1,SF,2026-09-05T18:00,9.00,P1\n",
    "scans": "waybill,at,status,weight_g\n"
    "W1,2026-09-02T09:00,in_transit,\n"
    "W1,2026-09-08T10:00,signed,\n"
    "W2,2026-09-01T19:00,picked_up,500\n"
    "W2,2026-09-03T10:00,signed,\n"
    "W3,2026-09-06T10:00,signed,\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,outer_package,outer_photo,"
    "confirmed_at\n"
    "K1,2026-09-05T12:00,O1,A,2,lost,reship,,,\n"
    "K2,2026-09-04T12:00,O2,A,1,missed_item,refund,intact,true,2026-09-04T12:30\n",
}
"""W1 is silent from the 2nd on: lost on the 7th, delivered on the 8th. K2 is the warehouse's."""
LOST = {"goods": "100.00", "outbound_freight": "8.00", "reship_freight": "9.00"}
TEN, ELEVEN = (parse_time(f"2026-09-{day}T09:00") for day in (10, 11))
WHO = "王敏"


def files(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def bring(house: ImportHouse, folder: Path) -> None:
    import_folder(files(folder), house, TEN)


def give_up(house: ImportHouse) -> None:
    """What a clerk does, each step as the command line takes it."""
    assert act(house, "logistics", do.SubmitClaim("O1", "K1", TEN, WHO))
    assert act(house, "logistics", do.AcceptClaim("O1", "K1", TEN, WHO))
    assert act(house, "logistics", do.WithdrawClaim("O1", "K1", TEN, WHO, "delivered after all"))
    assert not act(
        house, "logistics", do.WithdrawClaim("O1", "K1", TEN, WHO, "delivered after all")
    )
    verdict = DecideLiability("K2", TEN, "courier", "crushed on the way", WHO)
    assert act(house, "intake", verdict)
    settled(house, TEN)
    assert act(house, "logistics", do.WithdrawClaim("O2", "K2", TEN, WHO, "not proved"))
    settled(house, TEN)


def read(house: ImportHouse) -> dict[str, Any]:
    """The books and the claims, once everybody has heard everything."""
    house.project()
    return {
        "courier": house.ask(questions.courier_ledgers()),
        "warehouse": house.ask(questions.account_ledgers("warehouse")),
        "claims": house.ask(claim_questions.claims(Wanted(ELEVEN))),
        "claim": house.ask(claim_questions.claim("K1", ELEVEN)),
        "report": house.ask(claim_questions.couriers()),
        "balance": house.ask(journal.trial_balance(None, None)),
    }


def moved(ledger: list[dict[str, Any]], kind: str) -> dict[str, str]:
    """Costs of one kind on the courier's account in September."""
    (month,) = ledger
    return {one["cost"]: one["amount"] for one in month["lines"] if one["kind"] == kind}


def test_d7_a_lost_parcel_delivered_after_all_is_listed_and_reversed_by_no_import(
    tmp_path: Path,
) -> None:
    with home(tmp_path / "home") as here:
        bring(here.house, tmp_path)
        found = read(here.house)
        listed = here.house.ask(claim_questions.claims(Wanted(delivered_after_loss=True)))

    assert [(one["case"], one["delivered_after_loss"]) for one in listed] == [
        ("K1", "2026-09-08T10:00:00+08:00")
    ]
    assert (moved(found["courier"], "chargeback"), moved(found["courier"], "reversal")) == (
        LOST,
        {},
    )


def test_d7_what_a_person_gives_up_is_the_merchants_everywhere(tmp_path: Path) -> None:
    """R501, R210: also what the warehouse keeps and a verdict had put on the courier."""
    with home(tmp_path / "home") as here:
        bring(here.house, tmp_path)
        give_up(here.house)
        found = read(here.house)

    assert moved(found["courier"], "reversal") == {**LOST, "refund": "50.00"}
    assert found["courier"][0]["chargebacks"] == "0.00"
    assert found["warehouse"][0]["total"] == "0.00"
    (report,) = found["report"]
    assert (report["owed"], report["withdrawn"]) == ("0.00", "0.00")
    assert [one["state"] for one in found["claims"]] == ["withdrawn", "withdrawn"]
    assert [one["step"] for one in found["claim"]["steps"]] == [
        "submitted",
        "accepted",
        "withdrawn",
    ]
    balance = {one["account"]: one["balance"] for one in found["balance"]["accounts"]}
    assert (balance["merchant"], balance["pending"]) == ("167.00", "0.00")


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_of_messages_the_books_are_the_same(tmp_path: Path, seed: int) -> None:
    with home(tmp_path / "order") as here:
        bring(here.house, tmp_path / "files")
        give_up(here.house)
        expected = read(here.house)
    with disorderly_home(tmp_path / "disorder", seed) as there:
        bring(there.house, tmp_path / "files")
        give_up(there.house)
        assert read(there.house) == expected


def test_behind_a_gateway_the_same_is_printed(tmp_path: Path) -> None:
    with home(tmp_path / "here") as here:
        bring(here.house, tmp_path)
        give_up(here.house)
        expected = read(here.house)
    with served(tmp_path / "there", loops=True) as caller:
        transport = Forwarding(caller.client)
        with GatewayHouse(GatewayClient("http://gateway", transport)) as there:
            bring(there, tmp_path)
            give_up(there)
            assert read(there) == expected
