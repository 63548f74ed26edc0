from types import SimpleNamespace

import pytest
from django.http import HttpRequest

from chuyende.foundation.ui import navigation
from chuyende.foundation.ui.navigation import Navigation, Place


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_places", {})
    monkeypatch.setattr(navigation, "_unit_providers", [])


def add(key: str, **values: object) -> None:
    defaults = {"label": key, "url_name": "ui:preferences", "icon": "home", "area": "member", "order": 10}
    navigation.add(Place(key=key, **{**defaults, **values}))


def on_page(view_name: str) -> Navigation:
    request = HttpRequest()
    request.resolver_match = SimpleNamespace(view_name=view_name)
    return Navigation(request)


def test_places_are_grouped_by_area_in_order_and_empty_areas_leave_no_heading() -> None:
    add("later", order=20)
    add("first", order=1)
    add("inbox", area="committee")
    groups = on_page("").groups
    assert [(str(group.heading), [place.key for place in group.places]) for group in groups] == [
        ("", ["first", "later"]),
        ("Đảng uỷ", ["inbox"]),
    ]


def test_the_bottom_bar_has_the_members_first_five() -> None:
    for number in range(7):
        add(f"m{number}", order=number)
    add("cell", area="cell", order=0)
    assert [place.key for place in on_page("").bottom] == ["m0", "m1", "m2", "m3", "m4"]


def test_a_long_name_has_a_short_one_for_the_bottom_bar() -> None:
    add("record", label="Hồ sơ của tôi", short="Của tôi")
    add("today", label="Hôm nay")
    assert [place.short for place in on_page("").bottom] == ["Của tôi", "Hôm nay"]


def test_a_place_that_one_may_not_see_is_absent() -> None:
    add("secret", visible=lambda _request: False)
    assert on_page("").groups == ()


def test_the_place_of_a_page_is_the_closest_one() -> None:
    add("meetings", url_name="ui:preferences", owns=("meetings:",))
    add("minutes", url_name="ui:places", owns=("meetings:minutes_",))
    assert active("meetings:meeting") == ["meetings"]
    assert active("meetings:minutes_edit") == ["minutes"]
    assert active("ui:places") == ["minutes"]
    assert active("portal:home") == []


def active(view_name: str) -> list[str]:
    return [place.key for group in on_page(view_name).groups for place in group.places if place.active]


def test_a_page_that_no_url_answers_has_no_active_place() -> None:
    add("meetings")
    assert not Navigation(HttpRequest()).groups[0].places[0].active


def test_what_waits_outside_the_bottom_bar_is_counted_on_the_menu() -> None:
    add("tasks", badge=lambda _request: 4)
    add("inbox", area="committee", badge=lambda _request: 3)
    add("organisation", area="administrator", badge=lambda _request: None)
    shown = on_page("")
    assert shown.bottom[0].badge == 4
    assert shown.waiting == 3


def test_a_key_used_twice_is_refused() -> None:
    add("today")
    with pytest.raises(ValueError, match="'today' is registered twice"):
        add("today", order=99)


def test_home_is_the_first_place_or_the_public_site() -> None:
    assert on_page("").home == "/"
    add("today")
    assert on_page("").home == "/giao-dien/"


def test_public_and_top_places_stand_apart_from_the_rail() -> None:
    add("news", area="public")
    add("bell", area="top")
    shown = on_page("")
    assert [place.key for place in shown.public] == ["news"]
    assert [place.key for place in shown.top] == ["bell"]
    assert shown.groups == ()


def test_the_unit_is_named_by_who_knows_it() -> None:
    assert on_page("").unit == ""
    navigation.name_unit_by(lambda _request: "Đảng bộ Trường")
    assert on_page("").unit == "Đảng bộ Trường"
