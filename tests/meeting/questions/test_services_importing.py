"""Files of questions: sent, read, mended, chosen, taken over, taken back, thrown away."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from openpyxl import Workbook

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.intake import FileRefused, MarkedSecret
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.questions import services
from chuyende.meeting.questions.engine.formats.reading import Doubt
from chuyende.meeting.questions.engine.formats.registry import FORMATS
from chuyende.meeting.questions.engine.rows import Decision
from chuyende.meeting.questions.engine.words import Choice, Kind, Words
from chuyende.meeting.questions.enums import ImportState
from chuyende.meeting.questions.errors import (
    AllInUse,
    FileUnreadable,
    ImportClosed,
    NothingChosen,
    NothingToUndo,
    NotReadYet,
    QuestionFaulty,
    RowsFaulty,
)
from chuyende.meeting.questions.models import Question, QuestionFile, QuestionImport, QuestionVersion
from tests.factories import Body, make_body
from tests.meeting.questions.factories import (
    EVERY_KIND,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    brought_in,
    file_of,
    send,
    sent_and_read,
    user_of,
    write,
)

pytestmark = pytest.mark.django_db

#: the second question names no answer, the third one that is not there
AIKEN = """\
Ngày thành lập Đảng là ngày nào?
A. 3/2/1930
B. 19/8/1945
ANSWER: A

Ai là Tổng Bí thư đầu tiên của Đảng?
A. Trần Phú
B. Lê Hồng Phong

