"""What the desk refuses of complaints and ratings (R513, R515), each named for what is refused."""

from __future__ import annotations

from services.intake.domain.refusals import Differs
from shared.errors import NotKnown, RuleViolation


class ComplaintNotKnown(NotKnown):
    """A step of a complaint that nobody received."""

    column = "complaint_no"


class ComplaintDiffers(Differs):
    """A complaint, or a step of it, again with other content."""


class NothingComplainedAbout(RuleViolation):
    """A complaint that names neither a case nor an order nor a product."""


class CaseOfAnotherOrder(RuleViolation):
    """A complaint about a case, naming another order than the case's."""

    column = "order_no"


class EarlierThanTheStepBefore(RuleViolation):
    """A step of a complaint dated before what it follows."""

    column = "at"


class ComplaintNotVerified(RuleViolation):
    """An answer or an action before anybody checked the complaint."""


class CorrectiveActionNeeded(RuleViolation):
    """A substantiated complaint is not answered away: it wants a corrective action."""


class NothingToCorrect(RuleViolation):
    """A corrective action for a complaint that is not substantiated: it wants an answer."""


class ProofMissing(RuleViolation):
    """A complaint turned down without anything that proves it."""

    column = "proof"


class DueBeforePlanned(RuleViolation):
    """A corrective action due before it was planned, or postponed to an earlier date."""

    column = "due_at"


class CorrectiveActionNotPlanned(RuleViolation):
    """An action done or postponed that nobody planned."""


class CorrectiveActionAlreadyDone(RuleViolation):
    """An action postponed after it was done."""


class ComplaintStillOpen(RuleViolation):
    """A complaint closed before it was answered or corrected."""


class CaseStillOpen(RuleViolation):
    """A rating of a service that has not ended yet."""


class RatingDiffers(Differs):
    """A case rated again, otherwise."""
