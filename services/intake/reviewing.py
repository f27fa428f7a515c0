"""A case loaded with what it is judged by: its order's dossier, the policies, the merchant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake.domain.flags import fly
from services.intake.domain.order import Order
from services.intake.domain.payments import Terms
from services.intake.domain.refusals import CaseNotKnown
from services.intake.domain.return_case import ReturnCase
from services.intake.domain.review import review
from shared.policy.shelf import in_force, load

if TYPE_CHECKING:
    from services.intake.domain.merchant import Merchant
    from services.intake.domain.registration import Registration
    from shared.store.unit import Unit


def case_of(case_no: str, unit: Unit) -> ReturnCase:
    """The case of that number; refused when nobody asked for it."""
    case = unit.find(ReturnCase, case_no)
    if case is None:
        raise CaseNotKnown(f"request {case_no} is not known")
    return case


def review_case(case: ReturnCase, order: Order, merchant: Merchant) -> None:
    """Judge a case on all that is known now; its order's flags follow."""
    dossier = order.dossier()
    review(case, dossier, terms_of(case, dossier.order, merchant))
    fly(order, case, dossier)


def review_changed(case: ReturnCase, before: int, unit: Unit, merchant: Merchant) -> None:
    """Judge a case anew once it has news: its version is another than ``before``."""
    if case.version != before:
        review_case(case, unit.get(Order, case.order_no), merchant)


def terms_of(case: ReturnCase, order: Registration, merchant: Merchant) -> Terms:
    """The case's own version of the policy, the one at sale (D9, D28), and the merchant."""
    policy = load(case.subject.policy).during(case.request.at)
    return Terms(policy, in_force(order.purchased_at), merchant)