Đại hội nào đề ra đường lối đổi mới?
A. Đại hội V
B. Đại hội VI
ANSWER: D
"""


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def doubtful(body: Body) -> QuestionImport:
    """Three questions of which two have to be mended."""
    return sent_and_read(body, ContentFile(AIKEN.encode(), "cau-hoi.txt"))


# --- sending and reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["docx", "xlsx", "csv", "moodle", "qti21", "qti30"])
def test_a_file_of_every_format_becomes_rows_and_nothing_is_in_the_bank(body: Body, code: str) -> None:
    imported = sent_and_read(body, file_of(EVERY_KIND, code))

    assert imported.state == ImportState.READ
    assert [row.words for row in imported.all_rows] == list(EVERY_KIND)
    assert imported.counts.taken == 7
    assert Question.objects.count() == 0


def test_the_worker_reads_what_was_sent(
    transactional_db: None, run_jobs: Callable[[], int], django_capture_on_commit_callbacks: object
) -> None:
    imported = send(make_body(), file_of(EVERY_KIND))
    sent = imported.file.name

    assert imported.state == ImportState.UNREAD
    assert run_jobs() == 1

    imported.refresh_from_db()
    assert (imported.state, imported.progress) == (ImportState.READ, 7)
    assert not default_storage.exists(sent)  # what was read is not kept twice


def test_a_form_sent_twice_makes_one_import(body: Body) -> None:
    first = send(body, file_of([SINGLE]))
    again = services.upload_questions(
        actor=user_of(body.secretary), organisation=body.cell, file=file_of([SHORT]), id=first.pk
    )

    assert again.pk == first.pk
    assert QuestionImport.objects.count() == 1


def test_reading_twice_changes_nothing(body: Body) -> None:
    imported = sent_and_read(body, file_of([SINGLE]))

    assert services.read_import(str(imported.pk)) == 0
    assert len(QuestionImport.objects.get().rows) == 1


def test_a_file_thrown_away_while_it_waits_is_not_read(body: Body) -> None:
    imported = send(body, file_of([SINGLE]))
    services.discard_import(actor=user_of(body.secretary), imported=imported)

    assert services.read_import(str(imported.pk)) == 0
    assert QuestionImport.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "inspector", "other_secretary", "party_secretary"])
def test_only_keepers_of_the_bank_send_a_file(body: Body, who: str) -> None:
    with pytest.raises(NotAllowed):
        services.upload_questions(
            actor=user_of(getattr(body, who)), organisation=body.cell, file=file_of([SINGLE])
        )


def test_a_question_that_the_bank_has_already_is_not_taken_by_itself(body: Body) -> None:
    known = write(body, SINGLE)

    imported = sent_and_read(body, file_of([SINGLE, SHORT, SHORT]))

    assert [row.known for row in imported.all_rows] == [str(known.question_id), "", "#2"]
    assert [row.is_taken for row in imported.all_rows] == [False, True, False]
    assert imported.counts.doubtful == 2


def test_pictures_come_along(body: Body, seed: Path) -> None:
    picture = next(seed.rglob("*.jpg")).read_bytes()
    words = Words(kind=Kind.TRUE_FALSE, stem="Ảnh chụp hội trường.", media="hoi-truong.jpg", is_true=True)
    data = FORMATS["moodle"].write([words], {"hoi-truong.jpg": picture})  # type: ignore[misc]  # it writes

    imported = sent_and_read(body, ContentFile(data, "cau-hoi.xml"))
    services.import_questions(actor=user_of(body.secretary), imported=imported)

    version, kept = QuestionVersion.objects.get(), QuestionFile.objects.get()
    assert version.words.media == kept.name
    assert kept.file.read() == picture


def test_a_picture_that_is_none_is_told_and_left_out(body: Body) -> None:
    words = Words(kind=Kind.TRUE_FALSE, stem="Ảnh chụp hội trường.", media="hoi-truong.jpg", is_true=True)
    data = FORMATS["moodle"].write([words], {"hoi-truong.jpg": b"MZ no picture"})  # type: ignore[misc]  # it writes

    (row,) = sent_and_read(body, ContentFile(data, "cau-hoi.xml")).all_rows

    assert row.words.media == ""
    assert Doubt.MEDIA_MISSING in row.doubts


# --- bad files -----------------------------------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<quiz><question type="truefalse"><name><text>&d;</text></name></question></quiz>"""


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "rong.docx", FileRefused),
        (b"%PDF-1.4 khong phai cau hoi", "cau-hoi.docx", FileRefused),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64, "cau-hoi.docx", FileRefused),
        (b"PK\x03\x04 hong roi", "cau-hoi.docx", FileRefused),
        (zipped({"h5p.json": b"{}"})[:-30], "cau-hoi.h5p", FileRefused),
        (zipped({"doc.md": b"# x"}), "cau-hoi.zip", FileUnreadable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "cu.doc", FileRefused),
        ("TỐI MẬT\nCâu 1. Hỏi gì?\nA. Có\nB. Không\nANSWER: A".encode(), "cau-hoi.txt", MarkedSecret),
        ("Hỏi gì?\nA. Có\nB. Không\nANSWER: A".encode(), "Đề thi (MẬT).txt", MarkedSecret),
        ("<quiz><text>TUYỆT MẬT</text></quiz>".encode(), "cau-hoi.xml", MarkedSecret),
        (zipped({"imsmanifest.xml": "<a><b>TỐI MẬT</b></a>".encode()}), "cau-hoi.zip", MarkedSecret),
        (
            zipped({"content/a.xml": b"0" * 40_000_000} | {f"{n}.xml": b"0" * 40_000_000 for n in range(5)}),
            "bom.zip",
            FileRefused,
        ),
    ],
)
def test_a_bad_file_is_refused_with_a_reason_and_nothing_is_kept(
    body: Body, data: bytes, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        send(body, ContentFile(data, name))

    assert len(str(refused.value)) > 20
    assert QuestionImport.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (BOMB, "bom.xml", "too_large"),
        (b"<quiz></quiz>", "rong.xml", "empty"),
        (b"<quiz><question", "hong.xml", "broken"),
        ("Chỉ là một đoạn văn.".encode(), "van-ban.txt", "broken"),
        (zipped({"imsmanifest.xml": b"<manifest>"}), "hong.zip", "broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(
    body: Body, data: bytes, name: str, told: str
) -> None:
    imported = sent_and_read(body, ContentFile(data, name))

    assert (imported.state, imported.trouble) in {(ImportState.FAILED, told), (ImportState.FAILED, "empty")}
    assert (imported.rows, imported.file.name) == ([], "")
    assert Question.objects.count() == 0
    with pytest.raises(ImportClosed):
        services.import_questions(actor=user_of(body.secretary), imported=imported)


def test_a_marking_in_an_old_coding_is_found(body: Body) -> None:
    text = "TỐI MẬT\nĐảng viên có mấy nghĩa vụ? Chọn một trong hai.\nA. Bốn\nB. Năm\nANSWER: A"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = "".join(
        unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in tones))
        + "".join(sign for sign in letters if sign in tones)
        for letters in (unicodedata.normalize("NFD", letter) for letter in text)
    )

    with pytest.raises(MarkedSecret):
        send(body, ContentFile(apart.encode("cp1258"), "cau-hoi.txt"))


