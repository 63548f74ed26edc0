import pytest
from django.urls import reverse

from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.notifications.queries import unread_count
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.notifications.tasks import email_notifications
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_notify_tells_each_person_once():
    user = make_user()
    notify(recipients=[user, user], title="Có việc mới")
    assert Notification.objects.filter(recipient=user).count() == 1


def test_notify_sends_e_mail_to_those_who_have_an_address(run_jobs, mailoutbox):
    with_mail, without = make_user("Trần Thị Bích"), make_user("Lý Thị Khé")
    with_mail.email = "bich@example.vn"
    with_mail.save()
    notify(recipients=[with_mail, without], title="Triệu tập sinh hoạt", url="/sinh-hoat/")
    assert mailoutbox == []  # nobody waits for the mail server
    run_jobs()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["bich@example.vn"], "Triệu tập sinh hoạt")]
    assert "http://localhost:8000/sinh-hoat/" in mailoutbox[0].body


def test_the_mail_job_run_again_sends_nothing_twice(mailoutbox):
    user = make_user()
    user.email = "an@example.vn"
    user.save()
    rows = notify(recipients=[user], title="Việc mới")
    ids = [str(row.pk) for row in rows]
    assert [email_notifications.call(ids), email_notifications.call(ids)] == [1, 0]
    assert len(mailoutbox) == 1


def test_a_title_with_a_line_break_cannot_add_headers(mailoutbox):
    user = make_user()
    user.email = "an@example.vn"
    user.save()
    rows = notify(recipients=[user], title="Việc mới\nBcc: ai-do@example.vn")
    email_notifications.call([str(row.pk) for row in rows])
    assert mailoutbox[0].recipients() == ["an@example.vn"]


def test_notification_list_shows_ones_own_only_and_marks_read(client_of):
    user, other = make_user("Trần Thị Bích"), make_user("Lê Văn Cường")
    (mine,) = notify(recipients=[user], title="Của đồng chí Bích", url="/sinh-hoat/")
    notify(recipients=[other], title="Của đồng chí Cường")
    client = client_of(user)
    page = client.get(reverse("notifications:notification_list")).content.decode()
    assert "Của đồng chí Bích" in page
    assert "Của đồng chí Cường" not in page
    answer = client.post(reverse("notifications:notification_open", args=[mine.pk]))
    assert answer.headers["Location"] == "/sinh-hoat/"
    assert unread_count(user) == 0
    assert unread_count(other) == 1


def test_notification_open_of_another_person_is_not_found(client_of):
    user, other = make_user("Trần Thị Bích"), make_user("Lê Văn Cường")
    (theirs,) = notify(recipients=[other], title="Của đồng chí Cường")
    answer = client_of(user).post(reverse("notifications:notification_open", args=[theirs.pk]))
    assert answer.status_code == 404
    assert unread_count(other) == 1


def test_mark_all_as_read(client_of):
    user = make_user()
    notify(recipients=[user], title="Một")
    notify(recipients=[user], title="Hai")
    page = client_of(user).post(reverse("notifications:notification_read_all"), follow=True).content.decode()
    assert unread_count(user) == 0
    assert "chưa đọc" not in page


def test_no_notifications_says_what_will_stand_here(client_of):
    page = client_of(make_user()).get(reverse("notifications:notification_list")).content.decode()
    assert "Chưa có thông báo" in page
