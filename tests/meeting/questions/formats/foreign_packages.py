"""Small items and packages as other programs write them: their namespaces, manifests and nesting."""

import json

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words

PNG = b"\x89PNG\r\n\x1a\nhuy hieu"

TAO = package(
    {
        "imsmanifest.xml": b"""<?xml version="1.0"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="MANIFEST-tao1">
    <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
    <organizations/>
    <resources>
        <resource identifier="i1462" type="imsqti_item_xmlv2p1" href="i1462/qti.xml">
            <file href="i1462/qti.xml"/>
            <file href="i1462/images/sign.png"/>
            <file href="i1462/style/custom/tao-user-styles.css"/>
        </resource>
        <resource identifier="i1487" type="imsqti_item_xmlv2p2" href="i1487/qti.xml"><file href="i1487/qti.xml"/></resource>
    </resources>
</manifest>
""",
        "i1462/images/sign.png": PNG,
        "i1462/style/custom/tao-user-styles.css": b"p{}",
        "i1462/qti.xml": """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="i1462" title="Biển báo" adaptive="false" timeDependent="false" label="" xml:lang="vi-VN" toolName="TAO" toolVersion="3.1.0">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse>
      <value><![CDATA[choice_2]]></value>
    </correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  <stylesheet href="style/custom/tao-user-styles.css" title="" type="text/css" media="all"/>
  <itemBody>
    <div class="grid-row">
      <div class="col-12">
        <p>
          <img src="images/sign.png" alt="CẤM HÚT THUỐC"/>
        </p>
      </div>
    </div>
    <div class="grid-row">
      <div class="col-12">
        <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1" minChoices="0" orientation="vertical">
          <prompt>Biển này cấm gì?</prompt>
          <simpleChoice identifier="choice_1" fixed="false" showHide="show">Chụp ảnh</simpleChoice>
          <simpleChoice identifier="choice_2" fixed="false" showHide="show">Hút thuốc</simpleChoice>
        </choiceInteraction>
      </div>
    </div>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>
""".encode(),
        "i1487/qti.xml": """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:qh5="http://www.imsglobal.org/xsd/imsqtiv2p2_html5_v1p0" identifier="i1487" title="Điền" label="Item 12" xml:lang="vi-VN" adaptive="false" timeDependent="false" toolName="TAO" toolVersion="3.4.0">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">
    <correctResponse>
      <value><![CDATA[Hà Nội & vùng phụ cận]]></value>
    </correctResponse>
  </responseDeclaration>
  <itemBody>
    <div class="grid-row"><div class="col-12">
        <qh5:figure><p>Thủ đô là <textEntryInteraction responseIdentifier="RESPONSE" base="10" placeholderText=""/> của nước ta.</p></qh5:figure>
    </div></div>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>
""".encode(),
    }
)

ONYX = """<?xml version="1.0" encoding="UTF-8"?>
<imsqti:assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:imsqti="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="id4f71" title="Câu mới" adaptive="false" timeDependent="false">
    <imsqti:responseDeclaration identifier="RESPONSE_1" cardinality="multiple" baseType="identifier">
        <imsqti:correctResponse><imsqti:value>id61</imsqti:value><imsqti:value>id64</imsqti:value></imsqti:correctResponse>
    </imsqti:responseDeclaration>
    <imsqti:itemBody>
        <p>Số nào chia hết cho 3?</p>
        <p> </p>
        <imsqti:choiceInteraction responseIdentifier="RESPONSE_1" shuffle="false" maxChoices="0">
            <imsqti:simpleChoice identifier="id61"><p>3</p></imsqti:simpleChoice>
            <imsqti:simpleChoice identifier="id62"><p>5</p></imsqti:simpleChoice>
            <imsqti:simpleChoice identifier="id64"><p>9</p></imsqti:simpleChoice>
        </imsqti:choiceInteraction>
    </imsqti:itemBody>
    <imsqti:responseProcessing>
        <imsqti:responseCondition>
            <imsqti:responseIf>
                <imsqti:not><imsqti:isNull><imsqti:variable identifier="RESPONSE_1"/></imsqti:isNull></imsqti:not>
                <imsqti:setOutcomeValue identifier="FEEDBACKBASIC"><imsqti:baseValue baseType="identifier">seen</imsqti:baseValue></imsqti:setOutcomeValue>
            </imsqti:responseIf>
        </imsqti:responseCondition>
        <imsqti:responseCondition>
            <imsqti:responseIf>
                <imsqti:match><imsqti:variable identifier="RESPONSE_1"/><imsqti:correct identifier="RESPONSE_1"/></imsqti:match>
                <imsqti:setOutcomeValue identifier="SCORE"><imsqti:variable identifier="MAXSCORE"/></imsqti:setOutcomeValue>
            </imsqti:responseIf>
        </imsqti:responseCondition>
    </imsqti:responseProcessing>
</imsqti:assessmentItem>
""".encode()

