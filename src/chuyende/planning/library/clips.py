"""What a clip's file tells: its length, and whether the phones of the members can play it."""

import math
from dataclasses import dataclass

import av
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import FileRefused

_PLAYED_EVERYWHERE = {"h264"}
_HEARD_EVERYWHERE = {"aac", "mp3"}


@dataclass(frozen=True)
class Clip:
    seconds: int


def read_clip(file: File) -> Clip:
    """Return what the MP4 in `file` is; `FileRefused` when it is broken or coded so that old phones cannot play it.

    The file is rewound.
    """
    file.seek(0)
    try:
        # the one container that was let in: FFmpeg must not guess lists and streams that name other files
        with av.open(file, mode="r", format="mp4") as container:
            coding = container.streams.video[0].codec_context.name if container.streams.video else ""
            sounds = {stream.codec_context.name for stream in container.streams.audio}
            length = float(container.duration or 0) / av.time_base
    except (av.FFmpegError, ValueError) as error:
        raise FileRefused(_("The clip is broken and cannot be played. Export it again as MP4.")) from error
    finally:
        file.seek(0)
    if not coding or length <= 0:
        raise FileRefused(_("The file holds no moving picture. Choose a clip in MP4."))
    if coding not in _PLAYED_EVERYWHERE or not sounds <= _HEARD_EVERYWHERE:
        raise FileRefused(
            _(
                "The clip is coded as %(coding)s, which many phones cannot play. Export it as MP4 with H.264 and AAC."
            )
            % {"coding": ", ".join(sorted({coding, *sounds})).upper()}
        )
    return Clip(seconds=max(1, math.floor(length)))  # whole seconds that can all be watched
