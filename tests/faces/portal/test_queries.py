import pytest

from chuyende.faces.portal import services
from chuyende.faces.portal.models import Article
from chuyende.faces.portal.queries import articles_visible_to, members_named_in, places_to_write
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from tests.factories import make_body

from .factories import make_draft, make_published

pytestmark = pytest.mark.django_db


def test_what_is_listed_is_what_may_be_read():
    body = make_body()
    make_draft(body)
    make_draft(body, organisation=body.other_cell)
    make_draft(body, organisation=body.committee)
    make_published(body)
    gone = make_published(body)
    services.withdraw_article(actor=body.editor.user, article=gone, reason="Sai")
    everything = list(Article.objects.all())
    for person in vars(body).values():
        user = getattr(person, "user", None)
        if user is None:
            continue
        listed = set(articles_visible_to(user))
        assert listed == {article for article in everything if can(user, Perm.ARTICLE_VIEW, article)}
    assert len(articles_visible_to(body.member.user)) == 1
    assert len(articles_visible_to(body.editor.user)) == 5


def test_places_to_write_are_those_under_the_office():
    body = make_body()
    assert set(places_to_write(body.editor.user)) == {body.committee, body.cell, body.other_cell}
    assert set(places_to_write(body.secretary.user)) == {body.cell}
    assert set(places_to_write(body.member.user)) == set()


def test_members_named_in_a_text_are_found_by_full_name():
    body = make_body()
    article = make_draft(body, body="<p>Đồng chí Hoàng Văn Êm và đồng chí Ngô Thị Mai.</p>")
    assert [member.full_name for member in members_named_in(article)] == ["Hoàng Văn Êm"]  # of this cell
