"""Small texts as other programs write them: their headers, nesting, line ends and signs."""

import base64

PNG = b"\x89PNG\r\n\x1a\nhuy hieu"

MOODLE_3 = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 0  -->
  <question type="category">
    <category>
      <text>$course$/top/Mặc định cho Lớp bồi dưỡng/Điều lệ Đảng</text>
    </category>
    <info format="moodle_auto_format">
      <text>Danh mục của lớp bồi dưỡng</text>
    </info>
    <idnumber></idnumber>
  </question>

<!-- question: 4107  -->
  <question type="multichoice">
    <name>
      <text>ĐL &amp; 01</text>
    </name>
    <questiontext format="html">
      <text><![CDATA[<p dir="ltr" style="text-align: left;">Huy hiệu n&agrave;y là của tổ chức nào?<br></p><p><img src="@@PLUGINFILE@@/huy%20hi%E1%BB%87u.png" alt="" role="presentation" class="img-responsive atto_image_button_text-bottom" width="40" height="40"><br></p>]]></text>
<file name="huy hiệu.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>
    </questiontext>
    <generalfeedback format="html">
      <text><![CDATA[<p>Xem Điều&nbsp;10.</p>]]></text>
    </generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>dl01</idnumber>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
    <correctfeedback format="html">
      <text>Câu trả lời của bạn đúng</text>
    </correctfeedback>
    <partiallycorrectfeedback format="html">
      <text>Câu trả lời của bạn đúng một phần.</text>
    </partiallycorrectfeedback>
    <incorrectfeedback format="html">
      <text>Câu trả lời của bạn sai.</text>
    </incorrectfeedback>
    <shownumcorrect/>
    <answer fraction="0" format="html">
      <text><![CDATA[<p dir="ltr" style="text-align: left;">Công đoàn<br></p>]]></text>
      <feedback format="html">
        <text></text>
      </feedback>
    </answer>
    <answer fraction="100" format="html">
      <text><![CDATA[<p dir="ltr" style="text-align: left;">Đoàn Thanh niên<br></p>]]></text>
      <feedback format="html">
        <text></text>
      </feedback>
    </answer>
    <tags>
      <tag><text>đoàn thể</text>
</tag>
    </tags>
  </question>
</quiz>
""".encode()

MOODLE_4 = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 91  -->
  <question type="multichoice">
    <name><text>Chọn hai</text></name>
    <questiontext format="html"><text><![CDATA[<p>Số nào chẵn?</p>]]></text></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <single>false</single><shuffleanswers>false</shuffleanswers>
    <answer fraction="-50" format="plain_text"><text>1</text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="50" format="plain_text"><text>2</text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="50" format="plain_text"><text>4</text><feedback format="html"><text></text></feedback></answer>
  </question>
<!-- question: 92  -->
  <question type="ordering">
    <name><text>Thời gian</text></name>
    <questiontext format="html"><text><![CDATA[<p>Xếp theo thời gian.</p>]]></text></questiontext>
    <layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>
    <gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>
    <numberingstyle>none</numberingstyle>
    <answer fraction="2.0000000" format="html"><text><![CDATA[<p>1945</p>]]></text></answer>
    <answer fraction="10.0000000" format="html"><text><![CDATA[<p>1975</p>]]></text></answer>
    <answer fraction="1.0000000" format="html"><text><![CDATA[<p>1930</p>]]></text></answer>
  </question>
<!-- question: 93  -->
  <question type="gapselect">
    <name><text>Chỗ trống</text></name>
    <questiontext format="html"><text><![CDATA[<p>Chi bộ do [[2]] bầu, nhiệm kỳ [[3]] năm.</p>]]></text></questiontext>
    <shuffleanswers>1</shuffleanswers>
    <selectoption><text>cấp ủy</text><group>1</group></selectoption>
    <selectoption><text>đại hội</text><group>1</group></selectoption>
    <selectoption><text>năm</text><group>2</group></selectoption>
    <selectoption><text>mười</text><group>2</group></selectoption>
    <hint format="html"><text></text><shownumcorrect/></hint>
  </question>
<!-- question: 94  -->
  <question type="cloze">
    <name><text>Nhúng</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Thủ đô là {1:MULTICHOICE_VS:Huế~=H&agrave; Nội~%0%Vinh}, thành lập năm {1:SHORTANSWER:%100%1010~=một nghìn không trăm mười}.</p>]]></text>
    </questiontext>
  </question>
<!-- question: 95  -->
  <question type="essay">
    <name><text>Tự luận</text></name>
    <questiontext format="html"><text><![CDATA[<p>Hãy trình bày.</p>]]></text></questiontext>
    <responseformat>editor</responseformat><responserequired>1</responserequired>
    <graderinfo format="html"><text></text></graderinfo>
  </question>
</quiz>
""".encode()

