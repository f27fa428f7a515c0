"""Stories of dealers' and agents' accounts (R503, R512, D16), and of what two cases share."""

from collections.abc import Iterator

from tests.support.stories.damaged import damage_reshipped, milk, signed
from tests.support.stories.not_received import FREIGHT, RESHIP, shipped
from tests.support.stories.story import Story

OCTOBER = "10-01 00:00"


def told() -> Iterator[Story]:
    yield from (dealer_reshipped(), dealer_without_reship(), dealer_rejected(), misuse_in_doubt())
    yield from (misuse_proved_a_defect(), defect_moved_afterwards())
    yield from (moved_before_it_was_verified(),)
    yield from (to_the_dealer(), to_an_unknown_dealer(), to_an_unknown_agent())
    yield from (entitled_in_the_same_second(),)
    yield from (verdict_of_the_same_second(), incidents_by_month(), one_incident_twice())


def dealer_reshipped() -> Story:
    story = shipped("R503: value and reship freight, once a reship was sent", dealer_id="D1")
    story.request("02 12:00", "change_of_mind", "A", 2)
    story.scan("W1", "03 10:00", "signed")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    story.expect_dealer(
        "D1",
        "04 18:00 goods Q1 A 2 100.00 R503",
        "04 18:00 reship_freight Q1 A 2 9.00 R503",
    )
    story.expect_decided(
        "Q1 return_refund approved return_refund intercept dealer dealer_account R102,R503"
    )
    return story


def dealer_without_reship() -> Story:
    story = shipped("D16: without a reship a dealer is charged nothing", dealer_id="D1")
    story.request("02 12:00", "change_of_mind", "A", 2)
    story.scan("W1", "03 10:00", "signed")
    story.expect_courier(FREIGHT)
    return story


def dealer_rejected() -> Story:
    """Signed for on the 3rd at 10:00, asked on the 11th at 10:00: eight whole days."""
    story = signed("R302, R503: a rejected request of a dealer's is the dealer's own")
    for row in story.rows["orders"]:
        row["dealer_id"] = "D1"
    story.request("11 10:00", "bought_other", "A", 2, resellable="true", complete="true")
    story.expect_courier(FREIGHT)
    story.expect_decided("Q1 - rejected none none dealer dealer_account R302,R503")
    return story


def misuse_in_doubt() -> Story:
    story = signed("R303: until it is verified, misuse is the customer's own")
    story.request("04 12:00", "misuse", "A", 1, photos="1")
    story.verdict("05 12:00", "customer")
    story.expect_courier(FREIGHT)
    story.expect_decided("Q1 - needs_evidence diagnose none customer none R303")
    return story


def _misuse_proved_a_defect(name: str, **cells: str) -> Story:
    """The dealer bears 50.00 and 9.00 from the 4th at 18:00; verified on the 5th at 09:00."""
    story = signed(name)
    for row in story.rows["orders"]:
        row["dealer_id"] = "D1"
    evidence = {"photos": "1", "verified": "true", "verified_at": "05 09:00"}
    story.request("04 12:00", "misuse", "A", 1, **evidence, **cells)
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    story.expect_dealer(
        "D1",
        "04 18:00 goods Q1 A 1 50.00 R503",
        "04 18:00 reship_freight Q1 A 1 9.00 R503",
    )
    return story


def misuse_proved_a_defect() -> Story:
    story = _misuse_proved_a_defect(
        "R303, R503: a defect verified later takes back what the dealer bore"
    )
    story.expect_dealer(
        "D1",
        "05 09:00 goods Q1 A 1 -50.00 R208",
        "05 09:00 reship_freight Q1 A 1 -9.00 R208",
    )
    return story


def defect_moved_afterwards() -> Story:
    """D5: of a refund the goods; what only the dealer's fault had brought is nobody's any more."""
    story = _misuse_proved_a_defect(
        "R303, D5: of a defect verified later a verdict moves what the remedy brings",
        remedy="refund",
    )
    story.verdict("07 09:00", "staff")
    story.expect_dealer(
        "D1",
        "05 09:00 goods Q1 A 1 -50.00 R208",
        "05 09:00 reship_freight Q1 A 1 -9.00 R208",
    )
    story.expect_staff("A1", "07 09:00 goods Q1 A 1 50.00 R501")
    return story


