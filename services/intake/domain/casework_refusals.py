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


class WorkDiffers(RuleViolation):
    """Something else was recorded as done at the same moment."""

    column = "at"


class OtherRemedy(RuleViolation):
    """Work for a remedy that the case does not carry out."""

    column = "remedy"


class NoExchange(RuleViolation):
    """Nothing is sent again for the case, so nothing can ride (R510)."""

    column = "remedy"


class GoodsNotBack(RuleViolation):
    """The exchange waits for the inspection of what the customer sends back (R209)."""

    column = "remedy"


class OtherCustomer(RuleViolation):
    """A new order of somebody else, or of nobody known (R510)."""

    column = "new_order_no"


class AlreadyShipped(RuleViolation):
    """The exchange, or the order that it was to ride with, is on its way (R510)."""

    column = "new_order_no"


class AddressHoldOver(RuleViolation):
    """The courier does not hold the parcel any more (R401)."""

    column = "at"
