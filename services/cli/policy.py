"""`recourse policy`: ask the after-sales policy, and prove that it is whole."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shared.errors import BadSettings

if TYPE_CHECKING:
    from shared.policy.model import Policy

app = typer.Typer(help="The after-sales policy.", no_args_is_help=True)

Version = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="VERSION",
        envvar="RECOURSE_POLICY",
        help="The policy version to ask; the newest unless named.",
    ),
]

BAD_INPUT = 2
BREACH = 1


@app.command()
def decide(version: Version = None) -> None:
    """Read facts as JSON lines, write decisions as JSON lines, in order.

    A line whose facts are invalid is answered with {"error": ...}; the exit is then 2.
    """
    policy = _policy(version)
    faulty = False
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        answer = _answer(line, policy)
        faulty = faulty or "error" in answer
        # Flushed line by line, for a program that asks and waits for each answer.
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if faulty:
        raise typer.Exit(BAD_INPUT)


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


def _policy(version: str | None) -> Policy:
    from services.cli.composition import settings  # noqa: PLC0415 - `--help` stays quick
    from shared.policy.shelf import load, newest, pin  # noqa: PLC0415 - the same

    try:
        pin(None, settings().policy_folder)
        return newest() if version is None else load(version)
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
