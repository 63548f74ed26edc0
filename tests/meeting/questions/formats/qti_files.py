"""Items of QTI 2.1 put together by hand."""

from chuyende.meeting.questions.engine.formats.qti import read
from chuyende.meeting.questions.engine.formats.reading import ReadQuestion

CHOICES = """<p>Đại hội XIII của Đảng họp năm nào?</p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
  <prompt>Chọn <b>một</b> phương án.</prompt>
  <simpleChoice identifier="A">2016</simpleChoice>
  <simpleChoice identifier="B">2021</simpleChoice>
  <simpleChoice identifier="C">2026</simpleChoice>
</choiceInteraction>"""


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
