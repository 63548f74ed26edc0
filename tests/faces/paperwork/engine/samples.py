"""Papers as a cell of the school's Party committee writes them."""

import datetime as dt

from chuyende.faces.paperwork.engine import Certificate
from chuyende.faces.paperwork.engine.paper import (
    Band,
    Basis,
    Centred,
    Column,
    Facts,
    Heading,
    Item,
    Paper,
    Paragraph,
    Run,
    Section,
    Signature,
    Table,
    Verification,
    runs,
)

VERIFICATION = Verification(
    url="https://chuyende.truongchinhtri.example/v/01J9Z7K3",
    caption="Tra cứu, đối chiếu văn bản bằng mã QR hoặc tại địa chỉ:",
)


def cell_heading(number: str, day: dt.date | None, draft: str = "") -> Heading:
    return Heading(
        superior_lines=("Đảng bộ Trường Chính trị tỉnh Lào Cai",),
        issuer_lines=("Chi bộ Khoa Lý luận cơ sở",),
        number=number,
        place="Lào Cai",
        date=day,
        draft=draft,
    )


def committee_heading(number: str, day: dt.date) -> Heading:
    return Heading(
        superior_lines=("Đảng bộ tỉnh Lào Cai",),
        issuer_lines=("Đảng uỷ Trường Chính trị",),
        number=number,
        place="Lào Cai",
        date=day,
    )


