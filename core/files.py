"""Scans and photographs, kept once by the SHA-256 of what is kept.

A picture is drawn anew: what a camera wrote beside it (place, time, owner) does not come along.
What a file is, is judged by its content, never by its name.
"""

import os
import re
import tempfile
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from core import pdf
from core.errors import Refusal

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # bytes of one file
LONGEST = 2_000  # pixels of a picture's longer side
MOST_PIXELS = 60_000_000
KINDS = {"jpg": "image/jpeg", "pdf": "application/pdf"}
PICTURES = frozenset({"jpg"})
_READ = ("JPEG", "PNG", "WEBP")
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as records name it: its hash, its kind ("jpg" or "pdf"), its bytes as text."""

    sha256: str
    kind: str
    size: str

    def record(self) -> dict[str, Any]:
        """What a record's `files` holds of it."""
        return asdict(self)


def keep(folder: Path, content: bytes) -> Kept:
    """Keep a photograph or a scan; the same content is kept once.

    Raises:
        Refusal: `evidence.empty`; `evidence.too_large` with `found` and `most` in megabytes;
            `evidence.not_picture` for what is neither JPEG, PNG, WebP nor PDF;
            `evidence.broken`; `evidence.too_many_pixels` with `most` in megapixels.
    """
    if not content:
        raise Refusal("evidence.empty", "files")
    if len(content) > LARGEST:
        found = (Decimal(len(content)) / MEGABYTE).quantize(Decimal("0.1"), rounding="ROUND_UP")
        raise Refusal("evidence.too_large", "files", found=found, most=LARGEST // MEGABYTE)
    if content.startswith(b"%PDF-"):
        kind, kept = "pdf", content
    else:
        kind, kept = "jpg", _redrawn(content)
    name = sha256(kept).hexdigest()
    path = path_of(folder, name, kind)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, kept)
    return Kept(name, kind, str(len(kept)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as records name it: hash, kind, bytes, pages (a picture is one)."""

    sha256: str
    kind: str
    size: int
    pages: int


def keep_paper(folder: Path, content: bytes) -> Paper:
    """Keep a document everybody may be given: a photograph or scan that does nothing by itself.

    Raises:
        Refusal: those of `keep`, and of a PDF those of `core.pdf.pages`.
    """
    is_pdf = content.startswith(b"%PDF-") and len(content) <= LARGEST
    pages = pdf.pages(content) if is_pdf else 1
    kept = keep(folder, content)
    return Paper(kept.sha256, kept.kind, int(kept.size), pages)


def keep_whole(folder: Path, content: bytes) -> str:
    """Keep a file exactly as it came, the same content once; its SHA-256."""
    name = sha256(content).hexdigest()
    path = whole_path(folder, name)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, content)
    return name


def whole_path(folder: Path, name: str) -> Path:
    """Where a file kept whole lies.

    Raises:
        ValueError: no name a kept file can have.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return folder / name[:2] / name


def path_of(folder: Path, name: str, kind: str) -> Path:
    """Where a kept file lies.

    Raises:
        ValueError: no name or kind a kept file can have.
    """
    if not _NAME.fullmatch(name) or kind not in KINDS:
        raise ValueError(name)
    return folder / name[:2] / f"{name}.{kind}"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk before a record can name it.

    Each writer has a part of its own: two that keep the same file at once do not meet.
    """
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")  # readable by us alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _redrawn(content: bytes) -> bytes:
    """The picture as JPEG, upright, without anything but its pixels."""
    try:
        with Image.open(BytesIO(content), formats=_READ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal("evidence.too_many_pixels", "files", most=MOST_PIXELS // 1_000_000)
            pixels = _pixels(picture)
    except Refusal:
        raise
    except UnidentifiedImageError as error:
        raise Refusal("evidence.not_picture", "files") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal("evidence.too_many_pixels", "files", most=MOST_PIXELS // 1_000_000) from error
    except Exception as error:  # a decoder given a stranger's bytes may stumble in any way
        raise Refusal("evidence.broken", "files") from error
    out = BytesIO()
    pixels.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _pixels(picture: Image.Image) -> Image.Image:
    """The pixels, upright, at most LONGEST long, on white where nothing was drawn.

    A JPEG is made small while it is decoded: whole, a large photograph takes 180 MB of memory.
    """
    small = picture if picture.mode in ("RGB", "L", "CMYK") else picture.convert("RGBA")
    small.thumbnail((LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(small)
    bare = Image.new("RGB", upright.size, _WHITE)  # a new one: comments travel with a copy
    if upright.mode == "RGBA":
        bare.paste(upright, mask=upright.getchannel("A"))
    else:
        bare.paste(upright.convert("RGB"))
    return bare
