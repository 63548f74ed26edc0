"""Photographs of answer sheets: taken in, read by a job, thrown away after their term."""

import datetime as dt
import hashlib
import io
from dataclasses import dataclass, field

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.intake import MB, FileKind, FileRefused, check_upload
from chuyende.foundation.core.jobs import enqueue
from chuyende.foundation.core.photos import clean_photo
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.planning.governance.queries import rules_of

from .. import queries
from ..enums import PhotoRefusal, PhotoState
from ..models import AnswerSheet, PaperEdition, SheetPhoto
from ..tasks import read_sheet_photo

SCAN_KINDS = (FileKind.PDF, FileKind.TIFF)
PHOTO_KINDS = (FileKind.JPEG, FileKind.PNG, *SCAN_KINDS)
MAX_FILE = 60 * MB


@transaction.atomic
def send_photo(*, actor: User, edition: PaperEdition, file: File) -> SheetPhoto:
    """Take in one photograph, or a scan of many sheets; a job reads it. The same file sent twice is one photograph.

    Raises `FileRefused`.
    """
    require(actor, Perm.QUIZ_CHANGE, edition.quiz)
    kind = check_upload(file, kinds=PHOTO_KINDS, max_bytes=MAX_FILE)
    if kind in SCAN_KINDS:
        _check_scan(file)
    sender = reach_of(actor).member
    assert sender is not None  # who keeps the quizzes of a cell is a member
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    name = (file.name or "")[-200:]
    photo, created = SheetPhoto.objects.get_or_create(
        edition=edition, digest=digest, defaults={"sent_by": sender, "file_name": name}
    )
    if created:
        photo.file.save(f"{photo.pk}{kind.extension}", ContentFile(content), save=True)
        enqueue(read_sheet_photo, str(photo.pk))
    return photo


def read_photo(photo: SheetPhoto) -> SheetPhoto:
    """Read a photograph that waits: find its sheet and what is filled in, or keep why that cannot be done.

    The program's own act. What is kept is the page flattened, or the picture as it may be shown, without what the
    camera wrote into it. Of a scan every page becomes a photograph, read by a job of its own. Read before, or its file
    gone, it stays as it is.
    """
    if photo.state != PhotoState.WAITING or not photo.file:
        return photo
    if str(photo.file.name).endswith(tuple(kind.extension for kind in SCAN_KINDS)):
        return _taken_apart(photo)
    found = _looked_at(photo)
    with transaction.atomic():
        if found.sheet:  # two photographs of one sheet are judged one after the other
            AnswerSheet.objects.select_for_update(no_key=True).get(pk=found.sheet.pk)
        photo = SheetPhoto.objects.select_for_update(of=("self",), no_key=True).get(pk=photo.pk)
        if photo.state != PhotoState.WAITING or not photo.file:
            return photo  # its term ended meanwhile
        photo.sheet, photo.rows, photo.refusal = found.sheet, found.rows, found.refusal
        photo.member = found.sheet.member if found.sheet else None
        photo.state = _state_of(photo)
        storage, sent = photo.file.storage, str(photo.file.name)
        photo.file = None
        if found.kept:
            photo.file.save(f"{photo.pk}.jpg", ContentFile(found.kept), save=False)
        photo.save()
        transaction.on_commit(lambda: storage.delete(sent))
    return photo


@transaction.atomic
def discard_old_photo_files() -> int:
    """Delete the files of photographs whose term is over; what was read of them stays. Return how many.

    The program's own act, by the housekeeping. The term is the rule `sheet_photos` of the day on which it was sent.
    """
    book, today, gone = rules_of("sheet_photos"), clock.today(), 0
    kept = SheetPhoto.objects.exclude(file="").select_related("edition__quiz__organisation")
    for photo in kept.iterator():
        day = timezone.localdate(photo.created_at)
        days = book.in_force(day, photo.edition.quiz.organisation).parameters["days"]
        if day + dt.timedelta(days=days) < today:
            photo.file.delete(save=True)
            gone += 1
    return gone