R_EXAMS_QTI = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="item_1_mchoice" title="Q1" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE_5551" cardinality="multiple" baseType="identifier">
<correctResponse>
<value>mchoice_11</value>
<value>mchoice_13</value>
</correctResponse>
<mapping defaultValue="0" lowerBound="0">
<mapEntry mapKey="mchoice_11" mappedValue="0.5"/>
<mapEntry mapKey="mchoice_12" mappedValue="-0.5"/>
<mapEntry mapKey="mchoice_13" mappedValue="0.5"/>
</mapping>
</responseDeclaration>
<outcomeDeclaration identifier="MINSCORE" cardinality="single" baseType="float">
<defaultValue>
<value baseType="float">0</value>
</defaultValue>
</outcomeDeclaration>
<itemBody>
<p>
Thành phố nào trực thuộc trung ương?
</p>
<choiceInteraction responseIdentifier="RESPONSE_5551" shuffle="true" maxChoices="0">
<simpleChoice identifier="mchoice_11">
<p>
a. Huế
</p>
</simpleChoice>
<simpleChoice identifier="mchoice_12">
<p>
b. Vinh
</p>
</simpleChoice>
<simpleChoice identifier="mchoice_13">
<p>
c. Cần Thơ
</p>
</simpleChoice>
</choiceInteraction>
</itemBody>
<responseProcessing>
<setOutcomeValue identifier="SCORE_RESPONSE_1"><sum><variable identifier="SCORE_RESPONSE_1"/><mapResponse identifier="RESPONSE_5551"/></sum></setOutcomeValue>
<responseCondition><responseIf><lt><variable identifier="SCORE"/><variable identifier="MINSCORE"/></lt>
<setOutcomeValue identifier="SCORE"><variable identifier="MINSCORE"/></setOutcomeValue></responseIf></responseCondition>
</responseProcessing>
<modalFeedback identifier="Feedback77" outcomeIdentifier="FEEDBACKMODAL" showHide="show">
<p>Nước ta có sáu thành phố như vậy.</p>
</modalFeedback>
</assessmentItem>
""".encode()


def qti_3(declaration: str, body: str, processing: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
<qti-assessment-item
\txmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
\txsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
\tidentifier="mau" title="Mẫu" adaptive="false" time-dependent="false">
\t<qti-response-declaration identifier="RESPONSE" {declaration}
\t</qti-response-declaration>
\t<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
\t<qti-item-body>
\t\t{body}
\t</qti-item-body>
\t<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{processing}.xml"/>
</qti-assessment-item>""".encode()


