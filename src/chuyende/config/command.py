"""The command line: `chuyende serve`, `sample`, `check`, and Django's own commands behind it."""

import argparse
import os
import sys

from django.core.management import execute_from_command_line

ABOUT = """\
Chuyên Đề: kế hoạch, sinh hoạt chuyên đề, biên bản và tin bài của Đảng bộ, chi bộ.

  chuyende serve     chạy chương trình (trang web, việc nền, dọn dẹp) trên một cổng
  chuyende sample    nạp Đảng bộ mẫu để xem thử (--cells N --members N --years N: mẫu lớn hơn)
  chuyende check     tự kiểm tra máy chủ và dữ liệu, nêu cách sửa từng lỗi
  chuyende contest   tính lại bảng kết quả một cuộc thi, so với kết quả đã công bố
  chuyende help      các lệnh khác (migrate, createsuperuser, dumpdata…)

Nơi để dữ liệu: biến CHUYENDE_DATA_DIR (mặc định: thư mục data). Các biến khác: docs/operate/settings.md.
"""


def main(argv: list[str] | None = None) -> None:
    """Run one command. Exits with 0 when it succeeded."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuyende.config.settings")
    if not words or words[0] in {"-h", "--help"}:
        print(ABOUT)  # noqa: T201  # a command line prints
        return
    if words[0] == "serve":
        _serve(words[1:])
    elif words == ["check"]:
        _check()
    else:
        if words[0] == "sample" and "--help" not in words:
            _prepare_database()
        execute_from_command_line(["chuyende", *words])


def _serve(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="chuyende serve", description="Chạy chương trình trên một cổng.")
    parser.add_argument(
        "--host", default=os.environ.get("CHUYENDE_HOST", "127.0.0.1"), help="địa chỉ lắng nghe"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="cổng")
    parser.add_argument("--sample", action="store_true", help="nạp Đảng bộ mẫu nếu cơ sở dữ liệu còn trống")
    chosen = parser.parse_args(words)
    import django

    django.setup()
    from .serve import serve

    sys.exit(serve(chosen.host, chosen.port, with_sample=chosen.sample))


def _check() -> None:
    import django

    django.setup()
    from .selfcheck import report

    sys.exit(report())


def _prepare_database() -> None:
    import django

    django.setup()
    from .preparation import prepare_database

    prepare_database()
