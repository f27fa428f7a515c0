"""What the environment decides: an empty setting is one that is not set."""

from __future__ import annotations

import os

import pytest

from shared.settings import Settings, read


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a compose file writes ``RECOURSE_POLICY: ${RECOURSE_POLICY:-}``."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RECOURSE_{name.upper()}", raising=False)
    unset = read(os.environ)
    for name in Settings.model_fields:
        monkeypatch.setenv(f"RECOURSE_{name.upper()}", "")

    assert read(os.environ) == unset
    assert (unset.policy, unset.policy_folder) == (None, None)
