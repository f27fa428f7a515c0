"""``recourse policy``: the verbs; what each needs is loaded only when it is used."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.options import Format, FormatOption, moment
from shared.errors import BadSettings
from shared.policy.vocabulary import Remedy

if TYPE_CHECKING:
    from services.cli.policy.recorded import RecordedCase
    from shared.policy.model import Policy

app = typer.Typer(
    help="The after-sales policy: decide, explain, compare, check.", no_args_is_help=True
)

Version = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="VERSION|PATH",
        envvar="RECOURSE_POLICY",
        help="The policy version to ask, or a file with one (….toml); the newest unless named.",
    ),
]

BAD_INPUT = 2
BREACH = 1


@app.command()
def decide(version: Version = None) -> None:
    """Read facts as JSON lines, write decisions as JSON lines, in order.

    A line whose facts are invalid is answered with {"error": ...}; the exit is then 2.
    """
    from services.cli.policy.deciding import answer, arriving  # noqa: PLC0415  # late

    policy = _policy(version)
    faulty = False
    for lines in arriving(sys.stdin.buffer):
        answers = [answer(line, policy) for line in lines if line.strip()]
        faulty = faulty or any("error" in answer for answer in answers)
        sys.stdout.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in answers)
        sys.stdout.flush()
    if faulty:
        raise typer.Exit(BAD_INPUT)


@app.command()
def explain(
    number: Annotated[
        str | None,
        typer.Argument(metavar="[NUMBER]", help="A case, with the facts recorded of it."),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="Explain one JSON object of facts on stdin instead.")
    ] = False,
    remedy: Annotated[
        Remedy | None, typer.Option(help="With --facts: the remedy that the customer chose.")
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            "--policy",
            metavar="VERSION|PATH",
            help="Another version than the case's own, or than the newest.",
        ),
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """Why a case is decided as it is: rows that matched and not, and what is missing.

    A case is explained under the version that held when it was requested (D28). Every unknown fact
    is tried with each of its values. JSON carries Chinese and English, a table one of them.
    """
    from services.cli.policy.deciding import one_object  # noqa: PLC0415  # late
    from services.cli.policy.explaining import show, told  # noqa: PLC0415  # late: `decide` is quick
    from shared.policy.explain import explain as explained  # noqa: PLC0415  # the same
    from shared.policy.facts import parse_facts  # noqa: PLC0415  # the same

    if (number is None) is not facts:
        raise typer.BadParameter("either a case's number, or --facts")
    if number is None:
        facts_told = parse_facts(one_object(sys.stdin.buffer))
        show(told(explained(facts_told, _policy(version), remedy), None), output)
        return
    case = _case(number)
    policy = _policy(version or case.policy).during(case.requested_at)
    show(told(explained(case.facts, policy, case.remedy), case), output)


@app.command()
def diff(
    one: Annotated[str, typer.Argument(metavar="V1", help="A version, or a file with one.")],
    other: Annotated[str, typer.Argument(metavar="V2", help="The version to compare it with.")],
    cases: Annotated[
        bool | None,
        typer.Option(
            "--cases/--paper",
            help="Also over the recorded cases, or on paper alone; by default where there are any.",
        ),
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """In what two versions differ: as written, over all facts, and over the recorded cases.

    Every case is decided on its recorded facts as if each version had been in force. Money moved: a
    cost that arose (goods, freights and fee as recorded, a compensation as requested) counts from
    the party that bears it under V1 to the one under V2; "nobody" where one of them brings no such
    cost. A verdict holds under both. What customers are paid is told beside, not added to it.
    """
    from services.cli.policy.comparing import on_paper, show  # noqa: PLC0415  # late

    policies = (_policy(one), _policy(other))
    printed = on_paper(*policies)
    if _has_books() if cases is None else cases:
        from services.cli.books import open_books  # noqa: PLC0415  # late: needs every service
        from services.cli.policy.moving import all_records, moved  # noqa: PLC0415  # the same

        with open_books() as books:
            printed["cases"] = moved(all_records(books), *policies)
    show(printed, output)


@app.command(name="list")
def list_versions(output: FormatOption = Format.table) -> None:
    """The versions: their titles, since and until when they hold, their dated overlays."""
    from services.cli.policy.listing import show_versions, versions_of  # noqa: PLC0415  # late
    from shared.policy.shelf import load, versions  # noqa: PLC0415  # the same

    _policy(None)
    policies = sorted(map(load, versions()), key=lambda policy: policy.valid_from)
    show_versions(versions_of(policies), output)


@app.command()
def show(
    version: Annotated[str, typer.Argument(metavar="VERSION|PATH", help="Which version.")],
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="Only what cites this rule (R203).")
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """One version: its limits, and its rows in both languages (a table: in one)."""
    from services.cli.policy.listing import show_version, version_told  # noqa: PLC0415  # late

    show_version(version_told(_policy(version), rule), output)


@app.command()
def touched(
    overlay: Annotated[str, typer.Argument(help="The overlay's name.")],
    at: Annotated[
        datetime | None,
        typer.Option(parser=moment, metavar="TIME", help="As of then; else the business time."),
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """Whose cases a holiday or promotion period touches, so that they can be told.

    Cases asked for within it that are decided otherwise, and open ones with a deadline it moves.
    """
    from services.cli.acting import business_time  # noqa: PLC0415  # late: needs every service
    from services.cli.composition import import_house  # noqa: PLC0415  # the same
    from services.cli.policy.touched import print_touched, touched  # noqa: PLC0415  # the same

    with import_house() as house:
        print_touched(touched(house, overlay, business_time(house, at)), output)


@app.command()
def check(
    path: Annotated[
        Path | None,
        typer.Argument(exists=True, help="A draft's file, or a folder of versions, instead."),
    ] = None,
    version: Version = None,
) -> None:
    """Prove that every combination of facts has exactly one decision and no row is dead.

    Also that versions follow each other without gap or accidental overlap, that overlays lie within
    their version and do not contradict, and that every cited rule exists.
    """
    from services.cli.policy.checking import problems_in, problems_of  # noqa: PLC0415  # late

    if path is not None and path.is_dir():
        told = {"folder": str(path), "problems": problems_in(path)}
    else:
        policy = _policy(version if path is None else str(path))
        told = {"policy": policy.version, "problems": problems_of(policy)}
    json.dump(told, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    if told["problems"]:
        raise typer.Exit(BREACH)


def _case(number: str) -> RecordedCase:
    from services.cli import questions  # noqa: PLC0415  # late: needs every service
    from services.cli.books import open_books  # noqa: PLC0415  # the same
    from services.cli.policy.recorded import recorded  # noqa: PLC0415  # the same

    with open_books() as books:
        return recorded(books.ask(questions.case(number)))


def _has_books() -> bool:
    """Whether anything can have been recorded: not on an embedded home that is not there yet."""
    from services.cli.composition import settings  # noqa: PLC0415  # late: `--help` stays quick
    from shared.store.connect import EMBEDDED  # noqa: PLC0415  # the same

    chosen = settings()
    return bool(chosen.gateway) or chosen.bus != EMBEDDED or chosen.home.exists()


def _policy(version: str | None) -> Policy:
    from services.cli.composition import settings  # noqa: PLC0415 - `--help` stays quick
    from shared.policy.shelf import find, newest, pin  # noqa: PLC0415 - the same

    try:
        pin(None, settings().policy_folder)
        return newest() if version is None else find(version)
    except BadSettings as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(BAD_INPUT) from fault
