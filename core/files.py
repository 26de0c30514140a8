"""Scans and photographs, kept once by the SHA-256 of what is kept.

A picture is drawn anew: what a camera wrote beside it (place, time, owner) does not come along.
What a file is, is judged by its content, never by its name.
"""

from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Refusal

LARGEST = 10 * 1024 * 1024  # bytes of one file
LONGEST = 2_000  # pixels of a picture's longer side
MOST_PIXELS = 60_000_000
KINDS = {"jpg": "image/jpeg", "pdf": "application/pdf"}
PICTURES = frozenset({"jpg"})
_READ = ("JPEG", "PNG", "WEBP")


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
        Refusal: `evidence.empty`; `evidence.too_large` with `size`, `limit` in bytes;
            `evidence.not_picture` for what is neither JPEG, PNG, WebP nor PDF;
            `evidence.broken`; `evidence.too_many_pixels` with `limit` in pixels.
    """
    if not content:
        raise Refusal("evidence.empty", "files")
    if len(content) > LARGEST:
        raise Refusal("evidence.too_large", "files", size=len(content), limit=LARGEST)
    if content.startswith(b"%PDF-"):
        kind, kept = "pdf", content
    else:
        kind, kept = "jpg", _redrawn(content)
    name = sha256(kept).hexdigest()
    path = path_of(folder, name, kind)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(kept)
        part.replace(path)
    return Kept(name, kind, str(len(kept)))


def path_of(folder: Path, name: str, kind: str) -> Path:
    """Where a kept file lies."""
    return folder / name[:2] / f"{name}.{kind}"


def _redrawn(content: bytes) -> bytes:
    """The picture as JPEG, upright, without anything but its pixels."""
    try:
        with Image.open(BytesIO(content), formats=_READ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal("evidence.too_many_pixels", "files", limit=MOST_PIXELS)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except UnidentifiedImageError as error:
        raise Refusal("evidence.not_picture", "files") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal("evidence.broken", "files") from error
    upright.thumbnail((LONGEST, LONGEST))
    out = BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
