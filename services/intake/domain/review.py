"""What follows from everything known about a case: the outcome, recorded as far as it is new.

Money is only said to be due and ready here; finance pays it when its table's time comes (ADR 0002).
"""

from __future__ import annotations

from typing import Any

from services.intake.domain import case_events as said
from services.intake.domain.asking import files_missing
from services.intake.domain.carrying_out import closed_at, reship_at
from services.intake.domain.case_events import Chosen
from services.intake.domain.choice import learnt_choices, with_amount
from services.intake.domain.dossier import Dossier
from services.intake.domain.earlier import chosen_before, decided_before
from services.intake.domain.evidence_events import EvidenceRequested
from services.intake.domain.facts import Outset, learnt, outset
from services.intake.domain.judgement import Judgement, judge
from services.intake.domain.payments import Due, Matter, Terms, due
from services.intake.domain.request import Request
from services.intake.domain.return_case import ReturnCase, stated
from services.intake.domain.riding import take_along

RETURN, EXCHANGE = "return", "exchange"
"""Kinds of a slip; the second is a remedy, too."""


def review(case: ReturnCase, dossier: Dossier, terms: Terms) -> None:
    """Judge a case on all that is known, and record what is new in the outcome."""
    request = case.request
    begun = outset(request, dossier)
    case.restate(request, stated(request, dossier, begun, case.subject.policy))
    matter = _matter(case, begun, dossier, terms)
    payments = list(due(matter))
    _decide(case, matter.judgement)
    _ask(case, matter.judgement)
    _choose(case, matter)
    _issue(case, matter)
    _withdraw(case, payments, matter)
    _pay(case, payments, matter.judgement)
    _close(case, payments, matter)


def judged(case: ReturnCase, dossier: Dossier, terms: Terms) -> Matter:
    """The case as it is judged on all that is known; nothing is recorded."""
    return _matter(case, outset(case.request, dossier), dossier, terms)


def _matter(case: ReturnCase, begun: Outset, dossier: Dossier, terms: Terms) -> Matter:
    request, choices = case.request, case.work.choices
    later = learnt(request.at, begun, case.findings)
    if choices:
        later = sorted([*later, *learnt_choices(request, choices)], key=lambda one: one.at)
    return Matter(
        case_no=case.number,
        request=with_amount(request, choices, dossier.order) if choices else request,
        dossier=dossier,
        parcel=begun.parcel,
        judgement=judge(begun.facts, request.at, later, terms.policy, request.remedy),
        confirmed_at=case.findings.confirmed_at,
        terms=terms,
        ridden_at=case.work.ride.shipped_at if case.work.ride is not None else None,
    )


def _decide(case: ReturnCase, judgement: Judgement) -> None:
    ruling, rule = judgement.ruling, judgement.decision.rule
    before = decided_before(judgement)
    if case.decided != (judgement.decided_at, ruling.facts_told, ruling.told, rule, before):
        case.record(
            said.RequestDecided,
            judgement.as_of,
            subject=case.subject,
            decided_at=judgement.decided_at,
            facts=ruling.facts_told,
            decision=ruling.told,
            rule=rule,
            revision=case.revisions["decision"] + 1,
            before=before,
        )


def _ask(case: ReturnCase, judgement: Judgement) -> None:
    """Ask the customer for photos that are missing, once; meanwhile the case waits (R201, R504)."""
    missing = files_missing(judgement.decision.missing)
    if missing != case.asked_for:
        about = {"subject": case.subject, "rule": judgement.decision.rule}
        case.record(EvidenceRequested, judgement.as_of, missing=missing, **about)


def _choose(case: ReturnCase, matter: Matter) -> None:
    judgement = matter.judgement
    chosen = _carried_out(judgement, matter.request)
    if chosen.remedy is None and case.chosen is None:
        return  # Nothing was ever carried out, and nothing is.
    before = chosen_before(judgement)
    if (chosen, judgement.chosen_at, before) != (case.chosen, case.chosen_at, case.chosen_before):
        case.record(
            said.RemedyChosen,
            judgement.chosen_at,
            subject=case.subject,
            chosen=chosen,
            revision=case.revisions["remedy"] + 1,
            before=before,
        )


