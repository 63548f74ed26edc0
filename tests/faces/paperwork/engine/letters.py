"""The 134 letters that Vietnamese adds to the Latin alphabet, made from vowels, marks and tones."""

import unicodedata

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"


def vietnamese_letters() -> list[str]:
    marked = [
        letter
        for vowel in VOWELS
        for tone in TONES
        if (letter := unicodedata.normalize("NFC", vowel + tone)) not in "aeiouy"
    ]
    return [form for letter in [*marked, "đ"] for form in (letter, letter.upper())]


LETTERS = vietnamese_letters()
