import json
from importlib.resources import files

import pytest

from chuyende.faces.paperwork.engine import Layout, LayoutError
from tests.faces.paperwork.engine.layouts import HD_05_2026, HD_36_2018


def test_layout_takes_every_parameter() -> None:
    layout = Layout.from_parameters(HD_05_2026)
    assert (layout.margin_left_mm, layout.party_title_pt, layout.end_mark) == (30, 14, ".")
    assert Layout.from_parameters(HD_36_2018).end_mark == "./."


def test_unknown_parameter_is_named() -> None:
    with pytest.raises(LayoutError, match="unknown layout parameter: margin_inner_mm"):
        Layout.from_parameters(HD_05_2026 | {"margin_inner_mm": 3})


def test_missing_parameter_is_named() -> None:
    parameters = {name: value for name, value in HD_05_2026.items() if name != "body_pt"}
    with pytest.raises(LayoutError, match="missing layout parameter: body_pt"):
        Layout.from_parameters(parameters)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body_pt", "14"),
        ("body_pt", True),
        ("body_pt", 0),
        ("body_pt", 400),
        ("margin_top_mm", -1),
        ("margin_top_mm", None),
        ("basis_italic", "yes"),
        ("end_mark", ""),
        ("font_family", 3),
    ],
)
def test_value_that_is_no_such_measure_is_named(name: str, value: object) -> None:
    with pytest.raises(LayoutError, match=name):
        Layout.from_parameters(HD_05_2026 | {name: value})


def test_seeded_rule_sets_are_the_two_layouts() -> None:
    seeds = files("chuyende.planning.governance") / "seeds" / "paper_layout.json"
    assert [seed["parameters"] for seed in json.loads(seeds.read_text("utf-8"))] == [HD_36_2018, HD_05_2026]
