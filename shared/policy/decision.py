"""What the policy answers: domain.md's fields, with D24's reason and alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.policy.vocabulary import (
    Account,
    Cost,
    DeadlineName,
    Evidence,
    Party,
    Remedy,
    ReturnPath,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``remedies`` are best first, and the fields are the first one's (D20).

    ``rule``, ``row`` and ``policy`` say where the answer stands; they are no part of its JSON.
    """

    verdict: Verdict
    remedies: tuple[Remedy, ...]
    return_path: ReturnPath
    liable: Party
    bears: Mapping[Cost, Party]
    advance_postage: bool
    book_to: Account
    register: bool
    missing: tuple[Evidence, ...]
    deadlines: Mapping[DeadlineName, str]
    """Name → ISO 8601 duration (D24)."""
    rules: tuple[str, ...]
    reason: str | None = None
    alternatives: tuple[Remedy, ...] = ()
    rule: str
    """The one rule that bookings and events of this decision name (D6)."""
    row: str
    """The name of the policy's row that decided."""
    policy: str
    """The policy's version."""

    def as_json(self) -> dict[str, Any]:
        """The fields as ``recourse policy decide`` prints them."""
        printed: dict[str, Any] = {
            "verdict": self.verdict,
            "remedies": list(self.remedies),
            "return_path": self.return_path,
            "liable": self.liable,
            "bears": dict(self.bears),
            "advance_postage": self.advance_postage,
            "book_to": self.book_to,
            "register": self.register,
            "missing": list(self.missing),
            "deadlines": dict(self.deadlines),
            "rules": list(self.rules),
        }
        if self.verdict == "rejected":
            printed |= {"reason": self.reason, "alternatives": list(self.alternatives)}
        return printed
