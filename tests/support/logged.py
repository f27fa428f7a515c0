"""A folder whose log holds what services said, and the command line on it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from services.cli.main import app
from shared.bus.connect import connect
from shared.contracts.registry import TOPICS
from tests.support.announced import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest
    from typer.testing import Result

    from shared.bus.record import Record
    from shared.contracts.base import Announcement


def logged(folder: Path, said: Iterable[Announcement]) -> Path:
    """Put announcements on the folder's log, as their services' relays would."""
    bus = connect("embedded", folder)
    bus.create_topics(TOPICS)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for one in map(record, said):
        records[one.topic.partition(".")[0]].append(one)
    for service, of in records.items():
        bus.outbox(service).append(of, len(of))
    bus.close()
    return folder


class CommandLine:
    """``recourse`` on a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RECOURSE_HOME", str(folder))
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, lang: str = "en") -> Result:
        """What it prints."""
        self._monkeypatch.setenv("RECOURSE_LANG", lang)
        return CliRunner().invoke(app, arguments)

    def json(self, *arguments: str) -> Any:
        """What it prints for programs."""
        result = self(*arguments, "--format", "json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)
