"""From facts to a decision, by a policy: pure, and the same for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from shared.policy.decision import Decision
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.rows import Outcome, Row, fitting
from shared.policy.terms import BadPolicy, hold
from shared.policy.vocabulary import EVIDENCE, Account, Evidence, Party, Remedy


def decide(facts: Facts, policy: Policy, remedy: Remedy | None = None) -> Decision:
    """Decide a case. ``remedy`` is the one the customer chose: it counts as insisting (D20)."""
    row = row_for(facts, policy, remedy)
    if row.reason is not None:
        return _rejection(row, facts, policy)
    allowed = wished_first(row.open(facts, remedy), facts, policy)
    return _granted(row, allowed, facts, policy, remedy)


def as_chosen(facts: Facts, policy: Policy, remedy: Remedy | None = None) -> Decision | None:
    """The decision as it stands for the chosen remedy, which comes first in ``remedies``.

    Without a remedy it is the first allowed. None while it is not among those allowed, or nothing
    is granted yet: no other takes its place (D21).
    """
    row = row_for(facts, policy, remedy)
    if row.reason is not None or row.missing(facts, remedy):
        return None
    allowed = wished_first(row.open(facts, remedy), facts, policy)
    chosen = _chosen(allowed, remedy, policy)
    if chosen is None:
        return None
    others = [outcome for outcome in allowed if outcome is not chosen]
    return _granted(row, [chosen, *others], facts, policy, remedy)


def row_for(facts: Facts, policy: Policy, remedy: Remedy | None) -> Row:
    """The row that decides: an override, where one holds, before the row that fits."""
    row = fitting_row(facts, policy, remedy)
    for override in row.overrides:
        if hold(override.when, facts, remedy) and not spared(row, override, facts, policy, remedy):
            return override
    return row


def fitting_row(facts: Facts, policy: Policy, remedy: Remedy | None) -> Row:
    """The one row whose conditions hold, overrides apart."""
    rows = policy.blocks.get((facts.cause, facts.stage), ())
    row = next(fitting(rows, facts, remedy), None)
    if row is None:
        raise BadPolicy(f"policy {policy.version} has no row for {facts.as_json()}")
    return row


def spared(row: Row, override: Row, facts: Facts, policy: Policy, remedy: Remedy | None) -> bool:
    """Whether the case's remedy goes on untouched (D7: a difference, a copy, abandoned goods)."""
    if row.reason is not None:
        return False
    allowed = wished_first(row.open(facts, remedy), facts, policy)
    carried_out = _chosen(allowed, remedy, policy)
    # The wish alone gives goods up, whatever remedy was named beside it (D12).
    path = (carried_out or allowed[0]).return_path
    given = override.spares_return_paths.get(path)
    if given is not None and hold(given, facts, remedy):
        return True
    return carried_out is not None and carried_out.remedy in override.spares_remedies


def wished_first(allowed: list[Outcome], facts: Facts, policy: Policy) -> list[Outcome]:
    """What fulfils the wish first, then the others, both in the rules' order (D20)."""
    if facts.wish is None or len(allowed) == 1:
        return allowed
    wished = policy.wishes[facts.wish]
    return sorted(allowed, key=lambda outcome: outcome.remedy not in wished)


def _chosen(allowed: Sequence[Outcome], remedy: Remedy | None, policy: Policy) -> Outcome | None:
    """The chosen remedy among those allowed, itself or one that stands for it (D21)."""
    if remedy is None:
        return allowed[0]
    names = (remedy, *policy.stand_ins.get(remedy, ()))
    by_name = {outcome.remedy: outcome for outcome in allowed}
    return next((by_name[name] for name in names if name in by_name), None)


def _granted(
    row: Row, allowed: Sequence[Outcome], facts: Facts, policy: Policy, remedy: Remedy | None
) -> Decision:
    """An approval, or what it would be once the missing evidence is there (D24)."""
    first = allowed[0]
    missing = row.missing(facts, remedy)
    wanted = [want for want, given in first.wants if not hold(given, facts, remedy)]
    rules = row.rules.union(first.rules, *(outcome.offers for outcome in allowed))
    liable, book_to, rules = _answering(row, facts, policy, first.book_to, rules)
    return Decision(
        verdict="needs_evidence" if missing else "approved",
        remedies=tuple(outcome.remedy for outcome in allowed),
        return_path=first.return_path,
        liable=liable,
        bears=first.bears,
        advance_postage=first.advance_postage,
        book_to=book_to,
        register=first.register,
        missing=_in_order(missing or wanted),
        deadlines={**first.deadlines, **row.deadlines_while_missing}
        if missing
        else first.deadlines,
        rules=tuple(sorted(rules)),
        rule=first.rule,
        row=row.name,
        policy=policy.version,
    )


def _rejection(row: Row, facts: Facts, policy: Policy) -> Decision:
    liable, book_to, rules = _answering(row, facts, policy, "none", row.rules)
    offered = [remedy for remedy, only in row.alternatives if hold(only, facts, None)]
    return Decision(
        verdict="rejected",
        remedies=("none",),
        return_path="none",
        liable=liable,
        bears={},
        advance_postage=False,
        book_to=book_to,
        register=False,
        missing=(),
        deadlines=row.deadlines,
        rules=tuple(sorted(rules)),
        reason=row.reason,
        alternatives=tuple(offered),
        rule=row.rule,
        row=row.name,
        policy=policy.version,
    )


def _answering(
    row: Row, facts: Facts, policy: Policy, book_to: Account, rules: frozenset[str]
) -> tuple[Party, Account, frozenset[str]]:
    """Who is liable, and the account: the dealer's where the customer is one's (R503, D26)."""
    if facts.dealer and row.dealer_answers:
        return policy.dealer_party, policy.dealer_account, rules | {policy.dealer_rule}
    return row.liable, book_to, rules


def _in_order(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=EVIDENCE.index)) if len(evidence) > 1 else tuple(evidence)
