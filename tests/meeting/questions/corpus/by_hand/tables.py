"""Files that are one table."""

from ..word import BOLD, Paper, cell, paragraph, run, table


def merged_heads() -> Paper:
    """WPS: a head of two rows, «Phương án trả lời» above A, B, C, D; the key in the last column."""
    paper = Paper()
    look = '<w:rFonts w:hint="default" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/><w:sz w:val="26"/><w:lang w:val="en-US"/>'

    def say(text: str, **more: object) -> str:
        return cell(paragraph(run(text, look)), **more)  # type: ignore[arg-type]  # the properties of a cell

    rows = [
        [
            say("TT", merge="restart"),
            say("Câu hỏi", merge="restart"),
            say("Phương án trả lời", span=4),
            say("Đáp án", merge="restart"),
        ],
        [
            cell(merge="continue"),
            cell(merge="continue"),
            *(say(letter) for letter in "ABCD"),
            cell(merge="continue"),
        ],
    ]
    for number, (stem, *choices, right) in enumerate((
        ("Quốc hội khoá I được bầu năm nào?", "1945", "1946", "1954", "1960", "B"),
        ("Đại thắng mùa Xuân là năm nào?", "1954", "1968", "1972", "1975", "D"),
        ("Hiến pháp hiện hành được thông qua năm nào?", "1980", "1992", "2001", "2013", "d"),
    ), start=1):  # fmt: skip
        rows.append([say(str(number)), say(stem), *(say(choice) for choice in choices), say(right)])
    paper.add(table(rows))
    return paper


def one_cell_each() -> Paper:
    """A row for a question: stem and choices in one cell with soft breaks, then key and citation."""
    paper = Paper()
    rows = [
        [
            cell(paragraph(run(title, BOLD)))
            for title in ("STT", "Câu hỏi và phương án trả lời", "Đáp án", "Căn cứ")
        ]
    ]
    for number, text, right, source in (
        ("01", "Đảng viên có bao nhiêu nhiệm vụ?\nA. 3\nB. 4\nC. 5", "B", "Điều 2 Điều lệ Đảng"),
        ("02", "Đảng viên có bao nhiêu quyền?\nA. 3\nB. 4\nC. 5", "B", "Điều 3 Điều lệ Đảng"),
        (
            "03",
            "Chi bộ là gì?\nA. Nền tảng của Đảng\nB. Đoàn thể chính trị - xã hội\nC. Cơ quan nhà nước",
            "A",
            "",
        ),
    ):
        rows.append(
            [
                cell(paragraph(run(number))),
                cell(paragraph(run(text))),
                cell(paragraph(run(right))),
                cell(paragraph(run(source))),
            ]
        )
    paper.add(table(rows))
    return paper


def statements() -> Paper:
    """TT | Nội dung | Đúng | Sai with an x."""
    paper = Paper()
    paper.say("Đồng chí hãy đánh dấu x vào ô Đúng hoặc Sai")
    rows = [[cell(paragraph(run(title, BOLD))) for title in ("TT", "Nội dung", "Đúng", "Sai")]]
    for number, text, is_true in (
        ("1", "Đảng viên dự bị có quyền ứng cử.", False),
        ("2", "Chi bộ là tổ chức cơ sở hoặc trực thuộc đảng uỷ cơ sở.", True),
        ("3", "Đảng phí do chi bộ quy định tuỳ ý.", False),
    ):
        rows.append(
            [
                cell(paragraph(run(number))),
                cell(paragraph(run(text))),
                cell(paragraph(run("x" if is_true else ""))),
                cell(paragraph(run("" if is_true else "X"))),
            ]
        )
    paper.add(table(rows))
    return paper
