"""What a story expects, held against the printed books."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.stories.story import Story

Printed = dict[str, Any]
ACCOUNTS = {"courier": "courier", "warehouse": "warehouse", "dealer": "dealer", "staff": "agent"}


def disagreements(
    story: Story, printed: Mapping[str, Sequence[Printed]], cases: Sequence[Printed]
) -> list[tuple[str, list[Printed], list[Printed]]]:
    """Each list that is not as told: its name, what is expected, what is printed."""
    refunds = [
        {"table_at": table["table_at"], **line}
        for table in printed["refunds"]
        for line in table["lines"]
    ]
    held = [("refunds", story.refunds, refunds)]
    for name, account in ACCOUNTS.items():
        lines = [
            {account: ledger[account], **line}
            for ledger in printed[name]
            for line in ledger["lines"]
        ]
        held.append((name, getattr(story, name), lines))
    told = {case["case"]: case for case in story.decided}
    decided = [
        {field: case[field] for field in told[case["case"]]}
        for case in cases
        if case["case"] in told
    ]
    held.append(("decisions", story.decided, decided))
    return [one for one in held if _sorted(one[1]) != _sorted(one[2])]


def _sorted(lines: Sequence[Printed]) -> list[list[tuple[str, Any]]]:
    return sorted((sorted(line.items()) for line in lines), key=str)
