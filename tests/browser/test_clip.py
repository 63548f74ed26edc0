"""A long clip in a real player: it comes by the megabyte, plays to its end and can be wound back."""

import io
import random
from collections.abc import Callable

import av
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from chuyende.planning.library.services import add_material
from chuyende.planning.library.streaming import AT_ONCE
from tests import factories

Open = Callable[..., Page]
SECONDS, SIDE = 12, 320


def noise() -> bytes:
    """An MP4 of some megabytes, its index at the end as cameras write it."""
    out, chance = io.BytesIO(), random.Random(2026)
    with av.open(out, mode="w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=8, options={"crf": "10"})
        stream.width = stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        for _ in range(SECONDS * 8):
            picture = Image.frombytes("RGB", (SIDE, SIDE), chance.randbytes(SIDE * SIDE * 3))
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode(None))
    return out.getvalue()


def test_a_long_clip_plays_to_its_end_and_can_be_wound_back(live: object, open_phone: Open) -> None:
    body, data = factories.make_body(), noise()
    assert len(data) > 3 * AT_ONCE
    clip = add_material(
        actor=body.secretary.user,
        organisation=body.cell,
        title="Phim tư liệu",
        file=SimpleUploadedFile("clip.mp4", data),
    )
    page = open_phone(body.member.user)
    parts: list[str] = []
    page.on(
        "response",
        lambda answer: (
            parts.append(answer.headers.get("content-range", "")) if answer.status == 206 else None
        ),
    )
    page.goto(reverse("library:material_detail", args=[clip.pk]))
    video = page.locator("video")
    video.evaluate("video => { video.muted = true; video.playbackRate = 8; return video.play() }")
    expect(video).to_have_js_property("ended", True, timeout=60_000)
    assert abs(video.evaluate("video => video.duration") - SECONDS) < 1
    assert len(parts) > 1

    video.evaluate("video => { video.currentTime = 3 }")
    expect(video).to_have_js_property("seeking", False)
    assert abs(video.evaluate("video => video.currentTime") - 3) < 0.5
