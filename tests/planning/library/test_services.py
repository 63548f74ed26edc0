import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.intake import MB, FileRefused, MarkedSecret
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.meetings.models import MeetingMaterial
from chuyende.planning.library import services
from chuyende.planning.library.errors import ClipFollowedByItself, MaterialInUse, NotAClip, TitleMissing
from chuyende.planning.library.models import Material, Viewing
from tests import factories
from tests.meeting.meetings.factories import make_meeting

from .factories import document_bytes, document_file, make_clip, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def test_add_material_keeps_a_clip_with_its_length(body: factories.Body) -> None:
    material = make_clip(body.cell, body.secretary, seconds=5)

    stored = Material.objects.get()
    assert (stored.kind, stored.seconds, stored.content_type) == ("clip", 5, "video/mp4")
    assert stored.added_by == body.secretary
    assert stored.file.name == f"materials/{material.pk}.mp4"
    assert stored.file.size == stored.size
    assert AuditEntry.objects.filter(verb="material_added", subject_id=material.pk).count() == 1


def test_add_material_tells_a_document_by_its_bytes(body: factories.Body) -> None:
    file = SimpleUploadedFile("khong-phai.mp4", document_bytes())

    material = services.add_material(
        actor=body.secretary.user, organisation=body.cell, title="Đề cương", file=file
    )

    assert (material.kind, material.seconds) == ("document", None)
    assert material.file.name.endswith(".docx")


def test_add_material_sent_twice_makes_one(body: factories.Body) -> None:
    sent = {"actor": body.secretary.user, "organisation": body.cell, "title": "Đề cương", "id": uuid.uuid4()}

    first = services.add_material(**sent, file=document_file())
    second = services.add_material(**sent, file=document_file())

    assert second == first
    assert Material.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "other_secretary", "administrator"])
def test_add_material_by_somebody_else_is_refused(body: factories.Body, who: str) -> None:
    with pytest.raises(NotAllowed):
        make_document(body.cell, getattr(body, who))


def test_add_material_refuses_wrong_files_beside_the_field(body: factories.Body) -> None:
    wrong = [
        SimpleUploadedFile("a.pdf", b"MZ" + b"\x00" * 50),
        SimpleUploadedFile("a.mp4", b"\x00\x00\x00\x18ftypisom" + b"\x00" * 200),
    ]
    for file in wrong:
        with pytest.raises(FileRefused) as caught:
            services.add_material(actor=body.secretary.user, organisation=body.cell, title="A", file=file)
        assert caught.value.field == "file"
    with pytest.raises(TitleMissing):
        services.add_material(
            actor=body.secretary.user, organisation=body.cell, title="  ", file=document_file()
        )
    assert Material.objects.count() == 0


def test_add_material_refuses_a_document_beyond_its_limit_though_a_clip_may_be_larger(
    body: factories.Body,
) -> None:
    file = document_file()
    file.size = services.MAX_DOCUMENT + MB

    with pytest.raises(FileRefused, match="31 MB"):
        services.add_material(actor=body.secretary.user, organisation=body.cell, title="A", file=file)


def test_add_material_refuses_a_marked_paper(body: factories.Body) -> None:
    file = SimpleUploadedFile("ke-hoach.docx", document_bytes("TỐI MẬT"))

    with pytest.raises(MarkedSecret):
        services.add_material(actor=body.secretary.user, organisation=body.cell, title="Kế hoạch", file=file)
    assert Material.objects.count() == 0


def test_change_material_keeps_what_it_was_called(body: factories.Body) -> None:
    material = make_document(body.cell, body.secretary)

    services.change_material(
        actor=body.deputy.user, material=material, title="Tên mới", description="Câu hỏi 1"
    )

    material.refresh_from_db()
    assert (material.title, material.description) == ("Tên mới", "Câu hỏi 1")
    assert AuditEntry.objects.get(verb="material_changed").detail["before"]["title"] == "Đề cương"
    with pytest.raises(TitleMissing):
        services.change_material(actor=body.deputy.user, material=material, title=" ")


