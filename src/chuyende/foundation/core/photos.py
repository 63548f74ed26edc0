"""Photographs as they may be shown: upright, of a sensible size, and telling nothing but the picture."""

import io

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from .ids import new_id
from .intake import FileRefused

#: longest side, in pixels
LONGEST_SIDE = 2400
#: what may be unpacked into memory, in pixels; a JPEG is shrunk while it is read
_MOST_PIXELS = 50_000_000
_TRANSPARENT = ("RGBA", "LA", "PA")


def clean_photo(file: File) -> ContentFile[bytes]:
    """Return `file` as a new JPEG (WebP where it is transparent) at most 2400 px long, without metadata.

    The camera's orientation is applied before it is dropped with place, time and device; colours become sRGB.
    Raises `FileRefused` for a picture that cannot be read or is unreasonably large. The file is rewound.
    """
    file.seek(0)
    try:
        with Image.open(file) as opened:
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            if opened.width * opened.height > _MOST_PIXELS:
                raise _too_large(file.name)
            picture = _upright(opened)
    except Image.DecompressionBombError as error:
        raise _too_large(file.name) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise FileRefused(
            _("The picture «%(name)s» cannot be read. Take or save it again and resend it.")
            % {"name": file.name}
        ) from error
    finally:
        file.seek(0)
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "WEBP", quality=85, method=4)
        return ContentFile(out.getvalue(), name=f"{new_id()}.webp")
    picture.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name=f"{new_id()}.jpg")


def _too_large(name: str | None) -> FileRefused:
    return FileRefused(
        _(
            "The picture «%(name)s» has too many pixels. Make it smaller (2400 pixels are enough) and resend it."
        )
        % {"name": name}
    )


def _upright(opened: Image.Image) -> Image.Image:
    picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    is_transparent = picture.mode in _TRANSPARENT or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    picture = picture.convert("RGBA" if is_transparent else "RGB") if picture.mode != "CMYK" else picture
    if profile:
        picture = _in_srgb(picture, profile)
    picture = picture.convert("RGB") if picture.mode == "CMYK" else picture
    bare = Image.new(picture.mode, picture.size)  # a new picture has no metadata to forget
    bare.paste(picture)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target_mode = "RGB" if picture.mode == "CMYK" else picture.mode
        changed = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode=target_mode
        )
    except (ImageCms.PyCMSError, OSError):  # a wrong profile costs a shade of colour, not the photograph
        return picture
    return changed or picture
