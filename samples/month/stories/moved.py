"""Moved liability (R501): verdicts before or after costs are certain, once or in turn."""

from collections.abc import Callable

from samples.month.stories import missed, received
from samples.month.stories.story import Story, arrives, delivered
from samples.month.telling import Telling

REASONS = {
    "courier": "快递运输造成，快递承担",
    "warehouse": "仓库打包不当，仓库承担",
    "merchant": "公司承担",
    "staff": "客服处理失误",
}


def after(first: Callable[[Telling], str], *liable: str) -> Callable[[Telling], None]:
    """The first story, then one or several verdicts in turn."""

    def tell(telling: Telling) -> None:
        request = first(telling)
        for party in liable:
            telling.wait(20, 40)
            telling.until_daytime()
            telling.verdict(request, party, REASONS[party])

    return tell


def own_reship(telling: Telling) -> str:
    return received.reshipped(telling, "intact")


def own_return(telling: Telling) -> str:
    return received.returned(telling, "intact")


def before_the_reship(telling: Telling) -> None:
    """The verdict falls between the photos and the reship's departure."""
    delivered(telling)
    request = received.complaint(telling, wish="reship", remedy="reship")
    telling.wait(0.2, 2)
    telling.verdict(request, "warehouse", REASONS["warehouse"])
    arrives(telling, telling.reship(request))


STORIES = (
    Story("R501 courier to warehouse", after(received.reshipped, "warehouse"), 13, 4),
    Story("R501 courier to merchant", after(received.returned, "merchant"), 14, 4),
    Story("R501 merchant to courier", after(own_reship, "courier"), 13, 4),
    Story("R501 merchant to warehouse", after(own_return, "warehouse"), 14, 3),
    Story("R501 warehouse to courier", after(missed.refunded, "courier"), 9, 4),
    Story("R501 in turn", after(received.reshipped, "staff", "courier"), 15, 2),
    Story("R501 before the reship", before_the_reship, 11, 3),
)
