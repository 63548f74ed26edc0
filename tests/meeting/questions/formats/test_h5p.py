"""H5P: content types alone and within others, what is written comes back, hostile bytes."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.h5p import FORMAT, read, write
from chuyende.meeting.questions.engine.formats.reading import (
    Doubt,
    Reading,
    ReadQuestion,
    Trouble,
    Unreadable,
)
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Words
from tests.meeting.questions.formats.taken import taken_or_refused
from tests.meeting.questions.strategies import words

PICTURES = {"anh-1.png": b"\x89PNG\r\n\x1a\n1", "loi-noi.mp3": b"ID3three"}


def h5p(library: str, content: dict[str, Any], **files: bytes) -> bytes:
    about = {"title": "t", "mainLibrary": library, "language": "vi", "embedTypes": ["div"]}
    parts = {"h5p.json": json.dumps(about).encode(), "content/content.json": json.dumps(content).encode()}
    return package(parts | {f"content/images/{name}.png": file for name, file in files.items()})


def all_of(library: str, content: dict[str, Any]) -> list[ReadQuestion]:
    return read(h5p(library, content)).questions


def only(library: str, content: dict[str, Any]) -> ReadQuestion:
    (question,) = all_of(library, content)
    return question


def multiple_choice(**changes: Any) -> dict[str, Any]:
    answers = [
        {"text": "<div>1925</div>\n", "correct": False, "tipsAndFeedback": {"tip": "", "chosenFeedback": ""}},
        {"text": "<div>1930</div>\n", "correct": True},
    ]
    content = {
        "question": "<p>Đảng ta th&agrave;nh lập <strong>năm</strong> n&agrave;o?</p>\n",
        "answers": answers,
        "overallFeedback": [{"from": 0, "to": 100}],
        "behaviour": {"type": "auto", "randomAnswers": True, "singlePoint": True},
    }
    return content | changes


class TestTasks:
    def test_multiple_choice_with_one_right(self):
        question = only("H5P.MultiChoice", multiple_choice())
        assert question.words == Words(
            kind=Kind.SINGLE,
            stem="Đảng ta thành lập năm nào?",
            choices=(Choice("1925"), Choice("1930", True)),
        )
        assert (question.doubts, question.place) == ((), "Câu 1")
        assert question.original == "Đảng ta thành lập năm nào?\n1925\n1930"

    def test_multiple_choice_with_several_right(self):
        answers = [{"text": str(n), "correct": n != 2} for n in (1, 2, 3)]
        question = only("H5P.MultiChoice", multiple_choice(answers=answers))
        assert (question.words.kind, question.words.keys, question.doubts) == (Kind.MULTIPLE, (0, 2), ())

    def test_several_right_of_which_one_is_chosen(self):
        answers = [{"text": str(n), "correct": n != 2} for n in (1, 2, 3)]
        question = only("H5P.MultiChoice", multiple_choice(answers=answers, behaviour={"type": "single"}))
        assert (question.words.kind, question.doubts) == (Kind.MULTIPLE, (Doubt.SEVERAL_KEYS,))

    def test_no_right_answer(self):
        answers = [{"text": str(n), "correct": False} for n in (1, 2)]
        assert only("H5P.MultiChoice", multiple_choice(answers=answers)).doubts == (Doubt.NO_KEY,)

    def test_feedback(self):
        whole = [{"from": 0, "to": 100, "feedback": "Điều 1 &lt;Cương lĩnh&gt;"}]
        question = only("H5P.MultiChoice", multiple_choice(overallFeedback=whole))
        assert (question.words.explanation, question.doubts) == ("Điều 1 <Cương lĩnh>", ())
        parted = [{"from": 0, "to": 50, "feedback": "Kém"}, {"from": 51, "to": 100, "feedback": "Giỏi"}]
        question = only("H5P.MultiChoice", multiple_choice(overallFeedback=parted))
        assert (question.words.explanation, question.doubts) == ("", (Doubt.NOT_CARRIED,))

    def test_a_remark_on_one_answer_is_told(self):
        answers = [
            {"text": "a", "correct": True, "tipsAndFeedback": {"chosenFeedback": "<div>Giỏi</div>"}},
            {"text": "b", "correct": False},
        ]
        assert only("H5P.MultiChoice", multiple_choice(answers=answers)).doubts == (Doubt.NOT_CARRIED,)

    def test_pictures(self):
        def beside(path: str) -> dict[str, Any]:
            params = {"file": {"path": path, "mime": "image/png"}}
            return {"media": {"type": {"library": "H5P.Image 1.1", "params": params}}}

        reading = read(
            h5p("H5P.MultiChoice", multiple_choice(**beside("images/file-1.png")), **{"file-1": b"PNG"})
        )
        assert reading.media == {"file-1.png": b"PNG"}
        assert reading.questions[0].words.media == "file-1.png"
        assert reading.questions[0].doubts == ()
        for path in ("images/none.png", "../h5p.json/../../x", "https://example.org/a.png"):
            reading = read(h5p("H5P.MultiChoice", multiple_choice(**beside(path))))
            assert reading.questions[0].doubts == (Doubt.MEDIA_MISSING,)

    @pytest.mark.parametrize(("correct", "is_true"), [("true", True), ("false", False)])
    def test_true_or_false(self, correct: str, is_true: bool):
        question = only("H5P.TrueFalse", {"question": "<p>Trái đất tròn.</p>", "correct": correct})
        assert question.words == Words(kind=Kind.TRUE_FALSE, stem="Trái đất tròn.", is_true=is_true)
        assert question.doubts == ()

    def test_true_or_false_without_a_key(self):
        assert only("H5P.TrueFalse", {"question": "x", "correct": ["?"]}).doubts == (Doubt.NO_KEY,)

    def test_single_choice_set_puts_the_right_answer_first(self):
        choices = [
            {"question": "<p>Một?</p>", "answers": ["<p>1</p>", "<p>2</p>"]},
            {"question": "<p>Hai?</p>", "answers": ["<p>2</p>", "<p>1</p>", "<p>3</p>"]},
        ]
        choices.append({"subContentId": ""})  # the form of one more
        first, second = all_of("H5P.SingleChoiceSet", {"choices": choices})
        assert first.words == Words(kind=Kind.SINGLE, stem="Một?", choices=(Choice("1", True), Choice("2")))
        assert (second.words.keys, second.place, second.original) == ((0,), "Câu 2", "Hai?\n2\n1\n3")

    def test_blanks(self):
        content = {
            "text": "<p>Điền vào chỗ trống</p>",
            "questions": ["<p>Đảng ta là *đạo đức*, là *văn minh/văn\\/minh*.</p>", "<p>Năm *1930*</p>"],
            "behaviour": {"caseSensitive": True},
        }
        question = only("H5P.Blanks", content)
        assert question.words == Words(
            kind=Kind.CLOZE,
            stem="Điền vào chỗ trống\nĐảng ta là [[1]], là [[2]].\nNăm [[3]]",
            gaps=(Gap(("đạo đức",)), Gap(("văn minh", "văn/minh")), Gap(("1930",))),
        )
        assert question.doubts == ()

    def test_a_blank_alone_is_a_short_answer(self):
        question = only("H5P.Blanks", {"text": "<p>Thủ đô?</p>", "questions": ["<p>*Hà Nội/Thăng Long*</p>"]})
        assert question.words == Words(kind=Kind.SHORT, stem="Thủ đô?", answers=("Hà Nội", "Thăng Long"))
        assert question.doubts == ()

    def test_tips_and_forgiven_letters_are_told(self):
        content = {"text": "", "questions": ["<p>Năm *1930:ba mươi*</p>"]}
        question = only("H5P.Blanks", content)
        assert (question.words.gaps, question.doubts) == ((Gap(("1930",)),), (Doubt.NOT_CARRIED,))
        content = {"questions": ["<p>Năm *1930* ạ</p>"], "behaviour": {"acceptSpellingErrors": True}}
        assert only("H5P.Blanks", content).doubts == (Doubt.NOT_CARRIED,)

    def test_words_to_drag(self):
        content = {
            "taskDescription": "<p>Kéo từ</p>",
            "textField": "*Đảng* lãnh đạo,\n*dân* làm chủ.",
            "distractors": "*xã* *huyện*",
        }
        question = only("H5P.DragText", content)
        offered = ("Đảng", "dân", "xã", "huyện")
        assert question.words == Words(
            kind=Kind.CLOZE,
            stem="Kéo từ\n[[1]] lãnh đạo,\n[[2]] làm chủ.",
            gaps=(Gap(("Đảng",), offered), Gap(("dân",), offered)),
        )
        assert question.doubts == ()

    def test_remarks_on_words_to_drag_are_left_out(self):
        question = only("H5P.DragText", {"textField": "*Đảng:gợi ý\\+giỏi\\-kém* ta và *dân*"})
        assert question.words.gaps[0].answers == ("Đảng",)
        assert question.doubts == (Doubt.NOT_CARRIED,)

    def test_paragraphs_to_sort(self):
        content = {"taskDescription": "<p>Xếp</p>", "paragraphs": ["<p>một</p>", "<p>hai</p>"]}
        question = only("H5P.SortParagraphs", content)
        assert question.words == Words(kind=Kind.ORDERING, stem="Xếp", items=("một", "hai"))

    @pytest.mark.parametrize(
        ("library", "content"),
        [
            ("H5P.MarkTheWords", {"taskDescription": "<p>Tìm từ</p>", "textField": "<p>*Đúng* và sai</p>"}),
            ("H5P.Essay", {"taskDescription": "<p>Tìm từ</p>"}),
            ("H5P.NobodyKnows", {"text": "Tìm từ"}),
        ],
    )
    def test_other_tasks_keep_their_text(self, library: str, content: dict[str, Any]):
        question = only(library, content)
        assert question.words.stem.startswith("Tìm từ")
        assert Doubt.KIND_UNKNOWN in question.doubts


def task(library: str, params: dict[str, Any]) -> dict[str, Any]:
    return {"library": library, "params": params, "subContentId": "x", "metadata": {}}


TRUE = task("H5P.TrueFalse 1.8", {"question": "<p>Trái đất tròn.</p>", "correct": "true"})
CHOICE = task("H5P.MultiChoice 1.16", multiple_choice())


class TestContainers:
    def test_question_set(self):
        seen: list[int] = []
        reading = read(h5p("H5P.QuestionSet", {"questions": [TRUE, CHOICE]}), seen.append)
        assert [one.words.kind for one in reading.questions] == [Kind.TRUE_FALSE, Kind.SINGLE]
        assert [one.place for one in reading.questions] == ["Câu 1", "Câu 2"]
        assert seen == [1, 2]

    def test_interactive_video_in_the_order_of_its_moments(self):
        interactions = [
            {"duration": {"from": 125.4, "to": 130}, "action": CHOICE},
            {"duration": {"from": 7, "to": 9}, "action": TRUE},
            {"duration": {"from": 8, "to": 9}, "action": task("H5P.Text 1.1", {"text": "<p>Xem kỹ</p>"})},
        ]
        unused = {"subContentId": "", "tip": ""}
        summary = {
            "summaries": [unused, {"summary": ["<p>đúng</p>", "<p>sai</p>"]}],
            "intro": "Chọn câu đúng.",
        }
        content = {
            "interactiveVideo": {
                "video": {"files": [{"path": "https://example.org/v.mp4"}]},
                "assets": {"interactions": interactions},
                "summary": {"task": task("H5P.Summary 1.10", summary)},
            }
        }
        first, second, third = all_of("H5P.InteractiveVideo", content)
        assert [one.place for one in (first, second, third)] == ["Câu 1 (00:07)", "Câu 2 (02:05)", "Câu 3"]
        assert first.words.kind is Kind.TRUE_FALSE
        assert third.words.choices == (Choice("đúng", True), Choice("sai"))

    def test_course_presentation(self):
        slides = [{"elements": [{"action": task("H5P.Image 1.1", {})}]}, {"elements": [{"action": TRUE}]}]
        question = only("H5P.CoursePresentation", {"presentation": {"slides": slides}})
        assert (question.place, question.words.is_true) == ("Câu 1 (trang 2)", True)

    def test_book_of_columns(self):
        column = {"content": [{"content": task("H5P.AdvancedText 1.1", {"text": "x"})}, {"content": CHOICE}]}
        question = only("H5P.InteractiveBook", {"chapters": [task("H5P.Column 1.16", column)]})
        assert question.words.keys == (1,)


def as_read(question: Words) -> Words:
    """What H5P has room for."""
    gaps = tuple(replace(gap, choices=tuple(sorted(gap.choices))) for gap in question.gaps)
    return Words(
        kind=question.kind, stem=question.stem, media=question.media, choices=question.choices,
        is_true=question.is_true, answers=question.answers, gaps=gaps, keeps_order=question.keeps_order,
        explanation=question.explanation,
    )  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(words(kinds=FORMAT.carries, media=sorted(PICTURES)), min_size=1, max_size=4))
def test_what_is_written_comes_back(questions: list[Words]):
    kept = [question for question in questions if FORMAT.fits(question)]
    if not kept:
        return
    reading: Reading = read(write(kept, PICTURES))
    assert [as_read(one.words) for one in reading.questions] == [as_read(one) for one in kept]
    assert [one.doubts for one in reading.questions] == [()] * len(kept)
    assert all(reading.media[name] == PICTURES[name] for one in kept for name in one.media_names())


@pytest.mark.parametrize(
    "question",
    [
        Words(kind=Kind.CLOZE, stem="2 * 3 = [[1]]", gaps=(Gap(("6",)),)),
        Words(kind=Kind.CLOZE, stem="[[1]] [[2]]", gaps=(Gap(("a",), ("a", "b")), Gap(("b",), ("b", "c")))),
        Words(kind=Kind.CLOZE, stem="[[1]]", gaps=(Gap(("a", "b"), ("a", "b", "c")),)),
        Words(kind=Kind.CLOZE, stem="[[1]] [[2]]", gaps=(Gap(("a",), ("a", "b")), Gap(("b",)))),
        Words(kind=Kind.SHORT, stem="x", answers=("a*b",)),
        Words(kind=Kind.SINGLE, stem="x", choices=(Choice("a", True, "p.png"), Choice("b"))),
    ],
)
def test_what_has_no_room(question: Words):
    assert not FORMAT.fits(question)


def test_the_file_names_the_libraries_that_it_needs():
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(write([Words(kind=Kind.TRUE_FALSE, stem="x")], {}))) as archive:
        about = json.loads(archive.read("h5p.json"))
    assert about["mainLibrary"] == "H5P.QuestionSet"
    assert [one["machineName"] for one in about["preloadedDependencies"]] == [
        "H5P.QuestionSet",
        "H5P.TrueFalse",
    ]


LIBRARIES = ["QuestionSet", "InteractiveVideo", "CoursePresentation", "Column", "InteractiveBook", "MultiChoice",
             "TrueFalse", "SingleChoiceSet", "Summary", "Blanks", "DragText", "SortParagraphs", "Essay"]  # fmt: skip
NAMES = ["questions", "interactiveVideo", "assets", "interactions", "duration", "from", "action", "library",
         "params", "presentation", "slides", "elements", "content", "chapters", "answers", "text", "correct",
         "media", "type", "file", "path", "choices", "question", "summaries", "summary", "textField", "behaviour",
         "overallFeedback", "feedback", "tipsAndFeedback", "paragraphs", "distractors"]  # fmt: skip


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "trouble"),
        [
            (b"", Trouble.BROKEN),
            (b"PK\x03\x04 nothing", Trouble.BROKEN),
            (package({"h5p.json": b"{}"}), Trouble.BROKEN),
            (package({"h5p.json": b"{}", "content/content.json": b"["}), Trouble.BROKEN),
            (package({"h5p.json": b"{}", "content/content.json": b"[" * 100_000}), Trouble.BROKEN),
            (package({"h5p.json": b"[]", "content/content.json": b"{}"}), Trouble.BROKEN),
            (package({"h5p.json": b"\xff", "content/content.json": b"{}"}), Trouble.BROKEN),
            (package({"h5p.json": b"{}", "content/content.json": b" " * 11_000_000}), Trouble.TOO_LARGE),
            (h5p("H5P.QuestionSet", {"questions": []}), Trouble.EMPTY),
            (h5p("H5P.Text", {"text": "x"}), Trouble.EMPTY),
        ],
    )
    def test_troubles(self, data: bytes, trouble: Trouble):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.trouble is trouble

    def test_columns_within_columns_without_end(self):
        content: dict[str, Any] = {"content": [{"content": CHOICE}]}
        for _level in range(40):
            content = {"content": [{"content": task("H5P.Column 1.16", content)}]}
        with pytest.raises(Unreadable) as caught:
            all_of("H5P.Column", content)
        assert caught.value.trouble is Trouble.TOO_LARGE

    @settings(deadline=None, max_examples=300)
    @given(
        st.sampled_from(LIBRARIES),
        st.dictionaries(
            st.sampled_from(NAMES),
            st.recursive(
                st.one_of(
                    st.none(), st.booleans(), st.floats(), st.text(max_size=8), st.just("H5P.Blanks 1")
                ),
                lambda inner: st.one_of(
                    st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
                ),
                max_leaves=12,
            ),
        ),
    )
    def test_content_of_any_shape(self, library: str, content: dict[str, Any]):
        taken_or_refused(read, h5p(f"H5P.{library}", content))
