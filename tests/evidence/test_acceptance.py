"""What is accepted as evidence: known by its bytes, of a bounded size."""

from __future__ import annotations

from hashlib import sha256

import pytest

from shared.errors import BadInput
from shared.evidence.acceptance import (
    FileTooLarge,
    MediaTypeDiffers,
    MediaTypeNotAccepted,
    accepted,
    examined,
)
from tests.evidence.files import jpeg, mp4, pdf, png, webp


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(jpeg(), "image/jpeg", id="jpeg"),
        pytest.param(png(), "image/png", id="png"),
        pytest.param(webp(), "image/webp", id="webp"),
        pytest.param(pdf(), "application/pdf", id="pdf"),
        pytest.param(mp4(), "video/mp4", id="mp4"),
        pytest.param(mp4("mp42"), "video/mp4", id="mp4 of another brand"),
    ],
)
def test_a_file_is_known_by_its_bytes_whatever_its_name(content: bytes, media_type: str) -> None:
    file = examined("photo.txt", content).file

    assert (file.media_type, file.size) == (media_type, len(content))
    assert file.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xd8", id="the beginning of a beginning"),
        pytest.param(b"<html><script>alert(1)</script>", id="a page"),
        pytest.param(b"MZ\x90\x00", id="a program"),
        pytest.param(b"RIFF\x10\x00\x00\x00WAVEfmt ", id="a sound in the same wrapping as webp"),
        pytest.param(mp4("heic"), id="a picture in the same wrapping as mp4"),
    ],
)
def test_another_kind_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(MediaTypeNotAccepted, match="image/jpeg"):
        examined("photo.jpg", content)


def test_a_file_must_be_what_it_is_said_to_be() -> None:
    assert examined("1.jpg", jpeg(), "image/jpeg").file.media_type == "image/jpeg"
    assert examined("1.jpg", jpeg(), "application/octet-stream").file.media_type == "image/jpeg"
    with pytest.raises(MediaTypeDiffers, match="said to be image/png, but it is image/jpeg"):
        examined("1.jpg", jpeg(), "image/png")


def test_the_largest_file_is_taken_and_one_byte_more_is_not() -> None:
    largest = accepted().largest_bytes
    most = jpeg().ljust(largest, b"\0")

    assert examined("1.jpg", most).file.size == largest
    with pytest.raises(FileTooLarge):
        examined("1.jpg", most + b"\0")


@pytest.mark.parametrize("name", ["", "  ", "../etc/passwd", "a\\b.jpg", "a\nb.jpg", "x" * 201])
def test_a_name_is_only_a_name(name: str) -> None:
    with pytest.raises(BadInput):
        examined(name, jpeg())


def test_a_name_may_be_chinese_and_long() -> None:
    assert examined("破损照片1.jpg", jpeg()).file.name == "破损照片1.jpg"
    assert len(examined("x" * 200, jpeg()).file.name) == 200
