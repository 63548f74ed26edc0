"""Word files: a corpus of habits is read, doubt stands where it should, what is written comes back."""

import contextlib
import io
import time
import zipfile
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from chuyende.meeting.questions.engine.formats.docx import FORMAT, read, write
from chuyende.meeting.questions.engine.formats.reading import Doubt, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Kind, Words
from tests.meeting.questions.corpus import word
from tests.meeting.questions.corpus.committed import committed
from tests.meeting.questions.corpus.expected import Count, File, compare
from tests.meeting.questions.corpus.habits import files
from tests.meeting.questions.formats.taken import taken_or_refused
from tests.meeting.questions.strategies import words as any_words

#: the reader was written against the first seed, and never saw a file of the second before it was done
SEEDS = (1, 1930)


def paper(*lines: str) -> bytes:
    made = word.Paper()
    for line in lines:
        made.say(line)
    return made.bytes()


def only(*lines: str):  # type: ignore[no-untyped-def]  # a question that was read
    (question,) = read(paper(*lines)).questions
    return question


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def document(body: str) -> bytes:
    return zipped(
        word__document_xml=f'<w:document xmlns:w="{word.W}"><w:body>{body}</w:body></w:document>'.encode()
    )


class TestCorpus:
    @pytest.mark.parametrize("group", ["by hand", *SEEDS])
    def test_nineteen_of_twenty_are_wholly_right_and_every_other_is_doubted(self, group, capsys):
        """Stem, choices and key of each question; at least sixty files, of which twenty-one were made by hand."""
        corpus = committed() if group == "by hand" else files(group)
        counts = [compare(file, read(file.data)) for file in corpus]
        total = sum(count.questions for count in counts)
        right = sum(count.right for count in counts)
        doubted = sum(count.doubted_right for count in counts)
        silent = [line for count in counts for line in count.silent or []]
        with capsys.disabled():
            print(  # noqa: T201  # the figures are what the run is for
                f"\n{group}: {len(corpus)} files, {total} questions, {right} right ({right / total:.1%}),"
                f" {total - right} wrong, {len(silent)} of them without a doubt; {doubted} right ones doubted"
            )
        assert silent == []
        assert right >= 0.95 * total
        if group != "by hand":  # there the doubtful ones are the point
            assert doubted <= 0.10 * total

    def test_the_corpus_has_sixty_files_and_is_the_same_each_time(self):
        made = files(SEEDS[0])
        assert len(made) + len(committed()) >= 60
        assert [file.data for file in files(SEEDS[0])] == [file.data for file in made]

    @pytest.mark.parametrize("file", committed(), ids=lambda file: file.name)
    def test_what_nobody_can_read_for_certain_is_doubted_by_name(self, file: File):
        questions = read(file.data).questions
        assert len(questions) == len(file.questions)
        for wanted, read_one in zip(file.questions, questions, strict=True):
            assert set(wanted.get("doubts", [])) <= {str(doubt) for doubt in read_one.doubts}, wanted["stem"]
            for name in ("explanation", "source"):
                if name in wanted:
                    assert getattr(read_one.words, name) == wanted[name]

    def test_explanations_and_sources_are_found(self):
        """Of questions whose file tells them behind a word such as «Giải thích»."""
        found: Counter[bool] = Counter()
        for file in files(SEEDS[0]):
            by_stem = {one.words.stem: one.words for one in read(file.data).questions}
            for wanted in file.questions:
                got = by_stem.get(wanted["stem"])
                for name in ("explanation", "source"):
                    if got is not None and wanted.get(name):
                        found[getattr(got, name) == wanted[name]] += 1
        assert found[True] > 100
        assert found[True] >= 0.98 * found.total()

    def test_a_count_tells_a_wrong_question_from_a_doubted_one(self):
        file = committed()[0]
        spoilt = File(
            file.name, file.data, "", tuple(one | {"stem": one["stem"] + "?"} for one in file.questions)
        )
        count = compare(spoilt, read(file.data))
        assert count == Count(len(file.questions), 0, count.doubted, 0, count.wrong, count.silent)
        assert len(count.wrong or []) == len(file.questions)


