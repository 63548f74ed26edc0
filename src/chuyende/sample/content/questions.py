"""Twelve questions on how a cell holds its thematic meetings; the first choice is the right one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SampleQuestion:
    stem: str
    choices: tuple[str, ...]
    explanation: str


QUESTIONS = (
    SampleQuestion(
        "Chi bộ sinh hoạt chuyên đề ít nhất bao nhiêu lần?",
        ("Mỗi quý một lần", "Mỗi tháng một lần", "Mỗi năm một lần", "Khi cấp trên yêu cầu"),
        "Hướng dẫn về sinh hoạt chi bộ quy định mỗi quý ít nhất một lần.",
    ),
    SampleQuestion(
        "Sinh hoạt chuyên đề có thay cho sinh hoạt thường kỳ của tháng đó không?",
        (
            "Không, hai buổi không thay thế nhau",
            "Có, nếu chi uỷ đồng ý",
            "Có, nếu đủ 120 phút",
            "Tuỳ từng chi bộ",
        ),
        "Hai loại sinh hoạt không thay thế nhau.",
    ),
    SampleQuestion(
        "Mục đích của sinh hoạt chuyên đề là gì?",
        (
            "Đi sâu vào một số việc, giải quyết vấn đề cụ thể của chi bộ",
            "Thông tin thời sự cho đảng viên",
            "Bình xét thi đua cuối năm",
            "Thu nộp đảng phí",
        ),
        "Chuyên đề không chỉ để thông tin mà để giải quyết việc cụ thể.",
    ),
    SampleQuestion(
        "Ai thông qua dự thảo chuyên đề trước khi gửi đảng viên?",
        (
            "Chi uỷ (hoặc bí thư nơi không có chi uỷ)",
            "Người viết tự quyết định",
            "Thư ký cuộc họp",
            "Đoàn thanh niên",
        ),
        "Chi uỷ thông qua dự thảo rồi gửi đảng viên nghiên cứu trước.",
    ),
    SampleQuestion(
        "Đảng viên dự bị có quyền nào sau đây?",
        ("Dự họp và phát biểu ý kiến", "Biểu quyết", "Ứng cử vào chi uỷ", "Bầu cử chi uỷ"),
        "Điều 3 Điều lệ: đảng viên dự bị không có quyền biểu quyết, ứng cử, bầu cử.",
    ),
    SampleQuestion(
        "Thời gian dự bị của đảng viên là bao lâu?",
        ("12 tháng", "6 tháng", "24 tháng", "Do chi bộ quyết định"),
        "Thời gian dự bị là 12 tháng kể từ ngày kết nạp.",
    ),
    SampleQuestion(
        "Khi kết thúc buổi sinh hoạt chuyên đề, ai kết luận?",
        (
            "Chủ trì buổi sinh hoạt",
            "Người trình bày chuyên đề",
            "Đảng viên lớn tuổi nhất",
            "Không cần kết luận",
        ),
        "Chủ trì đánh giá chất lượng, kết luận những điểm cần tiếp thu.",
    ),
    SampleQuestion(
        "Chủ đề sinh hoạt chuyên đề phải dựa trên những căn cứ nào?",
        (
            "Nghị quyết đại hội, yêu cầu của cấp trên, chức năng của chi bộ",
            "Sở thích của người trình bày",
            "Chỉ tài liệu của cấp trên",
            "Chỉ ý kiến của bí thư",
        ),
        "Đủ ba căn cứ thì chủ đề mới thiết thực, cụ thể, sát nhiệm vụ.",
    ),
    SampleQuestion(
        "Kết luận của buổi sinh hoạt cần có gì để theo dõi được?",
        ("Việc, người làm, thời hạn", "Lời cảm ơn", "Danh sách người vắng", "Ảnh chụp hội trường"),
        "Giao việc có người, có hạn thì mới kiểm tra được.",
    ),
    SampleQuestion(
        "Biên bản sinh hoạt do ai ghi?",
        ("Thư ký được cử", "Bí thư", "Người trình bày", "Mỗi đảng viên tự ghi"),
        "Thư ký được cử ở phần mở đầu và ký biên bản cùng chủ trì.",
    ),
    SampleQuestion(
        "Nghị quyết của chi bộ có giá trị khi nào?",
        (
            "Khi hơn một nửa số đảng viên chính thức tán thành",
            "Khi bí thư đồng ý",
            "Khi mọi người tán thành",
            "Khi chi uỷ ký",
        ),
        "Căn cứ tính là đảng viên chính thức được triệu tập, phải hơn một nửa tán thành.",
    ),
    SampleQuestion(
        "Tài liệu có đóng dấu mật được xử lý thế nào?",
        (
            "Không đưa lên phần mềm, lưu bản giấy",
            "Chụp ảnh gửi qua Zalo",
            "Đưa lên sau khi xoá tên",
            "Gửi thư điện tử",
        ),
        "Không soạn, gửi, lưu bí mật nhà nước trên máy nối mạng.",
    ),
)
