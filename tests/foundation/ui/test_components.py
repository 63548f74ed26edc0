import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.ui.parts import HeatCell, HeatRow, ResultBar, Step


def render(source: str, **context: object) -> str:
    html = Template("{% load ui %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_an_unknown_argument_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument 'colour'"):
        render('{% badge label="x" colour="red" %}')


def test_a_positional_argument_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="too many positional arguments"):
        render('{% badge "x" %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% badge label="x" tone="blue" %}',
        '{% icon name="unicorn" %}',
        '{% button variant="huge" %}x{% endbutton %}',
        '{% agenda_item title="x" minutes=5 state="later" %}{% endagenda_item %}',
        '{% question_option name="q" value="a" text="x" state="maybe" %}',
        '{% stat value=1 label="x" direction="sideways" %}',
    ],
)
def test_a_value_outside_the_list_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="use one of"):
        render(source)


def test_values_are_escaped_and_content_of_pairs_is_not_escaped_twice() -> None:
    html = render(
        '{% card title=title %}<p>{{ text }}</p>{% badge label="Đã duyệt" %}{% endcard %}',
        title="<b>",
        text="a < b",
    )
    assert "&lt;b&gt;" in html
    assert "<p>a &lt; b</p>" in html
    assert '<span class="badge badge-neutral">Đã duyệt</span>' in html


def test_what_is_drawn_once_tells_safe_text_from_text_and_one_from_true() -> None:
    source = "{% fact label=label %}{{ value }}{% endfact %}"
    for _ in range(2):
        assert "<i>" in render(source, label=mark_safe("<i>x</i>"), value=1)
        assert "<i>" not in render(source, label="<i>x</i>", value=1)
        assert ">1<" in render(source, label="x", value=1)
        assert ">True<" in render(source, label="x", value=True)


def test_a_record_is_drawn_as_it_is_now() -> None:
    organisation = Organisation(name="Chi bộ 1")
    source = "{% fact label=label %}x{% endfact %}"
    assert "Chi bộ 1" in render(source, label=organisation)
    organisation.name = "Chi bộ Khoa Xây dựng Đảng"
    assert "Chi bộ Khoa Xây dựng Đảng" in render(source, label=organisation)


def test_the_token_of_a_form_is_not_kept() -> None:
    source = '{% post_button url="/x/" %}Gửi{% endpost_button %}'
    for token in ("first", "second"):
        assert token in render(source, csrf_token=SimpleLazyObject(lambda token=token: token))


def test_each_tone_of_a_badge_has_its_class() -> None:
    for tone in ("neutral", "red", "green", "amber", "gold"):
        assert f"badge-{tone}" in render("{% badge label='x' tone=tone %}", tone=tone)


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in render('{% icon name="bell" %}')
    assert 'role="img" aria-label="Thông báo"' in render('{% icon name="bell" label="Thông báo" %}')


def test_page_header_shows_state_meta_and_the_main_action() -> None:
    html = render(
        '{% page_header title="Kế hoạch" state="Chờ duyệt" tone="gold" meta="Quý IV" back_url="/a/" back_label="Năm 2026" %}'
        '{% link_button url="/gui/" %}Gửi{% endlink_button %}{% endpage_header %}'
    )
    assert words(html) == "Năm 2026 Chờ duyệt Kế hoạch Quý IV Gửi"
    assert '<a class="btn btn-primary" href="/gui/">Gửi</a>' in html
    assert "page-header-actions" not in render('{% page_header title="x" %} {% endpage_header %}')


def test_post_button_carries_the_token_and_its_value() -> None:
    html = render(
        '{% post_button url="/dong/" name="version" value=3 %}Đóng{% endpost_button %}', csrf_token="secret"
    )
    assert '<form class="post-button" method="post" action="/dong/"' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="secret">' in html
    assert 'name="version" value="3"' in html


