"""The same rows give the same books: in waves or row by row, in one import or two, in any order."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cli.importing.waves import one_by_one
from services.cli.journal import transactions
from services.finance.projections.transactions import Wanted
from shared.contracts.registry import BY_TYPE, TOPICS
from shared.dates import parse_time
from tests.support.calculator import compute
from tests.support.disorder import disorderly_home
from tests.support.house import Home, home, unproved, without_ids
from tests.support.months import random_month
from tests.support.stories.story import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

pytestmark = pytest.mark.journey

SEEDS = st.integers(min_value=0, max_value=10_000)
FEW = settings(max_examples=4, deadline=None)
ORDERS = 12


def month(folder: Path, seed: int) -> Path:
    """A dense month of requests among scans, ties and boundary moments."""
    random_month(folder / "files", seed, ORDERS)
    return folder / "files"


@pytest.fixture(scope="module")
def sample() -> Path:
    return Path(__file__).parents[2] / "samples" / "2026-09"


def said(house: Home) -> dict[tuple[str, str], list[Any]]:
    """Everything on the log, a list a key, without envelope; seals differ by house."""
    reader = house.house.bus.reader("test", TOPICS, {})
    by_key: dict[tuple[str, str], list[Any]] = {}
    while records := reader.poll(5_000):
        for record in records:
            body = json.loads(record.value)
            body.pop("cause")
            for field in BY_TYPE[record.type].SEALED:
                body[field] = body[field] is not None
            by_key.setdefault((record.topic, record.key), []).append((record.id, body))
    return by_key


def journal(house: Home) -> list[dict[str, Any]]:
    """Every transaction but for when it was recorded."""
    found = house.books.ask(transactions(Wanted()))
    return [one | {"recorded_at": None} for one in found]


def halves(folder: Path, scratch: Path) -> tuple[Path, datetime, Path]:
    """The rows up to the middle of a folder's span, that moment, and the rows after it."""
    columns = dict.fromkeys(COLUMNS, 1) | {"parcels": 5}
    times = sorted(time for time, *_ in _timed(folder, columns))
    middle = times[len(times) // 2]
    parts = scratch / "first", scratch / "then"
    for first, part in zip((True, False), parts, strict=True):
        part.mkdir()
        for name in columns:
            header = (folder / f"{name}.csv").read_text().splitlines()[0]
            kept = [
                line
                for time, of, line in _timed(folder, columns)
                if of == name and (time <= middle) is first
            ]
            (part / f"{name}.csv").write_text("\n".join([header, *kept]) + "\n")
    return parts[0], middle, parts[1]


def _timed(folder: Path, columns: dict[str, int]) -> Iterator[tuple[datetime, str, str]]:
    """Every row and its time; an incident comes no earlier than the request it names (D34)."""
    asked: dict[str, datetime] = {}
    for name, column in columns.items():
        for line in (folder / f"{name}.csv").read_text().splitlines()[1:]:
            cells = line.split(",")
            at = parse_time(cells[column])
            if name == "requests":
                asked[cells[0]] = at
            elif name == "incidents" and cells[2]:
                at = max(at, asked[cells[2]])
            yield at, name, line


@FEW
@given(SEEDS)
def test_waves_equal_row_by_row(seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = month(Path(scratch), seed)
        with home(Path(scratch) / "waves") as waves, home(Path(scratch) / "rows") as rows:
            waves.bring(folder)
            rows.bring(folder, slicing=one_by_one)
            assert said(waves) == said(rows)
            assert waves.printed() == rows.printed()


@FEW
@given(SEEDS)
def test_messages_late_shuffled_and_twice_change_no_ledger(seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = month(Path(scratch), seed)
        with (
            home(Path(scratch) / "order") as order,
            disorderly_home(Path(scratch) / "disorder", seed) as disorder,
        ):
            order.bring(folder)
            disorder.bring(folder)
            assert disorder.printed() == order.printed()
            assert journal(disorder) == journal(order)
        assert unproved(Path(scratch) / "disorder") == []


@FEW
@given(SEEDS)
def test_two_imports_equal_one(seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = month(Path(scratch), seed)
        with home(Path(scratch) / "one") as one, home(Path(scratch) / "two") as two:
            one.bring(folder)
            first, middle, then = halves(folder, Path(scratch))
            two.bring(first, until=middle)  # Times inside its rows wait for the second (D32).
            two.bring(then)
            assert two.printed() == one.printed()


def test_the_sample_month_equals_the_calculator(sample: Path, tmp_path: Path) -> None:
    with home(tmp_path) as house:
        report = house.bring(sample)
        printed = without_ids(house.printed())
        again = house.bring(sample)
        assert without_ids(house.printed()) == printed
    expected = compute(sample)
    assert (report.errors, again.new, again.unchanged) == ([], 0, report.rows)
    assert printed["courier"] == expected.courier
    assert printed["warehouse"] == expected.warehouse
    assert printed["refunds"] == expected.refunds


def test_waves_equal_row_by_row_on_the_sample(sample: Path, tmp_path: Path) -> None:
    with home(tmp_path / "waves") as waves, home(tmp_path / "rows") as rows:
        waves.bring(sample)
        rows.bring(sample, slicing=one_by_one)
        assert said(waves) == said(rows)
        assert waves.printed() == rows.printed()
