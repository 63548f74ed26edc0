"""Files of other programs, read as an upload is: told apart by their bytes, then every question and every key."""

import pytest

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.reading import Doubt, Reading, Trouble, Unreadable, silent
from chuyende.meeting.questions.engine.formats.registry import FORMATS, format_of
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words

from . import foreign_packages, foreign_texts
from .sheet_files import book


def taken(data: bytes, name: str, code: str) -> Reading:
    told = format_of(data, name)
    assert told is not None
    assert told.code == code
    read = FORMATS[code].read
    assert read is not None
    return read(data, silent)


def sure(data: bytes, name: str, code: str) -> list[Words]:
    """The words of the questions of a file, nothing of which is doubted."""
    reading = taken(data, name, code)
    assert [one.doubts for one in reading.questions] == [()] * len(reading.questions)
    return [one.words for one in reading.questions]


def test_moodle_3_with_a_category_a_picture_and_tags() -> None:
    reading = taken(foreign_texts.MOODLE_3, "cau-hoi.xml", "moodle")
    (asked,) = reading.questions
    assert asked.words == Words(
        kind=Kind.SINGLE,
        stem="Huy hiệu này là của tổ chức nào?",
        media="huy hiệu.png",
        choices=(Choice("Công đoàn"), Choice("Đoàn Thanh niên", True)),
        explanation="Xem Điều 10.",
        tags=("đoàn thể", "Điều lệ Đảng"),
    )
    assert (asked.place, asked.doubts) == ("#1 ĐL & 01", ())
    assert reading.media == {"huy hiệu.png": foreign_texts.PNG}


def test_moodle_4_with_kinds_of_its_own() -> None:
    questions = taken(foreign_texts.MOODLE_4, "cau-hoi.xml", "moodle").questions
    several, ordering, places, embedded, essay = (one.words for one in questions)
    assert several == Words(
        kind=Kind.MULTIPLE,
        stem="Số nào chẵn?",
        choices=(Choice("1"), Choice("2", True), Choice("4", True)),
        keeps_order=True,
    )
    assert ordering == Words(kind=Kind.ORDERING, stem="Xếp theo thời gian.", items=("1930", "1945", "1975"))
    assert places == Words(
        kind=Kind.CLOZE,
        stem="Chi bộ do [[1]] bầu, nhiệm kỳ [[2]] năm.",
        gaps=(Gap(("đại hội",), ("cấp ủy", "đại hội")), Gap(("năm",), ("năm", "mười"))),
    )
    assert embedded == Words(
        kind=Kind.CLOZE,
        stem="Thủ đô là [[1]], thành lập năm [[2]].",
        gaps=(Gap(("Hà Nội",), ("Huế", "Hà Nội", "Vinh")), Gap(("1010", "một nghìn không trăm mười"))),
    )
    assert essay.stem == "Hãy trình bày."
    assert [one.doubts for one in questions] == [(), (), (), (), (Doubt.NO_KEY, Doubt.KIND_UNKNOWN)]


def test_moodle_xml_of_r_exams() -> None:
    reading = taken(foreign_texts.R_EXAMS_MOODLE, "moodlequiz.xml", "moodle")
    single, short, cloze = (one.words for one in reading.questions)
    assert single == Words(
        kind=Kind.SINGLE,
        stem="Sông nào chảy qua Huế?",
        media="media.png",
        choices=(Choice("Sông Hương", True), Choice("Sông Hàn")),
        keeps_order=True,
        explanation="Đó là sông Hương.",
    )
    assert short == Words(kind=Kind.SHORT, stem="Thủ đô nước ta?", answers=("Hà Nội",))
    assert cloze.stem == "Điền vào chỗ trống.\na. Nước ta có [[1]] miền.\nb. Thủ đô là [[2]]."
    assert cloze.gaps == (Gap(("ba",), ("hai", "ba")), Gap(("Hà Nội", "hà nội")))
    assert [one.doubts for one in reading.questions] == [(), (), ()]
    assert reading.questions[0].place == "#1 R1 Q1 : sông ngòi"
    assert reading.media == {"media.png": foreign_texts.PNG}


