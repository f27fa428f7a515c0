"""What is refused to people who carry a remedy out. ``column``: the field at fault."""

from __future__ import annotations

from shared.errors import RuleViolation


class NotAskedYet(RuleViolation):
    """Something said to have happened before the customer asked."""

    column = "at"


class RemedyNotAllowed(RuleViolation):
    """A remedy that the decision does not allow; the allowed ones are named (D21)."""

    column = "remedy"


class RemedyCarriedOut(RuleViolation):
    """Another remedy after one was carried out: shipped or paid."""

    column = "remedy"


class ChoiceDiffers(RuleViolation):
    """Another choice of the same moment."""

    column = "remedy"


class EvidenceDiffers(RuleViolation):
    """Another finding of the same moment."""

    column = "verified"


class AmountMissing(RuleViolation):
    """A price difference of nobody knows how much."""

    column = "amount"


class AmountNotTaken(RuleViolation):
    """An amount beside a remedy that has none."""

    column = "amount"


class OutOfStock(RuleViolation):
    """An exchange for goods that are not there; the other allowed remedies are named (R511)."""

    column = "remedy"


class ExactDate(RuleViolation):
    """A gift's note with a date: the customer is never promised an exact one (R105)."""

    column = "note"
