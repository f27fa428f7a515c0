"""Everything that may go wrong, in one tree.

RecourseError
├── RuleViolation          anticipated: a refusal, told to whoever asked (HTTP 409, exit 1)
│   └── NotKnown           the thing asked about does not exist (HTTP 404)
├── BadInput               anticipated: what was brought cannot be read (HTTP 422, exit 2)
├── BadSettings            the settings do not allow a start (exit 2)
└── Infrastructure         waited out and retried, never parked
    ├── Unavailable        the store or the log is away
    ├── VersionConflict    another writer was faster: load again
    ├── PositionMoved      another worker has handled these messages
    ├── DuplicateMessage   this message was handled before
    ├── RelayFenced        another relay of the service took over
    └── DoubtfulCommit     whether it was written can only be read back
"""

from __future__ import annotations


class RecourseError(Exception):
    """The root of the tree."""


class RuleViolation(RecourseError):
    """A refusal: the command was understood and is not allowed; ``code`` names it for programs."""

    @property
    def code(self) -> str:
        """The refusal's name in kebab case."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class NotKnown(RuleViolation):
    """The thing asked about does not exist."""


class BadInput(RecourseError):
    """What was brought cannot be read; the message says where and why."""


class BadSettings(RecourseError):
    """The settings do not allow a start."""


class Infrastructure(RecourseError):
    """Not a decision: something the house stands on failed or moved."""


class Unavailable(Infrastructure):
    """The store or the log is away."""


class VersionConflict(Infrastructure):
    """Another writer was faster: load again."""


class PositionMoved(Infrastructure):
    """Another worker has handled these messages."""


class DuplicateMessage(Infrastructure):
    """This message was handled before."""


class RelayFenced(Infrastructure):
    """Another relay of the service took over."""


class DoubtfulCommit(Infrastructure):
    """Whether it was written can only be read back."""
