"""Sample values for `/_ui/`: long Vietnamese names, every state. Not used by any other page."""

from typing import Any

from django import forms
from django.contrib.messages import constants as levels
from django.core.paginator import Paginator
from django.http import HttpRequest

from chuyende.foundation.core import clock

from .forms import LongTextWidget, NewRecordForm, QuarterField, VietnameseDateField
from .icons import ICONS
from .parts import HeatCell, HeatRow, ResultBar, Step

LONG_TITLE = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về phát huy dân chủ, thực hành dân chủ,"
    " chăm lo đời sống Nhân dân trong tình hình hiện nay"
)
LONG_NAME = "Nguyễn Hoàng Phương Khánh Quỳnh"
LONG_UNIT = "Chi bộ Khoa Nhà nước và pháp luật, Xây dựng Đảng và Dân vận"

PEOPLE = [
    (LONG_NAME, LONG_UNIT, 12, "Chính thức"),
    ("Vàng A Sùng", "Chi bộ 2", 9, "Dự bị"),
    ("Đỗ Thị Ánh", "Chi bộ 3", 11, "Chính thức"),
    ("Lý Ỷ Đoan", "Chi bộ 1", 10, "Miễn sinh hoạt"),
]

NO_GROUNDING = "Chuyên đề chưa có căn cứ của cấp trên: chọn ít nhất một văn bản."


