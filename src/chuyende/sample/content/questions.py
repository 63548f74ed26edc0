"""Questions on how a cell holds its thematic meetings: twelve before a meeting, six in the hall, one of each other kind."""

from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Pair, Words


def _single(right: int, stem: str, choices: tuple[str, ...], explanation: str) -> Words:
    """A question whose first choice is the right one, moved to the place `right`."""
    first, *others = choices
    texts = [*others[:right], first, *others[right:]]
    return Words(
        kind=Kind.SINGLE,
        stem=stem,
        choices=tuple(Choice(text, place == right) for place, text in enumerate(texts)),
        explanation=explanation,
    )


QUESTIONS = (
    _single(
        0,
        "Chi bộ sinh hoạt chuyên đề ít nhất bao nhiêu lần?",
        ("Mỗi quý một lần", "Mỗi tháng một lần", "Mỗi năm một lần", "Khi cấp trên yêu cầu"),
        "Hướng dẫn về sinh hoạt chi bộ quy định mỗi quý ít nhất một lần.",
    ),
    _single(
        1,
        "Sinh hoạt chuyên đề có thay cho sinh hoạt thường kỳ của tháng đó không?",
        (
            "Không, hai buổi không thay thế nhau",
            "Có, nếu chi uỷ đồng ý",
            "Có, nếu đủ 120 phút",
            "Tuỳ từng chi bộ",
        ),
        "Hai loại sinh hoạt không thay thế nhau.",
    ),
    _single(
        2,
        "Mục đích của sinh hoạt chuyên đề là gì?",
        (
            "Đi sâu vào một số việc, giải quyết vấn đề cụ thể của chi bộ",
            "Thông tin thời sự cho đảng viên",
            "Bình xét thi đua cuối năm",
            "Thu nộp đảng phí",
        ),
        "Chuyên đề không chỉ để thông tin mà để giải quyết việc cụ thể.",
    ),
    _single(
        3,
        "Ai thông qua dự thảo chuyên đề trước khi gửi đảng viên?",
        (
            "Chi uỷ (hoặc bí thư nơi không có chi uỷ)",
            "Người viết tự quyết định",
            "Thư ký cuộc họp",
            "Đoàn thanh niên",
        ),
        "Chi uỷ thông qua dự thảo rồi gửi đảng viên nghiên cứu trước.",
    ),
    _single(
        0,
        "Đảng viên dự bị có quyền nào sau đây?",
        ("Dự họp và phát biểu ý kiến", "Biểu quyết", "Ứng cử vào chi uỷ", "Bầu cử chi uỷ"),
        "Điều 3 Điều lệ: đảng viên dự bị không có quyền biểu quyết, ứng cử, bầu cử.",
    ),
    _single(
        1,
        "Thời gian dự bị của đảng viên là bao lâu?",
        ("12 tháng", "6 tháng", "24 tháng", "Do chi bộ quyết định"),
        "Thời gian dự bị là 12 tháng kể từ ngày kết nạp.",
    ),
    _single(
        2,
        "Khi kết thúc buổi sinh hoạt chuyên đề, ai kết luận?",
        (
            "Chủ trì buổi sinh hoạt",
            "Người trình bày chuyên đề",
            "Đảng viên lớn tuổi nhất",
            "Không cần kết luận",
        ),
        "Chủ trì đánh giá chất lượng, kết luận những điểm cần tiếp thu.",
    ),
    _single(
        3,
        "Chủ đề sinh hoạt chuyên đề phải dựa trên những căn cứ nào?",
        (
            "Nghị quyết đại hội, yêu cầu của cấp trên, chức năng của chi bộ",
            "Sở thích của người trình bày",
            "Chỉ tài liệu của cấp trên",
            "Chỉ ý kiến của bí thư",
        ),
        "Đủ ba căn cứ thì chủ đề mới thiết thực, cụ thể, sát nhiệm vụ.",
    ),
    _single(
        0,
        "Kết luận của buổi sinh hoạt cần có gì để theo dõi được?",
        ("Việc, người làm, thời hạn", "Lời cảm ơn", "Danh sách người vắng", "Ảnh chụp hội trường"),
        "Giao việc có người, có hạn thì mới kiểm tra được.",
    ),
    _single(
        1,
        "Biên bản sinh hoạt do ai ghi?",
        ("Thư ký được cử", "Bí thư", "Người trình bày", "Mỗi đảng viên tự ghi"),
        "Thư ký được cử ở phần mở đầu và ký biên bản cùng chủ trì.",
    ),
    _single(
        2,
        "Nghị quyết của chi bộ có giá trị khi nào?",
        (
            "Khi hơn một nửa số đảng viên chính thức tán thành",
            "Khi bí thư đồng ý",
            "Khi mọi người tán thành",
            "Khi chi uỷ ký",
        ),
        "Căn cứ tính là đảng viên chính thức được triệu tập, phải hơn một nửa tán thành.",
    ),
    _single(
        3,
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

IN_THE_HALL = (
    Words(
        kind=Kind.TRUE_FALSE,
        stem="Khách mời dự sinh hoạt chuyên đề được phát biểu ý kiến nhưng không biểu quyết.",
        is_true=True,
        explanation="Chỉ đảng viên chính thức của chi bộ biểu quyết.",
        difficulty=Difficulty.EASY,
    ),
    _single(
        2,
        "Buổi sinh hoạt chuyên đề dành phần lớn thời gian cho việc gì?",
        ("Đảng viên thảo luận", "Đọc toàn văn tài liệu", "Giới thiệu đại biểu", "Thông báo thời sự"),
        "Tài liệu đã gửi trước, nên thời gian chính dành cho thảo luận.",
    ),
    Words(
        kind=Kind.MULTIPLE,
        stem="Chương trình buổi sinh hoạt chuyên đề có những phần nào sau đây?",
        choices=(
            Choice("Nêu mục đích, cử thư ký", is_right=True),
            Choice("Trình bày đề dẫn", is_right=True),
            Choice("Kết nạp đảng viên"),
            Choice("Kết luận, giao việc", is_right=True),
        ),
        explanation="Kết nạp đảng viên là việc của một buổi lễ riêng.",
    ),
    Words(
        kind=Kind.ORDERING,
        stem="Sắp xếp các bước của một buổi sinh hoạt chuyên đề.",
        items=("Nêu mục đích, cử thư ký", "Trình bày đề dẫn", "Thảo luận", "Kết luận, giao việc"),
        explanation="Thảo luận dựa trên đề dẫn; kết luận dựa trên thảo luận.",
    ),
    _single(
        0,
        "Tài liệu chuyên đề gửi đến đảng viên khi nào?",
        ("Trước buổi sinh hoạt", "Ngay khi khai mạc", "Sau khi kết luận", "Khi đảng viên đề nghị"),
        "Gửi trước thì đảng viên mới nghiên cứu và chuẩn bị được ý kiến.",
    ),
    Words(
        kind=Kind.TRUE_FALSE,
        stem="Đảng viên vắng mặt có lý do không phải thực hiện kết luận của buổi sinh hoạt.",
        is_true=False,
        explanation="Kết luận của chi bộ có giá trị với mọi đảng viên của chi bộ.",
        difficulty=Difficulty.EASY,
    ),
)

OTHER_KINDS = (
    Words(
        kind=Kind.MATCHING,
        stem="Ghép mỗi việc của buổi sinh hoạt với người làm.",
        pairs=(
            Pair("Điều khiển thảo luận và kết luận", "Chủ trì"),
            Pair("Ghi ý kiến phát biểu", "Thư ký"),
            Pair("Trình bày đề dẫn", "Người được phân công chuẩn bị"),
        ),
        decoys=("Khách mời",),
        explanation="Mỗi việc có một người chịu trách nhiệm.",
    ),
    Words(
        kind=Kind.SHORT,
        stem="Bài viết mà đảng viên chuẩn bị trước để đọc trong phần thảo luận gọi là gì?",
        answers=("tham luận", "bài tham luận"),
        marks_matter=False,
        explanation="Tham luận được phân công trước và nộp trước hạn.",
    ),
    Words(
        kind=Kind.CLOZE,
        stem="Chủ đề phải [[1]], cụ thể, sát với [[2]] của chi bộ.",
        gaps=(
            Gap(("thiết thực",), ("thiết thực", "mới lạ", "dễ viết")),
            Gap(("chức năng, nhiệm vụ",), ("chức năng, nhiệm vụ", "lịch nghỉ", "sở thích")),
        ),
        explanation="Chủ đề càng sát nhiệm vụ thì kết luận càng dễ thực hiện.",
    ),
)
