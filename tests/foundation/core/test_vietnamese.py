import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from chuyende.foundation.core.vietnamese import fold, given_name, normalise, sort_key

#: every letter of Vietnamese, small and capital: 12 vowels × 6 tones, đ, and the plain consonants
VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VIETNAMESE = st.text(
    alphabet=[unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + list("bcdđghklmnpqrstvx ")
)


def test_fold_takes_off_marks_hats_and_the_bar_of_d():
    assert fold("Đỗ Thị Tuyết Nhung") == "do thi tuyet nhung"
    assert fold("ƯỚC NGUYỆN") == "uoc nguyen"


def test_fold_is_the_same_for_composed_and_decomposed_text():
    name = "Nguyễn Thị Hoà"
    assert fold(unicodedata.normalize("NFD", name)) == fold(name) == "nguyen thi hoa"


def test_normalise_puts_the_tone_where_the_house_writes_it():
    assert normalise("hòa bình, ủy viên, khỏe, thủy lợi") == "hoà bình, uỷ viên, khoẻ, thuỷ lợi"
    assert normalise("ĐẢNG ỦY") == "ĐẢNG UỶ"


def test_normalise_leaves_syllables_whose_tone_stands_right():
    kept = "quý, quỹ, toàn, hoàn, khuỷu, thoại, già, của, mùa, tuần"
    assert normalise(kept) == kept


@given(VIETNAMESE)
def test_normalise_twice_is_normalise_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(VIETNAMESE)
def test_fold_leaves_plain_letters_only(text):
    assert fold(text).isascii()


def test_names_sort_by_given_name_then_family_and_middle_name():
    names = [
        "Trần Văn Ân",
        "Lê Thị An",
        "Đỗ Văn An",
        "Dương Văn An",
        "Vũ Thị Ánh",
        "Bùi Văn Đức",
        "Phạm Dung",
    ]
    assert sorted(names, key=sort_key) == [
        "Dương Văn An",
        "Đỗ Văn An",
        "Lê Thị An",
        "Vũ Thị Ánh",
        "Trần Văn Ân",
        "Phạm Dung",
        "Bùi Văn Đức",
    ]


def test_same_letters_sort_by_tone_in_the_order_of_the_dictionary():
    assert sorted(["Ma", "Mạ", "Má", "Mã", "Mả", "Mà"], key=sort_key) == ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]


def test_both_tone_placements_sort_alike():
    assert sort_key("Lê Thị Hòa") == sort_key("Lê Thị Hoà")


def test_sort_key_is_digits_only_so_that_every_collation_agrees():
    assert sort_key("Vàng A Giàng").isdigit()


def test_given_name_is_the_last_word():
    assert given_name("Nông Thị Bích Duyên") == "Duyên"
