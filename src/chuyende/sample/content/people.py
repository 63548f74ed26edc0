"""45 invented people in three cells, two of them probationary, as the article counts them."""

from dataclasses import dataclass

from chuyende.foundation.organisation.enums import MembershipStatus, Role

COMMITTEE = "Đảng bộ Trường Chính trị tỉnh Lào Cai"
SUPERIOR = "Đảng bộ các cơ quan Đảng tỉnh Lào Cai"
PLACE = "Lào Cai"
DEPARTMENTS = (
    "Khoa Xây dựng Đảng",
    "Khoa Lý luận cơ sở",
    "Khoa Nhà nước và pháp luật",
    "Phòng Quản lý đào tạo và nghiên cứu khoa học",
    "Phòng Tổ chức, hành chính, thông tin, tư liệu",
)


@dataclass(frozen=True)
class SampleCell:
    """A cell: its name, its own function, the departments of its members, and its people in order of office.

    The first three are secretary, deputy and committee member; the fourth keeps the minutes.
    """

    name: str
    function: str
    departments: tuple[str, ...]
    people: tuple[str, ...]
    probationary: tuple[str, ...] = ()


CELLS = (
    SampleCell(
        "Chi bộ 1",
        "Giảng dạy lý luận chính trị, nghiên cứu khoa học, nghiên cứu thực tế, viết bài bảo vệ nền tảng "
        "tư tưởng của Đảng.",
        ("Khoa Xây dựng Đảng", "Khoa Lý luận cơ sở"),
        (
            "Trần Thị Bích Ngọc",
            "Lương Văn Thắng",
            "Nông Thị Duyên",
            "Phạm Thu Hà",
            "Hoàng Văn Tưởng",
            "Vàng Thị Mỷ",
            "Đặng Minh Quân",
            "Lù Văn Sinh",
            "Nguyễn Thị Lan Anh",
            "Bùi Đức Long",
            "Giàng A Páo",
            "Lê Thị Thuý Hằng",
            "Đỗ Quang Huy",
            "Tẩn Thị Máy",
            "Ngô Văn Khải",
            "Trịnh Thị Yến",
        ),
    ),
    SampleCell(
        "Chi bộ 2",
        "Giảng dạy về nhà nước và pháp luật, quản lý đào tạo, tổ chức nghiên cứu khoa học, chuyển đổi số "
        "trong nhà trường.",
        ("Khoa Nhà nước và pháp luật", "Phòng Quản lý đào tạo và nghiên cứu khoa học"),
        (
            "Vũ Đình Cường",
            "Hà Thị Kim Oanh",
            "Sùng A Chống",
            "Phan Thị Mai Hương",
            "Nguyễn Hữu Đạt",
            "Lý Thị Pham",
            "Cao Xuân Bách",
            "Đinh Thị Ngân",
            "Mã Văn Tuyên",
            "Trương Thị Ước",
            "Hoàng Thị Hồng Vân",
            "Nguyễn Quốc Ân",
            "Lò Văn Ánh",
            "Đào Thị Lan",
            "Phùng Thị Sen",
        ),
        probationary=("Phùng Thị Sen",),
    ),
    SampleCell(
        "Chi bộ 3",
        "Tham mưu tổ chức, cán bộ; hành chính, tài vụ, phục vụ; thông tin, tư liệu, nội san của Trường.",
        ("Phòng Tổ chức, hành chính, thông tin, tư liệu",),
        (
            "Nguyễn Văn Hoà",
            "Đoàn Thị Xuân",
            "Lý Seo Dìn",
            "Bàn Thị Chạn",
            "Trần Quang Vinh",
            "Phạm Thị Ngọc Ánh",
            "Nguyễn Tiến Dũng",
            "Vi Thị Thuỷ",
            "Hoàng Đức Thọ",
            "Lê Thị Kiều Trang",
            "Chảo Láo Tả",
            "Nguyễn Thị Phượng",
            "Dương Văn Ích",
            "Lục Thị Quỳnh",
        ),
        probationary=("Lục Thị Quỳnh",),
    ),
)

#: role in the cell, by place in the list
OFFICES = (
    (Role.SECRETARY, "Bí thư chi bộ"),
    (Role.DEPUTY, "Phó Bí thư chi bộ"),
    (Role.COMMITTEE_MEMBER, "Chi uỷ viên"),
    (Role.MINUTE_TAKER, "Thư ký"),
)

#: offices of the Party committee: cell, place in its list, role, title
COMMITTEE_OFFICES = (
    (2, 4, Role.SECRETARY, "Bí thư Đảng uỷ"),
    (1, 4, Role.DEPUTY, "Phó Bí thư Đảng uỷ"),
    (0, 0, Role.COMMITTEE_MEMBER, "Đảng uỷ viên"),
    (1, 0, Role.COMMITTEE_MEMBER, "Đảng uỷ viên"),
    (2, 0, Role.COMMITTEE_MEMBER, "Đảng uỷ viên"),
    (0, 4, Role.INSPECTOR, "Phụ trách kiểm tra, giám sát"),
    (0, 8, Role.EDITOR, "Phụ trách tuyên truyền"),
    (2, 6, Role.ADMINISTRATOR, "Quản trị hệ thống"),
)


def status_of(cell: SampleCell, name: str) -> MembershipStatus:
    return MembershipStatus.PROBATIONARY if name in cell.probationary else MembershipStatus.OFFICIAL