def _carried_out(judgement: Judgement, request: Request) -> Chosen:
    """The decision's fields for the chosen remedy; without one, none of them (D21)."""
    chosen, rule = judgement.chosen, judgement.rule
    if chosen is None:
        return Chosen(None, None, "none", {}, None, "none", False, (), rule)
    return Chosen(
        remedy=chosen.remedies[0],
        amount=request.amount,
        return_path=chosen.return_path,
        bears=dict[str, str](chosen.bears.items()),
        liable=chosen.liable,
        book_to=chosen.book_to,
        advance_postage=chosen.advance_postage,
        rules=chosen.rules,
        rule=rule,
    )


def _issue(case: ReturnCase, matter: Matter) -> None:
    """The slip for the way back (R202, R511) and the reship order (R501); again with more."""
    judgement, pieces, recipient = matter.judgement, case.pieces, matter.dossier.recipient
    about: dict[str, Any] = {
        "subject": case.subject,
        "rule": judgement.rule,
        "lines": pieces,
        "recipient": recipient,
    }
    if judgement.return_path == "customer_ships":
        _issue_slip(case, matter, about)
    at, remedy = reship_at(matter), judgement.remedy
    ride = case.work.ride
    if at is not None and ride is not None:  # It needs no parcel of its own (R510).
        if case.reship is None or case.reship[:2] != (remedy, pieces):
            take_along(case, max(at, ride.since), matter, ride)
    elif at is not None and case.reship != (remedy, pieces, recipient):
        revision = case.revisions["reship"] + 1
        case.record(said.ReshipIssued, at, remedy=remedy, revision=revision, **about)


def _issue_slip(case: ReturnCase, matter: Matter, about: dict[str, Any]) -> None:
    """It says what it is printed with; issued anew for other goods, recipient or kind."""
    judgement, merchant = matter.judgement, matter.terms.merchant
    exchange = judgement.remedy == EXCHANGE
    kind = EXCHANGE if exchange else RETURN
    if case.slip == (about["lines"], about["recipient"]) and case.slip_kind in {None, kind}:
        return
    advanced = judgement.chosen is not None and judgement.chosen.advance_postage
    case.record(
        said.ReturnSlipIssued,
        judgement.chosen_at,
        slip=f"{case.number}-R",
        customer_id=case.statement.customer_id,
        revision=case.revisions["slip"] + 1,
        kind=kind,
        address=merchant.return_address,
        exchange_address=merchant.exchange_address if exchange else None,
        notes=merchant.notes_for(exchange=exchange, advanced=advanced),
        **about,
    )


def _withdraw(case: ReturnCase, payments: list[Due], matter: Matter) -> None:
    """Take back what is not due any more, or not ready any more; what is paid stays paid.

    Goods that came back may be the reason: where none is good, R301 pays nothing.
    """
    judgement, comeback = matter.judgement, matter.comeback
    at = max(judgement.as_of, comeback.at) if comeback else judgement.as_of
    now = {each.payment.refund: each for each in payments}
    for refund, payment in list(case.requested.items()):
        due_now = now.get(refund)
        not_ready = due_now is not None and refund in case.ready and due_now.ready_at is None
        if refund not in case.paid and (due_now is None or not_ready):
            case.record(
                said.RefundWithdrawn,
                at,
                subject=case.subject,
                rule=judgement.rule,
                payment=payment,
            )


def _pay(case: ReturnCase, payments: list[Due], judgement: Judgement) -> None:
    about: dict[str, Any] = {
        "subject": case.subject,
        "rule": judgement.rule,
        "customer_id": case.statement.customer_id,
    }
    for each in payments:
        payment, ready_at = each.payment, each.ready_at
        if payment.refund in case.paid:
            continue  # Nothing is refunded twice.
        changed = ready_at is None and case.requested.get(payment.refund) != payment
        if changed or payment.refund not in case.requested:
            waits_for = each.waits_for
            case.record(
                said.RefundRequested,
                each.since,
                payment=payment,
                waits_for=waits_for,
                **about,
            )
        told = (payment, ready_at, case.subject.waybill)
        if ready_at is not None and case.ready.get(payment.refund) != told:
            case.record(said.RefundReady, ready_at, payment=payment, **about)


def _close(case: ReturnCase, payments: list[Due], matter: Matter) -> None:
    at = case.desk.closes(closed_at(matter, payments, case.paid))
    outcome = matter.judgement.remedy or "rejected"
    if at is not None and case.closed != (at, outcome):
        case.record(said.CaseClosed, at, subject=case.subject, outcome=outcome)
