"""What a customer chose after asking: a remedy, and the amount of a difference (D20, D21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from services.intake.domain.facts import REMEDY, Learnt
from shared.money import Money

if TYPE_CHECKING:
    from services.intake.domain.registration import Registration
    from services.intake.domain.request import Request


@dataclass(frozen=True, slots=True)
class Choice:
    """A remedy with its amount, told to ``person``; the names are the columns'."""

    remedy: str
    amount: Money | None = None
    person: str | None = None


Choices = Mapping[datetime, Choice]


def learnt_choices(request: Request, choices: Choices) -> Iterator[Learnt]:
    """The choices as the judgement learns of them; ``renewed`` where only the amount is another."""
    amount = request.amount
    for at, choice in sorted(choices.items(), key=lambda one: one[0]):
        renewed = choice.amount is not None and choice.amount != amount
        amount = choice.amount if renewed else amount
        yield Learnt(at, REMEDY, (choice.remedy, renewed))


def with_amount(request: Request, choices: Choices, order: Registration) -> Request:
    """The request with the amount that was named last, shared out over its lines by value.

    Each share is rounded half up, the last line takes the rest (as D11 shares a payment).
    """
    named = [choices[at].amount for at in sorted(choices) if choices[at].amount is not None]
    if not named or named[-1] is None:
        return request
    whole = left = named[-1]
    prices = {line.sku: line.unit_price for line in order.lines}
    values = [prices[line.sku].times(line.quantity).fen for line in request.lines]
    lines = []
    for place, line in enumerate(request.lines):
        last = place == len(request.lines) - 1
        share = left if last else whole.share(values[place], sum(values))
        left = left - share
        lines.append(replace(line, amount=share))
    return replace(request, lines=tuple(lines))
