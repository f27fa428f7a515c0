"""What is recorded about a case beside its money: ratings, complaints, looks (R513 to R516)."""

from tests.support.families.tale import Tale
from tests.support.families.ways import FREIGHT, SIGNED, sent_back
from tests.support.stories.not_received import shipped

COMPLAINT = (
    "receive TS1 --channel chat --kind quality --about 包装胀气 --case Q1 --sku MILK --as 吴静",
    "verify TS1 --substantiated --finding 密封不良 --as 陈工",
    "plan TS1 --action 停售该批次 --owner 陈工 --due 2026-09-15T18:00",
    "done TS1 --result 已更换模具 --as 陈工",
    "close TS1 --as 吴静",
)


def a_return_that_is_rated_and_complained_about() -> Tale:
    """R513, R514, R515, R516: each in the case's file, none of it moves money."""
    story = shipped("", phone="13900000000", address="杭州市西湖区文三路九号")
    story.rows["orders"][0]["name"] = "张三"
    story.scan("W1", "03 10:00", "signed")
    cells = {"resellable": "true", "complete": "true", "agent": "吴静"}
    story.request("04 12:00", "change_of_mind", "A", 2, confirmed_at="04 12:00", **cells)
    return Tale(
        given=sent_back(story, "A 2 good"),
        deeds=(
            "05 11:00 rate Q1 5 !! CaseStillOpen",
            "10 09:00 rate Q1 5 --comment 处理很快",
            *(f"10 09:00 complaint {step}" for step in COMPLAINT),
        ),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed change_of_mind
        04 12:00 RefundConfirmed
        04 12:00 RequestDecided approved R301 return_refund
        04 12:00 RemedyChosen return_refund customer_ships customer none
            bears=customer:goods+return_freight
        04 12:00 ReturnSlipIssued return A×2
        04 12:00 RefundRequested refund 100.00
        05 15:00 ParcelShipped W3 return 7.50
        07 15:00 ParcelStalled W3 10T15:00
        08 10:00 ParcelReturned W3 -
        08 10:00 GoodsReceived W3
        09 11:00 GoodsInspected W3 A×2:good
        09 11:00 RefundReady refund 100.00
        09 16:30 RefundPaid refund 100.00 0.00
        09 16:30 CaseClosed return_refund
        10 09:00 ServiceRated 5
        10 09:00 ComplaintReceived
        10 09:00 ComplaintVerified
        10 09:00 ComplaintSubstantiated
        10 09:00 CorrectiveActionPlanned
        10 09:00 CorrectiveActionDone
        10 09:00 ComplaintClosed""",
        books=FREIGHT + "09 16:30 paid refund 100.00 0.00",
    )


TALES = (a_return_that_is_rated_and_complained_about,)
