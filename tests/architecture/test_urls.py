"""Every address is closed, but for this list."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client

from tests.architecture.urls import Url, all_urls

#: Open to whoever comes by. Add one only with a reason that a secretary would accept.
PUBLIC = {
    # the public site
    "portal:home",
    "portal:article_list",
    "portal:article_read",
    "portal:article_print",
    "portal:article_photo",
    "portal:about",
    "portal:document_list",
    "portal:document_file",
    "portal:search",
    "portal:visitor_statistics",
    "portal:site_map",
    "portal:feed",
    "portal:sitemap",
    "portal:robots",
    # light, dark, large type: before signing in as well
    "ui:preferences",
    # a document's file, of public documents only
    "governance:document_file",
    # whether a paper in one's hand was really issued: the code printed on it
    "paperwork:verify",
    # the seat of whoever shows their printed card, signed and revocable, in what runs in their cell
    "live:seat_card_join",
    # a picture of a question, by an address that only those have who were sent the question
    "live:sitting_file",
    # the first committee and its administrator, while there is none
    "organisation:start",
    # signing in, and what a forgotten password needs
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}

URLS = sorted(set(all_urls()), key=lambda url: (url.name, url.route))


@pytest.mark.django_db
@pytest.mark.parametrize("url", URLS, ids=lambda url: f"{url.name} {url.route}")
def test_url_asks_a_stranger_to_sign_in_unless_it_is_public(url: Url) -> None:
    answer = Client().get(url.path)
    asked = answer.status_code == 302 and answer["Location"].startswith(resolve_url(settings.LOGIN_URL) + "?")

    assert asked != (url.name in PUBLIC)


def test_the_public_list_names_only_what_exists() -> None:
    assert sorted(PUBLIC - {url.name for url in URLS}) == []
