"""A process that dies while it attaches a file: ``dying_desk.py FILE MOMENT``, in RECOURSE_HOME.

``written``: before the file has its place; ``kept``: when it has, before any event names it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from services.cli import evidence_desk, evidence_places
from shared.dates import parse_time
from shared.evidence.acceptance import examined


def die(*_: Any, **__: Any) -> None:
    os._exit(9)


def main(path: Path, moment: str) -> None:
    if moment == "written":
        Path.rename = die  # type: ignore[assignment,method-assign]  # the process ends there
    else:
        vars(evidence_desk)["act"] = die  # The process ends there.
    brought = examined(path.name, path.read_bytes())
    told = {"kind": "photo", "outer_package": None, "person": None}
    with evidence_desk.evidence_desk() as desk:
        desk.attach(evidence_places.of_case("C1"), parse_time("2026-09-02T12:00"), brought, told)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
