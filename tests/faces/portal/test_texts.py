import pytest

from chuyende.faces.portal.texts import clean_html, excerpt, plain_text, slug_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><title>Tài liệu1</title>
<style><!-- p.MsoNormal {margin:0cm; font-size:14.0pt;} @font-face {font-family:"Times New Roman"} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<script>alert('xin chào')</script></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='text-align:center'>Đổi mới hình thức<o:p></o:p></h1>
<p class=MsoNormal style='text-align:justify'><b><span lang=VI style='font-size:14.0pt;mso-fareast-font-family:"Times New Roman"'>Thực hiện
Hướng dẫn số 12-HD/BTCTW</span></b><span style='mso-spacerun:yes'> </span>ngày 06/7/2018<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph onclick="gui()">- Một là, <a href="javascript:gui()">đăng ký</a> và <a href="https://example.org/a">tra cứu</a>.</p>
<table><tr><td>Chi bộ 1</td><td>16</td></tr><tr><td>Chi bộ 2</td><td>15</td></tr></table>
<img src=x onerror=alert(1)><iframe src="https://example.org"></iframe><!--EndFragment--></body></html>"""

LINKS = (
    '- Một là, <a rel="noopener nofollow">đăng ký</a> và '
    '<a href="https://example.org/a" rel="noopener nofollow">tra cứu</a>.</p> '
)


def test_clean_html_keeps_what_word_says_and_drops_how_it_says_it():
    assert clean_html(WORD).replace("\n", " ").split("<p>") == [
        "<h2>Đổi mới hình thức</h2> ",
        "<b>Thực hiện Hướng dẫn số 12-HD/BTCTW</b> ngày 06/7/2018</p>  ",
        LINKS,
        "Chi bộ 1 16 </p>",
        "Chi bộ 2 15 </p>",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onmouseover=alert(1)>a</p>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="data:text/html,<script>alert(1)</script>">a</a>',
        "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>a</a></svg>",
        "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
        "<p style=\"background:url('javascript:alert(1)')\">a</p>",
        "<<p>script>alert(1)</script>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action=//x><button>a</button></form>",
    ],
)
def test_clean_html_leaves_nothing_that_runs(hostile):
    cleaned = clean_html(f"<p>trước</p>{hostile}<p>sau</p>")
    assert "trước" in cleaned
    assert "sau" in cleaned
    for dangerous in (
        "<script",
        "onmouseover",
        "javascript:",
        "data:",
        "<svg",
        "<style",
        "style=",
        "<iframe",
        "<form",
    ):
        assert dangerous not in cleaned


def test_clean_html_makes_paragraphs_of_text_typed_without_javascript():
    assert clean_html("Đoạn một < hai\r\n\r\nĐoạn hai") == "<p>Đoạn một &lt; hai</p>\n\n<p>Đoạn hai</p>"


def test_clean_html_of_nothing_is_nothing():
    assert [clean_html(text) for text in ("", "  ", "<p></p>", "<p><strong><br></strong>&nbsp;</p>")] == [
        ""
    ] * 4


def test_plain_text_is_one_line_for_each_paragraph():
    cleaned = "<h2>A &amp; B</h2><p>Một<br>hai</p>\n<ul><li>ba</li><li><strong>bốn</strong></li></ul>"
    assert plain_text(cleaned) == "A & B\nMột\nhai\nba\nbốn"


def test_slug_of_a_title_has_no_marks_and_is_never_empty():
    assert slug_of("Đổi mới hình thức sinh hoạt chuyên đề ở Đảng bộ Trường") == (
        "doi-moi-hinh-thuc-sinh-hoat-chuyen-de-o-dang-bo-truong"
    )
    assert slug_of("“…”") == "tin"
    assert len(slug_of("sinh hoạt chuyên đề " * 20)) <= 180


def test_excerpt_finds_with_and_without_marks_and_shows_the_text_as_written():
    text = "Đảng uỷ đã chỉ đạo các chi bộ trực thuộc thường xuyên đổi mới nội dung."
    for asked in ("đổi mới", "doi moi", "ĐỔI MỚI"):
        part = excerpt(text, asked, around=15)
        assert (part.before, part.found, part.after) == ("… thường xuyên ", "đổi mới", " nội dung.")


def test_excerpt_without_the_words_is_the_beginning():
    part = excerpt("Một đoạn văn dài hơn chỗ có được", "khác", around=8)
    assert (part.before, part.found, part.after) == ("Một đoạn văn …", "", "")
