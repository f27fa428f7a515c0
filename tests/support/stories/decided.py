"""Stories of decisions on which the services and the calculator once disagreed."""

from collections.abc import Iterator

from tests.support.stories.damaged import milk
from tests.support.stories.missed import intact, packed
from tests.support.stories.not_received import FREIGHT, shipped
from tests.support.stories.story import Story


def told() -> Iterator[Story]:
    yield from (match_without_photo(), unsigned_whatever_is_wished(), loss_of_milk_kept())
    yield from (loss_of_milk_refused_to(), cannot_receive_and_lost())


def match_without_photo() -> Story:
    story = packed("R211: after a match only a photo of damage would open anything", "1200")
    intact(story, ("A", 1), outer_photo="false")
    story.expect_courier(FREIGHT)
    story.expect_decided("Q1 - needs_evidence refund,reship none courier courier_account R211")
    return story


def unsigned_whatever_is_wished() -> Story:
    """D20 puts the wish first; D12 says that it is abandoned all the same."""
    story = milk("R206: the remedy `refund` abandons the goods under any wish", "02 18:00")
    story.request("02 12:00", "damage", "M", 3, wish="reship", remedy="refund")
    story.expect_courier(FREIGHT)
    story.expect_decided(
        "Q1 refund approved reship,refund,price_difference abandon courier courier_account R206"
    )
    return story


def loss_of_milk_kept() -> Story:
    story = milk("D24: a loss is named beside the rules that the package had brought", "05 18:00")
    story.request("02 12:00", "damage", "M", 3, wish="reship", outer_package="intact")
    story.scan("W1", "02 17:00", "lost")
    story.expect_courier(
        FREIGHT,
        "02 17:00 chargeback goods W1 Q1 18.00 R406",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    story.expect_decided("Q1 reship approved reship none courier courier_account R204,R206,R406")
    return story


def loss_of_milk_refused_to() -> Story:
    story = milk("D24: nobody's package is named once it will not be signed", "05 18:00")
    story.request("02 12:00", "damage", "M", 3, remedy="refund", outer_package="intact")
    story.scan("W1", "02 17:00", "lost")
    story.expect_courier(
        FREIGHT,
        "02 17:00 chargeback goods W1 Q1 18.00 R406",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    story.expect_decided("Q1 refund approved reship,refund none courier courier_account R206,R406")
    return story


def cannot_receive_and_lost() -> Story:
    story = shipped("D24: the cause's own rule stays beside R406, not its remedy's", "05 18:00")
    story.request("02 12:00", "cannot_receive", "A", 2, wish="refund")
    story.scan("W1", "02 17:00", "lost")
    story.expect_courier(
        FREIGHT,
        "02 17:00 chargeback goods W1 Q1 100.00 R406",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    story.expect_decided("Q1 refund approved refund,reship none courier courier_account R103,R406")
    return story