class TestSigns:
    @pytest.mark.parametrize(
        "key",
        ["Đáp án: B", "Đáp án B", "ĐA: b", "Đ/A: B", "=> B", "Chọn B", "Đáp án đúng là: B.", "(Đáp án: B)", "Đáp án: 1930", "Đáp án: B. 1930"],
    )  # fmt: skip
    def test_a_key_said(self, key):
        question = only("Câu 1. Đảng ta thành lập năm nào?", "A. 1925", "B. 1930", "C. 1945", key)
        assert question.words == Words(
            kind=Kind.SINGLE,
            stem="Đảng ta thành lập năm nào?",
            choices=(Choice("1925"), Choice("1930", True), Choice("1945")),
        )
        assert (question.doubts, question.place) == ((), "Câu 1")
        assert question.original.startswith("Câu 1. Đảng ta thành lập năm nào?\nA. 1925\nB. 1930")

    @pytest.mark.parametrize(
        ("lines", "doubt"),
        [
            (("Câu 1. Năm nào?", "A. 1925", "B. 1930"), Doubt.NO_KEY),
            (("Câu 1. Năm nào?", "A. 1925", "B. 1930", "Đáp án: D"), Doubt.KEY_OUTSIDE),
            (("Câu 1. Năm nào?", "*A. 1925", "B. 1930", "Đáp án: B"), Doubt.KEYS_DISAGREE),
            (("Câu 1. Năm nào?", "*A. 1925", "*B. 1930", "C. 1945"), Doubt.SEVERAL_KEYS),
            (("Câu 1. Năm nào?", "A. 1925", "Đáp án: A"), Doubt.FEW_CHOICES),
            (("Câu 1. Năm nào?", "A. 1930", "B. 1930", "Đáp án: A"), Doubt.SAME_CHOICE),
            (("Câu 1. Năm nào?", "A. 1930", "B.", "Đáp án: A"), Doubt.EMPTY_CHOICE),
            (("Câu 1. Năm nào?", "A. 1930", "C. 1945", "Đáp án: A"), Doubt.NUMBER_JUMPS),
            (("Câu 1.", "A. 1930", "B. 1945", "Đáp án: A"), Doubt.NO_STEM),
            (("Câu 1. Năm nào?", "A. 1930", "B. 1945", "Xem thêm tài liệu", "Đáp án: A"), Doubt.STRAY_TEXT),
        ],
    )
    def test_a_doubt(self, lines, doubt):
        assert doubt in only(*lines).doubts

    def test_several_keys_that_are_said_are_no_doubt(self):
        question = only("Câu 1. Chọn các số chẵn", "A. 2", "B. 3", "C. 4", "Đáp án: A, C")
        assert (question.words.kind, question.words.keys, question.doubts) == (Kind.MULTIPLE, (0, 2), ())

    @pytest.mark.parametrize(
        "last", ["Tất cả các phương án trên", "Cả A và B", "Cả ba đáp án trên", "Không có phương án nào đúng"]
    )
    def test_choices_that_speak_of_the_others_keep_their_order(self, last):
        assert only("Câu 1. Gì?", "A. Một", "B. Hai", f"C. {last}", "Đáp án: C").words.keeps_order

    @pytest.mark.parametrize(
        ("lines", "is_true"),
        [
            (("Câu 1. Đảng phí do đảng viên đóng. (Đ)",), True),
            (("Câu 1. Đảng phí do đảng viên đóng.", "Đáp án: Sai"), False),
            (("Câu 1. Đảng phí do đảng viên đóng.", "A. Đúng", "B. Sai", "Đáp án: B"), False),
            (("Câu 1. Đảng phí do đảng viên đóng.", "☑ Đúng    ☐ Sai"), True),
            (("Câu 1. Đảng phí do đảng viên đóng.", "Đúng ☐    Sai ☒"), False),
        ],
    )
    def test_true_or_false(self, lines, is_true):
        question = only(*lines)
        assert question.words == Words(
            kind=Kind.TRUE_FALSE, stem="Đảng phí do đảng viên đóng.", is_true=is_true
        )
        assert question.doubts == ()

    def test_bold_is_no_sign_where_everything_is_bold(self):
        made = word.Paper()
        for line in ("Câu 1. Năm nào?", "A. 1925", "B. 1930"):
            made.say(line, word.BOLD)
        (question,) = read(made.bytes()).questions
        assert question.doubts == (Doubt.NO_KEY,)

    def test_a_sign_that_is_not_the_one_of_the_file_is_weak(self):
        made = word.Paper()
        for number in range(1, 6):
            made.say(f"Câu {number}. Câu hỏi thứ {number}?")
            made.say("A. Một", word.RED if number < 5 and number % 2 else "")
            made.say(
                "B. Hai", word.RED if number < 5 and not number % 2 else word.ITALIC if number == 5 else ""
            )
        doubts = [question.doubts for question in read(made.bytes()).questions]
        assert doubts == [(), (), (), (), (Doubt.WEAK_SIGN,)]


