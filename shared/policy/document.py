"""The policy file as it is written: its shape, validated, and nothing of what it means."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool, StrictStr, StringConstraints

from shared.policy.claim_days import ClaimTerm, settled
from shared.policy.limits import Calendar, Limits, Overlay, Written
from shared.policy.vocabulary import (
    Account,
    Cause,
    Cost,
    DeadlineName,
    Evidence,
    Party,
    Remedy,
    ReturnPath,
    Stage,
    Wish,
)

RuleId = Annotated[str, StringConstraints(pattern=r"^R[1-5](0[1-9]|1[0-7])$")]
Choice = StrictBool | StrictStr
Condition = dict[str, Choice | list[Choice]]
"""Fact or term → the value, or any of the values, that it must have; "unknown" is one."""


Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Text(Written):
    """A sentence in both languages of the house."""

    en: Sentence
    zh: Sentence


class Term(Written):
    """A word made of facts: one count against a limit, or all or any of some conditions."""

    text: Text | None = None
    fact: str | None = None
    at_most: str | None = None
    at_least: str | None = None
    all: Condition | None = None
    any: Condition | None = None


class Covered(Written):
    """Causes and stages; left out, all of them."""

    cause: tuple[Cause, ...] = ()
    stage: tuple[Stage, ...] = ()


class RemedyWritten(Written):
    """What a remedy brings with it under its row; what it does not say, the row says."""

    only: Condition = Field(default_factory=dict)
    rule: RuleId | None = None
    rules: tuple[RuleId, ...] = ()
    return_path: ReturnPath | dict[Stage, ReturnPath] = "none"
    book_to: Account | None = None
    bears: tuple[Cost, ...] | dict[Cost, Party] = ()
    advance_postage: bool = False
    register_returned: bool = Field(default=False, alias="register")


class Variant(Written):
    """One of the ways in which a row's liability can stand."""

    name: str
    when: Condition
    rule: RuleId | None = None
    rules: tuple[RuleId, ...] = ()
    liable: Party
    book_to: Account = "none"
    wants: dict[Evidence, Condition] = Field(default_factory=dict)
    wants_for: dict[Remedy, dict[Evidence, Condition]] = Field(default_factory=dict)


class RowWritten(Written):
    """One row; the head of the policy file explains each word."""

    name: str
    en: Sentence
    zh: Sentence
    rule: RuleId
    rules: tuple[RuleId, ...] = ()
    covers: Annotated[tuple[Covered, ...], Field(min_length=1)]
    when: Condition = Field(default_factory=dict)
    needs: dict[Evidence, Condition] = Field(default_factory=dict)
    wants: dict[Evidence, Condition] = Field(default_factory=dict)
    wants_for: dict[Remedy, dict[Evidence, Condition]] = Field(default_factory=dict)
    liable: Party | None = None
    book_to: Account = "none"
    deadlines: tuple[DeadlineName, ...] = ()
    deadlines_while_missing: tuple[DeadlineName, ...] = ()
    remedies: dict[Remedy, RemedyWritten] = Field(default_factory=dict)
    rejects: Text | None = None
    alternatives: dict[Remedy, Condition] = Field(default_factory=dict)
    variant: tuple[Variant, ...] = ()

    def spread(self) -> tuple[RowWritten, ...]:
        """The row once for each of its variants; a row without any is its only one."""
        return tuple(map(self._as_variant, self.variant)) or (self,)

    def _as_variant(self, variant: Variant) -> RowWritten:
        told: dict[str, Any] = variant.model_dump(exclude={"rule", "rules", "when", "name"})
        return self.model_copy(
            update=told
            | {
                "name": f"{self.name}/{variant.name}",
                "rule": variant.rule or self.rule,
                "rules": (self.rule, *self.rules, *variant.rules),
                "when": self.when | variant.when,
                "variant": (),
            }
        )


class OverrideWritten(RowWritten):
    """A row that goes before every other, except where the case's remedy is spared."""

    rule_for_cause: dict[Cause, RuleId] = Field(default_factory=dict)
    spares_remedies: frozenset[Remedy] = frozenset()
    spares_return_paths: dict[ReturnPath, Condition] = Field(default_factory=dict)


class Payment(Written):
    """Which remedies pay once the customer has confirmed, and which stand for each other."""

    confirmed_by_customer: frozenset[Remedy]
    stand_ins: tuple[tuple[Remedy, ...], ...]


class DealerTerms(Written):
    """Where a dealer answers in the customer's place (R503)."""

    rule: RuleId
    liable: Party
    book_to: Account
    answers_under: frozenset[RuleId]


class PolicyDocument(Written):
    """One version of the policy, as its file holds it."""

    version: str
    valid_from: AwareDatetime
    valid_to: AwareDatetime | None = None
    title: Text
    limits: Limits
    calendar: Calendar = Calendar()
    overlay: tuple[Overlay, ...] = ()
    deadlines: dict[DeadlineName, str]
    wishes: dict[Wish, tuple[Remedy, ...]]
    payment: Payment
    dealer: DealerTerms
    claim: Annotated[tuple[ClaimTerm, ...], AfterValidator(settled)] = ()
    terms: dict[str, Term]
    override: tuple[OverrideWritten, ...] = ()
    row: Annotated[tuple[RowWritten, ...], Field(min_length=1)]
