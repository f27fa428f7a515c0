"""``recourse statement``: a month of an account on paper, to be signed by both sides."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from services.cli.books import Question, open_books
from services.cli.options import month
from services.cli.printing import print_json
from services.finance.projections import account_ledger, courier_ledger
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.month_statements import month_statement
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.errors import BadInput, NotKnown

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.cli.books import Printed
    from services.finance.projections.month_statements import Months
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

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
    _write("courier", Wanted(code, period, revision), form, out)


@app.command()
def dealer(
    dealer_id: Annotated[str, typer.Argument(metavar="DEALER", help="The dealer.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """A dealer's month: what is deducted for its own faults (R503)."""
    _write("dealer", Wanted(dealer_id, period, revision), form, out)


@app.command()
def staff(
    agent: Annotated[str, typer.Argument(metavar="AGENT", help="The agent.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """An agent's month: what the agent bears, and whether the commission is lost (R512)."""
    _write("staff", Wanted(agent, period, revision), form, out)


@app.command()
def warehouse(
    name: Annotated[str, typer.Argument(metavar="WAREHOUSE", help="The warehouse: main.")],
    period: Month,
    revision: Revision = None,
    form: FormOption = None,
    out: Out = None,
) -> None:
    """The warehouse's month: what it bears for what was never packed (R210)."""
    _write("warehouse", Wanted(name, period, revision), form, out)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose statement of which month, in which revision."""

    account: str
    period: str
    revision: int | None

    def of(self, months: Months) -> Printed:
        """The statement's JSON; raises ``NotKnown``."""
        return month_statement(self.account, self.period, self.revision, months)

    def question(self, party: str) -> Question:
        """Asked of finance, which keeps the accounts."""
        projection, months = KEPT[party]
        asked = {"revision": None if self.revision is None else str(self.revision)}
        return Question(
            projection,
            f"/statements/{party}/{self.account}/{self.period}",
            lambda tables: self.of(months(tables)),
            asked,
        )


KEPT: dict[str, tuple[Projection, Callable[[Storage], Months]]] = {
    "courier": (courier_ledger.PROJECTION, lambda kept: CourierLedgers(kept).courier_ledgers),
    "dealer": (account_ledger.DEALERS, lambda kept: account_ledger.dealer_ledgers(kept).months),
    "staff": (account_ledger.STAFF, lambda kept: account_ledger.staff_ledgers(kept).months),
}


def _write(party: str, wanted: Wanted, form: Written | None, out: Path | None) -> None:
    """Written here, wherever the books are: the same JSON gives the same bytes."""
    form = form or _as_named(out)
    if out is None and form in {Written.xlsx, Written.pdf} and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is not for a terminal: name a file by --out")
    printed = _asked(party, wanted)
    told = statement(party, printed)
    content = _json(printed) if form is Written.json else FORMS[form].written(told)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    print_json({"statement": told.number, "draft": told.issue is None, "to": str(out)})


def _asked(party: str, wanted: Wanted) -> Printed:
    with open_books() as books:
        try:
            if party in KEPT:
                printed: Printed = books.ask(wanted.question(party))
                return printed
            from services.cli import questions  # noqa: PLC0415  # late: the others start sooner

            ledger = books.ask(questions.account_ledgers(party))  # The warehouse keeps its own.
            return wanted.of(lambda account, period: _of(ledger, account, period))
        except NotKnown as unknown:
            raise BadInput(str(unknown)) from unknown


def _of(ledger: list[Printed], account: str, period: str | None) -> list[Printed]:
    return [
        month
        for month in ledger
        if month["warehouse"] == account and period in {None, month["period"]}
    ]


def _json(printed: Printed) -> bytes:
    return msgspec.json.format(msgspec.json.encode(printed), indent=2) + b"\n"


def _as_named(out: Path | None) -> Written:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    return Written(ending) if ending in set(Written) else Written.json
