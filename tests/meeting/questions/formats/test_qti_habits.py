"""QTI as other programs write it: rules about scores, texts said twice, manifests that forget, and QTI 1."""

import pytest

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.qti import read
from chuyende.meeting.questions.engine.formats.reading import Doubt, Trouble, Unreadable
from chuyende.meeting.questions.engine.formats.registry import format_of
from chuyende.meeting.questions.engine.words import Kind

from .qti_files import CHOICES, declared, item, only, rules

ITEM = item(CHOICES, declared("single", "identifier", "B"), rules("match_correct"))
MATCHED = """<responseCondition><responseIf>
    <match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
  </responseIf>{more}</responseCondition>"""
BOUNDED = """<responseCondition><responseIf>
    <gt><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></gt>
    <setOutcomeValue identifier="SCORE"><variable identifier="MAXSCORE"/></setOutcomeValue>
  </responseIf></responseCondition>"""
ANSWERED = """<responseCondition><responseIf>
    <not><isNull><variable identifier="RESPONSE"/></isNull></not>
    <setOutcomeValue identifier="SEEN"><baseValue baseType="boolean">true</baseValue></setOutcomeValue>
  </responseIf></responseCondition>"""


def processed(*conditions: str) -> str:
    return f"<responseProcessing>{''.join(conditions)}</responseProcessing>"


def choosing(processing: str, *extra: str) -> bytes:
    return item(CHOICES, declared("single", "identifier", "B") + "".join(extra), processing)


def manifest(*resources: str) -> bytes:
    listed = "".join(resources)
    return f'<manifest identifier="m"><organizations/><resources>{listed}</resources></manifest>'.encode()


