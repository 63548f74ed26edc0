import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageCms

from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.core.photos import clean_photo


def photo(image: Image.Image, kind: str = "JPEG", **options: object) -> SimpleUploadedFile:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return SimpleUploadedFile("anh", out.getvalue())


def with_place_and_orientation(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Điện thoại"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def test_clean_photo_drops_place_and_device_and_stands_upright() -> None:
    sideways = Image.new("RGB", (60, 40), "white")
    sideways.paste("red", (0, 0, 60, 10))  # the top, once turned, is the right edge
    file = photo(sideways, exif=with_place_and_orientation(6))

    cleaned = Image.open(clean_photo(file))

    assert cleaned.format == "JPEG"
    assert cleaned.size == (40, 60)
    assert dict(cleaned.getexif()) == {}
    assert set(cleaned.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    red, green, _blue = cleaned.getpixel((37, 30))
    assert (red > 200, green < 80) == (True, True)
    assert file.tell() == 0


def test_clean_photo_is_at_most_2400_pixels_long() -> None:
    assert Image.open(clean_photo(photo(Image.new("RGB", (6000, 3000), "blue")))).size == (2400, 1200)


def test_clean_photo_leaves_a_small_photo_its_size() -> None:
    assert Image.open(clean_photo(photo(Image.new("L", (100, 50))))).size == (100, 50)


@pytest.mark.parametrize(
    ("mode", "kind", "result"), [("RGBA", "PNG", "WEBP"), ("CMYK", "JPEG", "JPEG"), ("P", "PNG", "JPEG")]
)
def test_clean_photo_keeps_transparency_and_takes_any_mode(mode: str, kind: str, result: str) -> None:
    cleaned = clean_photo(photo(Image.new(mode, (20, 20)), kind))

    assert Image.open(cleaned).format == result
    assert cleaned.name.endswith({"WEBP": ".webp", "JPEG": ".jpg"}[result])


def test_clean_photo_turns_a_foreign_colour_profile_into_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = photo(Image.new("RGB", (20, 20), (200, 10, 10)), icc_profile=profile)

    cleaned = Image.open(clean_photo(file))

    assert "icc_profile" not in cleaned.info
    assert abs(cleaned.getpixel((5, 5))[0] - 200) < 6


def test_clean_photo_ignores_a_wrong_colour_profile() -> None:
    file = photo(Image.new("RGB", (20, 20), "green"), icc_profile=b"no profile")

    assert Image.open(clean_photo(file)).size == (20, 20)


def test_clean_photo_refuses_what_is_no_picture_or_ends_too_early() -> None:
    whole = photo(Image.effect_noise((400, 400), 50), "PNG").read()
    with translation.override("vi"):
        for content in (b"hello", whole[: len(whole) // 2]):
            with pytest.raises(FileRefused, match="Không đọc được ảnh"):
                clean_photo(SimpleUploadedFile("anh.png", content))


def test_clean_photo_refuses_a_picture_of_far_too_many_pixels() -> None:
    out = io.BytesIO()
    Image.new("1", (20000, 20000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with translation.override("vi"), pytest.raises(FileRefused, match="quá nhiều điểm ảnh"):
        clean_photo(SimpleUploadedFile("bom.png", out.getvalue()))