def test_remove_material_takes_the_file_too(
    body: factories.Body, django_capture_on_commit_callbacks: object
) -> None:
    material = make_document(body.cell, body.secretary)
    storage, name = material.file.storage, material.file.name

    with django_capture_on_commit_callbacks(execute=True):
        services.remove_material(actor=body.secretary.user, material=material)

    assert Material.objects.count() == 0
    assert storage.exists(name) is False


def test_remove_material_that_was_opened_or_given_to_a_meeting_is_refused(body: factories.Body) -> None:
    opened, given = make_document(body.cell, body.secretary), make_document(body.cell, body.secretary)
    services.open_material(actor=body.member.user, material=opened)
    MeetingMaterial.objects.create(meeting=make_meeting(body), material=given)

    for material in (opened, given):
        with pytest.raises(MaterialInUse):
            services.remove_material(actor=body.secretary.user, material=material)
    assert Material.objects.count() == 2


def test_record_viewing_adds_ranges_and_finishes_at_nine_tenths(body: factories.Body) -> None:
    clip = make_clip(body.cell, body.secretary, seconds=10)
    actor = body.member.user

    services.record_viewing(actor=actor, material=clip, watched=[(0, 5)], position=5)
    part = Viewing.objects.get()
    assert (part.watched, part.position, part.finished_at) == ([[0, 5]], 5, None)

    services.record_viewing(actor=actor, material=clip, watched=[(4, 9.2), (0, 5)], position=9.2)
    whole = Viewing.objects.get()
    assert (whole.watched, whole.member) == ([[0, 9.2]], body.member)
    finished = whole.finished_at
    assert finished is not None

    services.record_viewing(actor=actor, material=clip, watched=[(2, 3)], position=3)
    again = Viewing.objects.get()
    assert (again.watched, again.finished_at, again.position) == ([[0, 9.2]], finished, 3)


def test_record_viewing_by_who_may_not_see_it_is_refused(body: factories.Body) -> None:
    clip = make_clip(body.cell, body.secretary)

    with pytest.raises(NotAllowed):
        services.record_viewing(actor=body.other_member.user, material=clip, watched=[(0, 4)], position=4)


def test_record_viewing_of_a_document_and_finishing_a_clip_by_hand_are_refused(body: factories.Body) -> None:
    with pytest.raises(NotAClip):
        services.record_viewing(
            actor=body.member.user, material=make_document(body.cell, body.secretary), watched=[], position=0
        )
    with pytest.raises(ClipFollowedByItself):
        services.finish_reading(actor=body.member.user, material=make_clip(body.cell, body.secretary))


def test_finish_reading_keeps_the_first_time(body: factories.Body) -> None:
    document = make_document(body.cell, body.secretary)

    first = services.finish_reading(actor=body.member.user, material=document)
    second = services.finish_reading(actor=body.member.user, material=document)

    assert second.finished_at == first.finished_at


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_report_at_once_lose_nothing() -> None:
    body = factories.make_body()
    clip = make_clip(body.cell, body.secretary, seconds=10)
    faults: list[BaseException] = []

    def report(start: int) -> None:
        try:
            services.record_viewing(
                actor=type(body.member.user).objects.get(pk=body.member.user.pk),
                material=clip,
                watched=[(start, start + 1)],
                position=start,
            )
        except BaseException as error:  # noqa: BLE001  # told to the test's own thread
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=report, args=(start,)) for start in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert Viewing.objects.get().watched == [[0, 10]]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_arriving_twice_at_once_makes_one_material_and_one_file() -> None:
    body = factories.make_body()
    actor, same, faults = body.secretary.user, uuid.uuid4(), []
    storage = Material._meta.get_field("file").storage
    before = set(storage.listdir("materials")[1]) if storage.exists("materials") else set()
    ready = threading.Barrier(3)

    def send() -> None:
        try:
            ready.wait()
            services.add_material(
                actor=type(actor).objects.get(pk=actor.pk),
                organisation=body.cell,
                title="Đề cương",
                file=document_file(),
                id=same,
            )
        except BaseException as error:  # noqa: BLE001  # told to the test's own thread
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    (material,) = Material.objects.all()
    assert set(storage.listdir("materials")[1]) - before == {material.file.name.split("/")[1]}
