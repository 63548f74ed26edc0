"""QTI 2.1 and 3.0: items as others write them, packages, what is written comes back, hostile bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.qti import FORMATS, read, write_2_1, write_3_0
from chuyende.meeting.questions.engine.formats.reading import Doubt, ReadQuestion, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Pair, Words
from tests.meeting.questions.strategies import words

PICTURES = {"anh-1.png": b"\x89PNG\r\n\x1a\n1", "cờ đỏ.jpg": b"\xff\xd8\xff2", "loi-noi.mp3": b"ID3three"}


def item(body: str, declaration: str = "", processing: str = "", feedback: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="t"
  adaptive="false" timeDependent="false">
  {declaration}
  <itemBody>{body}</itemBody>
  {processing}
  {feedback}
</assessmentItem>""".encode()


def declared(cardinality: str, base: str, *values: str, mapping: str = "", name: str = "RESPONSE") -> str:
    correct = "".join(f"<value>{value}</value>" for value in values)
    correct = f"<correctResponse>{correct}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def rules(name: str) -> str:
    return f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>'


def only(data: bytes) -> ReadQuestion:
    (question,) = read(data).questions
    return question


CHOICES = """<p>Đại hội XIII của Đảng họp năm nào?</p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
  <prompt>Chọn <b>một</b> phương án.</prompt>
  <simpleChoice identifier="A">2016</simpleChoice>
  <simpleChoice identifier="B">2021</simpleChoice>
  <simpleChoice identifier="C">2026</simpleChoice>
</choiceInteraction>"""


class TestChoice:
    def test_one_right_by_the_correct_response(self):
        question = only(item(CHOICES, declared("single", "identifier", "B"), rules("match_correct")))
        assert question.words == Words(
            kind=Kind.SINGLE,
            stem="Đại hội XIII của Đảng họp năm nào?\nChọn một phương án.",
            choices=(Choice("2016"), Choice("2021", True), Choice("2026")),
        )
        assert question.doubts == ()
        assert question.place == "q1"
        assert "2026" in question.original

    def test_several_right_by_a_mapping(self):
        mapping = """<mapping lowerBound="0" upperBound="2" defaultValue="-2">
            <mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="C" mappedValue="1"/>
            <mapEntry mapKey="B" mappedValue="-1"/></mapping>"""
        declaration = declared("multiple", "identifier", "A", "C", mapping=mapping)
        question = only(item(CHOICES, declaration, rules("map_response")))
        assert question.words.kind is Kind.MULTIPLE
        assert question.words.keys == (0, 2)
        assert question.doubts == ()

    def test_a_mapping_that_gives_some_points_for_another_choice_is_doubted(self):
        mapping = """<mapping defaultValue="0"><mapEntry mapKey="B" mappedValue="2"/>
            <mapEntry mapKey="C" mappedValue="1"/></mapping>"""
        declaration = declared("single", "identifier", "B", mapping=mapping)
        question = only(item(CHOICES, declaration, rules("map_response")))
        assert question.words.keys == (1,)
        assert question.doubts == (Doubt.NOT_CARRIED,)

    def test_a_mapping_that_says_otherwise_than_the_correct_response(self):
        mapping = '<mapping defaultValue="0"><mapEntry mapKey="C" mappedValue="1"/></mapping>'
        declaration = declared("single", "identifier", "B", mapping=mapping)
        question = only(item(CHOICES, declaration, rules("map_response")))
        assert Doubt.KEYS_DISAGREE in question.doubts

    def test_a_mapping_is_nothing_where_the_rule_is_match_correct(self):
        mapping = '<mapping defaultValue="0"><mapEntry mapKey="C" mappedValue="1"/></mapping>'
        declaration = declared("single", "identifier", "B", mapping=mapping)
        question = only(item(CHOICES, declaration, rules("match_correct")))
        assert (question.words.keys, question.doubts) == ((1,), ())

    @pytest.mark.parametrize(
        ("declaration", "doubt"),
        [
            ("", Doubt.NO_KEY),
            (declared("single", "identifier"), Doubt.NO_KEY),
            (declared("single", "identifier", "Z"), Doubt.KEY_OUTSIDE),
        ],
    )
    def test_no_key_that_holds(self, declaration: str, doubt: Doubt):
        question = only(item(CHOICES, declaration, rules("match_correct")))
        assert doubt in question.doubts
        assert question.words.keys == ()

    def test_a_condition_that_names_the_right_choice_is_a_weak_sign(self):
        processing = """<responseProcessing><responseCondition><responseIf>
            <match><variable identifier="RESPONSE"/><baseValue baseType="identifier">C</baseValue></match>
            <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
            </responseIf></responseCondition></responseProcessing>"""
        question = only(item(CHOICES, declared("single", "identifier"), processing))
        assert question.words.keys == (2,)
        assert question.doubts == (Doubt.WEAK_SIGN,)

    def test_match_correct_written_out_is_certain(self):
        processing = """<responseProcessing><responseCondition><responseIf>
            <match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
            <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
            </responseIf><responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0
            </baseValue></setOutcomeValue></responseElse></responseCondition></responseProcessing>"""
        question = only(item(CHOICES, declared("single", "identifier", "A"), processing))
        assert (question.words.keys, question.doubts) == ((0,), ())

    def test_true_or_false_as_two_choices(self):
        body = """<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
            <prompt>Chi bộ sinh hoạt mỗi tháng một lần.</prompt>
            <simpleChoice identifier="X">Sai</simpleChoice>
            <simpleChoice identifier="Y"> Đúng </simpleChoice></choiceInteraction>"""
        question = only(item(body, declared("single", "identifier", "Y"), rules("match_correct")))
        assert question.words == Words(
            kind=Kind.TRUE_FALSE, stem="Chi bộ sinh hoạt mỗi tháng một lần.", is_true=True
        )

    def test_text_behind_the_choices_and_feedback_are_told(self):
        body = (
            CHOICES.replace(
                "2021<",
                "2021<feedbackInline identifier='B' outcomeIdentifier='F' "
                "showHide='show'>Giỏi!</feedbackInline><",
            )
            + "<p>Hết.</p>"
        )
        question = only(item(body, declared("single", "identifier", "B"), rules("match_correct")))
        assert question.words.choices[1].text == "2021"
        assert question.words.stem.endswith("Hết.")
        assert set(question.doubts) == {Doubt.STRAY_TEXT, Doubt.NOT_CARRIED}

    def test_what_plain_text_cannot_say_is_told(self):
        body = CHOICES.replace("2016", "10<sup>2</sup> m<sup>2</sup>").replace(
            "2026", "<math><mi>x</mi></math>"
        )
        question = only(item(body, declared("single", "identifier", "B"), rules("match_correct")))
        assert question.words.choices[0].text == "10² m²"
        assert question.doubts == (Doubt.NOT_CARRIED,)

    def test_one_feedback_is_the_explanation(self):
        feedback = """<modalFeedback outcomeIdentifier="FEEDBACK" identifier="any" showHide="show">
            <p>Điều 9 Điều lệ Đảng.</p></modalFeedback>"""
        question = only(
            item(CHOICES, declared("single", "identifier", "B"), rules("match_correct"), feedback)
        )
        assert question.words.explanation == "Điều 9 Điều lệ Đảng."
        assert question.doubts == ()


