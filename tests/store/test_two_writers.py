"""Two processes of one embedded store write in turns: neither fails because of the other."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from tests.store.counter import NOON, Counter, CounterOpened, counting

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_save_holds_the_write_lock_before_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it read would else be outdated by another's write, and its own refused as locked."""
    service = counting(tmp_path)
    store: Any = service.store
    read_last = store._last_rowid
    refused: list[str] = []

    def while_another_tries_to_write(cursor: Any) -> int:
        last: int = read_last(cursor)
        other = sqlite3.connect(tmp_path / "intake.db", timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            refused.append(str(error))
        finally:
            other.close()
        return last

    monkeypatch.setattr(store, "_last_rowid", while_another_tries_to_write)
    opened = Counter.opened(CounterOpened, "A", NOON).collect_events()
    store.insert_events([service.mapper.to_stored_event(event) for event in opened])

    assert refused == ["database is locked"]
    assert service.known(["counter:A"]) == {"counter:A"}
