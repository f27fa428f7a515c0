"""A decision explained: the same rows and conditions as ``decide``, asked one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from shared.policy.check import facts_that_matter, values_of
from shared.policy.decide import (
    as_chosen,
    decide,
    fitting_row,
    row_for,
    spared,
    wished_first,
)
from shared.policy.decision import Decision
from shared.policy.document import Text
from shared.policy.explanation import (
    Explanation,
    RemedyTold,
    RowTold,
    Supposed,
    Unknown,
    Unmet,
)
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.rows import Outcome, Row
from shared.policy.terms import CHOSEN, Conditions, Value, hold
from shared.policy.vocabulary import Remedy


def explain(facts: Facts, policy: Policy, remedy: Remedy | None = None) -> Explanation:
    """Why ``decide`` answers what it answers on the same facts, policy and chosen remedy."""
    decision = decide(facts, policy, remedy)
    fits, deciding = fitting_row(facts, policy, remedy), row_for(facts, policy, remedy)
    return Explanation(
        decision=decision,
        carried_out=as_chosen(facts, policy, remedy),
        facts=facts.as_json(),
        remedy=remedy,
        matched=tuple(_row(row) for row in ([fits] if deciding is fits else [deciding, fits])),
        passed_over=tuple(_passed_over(fits, deciding, facts, policy, remedy)),
        remedies=tuple(_remedies(deciding, facts, policy, remedy)),
        unknown=tuple(_unknown(facts, policy, remedy)),
        reason=_reason(deciding, policy),
        texts=policy.texts,
        title=policy.title,
    )


def _passed_over(
    fits: Row, deciding: Row, facts: Facts, policy: Policy, remedy: Remedy | None
) -> Iterator[RowTold]:
    for row in policy.blocks[facts.cause, facts.stage]:
        if row is not fits:
            yield _row(row, _unmet(row.when, facts, remedy))
    for override in fits.overrides:
        if override is not deciding:
            unmet = _unmet(override.when, facts, remedy)
            untouched = unmet is None and spared(fits, override, facts, policy, remedy)
            yield replace(_row(override, unmet), spared=untouched)


def _row(row: Row, unmet: Unmet | None = None) -> RowTold:
    return RowTold(row.name, tuple(sorted(row.rules)), unmet)


def _remedies(
    row: Row, facts: Facts, policy: Policy, remedy: Remedy | None
) -> Iterator[RemedyTold]:
    """Those allowed as the wish orders them (D20), then those that a condition keeps closed."""
    if row.reason is None:
        allowed = wished_first(row.open(facts, remedy), facts, policy)
        closed = [outcome for outcome in row.outcomes if outcome not in allowed]
        yield from (_told(outcome, facts, remedy) for outcome in (*allowed, *closed))


def _told(outcome: Outcome, facts: Facts, remedy: Remedy | None) -> RemedyTold:
    return RemedyTold(
        remedy=outcome.remedy,
        return_path=outcome.return_path,
        bears=outcome.bears,
        book_to=outcome.book_to,
        advance_postage=outcome.advance_postage,
        register=outcome.register,
        still_wanted=tuple(want for want, given in outcome.wants if not hold(given, facts, remedy)),
        unmet=_unmet(outcome.only, facts, remedy),
    )


def _unmet(conditions: Conditions, facts: Facts, remedy: Remedy | None) -> Unmet | None:
    for asked in conditions:
        value = asked.read(facts, remedy)
        if value not in asked.allowed:
            known = {name: _value(name, facts, remedy) for name in sorted(asked.facts)}
            return Unmet(asked.word, value, _in_order(asked.allowed), known)
    return None


def _value(name: str, facts: Facts, remedy: Remedy | None) -> Any:
    return remedy if name == CHOSEN else getattr(facts, name)


def _in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda value: (value is None, str(value))))


def _unknown(facts: Facts, policy: Policy, remedy: Remedy | None) -> Iterator[Unknown]:
    """Each unknown fact that matters here, supposed to have each of its values in turn."""
    now = decide(facts, policy, remedy)
    for name in sorted({*facts_that_matter(policy, facts.cause, facts.stage), "wish"}):
        if getattr(facts, name) is None:
            supposed = [
                _supposed(value, decide(replace(facts, **{name: value}), policy, remedy), now)
                for value in values_of(name, policy)
                if value is not None
            ]
            if any(each.changes for each in supposed):
                yield Unknown(name, tuple(supposed))


def _supposed(value: Any, then: Decision, now: Decision) -> Supposed:
    return Supposed(
        value=value,
        verdict=then.verdict,
        remedies=then.remedies,
        liable=then.liable,
        missing=then.missing,
        rules=then.rules,
        changes=then != now,
    )


def _reason(row: Row, policy: Policy) -> Text | None:
    if row.reason is None:
        return None
    written = (*policy.document.override, *policy.document.row)
    spread = (each for one in written for each in one.spread())
    return next(each.rejects for each in spread if each.name == row.name)
