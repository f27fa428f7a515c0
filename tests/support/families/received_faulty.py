"""Received expired, faulty, wrong or incomplete: R207 to R212."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    FREIGHT,
    POSTAGE,
    RESHIP,
    SENT_AGAIN,
    SENT_BACK,
    SIGNED,
    asked_after_signing,
    sent_again,
    sent_back,
)
from tests.support.stories.missed import intact, packed
from tests.support.stories.story import Story

PACKED = """
    01 09:00 OrderRegistered
    01 18:00 ParcelShipped W1 outbound 8.00
    01 19:00 ParcelScanned W1 picked_up
    03 10:00 ParcelScanned W1 signed
    04 12:00 ReturnRequested signed missed_item
"""


def expired_goods_are_exchanged_without_questions() -> Tale:
    """R207: no photo, no return; the reship order goes out at once at the merchant's cost."""
    return Tale(
        given=sent_again(asked_after_signing("expired")),
        announced=SIGNED
        + SENT_AGAIN
        + """
        04 12:00 ReturnRequested signed expired
        04 12:00 RequestDecided approved R207 exchange+refund
        04 12:00 RemedyChosen exchange none merchant none bears=merchant:goods+reship_freight
        04 12:00 ReshipIssued exchange A×2
        04 12:00 CaseCostAssigned merchant goods 100.00 R207
        04 18:00 CaseCostAssigned merchant reship_freight 9.00 R207
        04 18:00 CaseClosed exchange""",
        books=FREIGHT + RESHIP,
        due={"04 12:00": "packing 04 18:00 in time R509"},
    )


def a_defect_is_refunded_once_it_is_verified() -> Tale:
    """R208: photos and a verification first; the review is due within 24 h (R504)."""
    story = asked_after_signing(
        "quality_defect",
        wish="refund",
        photos="2",
        confirmed_at="04 13:00",
        verified="true",
        verified_at="05 09:00",
    )
    return Tale(
        given=story,
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed quality_defect
        04 12:00 RequestDecided needs_evidence R207+R208 refund+exchange missing=verification
        04 13:00 RefundConfirmed
        05 09:00 RequestDecided approved R207+R208 refund+exchange
        05 09:00 RemedyChosen refund none merchant none bears=merchant:goods
        05 09:00 CaseCostAssigned merchant goods 100.00 R208
        05 09:00 RefundRequested refund 100.00
        05 09:00 RefundReady refund 100.00
        05 10:00 RefundPaid refund 100.00 0.00
        05 10:00 CaseClosed refund""",
        books=FREIGHT + "05 10:00 paid refund 100.00 0.00",
        due={
            "05 08:59:59": "review 05 12:00 in time R504",
            "05 09:00": "refund_table 05 10:00 in time R507",
        },
    )


def a_defect_that_is_not_substantiated_is_rejected() -> Tale:
    """R208, 001: a person checks and finds none: rejected with the proof, and closed."""
    return Tale(
        given=asked_after_signing("quality_defect", photos="2"),
        deeds=("04 16:00 carry check Q1 --unfounded --finding 经核实无质量问题 --as 王敏",),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed quality_defect
        04 12:00 RequestDecided needs_evidence R207+R208 exchange+refund missing=verification
        04 16:00 EvidenceVerified no 王敏
        04 16:00 RequestDecided rejected R208 none alternatives=diagnose+return_refund
        04 16:00 CaseClosed rejected""",
        books=FREIGHT,
    )


def asked_about_the_wrong_item(**cells: str) -> Story:
    """X came instead of A, as photos and a check show."""
    return asked_after_signing("wrong_item", photos="1", verified="true", **cells)


def the_wrong_item_comes_back_before_the_right_one_goes_out() -> Tale:
    """R209 exchanged: postage advanced and paid back, the reship order at the inspection."""
    story = sent_back(asked_about_the_wrong_item(wish="exchange"), "X 2 good")
    story.reship("W2", "09 18:00", "9.00")
    story.scan("W2", "11 10:00", "signed")
    return Tale(
        given=story,
        announced=SIGNED
        + SENT_BACK
        + """
        04 12:00 ReturnRequested signed wrong_item
        04 12:00 RequestDecided approved R209 exchange+keep_and_pay_difference+return_refund
        04 12:00 RemedyChosen exchange customer_ships merchant none
            bears=merchant:goods+return_freight+reship_freight advance_postage=yes
        04 12:00 ReturnSlipIssued exchange A×2
        04 12:00 CaseCostAssigned merchant goods 100.00 R209
        09 11:00 GoodsInspected W3 X×2:good
        09 11:00 ReshipIssued exchange A×2
        09 18:00 ParcelShipped W2 reship 9.00
        09 18:00 CaseCostAssigned merchant reship_freight 9.00 R209
        09 18:00 CaseClosed exchange
        11 10:00 ParcelScanned W2 signed""",
        books=FREIGHT + POSTAGE + "09 18:00 SF freight reship_freight W2 9.00 -",
    )