def test_gift_as_moodle_exports_it() -> None:
    tag = ("Công tác đảng viên",)
    assert sure(foreign_texts.GIFT, "cau-hoi.txt", "gift") == [
        Words(
            kind=Kind.SINGLE,
            stem="Khi nào tỉ lệ = 2/3 {làm tròn}?\nChọn một.",
            choices=(Choice("Khi bầu cử"), Choice("Khi biểu quyết kết nạp", True)),
            explanation="Theo quy định #24.",
            tags=("kết nạp", *tag),
        ),
        Words(
            kind=Kind.MULTIPLE,
            stem="Số nào lẻ?",
            choices=(Choice("1", True), Choice("2"), Choice("3", True), Choice("5", True)),
            tags=tag,
        ),
        Words(kind=Kind.TRUE_FALSE, stem="Chi bộ họp thường lệ mỗi tháng một lần.", is_true=True, tags=tag),
        Words(
            kind=Kind.MATCHING,
            stem="Ghép nước với thủ đô:",
            pairs=(Pair("Lào", "Viêng Chăn"), Pair("Nga", "Mát-xcơ-va")),
            decoys=("Huế",),
            tags=tag,
        ),
        Words(kind=Kind.SHORT, stem="Hai cộng hai bằng mấy?", answers=("4", "bốn"), tags=tag),
    ]


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_aiken_with_the_line_ends_and_the_mark_of_windows(coding: str) -> None:
    text = foreign_texts.AIKEN if coding == "utf-8" else foreign_texts.AIKEN.removeprefix("\ufeff")
    assert sure(text.encode(coding), "cau-hoi.txt", "aiken") == [
        Words(
            kind=Kind.SINGLE,
            stem="Thủ đô nước ta là thành phố nào?",
            choices=(Choice("Huế"), Choice("Hà Nội", True), Choice("Vinh")),
        ),
        Words(
            kind=Kind.SINGLE,
            stem="Nước ta có bao nhiêu miền?",
            choices=(Choice("Hai"), Choice("Ba", True)),
        ),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tập hợp {1; 2} có mấy phần tử?\nA) Một\nB) Hai\nANSWER: B\n", "aiken"),
        ("Tập hợp {1; 2} có mấy phần tử?\na. Một\nb. Hai\nĐáp án: b.\n", "aiken"),
        ("Chọn:\nA. Một\nB. Hai\nĐáp án: {~A =B}\n", "gift"),
        ("Trả lời: {=Hà Nội}\n", "gift"),
    ],
)
def test_braces_alone_make_no_gift(text: str, code: str) -> None:
    taken(text.encode(), "cau-hoi.txt", code)


def test_package_of_tao() -> None:
    reading = taken(foreign_packages.TAO, "tao.zip", "qti21")
    assert [(one.words, one.doubts) for one in reading.questions] == [
        (
            Words(
                kind=Kind.SINGLE,
                stem="Biển này cấm gì?",
                media="sign.png",
                choices=(Choice("Chụp ảnh"), Choice("Hút thuốc", True)),
            ),
            (),
        ),
        (
            Words(
                kind=Kind.CLOZE,
                stem="Thủ đô là [[1]] của nước ta.",
                gaps=(Gap(("Hà Nội & vùng phụ cận",)),),
            ),
            (),
        ),
    ]
    assert reading.media == {"sign.png": foreign_packages.PNG}


def test_item_of_onyx_with_prefixes() -> None:
    assert sure(foreign_packages.ONYX, "cau.xml", "qti21") == [
        Words(
            kind=Kind.MULTIPLE,
            stem="Số nào chia hết cho 3?",
            choices=(Choice("3", True), Choice("5"), Choice("9", True)),
            keeps_order=True,
        )
    ]


