"""Small files of every kind: they begin as such files do, and differ by what is added."""

from __future__ import annotations


def jpeg(text: str = "a crushed box") -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + text.encode()


def png(text: str = "") -> bytes:
    return b"\x89PNG\r\n\x1a\n" + text.encode()


def webp(text: str = "") -> bytes:
    return b"RIFF\x10\x00\x00\x00WEBPVP8 " + text.encode()


def pdf(text: str = "") -> bytes:
    return b"%PDF-1.7\n" + text.encode()


def mp4(brand: str = "isom") -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand.encode() + b"\x00\x00\x02\x00"
