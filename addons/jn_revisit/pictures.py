"""A citizen's picture made harmless: decoded by its content, drawn anew without what a camera writes into it."""

from io import BytesIO

from PIL import Image, ImageOps
from PIL import WebPImagePlugin as _webp  # noqa: F401  Odoo keeps Pillow from finding more kinds than it needs itself

FORMATS = ("JPEG", "PNG", "WEBP")
MIMETYPE = "image/jpeg"
QUALITY = 82  # of JPEG: what a photograph needs to be read


class PictureError(Exception):
    """Why a file is not taken: `no_picture`, `too_large`."""


def clean(data: bytes, most_pixels: int, side: int) -> bytes:
    """Return the picture as a JPEG of at most `side` pixels each way; nothing but its pixels is kept.

    Raises PictureError: the size in pixels is looked at before anything is decoded.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > most_pixels:
                raise PictureError("too_large")
            return _drawn(picture, side)
    except Image.DecompressionBombError as error:
        raise PictureError("too_large") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises on broken files
        raise PictureError("no_picture") from error


def _drawn(picture, side):
    picture.draft("RGB", (side, side))  # a large photograph need not be decoded whole
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((side, side))
    sheet = Image.new("RGB", upright.size, "white")
    sheet.paste(upright, mask=upright)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