class TestWriting:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(any_words(), min_size=1, max_size=5))
    def test_what_is_written_comes_back_without_a_doubt(self, questions):
        reading = read(write(questions, {}))
        assert [question.words for question in reading.questions] == questions
        assert [question.doubts for question in reading.questions] == [()] * len(questions)

    def test_pictures_travel_with_their_question(self):
        made = io.BytesIO()
        Image.new("RGB", (4, 3), "red").save(made, "PNG")
        red, green = made.getvalue(), io.BytesIO()
        Image.new("RGB", (5, 2), "green").save(green, "WEBP")
        asked = Words(
            kind=Kind.SINGLE,
            stem="Hình nào màu đỏ?",
            media="đỏ.png",
            choices=(Choice("", True, "đỏ.png"), Choice("xanh", media="xanh.webp")),
        )
        reading = read(write([asked], {"đỏ.png": red, "xanh.webp": green.getvalue()}))
        (question,) = reading.questions
        assert reading.media[question.words.media] == red
        assert reading.media[question.words.choices[0].media] == red
        with Image.open(io.BytesIO(reading.media[question.words.choices[1].media])) as picture:
            assert (picture.format, picture.size) == ("PNG", (5, 2))
        assert question.doubts == ()

    def test_a_sound_is_named_where_it_cannot_stand(self):
        asked = Words(kind=Kind.TRUE_FALSE, stem="Nghe bài hát", media="bài.mp3", is_true=True)
        data = write([asked], {"bài.mp3": b"ID3"})
        assert "bài.mp3" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        assert read(data).questions[0].words == Words(kind=Kind.TRUE_FALSE, stem="Nghe bài hát", is_true=True)

    def test_a_file_of_ours_to_which_somebody_added_a_question_by_hand(self):
        asked = Words(
            kind=Kind.SINGLE,
            stem="Một?",
            choices=(Choice("a", True), Choice("b")),
            difficulty=Difficulty.HARD,
        )
        data = write([asked], {})
        added = "".join(
            word.paragraph(word.run(line)) for line in ("Câu 2. Hai?", "A. c", "B. d", "Đáp án: B")
        )
        questions = read(_with_more(data, added)).questions
        assert questions[0].words == asked
        assert questions[1].words == Words(
            kind=Kind.SINGLE, stem="Hai?", choices=(Choice("c"), Choice("d", True))
        )

    def test_a_file_of_ours_that_another_program_saved_anew(self):
        """It gives the styles other identifiers and keeps their names."""
        asked = [
            Words(kind=Kind.SINGLE, stem="B. Câu 2. Một?", choices=(Choice("Đúng"), Choice("* Sai", True))),
            Words(kind=Kind.ORDERING, stem="Xếp", items=("a", "b")),
        ]
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(write(asked, {}))) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"ChuyenDe", b"user"))
        assert [question.words for question in read(out.getvalue()).questions] == asked

    def test_the_format(self):
        assert (FORMAT.code, FORMAT.extension, FORMAT.carries) == ("docx", "docx", frozenset(Kind))


