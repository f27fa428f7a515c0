"""Complaints and ratings in the words that others hear (R513, R515; pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.intake.domain import complaint_events as event
from services.intake.domain.rating import ServiceRated
from shared.contracts import complaints as say

if TYPE_CHECKING:
    from services.intake.domain.complaint_events import ComplaintSubject
    from services.intake.domain.complaint_form import References
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent

CORRECTION = "R513"
REVIEW = "R504"
RATED = "R515"


def announce(told: DomainEvent) -> Announcement | None:
    """The announcement of an event; None when it is none of a complaint or a rating."""
    match told:
        case event.ComplaintReceived() | event.ComplaintFormFilled():
            return _received(told)
        case event.ComplaintVerified(subject=subject, verification=found):
            return say.ComplaintVerified(
                substantiated=found.substantiated,
                finding=found.finding,
                person=found.person,
                proof=_named(found.proof),
                agent=subject.agent,
                **_about(told, subject),
            )
        case event.ComplaintSubstantiated():
            return say.ComplaintSubstantiated(
                sku=told.sku,
                batch=told.batch,
                sold_from=told.sold_from,
                sold_until=told.sold_until,
                **_about(told, told.subject),
            )
        case event.ComplaintAnswered(subject=subject, answer=given, proof=proof):
            about = _about(told, subject)
            return say.ComplaintAnswered(
                answer=given.answer, person=given.person, proof=_named(proof), **about
            )
        case ServiceRated():
            return _rated(told)
        case _:
            return _action(told)


def _received(told: event.ComplaintReceived | event.ComplaintFormFilled) -> say.ComplaintReceived:
    form = told.form
    subject = event.ComplaintSubject(form.case_no, form.order_no, form.agent, told.policy)
    return say.ComplaintReceived(
        due_at=told.review_due_at,
        revision=told.revision if isinstance(told, event.ComplaintFormFilled) else 1,
        channel=form.channel,
        kind=form.kind,
        description=form.description,
        customer_id=form.customer_id,
        sku=form.sku,
        batch=form.batch,
        evidence=_named(form.evidence),
        agent=form.agent,
        **_about(told, subject, REVIEW),
    )


def _action(told: DomainEvent) -> Announcement | None:
    match told:
        case event.CorrectiveActionPlanned(subject=subject, planned=planned):
            return say.CorrectiveActionPlanned(
                action=planned.action,
                owner=planned.owner,
                due_at=planned.due_at,
                **_about(told, subject),
            )
        case event.CorrectiveActionPostponed(subject=subject, planned=planned, postponement=later):
            return say.CorrectiveActionPlanned(
                action=planned.action,
                owner=planned.owner,
                due_at=later.due_at,
                reason=later.reason,
                revision=told.revision,
                **_about(told, subject),
            )
        case event.CorrectiveActionDone(subject=subject, owner=owner, done=done):
            about = _about(told, subject)
            return say.CorrectiveActionDone(
                owner=owner, person=done.person, result=done.result, **about
            )
        case event.ComplaintClosed(subject=subject, closing=closing):
            about = _about(told, subject)
            return say.ComplaintClosed(outcome=closing.outcome, person=closing.person, **about)
        case _:
            return None


def _rated(told: ServiceRated) -> say.ServiceRated:
    return say.ServiceRated(
        at=told.at,
        case_no=_number(told),
        order_no=told.order_no,
        policy=told.policy,
        rule=RATED,
        score=told.score,
        comment=told.comment,
        agent=told.agent,
    )


def _about(told: DomainEvent, subject: ComplaintSubject, rule: str = CORRECTION) -> dict[str, Any]:
    return {
        "at": told.at,
        "complaint_no": _number(told),
        "case_no": subject.case_no,
        "order_no": subject.order_no,
        "policy": subject.policy,
        "rule": rule,
    }


def _number(told: DomainEvent) -> str:
    return told.originator_id.partition(":")[2]


def _named(evidence: References) -> tuple[say.EvidenceNamed, ...]:
    return tuple(
        say.EvidenceNamed(
            name=one.name, media_type=one.media_type, sha256=one.sha256, size=one.size
        )
        for one in evidence
    )
