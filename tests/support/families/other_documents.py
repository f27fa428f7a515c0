"""Received, by the other documents: R301 to R305 and R307."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    BOUGHT,
    FREIGHT,
    POSTAGE,
    SENT_BACK,
    SIGNED,
    asked_after_signing,
    asked_before_dispatch,
    sent_again,
    sent_back,
)

CHECK = "--finding 经核实 --as 王敏"


def returned_without_a_reason_in_time() -> Tale:
    """R301: the customer ships and bears the way and its risk; only what is good is paid (D10)."""
    story = asked_after_signing(
        "change_of_mind", resellable="true", complete="true", confirmed_at="04 13:00"
    )
    return Tale(
        given=sent_back(story, "A 1 good", "A 1 used"),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed change_of_mind
        04 12:00 RequestDecided approved R301 return_refund missing=customer_confirmation
        04 12:00 RemedyChosen return_refund customer_ships customer none
            bears=customer:goods+return_freight
        04 12:00 ReturnSlipIssued return A×2
        04 12:00 RefundRequested refund 100.00
        04 13:00 RefundConfirmed
        04 13:00 RequestDecided approved R301 return_refund
        05 15:00 ParcelShipped W3 return 7.50
        07 15:00 ParcelStalled W3 10T15:00
        08 10:00 ParcelReturned W3 -
        08 10:00 GoodsReceived W3
        09 11:00 GoodsInspected W3 A×1:good+A×1:used
        09 11:00 RefundReady refund 50.00
        09 16:30 RefundPaid refund 50.00 0.00
        09 16:30 CaseClosed return_refund""",
        books=FREIGHT + "09 16:30 paid refund 50.00 0.00",
        due={"08 12:00": "inspection 10 10:00 in time R505; refund - in time R507"},
    )


def used_or_incomplete_goods_are_not_taken_back() -> Tale:
    """R302: used, or incomplete: each is rejected at once, with an alternative."""
    story = asked_after_signing("change_of_mind", quantity="1", resellable="false", complete="true")
    incomplete = {"request_no": "Q2", "resellable": "true", "complete": "false"}
    story.request("05 12:00", "bought_other", "A", 1, **incomplete)
    return Tale(
        given=story,
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed change_of_mind
        04 12:00 RequestDecided rejected R302 none alternatives=diagnose
        04 12:00 CaseClosed rejected
        05 12:00 ReturnRequested signed bought_other
        05 12:00 RequestDecided rejected R302 none alternatives=diagnose
        05 12:00 CaseClosed rejected""",
        books=FREIGHT,
    )


def used_wrongly_is_found_and_rejected() -> Tale:
    """R303: guided first; a check finds no defect. The answer is due within 24 h (R504)."""
    return Tale(
        given=asked_after_signing("misuse"),
        deeds=(f"05 11:00 carry check Q1 --unfounded {CHECK}",),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed misuse
        04 12:00 RequestDecided needs_evidence R303 diagnose missing=verification
        05 11:00 EvidenceVerified no 王敏
        05 11:00 RequestDecided rejected R208+R303 none alternatives=diagnose+return_refund
        05 11:00 CaseClosed rejected""",
        books=FREIGHT,
        due={"05 10:59": "review 05 12:00 in time R504"},
    )


