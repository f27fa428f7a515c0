"""``recourse policy check``: a version, a draft's file, or every version of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.policy.check import check, check_periods
from shared.policy.shelf import load, versions
from shared.policy.validity import of_succession, of_version

if TYPE_CHECKING:
    from pathlib import Path

    from shared.policy.model import Policy


def problems_of(policy: Policy) -> list[str]:
    """What is wrong with a version, and with how it would stand among those of this process."""
    others = [load(name) for name in versions() if name != policy.version]
    return [*of_succession([*others, policy]), *_of_one(policy)]


def problems_in(folder: Path) -> list[str]:
    """What is wrong with the versions of a folder, each named."""
    policies = [load(name, folder) for name in versions(folder)]
    found = [f"{policy.version}: {problem}" for policy in policies for problem in _of_one(policy)]
    return [*of_succession(policies), *found] if policies else ["no version is here"]


def _of_one(policy: Policy) -> list[str]:
    return [*of_version(policy), *check(policy), *check_periods(policy)]
