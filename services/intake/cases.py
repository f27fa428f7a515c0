"""Cases: what customers ask, what is found out about it, verdicts, and what time brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake.commands import (
    AttachEvidence,
    DecideLiability,
    NotePayment,
    NoteSignOff,
    NoteWeightCheck,
    RequestReturn,
)
from services.intake.domain.case_events import Verdict
from services.intake.domain.cells import sorted_lines
from services.intake.domain.evidence import Evidence
from services.intake.domain.order import Order
from services.intake.domain.refusals import OrderNotKnown, RequestDiffers
from services.intake.domain.request import Request
from services.intake.domain.return_case import ReturnCase
from services.intake.reviewing import case_of, review_case, review_changed
from shared.evidence.file import KeptFile
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from datetime import datetime

    from services.intake.domain.merchant import Merchant
    from shared.store.unit import Unit

CaseNews = NoteWeightCheck | NoteSignOff | NotePayment | AttachEvidence


def request(command: RequestReturn, unit: Unit, merchant: Merchant) -> None:
    """Open a case under the policy of its moment (D28), or fill in what was left open (D31)."""
    order = unit.find(Order, command.order_no)
    if order is None:
        raise OrderNotKnown(f"order {command.order_no} is not known")
    dossier, asked = order.dossier(), _asked(command)
    case = unit.find(ReturnCase, command.case_no)
    if case is None:
        policy = in_force(asked.at).version
        case = unit.add(ReturnCase.asked(command.case_no, asked, dossier, policy))
        order.admit(command.case_no, asked.at)
    elif case.order_no != command.order_no:
        raise RequestDiffers("order_no")
    else:
        before = case.version
        case.ask_again(asked, dossier)
        if case.version == before:
            return
    review_case(case, order, merchant)


def decide_liability(command: DecideLiability, unit: Unit) -> None:
    """Give a verdict; the keeper of the case's costs moves them (R501)."""
    case = case_of(command.case_no, unit)
    dossier = unit.get(Order, case.order_no).dossier()
    verdict = Verdict(command.liable, command.reason, command.person, command.responsible)
    case.give_verdict(command.at, verdict, dossier)


def note(news: CaseNews, unit: Unit, merchant: Merchant) -> None:
    """What became known of a case."""
    case = case_of(news.case_no, unit)
    before = case.version
    match news:
        case NoteWeightCheck():
            case.note_weight(news.at, news.result)
        case NoteSignOff():
            case.note_sign_off(news.at, news.signed_by)
        case NotePayment():
            case.note_paid(news.at, news.refund)
        case AttachEvidence():
            case.attach(news.at, _evidence(news))
    review_changed(case, before, unit, merchant)


def let_time_pass(case_no: str, until: datetime, unit: Unit, merchant: Merchant) -> None:
    """What time brings to a case is judged with its order's dossier at hand."""
    case = unit.find(ReturnCase, case_no)
    if case is not None:
        before = case.version
        case.let_time_pass(until)
        review_changed(case, before, unit, merchant)


def _evidence(command: AttachEvidence) -> Evidence:
    file = KeptFile(command.name, command.media_type, command.sha256, command.size)
    return Evidence(command.kind, file, command.outer_package, command.person)


def _asked(command: RequestReturn) -> Request:
    return Request(
        at=command.at,
        cause=command.cause,
        lines=sorted_lines(command.lines),
        wish=command.wish,
        remedy=command.remedy,
        outer_package=command.outer_package,
        partly_good=command.partly_good,
        photos=command.photos,
        outer_photo=command.outer_photo,
        signed_by=command.signed_by,
        resellable=command.resellable,
        complete=command.complete,
        small_quantity=command.small_quantity,
        verified_at=command.verified_at,
        verified=command.verified,
        confirmed_at=command.confirmed_at,
        agent=command.agent,
        note=command.note,
    )
