"""Evidence attached to a case: it counts from its own moment, and what is missing is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.commands import AttachEvidence, LookAtEvidence
from services.intake.domain.asking import ASKS, asks_for
from services.intake.domain.evidence_events import EvidenceViewed
from services.intake.domain.refusals import CaseNotKnown, EvidenceNotKnown
from shared.contracts import intake as say
from shared.policy.vocabulary import EVIDENCE
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk, item

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = ASKED + 3 * HOUR
SECOND = timedelta(seconds=1)


def file(name: str, kind: str = "photo", at: datetime = LATER, **cells: Any) -> AttachEvidence:
    """A file whose content is its name."""
    digest = sha256(name.encode()).hexdigest()
    return AttachEvidence(
        case_no=CASE,
        at=at,
        kind=kind,
        name=name,
        media_type="image/jpeg",
        sha256=digest,
        size=len(name),
        **cells,
    )


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """The order's parcel was signed for a day before anybody asks."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    return desk


def decided(desk: Desk) -> tuple[str, datetime, tuple[str, ...]]:
    last = desk.last(say.RequestDecided)
    return last.decision.verdict, last.decided_at, last.decision.missing


def test_r201_a_photo_grants_a_damaged_parcel_what_it_waited_for_from_its_own_moment(
    signed: Desk,
) -> None:
    signed.ask("damage", wish="reship", outer_package="damaged")
    assert decided(signed) == ("needs_evidence", ASKED, ("photos",))
    assert signed.said(say.ReshipIssued) == []

    signed.do(file("1.jpg"))

    assert decided(signed) == ("approved", LATER, ())
    assert signed.last(say.RequestDecided).facts["photos"] == 1
    assert signed.last(say.ReshipIssued).at == LATER
    assert signed.last(say.RemedyChosen).rule == "R203"


def test_r208_a_defect_needs_photo_and_verification_whichever_comes_first(signed: Desk) -> None:
    signed.ask("quality_defect", wish="refund", verified=True, verified_at=LATER)
    signed.do(file("1.jpg", at=LATER - HOUR))
    assert decided(signed)[::2] == ("needs_evidence", ("verification",))

    signed.pass_time(LATER)

    assert decided(signed) == ("approved", LATER, ("customer_confirmation",))


def test_r209_a_wrong_item_verified_first_waits_for_its_photo(signed: Desk) -> None:
    signed.ask("wrong_item", wish="exchange", verified=True, verified_at=LATER)
    signed.pass_time(LATER + DAY)
    assert decided(signed)[::2] == ("needs_evidence", ("photos",))
    assert signed.said(say.ReturnSlipIssued) == []

    signed.do(file("1.jpg", at=LATER + DAY))

    assert decided(signed)[:2] == ("approved", LATER + DAY)
    assert signed.last(say.ReturnSlipIssued).at == LATER + DAY


def test_r210_an_outer_photo_that_shows_an_intact_package_leaves_only_the_weight_to_ask(
    signed: Desk,
) -> None:
    signed.ask("missed_item")
    assert decided(signed)[::2] == ("needs_evidence", ("outer_photo", "weight_check"))

    signed.do(file("box.jpg", "outer_photo", outer_package="intact"))

    facts = signed.last(say.RequestDecided).facts
    assert (facts["outer_photo"], facts["outer_package"]) == (True, "intact")
    assert decided(signed)[::2] == ("needs_evidence", ("weight_check",))
    signed.weighed("mismatch", LATER + HOUR)
    assert decided(signed)[:2] == ("approved", LATER + HOUR)


def test_r211_an_outer_photo_that_shows_damage_is_the_couriers_from_its_moment(
    signed: Desk,
) -> None:
    signed.ask("missed_item", wish="reship")

    signed.do(file("box.jpg", "outer_photo", outer_package="damaged"))

    chosen = signed.last(say.RemedyChosen)
    assert (chosen.rule, chosen.liable, chosen.chosen_at) == ("R211", "courier", LATER)


def test_d24_the_outer_photo_moves_damage_from_the_merchant_to_the_courier(signed: Desk) -> None:
    signed.ask("damage", wish="reship", photos=2)
    assert signed.last(say.RemedyChosen).liable == "merchant"

    signed.do(file("box.jpg", "outer_photo", outer_package="damaged"))

    chosen = signed.last(say.RemedyChosen)
    assert (chosen.liable, chosen.rule, chosen.chosen_at) == ("courier", "R203", LATER)
    assert len(signed.said(say.ReshipIssued)) == 1


def test_the_package_that_the_request_names_stands_whatever_a_photo_is_said_to_show(
    signed: Desk,
) -> None:
    signed.ask("damage", wish="reship", photos=2, outer_package="intact")

    signed.do(file("box.jpg", "outer_photo", outer_package="damaged"))

    assert signed.last(say.RequestDecided).facts["outer_package"] == "intact"
    assert signed.last(say.RemedyChosen).rule == "R204"


