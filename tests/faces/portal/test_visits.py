import datetime as dt

import pytest

from chuyende.faces.portal.visits import first_day_of_week, is_robot, new_salt, visitor_key

from .factories import GOOGLE, READER

SALT, OTHER_SALT = b"a" * 32, b"b" * 32


def test_visitor_key_tells_visitors_apart_and_says_nothing_of_them():
    key = visitor_key(SALT, "113.160.1.2", READER)
    assert key == visitor_key(SALT, "113.160.1.2", READER)
    assert key != visitor_key(SALT, "113.160.1.3", READER)
    assert key != visitor_key(SALT, "113.160.1.2", READER + " Zalo")
    assert len(key) == 32
    assert int(key, 16) >= 0  # hexadecimal digits and nothing else


def test_visitor_key_of_tomorrow_is_another():
    assert visitor_key(SALT, "113.160.1.2", READER) != visitor_key(OTHER_SALT, "113.160.1.2", READER)
    assert new_salt() != new_salt()
    assert len(new_salt()) == 32


def test_visitor_key_of_a_reading_is_not_that_of_the_visitor():
    keys = {visitor_key(SALT, "113.160.1.2", READER, page) for page in ("", "bai-1", "bai-2")}
    assert len(keys) == 3


def test_visitor_key_does_not_confuse_where_address_and_browser_meet():
    assert visitor_key(SALT, "1.1", "2") != visitor_key(SALT, "1.", "12")


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        (READER, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1", False),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0 Chrome/114.0 Safari/537.36", False),
        (GOOGLE, True),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)", True),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
        ("", True),
    ],
)  # fmt: skip
def test_is_robot(agent, robot):
    assert is_robot(agent) is robot


def test_week_begins_on_monday():
    assert first_day_of_week(dt.date(2026, 2, 8)) == dt.date(2026, 2, 2)  # a Sunday
    assert first_day_of_week(dt.date(2026, 2, 2)) == dt.date(2026, 2, 2)  # a Monday
