"""What is refused of a claim's steps, each named for what is refused."""

from __future__ import annotations

from shared.errors import NotKnown, RuleViolation


class ClaimNotKnown(NotKnown):
    """A step of a claim that was never opened: no courier is asked to bear the case."""

    column = "case_no"


class ClaimNotSubmitted(RuleViolation):
    """A courier's answer to a claim that nobody sent to it."""


class ClaimAlreadySubmitted(RuleViolation):
    """A claim is sent that waits for the courier's answer."""


class ClaimAlreadyDisputed(RuleViolation):
    """A claim is contested that is contested already."""


class ClaimAlreadyAccepted(RuleViolation):
    """A step of a claim that was granted whole; it can only be withdrawn."""


class ClaimAlreadyRejected(RuleViolation):
    """A claim is turned down, or contested, that was turned down already."""


class ClaimPartlyAccepted(RuleViolation):
    """A claim is turned down, or contested, of which a part was granted: submit the rest anew."""


class ClaimAlreadyWithdrawn(RuleViolation):
    """A step of a claim that was given up; only a later verdict opens it again."""


class ClaimStepDiffers(RuleViolation):
    """The same step of the same moment, with other content."""

    column = "at"


class ClaimStepOutOfTurn(RuleViolation):
    """A step dated before the claim's opening, or before its last step."""

    column = "at"


class NothingToClaim(RuleViolation):
    """A claim is sent for which the courier does not answer any more."""


class ClaimTooEarly(RuleViolation):
    """A claim is sent before the courier's earliest claim day, without an exception."""

    column = "at"


class ClaimTooLate(RuleViolation):
    """A claim is sent after the courier's latest claim day, without an exception."""

    column = "at"


class EvidenceNotOfTheClaim(RuleViolation):
    """A file is named that the claim does not have: attach it to the case first."""

    column = "evidence"


class NothingAccepted(RuleViolation):
    """A part of a claim is granted that is no amount: that is a rejection."""

    column = "amount"


class AcceptedMoreThanClaimed(RuleViolation):
    """More is granted than is asked for."""

    column = "amount"
