"""Complaints and ratings: each command loads what it names, acts and is done (R513, R515)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from services.intake import complaint_commands as do
from services.intake.domain.complaint import Complaint
from services.intake.domain.complaint_events import (
    ActionResult,
    Answer,
    CorrectiveAction,
    Postponement,
    Verification,
)
from services.intake.domain.complaint_form import ComplaintForm
from services.intake.domain.complaint_refusals import CaseOfAnotherOrder, ComplaintNotKnown
from services.intake.domain.order import Order
from services.intake.domain.rating import Rating
from services.intake.domain.refusals import CaseNotKnown, OrderNotKnown
from services.intake.domain.return_case import ReturnCase
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from shared.store.unit import Unit


def carry_out(command: do.ComplaintCommand, unit: Unit) -> None:
    """Carry out one command."""
    match command:
        case do.ReceiveComplaint():
            _receive(command, unit)
        case do.RateService():
            _rate(command, unit)
        case _:
            _take_step(command, _complaint(command.complaint_no, unit))


Step = (
    do.VerifyComplaint
    | do.AnswerComplaint
    | do.PlanCorrectiveAction
    | do.PostponeCorrectiveAction
    | do.FinishCorrectiveAction
    | do.CloseComplaint
)


def _take_step(command: Step, complaint: Complaint) -> None:
    match command:
        case do.VerifyComplaint():
            found = Verification(
                command.at,
                command.substantiated,
                command.finding,
                command.person,
                command.proof or (),
                command.sold_from,
                command.sold_until,
            )
            complaint.verify(found)
        case do.AnswerComplaint(at=at, answer=answer, person=person, proof=proof):
            complaint.give_answer(Answer(at, answer, person, proof or ()))
        case do.PlanCorrectiveAction(at=at, action=action, owner=owner, due_at=due_at):
            complaint.plan(CorrectiveAction(at, action, owner, due_at))
        case do.PostponeCorrectiveAction(at=at, due_at=due_at, reason=reason):
            complaint.postpone(Postponement(at, due_at, reason))
        case do.FinishCorrectiveAction(at=at, person=person, result=result):
            complaint.finish(ActionResult(at, person, result))
        case do.CloseComplaint(at=at, person=person):
            complaint.close(at, person)
        case _:
            assert_never(command)


def _receive(command: do.ReceiveComplaint, unit: Unit) -> None:
    form = ComplaintForm(
        received_at=command.at,
        channel=command.channel,
        kind=command.kind,
        description=command.description,
        customer_id=command.customer_id,
        case_no=command.case_no,
        order_no=_order_no(command, unit),
        sku=command.sku,
        batch=command.batch,
        agent=command.agent,
        evidence=command.evidence or (),
    )
    complaint = unit.find(Complaint, command.complaint_no)
    if complaint is not None:
        complaint.fill(form)
        return
    policy = in_force(command.at)
    review = timedelta(hours=policy.limits_at(command.at).review_hours)  # R504
    unit.add(Complaint.received(command.complaint_no, form, command.at + review, policy.version))


def _order_no(command: do.ReceiveComplaint, unit: Unit) -> str | None:
    """The order it is about: as told, or its case's; both are to be known here."""
    if command.case_no is None:
        if command.order_no is not None and unit.find(Order, command.order_no) is None:
            raise OrderNotKnown(f"order {command.order_no} is not known")
        return command.order_no
    order_no = _case(command.case_no, unit).order_no
    if command.order_no not in {None, order_no}:
        raise CaseOfAnotherOrder(f"case {command.case_no} is about order {order_no}")
    return order_no


def _rate(command: do.RateService, unit: Unit) -> None:
    told = (command.at, command.score, command.comment)
    rating = unit.find(Rating, command.case_no)
    if rating is not None:
        rating.again(*told)
    else:
        unit.add(Rating.given(_case(command.case_no, unit), *told))


def _case(case_no: str, unit: Unit) -> ReturnCase:
    case = unit.find(ReturnCase, case_no)
    if case is None:
        raise CaseNotKnown(f"request {case_no} is not known")
    return case


def _complaint(complaint_no: str, unit: Unit) -> Complaint:
    complaint = unit.find(Complaint, complaint_no)
    if complaint is None:
        raise ComplaintNotKnown(f"complaint {complaint_no} is not known")
    return complaint
