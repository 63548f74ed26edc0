"""Sheets that went through a scanner: one file, PDF or TIFF, with many pages."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from chuyende.foundation.core import clock
from chuyende.foundation.core.intake import FileRefused
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.enums import PhotoRefusal, PhotoState
from chuyende.meeting.quizzes.models import PaperEdition, Quiz, SheetPhoto
from chuyende.meeting.quizzes.paper import scans
from chuyende.meeting.quizzes.services import photos
from tests import factories

from .factories import user_of
from .paper.pen import Camera
from .sheets import photograph, print_for, right_rows, sheet_of, upload

pytestmark = pytest.mark.django_db

#: drawn in a little askew
SCANNER = Camera(tilt=0.8, shadow=1, page_width=1500)
#: how scanners write: in grey or colour, or black and white as a fax does
WRITERS: dict[str, dict[str, Any]] = {
    "PDF": {"format": "PDF"},
    "PDF, black and white": {"format": "PDF", "mode": "1"},
    "TIFF": {"format": "TIFF", "compression": "jpeg"},
    "TIFF, black and white": {"format": "TIFF", "mode": "1", "compression": "group4"},
}


@pytest.fixture
def printed(body: factories.Body, opened: Quiz) -> PaperEdition:
    return print_for(opened, body.secretary, body.paper_member, body.member)


def scanned(pages: list[Image.Image], *, mode: str = "L", **how: Any) -> bytes:
    first, *others = [page.convert(mode) for page in pages]
    out = io.BytesIO()
    first.save(out, save_all=True, append_images=others, **how)
    return out.getvalue()


def filled(edition: PaperEdition) -> list[Image.Image]:
    """Both sheets, everything right."""
    sheets = [sheet_of(edition, number) for number in (1, 2)]
    taken = [photograph(sheet, right_rows(sheet), camera=SCANNER) for sheet in sheets]
    return [Image.open(io.BytesIO(one)) for one in taken]


@pytest.mark.parametrize("writer", WRITERS)
def test_every_page_of_a_scan_is_read_as_a_sheet(
    body: factories.Body, printed: PaperEdition, run_jobs: Callable[[], int], writer: str
) -> None:
    empty = Image.new("L", (1654, 2339), 255)
    content = scanned([*filled(printed), empty], **WRITERS[writer])
    for _again in range(2):  # sent twice it is one
        services.send_photo(actor=user_of(body.secretary), edition=printed, file=upload(content, "quet.pdf"))
    run_jobs()

    pages = {photo.file_name: photo for photo in SheetPhoto.objects.all()}

    assert {name: (photo.state, photo.member) for name, photo in pages.items()} == {
        "quet.pdf, trang 1": (PhotoState.READ, body.paper_member),
        "quet.pdf, trang 2": (PhotoState.READ, body.member),
        "quet.pdf, trang 3": (PhotoState.REFUSED, None),
    }
    for number in (1, 2):
        photo = pages[f"quet.pdf, trang {number}"]
        assert photo.undecided == []
        assert services.confirm_sheet(actor=user_of(body.secretary), photo=photo).score == 3
    assert pages["quet.pdf, trang 3"].refusal == PhotoRefusal.NO_CORNERS


def test_a_page_that_was_recorded_and_thrown_away_stays_so_when_its_scan_is_saved_anew(
    body: factories.Body, printed: PaperEdition, run_jobs: Callable[[], int]
) -> None:
    first, second = filled(printed)
    keeper = user_of(body.secretary)
    services.send_photo(actor=keeper, edition=printed, file=upload(scanned([first, second], format="PDF")))
    run_jobs()
    recorded = SheetPhoto.objects.get(member=body.member)
    services.confirm_sheet(actor=keeper, photo=recorded)
    recorded.refresh_from_db()
    recorded.file.delete(save=True)  # its term is over

    again = scanned([first, second], format="PDF", title="Quét lại")
    services.send_photo(actor=keeper, edition=printed, file=upload(again))
    run_jobs()

    recorded.refresh_from_db()
    assert (recorded.state, bool(recorded.file)) == (PhotoState.RECORDED, False)


def test_a_scan_that_is_taken_apart_is_itself_not_kept(
    body: factories.Body, printed: PaperEdition, run_jobs: Callable[[], int]
) -> None:
    content = scanned(filled(printed), format="PDF")
    photo = services.send_photo(actor=user_of(body.secretary), edition=printed, file=upload(content))
    storage, name = photo.file.storage, photo.file.name
    assert storage.exists(name)

    run_jobs()

    assert not storage.exists(name)


def test_a_scan_that_cannot_be_opened_or_is_too_long_is_refused(
    body: factories.Body, printed: PaperEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, pages = user_of(body.secretary), filled(printed)
    tiff = scanned(pages, **WRITERS["TIFF, black and white"])
    for name, content in (("quet.tif", tiff[:200]), ("quet.pdf", b"%PDF-1.7\nnothing of a PDF")):
        with pytest.raises(FileRefused):
            services.send_photo(actor=keeper, edition=printed, file=upload(content, name))
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    with pytest.raises(FileRefused, match="2 trang"):
        services.send_photo(actor=keeper, edition=printed, file=upload(tiff, "quet.tif"))
    assert not SheetPhoto.objects.exists()


@pytest.mark.parametrize("writer", WRITERS)
def test_pages_come_at_the_size_that_is_read(writer: str) -> None:
    large = [Image.new("L", (2480, 3508), 255) for _page in range(2)]
    content = scanned(large, **WRITERS[writer])

    sizes = [Image.open(io.BytesIO(page)).size for page in scans.pages_of(content)]

    assert scans.page_count(content) == len(sizes) == 2
    assert {max(size) for size in sizes} == {scans.LONGEST_SIDE}


@pytest.mark.parametrize("kind", ["JPEG", "PDF"])
def test_what_is_thrown_away_while_it_is_read_stays_thrown_away(
    body: factories.Body, printed: PaperEdition, time_machine: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    out = io.BytesIO()
    filled(printed)[0].convert("L").save(out, kind)
    sent = services.send_photo(
        actor=user_of(body.secretary), edition=printed, file=upload(out.getvalue(), "anh")
    )
    photo = SheetPhoto.objects.get(pk=sent.pk)
    look, take_apart = photos._looked_at, scans.pages_of

    def term_ends(seen: Any) -> Any:
        time_machine.move_to(clock.now() + dt.timedelta(days=91), tick=False)
        assert services.discard_old_photo_files() == 1
        return seen

    monkeypatch.setattr(photos, "_looked_at", lambda one: term_ends(look(one)))
    monkeypatch.setattr(scans, "pages_of", lambda scan: term_ends(list(take_apart(scan))))

    services.read_photo(photo)

    photo.refresh_from_db()
    assert (photo.state, bool(photo.file)) == (PhotoState.WAITING, False)
    assert SheetPhoto.objects.count() == 1
