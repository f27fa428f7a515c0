"""In which state a refund is: a table of what was said of it, and of what became of its tables."""

import pytest

from services.finance.domain.refund_states import (
    DRAWN,
    FAILED,
    PUT_OFF,
    STATES,
    Stand,
    Story,
    Word,
    state_of,
)

ASKED = Word(1, "2026-09-02", "requested", waits_for="confirmation,inspection")
NOW = Word(2, "2026-09-03", "ready")
GONE = Word(3, "2026-09-04", "withdrawn")
DONE = Word(4, "2026-09-05", "paid")
FIRST, SECOND = "2026-09-03T10", "2026-09-03T16"
STEPS = {FIRST: "exported", SECOND: "in_table"}
ALL = frozenset({"confirmed", "inspected"})


def stand(table: str = FIRST, fact: str = DRAWN) -> Stand:
    return Stand(table, fact=fact)


@pytest.mark.parametrize(
    ("words", "stands", "came", "state"),
    [
        ([ASKED], [], frozenset({"confirmed"}), "waiting"),
        ([ASKED], [], ALL, "proposed"),
        ([ASKED, NOW], [], frozenset(), "ready"),
        ([ASKED, NOW], [stand(SECOND)], ALL, "in_table"),
        ([ASKED, NOW], [stand()], ALL, "exported"),
        ([ASKED, NOW], [stand(fact=FAILED)], ALL, "failed"),
        ([ASKED, NOW], [stand(fact=FAILED), stand(SECOND)], ALL, "in_table"),
        ([ASKED, NOW], [stand(fact=FAILED), stand(SECOND, PUT_OFF)], ALL, "ready"),
        ([ASKED, NOW, GONE], [], ALL, "withdrawn"),
        ([ASKED, NOW, GONE], [stand()], ALL, "exported"),
        ([ASKED, NOW, GONE], [stand(fact=FAILED)], ALL, "withdrawn"),
        ([ASKED, NOW, GONE, DONE], [stand()], ALL, "paid"),
        ([DONE], [], ALL, "paid"),
    ],
    ids=[
        "something is missing",
        "nothing is, but it is not ready yet",
        "ready",
        "drawn",
        "R507 sent",
        "failed",
        "drawn again",
        "drawn again and put off",
        "withdrawn",
        "withdrawn after it was sent",
        "withdrawn after it failed",
        "paid although withdrawn",
        "only the payment is known",
    ],
)
def test_the_state_follows_from_what_happened(
    words: list[Word], stands: list[Stand], came: frozenset[str], state: str
) -> None:
    told = Story(words[::-1], stands[::-1])

    assert state_of(told, STEPS, came) == state
    assert state in STATES