def test_formulas_of_a_sheet_are_doubted(body: Body) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Loại", "Câu hỏi", "A", "B", "Đáp án"])
    sheet.append(["Một phương án đúng", "Hai cộng hai là mấy?", "=2+2", "5", "A"])
    out = io.BytesIO()
    book.save(out)

    (row,) = sent_and_read(body, ContentFile(out.getvalue(), "cau-hoi.xlsx")).all_rows

    assert Doubt.FORMULA in row.doubts
    assert not row.is_taken
    assert Question.objects.count() == 0


# --- mending and choosing ------------------------------------------------------------------------------------


def test_what_is_in_doubt_is_not_taken_until_somebody_says_so(doubtful: QuestionImport) -> None:
    assert [row.is_taken for row in doubtful.all_rows] == [True, False, False]
    assert (doubtful.counts.total, doubtful.counts.doubtful, doubtful.counts.taken) == (3, 2, 1)


def test_a_mended_question_is_taken(body: Body, doubtful: QuestionImport) -> None:
    words = Words(
        kind=Kind.SINGLE,
        stem="Ai là Tổng Bí thư đầu tiên của Đảng?",
        choices=(Choice("Trần Phú", is_right=True), Choice("Lê Hồng Phong")),
    )

    services.mend_row(actor=user_of(body.deputy), imported=doubtful, number=2, words=words)

    row = QuestionImport.objects.get().all_rows[1]
    assert (row.words, row.is_taken, row.is_doubtful) == (words, True, False)
    assert AuditEntry.objects.filter(verb="question_row_mended").count() == 1


def test_mending_into_what_cannot_be_asked_is_refused(body: Body, doubtful: QuestionImport) -> None:
    with pytest.raises(QuestionFaulty):
        services.mend_row(
            actor=user_of(body.secretary),
            imported=doubtful,
            number=2,
            words=Words(kind=Kind.SHORT, stem="Ai?"),
        )

    assert not QuestionImport.objects.get().all_rows[1].is_mended


def test_questions_are_left_and_taken_again(body: Body, doubtful: QuestionImport) -> None:
    actor = user_of(body.secretary)
    services.choose_rows(actor=actor, imported=doubtful, numbers=[1], decision=Decision.LEAVE)
    assert QuestionImport.objects.get().counts.taken == 0

    services.choose_rows(actor=actor, imported=doubtful, numbers=[1], decision=Decision.TAKE)
    assert QuestionImport.objects.get().counts.taken == 1


def test_what_cannot_be_asked_cannot_be_taken(body: Body, doubtful: QuestionImport) -> None:
    with pytest.raises(RowsFaulty, match=r"2, 3\."):
        services.choose_rows(
            actor=user_of(body.secretary), imported=doubtful, numbers=[1, 2, 3], decision=Decision.TAKE
        )


@pytest.mark.parametrize("who", ["member", "other_secretary"])
def test_nobody_else_mends_chooses_takes_undoes_or_discards(
    body: Body, doubtful: QuestionImport, who: str
) -> None:
    actor = user_of(getattr(body, who))
    for act in (
        lambda: services.mend_row(actor=actor, imported=doubtful, number=1, words=SINGLE),
        lambda: services.choose_rows(actor=actor, imported=doubtful, numbers=[1], decision=Decision.LEAVE),
        lambda: services.import_questions(actor=actor, imported=doubtful),
        lambda: services.undo_import(actor=actor, imported=doubtful),
        lambda: services.discard_import(actor=actor, imported=doubtful),
    ):
        with pytest.raises(NotAllowed):
            act()


# --- taking over and back ------------------------------------------------------------------------------------


def test_the_chosen_questions_are_in_the_bank_in_their_order(body: Body) -> None:
    done = brought_in(body)

    versions = {version.question_id: version for version in QuestionVersion.objects.all()}
    assert [versions[pk].words for pk in done.question_ids] == list(EVERY_KIND)
    assert {version.written_by for version in versions.values()} == {body.secretary}
    assert all(version.folded for version in versions.values())
    assert done.confirmed_at is not None


def test_taken_over_twice_it_is_taken_over_once(body: Body) -> None:
    done = brought_in(body, [SINGLE])

    services.import_questions(actor=user_of(body.secretary), imported=done)

    assert Question.objects.count() == 1


