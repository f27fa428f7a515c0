"""What several commands share: the output format, moments on the command line, the language."""

from __future__ import annotations

import locale
import os
import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from shared.dates import OutOfTime, parse_time

if TYPE_CHECKING:
    from datetime import datetime


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How the result is printed.")]


def moment(text: str) -> datetime:
    """A moment on the command line; without an offset Asia/Shanghai."""
    try:
        return parse_time(text)
    except OutOfTime as error:
        raise typer.BadParameter(f"{text!r} is {error}") from None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not an ISO 8601 time") from None


def day(text: str) -> date:
    """A day on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date (YYYY-MM-DD)") from None


def month(text: str) -> str:
    """A month on the command line."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(f"{text!r} is not a month (YYYY-MM)")
    return text


def language() -> str:
    """``zh`` or ``en``: RECOURSE_LANG, else the system's."""
    chosen = os.environ.get("RECOURSE_LANG")
    if chosen in {"zh", "en"}:
        return chosen
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
