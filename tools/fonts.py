"""The letters of the screens: Be Vietnam Pro with what Vietnamese needs, a third of the size.

    tools/fonts.py    frontend/node_modules/… → frontend/build/fonts/be-vietnam-pro-<weight>.woff2

Only the letters, digits and signs that Vietnamese texts are made of, and without the instructions for screens of coarse
dots: a phone does not read them, and they are half of each file. Other letters come from the package's own files, which
a browser fetches only where a page holds one.
"""

from pathlib import Path

from fontTools import subset

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
PACKAGE = FRONTEND / "node_modules" / "@expo-google-fonts" / "be-vietnam-pro"
TARGET = FRONTEND / "build" / "fonts"
WEIGHTS = {400: "400Regular", 500: "500Medium", 600: "600SemiBold", 700: "700Bold"}
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
SIGNS = "\u00a0–—‘’“”«»…•·×−→←↑↓©®°±§₫€½¼¾"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]


def letters() -> str:
    """Every letter and sign that the small files hold."""
    printable = "".join(map(chr, range(0x20, 0x7F)))
    return printable + VOWELS + VOWELS.upper() + "đĐ" + SIGNS


def unicode_range(text: str) -> str:
    """The same as CSS writes it: U+20-7E,U+A0,…"""
    codes = sorted({ord(letter) for letter in text})
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    options = subset.Options(flavor="woff2", hinting=False, layout_features=FEATURES)
    for weight, name in WEIGHTS.items():
        font = subset.load_font(str(PACKAGE / name / f"BeVietnamPro_{name}.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters())
        subsetter.subset(font)
        subset.save_font(font, str(TARGET / f"be-vietnam-pro-{weight}.woff2"), options)
    (TARGET / "unicode-range.txt").write_text(unicode_range(letters()))


if __name__ == "__main__":
    main()
