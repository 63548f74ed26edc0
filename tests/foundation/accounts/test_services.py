"""Accounts and the passwords that serve once."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher

from chuyende.foundation.accounts import services
from chuyende.foundation.accounts.models import User
from chuyende.foundation.accounts.one_time import password_issued_to
from chuyende.foundation.accounts.queries import one_time_password
from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id

pytestmark = pytest.mark.django_db


def test_user_names_are_made_from_names_without_marks_and_never_twice():
    User.objects.create(username="do-van-hoa", full_name="Đỗ Văn Hoá")

    names = services.usernames_for(["Nguyễn Văn An", "Đỗ Văn Hoà", "NGUYỄN  văn an", "Y Wăn Niê", "李"])

    assert names[:4] == ["nguyen-van-an", "do-van-hoa-2", "nguyen-van-an-2", "y-wan-nie"]
    assert len(set(names)) == 5


def test_issued_passwords_differ_by_person_and_moment_and_are_easy_to_read():
    at, one, other = clock.now(), new_id(), new_id()

    password = password_issued_to(one, at)

    assert password == password_issued_to(one, at)
    assert password != password_issued_to(other, at)
    assert password != password_issued_to(one, clock.now())
    assert len(password) == 14
    assert not set("il1o0") & set(password)


def test_opened_account_signs_in_with_its_one_time_password_only():
    (user,) = services.open_accounts([("Nguyễn Văn An", "an@truong.vn")])
    password = one_time_password(user)

    assert authenticate(username="nguyen-van-an", password=password) == user
    assert authenticate(username="nguyen-van-an", password="khác") is None
    assert password not in user.password
    # at the first sign-in Django has given the password all its rounds
    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm


def test_hundreds_of_accounts_are_opened_with_few_queries(django_assert_max_num_queries):
    people = [("Nguyễn Văn An", f"an{number}@truong.vn") for number in range(300)]

    with django_assert_max_num_queries(8):
        users = services.open_accounts(people)

    assert len({user.username for user in users}) == 300


def test_reissued_password_replaces_the_one_before():
    (user,) = services.open_accounts([("Nguyễn Văn An", "")])
    before = one_time_password(user)

    services.issue_one_time_password(user)

    assert authenticate(username="nguyen-van-an", password=before) is None
    assert authenticate(username="nguyen-van-an", password=one_time_password(user)) == user