def _check_scan(file: File) -> None:
    from ..paper import scans

    words = {"name": file.name, "most": scans.MOST_PAGES}
    try:
        pages = scans.page_count(file.read())
    except scans.BrokenScan as error:
        raise FileRefused(
            _("The scan «%(name)s» cannot be opened. Scan the sheets again, as PDF or JPEG.") % words
        ) from error
    finally:
        file.seek(0)
    if pages > scans.MOST_PAGES:
        raise FileRefused(
            _("The scan «%(name)s» has %(pages)s pages; at most %(most)s can be taken. Send it in parts.")
            % (words | {"pages": pages})
        )


def _taken_apart(photo: SheetPhoto) -> SheetPhoto:
    """Let each page of a scan be a photograph: the scan itself becomes its first page. Done again it changes nothing."""
    from ..paper import scans

    try:
        with photo.file.open("rb") as scan:
            pages = list(scans.pages_of(scan.read()))
    except scans.BrokenScan:
        pages = []
    with transaction.atomic():
        photo = SheetPhoto.objects.select_for_update(of=("self",), no_key=True).get(pk=photo.pk)
        storage, sent = photo.file.storage, str(photo.file.name)
        if photo.state != PhotoState.WAITING or not photo.file or sent.endswith(".jpg"):
            return photo
        photo.file = None
        if not pages:
            photo.state, photo.refusal = PhotoState.REFUSED, PhotoRefusal.NOT_A_PICTURE
            photo.save()
        name = photo.file_name[-150:]
        for number, page in enumerate(pages, start=1):
            one = photo if number == 1 else _page_of(photo, page)
            if one is None:
                continue
            one.file_name = _("%(file)s, page %(n)s") % {"file": name, "n": number}
            one.file.save(f"{one.pk}.jpg", ContentFile(page), save=True)
            enqueue(read_sheet_photo, str(one.pk))
        transaction.on_commit(lambda: storage.delete(sent))
    return photo


def _page_of(scan: SheetPhoto, page: bytes) -> SheetPhoto | None:
    """A new photograph for a page; None for one that came before: a blank page, or the same scan saved anew."""
    one, is_new = SheetPhoto.objects.get_or_create(
        edition=scan.edition,
        digest=hashlib.sha256(page).hexdigest(),
        defaults={"sent_by": scan.sent_by, "file_name": scan.file_name},
    )
    return one if is_new else None


@dataclass
class _Found:
    """What a photograph shows, and the JPEG to keep of it (empty: nothing)."""

    kept: bytes
    refusal: str = ""
    sheet: AnswerSheet | None = None
    rows: list[dict[str, object]] = field(default_factory=list)


def _looked_at(photo: SheetPhoto) -> _Found:
    from ..paper import Unreadable, kept_page, open_page, read_page

    try:
        picture = _shown(photo.file)
    except FileRefused:
        return _Found(b"", PhotoRefusal.NOT_A_PICTURE)
    try:
        page = open_page(picture)
    except Unreadable as error:
        return _Found(picture, PhotoRefusal(error.refusal.value))
    sheet = AnswerSheet.objects.filter(
        edition=photo.edition, edition__number=page.code.sheet, number=page.code.holder
    ).first()
    if sheet is None or sheet.variant != page.code.variant:
        return _Found(picture, PhotoRefusal.OTHER_EDITION)
    readings = read_page(page, queries.variant_of(photo.edition, sheet.variant).sheet())
    rows: list[dict[str, object]] = [
        {"chosen": list(reading.chosen), "doubts": [doubt.value for doubt in reading.doubts]}
        for reading in readings
    ]
    return _Found(kept_page(page), "", sheet, rows)


def _shown(file: File) -> bytes:
    """The photograph as a JPEG of sensible size without metadata; what is transparent becomes white."""
    clean = clean_photo(file)
    content = clean.read()
    if str(clean.name).endswith(".jpg"):
        return content
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "JPEG", quality=90)
    return out.getvalue()


def _state_of(photo: SheetPhoto) -> PhotoState:
    if photo.refusal:
        return PhotoState.REFUSED
    counting = SheetPhoto.objects.filter(sheet=photo.sheet, state__in=queries.COUNTING)
    return PhotoState.REPEATED if counting.exists() else PhotoState.READ