class TestRules:
    @pytest.mark.parametrize(
        "more", [BOUNDED, BOUNDED.replace("gt>", "equal>"), ANSWERED, BOUNDED + ANSWERED]
    )
    def test_bounds_of_a_score_tell_nothing_of_the_key(self, more: str) -> None:
        asked = only(choosing(processed(MATCHED.format(more=""), more)))
        assert (asked.words.keys, asked.doubts) == ((1,), ())

    def test_a_bound_of_the_response_itself_is_doubted(self) -> None:
        weighed = BOUNDED.replace(
            '<variable identifier="MAXSCORE"/></gt>', '<variable identifier="RESPONSE"/></gt>'
        )
        assert only(choosing(processed(MATCHED.format(more=""), weighed))).doubts == (Doubt.WEAK_SIGN,)

    def test_what_is_said_of_a_score_tells_nothing_of_the_key(self) -> None:
        said = """<responseCondition><responseIf><and>
            <not><match><variable identifier="SEEN"/><baseValue baseType="identifier">empty</baseValue></match></not>
            <equal toleranceMode="exact"><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></equal></and>
            <setOutcomeValue identifier="SEEN"><baseValue baseType="identifier">right</baseValue></setOutcomeValue>
            </responseIf></responseCondition>"""
        assert only(choosing(processed(MATCHED.format(more=""), said))).doubts == ()

    def test_another_rule_beside_a_mapping_is_doubted(self) -> None:
        mapping = '<mapping><mapEntry mapKey="B" mappedValue="1"/></mapping>'
        another = """<responseCondition><responseIf><not><match><variable identifier="RESPONSE"/>
            <variable identifier="OTHER"/></match></not><setOutcomeValue identifier="SCORE">
            <mapResponse identifier="RESPONSE"/></setOutcomeValue></responseIf></responseCondition>"""
        asked = only(
            item(CHOICES, declared("single", "identifier", "B", mapping=mapping), processed(another))
        )
        assert (asked.words.keys, asked.doubts) == ((1,), (Doubt.NOT_CARRIED,))

    def test_part_of_a_mark_for_another_choice_is_doubted(self) -> None:
        half = """<responseElseIf><match><variable identifier="RESPONSE"/><baseValue baseType="identifier">C</baseValue>
            </match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0.5</baseValue></setOutcomeValue>
            </responseElseIf>"""
        asked = only(choosing(processed(MATCHED.format(more=half))))
        assert (asked.words.keys, asked.doubts) == ((1,), (Doubt.NOT_CARRIED,))

    def test_part_of_a_mark_for_another_order_is_doubted(self) -> None:
        half = """<responseElseIf><match><variable identifier="RESPONSE"/><ordered><baseValue>b</baseValue>
            <baseValue>a</baseValue></ordered></match></responseElseIf>"""
        body = """<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Xếp theo thời gian.</prompt>
            <simpleChoice identifier="b">1945</simpleChoice><simpleChoice identifier="a">1930</simpleChoice>
            </orderInteraction>"""
        processing = processed(MATCHED.format(more=half))
        asked = only(item(body, declared("ordered", "identifier", "a", "b"), processing))
        assert (asked.words.items, asked.doubts) == (("1930", "1945"), (Doubt.NOT_CARRIED,))

    def test_a_key_that_is_only_compared_with_is_weak(self) -> None:
        words = [f"<baseValue baseType='string'>{word}</baseValue>" for word in ("Huế", "Cố đô Huế")]
        matches = "".join(
            f"<stringMatch><variable identifier='RESPONSE'/>{word}</stringMatch>" for word in words
        )
        processing = processed(
            f"<responseCondition><responseIf><or>{matches}</or></responseIf></responseCondition>"
        )
        body = '<p>Kinh đô triều Nguyễn?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
        asked = only(item(body, declared("single", "string"), processing))
        assert (asked.words.kind, asked.words.answers) == (Kind.SHORT, ("Huế", "Cố đô Huế"))
        assert asked.doubts == (Doubt.WEAK_SIGN,)

    def test_several_that_are_compared_together_are_the_key(self) -> None:
        both = "<multiple><baseValue>A</baseValue><baseValue>C</baseValue></multiple>"
        processing = processed(
            f"<responseCondition><responseIf><match><variable identifier='RESPONSE'/>{both}</match></responseIf>"
            "</responseCondition>"
        )
        asked = only(item(CHOICES.replace('"1"', '"0"'), declared("multiple", "identifier"), processing))
        assert (asked.words.kind, asked.words.keys) == (Kind.MULTIPLE, (0, 2))
        assert asked.doubts == (Doubt.WEAK_SIGN,)

    def test_mapping_with_a_tolerance_is_a_mapping(self) -> None:
        mapping = """<mapping><mapEntry mapKey="sáu" mappedValue="3"/><mapEntry mapKey="6" mappedValue="3"/></mapping>"""
        near = """<setOutcomeValue identifier="SCORE"><mapTolResponse
            xmlns="http://bps-system.de/xsd/imsqti_ext_maptolresponse" identifier="RESPONSE" tolerance="2"/>
            </setOutcomeValue>"""
        body = '<p>Hai nhân ba bằng <textEntryInteraction responseIdentifier="RESPONSE"/> chứ?</p>'
        asked = only(item(body, declared("single", "string", "sáu", mapping=mapping), processed(near)))
        assert (asked.words.gaps[0].answers, asked.doubts) == (("sáu", "6"), (Doubt.NOT_CARRIED,))

    def test_a_key_that_is_reckoned_anew_is_weak(self) -> None:
        reckoned = """<templateProcessing><setCorrectResponse identifier="RESPONSE"><baseValue>C</baseValue>
            </setCorrectResponse></templateProcessing>"""
        assert only(choosing(rules("match_correct"), reckoned)).doubts == (Doubt.WEAK_SIGN,)