def test_item_of_r_exams() -> None:
    assert sure(foreign_packages.R_EXAMS_QTI, "item_1.xml", "qti21") == [
        Words(
            kind=Kind.MULTIPLE,
            stem="Thành phố nào trực thuộc trung ương?",
            choices=(Choice("Huế", True), Choice("Vinh"), Choice("Cần Thơ", True)),
            explanation="Nước ta có sáu thành phố như vậy.",
        )
    ]


@pytest.mark.parametrize(
    ("declaration", "body", "processing", "words"),
    foreign_packages.QTI_3.values(),
    ids=foreign_packages.QTI_3,
)
def test_example_of_qti_3(declaration: str, body: str, processing: str, words: Words) -> None:
    data = foreign_packages.qti_3(declaration, body, processing)
    assert sure(data, "mau.xml", "qti30") == [words]


def test_question_set_of_the_h5p_editor() -> None:
    task = foreign_packages.h5p_task
    feedback = [{"from": 0, "to": 100}]
    picture = {
        "path": "images/file-58b9.png",
        "mime": "image/png",
        "copyright": {"license": "U"},
        "width": 40,
    }
    shown = {
        "type": task(
            "H5P.Image 1.1", {"decorative": False, "contentName": "Image", "file": picture, "alt": "Huy hiệu"}
        ),
        "disableImageZooming": False,
    }
    said = {"tip": "", "chosenFeedback": "", "notChosenFeedback": ""}
    rows = [("Công đoàn", False), ("Đoàn Thanh niên", True)]
    answers = [
        {"correct": right, "tipsAndFeedback": said, "text": f"<div>{text}</div>\n"} for text, right in rows
    ]
    usual = {"type": "auto", "singlePoint": False, "randomAnswers": True, "passPercentage": 100}
    questions = [
        task(
            "H5P.MultiChoice 1.16",
            {
                "media": shown,
                "answers": answers,
                "overallFeedback": feedback,
                "behaviour": usual,
                "question": "<p>Huy hi&ecirc;̣u của tổ chức n&agrave;o?</p>\n",
            },
        ),
        task(
            "H5P.TrueFalse 1.8",
            {
                "media": {"disableImageZooming": False},
                "correct": "false",
                "behaviour": {"enableRetry": True, "confirmCheckDialog": False},
                "question": "<p>2 &lt; 1</p>\n",
            },
        ),
        task(
            "H5P.Blanks 1.14",
            {
                "text": "<p>Điền vào chỗ trống.</p>\n",
                "questions": ["<p>Thủ đô là *Hà Nội/Thăng Long*.</p>\n", "<p>Nước ta có *ba* miền.</p>\n"],
                "overallFeedback": feedback,
                "behaviour": {"caseSensitive": True, "acceptSpellingErrors": False},
            },
        ),
        task(
            "H5P.DragText 1.10",
            {
                "taskDescription": "<p>Kéo từ vào chỗ trống.</p>\n",
                "textField": "Con hơn cha là *nhà* có *phúc*.\n",
                "distractors": "*của*",
                "overallFeedback": feedback,
            },
        ),
    ]
    content = {
        "introPage": {"showIntroPage": False, "startButtonText": "Bắt đầu"},
        "progressType": "dots",
        "passPercentage": 50,
        "questions": questions,
        "endGame": {"showResultPage": True, "overallFeedback": feedback},
        "override": {"checkButton": True},
        "texts": {"prevButton": "Câu trước"},
    }
    reading = taken(foreign_packages.h5p("H5P.QuestionSet", content), "bo-cau-hoi.h5p", "h5p")
    offered = ("nhà", "phúc", "của")
    assert [one.words for one in reading.questions] == [
        Words(
            kind=Kind.SINGLE,
            stem="Huy hiệu của tổ chức nào?",
            media="file-58b9.png",
            choices=(Choice("Công đoàn"), Choice("Đoàn Thanh niên", True)),
        ),
        Words(kind=Kind.TRUE_FALSE, stem="2 < 1", is_true=False),
        Words(
            kind=Kind.CLOZE,
            stem="Điền vào chỗ trống.\nThủ đô là [[1]].\nNước ta có [[2]] miền.",
            gaps=(Gap(("Hà Nội", "Thăng Long")), Gap(("ba",))),
        ),
        Words(
            kind=Kind.CLOZE,
            stem="Kéo từ vào chỗ trống.\nCon hơn cha là [[1]] có [[2]].",
            gaps=(Gap(("nhà",), offered), Gap(("phúc",), offered)),
        ),
    ]
    assert [one.doubts for one in reading.questions] == [()] * 4
    assert reading.media == {"file-58b9.png": foreign_packages.PNG}


