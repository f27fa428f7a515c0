"""``recourse rate CASE SCORE``: what a customer thinks of the service of a case (R515)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption
from services.cli.complaint_options import step
from services.intake.complaint_commands import RateService


def rate(
    case: Annotated[str, typer.Argument(help="The case's number.")],
    score: Annotated[int, typer.Argument(min=1, max=5, help="From 1 (bad) to 5 (good).")],
    comment: Annotated[str | None, typer.Option(help="The customer's words.")] = None,
    at: AtOption = None,
) -> None:
    """Rate the service of a case once it has ended."""
    step("intake", at, lambda now: RateService(case, now, score, comment), case=case)
