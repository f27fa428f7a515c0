"""``recourse policy list`` and ``show``: the versions, and what one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli.options import Format, language
from services.cli.printing import Sheet, print_as, print_csv, print_json, print_sheets
from services.cli.words import word
from shared.dates import SHANGHAI, print_time
from shared.errors import NotKnown
from shared.policy.rulebook import rulebook
from shared.policy.validity import cited_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.cli.books import Printed
    from shared.policy.model import Policy

VERSIONS = ("policy", "title", "valid_from", "valid_to", "overlays")
ROWS = ("policy_row", "rules", "says", "remedies")
LIMITS = ("limit", "value")


def versions_of(policies: Sequence[Policy]) -> list[Printed]:
    """Every version with its titles, when it holds, and its overlays."""
    return [
        {
            "policy": policy.version,
            "title": policy.title.model_dump(),
            "valid_from": _moment(policy.valid_from),
            "valid_to": _moment(policy.valid_to),
            "overlays": [
                {
                    "name": overlay.name,
                    "text": {"en": overlay.en, "zh": overlay.zh},
                    "starts": _moment(overlay.starts),
                    "ends": _moment(overlay.ends),
                    "limits": overlay.limits,
                }
                for overlay in policy.overlays
            ],
        }
        for policy in policies
    ]


def version_told(policy: Policy, rule: str | None) -> Printed:
    """One version: its limits and its rows in both languages; of one rule only the rows citing it.

    Raises ``NotKnown`` for what is no rule.
    """
    if rule is not None and rule not in rulebook():
        raise NotKnown(f"{rule} is no rule")
    document = policy.document
    rows = [
        {
            "row": row.name,
            "text": {"en": row.en, "zh": row.zh},
            "rules": sorted(cited_by(row)),
            "remedies": list(row.remedies),
            "rejects": row.rejects.model_dump() if row.rejects else None,
        }
        for row in (*document.override, *document.row)
        if rule is None or rule in cited_by(row)
    ]
    told: Printed = versions_of([policy])[0]
    if rule is None:
        told["limits"] = policy.limits.model_dump(mode="json")
    else:
        about = rulebook()[rule]
        told["rule"] = {"rule": rule, **about.model_dump(mode="json")}
    return told | {"rows": rows}


def show_versions(told: list[Printed], output: Format) -> None:
    """Print the versions."""
    if output is Format.json:
        print_json(told)
        return
    lang = language()
    rows = [
        {
            **version,
            "title": version["title"][lang],
            "overlays": "\n".join(_overlay(each, lang) for each in version["overlays"]),
        }
        for version in told
    ]
    if output is Format.csv:
        print_csv(VERSIONS, rows)
    else:
        print_sheets([Sheet(word("versions", lang), VERSIONS, rows)])


def show_version(told: Printed, output: Format) -> None:
    """Print one version; CSV has the rows alone."""
    lang = language()
    rows = (_row(row, lang) for row in told["rows"])
    print_as(output, told, ROWS, rows, _sheets(told, lang))


def _sheets(told: Printed, lang: str) -> Iterator[Sheet]:
    title = f"{told['policy']} · {told['title'][lang]}"
    if "rule" in told:
        rule = told["rule"]
        title = f"{title} · {rule['rule']} {rule['title'][lang]}: {rule['text'][lang]}"
    else:
        limits = [{"limit": name, "value": _shown(value)} for name, value in told["limits"].items()]
        yield Sheet(f"{title} · {word('limits', lang)}", LIMITS, limits)
    yield Sheet(title, ROWS, [_row(row, lang) for row in told["rows"]])


def _row(row: Printed, lang: str) -> dict[str, str]:
    rejects = row["rejects"]
    remedies = [word(remedy, lang).lower() for remedy in row["remedies"]]
    return {
        "policy_row": row["row"],
        "rules": ", ".join(row["rules"]),
        "says": row["text"][lang],
        "remedies": rejects[lang] if rejects else ", ".join(remedies),
    }


def _overlay(overlay: Printed, lang: str) -> str:
    return f"{overlay['text'][lang]} {overlay['starts'][:10]} – {overlay['ends'][:10]}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return str(value)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else print_time(at.astimezone(SHANGHAI))