def minutes() -> Paper:
    opinions = (
        (
            "Lê Thị Hồng Vân",
            (
                "nhất trí với đề dẫn; đề nghị mỗi giảng viên chọn ít nhất một nội dung của tác phẩm để đưa vào bài giảng "
                "trong quý, gắn với liên hệ thực tiễn ở cơ sở nơi giảng viên đi nghiên cứu thực tế."
            ),
        ),
        (
            "Hoàng Seo Phừ",
            (
                "liên hệ bản thân: trong sinh hoạt còn ngại phát biểu, ngại góp ý với đồng chí lớn tuổi; hứa sẽ khắc phục "
                "bằng việc đăng ký ít nhất một ý kiến trong mỗi kỳ sinh hoạt và chuẩn bị bằng văn bản."
            ),
        ),
        (
            "Nguyễn Quỳnh Trang",
            (
                "đề nghị chi uỷ gửi tài liệu sớm hơn ba ngày để đảng viên có thời gian đọc; việc trả lời câu hỏi trắc nghiệm "
                "trước buổi sinh hoạt giúp đảng viên nắm nội dung tốt hơn hẳn so với nghe đọc tài liệu."
            ),
        ),
        (
            "Giàng Thị Mỷ",
            (
                "nêu kinh nghiệm tự phê bình ở tổ bộ môn: nói việc trước, nói người sau; nói ưu điểm trước, khuyết điểm sau; "
                "mỗi khuyết điểm đều kèm theo cách sửa và thời hạn sửa cụ thể."
            ),
        ),
        (
            "Phạm Đức Thuỷ",
            (
                "trao đổi về việc vận dụng ba nguyên tắc tự phê bình và phê bình trong đánh giá, xếp loại đảng viên cuối năm; "
                "đề nghị không bình quân, nể nang."
            ),
        ),
    )
    discussion = tuple(
        Item(runs(Run(f"Đồng chí {name}", bold=True), f" {words}"), kind="number") for name, words in opinions
    )
    return Paper(
        heading=cell_heading("Số 03-BB/CB", dt.date(2026, 2, 5)),
        type_name="Biên bản",
        abstract="sinh hoạt chi bộ chuyên đề quý I năm 2026: “Tìm hiểu tác phẩm Tự phê bình và phê bình "
        "của Chủ tịch Hồ Chí Minh”",
        blocks=(
            Section("Thời gian, địa điểm, thành phần"),
            Item(runs("Thời gian: bắt đầu lúc 14 giờ 00, ngày 05 tháng 02 năm 2026."), kind="number"),
            Item(runs("Địa điểm: Phòng họp tầng 2, nhà A; hình thức: trực tiếp."), kind="number"),
            Item(
                runs(
                    "Thành phần: tổng số 15 đảng viên (chính thức 14, dự bị 01); có mặt 14/15 đồng chí, đạt 93,3%."
                ),
                kind="number",
            ),
            Item(runs("Vắng có lý do: 01 đồng chí (Vũ Thị Hoà, đi công tác tại xã Mường Khương).")),
            Item(runs("Vắng không có lý do: không.")),
            Item(
                runs(
                    "Cấp trên dự: đồng chí Trần Quốc Khánh, Uỷ viên Ban Thường vụ Đảng uỷ, phụ trách chi bộ."
                )
            ),
            Item(runs("Chủ trì: đồng chí Đặng Văn Quý, Bí thư Chi bộ."), kind="number"),
            Item(runs("Thư ký: đồng chí Bùi Thuý Nga, Chi uỷ viên."), kind="number"),
            Section("Nội dung"),
            Section("Mở đầu", level=2),
            Paragraph(
                runs(
                    "Đồng chí Đặng Văn Quý nêu mục đích, yêu cầu của buổi sinh hoạt chuyên đề theo Kế hoạch số 02-KH/CB, "
                    "ngày 10/01/2026 của Chi bộ; hội nghị nhất trí thông qua chương trình gồm 05 nội dung."
                )
            ),
            Section("Trình bày chuyên đề", level=2),
            Paragraph(
                runs(
                    "Đồng chí Ngô Thị Bích Ngọc trình bày đề dẫn (20 phút), nêu hoàn cảnh ra đời của tác phẩm, ba nội dung "
                    "chủ yếu và ý nghĩa đối với việc nâng cao chất lượng sinh hoạt chi bộ hiện nay; chi bộ xem đoạn phim "
                    "tư liệu dài 07 phút. Hai tham luận được trình bày:"
                )
            ),
            Item(
                runs(
                    "Đồng chí Lù Văn Tỉn: ",
                    Run("“Tự phê bình trong hoạt động chuyên môn của giảng viên”", italic=True),
                    ".",
                )
            ),
            Item(
                runs(
                    "Đồng chí Đỗ Thuỳ Dương: ",
                    Run("“Phê bình trên tinh thần đồng chí, thương yêu lẫn nhau”", italic=True),
                    ".",
                )
            ),
            Section("Kết quả trả lời câu hỏi trắc nghiệm", level=2),
            Paragraph(runs("Có 14/14 đảng viên tham gia trả lời 15 câu hỏi; kết quả cao nhất như sau:")),
            Table(
                columns=(
                    Column("TT", 1, "center"),
                    Column("Họ và tên", 5),
                    Column("Số câu đúng", 2, "center"),
                    Column("Thời gian", 3, "center"),
                    Column("Đề nghị", 4),
                ),
                rows=(
                    (
                        runs("1"),
                        runs("Nguyễn Quỳnh Trang"),
                        runs("15/15"),
                        runs("06 phút 12 giây"),
                        runs("Biểu dương"),
                    ),
                    (
                        runs("2"),
                        runs("Giàng Thị Mỷ"),
                        runs("15/15"),
                        runs("07 phút 40 giây"),
                        runs("Biểu dương"),
                    ),
                    (
                        runs("3"),
                        runs("Hoàng Seo Phừ"),
                        runs("14/15"),
                        runs("05 phút 55 giây"),
                        runs("Biểu dương"),
                    ),
                ),
            ),
            Section("Thảo luận", level=2),
            *discussion,
            Paragraph(
                runs(
                    "Đồng chí chủ trì tiếp thu các ý kiến, giải trình về thời hạn gửi tài liệu: từ quý II, tài liệu được gửi "
                    "trước ít nhất 03 ngày làm việc."
                )
            ),
            Section("Kết luận và phân công nhiệm vụ"),
            Paragraph(
                runs(
                    "Chi bộ thống nhất: mỗi đảng viên xây dựng bản tự soi, tự sửa của cá nhân; đưa nội dung tự phê bình "
                    "và phê bình vào sinh hoạt thường kỳ hằng tháng."
                )
            ),
            Table(
                columns=(
                    Column("TT", 1, "center"),
                    Column("Nhiệm vụ", 8, "justify"),
                    Column("Người thực hiện", 4),
                    Column("Thời hạn", 3, "center"),
                ),
                rows=(
                    (
                        runs("1"),
                        runs("Hoàn thiện chuyên đề, đăng tải lên Sổ tay đảng viên điện tử"),
                        runs("Ngô Thị Bích Ngọc"),
                        runs("07/02/2026"),
                    ),
                    (
                        runs("2"),
                        runs("Tổng hợp bản tự soi, tự sửa của đảng viên, báo cáo chi uỷ"),
                        runs("Bùi Thuý Nga"),
                        runs("28/02/2026"),
                    ),
                ),
            ),
            Section("Biểu quyết"),
            Paragraph(
                runs("Biểu quyết giơ tay: 13/14 đảng viên chính thức được triệu tập tán thành, đạt 92,9%.")
            ),
            Section("Đánh giá chất lượng buổi sinh hoạt"),
            Paragraph(
                runs(
                    "Chi bộ tự chấm 92/100 điểm, xếp loại Tốt. Hạn chế: một số ý kiến còn dài; khắc phục: mỗi ý kiến không "
                    "quá 05 phút."
                )
            ),
            Paragraph(
                runs(
                    "Buổi sinh hoạt kết thúc lúc 16 giờ 05 cùng ngày. Biên bản đã được đọc và thông qua tại hội nghị với "
                    "14/14 đồng chí có mặt nhất trí"
                )
            ),
        ),
        signatures=(
            Signature(
                ("Người ghi biên bản",), "", "Bùi Thuý Nga", note="Đã ký điện tử lúc 16 giờ 10, 05/02/2026"
            ),
            Signature(
                ("Chủ trì hội nghị",), "", "Đặng Văn Quý", note="Đã ký điện tử lúc 16 giờ 20, 05/02/2026"
            ),
        ),
        verification=VERIFICATION,
    )


