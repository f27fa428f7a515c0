"""A complaint (R513): received, verified, answered with proof or corrected, closed.

Each step again with the same content changes nothing; with other content it is refused.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from services.intake.domain import complaint_events as said
from services.intake.domain import complaint_refusals as refuse
from services.intake.domain.complaint_form import QUALITY, ComplaintForm, with_more
from shared.store.aggregate import Aggregate

if TYPE_CHECKING:
    from services.intake.domain.complaint_events import (
        ActionResult,
        Answer,
        Closing,
        ComplaintSubject,
        CorrectiveAction,
        Postponement,
        Verification,
    )

ANSWERED, CORRECTED = "answered", "corrected"


class Complaint(Aggregate):
    """A thing of its own, whether or not a case or an order belongs to it."""

    TOPIC: ClassVar = "intake.complaint"
    KIND: ClassVar = "complaint"

    if TYPE_CHECKING:  # The library would make fields of a dataclass out of these.
        form: ComplaintForm
        review_due_at: datetime
        policy: str
        revision: int
        verification: Verification | None
        traced: tuple[str, str | None] | None
        answer: Answer | None
        planned: CorrectiveAction | None
        postponements: tuple[Postponement, ...]
        done: ActionResult | None
        closing: Closing | None

    @classmethod
    def received(
        cls, number: str, form: ComplaintForm, review_due_at: datetime, policy: str
    ) -> Complaint:
        """A new complaint; it says what it is about."""
        if not form.names_a_thing:
            raise refuse.NothingComplainedAbout("a complaint names a case, an order or a product")
        return cls.opened(
            said.ComplaintReceived,
            number,
            form.received_at,
            form=form,
            review_due_at=review_due_at,
            policy=policy,
        )

    def begin(self, form: ComplaintForm, review_due_at: datetime, policy: str) -> None:
        """The state of a new complaint. For the first event alone."""
        self.form, self.review_due_at, self.policy, self.revision = form, review_due_at, policy, 1
        self.verification, self.traced, self.answer = None, None, None
        self.planned, self.postponements, self.done, self.closing = None, (), None, None

    @property
    def order_no(self) -> str | None:
        """The order that it is about, if any."""
        return self.form.order_no

    @property
    def subject(self) -> ComplaintSubject:
        """What its announcements name."""
        form = self.form
        return said.ComplaintSubject(form.case_no, form.order_no, form.agent, self.policy)

    @property
    def due_at(self) -> datetime | None:
        """Until when the action is to be done, as postponed last."""
        if self.postponements:
            return self.postponements[-1].due_at
        return self.planned.due_at if self.planned else None

    def fill(self, brought: ComplaintForm) -> None:
        """The form again, with more of it."""
        merged = self.form.merged(brought)
        if merged != self.form:
            self.record(
                said.ComplaintFormFilled,
                merged.received_at,
                form=merged,
                review_due_at=self.review_due_at,
                policy=self.policy,
                revision=self.revision + 1,
            )
        self._trace()

    def verify(self, found: Verification) -> None:
        """Whether it is substantiated; of a product's quality, then stock is suspect."""
        if _again(self.verification, found):
            return
        self._not_before(self.form.received_at, found.at)
        self._record(said.ComplaintVerified, found.at, verification=found)
        self._trace()

    def _trace(self) -> None:
        found, form = self.verification, self.form
        if found is None or not found.substantiated or form.kind != QUALITY or form.sku is None:
            return
        if self.traced != (form.sku, form.batch):
            self._record(
                said.ComplaintSubstantiated,
                found.at,
                sku=form.sku,
                batch=form.batch,
                sold_from=found.sold_from,
                sold_until=found.sold_until,
            )

    def give_answer(self, answer: Answer) -> None:
        """Tell the customer that it is not substantiated; never without proof."""
        if _again(self.answer, answer):
            return
        found = self._verified()
        if found.substantiated:
            raise refuse.CorrectiveActionNeeded("a substantiated complaint wants an action")
        proof = with_more(found.proof, answer.proof)
        if not proof:
            raise refuse.ProofMissing("an answer that turns a complaint down shows its proof")
        self._not_before(found.at, answer.at)
        self._record(said.ComplaintAnswered, answer.at, answer=answer, proof=proof)

    def plan(self, planned: CorrectiveAction) -> None:
        """What is done about it, by whom, until when."""
        if _again(self.planned, planned):
            return
        found = self._verified()
        if not found.substantiated:
            raise refuse.NothingToCorrect("it is not substantiated: it wants an answer")
        self._not_before(found.at, planned.at)
        if planned.due_at < planned.at:
            raise refuse.DueBeforePlanned("an action is due after it was planned")
        self._record(said.CorrectiveActionPlanned, planned.at, planned=planned)

    def postpone(self, later: Postponement) -> None:
        """Give the action until later, for a reason."""
        if later in self.postponements:
            return
        planned = self._action()
        if self.done is not None:
            raise refuse.CorrectiveActionAlreadyDone("the action is done")
        before = self.postponements[-1].at if self.postponements else planned.at
        self._not_before(before, later.at)
        due_at = self.due_at
        if due_at is not None and later.due_at <= due_at:
            raise refuse.DueBeforePlanned("an action is postponed to a later date")
        self._record(
            said.CorrectiveActionPostponed,
            later.at,
            planned=planned,
            postponement=later,
            revision=len(self.postponements) + 2,
        )

    def finish(self, done: ActionResult) -> None:
        """The action is done."""
        if _again(self.done, done):
            return
        planned = self._action()
        self._not_before(planned.at, done.at)
        self._record(said.CorrectiveActionDone, done.at, owner=planned.owner, done=done)

    def close(self, at: datetime, person: str) -> None:
        """Nothing is left to do: it was answered, or corrected."""
        last = self.answer or self.done
        if last is None:
            raise refuse.ComplaintStillOpen("it is neither answered nor corrected")
        closing = said.Closing(at, person, ANSWERED if self.answer else CORRECTED)
        if _again(self.closing, closing):
            return
        self._not_before(last.at, at)
        self._record(said.ComplaintClosed, at, closing=closing)

    def _verified(self) -> Verification:
        if self.verification is None:
            raise refuse.ComplaintNotVerified("nobody has checked it yet")
        return self.verification

    def _action(self) -> CorrectiveAction:
        if self.planned is None:
            raise refuse.CorrectiveActionNotPlanned("no corrective action was planned")
        return self.planned

    def _not_before(self, earliest: datetime, at: datetime) -> None:
        if at < earliest:
            raise refuse.EarlierThanTheStepBefore(f"{at} is before {earliest}")

    def _record(self, event: Any, at: datetime, **facts: Any) -> None:
        self.record(event, at, subject=self.subject, **facts)


def _again(known: Any, brought: Any) -> bool:
    """Whether a step was taken before with the same content; with other content it is refused."""
    if known is None:
        return False
    for field in fields(known):
        if getattr(known, field.name) != getattr(brought, field.name):
            raise refuse.ComplaintDiffers(field.name)
    return True
