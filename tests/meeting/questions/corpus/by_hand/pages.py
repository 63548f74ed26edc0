"""What LibreOffice converts into Word files of its own making."""

LIST_PAGE = """<html><head><meta charset="utf-8"></head><body>
<p align="center"><b>CÂU HỎI TÌM HIỂU ĐIỀU LỆ ĐẢNG</b></p>
<ol>
<li>Điều lệ Đảng hiện hành gồm bao nhiêu chương?
 <ol type="A"><li>10 chương</li><li><b>12 chương</b></li><li>15 chương</li></ol></li>
<li>Điều lệ Đảng hiện hành gồm bao nhiêu điều?
 <ol type="A"><li>42 điều</li><li>45 điều</li><li><b>48 điều</b></li></ol></li>
<li>Mỗi đảng viên sinh hoạt ở mấy chi bộ?
 <ol type="A"><li><b>Một chi bộ</b></li><li>Hai chi bộ</li><li>Tuỳ đảng viên chọn</li></ol></li>
</ol></body></html>"""

TABLE_PAGE = """<html><head><meta charset="utf-8"></head><body>
<p><b>BỘ CÂU HỎI</b></p>
<table border="1">
<tr><th>STT</th><th>Nội dung câu hỏi</th><th>Phương án 1</th><th>Phương án 2</th><th>Phương án 3</th><th>Đáp án</th><th>Ghi chú</th></tr>
<tr><td>1</td><td>Chủ tịch Hồ Chí Minh đọc Tuyên ngôn Độc lập năm nào?</td><td>1944</td><td>1945</td><td>1946</td><td>2</td><td></td></tr>
<tr><td>2</td><td>Hiệp định Giơ-ne-vơ về Đông Dương được ký năm nào?</td><td>1954</td><td>1968</td><td>1973</td><td>1</td><td></td></tr>
<tr><td>3</td><td>Hiệp định Pa-ri về Việt Nam được ký năm nào?</td><td>1954</td><td>1968</td><td>1973</td><td>3</td><td>Ngày 27/01/1973</td></tr>
</table></body></html>"""
