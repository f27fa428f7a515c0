"""The two generators: the same seed, the same files; silence only where a story wants it."""

import csv
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from samples.generate import write_month
from tests.support.calculator import compute, reading
from tests.support.calculator.dossiers import dossiers
from tests.support.calculator.losses import lost_at
from tests.support.months import random_month
from tests.support.stories.story import COLUMNS

SAMPLE = Path(__file__).parents[2] / "samples" / "2026-09"
MEANT_TO_BE_LOST = {"lost", "stalled_tracking", "damage"}  # Milk that was abandoned at the door.


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_month(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_month(tmp_path / name, 7, 60, stories="all")
        random_month(tmp_path / f"random {name}", 7)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert contents(tmp_path / "random one") == contents(tmp_path / "random two")


def test_the_sample_is_what_its_seed_writes(tmp_path: Path) -> None:
    write_month(tmp_path / "2026-09", seed=7, orders=400)
    assert contents(tmp_path / "2026-09") == contents(SAMPLE)


@pytest.mark.parametrize("tails", [False, True])
def test_only_parcels_of_such_stories_are_lost(tmp_path: Path, *, tails: bool) -> None:
    write_month(tmp_path, 3, 600, stories="all", tails=tails)
    tables = reading.read([tmp_path])
    end = reading.last_moment(tables) + timedelta(days=9)
    for dossier in dossiers(tables):
        for parcel in dossier.parcels.values():
            if parcel.kind != "return" and lost_at(dossier, parcel, end):
                assert {request.cause for request in dossier.requests} & MEANT_TO_BE_LOST


def test_a_month_without_tails_stays_within_it(tmp_path: Path) -> None:
    write_month(tmp_path, 5, 600, stories="all")
    assert reading.last_moment(reading.read([tmp_path])).isoformat() < "2026-10-01"


def test_a_later_folder_fills_the_freights_left_empty(tmp_path: Path) -> None:
    first, later = tmp_path / "first", tmp_path / "later"
    write_month(first, 7, 400, later=later)
    with (first / "parcels.csv").open(encoding="utf-8") as file:
        empty = {row["waybill"] for row in csv.DictReader(file) if not row["freight"]}
    with (later / "parcels.csv").open(encoding="utf-8") as file:
        filled = {row["waybill"] for row in csv.DictReader(file) if row["freight"]}
    assert empty == filled
    assert empty


@pytest.mark.parametrize("seed", range(20))
def test_random_months_can_be_computed(tmp_path: Path, seed: int) -> None:
    random_month(tmp_path, seed)
    assert compute(tmp_path).courier
    for name, columns in COLUMNS.items():
        header = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == columns


def test_the_samples_bill_bears_out_most_lines_and_differs_in_a_few() -> None:
    with (SAMPLE / "bills.csv").open(encoding="utf-8") as file:
        billed = list(csv.DictReader(file))
    with (SAMPLE / "parcels.csv").open(encoding="utf-8") as file:
        ours = {
            row["waybill"]: row["freight"]
            for row in csv.DictReader(file)
            if row["courier"] == "SF" and row["kind"] != "return"
        }
    rows = Counter(tuple(row.values()) for row in billed)
    differing = [row for row in billed if row["freight"] != ours.get(row["waybill"])]

    assert [number for number in rows.values() if number > 1] == [2]
    assert len(ours.keys() - {row["waybill"] for row in billed}) == 1
    strange = [row for row in differing if row["waybill"] not in ours]
    unknown = {row["waybill"] for row in differing if ours.get(row["waybill"]) == ""}
    assert (len(strange), len(unknown)) == (2, 1)
    assert len({row["waybill"] for row in differing}) == 4
    assert [row["date"] for row in billed if row["date"] < "2026-09"] == ["2026-08-31"]
    assert [row["claim"] for row in billed if row["claim"]] == ["807.40"]


def test_the_samples_incidents_cost_one_agent_the_commission() -> None:
    with (SAMPLE / "incidents.csv").open(encoding="utf-8") as file:
        agents = Counter(row["agent"] for row in csv.DictReader(file))

    assert sorted(agents.values()) == [1, 2, 4]
