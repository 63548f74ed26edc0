import datetime as dt
import re
import uuid

import pytest
from django import forms

from chuyende.foundation.ui.forms import (
    LongTextWidget,
    NewRecordForm,
    Quarter,
    QuarterField,
    VietnameseDateField,
    VietnameseDateTimeField,
)


class TopicForm(NewRecordForm):
    title = forms.CharField(label="Tên", help_text="Ngắn gọn.")
    note = forms.CharField(label="Ghi chú", required=False)
    public = forms.BooleanField(label="Công khai", required=False)
    mode = forms.ChoiceField(label="Cách họp", choices=[("a", "Trực tiếp")], widget=forms.RadioSelect)

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("note") == "trái":
            raise forms.ValidationError("Ghi chú trái quy định.")
        return self.cleaned_data


def test_a_field_has_its_class_its_help_and_its_error_beside_it() -> None:
    html = str(TopicForm({"title": ""})["title"].as_field_group())
    assert 'class="form-control"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext">Ngắn gọn.' in html
    assert re.search(
        r'<ul class="field-errors" id="id_title_error">.*Trường này là bắt buộc', html, re.DOTALL
    )
    assert 'aria-invalid="true"' in html


def test_required_is_said_only_where_some_fields_may_stay_empty() -> None:
    class AllRequired(forms.Form):
        title = forms.CharField(label="Tên")

    assert "(bắt buộc)" in str(TopicForm()["title"].as_field_group())
    assert "(bắt buộc)" not in str(TopicForm()["note"].as_field_group())
    assert "(bắt buộc)" not in str(AllRequired()["title"].as_field_group())


def test_choices_stand_in_a_fieldset_and_a_checkbox_beside_its_label() -> None:
    form = TopicForm()
    assert '<legend class="form-label">Cách họp' in str(form["mode"].as_field_group())
    assert '<label class="form-check" for="id_public">' in str(form["public"].as_field_group())


def test_options_begin_with_a_capital_letter() -> None:
    class Chosen(forms.Form):
        status = forms.ChoiceField(choices=[("o", "đảng viên chính thức"), ("p", "Dự bị")])
        sex = forms.ChoiceField(choices=[("f", "nữ")], widget=forms.RadioSelect)
        year = forms.TypedChoiceField(choices=[(2026, 2026)])

    shown = str(Chosen())

    assert '<option value="o">Đảng viên chính thức</option>' in shown
    assert '<option value="p">Dự bị</option>' in shown
    assert '<option value="2026">2026</option>' in shown
    assert "Nữ" in shown


def test_a_form_with_errors_begins_with_a_summary_and_keeps_what_was_typed() -> None:
    html = str(
        TopicForm({"id": str(uuid.uuid4()), "title": "Sửa đổi lối làm việc", "note": "trái", "mode": "a"})
    )
    assert "Chưa lưu được. Nội dung đã viết vẫn còn nguyên." in html
    assert "<li>Ghi chú trái quy định.</li>" in html
    assert 'value="Sửa đổi lối làm việc"' in html
    assert "notice-red" not in str(TopicForm())


def test_a_missing_record_id_is_named_in_the_summary() -> None:
    form = TopicForm({"title": "x", "mode": "a"})
    assert not form.is_valid()
    assert "<li>Trường này là bắt buộc.</li>" in str(form)


def test_each_new_form_carries_a_fresh_id_of_version_7() -> None:
    ids = [uuid.UUID(str(TopicForm()["id"].value())) for _ in range(2)]
    assert [number.version for number in ids] == [7, 7]
    assert ids[0] < ids[1]


@pytest.mark.parametrize("typed", ["05/02/2026", "5/2/2026", "05-02-2026", "05.02.2026", "2026-02-05"])
def test_a_date_in_each_form_that_people_write(typed: str) -> None:
    assert VietnameseDateField().clean(typed) == dt.date(2026, 2, 5)


@pytest.mark.parametrize("typed", ["31/02/2026", "02/25/2026", "mai", "5/2"])
def test_what_is_no_date_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="ví dụ 05/02/2026"):
        VietnameseDateField().clean(typed)


@pytest.mark.parametrize("day", ["05/02/0226", "01/01/0001", "31/12/9999"])
def test_a_mistyped_year_is_refused_with_the_years_that_are_meant(day: str) -> None:
    with pytest.raises(forms.ValidationError, match="từ 1900 đến 2100"):
        VietnameseDateField().clean(day)
    with pytest.raises(forms.ValidationError, match="từ 1900 đến 2100"):
        VietnameseDateTimeField().clean(f"{day} 00:00")


@pytest.mark.parametrize("typed", ["05/02/2026 14:00", "14:00 05/02/2026", "2026-02-05T14:00"])
def test_a_day_with_its_hour(typed: str) -> None:
    assert VietnameseDateTimeField().clean(typed).strftime("%d/%m/%Y %H:%M") == "05/02/2026 14:00"


def test_the_date_picker_gets_the_form_that_browsers_read() -> None:
    class DayForm(forms.Form):
        day = VietnameseDateField()

    assert 'value="2026-02-05"' in str(DayForm(initial={"day": dt.date(2026, 2, 5)})["day"])


def test_a_quarter_is_picked_from_the_years_given() -> None:
    field = QuarterField(years=[2025, 2026])
    assert field.clean("2026-Q4") == Quarter(2026, 4)
    assert field.clean(Quarter(2025, 1)) == Quarter(2025, 1)
    with pytest.raises(forms.ValidationError):
        field.clean("2027-Q1")
    assert QuarterField(years=[2026], required=False).clean("") is None


def test_the_quarter_picker_shows_four_squares_a_year_and_the_chosen_one() -> None:
    class PlanForm(forms.Form):
        quarter = QuarterField(label="Quý", years=[2026])

    html = str(PlanForm(initial={"quarter": Quarter(2026, 3)})["quarter"].as_field_group())
    assert [text for text in ("Năm 2026", "Quý I", "Quý II", "Quý III", "Quý IV") if text not in html] == []
    assert re.search(r'value="2026-Q3"[^>]*checked', html)


@pytest.mark.parametrize(
    ("day", "quarter"), [((2026, 1, 1), 1), ((2026, 3, 31), 1), ((2026, 4, 1), 2), ((2026, 12, 31), 4)]
)
def test_the_quarter_of_a_day(day: tuple[int, int, int], quarter: int) -> None:
    assert Quarter.of(dt.date(*day)) == Quarter(2026, quarter)


def test_a_quarter_knows_its_start_its_roman_number_and_its_writing() -> None:
    third = Quarter.parse("2026-Q3")
    assert (third.start, third.roman, str(third)) == (dt.date(2026, 7, 1), "III", "2026-Q3")
    with pytest.raises(ValueError, match="2026-Q5"):
        Quarter.parse("2026-Q5")


def test_long_text_is_a_plain_textarea_that_scripts_may_improve() -> None:
    class MinutesForm(forms.Form):
        body = forms.CharField(label="Nội dung", widget=LongTextWidget)

    html = str(MinutesForm(initial={"body": "<p>Một</p>"})["body"].as_field_group())
    assert 'data-controller="long-text"' in html
    assert re.search(r"<textarea[^>]*>\s*&lt;p&gt;Một&lt;/p&gt;</textarea>", html)
