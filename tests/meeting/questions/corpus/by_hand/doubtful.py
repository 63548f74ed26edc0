"""Files in which something is doubtful, or looks so."""

from ..word import HIGHLIGHT, RED, Paper


def messy() -> Paper:
    """What nobody can read for certain: each such question must be doubted."""
    paper = Paper()
    paper.say("Câu 1. Đảng bộ cơ sở được lập khi có từ bao nhiêu đảng viên?")
    paper.say("A. 20")
    paper.say("B. 30", RED)
    paper.say("C. 50")
    paper.say("Đáp án: C")
    paper.say("Câu 2. Đại hội chi bộ trực thuộc họp mấy năm một lần?")
    paper.say("A. 2,5 năm", RED)
    paper.say("C. 5 năm")
    paper.say("Câu 4. Ai là Chủ tịch nước đầu tiên?")
    paper.say("A. Hồ Chí Minh")
    paper.say("B. Tôn Đức Thắng")
    paper.say("Đáp án: E")
    paper.say("Câu 5. Điều lệ Đảng do cơ quan nào thông qua?")
    paper.say("A. Đại hội đại biểu toàn quốc")
    paper.say("B. Bộ Chính trị")
    paper.say("Câu 6. Huy hiệu Đảng bậc đầu tiên tặng đảng viên bao nhiêu năm tuổi đảng?")
    paper.say("A. 30 năm", RED)
    paper.say("B. 30 năm")
    paper.say("Câu 7. Đảng phí do ai đóng?")
    paper.say("A. Đảng viên", RED)
    paper.say("B. Đoàn viên", RED)
    paper.say("Câu 8. Bí thư chi bộ do ai bầu?")
    paper.say("A. Chi bộ", RED)
    paper.say("B.")
    return paper


def explained() -> Paper:
    """Long explanations with lists of their own, citations below."""
    paper = Paper()
    for line in (
        "Câu hỏi 1. Khi nào đảng viên bị xoá tên trong danh sách đảng viên?", "a. Khi bỏ sinh hoạt chi bộ ba tháng trong năm mà không có lý do chính đáng", "b. Khi xin nghỉ phép năm", "c. Khi đi công tác xa",
        "Đáp án: a", "Giải thích: Chi bộ xem xét, đề nghị cấp có thẩm quyền xoá tên khi đảng viên:", "a) bỏ sinh hoạt chi bộ hoặc không đóng đảng phí ba tháng trong năm mà không có lý do chính đáng;", "b) giảm sút ý chí phấn đấu, không làm nhiệm vụ đảng viên.", "Nguồn: Điều 8 Điều lệ Đảng",
        "Câu hỏi 2. Ai có thẩm quyền kết nạp đảng viên?", "a. Đoàn thanh niên", "b. Cấp uỷ có thẩm quyền", "c. Công đoàn",
        "Đáp án: b", "Giải thích: Chi bộ xét và đề nghị kết nạp;", "cấp uỷ có thẩm quyền ra quyết định.",
    ):  # fmt: skip
        paper.say(line)
    return paper


def several() -> Paper:
    """Several right choices, five choices, the right ones highlighted."""
    paper = Paper()
    for number, (stem, choices, right) in enumerate((
        ("Chọn các phương án đúng: Đảng lãnh đạo bằng", ("Cương lĩnh, chiến lược", "Chủ trương, chính sách", "Công tác tuyên truyền, thuyết phục", "Mệnh lệnh hành chính", "Kiểm tra, giám sát"), {0, 1, 2, 4}),
        ("Chọn các phương án đúng: Hình thức kỷ luật đối với tổ chức đảng", ("Khiển trách", "Cảnh cáo", "Khai trừ", "Giải tán", "Cách chức"), {0, 1, 3}),
        ("Ai thành lập Công hội bí mật ở Sài Gòn năm 1920?", ("Tôn Đức Thắng", "Phan Bội Châu", "Phan Châu Trinh", "Lương Văn Can", "Nguyễn Thái Học"), {0}),
    ), start=1):  # fmt: skip
        paper.say(f"{number}/ {stem}")
        for at, choice in enumerate(choices):
            paper.say(f"{'ABCDE'[at]}/ {choice}", HIGHLIGHT if at in right else "")
    return paper
