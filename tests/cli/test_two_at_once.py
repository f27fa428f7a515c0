"""Two processes of one embedded home: each takes up where the other left off."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING

from tests.support.house import home
from tests.support.months import random_month

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.run import Report

SEED = 41


def test_imports_that_take_turns_leave_the_books_of_one(tmp_path: Path) -> None:
    files = tmp_path / "files"
    random_month(files, SEED, orders=4)
    with home(tmp_path / "alone") as alone:
        assert not alone.bring(files).errors
        books, reached = alone.printed(), alone.house.reached()
    assert reached is not None

    with home(tmp_path / "shared") as one, home(tmp_path / "shared") as other:
        for days in (14, 0):
            one.bring(files, reached - timedelta(days=days, hours=12))
            other.bring(files, reached - timedelta(days=days))

        assert one.printed() == other.printed() == books


def test_two_imports_of_a_folder_at_once_both_end_with_the_books_of_one(tmp_path: Path) -> None:
    files = tmp_path / "files"
    random_month(files, SEED, orders=4)
    with home(tmp_path / "alone") as alone:
        rows = alone.bring(files).rows
        books = alone.printed()
    reports: list[Report] = []

    def bring() -> None:
        with home(tmp_path / "shared") as one:
            reports.append(one.bring(files))

    threads = [Thread(target=bring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [(one.new + one.unchanged, one.errors) for one in reports] == [(rows, [])] * 2
    with home(tmp_path / "shared") as after:
        assert after.printed() == books
