"""What a customer thinks of the service of a case, told once when it has ended (R515)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.complaint_refusals import CaseStillOpen, RatingDiffers
from services.intake.domain.return_case import ReturnCase
from shared.store.aggregate import Aggregate, FirstEvent


class ServiceRated(FirstEvent):
    """A score from 1 (bad) to 5 (good)."""

    TOPIC: ClassVar = "intake.service-rated.v1"
    order_no: str
    agent: str | None
    policy: str
    score: int
    comment: str | None

    def apply(self, rating: Rating) -> None:
        rating.order_no, rating.rated_at = self.order_no, self.at
        rating.score, rating.comment = self.score, self.comment


class Rating(Aggregate):
    """One a case; its number is the case's."""

    TOPIC: ClassVar = "intake.rating"
    KIND: ClassVar = "rating"

    if TYPE_CHECKING:
        order_no: str
        rated_at: datetime
        score: int
        comment: str | None

    @classmethod
    def given(cls, case: ReturnCase, at: datetime, score: int, comment: str | None) -> Rating:
        """A case's rating; refused while the case is open, or for a moment when it was."""
        if case.closed is None or at < case.closed[0]:
            raise CaseStillOpen(f"the service of {case.number} had not ended")
        return cls.opened(
            ServiceRated,
            case.number,
            at,
            order_no=case.order_no,
            agent=case.request.agent,
            policy=case.subject.policy,
            score=score,
            comment=comment,
        )

    def again(self, at: datetime, score: int, comment: str | None) -> None:
        """The same rating again; another one is refused."""
        known = {"at": self.rated_at, "score": self.score, "comment": self.comment}
        for column, value in {"at": at, "score": score, "comment": comment}.items():
            if known[column] != value:
                raise RatingDiffers(column)
