"""A small policy of its own: what is allowed, under which rule, and who answers for it.

A rejection and missing evidence both allow nothing; the latter names what it would allow.
"""

from dataclasses import dataclass

CUSTOMERS = {"change_of_mind", "cannot_receive", "bought_other", "price_drop", "misuse"}
MERCHANTS = {
    "out_of_stock",
    "late_dispatch",
    "quality_defect",
    "expired",
    "wrong_item",
    "missed_item",
    "not_as_described",
    "missing_invoice",
}
FULFILS = {
    "refund": ("refund", "return_refund"),
    "return": ("return_refund", "refund"),
    "reship": ("reship", "reship_other_courier", "reship_ems"),
    "exchange": ("exchange",),
    "keep": ("price_difference", "keep_and_pay_difference", "replace_part"),
    "wait": ("wait_with_gift",),
    "redeliver": ("redeliver", "change_address"),
}
STAND_INS = (
    ("refund", "return_refund"),
    ("reship", "reship_other_courier", "reship_ems"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one request; None is unknown."""

    stage: str
    cause: str
    outer_package: str | None = None
    liquid: bool = False
    partly_good: bool = False
    weight_check: str | None = None
    signed_by: str | None = None
    photos: int = 0
    outer_photo: bool = False
    verified: bool | None = None
    days_since_purchase: int | None = None
    days_since_signed: int | None = None
    resellable: bool | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The allowed remedies, best first; `awaited` are those that missing evidence would open."""

    rule: str
    allowed: tuple[str, ...]
    liable: str
    awaited: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        if self.allowed:
            return "approved"
        return "needs_evidence" if self.awaited else "rejected"

    def choose(self, remedy: str | None, wish: str | None) -> str | None:
        """The remedy that is carried out, None while it is not among those allowed (D20, D21)."""
        if remedy is None:
            return next(iter(self._wished_first(wish)), None)
        if remedy in self.allowed:
            return remedy
        for family in STAND_INS:
            if remedy in family:
                return next((other for other in family if other in self.allowed), None)
        return None

    def _wished_first(self, wish: str | None) -> list[str]:
        fulfilling = FULFILS.get(wish or "", ())
        return sorted(self.allowed, key=lambda remedy: remedy not in fulfilling)


def allowed_if(evident: bool, rule: str, remedies: tuple[str, ...], liable: str) -> Decision:
    """The remedies once the evidence is there; until then they are awaited."""
    if evident:
        return Decision(rule, remedies, liable)
    return Decision(rule, (), liable, awaited=remedies)


LOST = ("reship", "refund")


def decide(facts: Facts) -> Decision:
    """The decision on the facts, a confirmed loss apart."""
    if facts.cause == "missing_invoice":
        return Decision("R305", ("invoice_copy",), "merchant")
    if facts.cause == "price_drop":
        return _price_drop(facts)
    if facts.cause == "disputed_sign_off" or (facts.cause, facts.stage) == ("lost", "signed"):
        return _disputed(facts)
    if facts.stage == "not_shipped":
        return _not_shipped(facts)
    if facts.stage == "signed":
        return _signed(facts)
    return _on_the_way(facts)


def _price_drop(facts: Facts) -> Decision:
    days = facts.days_since_purchase
    if days is not None and days > 3:
        return Decision("R104", (), "customer")
    return allowed_if(days is not None, "R104", ("price_difference",), "customer")


def _disputed(facts: Facts) -> Decision:
    if facts.signed_by in {"customer", "third_party_with_consent"}:
        return Decision("R306", (), "customer")
    return allowed_if(facts.signed_by is not None, "R306", LOST, "courier")


def _not_shipped(facts: Facts) -> Decision:
    match facts.cause:
        case "cannot_receive":
            return Decision("R101", ("redeliver", "change_address", "refund"), "customer")
        case "wrong_address":
            return Decision("R401", ("change_address", "refund"), "customer")
        case "out_of_stock":
            return Decision("R105", ("wait_with_gift", "exchange", "refund"), "merchant")
        case cause if cause in CUSTOMERS:
            return Decision("R101", ("refund",), "customer")
        case cause if cause in MERCHANTS - {"late_dispatch"}:
            return Decision("R107", ("refund",), "merchant")
        case _:
            return Decision("R106", ("wait_with_gift", "refund"), "merchant")


def _on_the_way(facts: Facts) -> Decision:
    if facts.cause in MERCHANTS:
        return Decision("R107", ("return_refund",), "merchant")
    match facts.cause:
        case "cannot_receive":
            return Decision("R102", ("redeliver", "change_address", "return_refund"), "customer")
        case cause if cause in CUSTOMERS:
            return Decision("R102", ("return_refund",), "customer")
        case "wrong_address":
            return Decision("R401", ("change_address", "return_refund"), "customer")
        case "damage":
            return _damage_on_the_way(facts)
        case "lost":
            return Decision("R108", LOST, "courier")
        case "courier_service":
            allowed = ("redeliver", "reship_other_courier", "return_refund")
            return Decision("R109", allowed, "courier")
        case "stalled_tracking":
            return Decision("R403", ("redeliver", "reship", "return_refund"), "courier")
        case "out_of_area":
            return Decision("R402", ("redeliver", "reship_ems", "return_refund"), "courier")
        case "misrouted":
            return Decision("R405", ("redeliver", "return_refund"), "courier")
        case "late_delivery":
            return Decision("R110", ("redeliver", "return_refund"), "courier")
    raise ValueError(facts.cause)


def _damage_on_the_way(facts: Facts) -> Decision:
    if facts.liquid:
        liable = "merchant" if facts.outer_package == "intact" else "courier"
        return Decision("R206", ("price_difference", "reship", "refund"), liable)
    if facts.stage == "in_transit":
        return Decision("R108", ("reship", "return_refund"), "courier")
    return Decision("R205", ("return_refund", "price_difference", "reship"), _by_package(facts))


def _signed(facts: Facts) -> Decision:
    match facts.cause:
        case "damage":
            return _damage_signed(facts)
        case "expired":
            return Decision("R207", ("exchange", "refund"), "merchant")
        case "misuse" if facts.verified is None:
            return Decision("R303", (), "customer", awaited=("diagnose",))
        case "quality_defect" | "misuse":
            return _verified(facts, "R208", ("exchange", "refund"))
        case "wrong_item":
            return _verified(
                facts, "R209", ("exchange", "keep_and_pay_difference", "return_refund")
            )
        case "not_as_described":
            remedies = ("return_refund", "exchange")
            return allowed_if(facts.photos > 0, "R307", remedies, "merchant")
        case "missed_item":
            return _missed(facts)
        case _:
            return _back_within_seven_days(facts)


def _damage_signed(facts: Facts) -> Decision:
    rule = "R203" if facts.outer_package == "damaged" else "R204"
    parts = ("replace_part",) if facts.partly_good else ()
    remedies = ("return_refund", "price_difference", "reship", *parts)
    return allowed_if(facts.photos > 0, rule, remedies, _by_package(facts))


def _by_package(facts: Facts) -> str:
    return "courier" if facts.outer_package == "damaged" else "merchant"


def _verified(facts: Facts, rule: str, remedies: tuple[str, ...]) -> Decision:
    if facts.verified is False:
        return Decision(rule, (), "customer")
    return allowed_if(facts.verified is True and facts.photos > 0, rule, remedies, "merchant")


def _missed(facts: Facts) -> Decision:
    """After a match only the photo of a damaged package would open anything (R211)."""
    remedies, photo = ("refund", "reship"), facts.outer_photo
    match (facts.outer_package, facts.weight_check):
        case ("intact", "match") if photo:
            return Decision("R212", (), "customer")
        case ("damaged", _) | ("intact", "match"):
            damaged = facts.outer_package == "damaged"
            return allowed_if(photo and damaged, "R211", remedies, "courier")
        case ("intact", "mismatch"):
            return allowed_if(photo, "R210", remedies, "warehouse")
        case _:
            return allowed_if(False, "R210", remedies, "warehouse")


def _back_within_seven_days(facts: Facts) -> Decision:
    days = facts.days_since_signed
    late = days is not None and days > 7
    if late or facts.resellable is False or facts.complete is False:
        return Decision("R302", (), "customer")
    fine = days is not None and facts.resellable is True and facts.complete is True
    return allowed_if(fine, "R301", ("return_refund",), "customer")
