"""From the written policy to rows that can be asked; what cannot be meant is refused here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shared.policy.document import (
    Condition,
    Covered,
    OverrideWritten,
    PolicyDocument,
    RemedyWritten,
    RowWritten,
)
from shared.policy.rows import Blocks, Durations, Outcome, Row, Wants
from shared.policy.terms import BadPolicy, Conditions, Lexicon
from shared.policy.vocabulary import (
    CAUSES,
    EVIDENCE,
    STAGES,
    Cause,
    Cost,
    DeadlineName,
    Evidence,
    Party,
    Remedy,
    Stage,
)

Cell = tuple[Cause, Stage]


def compile_rows(document: PolicyDocument, words: Lexicon) -> Blocks:
    """Every row at every cause and stage that it covers, under the overrides that go before it."""
    compiler = _Compiler(document, words)
    written = [variant for row in document.row for variant in row.spread()]
    names = [row.name for row in [*written, *document.override]]
    if len(set(names)) != len(names):
        raise BadPolicy("two rows have the same name")
    blocks: dict[Cell, list[Row]] = {}
    for row in written:
        for cell in cells(row.covers):
            blocks.setdefault(cell, []).append(compiler.under_overrides(row, cell))
    return {cell: tuple(rows) for cell, rows in blocks.items()}


def cells(covers: tuple[Covered, ...]) -> Iterator[Cell]:
    """Every cause and stage that a row covers."""
    for covered in covers:
        for cause in covered.cause or CAUSES:
            for stage in covered.stage or STAGES:
                yield cause, stage


@dataclass(frozen=True)
class _Compiler:
    document: PolicyDocument
    words: Lexicon

    def under_overrides(self, written: RowWritten, cell: Cell) -> Row:
        """One row, with every override of its cell made to cite this row's rules too (D24)."""
        row = self._row(written, cell)
        overrides = tuple(
            _citing(self._override(above, cell), row)
            for above in self.document.override
            if cell in cells(above.covers)
        )
        return replace(row, overrides=overrides)

    def _override(self, written: OverrideWritten, cell: Cell) -> Row:
        row = self._row(written, cell)
        rule = written.rule_for_cause.get(cell[0], row.rule)  # D6
        return replace(
            row,
            spares_remedies=written.spares_remedies,
            spares_return_paths={
                path: self.words.conditions(given, f"row {written.name}, {path}")
                for path, given in written.spares_return_paths.items()
            },
            outcomes=tuple(replace(outcome, rule=rule) for outcome in row.outcomes),
        )

    def _row(self, written: RowWritten, cell: Cell) -> Row:
        where = f"row {written.name}"
        if bool(written.remedies) is bool(written.rejects):
            raise BadPolicy(f"{where}: either remedies or a rejection")
        if written.liable is None:
            raise BadPolicy(f"{where}: nobody is liable")
        dealer = self.document.dealer
        return Row(
            name=written.name,
            rule=written.rule,
            rules=frozenset({written.rule, *written.rules}),
            when=self.words.conditions(written.when, where),
            needs=self._wants(written.needs, where),
            liable=written.liable,
            dealer_answers=written.liable == "customer" and written.rule in dealer.answers_under,
            outcomes=tuple(
                self._outcome(written, remedy, terms, cell[1])
                for remedy, terms in written.remedies.items()
            ),
            deadlines=self._durations(("review", *written.deadlines)),  # R504: every request
            deadlines_while_missing=self._durations(written.deadlines_while_missing),
            reason=written.rejects.en if written.rejects else None,
            alternatives=self._alternatives(written.alternatives, where),
        )

    def _outcome(
        self, row: RowWritten, remedy: Remedy, written: RemedyWritten, stage: Stage
    ) -> Outcome:
        where = f"row {row.name}, {remedy}"
        path = written.return_path
        inspected: tuple[DeadlineName, ...] = (
            ("inspection",) if written.register_returned else ()  # R505
        )
        rule = written.rule or row.rule
        wants = row.wants | row.wants_for.get(remedy, {})
        return Outcome(
            remedy=remedy,
            only=self.words.conditions(written.only, where),
            offers=frozenset(written.rules if written.only else ()),
            rule=rule,
            rules=frozenset({rule, *written.rules}),
            return_path=path if isinstance(path, str) else path.get(stage, "none"),
            bears=_bears(written.bears, row.liable),
            book_to=written.book_to or row.book_to,
            advance_postage=written.advance_postage,
            register=written.register_returned,
            wants=self._wants(wants, where) + self._confirmation(remedy),
            deadlines=self._durations(("review", *row.deadlines, *inspected)),
        )

    def _confirmation(self, remedy: Remedy) -> Wants:
        """A payment waits for the customer's word in the chat (R507, D24)."""
        if remedy not in self.document.payment.confirmed_by_customer:
            return ()
        return (
            (
                "customer_confirmation",
                self.words.conditions({"customer_confirmed": True}, "payment"),
            ),
        )

    def _wants(self, written: Mapping[Evidence, Condition], where: str) -> Wants:
        return tuple(
            (evidence, self.words.conditions(written[evidence], where))
            for evidence in EVIDENCE
            if evidence in written
        )

    def _alternatives(
        self, written: Mapping[Remedy, Condition], where: str
    ) -> tuple[tuple[Remedy, Conditions], ...]:
        return tuple(
            (remedy, self.words.conditions(condition, where))
            for remedy, condition in written.items()
        )

    def _durations(self, names: tuple[DeadlineName, ...]) -> Durations:
        return {name: self._duration(name) for name in names}

    def _duration(self, name: DeadlineName) -> str:
        limit = self.document.deadlines.get(name)
        hours = getattr(self.document.limits, limit, None) if limit else None
        if type(hours) is not int:
            raise BadPolicy(f"deadlines.{name} names no limit in hours")
        return f"PT{hours}H"


def _bears(
    written: tuple[Cost, ...] | dict[Cost, Party], liable: Party | None
) -> dict[Cost, Party]:
    if isinstance(written, dict):
        return written
    return {cost: liable for cost in written if liable is not None}


def _citing(override: Row, row: Row) -> Row:
    return replace(override, rules=override.rules | row.rules)
