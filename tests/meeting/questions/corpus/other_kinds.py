"""Longer questions, and those of other kinds than one choice of four."""

from .asked import CHARTER, Asked, one

LONG = (
    one(
        "Đồng chí hãy đọc đoạn trích sau:\n“Đảng ta là một Đảng cầm quyền. Mỗi đảng viên và cán bộ phải thật sự thấm nhuần đạo đức cách mạng, thật sự cần kiệm liêm chính, chí công vô tư.”\nĐoạn trích trên có trong văn kiện nào?",
        "Đường Kách mệnh",
        "Sửa đổi lối làm việc",
        "=Di chúc của Chủ tịch Hồ Chí Minh",
        "Lời kêu gọi toàn quốc kháng chiến",
    ),
    one(
        "Cho các nhận định sau:\n(1) Đảng viên dự bị có quyền biểu quyết.\n(2) Đảng viên chính thức có quyền bầu cử.\n(3) Đảng viên dự bị có quyền ứng cử.\nSố nhận định đúng là:",
        "0",
        "=1",
        "2",
        "3",
        why="Chỉ nhận định (2) đúng.",
        source=f"Điều 3 {CHARTER}",
    ),
)

SEVERAL = (
    one(
        "Đảng viên dự bị không có những quyền nào sau đây? (Chọn nhiều đáp án)",
        "=Biểu quyết",
        "Được thông tin",
        "=Ứng cử",
        "=Bầu cử",
        source=f"Điều 3 {CHARTER}",
    ),
    one(
        "Những hình thức nào là hình thức kỷ luật đối với đảng viên chính thức? (Chọn nhiều đáp án)",
        "=Khiển trách",
        "=Cách chức",
        "Giải tán",
        "=Khai trừ",
        source=f"Điều 35 {CHARTER}",
    ),
    one(
        "Các tổ chức cộng sản nào tham dự Hội nghị hợp nhất đầu năm 1930? (Chọn nhiều đáp án)",
        "=Đông Dương Cộng sản Đảng",
        "=An Nam Cộng sản Đảng",
        "Tân Việt Cách mạng Đảng",
        "Việt Nam Quốc dân Đảng",
    ),
)


def _say(stem: str, is_true: bool, why: str = "", source: str = "") -> Asked:
    return Asked(stem, why=why, source=source, is_true=is_true)


STATEMENTS = (
    _say("Đảng viên dự bị có quyền biểu quyết như đảng viên chính thức.", False, source=f"Điều 3 {CHARTER}"),
    _say("Thời gian dự bị tính từ ngày chi bộ làm lễ kết nạp.", True, source=f"Điều 5 {CHARTER}"),
    _say("Đảng viên đã được công nhận chính thức thì tuổi đảng được tính từ ngày kết nạp.", True),
    _say("Chi bộ có dưới chín đảng viên chính thức thì bầu chi uỷ.", False, source=f"Điều 24 {CHARTER}"),
    _say("Đại hội VI của Đảng đề ra đường lối đổi mới toàn diện đất nước.", True),
    _say("Giải tán là một hình thức kỷ luật đối với đảng viên.", False, source=f"Điều 35 {CHARTER}"),
    _say("Sinh hoạt chuyên đề được thay cho sinh hoạt thường kỳ của chi bộ.", False),
    _say("Đảng hoạt động trong khuôn khổ Hiến pháp và pháp luật.", True),
    _say("Đồng chí Trần Phú là Tổng Bí thư đầu tiên của Đảng.", True),
    _say("Đại hội đại biểu toàn quốc lần thứ II của Đảng họp tại Hà Nội.", False),
)

SHORT = (
    Asked("Đảng Cộng sản Việt Nam được thành lập năm nào?", answer="1930"),
    Asked("Nguyên tắc tổ chức cơ bản của Đảng là gì?", answer="Tập trung dân chủ"),
    Asked(
        "Bút danh của Chủ tịch Hồ Chí Minh khi viết tác phẩm “Sửa đổi lối làm việc” là gì?", answer="X.Y.Z"
    ),
)
