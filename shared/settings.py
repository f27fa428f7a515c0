"""What the environment may decide (interfaces.md, Settings); read once, frozen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.errors import BadSettings
from shared.store.connect import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings(BaseSettings):
    """The settings that all services and the command line share."""

    model_config = SettingsConfigDict(
        env_prefix="RECOURSE_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    home: Path = Path(".recourse")
    bus: str = EMBEDDED
    store: str = EMBEDDED
    intake_store: str | None = None
    logistics_store: str | None = None
    warehouse_store: str | None = None
    finance_store: str | None = None
    gateway: str | None = None
    policy: str | None = None
    policy_folder: Path | None = None
    """Versions of the merchant's own, which go before those that come with the program."""
    key: SecretStr | None = None
    """Wraps customers' keys (R516); on the embedded default a file of the home does without it."""
    profile: Path | None = None
    """The merchant's addresses and notes for slips; else ``merchant.toml`` in the home folder."""
    four_eyes: bool | None = None
    """Whether approving and closing need a second person; unset: not on the embedded default."""
    courier_terms: Path | None = None
    """Tariffs and tolerances of the merchant's own; its couriers are not looked up elsewhere."""
    lang: str | None = Field(default=None, pattern="^(zh|en)$")

    def two_people(self, service: str) -> bool:
        """Whether what a person did needs another one's approval in a service."""
        if self.four_eyes is not None:
            return self.four_eyes
        return self.store_of(service) != EMBEDDED

    def store_of(self, service: str) -> str:
        """Where a service keeps its events."""
        own: str | None = getattr(self, f"{service}_store")
        return own or self.store


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment; refuses what would break the books."""
    if environment.get("POSTGRES_ENABLE_DB_FUNCTIONS", "").lower() in {
        "y",
        "yes",
        "true",
        "1",
        "t",
        "on",
    }:
        raise BadSettings("POSTGRES_ENABLE_DB_FUNCTIONS must stay off (messaging.md, pitfall 3)")
    try:
        return Settings()
    except ValueError as error:
        raise BadSettings(str(error)) from error
