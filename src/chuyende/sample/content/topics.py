"""Topics of the sample: the article's four, and those of this year."""

from dataclasses import dataclass

QUIZ, CLIP, DISCUSSION = "trac-nghiem", "clip-tham-luan", "thao-luan"


@dataclass(frozen=True)
class SampleTopic:
    """A topic of one cell: `form` says how the meeting is held, the groundings say why."""

    cell: int
    quarter: int
    title: str
    area: str
    form: str
    objective: str
    congress: str
    superior: str
    function: str


#: the year of the article's meetings
ARTICLE_YEAR = 2022
ARTICLE_TOPICS = (
    SampleTopic(
        0,
        4,
        "Tìm hiểu tác phẩm “Tự phê bình và phê bình” của Chủ tịch Hồ Chí Minh",
        "tu-tuong-ho-chi-minh",
        QUIZ,
        "Mỗi đảng viên nắm được nội dung chính của tác phẩm và nêu được một việc tự soi, tự sửa trong giảng dạy.",
        "Nghị quyết Đại hội yêu cầu đổi mới hình thức sinh hoạt chuyên đề, gắn với nhiệm vụ của chi bộ.",
        "Hướng dẫn của cấp trên yêu cầu mỗi quý ít nhất một lần, đi sâu vào việc cụ thể.",
        "Giảng viên của chi bộ giảng chuyên đề về xây dựng Đảng, cần hiểu chắc tác phẩm gốc.",
    ),
    SampleTopic(
        1,
        4,
        "Tìm hiểu, vận dụng Kết luận Hội nghị Trung ương 4 khoá XIII của Ban Chấp hành Trung ương Đảng",
        "xay-dung-dang",
        DISCUSSION,
        "Thống nhất ba việc vận dụng Kết luận vào quản lý đào tạo và giảng dạy pháp luật.",
        "Nghị quyết Đại hội đặt nhiệm vụ nâng cao nhận thức chính trị của đảng viên.",
        "Kết luận của Trung ương giao cấp uỷ tổ chức học tập, vận dụng.",
        "Chi bộ phụ trách quản lý đào tạo, việc nêu gương thể hiện ở kỷ cương lớp học.",
    ),
    SampleTopic(
        2,
        4,
        "Thi đua chào mừng 30 năm tái lập Trường Chính trị tỉnh Lào Cai và tuyên truyền đề cương lịch sử Trường",
        "lich-su",
        CLIP,
        "Xem phim tư liệu, viết tham luận về truyền thống của Trường, đăng ký việc làm chào mừng.",
        "Nghị quyết Đại hội giao phong trào thi đua lập thành tích chào mừng ngày tái lập Trường.",
        "Hướng dẫn của cấp trên khuyến khích đổi mới nội dung, hình thức sinh hoạt.",
        "Chi bộ giữ tư liệu, làm nội san và phục vụ lễ kỷ niệm.",
    ),
    SampleTopic(
        0,
        3,
        "Đảng bộ Lào Cai, 75 năm xây dựng và phát triển",
        "lich-su",
        DISCUSSION,
        "Đưa tư liệu lịch sử Đảng bộ tỉnh vào bài giảng về tình hình, nhiệm vụ của địa phương.",
        "Nghị quyết Đại hội yêu cầu gắn lý luận với thực tiễn của tỉnh.",
        "Hướng dẫn của cấp trên yêu cầu chủ đề thiết thực, cụ thể.",
        "Giảng viên của chi bộ giảng phần tình hình, nhiệm vụ của tỉnh.",
    ),
)


def topic_of_this_year(cell: int, quarter: int) -> SampleTopic:
    """The topic of `cell` in a quarter of the current year."""
    title, area, form, objective = THIS_YEAR[cell][quarter - 1]
    return SampleTopic(
        cell,
        quarter,
        title,
        area,
        form,
        objective,
        "Nghị quyết Đại hội nhiệm kỳ 2025–2030 yêu cầu nâng cao chất lượng sinh hoạt chuyên đề.",
        "Hướng dẫn đang có hiệu lực yêu cầu mỗi quý ít nhất một lần.",
        FUNCTIONS[cell],
    )


FUNCTIONS = (
    "Chủ đề gắn với bài giảng và nghiên cứu của hai khoa.",
    "Chủ đề gắn với quản lý đào tạo và giảng dạy pháp luật.",
    "Chủ đề gắn với tham mưu, phục vụ và tư liệu của Trường.",
)

THIS_YEAR = (
    (
        (
            "Đổi mới phương pháp giảng dạy lấy người học làm trung tâm ở lớp trung cấp lý luận chính trị",
            "giang-day",
            DISCUSSION,
            "Mỗi giảng viên đổi mới ít nhất một bài giảng trong học kỳ.",
        ),
        (
            "Tích hợp nội dung bảo vệ nền tảng tư tưởng của Đảng trong bài giảng",
            "giang-day",
            CLIP,
            "Có bộ ví dụ dùng chung cho các học phần.",
        ),
        (
            "Viết bài đấu tranh, phản bác quan điểm sai trái trên mạng xã hội",
            "nghien-cuu",
            QUIZ,
            "Mỗi đảng viên viết được một bài ngắn.",
        ),
        (
            "Tự phê bình và phê bình: từ tác phẩm đến việc làm của giảng viên",
            "tu-tuong-ho-chi-minh",
            QUIZ,
            "Mỗi đảng viên tự soi một việc trong giảng dạy và nêu cách sửa.",
        ),
    ),
    (
        (
            "Đảng viên tiên phong thực hiện chuyển đổi số và cải cách hành chính trong nhà trường",
            "tham-muu",
            QUIZ,
            "Đưa sổ điểm, lịch học lên phần mềm trong quý.",
        ),
        (
            "Kinh nghiệm nghiên cứu thực tế phục vụ giảng dạy lý luận chính trị",
            "nghien-cuu",
            CLIP,
            "Có danh mục địa chỉ nghiên cứu thực tế của khoa.",
        ),
        (
            "Thực hành tiết kiệm, phòng, chống lãng phí trong công vụ và giảng dạy",
            "tham-muu",
            DISCUSSION,
            "Mỗi phòng đăng ký một việc tiết kiệm đo đếm được.",
        ),
        (
            "Bảo vệ bí mật nhà nước trong soạn thảo, lưu trữ văn bản",
            "tham-muu",
            CLIP,
            "Rà soát lại cách soạn, gửi và lưu văn bản của phòng.",
        ),
    ),
    (
        (
            "Nâng cao chất lượng phục vụ hội nghị",
            "tham-muu",
            DISCUSSION,
            "Có quy trình chuẩn bị hội nghị một trang.",
        ),
        (
            "Xây dựng văn hoá học đường trong giai đoạn hiện nay",
            "xay-dung-dang",
            CLIP,
            "Thống nhất năm điều ứng xử với học viên.",
        ),
        (
            "Kỹ năng số, “Bình dân học vụ số” cho đảng viên",
            "tham-muu",
            QUIZ,
            "Đảng viên dùng được chữ ký số, kho tư liệu số.",
        ),
        (
            "Nâng cao chất lượng tham mưu, giúp việc của đảng viên các phòng",
            "tham-muu",
            DISCUSSION,
            "Giảm số văn bản trả lại do sai thể thức.",
        ),
    ),
)
