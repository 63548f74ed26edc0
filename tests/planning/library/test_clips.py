from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from chuyende.foundation.core.intake import FileRefused
from chuyende.planning.library.clips import read_clip

from .factories import clip_bytes


def read(content: bytes) -> int:
    with translation.override("vi"):
        return read_clip(SimpleUploadedFile("clip.mp4", content)).seconds


def test_read_clip_tells_the_length() -> None:
    assert read(clip_bytes(7)) == 7


def test_read_clip_refuses_a_coding_that_old_phones_cannot_play() -> None:
    with pytest.raises(FileRefused, match="MPEG4, nhiều điện thoại không phát được"):
        read(clip_bytes(2, "mpeg4"))


@pytest.mark.parametrize(
    "content", [clip_bytes(4)[:600], b"\x00\x00\x00\x18ftypisom" + b"\x00" * 200, b"#EXTM3U\n"]
)
def test_read_clip_refuses_a_broken_file(content: bytes) -> None:
    with pytest.raises(FileRefused, match="Clip bị hỏng"):
        read(content)


def test_a_clip_is_no_longer_than_what_can_be_watched() -> None:
    """The phone's clip of 6.04 seconds: who saw six has seen it all."""
    content = Path("tests/files/phim-tu-soi-tu-sua.mp4").read_bytes()
    assert read_clip(SimpleUploadedFile("clip.mp4", content)).seconds == 6