@pytest.mark.parametrize("above", [0, 7])
def test_kahoot_as_others_fill_it_in(above: int) -> None:
    limit = "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs"
    choices = [f"Answer {number} - max 75 characters" for number in range(1, 5)]
    headings = ["Question - max 120 characters", *choices, limit, "Correct answer(s) - choose at least one"]
    advice = [
        ["", "Quiz template"],
        ["", "If several answers are correct, separate them with a comma."],
        *[[""]] * (above - 2),
    ]
    rows = [
        [1, "Năm nào?", 1930, 1945.0, "1975", None, 20, 2],
        [2, "Số lẻ?", "1", "2", "3", None, 30, "1,3"],
    ]
    # programs begin in the first square, the template itself further down
    data = book(*advice, ["", *headings], *rows) if above else book(headings, *(row[1:] for row in rows))
    first, second = taken(data, "kahoot.xlsx", "xlsx").questions
    assert first.words.choices == (Choice("1930"), Choice("1945", True), Choice("1975"))
    assert (first.words.kind, first.doubts) == (Kind.SINGLE, ())
    assert second.words.choices == (Choice("1", True), Choice("2"), Choice("3", True))
    assert (second.words.kind, second.doubts) == (Kind.MULTIPLE, (Doubt.SEVERAL_KEYS,))


def test_sheet_of_classquiz() -> None:
    choices = [f"{number} Answer" for number in ("1st", "2nd", "3rd", "4th")]
    above = [[], [], [], [], ["", "Title", "Bài thi"], ["", "Description", "Của chi bộ"], *[[""]] * 6]
    headings = ["", "Question", *choices, "Time Limit (max. 120)", "Correct Answers"]
    data = book(*above, headings, ["", "Thủ đô?", "Huế", "Hà Nội", None, None, 30, "2"])
    assert sure(data, "classquiz.xlsx", "xlsx") == [
        Words(kind=Kind.SINGLE, stem="Thủ đô?", choices=(Choice("Huế"), Choice("Hà Nội", True)))
    ]


def test_canvas_is_refused_by_its_name() -> None:
    older = b"""<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="g1" title="Thi"/></questestinterop>"""
    manifest = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata><schema>IMS Content</schema>
<schemaversion>1.1.3</schemaversion></metadata><organizations/><resources>
<resource identifier="g1" type="imsqti_xmlv1p2"><file href="g1/g1.xml"/><dependency identifierref="g2"/></resource>
<resource identifier="g2" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g1/assessment_meta.xml">
<file href="g1/assessment_meta.xml"/></resource></resources></manifest>"""
    meta = b'<?xml version="1.0"?><quiz identifier="g1" xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>Thi</title></quiz>'
    parts = {"imsmanifest.xml": manifest, "g1/assessment_meta.xml": meta, "g1/g1.xml": older}
    with pytest.raises(Unreadable) as caught:
        taken(package(parts), "canvas.zip", "qti21")
    assert caught.value.trouble is Trouble.OLDER
