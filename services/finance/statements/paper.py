"""A statement as PDF: A4, Chinese and English, drawn by Typst from ``statement.typ``.

The fonts are the ones that came with the program, never the system's: other fonts, other bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import typst

from services.finance.statements.page import page

if TYPE_CHECKING:
    from services.finance.statements.statement import Statement

SOURCE: Final = Path(__file__).parent / "statement.typ"
UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What a draft is compiled under; its pages name no date."""


def paper(statement: Statement) -> bytes:
    """The same bytes for the same statement: dated at its closing, never now."""
    issue = statement.issue
    dated = datetime.fromisoformat(issue.at).astimezone(UTC) if issue else UNDATED
    told = msgspec.json.encode(page(statement)).decode()
    drawn = _compiler().compile(
        SOURCE.read_bytes(),
        format="pdf",
        sys_inputs={"page": told},
        timestamp=dated,
        pdf_tags=False,
    )
    if not isinstance(drawn, bytes):
        raise TypeError("a PDF is one file")
    return drawn


def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    """Noto Sans CJK alone, read once a process."""
    folder = str(files("manimgx_fonts_cjk"))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