def summons() -> Paper:
    return Paper(
        heading=cell_heading("Số 07-GM/CB", dt.date(2026, 1, 29)),
        type_name="Giấy mời",
        abstract="sinh hoạt chi bộ chuyên đề quý I năm 2026",
        blocks=(
            Paragraph(
                runs(
                    "Thực hiện Kế hoạch số 02-KH/CB, ngày 10/01/2026 của Chi bộ về sinh hoạt chuyên đề năm 2026, Chi uỷ trân "
                    "trọng kính mời các đồng chí đảng viên trong Chi bộ dự buổi sinh hoạt chuyên đề."
                )
            ),
            Facts(
                (
                    (
                        "Chuyên đề",
                        runs("“Tìm hiểu tác phẩm Tự phê bình và phê bình của Chủ tịch Hồ Chí Minh”."),
                    ),
                    ("Thời gian", runs("14 giờ 00, ngày 05 tháng 02 năm 2026 (thứ Năm).")),
                    ("Địa điểm", runs("Phòng họp tầng 2, nhà A.")),
                    ("Chủ trì", runs("Đồng chí Đặng Văn Quý, Bí thư Chi bộ.")),
                    ("Người trình bày", runs("Đồng chí Ngô Thị Bích Ngọc.")),
                )
            ),
            Paragraph(runs("Để buổi sinh hoạt đạt kết quả, đề nghị các đồng chí:")),
            Item(runs("Đọc trước tài liệu gửi kèm và trả lời bộ câu hỏi trắc nghiệm trước ngày 05/02/2026;")),
            Item(runs("Chuẩn bị ý kiến thảo luận theo các câu hỏi gợi ý; có mặt đúng giờ")),
        ),
        signatures=(Signature(("T/M Chi uỷ",), "Bí thư", "Đặng Văn Quý"),),
        recipients=("Các đồng chí đảng viên", "Đồng chí Đảng uỷ viên phụ trách", "Lưu Chi bộ"),
        verification=VERIFICATION,
    )


