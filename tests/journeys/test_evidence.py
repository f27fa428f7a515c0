"""A damaged parcel whose request shows nothing: the case waits, and a photo opens the way (R203).

One cup of two, 30.00; outbound freight 8.00, the reship's 6.00. Asked on the 4th at 09:00 with the
outer package known to be damaged; the photo comes on the 5th at 15:00.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from tests.evidence.files import jpeg

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price,unit_weight_g,packaging_g\n"
    "O1,2026-09-01T09:00,CUP,2,30.00,500,100\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight,picker\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00,P7\n",
    "scans": "waybill,at,status,weight_g\nW1,2026-09-01T19:00,picked_up,600\n"
    "W1,2026-09-03T10:00,signed,\n",
}
ASKED = "request_no,at,order_no,sku,quantity,cause,wish,outer_package,confirmed_at\n"
RESHIP = "W2,reship,O1,K1,YTO,2026-09-06T18:00,6.00,\n"
ARRIVED = "W2,2026-09-08T10:00,signed,\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    (tmp_path / "1.jpg").write_bytes(jpeg("the cup"))
    (tmp_path / "box.jpg").write_bytes(jpeg("the box"))
    return tmp_path


def run(*words: str) -> Result:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, (done.exception, done.stderr)
    return done


def bring(folder: Path, until: str, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    run("import", str(folder), "--until", until)


def printed(*words: str) -> Any:
    return json.loads(run(*words, "--format", "json").stdout)


def charged(ledger: str = "courier") -> list[tuple[str, str, str, str]]:
    """Cost, amount, moment and rule of everything booked against an account, freights apart."""
    lines = [line for month in printed("ledger", ledger) for line in month["lines"]]
    return [
        (line["cost"], line["amount"], line["certain_at"][5:16], line["rule"])
        for line in lines
        if line["rule"]
    ]


def said(kind: str) -> list[str]:
    """The moments at which the case said so."""
    events = printed("case", "K1")["events"]
    return [event["time"][5:16] for event in events if event["type"] == kind]


def attach(folder: Path, name: str, kind: str, at: str, *more: str) -> None:
    path = str(folder / name)
    run("evidence", "attach", "K1", path, "--kind", kind, "--at", at, "--as", "王敏", *more)


def test_r201_r203_the_case_waits_for_a_photo_and_goes_on_at_its_moment(folder: Path) -> None:
    asked = ASKED + "K1,2026-09-04T09:00,O1,CUP,1,damage,reship,damaged,\n"
    bring(folder, "2026-09-05T12:00", **FILES, requests=asked)

    waiting = printed("case", "K1")
    assert waiting["decision"]["verdict"] == "needs_evidence"
    assert [ask["what"] for ask in waiting["asks"]] == ["photos"]
    assert "照片" in waiting["asks"][0]["zh"]
    assert (said("EvidenceRequested"), said("ReshipIssued")) == (["09-04T09:00"], [])
    assert charged() == []

    attach(folder, "1.jpg", "photo", "2026-09-05T15:00")
    assert printed("case", "K1")["asks"] == []
    assert said("DamageConfirmed") == ["09-05T15:00"]
    assert said("ReshipIssued") == ["09-05T15:00"]

    sent, scanned = FILES["parcels"] + RESHIP, FILES["scans"] + ARRIVED
    bring(folder, "2026-09-10", parcels=sent, scans=scanned)

    assert charged() == [
        ("goods", "30.00", "09-05T15:00", "R203"),
        ("reship_freight", "6.00", "09-06T18:00", "R203"),
    ]
    claim = next(e for e in printed("case", "K1")["events"] if e["type"] == "CourierClaimOpened")
    assert claim["data"]["evidence"][0] == "photos"
    assert claim["data"]["evidence"][-1].startswith("photo:")
    assert said("CaseClosed") == ["09-06T18:00"]


def test_r210_only_the_outer_photo_lets_the_weight_be_checked(folder: Path) -> None:
    """Expected 100 + 2 × 500 = 1100 g, sent 600 g: the 500 g lacking are the cup's own."""
    asked = ASKED + "K1,2026-09-04T09:00,O1,CUP,1,missed_item,refund,,2026-09-04T10:00\n"
    bring(folder, "2026-09-05T12:00", **FILES, requests=asked)
    assert [one["what"] for one in printed("case", "K1")["asks"]] == ["outer_photo", "weight_check"]
    assert (said("MissedItemConfirmed"), charged("warehouse")) == ([], [])

    attach(folder, "box.jpg", "outer_photo", "2026-09-05T15:00", "--outer-package", "intact")
    assert said("MissedItemConfirmed") == ["09-05T15:00"]

    bring(folder, "2026-09-07")

    assert said("RefundReady") == ["09-05T15:00"]
    assert charged("warehouse") == [("refund", "30.00", "09-05T16:30", "R210")]
    assert charged() == []
