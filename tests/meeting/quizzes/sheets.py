"""Printed sheets of a real printing, filled in by somebody, photographed by somebody."""

from collections.abc import Sequence
from random import Random
from typing import Any

import cv2
import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile

from chuyende.foundation.organisation.models import Member
from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from chuyende.meeting.quizzes import queries, services
from chuyende.meeting.quizzes.models import AnswerSheet, PaperEdition, Quiz, SheetPhoto
from chuyende.meeting.quizzes.paper import Copy, SheetCode, sheets_png
from tests import factories
from tests.meeting.quizzes.factories import make_draft, user_of
from tests.meeting.quizzes.paper import pen
from tests.meeting.quizzes.paper.words import WORDS

#: as a phone held by hand over a table sees it
BY_HAND = pen.Camera(tilt=4, skew=0.03, curl=1, shadow=0.8, blur=0.6, noise=2, quality=85, page_width=1300)


def print_for(quiz: Quiz, by: Member, *members: Member, variants: int = 1, blanks: int = 0) -> PaperEdition:
    return services.print_edition(
        actor=user_of(by), quiz=quiz, variants=variants, members=members, blanks=blanks
    )


def right_rows(sheet: AnswerSheet) -> list[list[int]]:
    """The bubbles of every row that are right on this sheet."""
    rows: list[list[int]] = []
    for question in queries.variant_of(sheet.edition, sheet.variant).questions:
        place = {index: shown for shown, index in enumerate(question.order)}
        right: Any = right_answer(question.words)
        match question.words.kind:
            case Kind.MATCHING:
                rows += [[place[one]] for one in right]
            case Kind.MULTIPLE:
                rows.append(sorted(place[one] for one in right))
            case Kind.TRUE_FALSE:
                rows.append([place[0 if right else 1]])
            case _:
                rows.append([place[right]])
    return rows


def photograph(
    sheet: AnswerSheet,
    rows: Sequence[Sequence[int]],
    *,
    faint: Sequence[int] = (),
    camera: pen.Camera = BY_HAND,
    seed: int = 1,
) -> bytes:
    """The JPEG of `sheet` with the bubbles `rows` filled in; rows in `faint` so weakly that nobody can be sure."""
    random = Random(seed)
    layout = queries.variant_of(sheet.edition, sheet.variant).sheet()
    code = SheetCode(
        sheet=sheet.edition.number, variant=sheet.variant, holder=sheet.number, is_blank=sheet.member is None
    )
    (png,) = sheets_png(layout, [Copy(code, "")], WORDS, dots_per_inch=pen.DOTS_PER_INCH)
    page = np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)
    for index, (row, filled) in enumerate(zip(layout.rows(), rows, strict=True)):
        for bubble in filled:
            pen.blacken(page, row.bubbles[bubble], random, faintly=index in faint)
    return pen.photograph(page, camera, random)


def upload(content: bytes, name: str = "phieu.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(edition: PaperEdition, by: Member, content: bytes, name: str = "phieu.jpg") -> SheetPhoto:
    """Send a photograph and read it as the worker does."""
    photo = services.send_photo(actor=user_of(by), edition=edition, file=upload(content, name))
    return services.read_photo(photo)


def sheet_of(edition: PaperEdition, number: int = 1) -> AnswerSheet:
    return edition.sheets.select_related("member").get(number=number)


def every_kind(body: factories.Body) -> Quiz:
    """A published quiz with a question of every kind, two of which no bubble can answer."""
    quiz = make_draft(body, questions=1)
    pairs = (Pair("Kết luận", "Ban Bí thư"), Pair("Nghị quyết", "Đại hội"), Pair("Quyết định", "Cấp uỷ"))
    several = tuple(Choice(text, text in "ac") for text in "abcde")
    for words in (
        Words(kind=Kind.MULTIPLE, stem="Những ý nào đúng?", choices=several),
        Words(kind=Kind.TRUE_FALSE, stem="Chi bộ họp mỗi tháng.", is_true=True),
        Words(kind=Kind.MATCHING, stem="Ghép văn bản với nơi ban hành.", pairs=pairs, decoys=("Đoàn",)),
        Words(kind=Kind.SHORT, stem="Điều lệ có mấy chương?", answers=("12",)),
        Words(kind=Kind.CLOZE, stem="Đảng lấy [[1]] làm nền tảng.", gaps=(Gap(("chủ nghĩa",)),)),
    ):
        services.add_question(actor=user_of(body.secretary), quiz=quiz, words=words)
    return services.publish_quiz(actor=user_of(body.secretary), quiz=quiz)
