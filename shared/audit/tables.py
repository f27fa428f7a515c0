"""Two copies of a projection's tables held against each other, row by row, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from shared.audit.equality import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.projection.projection import Projection
    from shared.projection.storage import Select

PAGE = 20_000

Cells = tuple[Any, ...]


class Copy(NamedTuple):
    """A table that two places hold; without a key equal rows are counted."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    counted: bool = False


def copies(projection: Projection) -> Iterator[Copy]:
    """All tables that follow from the log: rows, totals, and what could not be read."""
    for table in projection.tables:
        yield Copy(table.name, table.key or table.columns, table.columns, counted=not table.key)
        if table.totals:
            of = table.totals
            yield Copy(of.name, of.by, (*of.by, *of.sums))


class Comparison:
    """What the live table differs in from the one that was made anew; ``checked`` counts rows."""

    def __init__(self, copy: Copy, live: Select, anew: Select) -> None:
        self.checked = 0
        self._copy = copy
        self._live = _rows(copy, live)
        self._anew = _rows(copy, anew)

    def breaches(self) -> Iterator[Breach]:
        """Every row that only one has, or that is another in each; both come in order of keys."""
        live, anew = next(self._live, None), next(self._anew, None)
        while live is not None or anew is not None:
            self.checked += 1
            if anew is None or (live is not None and live[0] < anew[0]):
                assert live is not None  # noqa: S101  # for mypy: one of the two is there.
                yield Breach("row_not_from_log", self._place(live[0]), None, self._told(live[1]))
                live = next(self._live, None)
            elif live is None or anew[0] < live[0]:
                yield Breach("row_missing", self._place(anew[0]), self._told(anew[1]), None)
                anew = next(self._anew, None)
            else:
                if live[1] != anew[1]:
                    yield self._changed(live, anew)
                live, anew = next(self._live, None), next(self._anew, None)

    def _changed(self, live: tuple[Cells, Cells], anew: tuple[Cells, Cells]) -> Breach:
        names = (*self._copy.columns, "times")
        pairs = list(zip(names, anew[1], live[1], strict=False))
        other = [(name, a, b) for name, a, b in pairs if a != b]
        return Breach(
            "row_changed",
            self._place(anew[0]),
            ", ".join(f"{name}={a}" for name, a, _ in other),
            ", ".join(f"{name}={b}" for name, _, b in other),
        )

    def _place(self, key: Cells) -> str:
        named = zip(self._copy.key, key, strict=True)
        return f"{self._copy.name} " + ", ".join(f"{k}={v}" for k, v in named if v != "")

    def _told(self, cells: Cells) -> str:
        names = (*self._copy.columns, "times")
        named = zip(names, cells, strict=False)
        keys = set(self._copy.key) if not self._copy.counted else set()
        return ", ".join(f"{k}={v}" for k, v in named if v != "" and k not in keys)


def _rows(copy: Copy, select: Select) -> Iterator[tuple[Cells, Cells]]:
    """Key and cells in the order of keys; a page is asked for from where the last one ended."""
    width = len(copy.key)
    after: Sequence[Any] = ()
    while True:
        page = select(_page(copy, bool(after)), *after)
        yield from ((row[:width], row[width:]) for row in page)
        if len(page) < PAGE:
            return
        after = page[-1][:width]


def _page(copy: Copy, further: bool) -> str:  # one statement in two places
    key, columns = ", ".join(copy.key), ", ".join(copy.columns)
    where = f" WHERE ({key}) > ({', '.join('?' * len(copy.key))})" if further else ""
    if copy.counted:
        return (
            f"SELECT {key}, {columns}, COUNT(*) FROM {copy.name}{where}"  # noqa: S608  # names of ours
            f" GROUP BY {key} ORDER BY {key} LIMIT {PAGE}"
        )
    return f"SELECT {key}, {columns} FROM {copy.name}{where} ORDER BY {key} LIMIT {PAGE}"  # noqa: S608  # names of ours
