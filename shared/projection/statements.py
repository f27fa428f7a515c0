"""The SQL of a projection's tables. Names are the projections' own, values always parameters.

Texts compare byte by byte on both databases, so that both print lines in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.projection.projection import Projection, Table, Totals

VERSIONS = "CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY, version INTEGER NOT NULL)"


SPOT = ("topic", "partition")


def create(projection: Projection, text: str) -> Iterator[str]:
    """Tables and indexes; ``text`` is the database's type for texts that compare by bytes."""
    yield (
        f"CREATE TABLE {projection.positions} (topic {text} NOT NULL,"
        f" partition BIGINT NOT NULL, next_offset BIGINT NOT NULL{_key(SPOT)})"
    )
    for table in projection.tables:
        yield f"CREATE TABLE {table.name} ({_columns(table, text)}{_key(table.key)})"
        for number, index in enumerate(table.indexes):
            yield (f"CREATE INDEX {table.name}_{number} ON {table.name} ({', '.join(index)})")
        if table.totals:
            yield _create_totals(table.totals, text)


def drop(projection: Projection) -> Iterator[str]:
    """Everything that ``create`` makes."""
    yield f"DROP TABLE IF EXISTS {projection.positions}"
    for table in projection.tables:
        yield f"DROP TABLE IF EXISTS {table.name}"
        if table.totals:
            yield f"DROP TABLE IF EXISTS {table.totals.name}"


def stage(table: Table, text: str) -> str:
    """The columns of a temporary table that a batch passes through."""
    return f"CREATE TEMPORARY TABLE {table.name}_stage ({_columns(table, text)})"


def first_move(positions: str) -> str:
    """Take a partition that nobody has read: parameters topic, partition, after."""
    return (
        f"INSERT INTO {positions} VALUES (?, ?, ?) ON CONFLICT (topic, partition) DO UPDATE"  # noqa: S608  # names of ours
        f" SET next_offset = excluded.next_offset WHERE {positions}.next_offset = 0"
    )


def move(positions: str) -> str:
    """Go on from where we stood, if it still stands there: after, topic, partition, before."""
    return (
        f"UPDATE {positions} SET next_offset = ?"  # noqa: S608  # names of ours
        " WHERE topic = ? AND partition = ? AND next_offset = ?"
    )


def add_staged(table: Table) -> str:
    """Add the staged rows that are new."""
    return (
        f"INSERT INTO {table.name} SELECT * FROM {table.name}_stage WHERE true"  # noqa: S608  # names of ours
        " ON CONFLICT DO NOTHING"
    )


COUNTED = "counted"
"""How many rows a total is the sum of."""


def add_to_totals(totals: Totals, source: str) -> str:
    """Add ``source`` (rows or marks of ``by``, ``sums`` and the count) to the totals."""
    columns = (*totals.sums, COUNTED)
    sums = ", ".join(f"{s} = {totals.name}.{s} + excluded.{s}" for s in columns)
    return (
        f"INSERT INTO {totals.name} ({', '.join((*totals.by, *columns))}) {source}"
        f" ON CONFLICT ({', '.join(totals.by)}) DO UPDATE SET {sums}"
    )


def summed(totals: Totals, rows: str) -> str:
    """The sums of ``rows``, in the order of keys, so that two workers cannot lock crosswise."""
    by = ", ".join(totals.by)
    sums = ", ".join(f"CAST(SUM({s}) AS BIGINT)" for s in totals.sums)
    return f"SELECT {by}, {sums}, COUNT(*) FROM {rows} GROUP BY {by} ORDER BY {by}"  # noqa: S608  # names of ours


def _create_totals(totals: Totals, text: str) -> str:
    columns = [f"{name} {text} NOT NULL" for name in totals.by]
    columns += [f"{name} BIGINT NOT NULL" for name in (*totals.sums, COUNTED)]
    return f"CREATE TABLE {totals.name} ({', '.join(columns)}{_key(totals.by)})"


def _columns(table: Table, text: str) -> str:
    return ", ".join(
        f"{name} {'BIGINT' if name in table.whole_numbers else text} NOT NULL"
        for name in table.columns
    )


def _key(columns: tuple[str, ...]) -> str:
    return f", PRIMARY KEY ({', '.join(columns)})" if columns else ""
