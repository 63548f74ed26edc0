"""Moodle XML: pictures and sounds that travel with the questions."""

import base64

import pytest

from chuyende.meeting.questions.engine.formats import moodle
from chuyende.meeting.questions.engine.formats.reading import Doubt, Reading
from chuyende.meeting.questions.engine.words import Choice, Pair

from .moodle_parts import OTHER_PICTURE, PICTURE, SOUND, answer, file, question, quiz


class TestFiles:
    def read(self, *questions: str) -> Reading:
        return moodle.read(quiz(*questions))

    def with_files(self, stem: str, *files: str) -> str:
        return (
            f'<question type="truefalse"><questiontext format="html"><text><![CDATA[{stem}]]></text>'
            f"{''.join(files)}</questiontext>{answer('100', 'true')}{answer('0', 'false')}</question>"
        )

    def test_picture_and_sound(self) -> None:
        reading = self.read(
            self.with_files('<img src="@@PLUGINFILE@@/h%C3%ACnh%201.png">Gì?', file("hình 1.png", PICTURE)),
            self.with_files('<audio><source src="@@PLUGINFILE@@/a.mp3"></audio>Gì?', file("a.mp3", SOUND)),
            self.with_files('<a href="@@PLUGINFILE@@/a.mp3">Nghe</a>', file("a.mp3", SOUND)),
        )
        assert [(one.words.media, one.doubts) for one in reading.questions] == [
            ("hình 1.png", ()),
            ("a.mp3", ()),
            ("a.mp3", ()),
        ]
        assert reading.media == {"hình 1.png": PICTURE, "a.mp3": SOUND}

    def test_choices_and_left_sides(self) -> None:
        shown = f"<text>&lt;img src='@@PLUGINFILE@@/a.png'&gt;</text>{file('a.png', PICTURE)}"
        other = f"<text>&lt;img src='@@PLUGINFILE@@/b.png'&gt; b</text>{file('b.png', OTHER_PICTURE)}"
        reading = self.read(
            question(
                "multichoice",
                "Chọn",
                f'<answer fraction="100" format="html">{shown}</answer><answer fraction="0" format="html">{other}</answer>',
            ),
            question(
                "matching",
                "Ghép",
                f'<subquestion format="html">{shown}<answer><text>một</text></answer></subquestion>',
                f'<subquestion format="html">{other}<answer><text>hai</text></answer></subquestion>',
            ),
        )
        assert reading.questions[0].words.choices == (Choice("", True, "a.png"), Choice("b", False, "b.png"))
        assert reading.questions[1].words.pairs == (Pair("", "một", "a.png"), Pair("b", "hai", "b.png"))
        assert [one.doubts for one in reading.questions] == [(), ()]

    def test_same_name_for_different_pictures(self) -> None:
        stem = '<img src="@@PLUGINFILE@@/image.png">Gì?'
        reading = self.read(
            self.with_files(stem, file("image.png", PICTURE)),
            self.with_files(stem, file("image.png", OTHER_PICTURE)),
        )
        first, second = (one.words.media for one in reading.questions)
        assert first == "image.png"
        assert second.startswith("image-")
        assert (reading.media[first], reading.media[second]) == (PICTURE, OTHER_PICTURE)

    def test_folders_tell_files_apart_and_lead_nowhere(self) -> None:
        reading = self.read(
            self.with_files(
                '<img src="@@PLUGINFILE@@/b/x.png">',
                file("x.png", PICTURE, "/a/"),
                file("x.png", OTHER_PICTURE, "/b/"),
            ),
            self.with_files('<img src="@@PLUGINFILE@@/..%2F..%5Cy.png">', file("..\\y.png", PICTURE)),
        )
        assert reading.media[reading.questions[0].words.media] == OTHER_PICTURE
        assert reading.questions[1].words.media == "y.png"

    def test_picture_written_into_the_text(self) -> None:
        inline = base64.b64encode(PICTURE).decode()
        reading = self.read(self.with_files(f'<img src="data:image/png;base64,{inline}">Gì?'))
        assert reading.media == {"media.png": PICTURE}
        assert reading.questions[0].words.media == "media.png"

    def test_picture_of_old_files(self) -> None:
        inline = base64.b64encode(PICTURE).decode()
        reading = self.read(
            question(
                "truefalse",
                "Gì?",
                f"<image>lop/a.png</image><image_base64>{inline}</image_base64>",
                answer("100", "true"),
            )
        )
        assert (reading.questions[0].words.media, reading.media) == ("a.png", {"a.png": PICTURE})

    @pytest.mark.parametrize(
        ("stem", "files"),
        [
            ('<img src="@@PLUGINFILE@@/a.png">Gì?', ""),
            ('<img src="@@PLUGINFILE@@/a.png">Gì?', '<file name="a.png" encoding="base64">###</file>'),
            ('<img src="https://example.org/a.png">Gì?', ""),
        ],
    )
    def test_picture_that_is_not_there(self, stem: str, files: str) -> None:
        reading = self.read(self.with_files(stem, files))
        assert (reading.questions[0].doubts, reading.media) == ((Doubt.MEDIA_MISSING,), {})

    def test_more_than_one_picture_and_one_in_the_explanation_have_no_place(self) -> None:
        two = '<img src="@@PLUGINFILE@@/a.png"><img src="@@PLUGINFILE@@/b.png">Gì?'
        reading = self.read(self.with_files(two, file("a.png", PICTURE), file("b.png", OTHER_PICTURE)))
        assert (reading.questions[0].words.media, reading.questions[0].doubts) == (
            "a.png",
            (Doubt.NOT_CARRIED,),
        )
