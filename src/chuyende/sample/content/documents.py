"""The documents that the article names, and those in force today, with the provisions that topics cite.

Wording of provisions is a short summary for the sample, not the documents' text.
"""

import datetime as dt
from dataclasses import dataclass

from chuyende.planning.governance.enums import DocumentType


@dataclass(frozen=True)
class SampleProvision:
    key: str
    text: str
    article: str = ""
    clause: str = ""
    point: str = ""
    part: str = ""
    page: int | None = None


@dataclass(frozen=True)
class SampleDocument:
    symbol: str
    type: DocumentType
    title: str
    issuer: str
    issued_on: dt.date
    provisions: tuple[SampleProvision, ...]
    is_public: bool = False
    replaced_by: str = ""
    replaced_on: dt.date | None = None


GUIDELINE_2018 = "12-HD/BTCTW"
GUIDELINE_2025 = "42-HD/BTCTW"

DOCUMENTS = (
    SampleDocument(
        "09-QĐi/TW",
        DocumentType.REGULATION,
        "Chức năng, nhiệm vụ, tổ chức bộ máy của trường chính trị tỉnh, thành phố trực thuộc Trung ương",
        "Ban Bí thư Trung ương Đảng",
        dt.date(2018, 11, 13),
        (
            SampleProvision(
                "school",
                "Trường tổ chức đào tạo, bồi dưỡng cán bộ lãnh đạo, quản lý của hệ thống chính trị, cán bộ, công "
                "chức, viên chức; tham gia nghiên cứu khoa học, tổng kết thực tiễn ở địa phương.",
                article="2",
                page=2,
            ),
        ),
        is_public=True,
    ),
    SampleDocument(
        GUIDELINE_2018,
        DocumentType.GUIDELINE,
        "Một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ",
        "Ban Tổ chức Trung ương",
        dt.date(2018, 7, 6),
        (
            SampleProvision(
                "thematic2018",
                "Chi bộ sinh hoạt chuyên đề mỗi quý ít nhất một lần, đi sâu vào một số việc cụ thể của chi bộ.",
                part="phần sinh hoạt chuyên đề",
                page=3,
            ),
        ),
        is_public=True,
        replaced_by=GUIDELINE_2025,
        replaced_on=dt.date(2025, 10, 28),
    ),
    SampleDocument(
        "21-KL/TW",
        DocumentType.CONCLUSION,
        "Đẩy mạnh xây dựng, chỉnh đốn Đảng và hệ thống chính trị",
        "Ban Chấp hành Trung ương khoá XIII",
        dt.date(2021, 10, 25),
        (
            SampleProvision(
                "conclusion4",
                "Cấp uỷ tổ chức để cán bộ, đảng viên học tập, vận dụng Kết luận vào công việc được giao.",
                part="phần tổ chức thực hiện",
                page=9,
            ),
        ),
        is_public=True,
    ),
    SampleDocument(
        "01-NQ/ĐH",
        DocumentType.CONGRESS_RESOLUTION,
        "Nghị quyết Đại hội Đảng bộ Trường Chính trị tỉnh Lào Cai, nhiệm kỳ 2020–2025",
        "Đại hội Đảng bộ Trường",
        dt.date(2020, 7, 10),
        (
            SampleProvision(
                "congress2020",
                "Đổi mới nội dung, hình thức sinh hoạt chi bộ, nhất là sinh hoạt chuyên đề; gắn chủ đề với chức "
                "năng, nhiệm vụ của từng chi bộ.",
                part="Mục III",
                clause="2",
                page=7,
            ),
            SampleProvision(
                "congress2020b",
                "Nâng cao chất lượng giảng dạy, nghiên cứu thực tế, nghiên cứu khoa học và tham mưu, phục vụ.",
                part="Mục II",
                clause="1",
                page=4,
            ),
        ),
    ),
    SampleDocument(
        "02-QC/ĐU",
        DocumentType.WORKING_REGULATION,
        "Quy chế làm việc của Đảng uỷ Trường, nhiệm kỳ 2020–2025",
        "Đảng uỷ Trường Chính trị tỉnh Lào Cai",
        dt.date(2020, 8, 5),
        (
            SampleProvision(
                "function2020",
                "Chi uỷ chọn chủ đề thiết thực, cụ thể, sát chức năng, nhiệm vụ của chi bộ; Đảng uỷ cho ý kiến.",
                article="9",
                clause="3",
                page=6,
            ),
        ),
    ),
    SampleDocument(
        GUIDELINE_2025,
        DocumentType.GUIDELINE,
        "Một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ trong giai đoạn mới",
        "Ban Tổ chức Trung ương",
        dt.date(2025, 10, 28),
        (
            SampleProvision(
                "thematic2025",
                "Mỗi quý ít nhất một lần sinh hoạt chuyên đề, không thay cho sinh hoạt thường kỳ; tài liệu gửi đảng "
                "viên trước ít nhất một ngày.",
                part="phần sinh hoạt chuyên đề",
            ),
        ),
        is_public=True,
    ),
    SampleDocument(
        "01-NQ/ĐH (2025)",
        DocumentType.CONGRESS_RESOLUTION,
        "Nghị quyết Đại hội Đảng bộ Trường Chính trị tỉnh Lào Cai, nhiệm kỳ 2025–2030",
        "Đại hội Đảng bộ Trường",
        dt.date(2025, 6, 20),
        (
            SampleProvision(
                "congress2025",
                "Nâng cao chất lượng sinh hoạt chuyên đề; đảng viên tiên phong chuyển đổi số, tự học, nghiên cứu và "
                "bảo vệ nền tảng tư tưởng của Đảng.",
                part="Mục III",
                clause="1",
                page=8,
            ),
        ),
    ),
    SampleDocument(
        "03-QC/ĐU",
        DocumentType.WORKING_REGULATION,
        "Quy chế làm việc của Đảng uỷ Trường, nhiệm kỳ 2025–2030",
        "Đảng uỷ Trường Chính trị tỉnh Lào Cai",
        dt.date(2025, 7, 15),
        (
            SampleProvision(
                "function2025",
                "Chủ đề sinh hoạt chuyên đề xuất phát từ việc chuyên môn của khoa, phòng và kết quả phải kiểm đếm được.",
                article="8",
                clause="2",
                page=5,
            ),
        ),
    ),
)
