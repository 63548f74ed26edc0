"""QTI 2.1 and 3.0: packages, what is written comes back, hostile bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.qti import FORMATS, read, write_2_1, write_3_0
from chuyende.meeting.questions.engine.formats.reading import Doubt, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Difficulty, Kind, Words
from tests.meeting.questions.strategies import words

from .qti_files import CHOICES, declared, item, rules
from .taken import taken_or_refused

PICTURES = {"anh-1.png": b"\x89PNG\r\n\x1a\n1", "cờ đỏ.jpg": b"\xff\xd8\xff2", "loi-noi.mp3": b"ID3three"}


def manifest(resources: str) -> bytes:
    return f"""<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/>
        <resources>{resources}</resources></manifest>""".encode()


def resource(path: str, kind: str = "imsqti_item_xmlv2p1", metadata: str = "") -> str:
    return f'<resource identifier="{path}" type="{kind}" href="{path}">{metadata}<file href="{path}"/></resource>'


class TestPackage:
    ITEM = item(CHOICES, declared("single", "identifier", "B"), rules("match_correct"))

    def test_order_of_the_test_pictures_and_metadata(self):
        body = CHOICES.replace("<p>", '<p><img src="../images/C%E1%BB%9D.png" alt="cờ"/>', 1)
        second = item(body, declared("single", "identifier", "B"), rules("match_correct"))
        lom = """<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><keyword><string>Điều lệ</string>
            </keyword></general><educational><difficulty><source>LOMv1.0</source><value>very difficult</value>
            </difficulty></educational></lom></metadata>"""
        test = """<assessmentTest identifier="t"><testPart identifier="p"><assessmentSection identifier="s">
            <assessmentItemRef identifier="r2" href="items/two.xml"/><assessmentItemRef identifier="r1"
            href="items/one.xml"/></assessmentSection></testPart></assessmentTest>"""
        listed = resource("items/one.xml") + resource("items/two.xml", metadata=lom)
        parts = {
            "thi/imsmanifest.xml": manifest(listed + resource("test.xml", "imsqti_test_xmlv2p1")),
            "thi/items/one.xml": self.ITEM,
            "thi/items/two.xml": second,
            "thi/test.xml": test.encode(),
            "thi/images/Cờ.png": b"picture",
            "thi/images/unused.png": b"other",
        }
        reading = read(package(parts))
        assert [one.place for one in reading.questions] == ["thi/items/two.xml", "thi/items/one.xml"]
        first = reading.questions[0].words
        assert (first.media, first.difficulty, first.tags) == ("Cờ.png", Difficulty.HARD, ("Điều lệ",))
        assert reading.media == {"Cờ.png": b"picture"}
        assert [one.doubts for one in reading.questions] == [(), ()]

    def test_an_item_that_is_damaged_or_not_there_does_not_stop_the_others(self):
        parts = {
            "imsmanifest.xml": manifest(resource("a.xml") + resource("b.xml") + resource("c.xml")),
            "a.xml": b"<assessmentItem",
            "c.xml": self.ITEM,
        }
        reading = read(package(parts))
        assert [one.place for one in reading.questions] == ["a.xml", "b.xml", "c.xml"]
        assert [Doubt.KIND_UNKNOWN in one.doubts for one in reading.questions] == [True, True, False]

    def test_without_a_manifest_every_item_is_read(self):
        seen: list[int] = []
        reading = read(package({"b.xml": self.ITEM, "a.xml": self.ITEM, "x.xml": b"<other/>"}), seen.append)
        assert [one.place for one in reading.questions] == ["a.xml", "b.xml"]
        assert seen == [1, 2]

    @pytest.mark.parametrize("source", ["missing.png", "https://example.org/a.png", "../../etc/passwd"])
    def test_a_picture_that_the_package_does_not_hold_is_told(self, source: str):
        body = CHOICES.replace("<p>", f'<p><img src="{source}" alt=""/>', 1)
        parts = {"q.xml": item(body, declared("single", "identifier", "B"), rules("match_correct"))}
        reading = read(package(parts))
        assert reading.questions[0].doubts == (Doubt.MEDIA_MISSING,)
        assert reading.media == {}


@settings(deadline=None, max_examples=150)
@given(
    st.lists(words(media=sorted(PICTURES)), min_size=1, max_size=3), st.sampled_from([write_2_1, write_3_0])
)
def test_what_is_written_comes_back(
    questions: list[Words], write: Callable[[list[Words], Mapping[str, bytes]], bytes]
):
    reading = read(write(questions, PICTURES))
    names = {content: name for name, content in PICTURES.items()}
    given_back = [
        renamed(one.words, {name: names[reading.media[name]] for name in reading.media})
        for one in reading.questions
    ]
    assert given_back == questions
    assert [one.doubts for one in reading.questions] == [()] * len(questions)


def renamed(question: Words, names: Mapping[str, str]) -> Words:
    """The question with its files under their first names: a package takes only names that every system takes."""
    data = question.as_json()
    data["media"] = names.get(question.media, "")
    for one in [*data["choices"], *data["pairs"]]:
        one["media"] = names.get(one["media"], "")
    return Words.from_json(data)


def test_formats_say_what_they_carry():
    assert [(one.code, one.extension, one.carries) for one in FORMATS] == [
        ("qti21", "zip", frozenset(Kind)),
        ("qti30", "zip", frozenset(Kind)),
    ]


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "trouble"),
        [
            (b"", Trouble.BROKEN),
            (b"PK\x03\x04 nothing", Trouble.BROKEN),
            (b"<html><body/></html>", Trouble.BROKEN),
            (b"<?xml version='1.0' encoding='nobody-knows'?><a/>", Trouble.BROKEN),
            (b"<assessmentTest/>", Trouble.EMPTY),
            (package({"readme.txt": b"x"}), Trouble.EMPTY),
            (package({"imsmanifest.xml": b"<manifest"}), Trouble.BROKEN),
            (b"<a>" * 5000 + b"</a>" * 5000, Trouble.TOO_LARGE),
            (b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>', Trouble.TOO_LARGE),
            (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', Trouble.TOO_LARGE),
        ],
    )
    def test_troubles(self, data: bytes, trouble: Trouble):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.trouble is trouble

    def test_a_zip_that_would_fill_the_memory(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.xml", b" " * (20 * 1024 * 1024))
        with pytest.raises(Unreadable) as caught:
            read(out.getvalue())
        assert caught.value.trouble is Trouble.TOO_LARGE

    def test_a_locked_package(self):
        data = bytearray(package({"imsmanifest.xml": manifest("")}))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        with pytest.raises(Unreadable) as caught:
            read(bytes(data))
        assert caught.value.trouble is Trouble.LOCKED

    @settings(deadline=None, max_examples=150)
    @given(st.binary(max_size=300), st.integers(0, 3000))
    def test_damage_anywhere(self, noise: bytes, at: int):
        whole = write_2_1([Words(kind=Kind.SHORT, stem="Câu", answers=("a",))], {})
        for data in (noise, b"PK" + noise, whole[:at] + noise + whole[at + len(noise) :], whole[:at]):
            taken_or_refused(read, data)
