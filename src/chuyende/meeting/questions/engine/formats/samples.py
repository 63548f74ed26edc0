"""What a file of questions may look like: given out for people to write over."""

from ..words import Choice, Difficulty, Kind, Words

#: single and several right choices and a statement, as officials write them
SAMPLES = (
    Words(
        kind=Kind.SINGLE,
        stem="Nguyên tắc tổ chức cơ bản của Đảng Cộng sản Việt Nam là gì?",
        choices=(
            Choice("Tập trung dân chủ", is_right=True),
            Choice("Tự phê bình và phê bình"),
            Choice("Đoàn kết trên cơ sở Cương lĩnh chính trị"),
            Choice("Gắn bó mật thiết với nhân dân"),
        ),
        explanation="Các nguyên tắc còn lại là nguyên tắc hoạt động.",
        source="Điều 9 Điều lệ Đảng",
        difficulty=Difficulty.EASY,
        tags=("Điều lệ Đảng",),
    ),
    Words(
        kind=Kind.MULTIPLE,
        stem="Đảng viên có những quyền nào sau đây?",
        choices=(
            Choice("Được thông tin và thảo luận các vấn đề về Cương lĩnh chính trị", is_right=True),
            Choice("Ứng cử, đề cử và bầu cử cơ quan lãnh đạo các cấp của Đảng", is_right=True),
            Choice(
                "Trình bày ý kiến khi tổ chức đảng xem xét, quyết định kỷ luật đối với mình", is_right=True
            ),
            Choice("Tự quyết định việc tham gia sinh hoạt chi bộ"),
        ),
        source="Điều 3 Điều lệ Đảng",
        tags=("Điều lệ Đảng",),
    ),
    Words(
        kind=Kind.TRUE_FALSE,
        stem="Đảng viên dự bị có quyền biểu quyết, ứng cử và bầu cử cơ quan lãnh đạo của Đảng.",
        is_true=False,
        source="Điều 5 Điều lệ Đảng",
    ),
)
