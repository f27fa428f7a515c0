"""The same import on Kafka and PostgreSQL prints the same bytes as on the embedded default."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from kafka import KafkaAdminClient

from samples.generate import write_month
from services.cli import questions
from services.cli.bill_desk import desk_of
from services.cli.month_places import months_of
from services.cli.month_questions import issued_statements, months
from services.finance.bill_decisions import Asked
from services.finance.domain.bill_review import Said
from services.finance.domain.month_drawn import Who
from shared.contracts.registry import TOPICS
from shared.dates import parse_time
from shared.settings import Settings
from tests.support.house import Home, home, home_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.journey, pytest.mark.broker]

ORDERS = 40


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("month")
    write_month(folder / "first", seed=5, orders=ORDERS, later=folder / "later")
    return folder / "first"


@pytest.fixture(scope="module")
def embedded(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("embedded")) as house:
        house.bring(month)
        yield house


@pytest.fixture(scope="module")
def real(
    month: Path, tmp_path_factory: pytest.TempPathFactory, kafka_url: str, postgres_url: str
) -> Iterator[Home]:
    _forget_topics(kafka_url)
    databases = {
        f"{name}_store": f"{postgres_url}/journey_{name}"
        for name in ("intake", "logistics", "warehouse", "finance")
    }
    folder = tmp_path_factory.mktemp("real")
    settings = Settings.model_validate({"home": folder, "bus": kafka_url, **databases})
    with home_of(settings) as house:
        report = house.bring(month)
        assert (report.errors, report.new) == ([], report.rows)
        yield house


def _forget_topics(kafka_url: str) -> None:
    """A broker from the environment may hold an earlier run's events."""
    client = KafkaAdminClient(bootstrap_servers=kafka_url.removeprefix("kafka://"))
    known = set(client.list_topics()) & {*TOPICS, "recourse.relays"}
    if known:
        client.delete_topics(list(known))
    client.close()


def as_bytes(printed: object) -> bytes:
    return json.dumps(printed, ensure_ascii=False, sort_keys=False).encode()


def test_ledgers_and_refund_tables_are_the_same_bytes(embedded: Home, real: Home) -> None:
    assert as_bytes(real.printed()) == as_bytes(embedded.printed())


def test_every_case_is_the_same_bytes(embedded: Home, real: Home, month: Path) -> None:
    lines = (month / "requests.csv").read_text().splitlines()[1:]
    cases = sorted({line.split(",")[0] for line in lines})
    assert cases
    for case in cases:
        assert as_bytes(real.books.ask(questions.case(case))) == as_bytes(
            embedded.books.ask(questions.case(case))
        )


def test_importing_again_changes_nothing_there_either(real: Home, month: Path) -> None:
    before = as_bytes(real.printed())
    report = real.bring(month)
    assert (report.new, report.unchanged) == (0, report.rows)
    assert as_bytes(real.printed()) == before


def reconciled(house: Home) -> bytes:
    """The month's bill as it came, one row disputed, the rest accepted, and the ledgers then."""
    desk, at = desk_of(house.house), parse_time("2026-09-30T20:00:00")
    before = desk.rows("2026-09", None)
    odd = [row["waybill"] for row in before if row["status"] == "unknown_waybill"]
    held = Asked((*odd[:1],), at, Said("周会计", "不是我方运单"))
    assert desk.decide("disputes", "2026-09", None, held) == 1
    assert desk.decide("acceptances", "2026-09", None, Asked(("all",), at, Said("周会计"))) > 1
    after = [desk.rows("2026-09", None), desk.overview("2026-09", None), desk.missing("2026-09")]
    return as_bytes([before, after, house.printed()])


def test_d15_a_bill_is_compared_and_accepted_in_the_same_bytes(embedded: Home, real: Home) -> None:
    assert reconciled(real) == reconciled(embedded)


def closed(house: Home, later: Path) -> bytes:
    """Held, closed by another over what is missing, late rows, reopened, closed again."""
    period, reason = "2026-09", Who("王强", "账期已到")
    end = parse_time("2026-10-01")
    assert house.bring(later.parent / "first", end).errors == []
    months_of(house.house).hold(period, end, Who("李敏"))
    months_of(house.house).close(period, end, reason, override=True)
    frozen = house.books.ask(questions.courier_ledgers(period=period))
    assert house.bring(later, end).errors == []
    late = house.printed()
    assert [one for one in late["courier"] if one["period"] == period] == frozen
    months_of(house.house).reopen(period, end, reason)
    months_of(house.house).hold(period, end, Who("李敏"))
    months_of(house.house).close(period, end, reason, override=True)
    issued = [house.books.ask(issued_statements(period, number)) for number in (1, 2)]
    assert [one["ledger"] for one in issued[0]] == frozen
    adjusted = [line for one in late["courier"] for line in one["lines"]]
    assert "adjustment" in {line["kind"] for line in adjusted}
    return as_bytes([late, house.printed(), issued, house.books.ask(months())])


def test_a_month_closed_and_reopened_has_the_same_bytes_and_hashes(
    embedded: Home, real: Home, month: Path
) -> None:
    """Positions differ between the two logs; nothing that is printed or hashed holds any."""
    later = month.parent / "later"

    assert closed(real, later) == closed(embedded, later)