def moved_before_it_was_verified() -> Story:
    story = _misuse_proved_a_defect(
        "R303, R501: what a verdict moved before the defect was verified stays"
    )
    story.verdict("04 20:00", "staff")
    moved = ("04 20:00 goods Q1 A 1 {}50.00 R501", "04 20:00 reship_freight Q1 A 1 {}9.00 R501")
    story.expect_dealer("D1", *(line.format("-") for line in moved))
    story.expect_staff("A1", *(line.format("") for line in moved))
    return story


def _to(party: str, name: str) -> Story:
    """R203 reship, moved on the 8th: 50.00 of goods, 9.00 of freight."""
    story = damage_reshipped()
    story.name = name
    story.verdict("08 09:00", party)
    story.expect_courier(
        "08 09:00 reversal goods W1 Q1 50.00 R501",
        "08 09:00 reversal reship_freight W1 Q1 9.00 R501",
    )
    return story


MOVED = ("08 09:00 goods Q1 A 1 50.00 R501", "08 09:00 reship_freight Q1 A 1 9.00 R501")


def to_the_dealer() -> Story:
    story = _to("dealer", "D16: a verdict to dealer charges the order's dealer")
    for row in story.rows["orders"]:
        row["dealer_id"] = "D7"
    story.expect_dealer("D7", *MOVED)
    return story


def to_an_unknown_dealer() -> Story:
    story = _to("dealer", "D16: an order without a dealer is booked under `unknown`")
    story.expect_dealer("unknown", *MOVED)
    return story


def to_an_unknown_agent() -> Story:
    story = _to("staff", "D16: a case without an agent is booked under `unknown`")
    for row in story.rows["requests"]:
        row["agent"] = ""
    story.expect_staff("unknown", *MOVED)
    return story


def verdict_of_the_same_second() -> Story:
    """The reship's freight is certain at 04 18:00, and so is the verdict."""
    story = damage_reshipped()
    story.name = "D5: certain by its `at` includes the same second"
    story.verdict("04 18:00", "staff")
    story.expect_courier(
        "04 18:00 reversal goods W1 Q1 50.00 R501",
        "04 18:00 reversal reship_freight W1 Q1 9.00 R501",
    )
    story.expect_staff(
        "A1",
        "04 18:00 goods Q1 A 1 50.00 R501",
        "04 18:00 reship_freight Q1 A 1 9.00 R501",
    )
    return story


def entitled_in_the_same_second() -> Story:
    """Q1's 72 hours end when Q2 is asked; the milk had been refused: both want the freight."""
    story = milk("D1: of two cases entitled in the same second the lower number is", "07 12:00")
    story.request("03 12:00", "disputed_sign_off", "M", 3)
    story.scan("W1", "04 10:00", "refused")
    story.request("06 12:00", "damage", "M", 2, request_no="Q2", wish="return")
    story.expect_courier(
        FREIGHT,
        "06 12:00 chargeback goods W1 Q1 18.00 R306",
        "06 12:00 chargeback outbound_freight W1 Q1 8.00 R306",
        "06 12:00 chargeback goods W1 Q2 122.00 R206",
    )
    return story


def incidents_by_month() -> Story:
    """R512: the last second of September and the first of October are two months."""
    story = shipped("R512: 50.00 an incident, in the month of its second", "10-02 09:00")
    story.scan("W1", "03 10:00", "signed")
    story.request("04 12:00", "missing_invoice", "A", 1)
    moments = ("05 09:00", "06 09:00", "07 09:00", "09-30 23:59:59", OCTOBER)
    for at in moments:
        story.incident("A1", at, "dispute", request_no="Q1")
    story.incident("A2", "05 09:00", "bad_review")
    story.expect_courier(FREIGHT)
    story.expect_staff("A1", *(f"{at} incident Q1 - - 50.00 R512" for at in moments))
    story.expect_staff("A2", "05 09:00 incident - - - 50.00 R512")
    return story


def one_incident_twice() -> Story:
    """05 09:00 in Shanghai is 01:00 in UTC: one dispute; the bad review is another incident."""
    story = shipped("D31: an incident's whole row is its key, in whatever zone", "10 09:00")
    story.scan("W1", "03 10:00", "signed")
    for kind in ("dispute", "bad_review"):
        story.incident("A1", "05 09:00", kind)
    abroad = {"agent": "A1", "at": "2026-09-05T01:00:00Z", "kind": "dispute"}
    story.rows["incidents"].append(abroad)
    story.expect_courier(FREIGHT)
    story.expect_staff("A1", *("05 09:00 incident - - - 50.00 R512",) * 2)
    return story
