"""The two guidelines on the form of Party papers, as the parameters that rule sets carry."""

from typing import Any

from chuyende.faces.paperwork.engine.layout import Layout

HD_36_2018: dict[str, Any] = {
    "font_family": "Times New Roman",
    "margin_top_mm": 20,
    "margin_bottom_mm": 20,
    "margin_left_mm": 30,
    "margin_right_mm": 15,
    "party_title_pt": 15,
    "superior_pt": 14,
    "issuer_pt": 14,
    "number_pt": 14,
    "place_date_pt": 14,
    "place_date_italic": True,
    "type_name_pt": 16,
    "abstract_pt": 14,
    "title_rule": "-----",
    "body_pt": 14,
    "line_pitch_pt": 18,
    "paragraph_gap_pt": 6,
    "first_line_mm": 10,
    "basis_italic": False,
    "section_mark": "- ",
    "end_mark": "./.",
    "table_pt": 12,
    "signature_pt": 14,
    "position_bold": False,
    "signature_space_mm": 25,
    "recipients_heading_pt": 12,
    "recipients_item_pt": 11,
    "page_number_pt": 14,
}

HD_05_2026: dict[str, Any] = HD_36_2018 | {
    "party_title_pt": 14,
    "superior_pt": 13,
    "issuer_pt": 13,
    "type_name_pt": 15,
    "end_mark": ".",
}

LAYOUT_2018 = Layout.from_parameters(HD_36_2018)
LAYOUT_2026 = Layout.from_parameters(HD_05_2026)
