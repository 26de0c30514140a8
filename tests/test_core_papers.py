"""Documents are judged by their content before they are kept: a paper is only a paper."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core import files
from core.errors import Refusal
from tests import scans


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        files.keep_paper(folder, content)
    assert not any(folder.rglob("*.*")), "what is refused is not kept"
    return refusal.value.code


def test_the_pages_of_a_pdf_are_counted_and_a_picture_is_one(tmp_path):
    scan = files.keep_paper(tmp_path, scans.pdf(7))
    assert (scan.kind, scan.pages) == ("pdf", 7)
    assert files.path_of(tmp_path, scan.sha256, "pdf").stat().st_size == scan.size
    picture = files.keep_paper(tmp_path, scans.photograph())
    assert (picture.kind, picture.pages) == ("jpg", 1)
    assert b"GPS" not in files.path_of(tmp_path, picture.sha256, "jpg").read_bytes()


def with_an_archive() -> bytes:
    out = BytesIO(scans.pdf())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("run.exe", b"MZ")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "evidence.not_picture"),  # named .jpg or not
        (b"", "evidence.empty"),
        (b"%PDF-1.7 no more than that", "evidence.pdf_broken"),
        (b"%PDF-1.4 <html><script>" + scans.pdf(), "evidence.two_kinds"),
        (with_an_archive(), "evidence.two_kinds"),
        (scans.pdf(script="app.alert('hello')"), "evidence.pdf_active"),
        (scans.pdf(carries=b"MZ"), "evidence.pdf_active"),
        (scans.locked(), "evidence.pdf_locked"),
        (b"%PDF-" + bytes(files.LARGEST), "evidence.too_large"),
    ],
    ids=["page", "empty", "torn", "page inside", "archive", "script", "carries", "locked", "large"],
)
def test_what_is_more_or_less_than_a_paper_is_refused_and_not_kept(tmp_path, content, code):
    assert refused(tmp_path, content) == code
