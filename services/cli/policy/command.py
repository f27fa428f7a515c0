"""``recourse policy``: the verbs; what each needs is loaded only when it is used."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.options import Format, FormatOption
from shared.errors import BadInput, BadSettings
from shared.policy.vocabulary import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.policy.recorded import RecordedCase
    from shared.policy.model import Policy

app = typer.Typer(help="The after-sales policy.", no_args_is_help=True)

Version = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="VERSION|PATH",
        envvar="RECOURSE_POLICY",
        help="The policy version to ask, or a file with one (….toml); the newest unless named.",
    ),
]

CHUNK = 1 << 16
BAD_INPUT = 2
BREACH = 1


@app.command()
def decide(version: Version = None) -> None:
    """Read facts as JSON lines, write decisions as JSON lines, in order.

    A line whose facts are invalid is answered with {"error": ...}; the exit is then 2.
    """
    policy = _policy(version)
    faulty = False
    for lines in _arriving(sys.stdin.buffer):
        answers = [_answer(line, policy) for line in lines if line.strip()]
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
    from services.cli.policy.explaining import show, told  # noqa: PLC0415  # late: `decide` is quick
    from shared.policy.explain import explain as explained  # noqa: PLC0415  # the same
    from shared.policy.facts import parse_facts  # noqa: PLC0415  # the same

    if (number is None) is not facts:
        raise typer.BadParameter("either a case's number, or --facts")
    if number is None:
        answer = explained(parse_facts(_one_object()), _policy(version), remedy)
        show(told(answer, None), output)
        return
    case = _case(number)
    policy = _policy(version or case.policy).during(case.requested_at)
    show(told(explained(case.facts, policy, case.remedy), case), output)


@app.command()
def check(version: Version = None) -> None:
    """Prove that every combination of facts has exactly one decision and no row is dead."""
    from shared.policy.check import check as problems_of  # noqa: PLC0415 - not needed to decide

    policy = _policy(version)
    problems = problems_of(policy)
    json.dump({"policy": policy.version, "problems": problems}, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    if problems:
        raise typer.Exit(BREACH)


def _arriving(stream: Any) -> Iterator[list[bytes]]:
    """The lines that are there by now, again and again: who waits for each answer gets it."""
    begun = b""
    while chunk := stream.read1(CHUNK):
        *lines, begun = (begun + chunk).split(b"\n")
        yield lines
    yield [begun]


def _case(number: str) -> RecordedCase:
    from services.cli import questions  # noqa: PLC0415  # late: needs every service
    from services.cli.books import open_books  # noqa: PLC0415  # the same
    from services.cli.policy.recorded import recorded  # noqa: PLC0415  # the same

    with open_books() as books:
        return recorded(books.ask(questions.case(number)))


def _one_object() -> Any:
    try:
        return json.loads(sys.stdin.buffer.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"not a JSON object: {ascii(str(fault))[1:-1]}") from fault


def _policy(version: str | None) -> Policy:
    from services.cli.composition import settings  # noqa: PLC0415 - `--help` stays quick
    from shared.policy.shelf import find, newest, pin  # noqa: PLC0415 - the same

    try:
        pin(None, settings().policy_folder)
        return newest() if version is None else find(version)
    except BadSettings as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(BAD_INPUT) from fault


def _answer(line: bytes, policy: Policy) -> dict[str, Any]:
    # Late: the help of the command line needs no policy.
    from shared.policy.decide import decide as decide_case  # noqa: PLC0415  # late
    from shared.policy.facts import BadFacts, parse_facts  # noqa: PLC0415  # late

    try:
        facts = parse_facts(json.loads(line.decode("utf-8-sig")))
    except BadFacts as fault:
        return {"error": str(fault)}
    except (ValueError, RecursionError) as fault:
        return {"error": f"not a JSON line: {ascii(str(fault))[1:-1]}"}
    return decide_case(facts, policy).as_json()