def test_facts_and_todo_items() -> None:
    html = render(
        '{% facts %}{% fact label="Địa điểm" %}A2{% endfact %}{% endfacts %}'
        '{% todo_list %}{% todo_item title="Viết tham luận" overdue="Quá hạn 1 ngày" due="còn bản nháp" url="/v/" action="Viết tiếp" %}{% endtodo_list %}'
    )
    assert "<div><dt>Địa điểm</dt><dd>A2</dd></div>" in html
    assert (
        words(html) == "Địa điểm A2 Viết tham luận Quá hạn 1 ngày , còn bản nháp Viết tiếp : Viết tham luận"
    )


def test_a_statistic_opens_its_evidence() -> None:
    html = render(
        '{% stats %}{% stat value="94,8" unit="%" label="Dự họp" url="/chung/" trend="thêm 2" direction="up" %}{% endstats %}'
    )
    assert '<a href="/chung/">Dự họp</a>' in html
    assert words(html) == "94,8 % Dự họp thêm 2"


def test_heat_table_says_state_and_names_each_column_for_phones() -> None:
    rows = [
        HeatRow(
            title="Chi bộ 1",
            detail="16 đảng viên",
            cells=[HeatCell(title="Thi", state="done", url="/1/"), HeatCell()],
        ),
    ]
    html = render(
        '{% heat_table caption="Năm 2026" corner="Chi bộ" columns=columns rows=rows %}',
        columns=["Quý I", "Quý II"],
        rows=rows,
    )
    assert '<td data-label="Quý I"><a href="/1/" class="q q-done">Thi</a></td>' in html
    assert '<td data-label="Quý II"><span class="q q-none" aria-hidden="true">–</span></td>' in html


def test_heat_table_refuses_a_row_of_the_wrong_length() -> None:
    with pytest.raises(ValueError, match="shorter"):
        render(
            '{% heat_table caption="x" corner="x" columns=c rows=r %}',
            c=["I", "II"],
            r=[HeatRow(title="x", cells=[HeatCell()])],
        )


def test_sort_heading_turns_round_and_keeps_the_filter() -> None:
    request = RequestFactory().get("/", {"unit": "2", "sort": "name", "page": "3"})
    html = render(
        '{% sort_heading key="name" label="Tên" %}{% sort_heading key="age" label="Tuổi" numeric=True %}',
        request=request,
    )
    assert '<th scope="col" aria-sort="ascending"><a href="?unit=2&amp;sort=-name">' in html
    assert '<th scope="col" class="number"><a href="?unit=2&amp;sort=age">' in html


def test_pagination_keeps_the_query_and_hides_when_one_page_is_enough() -> None:
    request = RequestFactory().get("/", {"unit": "2", "page": "2"})
    pages = Paginator(range(30), 10)
    html = render("{% pagination page=page %}", page=pages.page(2), request=request)
    assert 'rel="prev" href="?unit=2&amp;page=1"' in html
    assert 'rel="next" href="?unit=2&amp;page=3"' in html
    assert "Trang 2 trên 3" in html
    assert render("{% pagination page=page %}", page=Paginator(range(3), 10).page(1), request=request) == ""


def test_a_loading_table_says_so() -> None:
    html = render('{% data_table caption="Đảng viên" loading=True %}<thead></thead>{% enddata_table %}')
    assert 'aria-busy="true"' in html
    assert "Đang tải…" in html


def test_review_timeline_marks_the_current_step_and_shows_the_reason() -> None:
    steps = [
        Step(title="Trả lại", state="returned", person="Vàng A Sùng", when="14/09", note="Thiếu căn cứ."),
        Step(title="Đảng uỷ duyệt", state="current"),
    ]
    html = render("{% review_timeline steps=steps %}", steps=steps)
    assert words(html) == "Trả lại Vàng A Sùng, 14/09 Thiếu căn cứ. Đảng uỷ duyệt"
    assert html.count('aria-current="step"') == 1


def test_diff_reads_as_words_too() -> None:
    html = render(
        "{% diff ops=ops %}", ops=[("equal", "một "), ("delete", "việc"), ("insert", "<việc> làm theo")]
    )
    assert words(html) == "một bỏ: việc thêm: &lt;việc&gt; làm theo"


