"""QTI 2.1 and 3.0: items as others write them."""

import pytest

from chuyende.meeting.questions.engine.formats.reading import Doubt
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words

from .qti_files import CHOICES, declared, item, only, rules


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