@pytest.mark.parametrize(
    ("cell", "files", "photos"),
    [
        pytest.param(None, 0, None, id="none"),
        pytest.param(None, 2, 2, id="two files"),
        pytest.param(3, 2, 3, id="the row says more than there are files"),
        pytest.param(1, 2, 2, id="more files than the row says"),
        pytest.param(0, 1, 1, id="the row says none"),
    ],
)
def test_photos_are_the_rows_cell_or_the_files_whichever_are_more(
    signed: Desk, cell: int | None, files: int, photos: int | None
) -> None:
    signed.ask("damage", photos=cell)
    for number in range(files):
        signed.do(file(f"{number}.jpg"))

    assert signed.last(say.RequestDecided).facts.get("photos") == photos


@pytest.mark.parametrize(
    ("at", "counts_from"),
    [
        pytest.param(ASKED - DAY, ASKED, id="taken before the request"),
        pytest.param(ASKED, ASKED, id="at the request"),
        pytest.param(ASKED + SECOND, ASKED + SECOND, id="a second later"),
    ],
)
def test_a_photo_counts_from_its_moment_never_before_the_request(
    signed: Desk, at: datetime, counts_from: datetime
) -> None:
    signed.ask("damage", wish="reship", outer_package="damaged")
    signed.do(file("1.jpg", at=at))

    assert decided(signed)[:2] == ("approved", counts_from)


def test_d32a_a_cell_filled_later_counts_from_the_request_all_the_same(signed: Desk) -> None:
    signed.ask("damage", wish="reship", outer_package="damaged")
    signed.do(file("1.jpg"))
    signed.ask("damage", wish="reship", outer_package="damaged", photos=2)

    assert decided(signed)[:2] == ("approved", ASKED)


def test_the_same_file_again_changes_nothing(signed: Desk) -> None:
    signed.ask("damage")

    assert signed.do(file("1.jpg")) is True
    assert signed.do(file("1.jpg", at=LATER + DAY, person="王敏")) is False
    assert signed.do(file("1.jpg", "document")) is True
    assert signed.last(say.RequestDecided).facts["photos"] == 1


@pytest.mark.parametrize("kind", ["weight_slip", "sign_off_slip", "invoice", "chat", "document"])
def test_papers_are_kept_and_told_and_decide_nothing(signed: Desk, kind: str) -> None:
    signed.ask("damage", outer_package="damaged")
    before = len(signed.said(say.RequestDecided))

    signed.do(file("slip.pdf", kind, person="王敏"))

    attached = signed.last(say.EvidenceAttached)
    assert (attached.kind, attached.person, attached.at) == (kind, "王敏", LATER)
    assert (attached.case_no, attached.order_no) == (CASE, "O1")
    assert len(signed.said(say.RequestDecided)) == before


def asked_for(desk: Desk) -> list[tuple[tuple[str, ...], datetime]]:
    return [(said.missing, said.asked_at) for said in desk.said(say.EvidenceRequested)]


def test_r504_missing_photos_are_asked_for_once_until_they_are_there(signed: Desk) -> None:
    signed.ask("damage", wish="reship")
    signed.do(file("contract.pdf", "document", at=ASKED + HOUR))
    assert asked_for(signed) == [(("photos",), ASKED)]

    signed.do(file("1.jpg"))
    assert asked_for(signed)[1:] == [(("outer_photo",), LATER)]

    signed.do(file("box.jpg", "outer_photo", at=LATER + HOUR, outer_package="damaged"))
    assert asked_for(signed)[2:] == [((), LATER + HOUR)]


def test_r504_a_case_that_shows_everything_is_asked_for_nothing(signed: Desk) -> None:
    signed.ask("damage", photos=2, outer_package="damaged", wish="reship")

    assert asked_for(signed) == []


@pytest.mark.parametrize("missing", EVIDENCE)
def test_r504_every_missing_thing_has_its_words_in_both_languages(missing: str) -> None:
    (ask,) = asks_for([missing])

    assert ask["of"] in {"customer", "courier", "warehouse", "desk"}
    assert ask["zh"] != ask["en"]
    assert set(EVIDENCE) == set(ASKS)


def test_r516_every_look_at_a_file_is_recorded_and_told_to_nobody(signed: Desk) -> None:
    signed.ask("damage")
    photo = file("1.jpg")
    signed.do(photo)
    said = len(signed.everything())
    for reason in ("check the damage", "check the damage"):
        signed.do(LookAtEvidence(CASE, LATER, photo.sha256, "王敏", reason))

    stored = signed.intake.stored_events_under(EvidenceViewed.TOPIC)
    looks: list[Any] = [signed.intake.mapper.to_domain_event(one) for one in stored]
    assert [(look.person, look.reason, look.sha256) for look in looks] == [
        ("王敏", "check the damage", photo.sha256)
    ] * 2
    assert len(signed.everything()) == said


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        pytest.param(lambda: file("1.jpg"), CaseNotKnown, id="a file for no case"),
        pytest.param(
            lambda: LookAtEvidence(CASE, LATER, "0" * 64, "王敏", "why"),
            CaseNotKnown,
            id="a look at no case",
        ),
    ],
)
def test_nothing_is_attached_to_a_case_that_is_not(
    desk: Desk, command: Callable[[], Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        desk.do(command())


def test_a_look_at_a_file_that_the_case_does_not_have_is_refused(signed: Desk) -> None:
    signed.ask("damage", item("CUP"))

    with pytest.raises(EvidenceNotKnown):
        signed.do(LookAtEvidence(CASE, LATER, "0" * 64, "王敏", "why"))