def test_a_common_source_is_for_those_that_name_none(body: Body) -> None:
    from tests.planning.governance import factories as governance

    common, own = (governance.make_provision(governance.make_document(body.cell)) for _number in range(2))
    imported = sent_and_read(body, file_of([SINGLE, SHORT]))
    services.mend_row(actor=user_of(body.secretary), imported=imported, number=2, words=SHORT, provision=own)

    services.import_questions(actor=user_of(body.secretary), imported=imported, provision=common)

    assert list(QuestionVersion.objects.order_by("created_at").values_list("provision", flat=True)) == [
        common.pk,
        own.pk,
    ]


def test_nothing_chosen_writes_nothing(body: Body) -> None:
    imported = sent_and_read(body, file_of([SINGLE]))
    services.choose_rows(
        actor=user_of(body.secretary), imported=imported, numbers=[1], decision=Decision.LEAVE
    )

    with pytest.raises(NothingChosen):
        services.import_questions(actor=user_of(body.secretary), imported=imported)
    assert Question.objects.count() == 0


def test_what_is_not_read_yet_cannot_be_taken_over(body: Body) -> None:
    with pytest.raises(NotReadYet):
        services.import_questions(actor=user_of(body.secretary), imported=send(body, file_of([SINGLE])))


def test_undone_the_questions_are_gone_and_the_file_stands_as_before(body: Body) -> None:
    done = brought_in(body)

    undone = services.undo_import(actor=user_of(body.secretary), imported=done)

    assert (undone.gone, undone.staying) == (7, 0)
    assert Question.objects.count() == 0
    kept = QuestionImport.objects.get()
    assert kept.is_open
    assert kept.counts.taken == 7
    services.import_questions(actor=user_of(body.secretary), imported=kept)
    assert Question.objects.count() == 7


def test_undone_twice_changes_nothing_more(body: Body) -> None:
    done = brought_in(body, [SINGLE])
    services.undo_import(actor=user_of(body.secretary), imported=done)

    assert services.undo_import(actor=user_of(body.secretary), imported=done).gone == 0


def test_undoing_leaves_what_somebody_has_used(body: Body) -> None:
    done = brought_in(body)
    changed, shared, checked = (Question.objects.get(pk=pk) for pk in done.question_ids[:3])
    services.change_question(
        actor=user_of(body.deputy),
        version=changed.versions.get(),
        words=TRUE_FALSE,
    )
    services.share_question(actor=user_of(body.deputy), question=shared, is_shared=True)
    QuestionVersion.objects.filter(question=checked).update(checked_at=checked.created_at)

    undone = services.undo_import(actor=user_of(body.secretary), imported=done)

    assert (undone.gone, undone.staying) == (4, 3)
    assert set(Question.objects.all()) == {changed, shared, checked}
    kept = QuestionImport.objects.get()
    assert [row.is_taken for row in kept.all_rows] == [False] * 3 + [True] * 4
    assert kept.all_rows[0].known == str(changed.pk)


def test_what_is_all_used_cannot_be_undone(body: Body) -> None:
    done = brought_in(body, [SINGLE])
    services.share_question(actor=user_of(body.deputy), question=Question.objects.get(), is_shared=True)

    with pytest.raises(AllInUse):
        services.undo_import(actor=user_of(body.secretary), imported=done)
    assert QuestionImport.objects.get().confirmed_at is not None


def test_what_was_not_taken_over_cannot_be_undone(body: Body) -> None:
    with pytest.raises(NothingToUndo):
        services.undo_import(actor=user_of(body.secretary), imported=sent_and_read(body, file_of([SINGLE])))


def test_a_file_that_was_taken_over_is_not_thrown_away(body: Body) -> None:
    done = brought_in(body, [SINGLE])

    services.discard_import(actor=user_of(body.secretary), imported=done)

    assert QuestionImport.objects.filter(pk=done.pk).exists()


def test_every_act_is_in_the_log(body: Body) -> None:
    done = brought_in(body, [SINGLE, SHORT])
    actor = user_of(body.secretary)
    services.undo_import(actor=actor, imported=done)
    services.choose_rows(actor=actor, imported=done, numbers=[1], decision=Decision.LEAVE)
    services.discard_import(actor=actor, imported=done)

    told = AuditEntry.objects.filter(subject_type="questions.questionimport").order_by("sequence")
    assert [entry.verb for entry in told] == [
        "question_file_sent",
        "questions_imported",
        "questions_import_undone",
        "question_rows_chosen",
        "question_file_discarded",
    ]
