"""``recourse statement``: a month of an account on paper, to be signed by both sides."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from services.cli.books import Question, open_books
from services.cli.options import month
from services.cli.printing import print_json
from services.finance.issuing import KEPT, Wanted
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.errors import BadInput, NotKnown

if TYPE_CHECKING:
    from services.cli.books import Printed

app = typer.Typer(
    no_args_is_help=True,
    help="A month on paper, in Chinese and English: JSON, CSV, XLSX or PDF. An open month's is a"
    " draft.",
)


class Written(StrEnum):
    """How a statement is written."""

    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    pdf = "pdf"


Month = Annotated[str, typer.Argument(parser=month, metavar="YYYY-MM", help="Which month.")]
Revision = Annotated[
    int | None, typer.Option(min=1, help="One that was issued; else the newest, or a draft.")
]
FormOption = Annotated[
    Written | None, typer.Option("--format", help="How it is written; else as FILE ends, or JSON.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", dir_okay=False, help="Where it is written.")
]


@app.command()
def courier(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The courier.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """A courier's month: freight and fees against chargebacks, what is to be paid, and by whom."""
    _write(Wanted("courier", code, period, revision), form, out)


@app.command()
def dealer(
    dealer_id: Annotated[str, typer.Argument(metavar="DEALER", help="The dealer.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """A dealer's month: what is deducted for its own faults (R503)."""
    _write(Wanted("dealer", dealer_id, period, revision), form, out)


@app.command()
def staff(
    agent: Annotated[str, typer.Argument(metavar="AGENT", help="The agent.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """An agent's month: what the agent bears, and whether the commission is lost (R512)."""
    _write(Wanted("staff", agent, period, revision), form, out)


@app.command()
def warehouse(
    name: Annotated[str, typer.Argument(metavar="WAREHOUSE", help="The warehouse: main.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """The warehouse's month: what it bears for what was never packed (R210)."""
    _write(Wanted("warehouse", name, period, revision), form, out)


def question(wanted: Wanted) -> Question:
    """Asked of finance, which keeps the accounts and closes the months."""
    revision = None if wanted.revision is None else str(wanted.revision)
    return Question(
        KEPT[wanted.party].projection,
        f"/statements/{wanted.party}/{wanted.account}/{wanted.period}",
        wanted.of,
        {"revision": revision},
    )


def _write(wanted: Wanted, form: Written | None, out: Path | None) -> None:
    """Written here, wherever the books are: the same JSON gives the same bytes."""
    form = form or _as_named(out)
    if out is None and form in {Written.xlsx, Written.pdf} and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is not for a terminal: name a file by --out")
    with open_books() as books:
        try:
            printed: Printed = books.ask(question(wanted))
        except NotKnown as unknown:
            raise BadInput(str(unknown)) from unknown
    told = statement(wanted.party, printed)
    content = _json(printed) if form is Written.json else FORMS[form].written(told)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    print_json({"statement": told.number, "draft": told.issue is None, "to": str(out)})


def _json(printed: Printed) -> bytes:
    return msgspec.json.format(msgspec.json.encode(printed), indent=2) + b"\n"


def _as_named(out: Path | None) -> Written:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    return Written(ending) if ending in set(Written) else Written.json
