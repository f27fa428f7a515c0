"""``recourse evidence``: the same in this process and through a gateway."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.gateway_client import GatewayClient
from services.cli.main import app
from shared.errors import NotKnown
from shared.evidence.acceptance import MediaTypeNotAccepted
from tests.evidence.files import jpeg, pdf
from tests.http.serving import ASKED, ORDER, Caller, Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CAME_BACK = {
    "waybill": "W1",
    "received_at": "2026-09-02T10:00:00+08:00",
    "sku": "A",
    "quantity": 1,
    "condition": "damaged",
}
NOON = "2026-09-02T12:00:00+08:00"


@pytest.fixture(params=["in-process", "gateway"])
def files(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A house with case C1, told by its settings, and a folder with two files."""
    home = tmp_path / "home"
    (tmp_path / "破损1.jpg").write_bytes(jpeg("one"))
    (tmp_path / "slip.pdf").write_bytes(pdf("slip"))
    (tmp_path / "page.jpg").write_bytes(b"<html>")
    monkeypatch.setenv("RECOURSE_HOME", str(home))
    with served(home, loops=request.param == "gateway") as house:
        house.post("/intake/v1/orders", ORDER)
        house.post("/intake/v1/cases", ASKED)
        house.post("/warehouse/v1/inspections", CAME_BACK)
        if request.param == "gateway":
            through(house, monkeypatch)
            yield tmp_path
            return
    yield tmp_path


def through(house: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line's client reach the house served here."""
    plain = GatewayClient.__init__

    def forwarding(self: GatewayClient, gateway: str) -> None:
        plain(self, gateway, Forwarding(house.client))

    monkeypatch.setattr(GatewayClient, "__init__", forwarding)
    monkeypatch.setenv("RECOURSE_GATEWAY", "http://gateway")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["evidence", *words])


def attach(*paths: Path, kind: str = "photo") -> list[dict[str, Any]]:
    done = run("attach", "C1", *map(str, paths), "--kind", kind, "--at", NOON, "--as", "王敏")
    assert done.exit_code == 0, done.exception
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_files_are_attached_listed_and_fetched_as_they_were(files: Path) -> None:
    (photo,) = attach(files / "破损1.jpg")
    attach(files / "slip.pdf", kind="weight_slip")
    listed = json.loads(run("list", "C1", "--format", "json").stdout)
    to = files / "copy.jpg"
    told = ["--to", str(to), "--as", "李丽", "--reason", "check the damage", "--at", NOON]
    fetched = run("fetch", "C1", photo["sha256"], *told)

    assert [(one["kind"], one["name"], one["person"]) for one in listed] == [
        ("photo", "破损1.jpg", "王敏"),
        ("weight_slip", "slip.pdf", "王敏"),
    ]
    assert fetched.exit_code == 0
    looks = [one["looks"] for one in json.loads(run("list", "C1", "--format", "json").stdout)]
    assert looks == [[{"at": NOON, "person": "李丽", "reason": "check the damage"}], []]
    assert to.read_bytes() == jpeg("one")


def test_the_same_file_again_changes_nothing(files: Path) -> None:
    changed = [attach(files / "破损1.jpg")[0]["changed"] for _ in range(2)]

    assert changed == [True, False]


def test_one_file_that_is_refused_keeps_all_of_them_out(files: Path) -> None:
    paths = [str(files / "破损1.jpg"), str(files / "page.jpg")]
    refused = run("attach", "C1", *paths, "--kind", "photo", "--at", NOON)

    assert refused.exit_code == 1
    assert isinstance(refused.exception, MediaTypeNotAccepted)
    assert json.loads(run("list", "C1", "--format", "json").stdout) == []


def test_an_unknown_case_and_an_unknown_file_are_refused(files: Path) -> None:
    path = str(files / "破损1.jpg")
    no_case = run("attach", "C9", path, "--kind", "photo", "--at", NOON)
    told = ["--to", str(files / "copy.jpg"), "--as", "李丽", "--reason", "check", "--at", NOON]
    no_file = run("fetch", "C1", "0" * 64, *told)

    assert isinstance(no_case.exception, NotKnown)
    assert isinstance(no_file.exception, NotKnown)
    assert not (files / "copy.jpg").exists()


def test_r514_verify_names_what_is_altered_or_missing_and_exits_1(files: Path) -> None:
    (photo,) = attach(files / "破损1.jpg")
    digest = photo["sha256"]
    place = files / "home" / "evidence" / "intake" / digest[:2] / digest[2:]
    sound = run("verify")
    place.chmod(0o600)
    place.write_bytes(jpeg("forged"))
    altered = run("verify")
    place.unlink()
    missing = run("verify")

    assert [one.exit_code for one in (sound, altered, missing)] == [0, 1, 1]
    assert json.loads(sound.stdout)["intake"] == {"checked": 1, "missing": [], "altered": []}
    assert json.loads(altered.stdout)["intake"]["altered"] == [digest]
    assert json.loads(missing.stdout)["intake"]["missing"] == [digest]


@pytest.mark.parametrize(("lang", "words"), [("zh", "破损1.jpg"), ("en", "SHA-256")])
def test_the_list_is_told_in_both_languages(
    files: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setenv("RECOURSE_LANG", lang)
    attach(files / "破损1.jpg")

    assert words in run("list", "C1").stdout


def test_r506_inspection_photos_are_attached_listed_and_fetched(files: Path) -> None:
    def photo(*words: str) -> Result:
        return CliRunner().invoke(app, ["photo", *words])

    told = ["--sku", "A", "--at", NOON, "--as", "李丽"]
    attached = photo("attach", "W1", str(files / "破损1.jpg"), *told)
    (listed,) = json.loads(photo("list", "W1", "--format", "json").stdout)
    to = files / "copy.jpg"
    looks = ["--to", str(to), "--as", "王敏", "--reason", "courier asks", "--at", NOON]
    fetched = photo("fetch", "W1", listed["sha256"], *looks)

    assert [one.exit_code for one in (attached, fetched)] == [0, 0]
    assert (listed["sku"], listed["person"]) == ("A", "李丽")
    assert to.read_bytes() == jpeg("one")
    assert json.loads(run("verify").stdout)["warehouse"]["checked"] == 1
