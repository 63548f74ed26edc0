"""Questions of every kind, and files of them, made through the program's own services."""

from collections.abc import Sequence

from django.core.files.base import ContentFile

from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.questions import services
from chuyende.meeting.questions.engine.formats.registry import FORMATS
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from chuyende.meeting.questions.models import QuestionImport, QuestionVersion
from tests.factories import Body

SINGLE = Words(
    kind=Kind.SINGLE,
    stem="Cơ quan lãnh đạo cao nhất của Đảng là cơ quan nào?",
    choices=(
        Choice("Đại hội đại biểu toàn quốc", is_right=True),
        Choice("Ban Chấp hành Trung ương"),
        Choice("Bộ Chính trị"),
        Choice("Ban Bí thư"),
    ),
    explanation="Điều 9 Điều lệ Đảng.",
)
MULTIPLE = Words(
    kind=Kind.MULTIPLE,
    stem="Những hình thức kỷ luật nào áp dụng với đảng viên chính thức?",
    choices=(
        Choice("Khiển trách", is_right=True),
        Choice("Cảnh cáo", is_right=True),
        Choice("Phạt tiền"),
        Choice("Khai trừ", is_right=True),
    ),
)
TRUE_FALSE = Words(kind=Kind.TRUE_FALSE, stem="Chi bộ sinh hoạt thường lệ mỗi tháng một lần.", is_true=True)
MATCHING = Words(
    kind=Kind.MATCHING,
    stem="Ghép mỗi sự kiện với năm diễn ra.",
    pairs=(Pair("Thành lập Đảng", "1930"), Pair("Cách mạng Tháng Tám", "1945"), Pair("Đổi mới", "1986")),
    decoys=("1975",),
)
ORDERING = Words(
    kind=Kind.ORDERING,
    stem="Xếp các bước kết nạp đảng viên theo thứ tự.",
    items=("Làm đơn xin vào Đảng", "Chi bộ xét kết nạp", "Cấp uỷ có thẩm quyền quyết định"),
)
SHORT = Words(
    kind=Kind.SHORT, stem="Văn kiện nào quy định nguyên tắc tổ chức của Đảng?", answers=("Điều lệ Đảng",)
)
CLOZE = Words(
    kind=Kind.CLOZE,
    stem="Đảng được thành lập ngày [[1]] tháng 2 năm [[2]].",
    gaps=(Gap(("3", "03")), Gap(("1930",), ("1930", "1945"))),
)
#: one question of each kind
EVERY_KIND = (SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, ORDERING, SHORT, CLOZE)


def user_of(member: Member) -> User:
    """The member's account; fresh, so that what was granted meanwhile is seen."""
    return User.objects.get(pk=member.user_id)


def write(body: Body, words: Words = SINGLE, *, by: Member | None = None, **more: object) -> QuestionVersion:
    """A question in the bank of `body.cell`, written by its secretary."""
    return services.write_question(
        actor=user_of(by or body.secretary), organisation=body.cell, words=words, **more
    )


def file_of(questions: Sequence[Words], code: str = "xlsx", name: str = "") -> ContentFile:
    """A file of questions of one format, as this program writes it."""
    chosen = FORMATS[code]
    assert chosen.write is not None
    return ContentFile(chosen.write(questions, {}), name or f"cau-hoi.{chosen.extension}")


def send(body: Body, file: ContentFile, *, to: Organisation | None = None) -> QuestionImport:
    """A file sent by the secretary, not read yet."""
    return services.upload_questions(actor=user_of(body.secretary), organisation=to or body.cell, file=file)


def sent_and_read(body: Body, file: ContentFile) -> QuestionImport:
    """The same, read."""
    imported = send(body, file)
    services.read_import(str(imported.pk))
    return QuestionImport.objects.get(pk=imported.pk)


def brought_in(body: Body, questions: Sequence[Words] = EVERY_KIND) -> QuestionImport:
    """A file whose questions are in the bank."""
    imported = sent_and_read(body, file_of(questions))
    return services.import_questions(actor=user_of(body.secretary), imported=imported)
