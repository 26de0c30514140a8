"""Files of pages as tests read them: tables, workbooks, the words of a PDF."""

import csv
import re
import subprocess
import zlib
from io import BytesIO, StringIO
from pathlib import Path
from shutil import which

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    content = client.get(address).data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


def sheets(client: FlaskClient, address: str) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(address).data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def text_of(document: bytes, folder: Path) -> str:
    if not which("pdftotext"):
        pytest.skip("no pdftotext on this machine: the words of a document are not read")
    path = folder / "read.pdf"
    path.write_bytes(document)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return " ".join(told.stdout.split())


def unpacked(document: bytes) -> bytes:
    """All of a document, its packed parts opened."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.S)
    opened = [zlib.decompressobj().decompress(part) for part in parts if part[:1] == b"\x78"]
    return b"\n".join([document, *opened])
