"""Why what people ask of a refund table is refused."""

from __future__ import annotations

from shared.errors import RuleViolation


class NothingToApprove(RuleViolation):
    """The table holds no line any more."""


class ApproverDrewTable(RuleViolation):
    """Four eyes: who let the table be drawn, or confirmed a line of it, does not approve it."""


class TableNotApproved(RuleViolation):
    """Only an approved table is sent to be paid."""


class TableNotExported(RuleViolation):
    """Nothing can have been paid, or have failed, of a table that was not sent."""


class RefundExported(RuleViolation):
    """The table was sent: the line can only be paid or fail."""


class LineNotInTable(RuleViolation):
    """The table holds no such line."""


class RefundPaidBefore(RuleViolation):
    """What is paid is neither paid again nor failed."""


class RefundInHand(RuleViolation):
    """The refund stands in a later table, which was sent: settle it there first."""


class MoreThanWasPaid(RuleViolation):
    """Its lines are repaid otherwise by now (D30)."""


class BeforeItsStep(RuleViolation):
    """A table is drawn, approved, exported and settled in this order of time."""