#: what is declared, the body, its rules, and the question that it is
QTI_3 = {
    "choice": (
        (
            'cardinality="single" base-type="identifier"><qti-correct-response><qti-value>ChoiceB</qti-value>'
            "</qti-correct-response>"
        ),
        """<p>Đọc kỹ rồi trả lời.</p>
\t\t<qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="1">
\t\t\t<qti-prompt>Thủ đô nước ta?</qti-prompt>
\t\t\t<qti-simple-choice identifier="ChoiceA">Huế</qti-simple-choice>
\t\t\t<qti-simple-choice identifier="ChoiceB">Hà Nội</qti-simple-choice>
\t\t</qti-choice-interaction>""",
        "match_correct",
        Words(
            kind=Kind.SINGLE,
            stem="Đọc kỹ rồi trả lời.\nThủ đô nước ta?",
            choices=(Choice("Huế"), Choice("Hà Nội", True)),
            keeps_order=True,
        ),
    ),
    "order": (
        (
            'cardinality="ordered" base-type="identifier"><qti-correct-response><qti-value>C</qti-value>'
            "<qti-value>A</qti-value></qti-correct-response>"
        ),
        """<qti-order-interaction response-identifier="RESPONSE" shuffle="true">
\t\t\t<qti-prompt>Xếp theo thời gian.</qti-prompt>
\t\t\t<qti-simple-choice identifier="A">1945</qti-simple-choice>
\t\t\t<qti-simple-choice identifier="C" fixed="true">1930</qti-simple-choice>
\t\t</qti-order-interaction>""",
        "match_correct",
        Words(kind=Kind.ORDERING, stem="Xếp theo thời gian.", items=("1930", "1945")),
    ),
    "match": (
        """cardinality="multiple" base-type="directedPair"><qti-correct-response><qti-value>L V</qti-value>
\t\t<qti-value>N M</qti-value></qti-correct-response><qti-mapping default-value="0">
\t\t<qti-map-entry map-key="L V" mapped-value="1"/><qti-map-entry map-key="N M" mapped-value="1"/></qti-mapping>""",
        """<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="4">
\t\t\t<qti-prompt>Ghép nước với thủ đô.</qti-prompt>
\t\t\t<qti-simple-match-set>
\t\t\t\t<qti-simple-associable-choice identifier="L" match-max="1">Lào</qti-simple-associable-choice>
\t\t\t\t<qti-simple-associable-choice identifier="N" match-max="1">Nga</qti-simple-associable-choice>
\t\t\t</qti-simple-match-set>
\t\t\t<qti-simple-match-set>
\t\t\t\t<qti-simple-associable-choice identifier="M" match-max="4">Mát-xcơ-va</qti-simple-associable-choice>
\t\t\t\t<qti-simple-associable-choice identifier="V" match-max="4">Viêng
\t\t\t\tChăn</qti-simple-associable-choice>
\t\t\t\t<qti-simple-associable-choice identifier="H" match-max="4">Huế</qti-simple-associable-choice>
\t\t\t</qti-simple-match-set>
\t\t</qti-match-interaction>""",
        "map_response",
        Words(
            kind=Kind.MATCHING,
            stem="Ghép nước với thủ đô.",
            pairs=(Pair("Lào", "Viêng Chăn"), Pair("Nga", "Mát-xcơ-va")),
            decoys=("Huế",),
        ),
    ),
    "gap_match": (
        (
            'cardinality="multiple" base-type="directedPair"><qti-correct-response><qti-value>W G1</qti-value>'
            "<qti-value>Su G2</qti-value></qti-correct-response>"
        ),
        """<qti-gap-match-interaction response-identifier="RESPONSE" shuffle="false">
\t\t\t<qti-prompt>Điền từ còn thiếu.</qti-prompt>
\t\t\t<qti-gap-text identifier="Su" match-max="1">đất</qti-gap-text>
\t\t\t<qti-gap-text identifier="W" match-max="1">trời</qti-gap-text>
\t\t\t<blockquote>
\t\t\t\t<p>Ông <qti-gap identifier="G1"/> bà <qti-gap identifier="G2"/></p>
\t\t\t</blockquote>
\t\t</qti-gap-match-interaction>""",
        "match_correct",
        Words(
            kind=Kind.CLOZE,
            stem="Điền từ còn thiếu.\nÔng [[1]] bà [[2]]",
            gaps=(Gap(("trời",), ("đất", "trời")), Gap(("đất",), ("đất", "trời"))),
        ),
    ),
    "inline_choice": (
        (
            'cardinality="single" base-type="identifier"><qti-correct-response><qti-value>Y</qti-value>'
            "</qti-correct-response>"
        ),
        """<blockquote>
\t\t\t<p>Con hơn cha<br/> là nhà có
\t\t\t\t<qti-inline-choice-interaction response-identifier="RESPONSE" shuffle="false">
\t\t\t\t<qti-inline-choice identifier="G">của</qti-inline-choice>
\t\t\t\t<qti-inline-choice identifier="Y">phúc</qti-inline-choice>
\t\t\t</qti-inline-choice-interaction>.</p>
\t\t</blockquote>""",
        "match_correct",
        Words(
            kind=Kind.CLOZE,
            stem="Con hơn cha\nlà nhà có [[1]].",
            gaps=(Gap(("phúc",), ("của", "phúc")),),
        ),
    ),
}


def h5p_task(library: str, params: dict[str, object]) -> dict[str, object]:
    return {
        "params": params,
        "library": library,
        "metadata": {
            "contentType": "Question",
            "license": "U",
            "title": "Không tên",
            "authors": [],
            "changes": [],
        },
        "subContentId": "3df028b3-84f6-4b2e-87c7-86ee63e817bd",
    }


def h5p(main: str, content: dict[str, object]) -> bytes:
    """Return a package as the editor saves it: strokes escaped, libraries beside the content."""
    about = {
        "title": "Bộ câu hỏi",
        "language": "und",
        "mainLibrary": main,
        "embedTypes": ["div"],
        "license": "U",
        "defaultLanguage": "vi",
        "preloadedDependencies": [{"machineName": main, "majorVersion": "1", "minorVersion": "20"}],
    }
    parts = {
        "h5p.json": json.dumps(about).encode(),
        "content/content.json": json.dumps(content).replace("/", "\\/").encode(),
        "content/images/file-58b9.png": PNG,
        f"{main}-1.20/library.json": b"{}",
        f"{main}-1.20/js/question.js": b"// none",
    }
    return package(parts)