def test_result_bars_show_count_base_and_percentage() -> None:
    rows = [ResultBar(label="Tán thành", count=41, tone="green"), ResultBar(label="Không", count=3)]
    html = render('{% result_bars rows=rows base=44 caption="Biểu quyết" %}', rows=rows)
    assert "Tán thành 41 93,2%" in words(html)
    assert 'max="100" value="93.2"' in html
    assert "Tính trên 44 người" in html
    assert "0%" in render('{% result_bars rows=rows base=0 caption="x" %}', rows=rows)


@pytest.mark.parametrize(
    ("seconds", "shown", "gone"), [(900, "15:00", "0.0"), (14, "0:14", "98.4"), (-5, "0:00", "100.0")]
)
def test_countdown_shows_what_is_left(seconds: int, shown: str, gone: str) -> None:
    html = render('{% countdown seconds=seconds total=900 label="còn lại" %}', seconds=seconds)
    assert f">{shown}</b>" in html
    assert f'stroke-dashoffset="{gone}"' in html


def test_question_options_after_closing_say_right_wrong_and_missed() -> None:
    html = render(
        '{% question_card number=3 total=20 text="Năm nào?" saved="Đã nhận lúc 08:12" %}'
        '{% question_option name="q" value=1947 letter="A" text="1947" checked=True state="right" disabled=True %}'
        '{% question_option name="q" value="b" text="1969" state="wrong" %}'
        '{% question_option name="q" value="c" text="1958" state="missed" %}{% endquestion_card %}'
    )
    assert 'value="1947" checked disabled' in html
    assert words(html) == "Câu 3 trên 20 Năm nào? A 1947 Đúng 1969 Sai 1958 Đáp án đúng Đã nhận lúc 08:12"


def test_large_numbers_stay_plain_where_the_browser_reads_them() -> None:
    html = render(
        '{% progress value=1412 max=5000 label="Đọc danh sách" %}{% photo src="/a.jpg" alt="x" width=1200 height=800 %}'
    )
    assert 'value="1412" max="5000"' in html
    assert 'width="1200" height="800"' in html


def test_person_chip_takes_the_given_name_for_its_mark() -> None:
    assert ">Q</span>" in render('{% person_chip name="Nguyễn Hoàng Phương Khánh Quỳnh" detail="Chi bộ 1" %}')
    assert '<a href="/p/" class="person">' in render('{% person_chip name="Vàng A Sùng" url="/p/" %}')


def test_agenda_and_speakers_say_their_state() -> None:
    html = render(
        '{% agenda %}{% agenda_item title="Điểm danh" minutes=5 time="14:00" state="done" %}{% endagenda_item %}'
        '{% agenda_item title="Thảo luận" minutes=40 person="Bí thư" state="current" %}{% endagenda_item %}{% endagenda %}'
        '{% speaker_card name="Đỗ Thị Ánh" position=2 state="speaking" %}{% endspeaker_card %}'
    )
    assert (
        words(html)
        == "14:00 5 phút Điểm danh Đã xong 40 phút Thảo luận Bí thư Đang diễn ra 2 Đỗ Thị Ánh Đang phát biểu"
    )


def test_empty_state_and_evidence_and_notice_and_tabs() -> None:
    html = render(
        '{% empty_state title="Chưa có chuyên đề" text="Bắt đầu từ nghị quyết." action_url="/them/" action_label="Thêm" %}'
        '{% evidence_link url="/hd12/" label="Hướng dẫn 12" detail="mỗi quý một lần" %}'
        '{% notice tone="red" title="Thiếu người" %}<p>8 trên 15</p>{% endnotice %}'
        '{% tabs label="Phần" %}{% tab url="/a/" label="Trước" active=True count=0 %}{% tab url="/b/" label="Sau" %}{% endtabs %}'
        '{% section title="Năm nay" id="nam" hint="đến hôm nay" %}x{% endsection %}{% paper_preview title="Biên bản" meta="nháp" %}y{% endpaper_preview %}'
    )
    assert words(html) == (
        "Chưa có chuyên đề Bắt đầu từ nghị quyết. Thêm Hướng dẫn 12 mỗi quý một lần Thiếu người 8 trên 15 "
        "Trước 0 Sau Năm nay đến hôm nay x Biên bản nháp y"
    )
    assert '<a href="/a/" aria-current="page">' in html
