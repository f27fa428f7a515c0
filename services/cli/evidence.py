"""``recourse evidence …``: photos and papers of a case, as files (R201, R208–R210, R506, R514)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import evidence_places as places
from services.cli.acting import AtOption, PersonOption, business_time
from services.cli.evidence_desk import evidence_desk
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as, print_json
from services.cli.words import word
from services.intake.domain.evidence import EvidenceKind
from shared.dates import now, print_time
from shared.errors import BadInput
from shared.evidence.acceptance import examined
from shared.evidence.look import Look
from shared.policy.vocabulary import OuterPackage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.cli.evidence_places import Place, Told

app = typer.Typer(
    no_args_is_help=True, help="Photos and papers of a case, as files: attach, list, fetch, verify."
)

CaseNumber = Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…", exists=True, dir_okay=False, help="JPEG, PNG, WebP, PDF or MP4, ≤ 20 MiB."
    ),
]
By = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who brings it.")]
Sha256 = Annotated[str, typer.Argument(help="The file's hash, as `list` prints it.")]
To = Annotated[Path, typer.Option(dir_okay=False, help="Where the file goes; a new file.")]
Reason = Annotated[str, typer.Option(help="Why it is looked at; recorded (R516).")]
COLUMNS = ("at", "kind", "name", "media_type", "size", "sha256", "outer_package", "person")


@app.command()
def attach(
    number: CaseNumber,
    files: Files,
    kind: Annotated[EvidenceKind, typer.Option(help="What the files show.")],
    outer_package: Annotated[
        OuterPackage | None, typer.Option(help="How an outer photo shows the package.")
    ] = None,
    person: By = None,
    at: AtOption = None,
) -> None:
    """Attach files to a case: from that moment on it is decided with them."""
    told: Told = {"kind": kind, "outer_package": outer_package, "person": person}
    attach_all(places.of_case(number), files, told, at)


@app.command("list")
def list_files(number: CaseNumber, output: FormatOption = Format.table) -> None:
    """What is attached to a case, with hash and size."""
    with evidence_desk() as desk:
        rows = desk.listed(places.of_case(number))
    print_files(f"{word('evidence of', language())} · {number}", COLUMNS, rows, output)


@app.command()
def fetch(
    number: CaseNumber,
    sha256: Sha256,
    to: To,
    person: PersonOption,
    reason: Reason,
    at: AtOption = None,
) -> None:
    """Take a file out; that a person looked at it, and why, is recorded."""
    fetch_one(places.of_case(number), Fetching(sha256, person, reason, at), to)


@app.command()
def verify() -> None:
    """Hash every kept file anew; name what is missing or altered, and exit 1 then."""
    with evidence_desk() as desk:
        found = desk.soundness()
    print_json(
        {
            service: {
                "checked": sound.checked,
                "missing": list(sound.missing),
                "altered": list(sound.altered),
            }
            for service, sound in found.items()
        }
    )
    if any(sound.missing or sound.altered for sound in found.values()):
        raise typer.Exit(1)


def attach_all(place: Place, files: Sequence[Path], told: Told, at: datetime | None) -> None:
    """Examine all files before the first is kept, then attach each; print what became of them."""
    brought = [examined(path.name, path.read_bytes()) for path in files]
    with evidence_desk() as desk:
        moment = business_time(desk.house, at)
        rows = [
            {
                "name": one.file.name,
                "media_type": one.file.media_type,
                "sha256": one.file.sha256,
                "size": one.file.size,
                "at": print_time(moment),
                "changed": desk.attach(place, moment, one, told),
            }
            for one in brought
        ]
    print_json(rows)


@dataclass(frozen=True, slots=True)
class Fetching:
    """Which file is looked at, by whom, why and when."""

    sha256: str
    person: str
    reason: str
    at: datetime | None


def fetch_one(place: Place, wanted: Fetching, to: Path) -> None:
    """Write a file to a new place, after the look was recorded."""
    if to.exists():
        raise BadInput(f"{to} is there already")
    with evidence_desk() as desk:
        look = Look(wanted.at or now(), wanted.sha256, wanted.person, wanted.reason)
        content = desk.content(place, look)
    with to.open("xb") as file:
        file.write(content)
    print_json({"sha256": wanted.sha256, "size": len(content), "to": str(to)})


def print_files(
    title: str, columns: Sequence[str], rows: list[dict[str, Any]], output: Format
) -> None:
    """A list of files in the format asked for."""
    told = [row | {"file": row["name"], "looks": len(row["looks"])} for row in rows]
    seen = ["file" if column == "name" else column for column in (*columns, "looks")]
    print_as(output, rows, columns, rows, [Sheet(title, seen, told)] if rows else [])