def plan(rows_per_quarter: int = 3) -> Paper:
    def quarter(name: str) -> tuple[tuple[tuple[Run, ...], ...] | Band, ...]:
        return (
            Band(name),
            *(
                (
                    runs(str(number)),
                    runs(
                        "Nâng cao chất lượng tự phê bình và phê bình trong sinh hoạt chi bộ ở trường chính trị tỉnh"
                    ),
                    runs("Nghị quyết Đại hội Chi bộ nhiệm kỳ 2025-2030, mục II.3; Chỉ thị 50-CT/TW"),
                    runs("Trắc nghiệm, tham luận, thảo luận"),
                    runs("Ngô Thị Bích Ngọc"),
                    runs("05/02/2026"),
                    runs("Báo cáo chuyên đề, kết luận"),
                )
                for number in range(1, rows_per_quarter + 1)
            ),
        )

    return Paper(
        heading=cell_heading("Số     -KH/CB", None, draft="Dự thảo lần 1"),
        type_name="Kế hoạch",
        abstract="sinh hoạt chuyên đề năm 2026",
        blocks=(
            Basis(runs("Căn cứ Chỉ thị số 50-CT/TW, ngày 23/7/2025 của Ban Bí thư về sinh hoạt chi bộ")),
            Basis(runs("Căn cứ Nghị quyết Đại hội Chi bộ nhiệm kỳ 2025-2030")),
            Paragraph(
                runs("Chi bộ Khoa Lý luận cơ sở xây dựng kế hoạch sinh hoạt chuyên đề năm 2026 như sau:")
            ),
            Table(
                columns=(
                    Column("TT", 1, "center"),
                    Column("Chủ đề", 7, "justify"),
                    Column("Căn cứ", 6),
                    Column("Hình thức", 4),
                    Column("Chủ trì, trình bày", 4),
                    Column("Thời gian", 3, "center"),
                    Column("Sản phẩm", 4),
                ),
                rows=(*quarter("Quý I"), *quarter("Quý II"), *quarter("Quý III"), *quarter("Quý IV")),
            ),
            Paragraph(
                runs(
                    "Yêu cầu các đồng chí được phân công chủ động chuẩn bị, thực hiện nghiêm túc Kế hoạch này."
                )
            ),
        ),
        signatures=(Signature(("T/M CHI BỘ",), "BÍ THƯ", "Đặng Văn Quý"),),
        recipients=("Đảng uỷ Trường (báo cáo)", "Chi uỷ", "Các đồng chí đảng viên", "Lưu Chi bộ"),
        landscape=True,
    )


def decision() -> Paper:
    return Paper(
        heading=committee_heading("Số 12-QĐ/ĐU", dt.date(2026, 3, 12)),
        type_name="Quyết định",
        abstract="tặng Giấy khen cho đảng viên có thành tích trong sinh hoạt chuyên đề",
        blocks=(
            Basis(runs("Căn cứ Quy chế làm việc của Đảng uỷ Trường Chính trị tỉnh nhiệm kỳ 2025-2030")),
            Basis(
                runs("Xét đề nghị của Chi bộ Khoa Lý luận cơ sở tại Tờ trình số 02-TTr/CB, ngày 03/3/2026")
            ),
            Centred(runs(Run("ĐẢNG UỶ QUYẾT ĐỊNH", bold=True))),
            Paragraph(
                runs(
                    Run("Điều 1. ", bold=True),
                    "Tặng Giấy khen cho đồng chí Nguyễn Quỳnh Trang, đảng viên Chi bộ Khoa Lý luận cơ sở, đã có thành tích "
                    "xuất sắc trong sinh hoạt chuyên đề quý I năm 2026; mức thưởng kèm theo 702.000 đồng.",
                )
            ),
            Paragraph(
                runs(
                    Run("Điều 2. ", bold=True),
                    "Chi bộ Khoa Lý luận cơ sở và đồng chí Nguyễn Quỳnh Trang chịu trách nhiệm thi hành Quyết định này.",
                )
            ),
        ),
        signatures=(Signature(("T/M ĐẢNG UỶ",), "BÍ THƯ", "Trần Quốc Khánh"),),
        recipients=("Như Điều 2", "Uỷ ban Kiểm tra Đảng uỷ", "Lưu Đảng uỷ"),
        verification=VERIFICATION,
    )


def certificate() -> Certificate:
    return Certificate(
        issuer_lines=("Đảng uỷ Trường Chính trị tỉnh Lào Cai",),
        award="Giấy khen",
        recipient="Đồng chí Nguyễn Quỳnh Trang",
        recipient_detail="Đảng viên Chi bộ Khoa Lý luận cơ sở",
        reason="Đã có thành tích xuất sắc trong sinh hoạt chuyên đề quý I năm 2026",
        place="Lào Cai",
        date=dt.date(2026, 3, 12),
        signature=Signature(("T/M Đảng uỷ",), "Bí thư", "Trần Quốc Khánh"),
        records=("Quyết định số 12-QĐ/ĐU, ngày 12/3/2026", "Vào sổ vàng số 05"),
        verification=VERIFICATION,
    )
