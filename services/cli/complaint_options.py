"""What the verbs of complaints share: steps carried out and told, files named by their digest."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.acting import act_at
from services.cli.options import moment
from services.cli.printing import print_json
from services.intake.domain.complaint_form import EvidenceReference

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.intake.domain.complaint_form import References

Number = Annotated[str, typer.Argument(help="The complaint's number.")]
FilesOption = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="A photo or document; only name, size and digest are kept.",
    ),
]
DueOption = Annotated[
    datetime, typer.Option("--due", parser=moment, metavar="TIME", help="Until when.")
]


def step(
    service: str, told: datetime | None, made: Callable[[datetime], Any], **named: str
) -> None:
    """Carry out a command made for its moment; print what it was about and whether it was new."""
    _, changed = act_at(told, made, service)
    print_json({**named, "changed": changed})


def named_by_digest(files: list[Path] | None) -> References | None:
    """Each file's name, type, size and digest; null for none."""
    return tuple(_named(file) for file in files) if files else None


def _named(file: Path) -> EvidenceReference:
    kind, _ = mimetypes.guess_type(file.name)
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return EvidenceReference(file.name, kind or "application/octet-stream", digest, len(content))
