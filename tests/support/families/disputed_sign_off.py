"""Who signed for it: R306, and D25."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    FREIGHT,
    RESHIP,
    SENT_AGAIN,
    SIGNED,
    asked_after_signing,
    sent_again,
)

REJECTED = """
    04 12:00 ReturnRequested signed disputed_sign_off
    04 12:00 RequestDecided rejected R306 none alternatives=diagnose
    04 12:00 CaseClosed rejected
"""
UNKNOWN = """
    04 12:00 ReturnRequested signed disputed_sign_off
    04 12:00 RequestDecided needs_evidence R306 refund+reship missing=sign_off_proof
    04 13:00 RefundConfirmed
"""
WISHED = {"wish": "refund", "confirmed_at": "04 13:00"}


def signed_for_by_the_customer() -> Tale:
    """R306: the customer's own liability, rejected at once."""
    return Tale(
        given=asked_after_signing("disputed_sign_off", signed_by="customer"),
        announced=SIGNED + REJECTED,
        books=FREIGHT,
    )


def signed_for_with_consent() -> Tale:
    """R306, D25: the same, known from the scan."""
    story = asked_after_signing("disputed_sign_off")
    story.rows["scans"][-1]["signed_by"] = "third_party_with_consent"
    return Tale(given=story, announced=SIGNED + REJECTED, books=FREIGHT)


def signed_for_without_consent() -> Tale:
    """R306: made good at once, and everything is claimed from the courier."""
    who = "third_party_without_consent"
    return Tale(
        given=sent_again(asked_after_signing("disputed_sign_off", signed_by=who)),
        announced=SIGNED
        + SENT_AGAIN
        + """
        04 12:00 ReturnRequested signed disputed_sign_off
        04 12:00 RequestDecided approved R306 reship+refund
        04 12:00 RemedyChosen reship none courier courier_account
            bears=courier:goods+outbound_freight+reship_freight
        04 12:00 ReshipIssued reship A×2
        04 12:00 CourierClaimOpened goods+outbound_freight+reship_freight
        04 12:00 CourierChargeback goods 100.00 R306
        04 12:00 CourierChargeback outbound_freight 8.00 R306
        04 18:00 CourierChargeback reship_freight 9.00 R306
        04 18:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + """
        04 12:00 SF chargeback goods W1 100.00 R306
        04 12:00 SF chargeback outbound_freight W1 8.00 R306
        04 18:00 SF chargeback reship_freight W1 9.00 R306""",
    )


def nobody_shows_who_signed() -> Tale:
    """R306: after exactly 72 h it counts as without consent; until then nothing goes out."""
    return Tale(
        given=asked_after_signing("disputed_sign_off", **WISHED),
        announced=SIGNED
        + UNKNOWN
        + """
        07 12:00 SignOffUnproved
        07 12:00 RequestDecided approved R306 refund+reship
        07 12:00 RemedyChosen refund none courier courier_account
            bears=courier:goods+outbound_freight
        07 12:00 RefundRequested refund 100.00
        07 12:00 RefundReady refund 100.00
        07 12:00 CourierClaimOpened goods+outbound_freight+reship_freight
        07 12:00 CourierChargeback goods 100.00 R306
        07 12:00 CourierChargeback outbound_freight 8.00 R306
        07 16:30 RefundPaid refund 100.00 0.00
        07 16:30 CaseClosed refund""",
        books=FREIGHT
        + """
        07 12:00 SF chargeback goods W1 100.00 R306
        07 12:00 SF chargeback outbound_freight W1 8.00 R306
        07 16:30 paid refund 100.00 0.00""",
        due={
            "07 11:59:59": "courier_answer 07 12:00 in time R306; evidence - in time R306",
            "07 12:00": "refund_table 07 16:30 in time R507; claim 10-07 23:59:59 in time R306",
        },
    )


def the_courier_shows_who_signed() -> Tale:
    """R306: a proof of consent within the 72 h ends it without money."""
    story = asked_after_signing("disputed_sign_off", **WISHED)
    story.scan("W1", "06 12:00", "signed", signed_by="third_party_with_consent")
    return Tale(
        given=story,
        announced=SIGNED
        + UNKNOWN
        + """
        06 12:00 ParcelScanned W1 signed
        06 12:00 SignOffProved third_party_with_consent
        06 12:00 RequestDecided rejected R306 none alternatives=diagnose
        06 12:00 CaseClosed rejected""",
        books=FREIGHT,
    )


TALES = (
    signed_for_by_the_customer,
    signed_for_with_consent,
    signed_for_without_consent,
    nobody_shows_who_signed,
    the_courier_shows_who_signed,
)
