"""Small files for tests: scans, photographs, and what only pretends to be one."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.files import Paper


def pdf(pages: int = 1, *, script: str | None = None, carries: bytes | None = None) -> bytes:
    """A PDF of so many empty pages; perhaps one that runs a script, or carries a file."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if script is not None:
        does = DictionaryObject()
        does[NameObject("/S")] = NameObject("/JavaScript")
        does[NameObject("/JS")] = TextStringObject(script)
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(does)
    if carries is not None:
        writer.add_attachment("more.bin", carries)
    writer.write(out)
    return out.getvalue()


def locked() -> bytes:
    """A PDF behind a password."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def photograph(shade: int = 0) -> bytes:
    """A small JPEG with a comment, as a camera leaves one."""
    out = BytesIO()
    Image.new("RGB", (20, 20), (shade, shade, shade)).save(out, "JPEG", comment=b"GPS 42.87, 74.59")
    return out.getvalue()


def paper(name: str = "a", *, kind: str = "pdf", pages: int = 2) -> Paper:
    """A file as an act is given it."""
    return Paper((name * 64)[:64], kind, 1000, pages)