class TestTexts:
    def test_a_prompt_that_repeats_the_text_is_said_once(self) -> None:
        body = """<div>Ghép nước với thủ đô.</div><matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">
            <prompt>Ghép nước với thủ đô.</prompt><simpleMatchSet>
            <simpleAssociableChoice identifier="l1"><p>Lào</p></simpleAssociableChoice>
            <simpleAssociableChoice identifier="l2"><p>Nga</p></simpleAssociableChoice></simpleMatchSet><simpleMatchSet>
            <simpleAssociableChoice identifier="r1"><p>Viêng Chăn</p></simpleAssociableChoice>
            <simpleAssociableChoice identifier="r2"><p>Mát-xcơ-va</p></simpleAssociableChoice></simpleMatchSet>
            </matchInteraction>"""
        declaration = declared("multiple", "directedPair", "l1 r1", "l2 r2")
        assert only(item(body, declaration, rules("match_correct"))).words.stem == "Ghép nước với thủ đô."

    def test_what_is_told_to_whoever_is_asked_belongs_to_the_question(self) -> None:
        told = '<rubricBlock use="context" view="candidate scorer"><p>Đọc đoạn văn sau.</p></rubricBlock>'
        asked = only(item(told + CHOICES, declared("single", "identifier", "B"), rules("match_correct")))
        assert asked.words.stem.startswith("Đọc đoạn văn sau.\nĐại hội XIII")
        assert (asked.words.explanation, asked.doubts) == ("", ())

    def test_entities_of_a_document_type_that_is_not_here(self) -> None:
        kind = '<!DOCTYPE assessmentItem PUBLIC "-//W3C//DTD MathML 2.0//EN" "http://www.w3.org/Math/DTD/mathml3.dtd">'
        body = CHOICES.replace(">2021<", ">h&ecirc;t &amp;&nbsp;2021<")
        data = item(body, declared("single", "identifier", "B"), rules("match_correct"))
        asked = only(data.replace(b"<assessmentItem", kind.encode() + b"<assessmentItem", 1))
        assert (asked.words.choices[1].text, asked.doubts) == ("hêt & 2021", ())

    def test_markup_that_was_written_as_text_is_read_and_doubted(self) -> None:
        body = CHOICES.replace(">2021<", "><![CDATA[<p>Năm <b>2021</b></p>]]><").replace(
            ">2016<", ">1 &lt; 2<"
        )
        asked = only(item(body, declared("single", "identifier", "B"), rules("match_correct")))
        assert [choice.text for choice in asked.words.choices] == ["1 < 2", "Năm 2021", "2026"]
        assert asked.doubts == (Doubt.NOT_CARRIED,)

    def test_what_an_object_says_to_who_does_not_see_it_is_no_text(self) -> None:
        shown = '<object type="image/png" data="co.png" width="90"><p>Hình <b>lá cờ</b></p></object>'
        body = CHOICES.replace("</p>", f" {shown}</p>", 1)
        data = item(body, declared("single", "identifier", "B"), rules("match_correct"))
        reading = read(package({"items/1.xml": data, "items/co.png": b"picture"}))
        (asked,) = reading.questions
        assert asked.words.stem == "Đại hội XIII của Đảng họp năm nào?\nChọn một phương án."
        assert (asked.words.media, asked.doubts) == ("co.png", ())

    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            (("a. Huế", "b. Hà Nội", "c. Vinh"), ("Huế", "Hà Nội", "Vinh")),
            (("A) Huế", "B) Hà Nội", "C) Vinh"), ("Huế", "Hà Nội", "Vinh")),
            (("a. Huế", "c. Hà Nội", "b. Vinh"), ("a. Huế", "c. Hà Nội", "b. Vinh")),
            (("a. Huế", "Hà Nội", "c. Vinh"), ("a. Huế", "Hà Nội", "c. Vinh")),
        ],
    )
    def test_letters_of_the_choices_are_no_part_of_them(
        self, said: tuple[str, ...], kept: tuple[str, ...]
    ) -> None:
        body = CHOICES
        for year, text in zip(("2016", "2021", "2026"), said, strict=True):
            body = body.replace(f">{year}<", f"><p>\n{text}\n</p><")
        asked = only(item(body, declared("single", "identifier", "B"), rules("match_correct")))
        assert tuple(choice.text for choice in asked.words.choices) == kept

    def test_what_is_played_asks_nothing(self) -> None:
        played = """<mediaInteraction responseIdentifier="PLAYED" autostart="false" maxPlays="0">
            <audio controls="true"><source src="a.mp3" type="audio/mpeg"/></audio></mediaInteraction>"""
        data = item(f"{played}{CHOICES}", declared("single", "identifier", "B"), rules("match_correct"))
        (asked,) = read(package({"1.xml": data, "a.mp3": b"ID3"})).questions
        assert (asked.words.kind, asked.words.media, asked.doubts) == (Kind.SINGLE, "a.mp3", ())

    def test_a_choice_that_keeps_its_place_keeps_the_order(self) -> None:
        fixed = CHOICES.replace('identifier="C"', 'identifier="C" fixed="true"')
        data = item(fixed, declared("single", "identifier", "B"), rules("match_correct"))
        assert only(data).words.keeps_order
        assert not only(ITEM).words.keeps_order

    def test_choices_are_not_shuffled_unless_it_is_said(self) -> None:
        data = item(CHOICES.replace('shuffle="true"', ""), declared("single", "identifier", "B"))
        assert only(data).words.keeps_order

    def test_where_a_link_leads_is_doubted_and_lists_go_on_counting(self) -> None:
        linked = CHOICES.replace("Đại hội", '<a href="https://example.org">Đại hội</a>', 1)
        assert only(item(linked, declared("single", "identifier", "B"))).doubts == (Doubt.NOT_CARRIED,)
        counted = CHOICES.replace("<p>", '<ol start="3"><li>Ba</li><li>Bốn</li></ol><p>', 1)
        assert only(item(counted, declared("single", "identifier", "B"))).words.stem.startswith(
            "3. Ba\n4. Bốn\n"
        )

    def test_a_text_in_a_file_of_its_own_is_missed(self) -> None:
        reference = '<assessmentStimulusRef identifier="s" href="../stimuli/s.xml"/>'
        asked = only(choosing(rules("match_correct"), reference))
        assert (asked.words.keys, asked.doubts) == ((1,), (Doubt.STRAY_TEXT,))