def what_looked_like_misuse_is_a_defect() -> Tale:
    """R303, then R208: exchanged as R207 from the moment at which it was verified."""
    return Tale(
        given=sent_again(asked_after_signing("misuse", photos="2"), "05 18:00"),
        deeds=(f"05 11:00 carry check Q1 --verified {CHECK}",),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed misuse
        04 12:00 RequestDecided needs_evidence R303 diagnose missing=verification
        05 11:00 EvidenceVerified yes 王敏
        05 11:00 RequestDecided approved R207+R208+R303 exchange+refund
        05 11:00 RemedyChosen exchange none merchant none bears=merchant:goods+reship_freight
        05 11:00 ReshipIssued exchange A×2
        05 11:00 CaseCostAssigned merchant goods 100.00 R208
        05 18:00 ParcelShipped W2 reship 9.00
        05 18:00 CaseCostAssigned merchant reship_freight 9.00 R208
        05 18:00 CaseClosed exchange
        06 10:00 ParcelScanned W2 signed""",
        books=FREIGHT + "05 18:00 SF freight reship_freight W2 9.00 -",
    )


def a_part_is_replaced_where_the_customer_is() -> Tale:
    """R304: at the merchant's cost, recorded by a person; no account is charged for it."""
    cells = {"partly_good": "true", "outer_package": "damaged", "photos": "2"}
    return Tale(
        given=asked_after_signing("damage", remedy="replace_part", **cells),
        deeds=("05 11:00 carry part Q1 电机 --amount 30.00 --shop 当地维修店 --as 李静",),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed damage
        04 12:00 RequestDecided approved R201+R202+R203+R304
            return_refund+price_difference+reship+replace_part missing=customer_confirmation
        04 12:00 RemedyChosen replace_part none courier none bears=merchant:goods
        04 12:00 DamageConfirmed photos A×2
        04 12:00 CaseClosed replace_part
        05 11:00 PartReplaced 电机 30.00 李静""",
        books=FREIGHT,
    )


def a_stamped_copy_of_the_invoice_is_sent() -> Tale:
    """R305: the merchant bears it; no other remedy, nothing is booked."""
    return Tale(
        given=asked_after_signing("missing_invoice"),
        deeds=("05 11:00 carry invoice Q1 --number FP-1 --waybill YT1 --as 李静",),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed missing_invoice
        04 12:00 RequestDecided approved R305 invoice_copy
        04 12:00 RemedyChosen invoice_copy none merchant none bears=merchant:reship_freight
        04 12:00 CaseClosed invoice_copy
        05 11:00 InvoiceCopySent parcel FP-1 李静""",
        books=FREIGHT,
    )


def a_copy_of_the_invoice_also_before_dispatch() -> Tale:
    """R305 at every stage (D27); a part is not what this case carries out."""
    return Tale(
        given=asked_before_dispatch("missing_invoice"),
        deeds=("05 11:00 carry part Q1 电机 --amount 30.00 --as 李静 !! OtherRemedy",),
        announced=BOUGHT
        + """
        01 12:00 ReturnRequested not_shipped missing_invoice
        01 12:00 RequestDecided approved R305 invoice_copy
        01 12:00 RemedyChosen invoice_copy none merchant none bears=merchant:reship_freight
        01 12:00 CaseClosed invoice_copy""",
    )


def not_as_described_and_returned() -> Tale:
    """R307: photos; the merchant bears the freight and pays the postage back."""
    story = asked_after_signing("not_as_described", photos="1", confirmed_at="04 12:00")
    return Tale(
        given=sent_back(story, "A 1 damaged", "A 1 good"),
        announced=SIGNED
        + SENT_BACK
        + """
        04 12:00 ReturnRequested signed not_as_described
        04 12:00 RefundConfirmed
        04 12:00 RequestDecided approved R307 return_refund+exchange
        04 12:00 RemedyChosen return_refund customer_ships merchant none
            bears=merchant:goods+return_freight advance_postage=yes
        04 12:00 ReturnSlipIssued return A×2
        04 12:00 RefundRequested refund 100.00
        09 11:00 GoodsInspected W3 A×1:damaged+A×1:good
        09 11:00 DamageConfirmed inspection A×1
        09 11:00 CaseCostAssigned merchant goods 50.00 R307
        09 11:00 CaseCostAssigned merchant return_freight 7.50 R307
        09 11:00 RefundReady refund 100.00
        09 16:30 RefundPaid refund 100.00 0.00
        09 16:30 CaseClosed return_refund""",
        books=FREIGHT + POSTAGE + "09 16:30 paid refund 100.00 0.00",
    )


TALES = (
    returned_without_a_reason_in_time,
    used_or_incomplete_goods_are_not_taken_back,
    used_wrongly_is_found_and_rejected,
    what_looked_like_misuse_is_a_defect,
    a_part_is_replaced_where_the_customer_is,
    a_stamped_copy_of_the_invoice_is_sent,
    a_copy_of_the_invoice_also_before_dispatch,
    not_as_described_and_returned,
)
