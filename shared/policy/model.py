"""A policy version, and where versions come from: the files of ``versions/``.

A file is read when first asked for and kept; nothing is read at import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from shared.policy.compilation import compile_rows
from shared.policy.document import PolicyDocument, RowWritten, Text
from shared.policy.limits import Limits, Overlay
from shared.policy.rows import Blocks
from shared.policy.terms import BadPolicy, lexicon
from shared.policy.vocabulary import Account, Party, Remedy, Wish

VERSIONS: Final = Path(__file__).parent / "versions"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One version: its limits, and its rows by cause and stage."""

    version: str
    title: Text
    valid_from: datetime
    valid_to: datetime | None
    limits: Limits
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
    """Row → what it says, in both languages."""

    def limits_at(self, at: datetime) -> Limits:
        """The limits of a moment: an overlay that covers it goes before the version's own."""
        limits = self.limits
        for overlay in self.overlays:
            if overlay.covers(at):
                limits = limits.changed(overlay.limits)
        return limits


def parse(text: str) -> Policy:
    """Read a policy from the text of its file; a fault is a ``BadPolicy`` that says where."""
    try:
        document = PolicyDocument.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise BadPolicy(str(fault)) from fault
    words = lexicon(document.terms, document.limits)
    for overlay in document.overlay:
        _validate_overlay(overlay, document.limits)
    return Policy(
        version=document.version,
        title=document.title,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        limits=document.limits,
        overlays=document.overlay,
        blocks=compile_rows(document, words),
        wishes=document.wishes,
        stand_ins={remedy: group for group in document.payment.stand_ins for remedy in group},
        dealer_rule=document.dealer.rule,
        dealer_party=document.dealer.liable,
        dealer_account=document.dealer.book_to,
        boundaries=words.boundaries,
        texts={row.name: Text(en=row.en, zh=row.zh) for row in _all_rows(document)},
    )


def load(version: str, folder: Path = VERSIONS) -> Policy:
    """One version by name."""
    return _read(version, folder)


@cache
def _read(version: str, folder: Path) -> Policy:
    path = folder / f"{version}.toml"
    if version not in versions(folder):
        raise BadPolicy(f"no policy {version!a}; there are: {', '.join(versions(folder))}")
    policy = parse(path.read_text(encoding="utf-8"))
    if policy.version != version:
        raise BadPolicy(f"{path.name} calls itself {policy.version}")
    return policy


def versions(folder: Path = VERSIONS) -> tuple[str, ...]:
    """The versions' names, in the order of their names."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def newest(folder: Path = VERSIONS) -> Policy:
    """The version that came into force last."""
    return _every(folder)[-1]


@cache
def _every(folder: Path) -> tuple[Policy, ...]:
    """Every version, in the order in which they came into force."""
    policies = [load(version, folder) for version in versions(folder)]
    return tuple(sorted(policies, key=lambda policy: (policy.valid_from, policy.version)))


@dataclass(slots=True)
class _Pinned:
    """The version that a process uses throughout, null where the moment decides."""

    policy: Policy | None = None


_pinned = _Pinned()


def pin(version: str | None) -> None:
    """Use one version in this process instead of the one in force; for composition roots alone.

    Which policy holds is asked deep in the domains of four services: one process has one answer.
    """
    _pinned.policy = None if version is None else load(version)


def in_force(at: datetime, folder: Path = VERSIONS) -> Policy:
    """The version in force at a moment: the last one that had begun and not ended (D28)."""
    if _pinned.policy is not None and folder is VERSIONS:
        return _pinned.policy
    for policy in reversed(_every(folder)):
        if policy.valid_from <= at and (policy.valid_to is None or at < policy.valid_to):
            return policy
    raise BadPolicy(f"no policy is in force at {at.isoformat()}")


def _all_rows(document: PolicyDocument) -> list[RowWritten]:
    return [each for row in (*document.override, *document.row) for each in row.spread()]


def _validate_overlay(overlay: Overlay, limits: Limits) -> None:
    try:
        limits.changed(overlay.limits)
    except ValidationError as fault:
        raise BadPolicy(f"overlay {overlay.name}: {fault}") from fault
