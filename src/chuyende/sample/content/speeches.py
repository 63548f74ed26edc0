"""What people of the sample say and write."""

SPEECHES = (
    (
        "Nhất trí với đề dẫn. Liên hệ bản thân: việc chuẩn bị bài giảng còn dựa nhiều vào tài liệu cũ, hứa cập nhật số liệu "
        "của tỉnh trước mỗi lớp."
    ),
    "Đề nghị chi uỷ giao mỗi tổ chọn một việc nhỏ, làm xong trong quý và báo cáo kết quả ở kỳ sau.",
    "Góp ý: phần giải pháp cần nêu rõ ai làm, hạn nào xong; tránh nêu chung chung.",
    "Liên hệ đơn vị: học viên góp ý giờ thảo luận còn ít. Đề nghị dành ít nhất một phần ba thời gian để trao đổi.",
    "Đồng tình với các ý kiến trước; bổ sung kinh nghiệm đi nghiên cứu thực tế ở xã, ghi chép tại chỗ và đưa ngay vào bài.",
    "Bản thân còn ngại phát biểu, sẽ đăng ký trình bày một nội dung ở kỳ sinh hoạt sau.",
    "Đề nghị nhà trường mở kho tư liệu dùng chung để giảng viên không phải tìm lại từ đầu.",
    "Việc tự phê bình phải thường xuyên như rửa mặt hằng ngày; đề nghị chi uỷ làm trước để đảng viên làm theo.",
)

PAPER_TITLES = (
    "Ba mươi năm một mái trường: nhìn lại để làm tốt hơn",
    "Từ tư liệu lịch sử đến bài giảng hôm nay",
)

PAPER_BODY = (
    "<p>Kính thưa chủ toạ, thưa các đồng chí.</p>"
    "<p>Qua đoạn phim tư liệu, tôi suy nghĩ nhiều về những ngày đầu tái lập Trường: lớp học mượn tạm, giảng viên vừa dạy "
    "vừa đi cơ sở. Điều đáng học nhất là tinh thần làm việc gì cũng gắn với thực tế của tỉnh.</p>"
    "<p>Tôi đề xuất ba việc: số hoá ảnh và bài nội san các thời kỳ; mỗi khoa chọn hai nhân chứng để ghi lại lời kể; đưa tư "
    "liệu ấy vào bài giảng của từng học phần ngay trong học kỳ tới.</p>"
    "<p>Xin cảm ơn các đồng chí.</p>"
)

CONCLUSIONS = (
    "Chuyên đề chuẩn bị kỹ, sát nhiệm vụ của chi bộ. Người trình bày tiếp thu ý kiến, hoàn thiện văn bản chuyên đề.",
    "Mỗi đảng viên chọn một việc cụ thể để vận dụng và tự báo cáo ở kỳ sinh hoạt sau.",
)

TASKS = (
    "Hoàn thiện văn bản chuyên đề, gửi chi uỷ",
    "Tổng hợp đăng ký việc làm theo của đảng viên, báo cáo chi bộ",
)

EXCUSES = ("Đi công tác theo phân công của Trường", "Nghỉ ốm, có báo cáo", "Dự lớp bồi dưỡng tập trung")