#: each text between blank lines and spaces of its own, pictures written into the text, a category for each file
R_EXAMS_MOODLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>


<question type="category">
<category>
<text>$course$/moodlequiz/Exercise 1</text>
</category>
</question>


<question type="multichoice">
<name>
<text> R1 Q1 : sông ngòi </text>
</name>
<questiontext format="html">
<text><![CDATA[<p>
<p>Sông nào chảy qua Huế?
<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="bản đồ" /></p>
</p>]]></text>
</questiontext>
<generalfeedback format="html">
<text><![CDATA[<p>
<p>Đó là sông Hương.</p>
</p>]]></text>
</generalfeedback>
<penalty>0</penalty>
<defaultgrade>1</defaultgrade>
<shuffleanswers>false</shuffleanswers>
<single>true</single>
<answernumbering>abc</answernumbering>
<answer fraction="100" format="html">
<text><![CDATA[<p>
Sông Hương
</p>]]></text>
</answer>
<answer fraction="0" format="html">
<text><![CDATA[<p>
Sông Hàn
</p>]]></text>
</answer>
</question>


<question type="category">
<category>
<text>$course$/moodlequiz/Exercise 2</text>
</category>
</question>


<question type="shortanswer">
<name>
<text> R1 Q2 : thủ đô </text>
</name>
<questiontext format="html">
<text><![CDATA[<p>
Thủ đô nước ta?
</p>]]></text>
</questiontext>
<penalty>0</penalty>
<usecase>0</usecase>
<answer fraction="100" format="moodle_auto_format">
<text>
Hà Nội
</text>
</answer>
</question>


<question type="cloze">
<name>
<text> R1 Q3 : điền </text>
</name>
<questiontext format="html">
<text><![CDATA[<p>
<p>Điền vào chỗ trống.</p>
<ol type = "a">
<li> Nước ta có {{1:MULTICHOICE:%0%hai~%100%ba}} miền. </li>
<li> Thủ đô là {{1:SHORTANSWER:%100%Hà Nội~%100%hà nội}}. </li>
</ol>
</p>]]></text>
</questiontext>
</question>

</quiz>
""".encode()

GIFT = r"""// question: 0  name: Switch category to $course$/top/Mặc định cho Lớp A/Công tác đảng viên
$CATEGORY: $course$/top/Mặc định cho Lớp A/Công tác đảng viên


// question: 643995  name: Tỉ lệ: bài 1
// [id:ctdv-1] [tag:kết nạp]
::Tỉ lệ\: bài 1::[html]<p dir\="ltr" style\="text-align\: left;">Khi nào tỉ lệ \= 2/3 \{làm tròn\}?<br></p>\n<p>Chọn một.</p>{
	~<p dir\="ltr">Khi bầu cử<br></p>
	=<p dir\="ltr">Khi biểu quyết kết nạp<br></p>
	####<p dir\="ltr">Theo quy định \#24.<br></p>
}


// question: 643996  name: Chọn nhiều
::Chọn nhiều::[html]<p>Số nào lẻ?</p>{
	~%33.33333%<p>1</p>
	~%-100%<p>2</p>
	~%33.33333%<p>3</p>
	~%33.33333%<p>5</p>
}


// question: 643997  name: Đúng sai
::Đúng sai::[html]<p>Chi bộ họp thường lệ mỗi tháng một lần.</p>{TRUE}


// question: 643998  name: Bài luận


// question: 643999  name: Ghép
::Ghép::[moodle]Ghép nước với thủ đô\:{
	=Lào -> Viêng Chăn
	=Nga -> Mát-xcơ-va
	= -> Huế
}


// question: 644000  name: Gõ
::Gõ::Hai cộng hai bằng mấy?{
	=%100%4#
	=%100%bốn#
}


""".encode()

AIKEN = "\ufeff" + "\r\n".join(
    [
        "Thủ đô nước ta là thành phố nào?",
        "A) Huế",
        "B) Hà Nội",
        "C) Vinh",
        "ANSWER: B",
        "",
        "Nước ta có bao nhiêu miền?",
        "A. Hai",
        "B. Ba",
        "ANSWER: B",
        "",
    ]
)