def the_wrong_item_is_kept() -> Tale:
    """R209 kept: nothing comes back and nothing is paid to anybody."""
    return Tale(
        given=asked_about_the_wrong_item(wish="keep"),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed wrong_item
        04 12:00 RequestDecided approved R209 keep_and_pay_difference+exchange+return_refund
        04 12:00 RemedyChosen keep_and_pay_difference none merchant none
            bears=merchant:reship_freight
        04 12:00 CaseClosed keep_and_pay_difference""",
        books=FREIGHT,
    )


def the_wrong_item_is_returned() -> Tale:
    """R209 returned: refunded after inspection of what came, the postage before."""
    story = asked_about_the_wrong_item(wish="return", confirmed_at="04 12:00")
    return Tale(
        given=sent_back(story, "X 2 damaged"),
        announced=SIGNED
        + SENT_BACK
        + """
        04 12:00 ReturnRequested signed wrong_item
        04 12:00 RefundConfirmed
        04 12:00 RequestDecided approved R209 return_refund+exchange+keep_and_pay_difference
        04 12:00 RemedyChosen return_refund customer_ships merchant none
            bears=merchant:goods+return_freight advance_postage=yes
        04 12:00 ReturnSlipIssued return A×2
        04 12:00 RefundRequested refund 100.00
        09 11:00 GoodsInspected W3 X×2:damaged
        09 11:00 DamageConfirmed inspection X×2
        09 11:00 CaseCostAssigned merchant return_freight 7.50 R209
        09 11:00 RefundReady refund 100.00
        09 16:30 RefundPaid refund 100.00 0.00
        09 16:30 CaseClosed return_refund""",
        books=FREIGHT + POSTAGE + "09 16:30 paid refund 100.00 0.00",
    )


def an_item_that_was_never_packed_is_the_warehouses() -> Tale:
    """R210: the outbound weight is 300 g short; refunded, and charged once it is paid."""
    story = packed("", "900")
    intact(story, ("A", 1), wish="refund", confirmed_at="04 13:00")
    return Tale(
        given=story,
        announced=PACKED
        + """
        04 12:00 MissedItemConfirmed A×1 1200 900 300
        04 12:00 RequestDecided approved R210 refund+reship missing=customer_confirmation
        04 12:00 RemedyChosen refund none warehouse warehouse_account
            bears=warehouse:goods+compensation
        04 12:00 RefundRequested refund 9.99
        04 13:00 RefundConfirmed
        04 13:00 RequestDecided approved R210 refund+reship
        04 13:00 RefundReady refund 9.99
        04 16:30 RefundPaid refund 9.99 0.00
        04 16:30 WarehouseCharged A refund 9.99 R210
        04 16:30 CaseClosed refund""",
        books=FREIGHT
        + """
        04 16:30 paid refund 9.99 0.00
        04 16:30 warehouse refund A 9.99 R210""",
    )


def what_fell_out_of_a_damaged_package_is_the_couriers() -> Tale:
    """R211: as R203 for the missing goods; no weight is checked (D11)."""
    story = packed("", "1200")
    intact(story, ("A", 2), wish="reship", outer_package="damaged", photos="2")
    return Tale(
        given=sent_again(story),
        announced=PACKED
        + SENT_AGAIN
        + """
        04 12:00 RequestDecided approved R211 reship+refund
        04 12:00 RemedyChosen reship none courier courier_account
            bears=courier:goods+reship_freight
        04 12:00 ReshipIssued reship A×2
        04 12:00 CourierClaimOpened goods+reship_freight
        04 12:00 DamageConfirmed photos A×2
        04 12:00 CourierChargeback goods 19.98 R211
        04 18:00 CourierChargeback reship_freight 9.00 R211
        04 18:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + """
        04 12:00 SF chargeback goods W1 19.98 R211
        04 18:00 SF chargeback reship_freight W1 9.00 R211""",
    )


def an_item_that_the_weight_shows_packed_is_rejected() -> Tale:
    """R212: 149 g of 300 g is a match; rejected with the weight as proof."""
    story = packed("", "1051")
    intact(story, ("A", 1), confirmed_at="04 12:00")
    return Tale(
        given=story,
        announced=PACKED
        + """
        04 12:00 MissedItemRejected A×1 1200 1051 300
        04 12:00 RefundConfirmed
        04 12:00 RequestDecided rejected R212 none alternatives=diagnose+return_refund
        04 12:00 CaseClosed rejected""",
        books=FREIGHT,
    )


TALES = (
    expired_goods_are_exchanged_without_questions,
    a_defect_is_refunded_once_it_is_verified,
    a_defect_that_is_not_substantiated_is_rejected,
    the_wrong_item_comes_back_before_the_right_one_goes_out,
    the_wrong_item_is_kept,
    the_wrong_item_is_returned,
    an_item_that_was_never_packed_is_the_warehouses,
    what_fell_out_of_a_damaged_package_is_the_couriers,
    an_item_that_the_weight_shows_packed_is_rejected,
)
