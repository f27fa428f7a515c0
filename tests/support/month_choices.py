"""What random months choose from: causes, wishes, journeys, waits up to each boundary."""

from datetime import timedelta

COURIERS = ("SF", "YTO", "ZTO")
CLOCKS = ("00:00:00", "09:59:59", "10:00:00", "10:00:01", "16:30:00", "16:30:01", "23:59:59")
HOURS = (*(0, 1, 1, 3, 6, 12, 24, 24) * 4, 48, 48, 72, 72, 120, 168, 360)
LIMITS = {  # Since when a limit runs: 3 days of purchase, 7 of sign-off, 15 of success, silence.
    "purchased": (timedelta(days=3), timedelta(days=4)),
    "signed": (timedelta(days=7), timedelta(days=8)),
    "succeeded": (timedelta(days=15), timedelta(days=16)),
    "moved": (timedelta(hours=48), timedelta(hours=72), timedelta(hours=120)),
    "asked": (timedelta(hours=24), timedelta(hours=72)),
}
CAUSES = (
    *("change_of_mind", "cannot_receive", "bought_other", "price_drop", "misuse", "out_of_stock"),
    *("late_dispatch", "quality_defect", "expired", "wrong_item", "missed_item"),
    *("not_as_described", "missing_invoice", "lost", "courier_service", "late_delivery"),
    *("stalled_tracking", "misrouted", "out_of_area", "damage", "disputed_sign_off"),
    "wrong_address",
)
CAUSES_NOT_SHIPPED = (*CAUSES, *("out_of_stock",) * 4)
CAUSES_ON_THE_WAY = (
    *CAUSES,
    *("damage",) * 6,
    *("change_of_mind", "lost", "courier_service", "late_delivery") * 2,
)
CAUSES_SIGNED = (
    *CAUSES,
    *("damage", "missed_item") * 8,
    *("change_of_mind", "wrong_item", "quality_defect", "not_as_described", "expired") * 2,
    *("disputed_sign_off", "price_drop", "misuse"),
)
FITTING = {  # Facts with which a cause leads to what its rule charges.
    "missed_item": (
        *({"outer_package": "intact", "outer_photo": "true", "remedy": ""},) * 2,
        {"outer_package": "damaged", "outer_photo": "true", "remedy": ""},
    ),
    "damage": (
        {"outer_package": "damaged", "photos": "2", "remedy": ""},
        {"outer_package": "damaged", "photos": "2", "wish": "reship", "remedy": ""},
    ),
    "courier_service": ({"wish": "reship", "remedy": ""}, {"remedy": "reship_other_courier"}),
    "out_of_area": ({"wish": "reship", "remedy": ""}, {"wish": "return", "remedy": ""}),
    "late_delivery": ({"wish": "return", "remedy": ""},),
    "misrouted": ({"wish": "refund", "remedy": ""},),
    "wrong_item": ({"verified": "true", "photos": "1", "remedy": ""},),
    "quality_defect": ({"verified": "true", "photos": "1", "remedy": ""},),
}
WISHES = (*("",) * 3, "refund", "return", "reship", "exchange", "keep", "wait", "redeliver")
REMEDIES = (
    *("",) * 16,
    *("refund", "return_refund", "reship", "price_difference", "exchange") * 2,
    *("reship_other_courier", "reship_ems", "redeliver", "change_address", "wait_with_gift"),
    *("replace_part", "keep_and_pay_difference", "invoice_copy", "diagnose"),
)
DELIVERED = (
    ("picked_up", "in_transit", "arrived", "out_for_delivery", "signed"),
    ("picked_up", "arrived", "signed"),
    ("picked_up", "in_transit", "arrived", "signed"),
)
TROUBLED = (
    ("picked_up", "in_transit", "arrived", "refused", "returning", "returned"),
    ("picked_up", "in_transit", "refused", "returned"),
    ("picked_up", "in_transit", "damaged", "arrived", "refused", "returned"),
    ("picked_up", "in_transit", "lost"),
    ("picked_up", "lost", "arrived", "signed"),
    ("picked_up", "in_transit", "lost", "returned"),
    ("picked_up", "in_transit"),
    ("picked_up", "out_of_area", "transferred", "arrived", "signed"),
    ("picked_up", "misrouted", "in_transit", "arrived", "signed"),
    ("picked_up", "wrong_address", "in_transit", "signed"),
    ("picked_up", "wrong_address", "returning", "returned"),
    ("picked_up", "arrived", "refused"),
    ("arrived", "signed", "signed"),
    (),
)
JOURNEYS = (*DELIVERED * 2, *TROUBLED, *TROUBLED[:3] * 2)
RESHIP_JOURNEYS = (*DELIVERED * 2, TROUBLED[0], TROUBLED[3], TROUBLED[7])
SIGNERS = ("customer", "third_party_with_consent", "third_party_without_consent")
PARTIES = ("courier", "warehouse", "merchant", "customer", "staff", "dealer")
WEIGHTS = {"A": 300, "B": 501, "M": 1050}
SHORT = (0, 149, 150, 151, 250, 251, 300, 501, 525, 1050, 2100, 3000, 3000, 5000)
BOOLEANS = {"true": ("true", "1", "yes", "是"), "false": ("false", "0", "no", "否")}  # D34
OFFSETS = (*(8,) * 8, 0, 0, 9, -5)  # Hours from UTC in which a moment is written.
FIRST_DAYS = (*("2026-09-01",) * 4, "2026-12-10", "2028-02-05")  # A year's end, a leap day.
INCIDENTS = (0, 0, 1, 3, 4, 5)  # An agent's in a month: more than 3 cost its commission (R512).
