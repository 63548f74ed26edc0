import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuyende.foundation.core.ids import new_id
from chuyende.planning.library import services
from chuyende.planning.library.models import Material, Viewing
from tests import factories

from .factories import clip_bytes, clip_file, document_file, make_clip, make_document

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture
def clip(body: factories.Body) -> Material:
    return make_clip(body.cell, body.secretary, seconds=10)


def url(name: str, material: Material) -> str:
    return reverse(f"library:{name}", args=[material.pk])


def test_material_list_shows_what_the_member_may_study_and_how_far(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    services.record_viewing(actor=body.member.user, material=clip, watched=[(0, 4)], position=4)
    make_document(body.committee, body.party_secretary, title="Đề cương của Đảng uỷ")
    client = client_of(body.member.user)

    page = client.get(reverse("library:material_list")).content.decode()
    assert ["Phim tư liệu" in page, "Đề cương của Đảng uỷ" in page, "đã xem 40 %" in page] == [True] * 3

    page = client.get(reverse("library:material_list"), {"loai": "document"}).content.decode()
    assert ["Phim tư liệu" in page, "Đề cương của Đảng uỷ" in page] == [False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_material_list_asks_the_database_as_often_for_one_as_for_three(
    body: factories.Body, client_of: ClientOf, count: int, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(count):
        make_document(body.cell, body.secretary)
    client = client_of(body.secretary.user)

    with django_assert_max_num_queries(25):
        assert client.get(reverse("library:material_list")).status_code == 200


def test_material_list_without_anything_says_what_will_come(
    body: factories.Body, client_of: ClientOf
) -> None:
    assert (
        "Chưa có học liệu"
        in client_of(body.member.user).get(reverse("library:material_list")).content.decode()
    )


def test_material_add_takes_a_clip_through_the_form(body: factories.Body, client_of: ClientOf) -> None:
    client = client_of(body.secretary.user)
    address = reverse("library:material_add", args=[body.cell.pk])
    assert "MP4 tối đa 500 MB" in client.get(address).content.decode()

    answer = client.post(
        address,
        {
            "id": new_id(),
            "title": "Phim",
            "description": "Xem kỹ",
            "file": clip_file(),
            "holds_no_secret": "on",
        },
    )

    material = Material.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("material_detail", material))
    assert (material.title, material.description, material.kind) == ("Phim", "Xem kỹ", "clip")


def test_material_add_says_beside_the_file_what_is_wrong_and_keeps_the_text(
    body: factories.Body, client_of: ClientOf
) -> None:
    client = client_of(body.secretary.user)
    address = reverse("library:material_add", args=[body.cell.pk])
    wrong = SimpleUploadedFile("phim.mp4", b"GIF89a" + b"\x00" * 40)

    answer = client.post(
        address, {"id": new_id(), "title": "Phim tôi gõ", "file": wrong, "holds_no_secret": "on"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "không đúng loại" in page
    assert "Phim tôi gõ" in page
    unconfirmed = client.post(address, {"id": new_id(), "title": "Phim", "file": clip_file()})
    assert "Xin xác nhận tệp không chứa bí mật nhà nước" in unconfirmed.content.decode()
    assert Material.objects.count() == 0


def test_material_add_is_hidden_from_who_may_not(body: factories.Body, client_of: ClientOf) -> None:
    address = reverse("library:material_add", args=[body.cell.pk])

    assert client_of(body.member.user).get(address).status_code == 404
    assert client_of(body.other_secretary.user).post(address).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["material_detail", "material_file", "material_change", "material_viewings", "material_viewings_xlsx"],
)
def test_material_pages_do_not_exist_for_another_cell(
    body: factories.Body, clip: Material, client_of: ClientOf, name: str
) -> None:
    assert client_of(body.other_secretary.user).get(url(name, clip)).status_code == 404


def test_material_detail_plays_the_clip_where_the_member_stopped(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    services.record_viewing(actor=body.member.user, material=clip, watched=[(0, 4.5)], position=4.5)

    page = client_of(body.member.user).get(url("material_detail", clip)).content.decode()

    assert 'data-clip-position-value="4.5"' in page
    assert "Đồng chí đã xem 45 %" in page
    assert f'src="{url("material_file", clip)}"' in page
    assert "Ai đã xem" not in page
    assert "Ai đã xem" in client_of(body.secretary.user).get(url("material_detail", clip)).content.decode()


def test_viewing_record_takes_the_players_report(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    client = client_of(body.member.user)

    answer = client.post(
        url("viewing_record", clip), {"ranges": json.dumps([[0, 5], [4, 9.5]]), "position": "9.5"}
    )

    assert answer.json() == {"percent": 100, "finished": True}
    assert Viewing.objects.get().watched == [[0, 9.5]]


@pytest.mark.parametrize(
    "ranges", ["", "x", "[1]", "[[1]]", '[["a", 2]]', "[[5, 1]]", "[[-1, 2]]", "{}x", "[[0, NaN]]"]
)
def test_viewing_record_refuses_nonsense(
    body: factories.Body, clip: Material, client_of: ClientOf, ranges: str
) -> None:
    answer = client_of(body.member.user).post(
        url("viewing_record", clip), {"ranges": ranges, "position": "1"}
    )

    assert answer.status_code == 422
    assert Viewing.objects.count() == 0


def test_viewing_record_is_cheap(
    body: factories.Body, clip: Material, client_of: ClientOf, django_assert_max_num_queries: Callable
) -> None:
    client = client_of(body.member.user)
    report = {"ranges": "[[0, 3]]", "position": "3"}
    client.post(url("viewing_record", clip), report)

    with django_assert_max_num_queries(20):
        client.post(url("viewing_record", clip), report)


def test_viewing_finish_keeps_that_the_document_was_read(body: factories.Body, client_of: ClientOf) -> None:
    document = make_document(body.cell, body.secretary)
    client = client_of(body.member.user)
    assert "Tôi đã đọc xong" in client.get(url("material_detail", document)).content.decode()

    client.post(url("viewing_finish", document))

    page = client.get(url("material_detail", document)).content.decode()
    assert "Đồng chí xác nhận đã đọc ngày" in page
    assert Viewing.objects.get().finished_at is not None


def test_material_change_and_remove(body: factories.Body, client_of: ClientOf) -> None:
    document = make_document(body.cell, body.secretary)
    client = client_of(body.secretary.user)
    assert "Gỡ học liệu" in client.get(url("material_change", document)).content.decode()

    client.post(url("material_change", document), {"title": "Đề cương mới", "description": ""})
    assert Material.objects.get().title == "Đề cương mới"

    assert (
        client_of(body.member.user).post(url("material_change", document), {"title": "x"}).status_code == 404
    )
    assert client_of(body.member.user).post(url("material_remove", document)).status_code == 404
    assert client.post(url("material_remove", document))["Location"] == reverse("library:material_list")
    assert Material.objects.count() == 0


def test_material_viewings_counts_and_exports(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    services.record_viewing(actor=body.member.user, material=clip, watched=[(0, 10)], position=10)
    client = client_of(body.secretary.user)

    page = client.get(url("material_viewings", clip)).content.decode()
    assert "<b>1/7</b> đồng chí đã xem hết" in page
    assert page.count("chưa mở") == 6

    answer = client.get(url("material_viewings_xlsx", clip))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == ("Họ và tên", "Chi bộ", "Mở lúc", "Đã xem (%)", "Xong lúc")
    assert [(row[0], row[3]) for row in rows[1:] if row[3]] == [("Hoàng Văn Êm", 100)]
    assert len(rows) == 8


def test_material_viewings_of_nobody_says_so(body: factories.Body, client_of: ClientOf) -> None:
    document = make_document(body.cell, body.secretary)
    # no member of the cell, and leading nobody in it
    factories.make_member(body.other_cell, "Cán bộ tuyên giáo", role=factories.Role.EDITOR, at=body.cell)
    from chuyende.foundation.accounts.models import User

    outsider = User.objects.get(full_name="Cán bộ tuyên giáo")

    assert (
        "Không có ai để theo dõi"
        in client_of(outsider).get(url("material_viewings", document)).content.decode()
    )


# --- the file in pieces ---------------------------------------------------------------------------


def body_of(answer: object) -> bytes:
    return b"".join(answer.streaming_content)


def test_material_file_is_sent_whole_without_a_range(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    answer = client_of(body.member.user).get(url("material_file", clip))

    assert answer.status_code == 200
    assert body_of(answer) == clip_bytes(10)
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Length"] == str(clip.size)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Disposition"] == 'inline; filename="phim-tu-lieu.mp4"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Viewing.objects.get().member == body.member


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None)]
)
def test_material_file_gives_the_part_that_is_asked_for(
    body: factories.Body, clip: Material, client_of: ClientOf, asked: str, first: int, last: int | None
) -> None:
    answer = client_of(body.member.user).get(url("material_file", clip), headers={"Range": asked})

    part = clip_bytes(10)[first : None if last is None else last + 1]
    assert (answer.status_code, body_of(answer)) == (206, part)
    assert answer["Content-Length"] == str(len(part))
    begin = first % clip.size
    assert answer["Content-Range"] == f"bytes {begin}-{begin + len(part) - 1}/{clip.size}"


def test_material_file_from_the_middle_is_no_new_opening(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    client_of(body.member.user).get(url("material_file", clip), headers={"Range": "bytes=100-"})

    assert Viewing.objects.count() == 0


def test_material_file_beyond_its_end_is_416(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    answer = client_of(body.member.user).get(
        url("material_file", clip), headers={"Range": f"bytes={clip.size}-"}
    )

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{clip.size}")


def test_material_file_answers_if_range_head_and_not_modified(
    body: factories.Body, clip: Material, client_of: ClientOf
) -> None:
    client = client_of(body.member.user)
    address = url("material_file", clip)
    head = client.head(address)
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(clip.size))

    same = {"Range": "bytes=0-9", "If-Range": head["ETag"]}
    assert client.get(address, headers=same).status_code == 206
    assert client.get(address, headers=same | {"If-Range": head["Last-Modified"]}).status_code == 206
    assert client.get(address, headers=same | {"If-Range": '"another"'}).status_code == 200
    assert client.get(address, headers={"If-None-Match": head["ETag"]}).status_code == 304
    ranged = client.head(address, headers={"Range": "bytes=0-9"})
    assert (ranged.status_code, ranged["Content-Length"]) == (206, "10")


def test_material_file_of_word_is_a_download(body: factories.Body, client_of: ClientOf) -> None:
    document = make_document(body.cell, body.secretary)

    answer = client_of(body.member.user).get(url("material_file", document))

    assert answer["Content-Disposition"] == 'attachment; filename="de-cuong.docx"'
    assert body_of(answer) == document_file().read()
