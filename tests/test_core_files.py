"""Photographs and scans: drawn anew, judged by what they are, kept once."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core import files
from core.errors import Refusal

PDF = b"%PDF-1.4\n%%EOF\n"


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: object
) -> bytes:
    out = BytesIO()
    colour = (200, 30, 30, 255)[: len(mode)] if len(mode) > 1 else 128
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


def opened(folder: Path, kept: files.Kept) -> Image.Image:
    return Image.open(files.path_of(folder, kept.sha256, kept.kind))


def test_where_and_when_a_photograph_was_taken_does_not_come_along(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 52.0, 30.0), 3: "E", 4: (74.0, 36.0, 0.0)})
    photograph = picture(exif=exif, comment=b"taken by a person", icc_profile=b"a profile")
    with Image.open(BytesIO(photograph)) as before:
        assert before.getexif().get_ifd(0x8825)

    kept = files.keep(tmp_path, photograph)

    with opened(tmp_path, kept) as after:
        assert not after.getexif()
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    content = files.path_of(tmp_path, kept.sha256, "jpg").read_bytes()
    assert b"A maker" not in content
    assert b"taken by a person" not in content


def test_a_photograph_taken_on_its_side_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = files.keep(tmp_path, picture(size=(40, 20), exif=exif))
    with opened(tmp_path, kept) as after:
        assert after.size == (20, 40)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_pictures_of_other_kinds_become_jpeg(tmp_path: Path, kind: str, mode: str) -> None:
    kept = files.keep(tmp_path, picture(kind, mode=mode))
    assert kept.kind == "jpg"
    with opened(tmp_path, kept) as after:
        assert (after.format, after.size, after.mode) == ("JPEG", (40, 20), "RGB")


def test_what_is_transparent_becomes_white_not_black(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with opened(tmp_path, files.keep(tmp_path, out.getvalue())) as after:
        assert after.getpixel((4, 4)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    kept = files.keep(tmp_path, picture(size=(5_000, 2_500)))
    with opened(tmp_path, kept) as after:
        assert after.size == (files.LONGEST, files.LONGEST // 2)


def test_a_pdf_is_kept_as_it_is(tmp_path: Path) -> None:
    kept = files.keep(tmp_path, PDF)
    assert (kept.kind, kept.size) == ("pdf", str(len(PDF)))
    assert files.path_of(tmp_path, kept.sha256, "pdf").read_bytes() == PDF


def test_the_same_content_is_kept_once_and_for_us_alone(tmp_path: Path) -> None:
    first, second = (files.keep(tmp_path, picture()) for _ in range(2))
    assert first == second
    there = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(there) == 1
    assert there[0].stat().st_mode & 0o077 == 0


def bomb() -> bytes:
    """A PNG of 40 000 × 40 000 points in a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def stretched(width: int) -> bytes:
    """A small JPEG whose head says that it is far larger."""
    whole = bytearray(picture())
    place = whole.index(b"\xff\xc0")
    whole[place + 5 : place + 9] = struct.pack(">HH", 10_000, width)
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "evidence.empty"),
        (b"This is a text that calls itself scan.jpg.", "evidence.not_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "evidence.not_picture"),
        (b"MZ\x90\x00" * 20, "evidence.not_picture"),
        (picture("GIF", mode="P"), "evidence.not_picture"),
        (picture(size=(400, 400))[:300], "evidence.broken"),
        (bomb(), "evidence.too_many_pixels"),
        (stretched(7_000), "evidence.too_many_pixels"),
        (stretched(12_000), "evidence.too_many_pixels"),
        (PDF + bytes(files.LARGEST), "evidence.too_large"),
    ],
)
def test_what_is_no_photograph_or_scan_is_refused_and_nothing_kept(
    tmp_path: Path, content: bytes, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        files.keep(tmp_path, content)
    assert (refused.value.code, refused.value.field) == (code, "files")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        files.path_of(tmp_path, name, "jpg")
