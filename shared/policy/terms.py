"""Conditions over facts: the written ones turned into something that is quick to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from shared.errors import BadSettings
from shared.policy.facts import CHOICES, COUNTS, Facts
from shared.policy.vocabulary import REMEDIES, Remedy

if TYPE_CHECKING:
    from shared.policy.document import Choice, Condition, Term
    from shared.policy.limits import Limits

Value = str | bool | None
Reader = Callable[[Facts, Remedy | None], Value]

CHOSEN: Final = "remedy"
"""What the customer chose; a condition may ask for it beside the facts (D20, "insists")."""
UNKNOWN: Final = "unknown"


class BadPolicy(BadSettings):
    """The policy file says something that cannot be meant; the message says where."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word, the values it must have, and the facts it is made of."""

    word: str
    read: Reader
    allowed: frozenset[Value]
    facts: frozenset[str]


Conditions = tuple[Asked, ...]


def hold(conditions: Conditions, facts: Facts, remedy: Remedy | None) -> bool:
    """Whether every condition is met."""
    return all(asked.read(facts, remedy) in asked.allowed for asked in conditions)


def facts_in(conditions: Conditions) -> frozenset[str]:
    """The facts, and perhaps the chosen remedy, that decide whether they are met."""
    return frozenset().union(*(asked.facts for asked in conditions))


@dataclass(frozen=True)
class Lexicon:
    """The words that conditions may use: the finite facts, the chosen remedy, the file's terms."""

    words: Mapping[str, tuple[Reader, frozenset[Value], frozenset[str]]]
    """Word → how to read it, the values it can have, the facts it is made of."""
    boundaries: Mapping[str, tuple[int, ...]]
    """Count → a number on each side of every limit that it is held against."""

    def conditions(self, written: Condition, where: str) -> Conditions:
        """Make conditions askable; ``where`` names the place in the file for the error."""
        return tuple(self._asked(word, choice, where) for word, choice in written.items())

    def _asked(self, word: str, choice: Choice | list[Choice], where: str) -> Asked:
        if word not in self.words:
            raise BadPolicy(f"{where}: {word!r} is neither a finite fact nor a term")
        read, possible, facts = self.words[word]
        choices = choice if isinstance(choice, list) else [choice]
        allowed = frozenset[Value](None if each == UNKNOWN else each for each in choices)
        if not allowed <= possible:
            raise BadPolicy(f"{where}: {word} can never be {choice!r}")
        return Asked(word, read, allowed, facts)


def lexicon(terms: Mapping[str, Term], limits: Limits) -> Lexicon:
    """Learn the file's terms in their order, each from facts and the terms before it."""
    words = {name: _fact(name) for name in CHOICES if name not in ("cause", "stage")}
    words[CHOSEN] = (lambda _, remedy: remedy), frozenset({*REMEDIES, None}), frozenset({CHOSEN})
    boundaries: dict[str, tuple[int, ...]] = {}
    for name, term in terms.items():
        known = Lexicon(words, boundaries)
        if term.all is not None:
            words[name] = _all_of(known.conditions(term.all, name))
        elif term.any is not None:
            words[name] = _any_of(known.conditions(term.any, name))
        else:
            words[name] = _measured(name, term, limits, boundaries)
    return Lexicon(words, boundaries)


Word = tuple[Reader, frozenset[Value], frozenset[str]]
TRUTHS: Final[frozenset[Value]] = frozenset({True, False, None})


def _fact(name: str) -> Word:
    get: Callable[[Facts], Any] = attrgetter(name)
    return (lambda facts, _: get(facts)), frozenset({*CHOICES[name], None}), frozenset({name})


def _measured(
    name: str, term: Term, limits: Limits, boundaries: dict[str, tuple[int, ...]]
) -> Word:
    limit_name = term.at_most or term.at_least
    if term.fact not in COUNTS or limit_name is None or (term.at_most and term.at_least):
        raise BadPolicy(f"terms.{name}: a count with at_most or at_least, or all, or any")
    limit = getattr(limits, limit_name, None)
    if type(limit) is not int:
        raise BadPolicy(f"terms.{name}: {limit_name!r} is not among the limits")
    get: Callable[[Facts], int | None] = attrgetter(term.fact)
    last = limit if term.at_most else limit - 1
    boundaries[term.fact] = tuple(sorted({*boundaries.get(term.fact, ()), last, last + 1}))
    wanted = bool(term.at_most)

    def read(facts: Facts, _: Remedy | None) -> bool | None:
        count = get(facts)
        return None if count is None else (count <= last) is wanted

    return read, TRUTHS, frozenset({term.fact})


def _all_of(conditions: Conditions) -> Word:
    """False as soon as one is known to fail, and unknown while none fails but one is unknown."""

    def read(facts: Facts, remedy: Remedy | None) -> bool | None:
        result: bool | None = True
        for asked in conditions:
            value = asked.read(facts, remedy)
            if value is None:
                result = None
            elif value not in asked.allowed:
                return False
        return result

    return read, TRUTHS, facts_in(conditions)


def _any_of(conditions: Conditions) -> Word:
    """True when one is met; what is unknown is not met."""

    def read(facts: Facts, remedy: Remedy | None) -> bool:
        return any(asked.read(facts, remedy) in asked.allowed for asked in conditions)

    return read, frozenset({True, False}), facts_in(conditions)
