"""Records of a CSV file whose quotes may be wrong: a stray one costs its own row, and no other."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_LINES = 100
"""Lines that one row's cells may span; a cell of an address or a note has a few."""

QUOTE = '"'
Record = list[str] | csv.Error


class UnclosedQuote(csv.Error):
    """A cell begins with a quote and nothing ends it."""

    def __init__(self) -> None:
        super().__init__("a quote is opened and never closed")


class _Lines:
    """The file's lines in turn, with a look ahead; a quoted one stops who reads them plainly."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._ahead: list[str] = []
        self.quoted: str | None = None

    def plain(self) -> Iterator[str]:
        """Lines up to the next with a quote, which is left in ``quoted``; null at the end."""
        self.quoted = None
        while (line := self._next()) is not None:
            if QUOTE in line:
                self.quoted = line
                return
            yield line

    def ahead(self, place: int) -> str | None:
        """A line that is not read yet, counted from 0."""
        while len(self._ahead) <= place:
            line = next(self._source, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[place]

    def skip(self, count: int) -> None:
        """Read so many of the lines ahead."""
        del self._ahead[:count]

    def _next(self) -> str | None:
        return self._ahead.pop(0) if self._ahead else next(self._source, None)


def records(lines: Iterable[str]) -> Iterator[Record]:
    """Every row of the lines, or what is wrong with it; the first tells how wide rows are."""
    waiting, width = _Lines(lines), 0
    while True:
        for record in _read(csv.reader(waiting.plain())):
            width = width or _width(record)
            yield record
        if waiting.quoted is None:
            return
        record = _quoted(waiting.quoted, waiting, width)
        width = width or _width(record)
        yield record


def _read(reader: Iterator[list[str]]) -> Iterator[Record]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def _quoted(line: str, waiting: _Lines, width: int) -> Record:
    """The row that begins in a line with a quote and may end in a later one.

    Where none ends it, only this line is lost: those behind it are rows of their own.
    """
    text, taken = line, 0
    while _left_open(text):
        following = waiting.ahead(taken)
        if following is None or taken == MOST_LINES:
            return UnclosedQuote()
        text, taken = text + following, taken + 1
    (record,) = _read(csv.reader(text.splitlines(keepends=True)))
    if taken and (isinstance(record, csv.Error) or len(record) > width > 0):
        return UnclosedQuote()  # What closed it was another row's quote.
    waiting.skip(taken)
    return record


def _left_open(text: str) -> bool:
    """Whether a quoted cell has no end: only then does the strict reader want more data."""
    try:
        list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _width(record: Record) -> int:
    return len(record) if isinstance(record, list) else 0
