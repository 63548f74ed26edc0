from hypothesis import given
from hypothesis import strategies as st

from chuyende.foundation.review.diff import section_diff, word_diff

TEXT = st.text(alphabet="ab đê ố,.\n-", max_size=60)


def test_word_diff_changes_whole_words():
    assert word_diff("Chi bộ họp quý ba", "Chi bộ họp quý bốn") == [
        ("equal", "Chi bộ họp quý "),
        ("delete", "ba"),
        ("insert", "bốn"),
    ]


@given(TEXT, TEXT)
def test_word_diff_holds_both_texts_whole(before, after):
    pieces = word_diff(before, after)
    assert "".join(text for kind, text in pieces if kind != "insert") == before
    assert "".join(text for kind, text in pieces if kind != "delete") == after


@given(TEXT)
def test_word_diff_of_the_same_text_changes_nothing(text):
    assert {kind for kind, _ in word_diff(text, text)} <= {"equal"}


def test_section_diff_follows_the_later_order_and_keeps_what_was_dropped():
    before = [("Mục tiêu", "một"), ("Hình thức", "clip")]
    after = [("Tên", "mới"), ("Mục tiêu", "hai")]
    assert section_diff(before, after) == [
        ("Tên", [("insert", "mới")]),
        ("Mục tiêu", [("delete", "một"), ("insert", "hai")]),
        ("Hình thức", [("delete", "clip")]),
    ]
