"""Files over HTTP: brought as they are, handed out to be saved, each look recorded."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from shared.evidence.acceptance import accepted
from shared.http import routes
from tests.evidence.files import jpeg, png
from tests.http.serving import ASKED, ORDER

if TYPE_CHECKING:
    from tests.http.serving import Caller

PATH = "/intake/v1/cases/{}/evidence"
SHOWN: dict[str, str] = {"kind": "photo", "name": "破损 1.jpg", "at": "2026-09-02T12:00:00+08:00"}


def opened(house: Caller, number: str) -> str:
    """A case of its own; the address of its evidence."""
    house.post("/intake/v1/orders", {**ORDER, "order_no": f"E-{number}"})
    house.post("/intake/v1/cases", {**ASKED, "case_no": number, "order_no": f"E-{number}"})
    return PATH.format(number)


def bring(
    house: Caller, path: str, content: bytes, media_type: str = "image/jpeg", **told: str
) -> Any:
    key = told.pop("key", sha256(path.encode() + content + str(told).encode()).hexdigest())
    headers = {"Idempotency-Key": key, "Content-Type": media_type}
    params = {**SHOWN, **told}
    return house.client.post(path, content=content, params=params, headers=headers)


def test_a_file_comes_back_as_it_was_brought_to_be_saved(house: Caller) -> None:
    path, content = opened(house, "E1"), jpeg("\x00\xff binary")
    brought = bring(house, path, content, person="王敏").json()
    digest = sha256(content).hexdigest()

    listed: list[dict[str, Any]] = house.get(path).json()
    fetched = house.get(f"{path}/{digest}", person="李丽", reason="check", at=SHOWN["at"])

    assert brought == {"case_no": "E1", "sha256": digest, "size": len(content), "changed": True}
    assert [(one["sha256"], one["size"], one["person"]) for one in listed] == [
        (digest, len(content), "王敏")
    ]
    assert fetched.content == content
    headers = fetched.headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E7%A0%B4")


def test_r516_a_look_names_the_person_and_the_reason(house: Caller) -> None:
    path, content = opened(house, "E2"), jpeg("E2")
    digest = bring(house, path, content).json()["sha256"]
    case = path.removesuffix("/evidence")
    before = house.get(case).headers["etag"]

    nobody = house.get(f"{path}/{digest}", reason="check", at=SHOWN["at"])
    blank = house.get(f"{path}/{digest}", person="王敏", reason=" ", at=SHOWN["at"])
    assert (nobody.status_code, blank.status_code) == (422, 422)
    assert house.get(case).headers["etag"] == before

    house.get(f"{path}/{digest}", person="王敏", reason="check", at=SHOWN["at"])
    assert house.get(case).headers["etag"] != before
    (listed,) = house.get(path).json()
    assert listed["looks"] == [{"at": SHOWN["at"], "person": "王敏", "reason": "check"}]


def test_a_repeated_upload_gets_its_first_answer(house: Caller) -> None:
    path = opened(house, "E3")
    first = bring(house, path, jpeg("E3"), key="upload")
    second = bring(house, path, jpeg("E3"), key="upload")
    other = bring(house, path, jpeg("another"), key="upload")
    anew = bring(house, path, jpeg("E3"), key="once more")

    assert second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"
    assert other.status_code == 422
    assert anew.json()["changed"] is False


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        pytest.param(b"<html>", "image/jpeg", 415, "media-type-not-accepted", id="a page"),
        pytest.param(png(), "image/jpeg", 415, "media-type-differs", id="not what it is said"),
        pytest.param(b"", "image/jpeg", 415, "media-type-not-accepted", id="nothing"),
    ],
)
def test_what_is_no_evidence_is_refused(
    house: Caller, content: bytes, media_type: str, status: int, code: str
) -> None:
    path = opened(house, "E4")
    answer = bring(house, path, content, media_type)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.get(path).json() == []


def test_a_file_too_large_is_refused_by_name(house: Caller) -> None:
    most = accepted().largest_bytes
    answer = bring(house, opened(house, "E5"), jpeg().ljust(most + 1, b"\0"))

    assert (answer.status_code, answer.json()["code"]) == (413, "file-too-large")


def test_a_body_beyond_all_bounds_is_not_read_to_its_end(
    house: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = opened(house, "E6")
    monkeypatch.setattr(routes, "LARGEST_BODY", 1_000)

    taken = bring(house, path, jpeg().ljust(1_000, b"\0"))
    refused = bring(house, path, jpeg().ljust(1_001, b"\0"))

    assert taken.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (413, "body-too-large")


def test_nothing_is_kept_for_a_case_that_is_not(house: Caller) -> None:
    digest = "0" * 64
    unknown = bring(house, PATH.format("E-none"), jpeg("nobody's"))
    path = opened(house, "E7")
    no_file = house.get(f"{path}/{digest}", person="王敏", reason="check", at=SHOWN["at"])
    wrong = house.get(f"{path}/..%2F..%2Fintake.db", person="王敏", reason="check")

    assert (unknown.status_code, no_file.status_code) == (404, 404)
    assert wrong.status_code in {404, 422}


def test_r504_a_case_tells_what_it_still_misses_in_both_languages(house: Caller) -> None:
    path = opened(house, "E8")
    house.post("/intake/v1/cases", {**ASKED, "case_no": "E9", "order_no": "E-E8"})
    case = house.get(path.removesuffix("/evidence")).json()

    assert [ask["what"] for ask in case["asks"]] == list(case["decision"]["missing"])


def test_r514_an_altered_file_is_named(house: Caller) -> None:
    path = opened(house, "E10")
    digest = bring(house, path, jpeg("E10")).json()["sha256"]
    sound = house.get("/intake/v1/evidence/soundness").json()
    assert (sound["missing"], sound["altered"]) == ([], [])
    assert sound["checked"] >= 1

    folder = house.home / "evidence" / "intake" / digest[:2]
    place = folder / digest[2:]
    content = place.read_bytes()
    place.chmod(0o600)
    place.write_bytes(jpeg("forged"))
    altered = house.get(f"{path}/{digest}", person="王敏", reason="check", at=SHOWN["at"])
    assert (altered.status_code, altered.json()["code"]) == (409, "evidence-altered")
    assert house.get("/intake/v1/evidence/soundness").json()["altered"] == [digest]

    place.unlink()
    assert house.get("/intake/v1/evidence/soundness").json()["missing"] == [digest]
    place.write_bytes(content)


def test_r506_photos_of_what_came_back_are_kept_by_the_warehouse(house: Caller) -> None:
    received = {
        "waybill": "W-E1",
        "received_at": "2026-09-05T10:00:00+08:00",
        "sku": "A",
        "quantity": 1,
        "condition": "damaged",
    }
    house.post("/warehouse/v1/inspections", received)
    path, content = "/warehouse/v1/returned-parcels/W-E1/photos", jpeg("crushed")
    key = {"Idempotency-Key": "W-E1", "Content-Type": "image/jpeg"}
    told = {"name": "1.jpg", "at": SHOWN["at"], "sku": "A"}
    brought = house.client.post(path, content=content, params=told, headers=key).json()
    (listed,) = house.get(path).json()
    fetched = house.get(f"{path}/{listed['sha256']}", person="李丽", reason="claim", at=SHOWN["at"])

    assert brought["changed"] is True
    assert (listed["sku"], listed["size"]) == ("A", len(content))
    assert fetched.content == content
    assert house.get("/warehouse/v1/evidence/soundness").json()["checked"] == 1