def _with_more(data: bytes, more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", more.encode() + b"<w:sectPr", 1)
            new.writestr(name, content)
    return out.getvalue()


class TestHostileBytes:
    @pytest.mark.parametrize(
        ("data", "trouble"),
        [
            (b"", Trouble.BROKEN),
            (b"Cau 1. Khong phai Word", Trouble.BROKEN),
            (b"PK\x03\x04" + b"\x00" * 50, Trouble.BROKEN),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Trouble.BROKEN),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Trouble.LOCKED),
            (zipped(hello_xml=b"<a/>"), Trouble.BROKEN),
            (zipped(word__document_xml=b"<w:document"), Trouble.BROKEN),
            (zipped(word__document_xml="<a>Đ</a>".encode("utf-16")[:-3]), Trouble.BROKEN),
            (zipped(word__document_xml=b'<?xml version="1.0" encoding="klingon"?><a/>'), Trouble.BROKEN),
            (zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), Trouble.TOO_LARGE),
            (zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), Trouble.TOO_LARGE),
            (zipped(word__document_xml=b"<a>" * 100_000 + b"</a>" * 100_000), Trouble.TOO_LARGE),
            (zipped(word__document_xml=b"<a>" + b" " * 60_000_000 + b"</a>"), Trouble.TOO_LARGE),
            (zipped(word__document_xml=b"<a>" + b"<b/>" * 6_000_000 + b"</a>"), Trouble.TOO_LARGE),
            (document(""), Trouble.EMPTY),
            (document("<w:p><w:r><w:t>Kế hoạch sinh hoạt chuyên đề</w:t></w:r></w:p>"), Trouble.EMPTY),
        ],
    )  # fmt: skip
    def test_nothing_but_unreadable(self, data, trouble):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.trouble is trouble

    def test_an_encrypted_zip_is_locked(self):
        data = bytearray(document("<w:p/>"))
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(Unreadable) as caught:
            read(bytes(data))
        assert caught.value.trouble is Trouble.LOCKED

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(committed()), st.data())
    def test_spoilt_files_are_read_or_unreadable(self, file, data):
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
        spoilt = parts[data.draw(st.sampled_from(sorted(name for name, part in parts.items() if part)))]
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, len(spoilt) - 1))
            spoilt[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(content))
        for bytes_ in (out.getvalue(), out.getvalue()[: data.draw(st.integers(0, 2000))]):
            taken_or_refused(read, bytes_)

    @pytest.mark.parametrize(
        "line",
        ["A. " * 60_000, " " * 200_000 + "x", "(" * 100_000, "-" * 100_000 + "a", "Câu 1. " * 20_000, "A. a  B. b  " * 20_000, "1A " * 30_000, "Đáp án: " + "A, " * 30_000, "☐ " * 50_000],
        ids=lambda line: line[:8],
    )  # fmt: skip
    def test_lines_without_end_take_no_time_without_end(self, line):
        start = time.perf_counter()
        with contextlib.suppress(Unreadable):
            read(paper("Câu 1. Gì?", "A. a", line, "Câu 2. Gì?", line))
        assert time.perf_counter() - start < 20


def test_five_thousand_questions_are_read_with_progress():
    made = word.Paper()
    for number in range(1, 5001):
        made.say(f"Câu {number}. Đảng viên cần biết điều số {number} vì lý do nào sau đây?", word.BOLD)
        for at, letter in enumerate("ABCD"):
            made.say(f"{letter}. Phương án thứ {at} của câu {number}", word.RED if at == number % 4 else "")
    heard: list[int] = []
    start = time.perf_counter()
    questions = read(made.bytes(), heard.append).questions
    assert time.perf_counter() - start < 60
    assert len(questions) == 5000
    assert [question.words.keys for question in questions] == [(number % 4,) for number in range(1, 5001)]
    assert not any(question.doubts for question in questions)
    assert heard == sorted(heard)
    assert heard[-1] == 5000
    assert len(heard) >= 50