class TestPackages:
    @pytest.mark.parametrize(
        "resource",
        [
            '<resource identifier="a" type="imsqti_apipitem_xmlv2p2" href="a.xml"/>',
            '<resource identifier="a" type="imsqti_item_xmlv2p2"><file href="a.xml"/><file href="x.css"/></resource>',
            '<resource identifier="a" type="webcontent" href="a.xml"/>',
            "",
        ],
    )
    def test_items_are_found_however_they_are_listed(self, resource: str) -> None:
        reading = read(package({"imsmanifest.xml": manifest(resource), "a.xml": ITEM, "x.css": b"p{}"}))
        assert [(one.place, one.doubts) for one in reading.questions] == [("a.xml", ())]

    def test_a_test_asks_what_the_manifest_forgot(self) -> None:
        test = """<assessmentTest identifier="t"><testPart identifier="p"><assessmentSection identifier="s">
            <assessmentItemRef identifier="i2" href="b.xml"/><assessmentItemRef identifier="i1" href="a.xml"/>
            <assessmentItemRef identifier="i3" href="c.xml"/></assessmentSection></testPart></assessmentTest>"""
        listed = manifest(
            '<resource type="imsqti_item_xmlv2p1" href="a.xml"/>',
            '<resource type="imsqti_test_xmlv2p1" href="t.xml"/>',
        )
        parts = {"imsmanifest.xml": listed, "t.xml": test.encode(), "a.xml": ITEM, "b.xml": ITEM}
        assert [one.place for one in read(package(parts)).questions] == ["b.xml", "a.xml"]


OLDER = b"""<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="i1" title="Thi">
<section ident="root_section"><item ident="q1"/></section></assessment></questestinterop>"""


class TestOlder:
    @pytest.mark.parametrize(
        "data",
        [
            OLDER,
            package(
                {
                    "imsmanifest.xml": manifest(
                        '<resource type="imsqti_xmlv1p2"><file href="i1/i1.xml"/></resource>'
                    ),
                    "i1/assessment_meta.xml": b'<quiz identifier="i1"/>',
                    "i1/i1.xml": OLDER,
                }
            ),
            package(
                {
                    "imsmanifest.xml": manifest(
                        '<resource type="assessment/x-bb-qti-pool" file="res1.dat"/>'
                    ),
                    "res1.dat": OLDER,
                }
            ),
        ],
        ids=["alone", "Canvas", "Blackboard"],
    )
    def test_questions_of_version_1_are_named(self, data: bytes) -> None:
        told = format_of(data, "cau-hoi.zip")
        assert told is not None
        assert told.code == "qti21"
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.trouble is Trouble.OLDER

    @pytest.mark.parametrize(
        "start", ['<?xml version="1.0"?><item ident="q1"/>', "<!DOCTYPE html><html></html>"]
    )
    def test_another_xml_is_of_no_known_format(self, start: str) -> None:
        assert format_of(start.encode(), "cau-hoi.xml") is None