class SampleForm(NewRecordForm):
    title = forms.CharField(
        label="Tên chuyên đề",  # untranslated: sample
        max_length=200,
        help_text="Ngắn gọn, nêu rõ việc phải làm. Không quá 200 ký tự.",  # untranslated: sample
    )
    form = forms.ChoiceField(
        label="Hình thức",  # untranslated: sample
        choices=[
            ("quiz", "Thi trắc nghiệm rồi thảo luận"),
            ("clip", "Xem phim tư liệu, trình bày tham luận"),
        ],
    )
    day = VietnameseDateField(label="Ngày sinh hoạt", help_text="Ví dụ 05/02/2026.")  # untranslated: sample
    quarter = QuarterField(label="Quý", years=[2026])
    mode = forms.ChoiceField(
        label="Cách họp",  # untranslated: sample
        widget=forms.RadioSelect,
        choices=[("place", "Trực tiếp"), ("online", "Trực tuyến"), ("both", "Trực tiếp và trực tuyến")],
    )
    note = forms.CharField(
        label="Ghi chú",  # untranslated: sample
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(label="Đề dẫn", required=False, widget=LongTextWidget)  # untranslated: sample
    public = forms.BooleanField(
        label="Đăng lên trang của Trường sau khi được duyệt",  # untranslated: sample
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("note"):
            self.add_error(None, NO_GROUNDING)
        return self.cleaned_data


class SampleFileForm(forms.Form):
    roster = forms.FileField(
        label="Danh sách đảng viên (.xlsx)",  # untranslated: sample
        help_text="Tối đa 5 MB. Chưa ghi gì cho đến khi đồng chí xem lại và xác nhận.",  # untranslated: sample
    )


STEPS = [
    Step(title="Gửi duyệt", state="done", person="Vàng A Sùng", when="12/09/2026, 08:12"),
    Step(
        title="Chi uỷ trả lại",
        state="returned",
        person=LONG_NAME,
        when="14/09/2026, 16:40",
        note="Chưa nêu căn cứ thứ ba: chức năng, nhiệm vụ của chi bộ.",
    ),
    Step(title="Gửi duyệt lại", state="done", person="Vàng A Sùng", when="15/09/2026, 07:55"),
    Step(title="Đảng uỷ duyệt", state="current", when="Hạn 20/09/2026"),
    Step(title="Ban hành", state="waiting"),
]

HEAT = [
    HeatRow(
        title=LONG_UNIT,
        detail="16 đảng viên",
        url="#heat_table",
        cells=[
            HeatCell(title="Trắc nghiệm", detail="Tốt, 93 điểm", state="done", url="#heat_table"),
            HeatCell(title="Clip, tham luận", detail="Tốt, 91 điểm", state="done", url="#heat_table"),
            HeatCell(title="Toạ đàm", detail="Khá, 86 điểm", state="done", url="#heat_table"),
            HeatCell(title="Đã duyệt", detail="07/10, 14:00", state="plan", url="#heat_table"),
        ],
    ),
    HeatRow(
        title="Chi bộ 2",
        detail="15 đảng viên, 1 dự bị",
        cells=[
            HeatCell(title="Thảo luận", detail="Khá, 84 điểm", state="done", url="#heat_table"),
            HeatCell(title="Trắc nghiệm", detail="Tốt, 95 điểm", state="done", url="#heat_table"),
            HeatCell(title="Chưa tổ chức", detail="quá hạn 5 ngày", state="late", url="#heat_table"),
            HeatCell(title="Chờ chi uỷ", detail="hạn 15/10", url="#heat_table"),
        ],
    ),
    HeatRow(title="Chi bộ 3", detail="chưa có kế hoạch", cells=[HeatCell() for _ in range(4)]),
]

RESULTS = [
    ResultBar(label="Tán thành", count=41, tone="green"),  # untranslated: sample
    ResultBar(label="Không tán thành", count=1, tone="red"),  # untranslated: sample
    ResultBar(label="Ý kiến khác", count=2, tone="neutral"),  # untranslated: sample
]

ANSWERS = [
    ResultBar(label="A. Năm 1947", count=31, tone="green", mark="đáp án đúng"),  # untranslated: sample
    ResultBar(label="B. Năm 1969", count=9),  # untranslated: sample
    ResultBar(label="C. Năm 1945, ngay sau ngày Tổng khởi nghĩa thắng lợi", count=4),  # untranslated: sample
    ResultBar(label="D. Năm 1958", count=0),  # untranslated: sample
]

DIFF = [
    ("equal", "Mỗi đảng viên đăng ký "),
    ("delete", "một việc"),
    ("insert", "ít nhất một việc làm theo"),
    ("equal", ", báo cáo kết quả với chi bộ "),
    ("insert", "trước ngày 15 tháng cuối quý"),
    ("delete", "vào cuối năm"),
    ("equal", "."),
]

TOASTS = [
    {"text": "Đã ghi nhận: vắng có lý do.", "level": levels.SUCCESS, "undo_url": "#toast"},
    {"text": "Đã lưu biên bản lúc 08:12.", "level": levels.SUCCESS, "undo_url": ""},
    {"text": "Có người vừa lưu một bản khác của biên bản này.", "level": levels.WARNING, "undo_url": ""},
    {"text": "Chưa gửi được. Bản đang viết vẫn còn trên máy này.", "level": levels.ERROR, "undo_url": ""},
]

TONES = [
    ("neutral", "Bản nháp"),
    ("red", "Quá hạn 5 ngày"),
    ("green", "Đã duyệt"),
    ("amber", "Còn 2 ngày"),
    ("gold", "Đã biểu dương"),
]


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything that the catalogue's templates show; a POST fills the sample form with its errors."""
    return {
        "today": clock.today(),
        "long_title": LONG_TITLE,
        "long_name": LONG_NAME,
        "long_unit": LONG_UNIT,
        "people": PEOPLE,
        "page": Paginator(PEOPLE * 12, 12).get_page(request.GET.get("page", 2)),
        "form": SampleForm(request.POST or None),
        "file_form": SampleFileForm(),
        "steps": STEPS,
        "columns": ["Quý I", "Quý II", "Quý III", "Quý IV"],
        "heat": HEAT,
        "results": RESULTS,
        "answers": ANSWERS,
        "diff_ops": DIFF,
        "toasts": TOASTS,
        "tones": TONES,
        "icons": sorted(ICONS),
        "layout": request.GET.get("layout", ""),
    }