class TestOtherKinds:
    def test_order(self):
        body = """<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Sắp xếp</prompt>
            <simpleChoice identifier="c">Kết luận</simpleChoice><simpleChoice identifier="a">Mở đầu</simpleChoice>
            <simpleChoice identifier="b">Thảo luận</simpleChoice></orderInteraction>"""
        question = only(item(body, declared("ordered", "identifier", "a", "b", "c"), rules("match_correct")))
        assert question.words == Words(
            kind=Kind.ORDERING, stem="Sắp xếp", items=("Mở đầu", "Thảo luận", "Kết luận")
        )
        assert question.doubts == ()

    def test_order_of_which_a_part_is_not_told(self):
        body = """<orderInteraction responseIdentifier="RESPONSE"><prompt>Sắp xếp</prompt>
            <simpleChoice identifier="a">Mở đầu</simpleChoice>
            <simpleChoice identifier="b">Thảo luận</simpleChoice></orderInteraction>"""
        question = only(item(body, declared("ordered", "identifier", "b"), rules("match_correct")))
        assert question.words.items == ("Thảo luận", "Mở đầu")
        assert question.doubts == (Doubt.KEY_OUTSIDE,)

    MATCH = """<matchInteraction responseIdentifier="RESPONSE" shuffle="false" maxAssociations="2">
        <prompt>Ghép</prompt><simpleMatchSet>
        <simpleAssociableChoice identifier="L1" matchMax="1">Điều lệ</simpleAssociableChoice>
        <simpleAssociableChoice identifier="L2" matchMax="1">Hiến pháp</simpleAssociableChoice>
        </simpleMatchSet><simpleMatchSet>
        <simpleAssociableChoice identifier="R1" matchMax="1">Quốc hội</simpleAssociableChoice>
        <simpleAssociableChoice identifier="R2" matchMax="1">Đại hội Đảng</simpleAssociableChoice>
        <simpleAssociableChoice identifier="R3" matchMax="1">Chính phủ</simpleAssociableChoice>
        </simpleMatchSet></matchInteraction>"""

    def test_match(self):
        declaration = declared("multiple", "directedPair", "L1 R2", "L2 R1")
        question = only(item(self.MATCH, declaration, rules("match_correct")))
        assert question.words == Words(
            kind=Kind.MATCHING,
            stem="Ghép",
            pairs=(Pair("Điều lệ", "Đại hội Đảng"), Pair("Hiến pháp", "Quốc hội")),
            decoys=("Chính phủ",),
        )
        assert question.doubts == ()

    def test_match_by_a_mapping(self):
        mapping = """<mapping defaultValue="0"><mapEntry mapKey="L1 R2" mappedValue="1"/>
            <mapEntry mapKey="L2 R1" mappedValue="1"/><mapEntry mapKey="L2 R3" mappedValue="0"/></mapping>"""
        declaration = declared("multiple", "directedPair", mapping=mapping)
        question = only(item(self.MATCH, declaration, rules("map_response")))
        assert [pair.right for pair in question.words.pairs] == ["Đại hội Đảng", "Quốc hội"]
        assert question.doubts == ()

    def test_a_side_that_belongs_to_two_is_of_no_kind_we_know(self):
        declaration = declared("multiple", "directedPair", "L1 R1", "L1 R2", "L2 R2")
        question = only(item(self.MATCH, declaration, rules("match_correct")))
        assert Doubt.KIND_UNKNOWN in question.doubts
        assert "Hiến pháp" in question.words.stem

    def test_text_entry_below_its_question_is_a_short_answer(self):
        body = """<p>Thủ đô của Việt Nam?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>"""
        mapping = """<mapping defaultValue="0"><mapEntry mapKey="Hà Nội" mappedValue="1"/>
            <mapEntry mapKey="Thăng Long" mappedValue="0.5"/><mapEntry mapKey="Huế" mappedValue="0"/></mapping>"""
        declaration = declared("single", "string", "Hà Nội", mapping=mapping)
        question = only(item(body, declaration, rules("map_response")))
        assert question.words == Words(
            kind=Kind.SHORT, stem="Thủ đô của Việt Nam?", answers=("Hà Nội", "Thăng Long")
        )
        assert question.doubts == (Doubt.NOT_CARRIED,)  # half a point

    def test_text_entry_within_a_sentence_is_a_gap(self):
        body = """<blockquote><p>Đảng ta là <textEntryInteraction responseIdentifier="RESPONSE"/>,
            là văn minh.</p></blockquote>"""
        question = only(item(body, declared("single", "string", "đạo đức"), rules("match_correct")))
        assert question.words == Words(
            kind=Kind.CLOZE, stem="Đảng ta là [[1]], là văn minh.", gaps=(Gap(("đạo đức",)),)
        )
        assert question.doubts == ()

    def test_inline_choices(self):
        body = """<p>Năm <inlineChoiceInteraction responseIdentifier="A"><inlineChoice identifier="x">1930
            </inlineChoice><inlineChoice identifier="y">1945</inlineChoice></inlineChoiceInteraction>
            thành lập Đảng, năm <textEntryInteraction responseIdentifier="B"/> lập nước.</p>"""
        declarations = declared("single", "identifier", "x", name="A")
        declarations += declared("single", "string", "1945", name="B")
        question = only(item(body, declarations))
        assert question.words == Words(
            kind=Kind.CLOZE,
            stem="Năm [[1]] thành lập Đảng, năm [[2]] lập nước.",
            gaps=(Gap(("1930",), ("1930", "1945")), Gap(("1945",))),
        )
        assert question.doubts == ()

    def test_gap_match(self):
        body = """<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Điền:</prompt>
            <gapText identifier="w1" matchMax="1">dân</gapText><gapText identifier="w2" matchMax="1">Đảng</gapText>
            <blockquote><p><gap identifier="g1"/> là người lãnh đạo, <gap identifier="g2"/> là gốc.</p></blockquote>
            </gapMatchInteraction>"""
        declaration = declared("multiple", "directedPair", "w1 g2", "w2 g1")
        question = only(item(body, declaration, rules("match_correct")))
        assert question.words == Words(
            kind=Kind.CLOZE,
            stem="Điền:\n[[1]] là người lãnh đạo, [[2]] là gốc.",
            gaps=(Gap(("Đảng",), ("dân", "Đảng")), Gap(("dân",), ("dân", "Đảng"))),
        )
        assert question.doubts == ()

    @pytest.mark.parametrize(
        "body",
        [
            '<p>Viết bài.</p><extendedTextInteraction responseIdentifier="RESPONSE"/>',
            '<p>Viết bài.</p><choiceInteraction responseIdentifier="A"/><choiceInteraction responseIdentifier="B"/>',
            "<p>Viết bài.</p>",
        ],
    )
    def test_kinds_that_have_no_place_keep_their_text(self, body: str):
        question = only(item(body))
        assert question.words.stem == "Viết bài."
        assert Doubt.KIND_UNKNOWN in question.doubts

    def test_version_3(self):
        data = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="v3"
            title="t" adaptive="false" time-dependent="false">
            <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
              <qti-correct-response><qti-value>b</qti-value></qti-correct-response></qti-response-declaration>
            <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="false">
              <qti-prompt>Hai cộng hai?</qti-prompt>
              <qti-simple-choice identifier="a">3</qti-simple-choice>
              <qti-simple-choice identifier="b">4</qti-simple-choice></qti-choice-interaction></qti-item-body>
            <qti-response-processing
              template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
            <qti-modal-feedback outcome-identifier="F" identifier="x" show-hide="show"><qti-content-body>
              <p>Vì thế.</p></qti-content-body></qti-modal-feedback></qti-assessment-item>"""
        question = only(data.encode())
        assert question.words == Words(
            kind=Kind.SINGLE,
            stem="Hai cộng hai?",
            choices=(Choice("3"), Choice("4", True)),
            keeps_order=True,
            explanation="Vì thế.",
        )
        assert question.doubts == ()


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
            try:
                read(data)
            except Unreadable:
                continue
