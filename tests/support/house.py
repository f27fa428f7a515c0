"""The whole house in one process on a folder of its own, as the command line composes it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from services.cli import questions
from services.cli.books import LocalBooks, Projectors
from services.cli.house import House, compose
from services.cli.importing.run import Report, import_folder
from services.cli.importing.waves import level
from services.cli.verifying.proofs import here
from shared.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

Printed = dict[str, Any]
DECIDED = (
    *("verdict", "remedies", "return_path", "liable", "book_to", "advance_postage", "register"),
    "rules",
)
FOUND = ("stage", "days_since_purchase", "days_since_signed")


class Home:
    """A house to import into and to read from."""

    def __init__(self, house: House, projectors: Projectors) -> None:
        self.house = house
        self._books = LocalBooks(projectors)

    def bring(
        self, folder: Path, until: datetime | None = None, slicing: Callable[..., Any] = level
    ) -> Report:
        """Import a folder."""
        return import_folder(folder, self.house, until, slicing)

    @property
    def books(self) -> LocalBooks:
        """What may be asked."""
        return self._books

    def printed(self) -> dict[str, list[Printed]]:
        """Everything that finance and the warehouse read."""
        return {
            "courier": self.books.ask(questions.courier_ledgers()),
            "warehouse": self.books.ask(questions.account_ledgers("warehouse")),
            "dealer": self.books.ask(questions.account_ledgers("dealer")),
            "staff": self.books.ask(questions.account_ledgers("staff")),
            "refunds": self.books.ask(questions.refunds()),
        }

    def decided(self, number: str) -> Printed:
        """A case's decision as the calculator computes it, and the remedy carried out."""
        case = self.books.ask(questions.case(number))
        chosen = {name: case["decision"][name] for name in DECIDED}
        facts = {name: case["facts"][name] for name in FOUND if name in case["facts"]}
        return {"case": case["case"], "remedy": case["remedy"], **chosen, "facts": facts}


def unproved(folder: Path) -> list[Printed]:
    """Every equality of the books in a folder that does not hold."""
    return [one for one in here(Settings(home=folder)) if not one["holds"]]


@contextmanager
def home_of(settings: Settings) -> Iterator[Home]:
    """Open a house on a log and stores; closed afterwards."""
    house, projectors = compose(settings)
    try:
        yield Home(house, projectors)
    finally:
        house.close()


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """Open a house on the embedded default, in a folder of its own."""
    with home_of(Settings(home=folder)) as house:
        yield house


def without_ids(printed: dict[str, list[Printed]]) -> dict[str, list[Printed]]:
    """The same without what the calculator cannot know: ``entry`` and ``event_id``."""
    plain = {}
    for name, ledgers in printed.items():
        plain[name] = [
            ledger
            | {
                "lines": [
                    {key: value for key, value in line.items() if key not in ("entry", "event_id")}
                    for line in ledger["lines"]
                ]
            }
            for ledger in ledgers
        ]
    return plain
