"""A policy version: its file, read and understood."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import ValidationError

from shared.policy.compilation import compile_rows
from shared.policy.document import PolicyDocument, Text
from shared.policy.limits import Calendar, Limits, Overlay
from shared.policy.rows import Blocks
from shared.policy.terms import BadPolicy, lexicon
from shared.policy.vocabulary import Account, Party, Remedy, Wish


@dataclass(frozen=True, kw_only=True, eq=False)
class Policy:
    """One version: its limits, and its rows by cause and stage; equal to itself alone."""

    version: str
    title: Text
    valid_from: datetime
    valid_to: datetime | None
    limits: Limits
    calendar: Calendar
    overlays: tuple[Overlay, ...]
    blocks: Blocks
    wishes: Mapping[Wish, tuple[Remedy, ...]]
    stand_ins: Mapping[Remedy, tuple[Remedy, ...]]
    """Remedy → itself and those that stand for it (D21)."""
    dealer_rule: str
    dealer_party: Party
    dealer_account: Account
    boundaries: Mapping[str, tuple[int, ...]]
    """Count → a number on each side of its limits, for the check."""
    texts: Mapping[str, Text]
    """Row → what it says, in both languages; a term likewise."""
    document: PolicyDocument
    """As it is written."""
    periods: dict[tuple[str, ...], Policy] = field(default_factory=dict, repr=False)
    """Names of overlays → the version under them, as far as it was asked for."""

    def limits_at(self, at: datetime) -> Limits:
        """The limits of a moment: an overlay that covers it goes before the version's own."""
        return self.during(at).limits

    def during(self, at: datetime) -> Policy:
        """The version as it stands at a moment: an overlay's limits decide what is asked within it.

        Outside every overlay it is the version itself, which is also what `policy decide` asks.
        """
        if not self.overlays:
            return self
        covering = tuple(overlay for overlay in self.overlays if overlay.covers(at))
        names = tuple(overlay.name for overlay in covering)
        if names not in self.periods:
            self.periods[names] = _under(self, covering)
        return self.periods[names]

    def without(self, name: str) -> Policy:
        """The version as if an overlay had never been announced."""
        left = tuple(overlay for overlay in self.overlays if overlay.name != name)
        return self if len(left) == len(self.overlays) else replace(self, overlays=left, periods={})


def parse(text: str) -> Policy:
    """Read a policy from the text of its file; a fault is a ``BadPolicy`` that says where."""
    try:
        document = PolicyDocument.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise BadPolicy(f"not TOML: {fault}") from fault
    except ValidationError as fault:
        raise BadPolicy(_described(fault)) from fault
    for overlay in document.overlay:
        _validate_overlay(overlay, document.limits)
    return _policy(document)


def _described(fault: ValidationError) -> str:
    """Each place with what is wrong there, and what stands there if it is short."""
    told = []
    for one in fault.errors(include_url=False):
        found = f", not {one['input']!r}" if isinstance(one["input"], str | int | float) else ""
        told.append(f"{'.'.join(map(str, one['loc']))}: {one['msg']}{found}")
    return "; ".join(told)


def _policy(document: PolicyDocument) -> Policy:
    words = lexicon(document.terms, document.limits)
    return Policy(
        version=document.version,
        title=document.title,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        limits=document.limits,
        calendar=document.calendar,
        overlays=document.overlay,
        blocks=compile_rows(document, words),
        wishes=document.wishes,
        stand_ins={remedy: group for group in document.payment.stand_ins for remedy in group},
        dealer_rule=document.dealer.rule,
        dealer_party=document.dealer.liable,
        dealer_account=document.dealer.book_to,
        boundaries=words.boundaries,
        texts=dict(_spoken(document)),
        document=document,
    )


def _under(policy: Policy, overlays: tuple[Overlay, ...]) -> Policy:
    if not overlays:
        return policy
    limits = policy.limits
    for overlay in overlays:
        limits = limits.changed(overlay.limits)
    return _policy(policy.document.model_copy(update={"limits": limits}))


def _spoken(document: PolicyDocument) -> Iterator[tuple[str, Text]]:
    yield from ((name, term.text) for name, term in document.terms.items() if term.text)
    for row in (*document.override, *document.row):
        yield from ((each.name, Text(en=each.en, zh=each.zh)) for each in row.spread())


def _validate_overlay(overlay: Overlay, limits: Limits) -> None:
    try:
        limits.changed(overlay.limits)
    except ValidationError as fault:
        raise BadPolicy(f"overlay {overlay.name}: {fault}") from fault
