"""However what arrives is interleaved and repeated, keys in order: the same entries."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.logistics import publishing, reactions
from services.logistics.application import Logistics
from shared.contracts.base import Announcement
from shared.money import Money
from shared.store.connect import environment
from tests.logistics import told
from tests.logistics.told import RETURN, day
from tests.support.stage import Stage

SECOND: dict[str, Any] = {"case_no": "C-2"}

REFUSED = [
    [
        told.outbound(),
        told.scan("transferred", day(2), fee=Money.of("5.00")),
        told.scan("refused", day(5)),
        told.reship(),
        told.scan("returned", day(7)),
    ],
    [told.ordered()],
    [
        told.requested("damage", "in_transit"),
        *told.decided("R108", "reship", "courier"),
        told.verdict("warehouse", day(8)),
        told.verdict("courier", day(9.5)),
    ],
    [
        told.requested("out_of_area", "in_transit", day(3), **SECOND),
        *told.decided("R111", "return_refund", "courier", day(3), **SECOND),
    ],
    told.inspected(("MILK", 1, "damaged"), ("MILK", 1, "good")),
]
SIGNED = [
    [told.outbound(), told.scan("signed", day(3)), told.returned()],
    [told.ordered()],
    [
        told.requested("damage", "signed"),
        *told.decided("R204", "return_refund", "merchant"),
        *told.decided("R203", "return_refund", "courier", revision=2),
        told.verdict("staff", day(9)),
    ],
    [
        told.requested("damage", "signed", day(3.5), **SECOND),
        *told.decided("R203", "price_difference", "courier", day(3.5), **SECOND),
    ],
    [told.photographed()],
    [told.photographed(day(3.5), "C-2")],
    told.inspected(("MILK", 2, "damaged"), waybill=RETURN),
    [told.paid("15.50"), told.paid("15.50").model_copy(update=SECOND)],
    [told.assigned("refund", "30.00", day(8))],
]


@st.composite
def interleaved(draw: st.DrawFn, streams: list[list[Any]]) -> list[Any]:
    """One order of all streams, some of it said twice."""
    places = [number for number, stream in enumerate(streams) for _ in stream]
    rest = [iter(stream) for stream in streams]
    found = [next(rest[number]) for number in draw(st.permutations(places))]
    return [one for one in found for _ in range(draw(st.integers(1, 2)))]


def money(parts: list[Any]) -> list[str]:
    """Every entry said, in a run of its own."""
    with TemporaryDirectory() as folder:
        service = Logistics(environment("embedded", "logistics", Path(folder)))
        stage = Stage(service, reactions, publishing.announce)
        for one in parts:
            (stage.hears if isinstance(one, Announcement) else stage.does)(one)
        stage.reaches(day(30))
        said = [entry for one in stage.said for entry in _entries(one)]
        service.close()
        return sorted(said)


def _entries(said: Any) -> list[str]:
    if said.TYPE == "ParcelTransferred":
        return []  # Said again once its case is known; the entry keeps its number.
    entries = [getattr(said, "entry", None), *getattr(said, "entries", ())]
    return [
        f"{said.TYPE} {said.case_no} {said.rule} {entry.model_dump_json()}"
        for entry in entries
        if entry
    ]


REFUSED_ENTRIES = money([*chain.from_iterable(REFUSED)])
SIGNED_ENTRIES = money([*chain.from_iterable(SIGNED)])


@settings(max_examples=30, deadline=None)
@given(interleaved(REFUSED))
def test_a_refused_parcel_brings_the_same_entries(parts: list[Any]) -> None:
    assert money(parts) == REFUSED_ENTRIES


@settings(max_examples=30, deadline=None)
@given(interleaved(SIGNED))
def test_a_signed_parcel_brings_the_same_entries(parts: list[Any]) -> None:
    assert money(parts) == SIGNED_ENTRIES
