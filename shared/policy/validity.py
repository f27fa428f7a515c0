"""What is wrong with when versions and their overlays hold, and with the rules they cite. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from shared.policy.document import PolicyDocument, RemedyWritten, RowWritten, Variant
from shared.policy.limits import Overlay
from shared.policy.model import Policy
from shared.policy.rulebook import rulebook


def of_version(policy: Policy) -> list[str]:
    """One version by itself: overlays within it, none against another, every rule a known one."""
    return [*_unknown_rules(policy.document), *_overlays(policy)]


def of_succession(policies: Iterable[Policy]) -> list[str]:
    """Versions that may hold beside each other: no two at once, no gap, no end that is not meant.

    A later version begins while an earlier has no end: that is how one follows another. A version
    that lies wholly within another one is a passing one; afterwards the other holds again.
    """
    ordered = sorted(policies, key=lambda policy: (policy.valid_from, policy.version))
    problems = [
        f"{one.version} ends before it begins"
        for one in ordered
        if one.valid_to is not None and one.valid_to <= one.valid_from
    ]
    return problems + [fault for pair in pairwise(ordered) for fault in _between(*pair)]


def _between(earlier: Policy, later: Policy) -> Iterator[str]:
    ends, begins = earlier.valid_to, later.valid_from
    if earlier.valid_from == begins:
        yield f"{earlier.version} and {later.version} begin at the same moment"
    elif ends is not None and ends < begins:
        yield (
            f"gap: {earlier.version} ends at {ends.isoformat()},"
            f" {later.version} begins only at {begins.isoformat()}"
        )
    elif ends is not None and ends > begins and (later.valid_to is None or later.valid_to > ends):
        yield (
            f"overlap: {later.version} begins at {begins.isoformat()},"
            f" before {earlier.version} ends at {ends.isoformat()}"
        )


def _overlays(policy: Policy) -> Iterator[str]:
    for overlay in policy.overlays:
        too_late = policy.valid_to is not None and overlay.ends > policy.valid_to
        if overlay.starts < policy.valid_from or too_late:
            yield f"overlay {overlay.name} reaches beyond the version"
    for one, other in combinations(policy.overlays, 2):
        if one.name == other.name:
            yield f"two overlays have the name {one.name}"
        if _meet(one, other) and (both := sorted(one.limits.keys() & other.limits.keys())):
            limits = ", ".join(both)
            yield f"overlays {one.name} and {other.name} change {limits} at the same time"


def _meet(one: Overlay, other: Overlay) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _unknown_rules(document: PolicyDocument) -> Iterator[str]:
    rows: Sequence[RowWritten] = (*document.override, *document.row)
    cited = [(f"row {row.name}", rule) for row in rows for rule in sorted(cited_by(row))]
    dealer = [document.dealer.rule, *sorted(document.dealer.answers_under)]
    for where, rule in [*cited, *(("dealer", rule) for rule in dealer)]:
        if rule not in rulebook():
            yield f"{where} cites {rule}, which is no rule"


def cited_by(row: RowWritten) -> set[str]:
    """Every rule that a row names, of its own, of a variant or of a remedy."""
    cited: set[str] = {row.rule, *row.rules, *getattr(row, "rule_for_cause", {}).values()}
    parts: list[Variant | RemedyWritten] = [*row.variant, *row.remedies.values()]
    for part in parts:
        cited.update(part.rules, [part.rule] if part.rule else [])
    return cited
