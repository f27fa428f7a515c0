"""The command line: one file a group of verbs, registered here."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from shared.errors import BadInput, BadSettings, RecourseError

_VERBS: dict[str, tuple[str, str]] = {
    "import": ("services.cli.importing.command", "bring"),
    "case": ("services.cli.case", "case"),
    "due": ("services.cli.due", "due"),
    "policy": ("services.cli.policy.command", "app"),
    "remedy": ("services.cli.carrying", "remedy"),
    "carry": ("services.cli.carrying", "app"),
    "desk": ("services.cli.desk", "app"),
    "evidence": ("services.cli.evidence", "app"),
    "photo": ("services.cli.photo", "app"),
    "slip": ("services.cli.slip", "slip"),
    "claim": ("services.cli.claim", "app"),
    "verdict": ("services.cli.verdict", "verdict"),
    "hold": ("services.cli.hold", "hold"),
    "flag": ("services.cli.flags", "flag"),
    "flags": ("services.cli.flags", "flags"),
    "stock": ("services.cli.stock", "stock"),
    "complaint": ("services.cli.complaints", "app"),
    "suspect": ("services.cli.suspect", "app"),
    "rate": ("services.cli.rating", "rate"),
    "ledger": ("services.cli.ledger", "app"),
    "why": ("services.cli.why.command", "why"),
    "statement": ("services.cli.statement", "app"),
    "month": ("services.cli.month", "app"),
    "bill": ("services.cli.bill", "app"),
    "reconcile": ("services.cli.reconcile", "reconcile"),
    "refunds": ("services.cli.refunds", "app"),
    "journal": ("services.cli.journal", "journal"),
    "balance": ("services.cli.journal", "balance"),
    "report": ("services.cli.report", "app"),
    "verify": ("services.cli.verifying.command", "verify"),
    "problems": ("services.cli.figures", "problems"),
    "agents": ("services.cli.figures", "agents"),
    "customer": ("services.cli.customer", "app"),
    "parked": ("services.cli.parked", "app"),
    "serve": ("services.cli.serve", "serve"),
    "work": ("services.cli.serve", "work"),
}
"""In the order of a reader's day: bring and look, decide, carry out, settle, run."""


class LazyGroup(TyperGroup):
    """Loads a verb's module only when the verb is used, so that the help comes at once."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # click's signature
        """All verbs, in the order of the day."""
        return list(_VERBS)

    def get_command(self, ctx: Any, name: str) -> Any:  # noqa: ARG002  # click's signature
        """The verb's command; null when there is none of that name."""
        if name not in _VERBS:
            return None
        module, attribute = _VERBS[name]
        verb = getattr(import_module(module), attribute)
        if isinstance(verb, typer.Typer):
            group = typer.main.get_command(verb)
            group.name = name
            return group
        single = typer.Typer(add_completion=False)
        single.command(name=name)(verb)
        return typer.main.get_command(single)


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, add_completion=False)


@app.callback()
def recourse() -> None:
    """After-sales back office: make the customer whole first, settle afterwards who pays."""


def main() -> None:
    """Run; a refusal or failure exits 1, bad usage or input 2, each with one line on stderr."""
    try:
        app()
    except (BadInput, BadSettings) as error:
        print(f"recourse: {error}", file=sys.stderr)
        sys.exit(2)
    except RecourseError as error:
        print(f"recourse: {error}", file=sys.stderr)
        sys.exit(1)
