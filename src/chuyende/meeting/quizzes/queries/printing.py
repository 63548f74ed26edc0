"""What of a printing goes to the printer: booklets, answer sheets, the key."""

import io
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter

from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.questions.models import QuestionFile
from chuyende.meeting.quizzes.models import PaperEdition
from chuyende.meeting.quizzes.paper import (
    Booklet,
    BookletChoice,
    BookletQuestion,
    Copy,
    KeyTable,
    SheetCode,
    SheetWords,
    booklet_docx,
    booklet_pdf,
    key_pdf,
    sheets_pdf,
)

from .asking import ShownQuestion
from .papers import Variant, variant_of, variants_of

#: longest side of a printed picture, in pixels: 70 mm at 300 dots per inch
_PICTURE_PIXELS = 850


def booklet_file(edition: PaperEdition, variant: int, *, as_word: bool) -> bytes:
    """Return the questions of one code as a Word file or a PDF. Raises KeyError for a code that was not printed."""
    booklet = _booklet(edition, variant_of(edition, variant))
    return booklet_docx(booklet) if as_word else booklet_pdf(booklet, fonts=_fonts())


def sheets_file(edition: PaperEdition) -> bytes:
    """Return the answer sheets of a printing as one PDF, in the order of their numbers."""
    variants = {variant.number: variant for variant in variants_of(edition)}
    sheets = list(edition.sheets.select_related("member"))
    pages: dict[int, PageObject] = {}
    for number, variant in variants.items():
        mine = [sheet for sheet in sheets if sheet.variant == number]
        if not mine:
            continue
        copies = [
            Copy(
                SheetCode(
                    sheet=edition.number, variant=number, holder=sheet.number, is_blank=sheet.member is None
                ),
                sheet.member.full_name if sheet.member else "",
            )
            for sheet in mine
        ]
        made = sheets_pdf(variant.sheet(), copies, _sheet_words(edition, variant), fonts=_fonts())
        pages |= {
            sheet.number: page for sheet, page in zip(mine, PdfReader(io.BytesIO(made)).pages, strict=True)
        }
    whole = PdfWriter()
    for sheet in sheets:
        whole.add_page(pages[sheet.number])
    whole.add_metadata({"/Title": _("Answer sheets: %(quiz)s") % {"quiz": edition.quiz.title}})
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()


def key_file(edition: PaperEdition) -> bytes:
    """Return the key of every code of a printing as a PDF."""
    variants = variants_of(edition)
    columns = [[_key_of(question) for question in variant.questions] for variant in variants]
    most = max(len(column) for column in columns)
    rows = tuple(
        (str(at + 1), *(column[at] if at < len(column) else "" for column in columns)) for at in range(most)
    )
    table = KeyTable(
        title=_("Key: %(quiz)s") % {"quiz": edition.quiz.title},
        subtitle=edition.quiz.organisation.name,
        headings=(_("Question"), *(_code(variant.number) for variant in variants)),
        rows=rows,
    )
    return key_pdf(table, fonts=_fonts())


def _code(number: int) -> str:
    return _("Code %(number)s") % {"number": number}


def _booklet(edition: PaperEdition, variant: Variant) -> Booklet:
    quiz = edition.quiz
    minutes = ngettext("Time: %(n)s minute", "Time: %(n)s minutes", quiz.minutes) % {"n": quiz.minutes}
    return Booklet(
        issuer=quiz.organisation.name,
        title=quiz.title,
        variant=_code(variant.number),
        about=(minutes, _("Answer by filling in the bubbles of the answer sheet with the same code.")),
        questions=tuple(_question(question) for question in variant.questions),
        end=_("— End —"),
    )


def _question(shown: ShownQuestion) -> BookletQuestion:
    words = shown.words
    pictures = _pictures(shown)
    if words.kind is Kind.MATCHING:
        choices = tuple(BookletChoice("ABCDEF"[place], text) for place, text in shown.rights)
        hint = _("for each row one letter")
    else:
        choices = tuple(
            BookletChoice(option.letter, option.text, pictures.get(option.media)) for option in shown.options
        )
        hint = _("several choices may be right") if words.kind is Kind.MULTIPLE else ""
    return BookletQuestion(
        label=_("Question %(number)s") % {"number": shown.number},
        stem=words.stem,
        choices=choices,
        hint=hint,
        parts=tuple(
            (f"{shown.number}{chr(ord('a') + at)}", pair.left) for at, pair in enumerate(words.pairs)
        ),
        picture=pictures.get(words.media),
    )


def _pictures(shown: ShownQuestion) -> dict[str, bytes]:
    """The pictures of a question for the printer, by the names that its words give them."""
    if not (wanted := shown.words.media_names()):
        return {}
    kept = QuestionFile.objects.filter(question=shown.version.question_id)
    return {one.name: _for_printing(one.file) for one in kept if one.name in wanted}


def _for_printing(file: File) -> bytes:
    with file.open("rb") as opened, Image.open(opened) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((_PICTURE_PIXELS, _PICTURE_PIXELS))
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "JPEG", quality=85)
    return out.getvalue()


def _sheet_words(edition: PaperEdition, variant: Variant) -> SheetWords:
    several = [row.label for row in variant.rows if row.several]
    how = _("Fill in one bubble in each row. To change an answer, rub the bubble clean and fill in another.")
    if several:
        how += " " + _("Several may be filled in: %(questions)s.") % {"questions": _listed(several)}
    return SheetWords(
        title=_("ANSWER SHEET"),
        subtitle=f"{edition.quiz.title} – {edition.quiz.organisation.name}",
        name_label=_("Full name") + ":",
        variant_label=_("Code:"),
        instruction=how,
    )


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(labels)


def _key_of(shown: ShownQuestion) -> str:
    """The letters that are right: «A», «A, C», for a MATCHING «a–B, b–A»."""
    words, places = shown.words, {index: place for place, index in enumerate(shown.order)}
    right = right_answer(words)
    if words.kind is Kind.MATCHING:
        return ", ".join(f"{chr(ord('a') + at)}–{'ABCDEF'[places[index]]}" for at, index in enumerate(right))
    return ", ".join(option.letter for option in shown.options if option.is_right)


def _fonts() -> Path | None:
    folder = Path(settings.PAPER_FONTS)
    return folder if any(folder.glob("*.ttf")) else None
