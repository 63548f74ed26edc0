"""The words of the sheets that are printed here."""

from chuyende.meeting.quizzes.paper import SheetWords

WORDS = SheetWords(
    title="Phiếu trả lời trắc nghiệm",
    subtitle="Chuyên đề quý III năm 2025",
    name_label="Họ và tên:",
    variant_label="Mã đề:",
    instruction="Tô kín một ô tròn cho mỗi câu. Khi đổi ý, tẩy sạch ô cũ rồi tô ô mới.",
)
