"""``recourse verdict CASE PARTY``: who is liable after all (R501)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, act_at
from services.cli.printing import print_json
from services.intake.commands import DecideLiability
from shared.dates import print_time
from shared.errors import BadInput
from shared.policy.vocabulary import Party

COMPANY = frozenset({"merchant", "warehouse"})


def verdict(
    number: Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")],
    liable: Annotated[Party, typer.Argument(metavar="PARTY", help="Who answers for it.")],
    person: PersonOption,
    reason: Annotated[str, typer.Option(help="What was found.")],
    responsible: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Who of the company answers for it.")
    ] = None,
    at: AtOption = None,
) -> None:
    """Give a verdict: what was booked moves to the party, and what comes later goes to it."""
    if liable in COMPANY and responsible is None:
        raise BadInput(f"against the {liable}, name who answers for it with --responsible (R503)")
    told = (liable, reason, person, responsible)
    moment, changed = act_at(at, lambda now: DecideLiability(number, now, *told), "intake")
    print_json(
        {
            "case": number,
            "at": print_time(moment),
            "liable": liable,
            "responsible": responsible,
            "person": person,
            "reason": reason,
            "changed": changed,
        }
    )
