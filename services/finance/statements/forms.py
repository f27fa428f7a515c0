"""The forms that a statement comes in besides its JSON, each with its media type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from services.finance.statements.lines_file import lines_file
from services.finance.statements.paper import paper
from services.finance.statements.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.finance.statements.statement import Statement


@dataclass(frozen=True, slots=True)
class Form:
    """How a statement is written: a pure function of it."""

    media_type: str
    written: Callable[[Statement], bytes]


FORMS: Final = {
    "csv": Form("text/csv; charset=utf-8", lines_file),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
    "pdf": Form("application/pdf", paper),
}
