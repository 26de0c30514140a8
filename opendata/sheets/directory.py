"""A zipped workbook looked at before anything in it is unpacked."""

import zipfile
from typing import BinaryIO

from core.errors import Refusal
from opendata.sheets import MOST_COLUMNS, MOST_ROWS

MOST_MEMBERS = 200
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
SMALL = 256 * 1024  # a member below this cannot hurt, however well it was packed
END_OF_DIRECTORY = b"PK\x05\x06"


def too_large() -> Refusal:
    """What is said of every file that would cost too much to read."""
    return Refusal("import.file_too_large", "file", rows=MOST_ROWS, columns=MOST_COLUMNS)


def open_checked(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, when its directory promises nothing bad; nothing is unpacked for this.

    Raises:
        Refusal: `import.file_too_large` (members, promised size, ratio), `import.file_encrypted`,
            `import.macros`, `import.not_a_table` for what is no sound archive.
    """
    if _members_promised(file) > MOST_MEMBERS:
        raise too_large()
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refusal("import.not_a_table", "file") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise too_large()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
        raise too_large()
    for member in members:
        if member.flag_bits & 0x1:
            raise Refusal("import.file_encrypted", "file")
        if member.filename.lower().endswith(("vbaproject.bin", "macrosheets/sheet1.xml")):
            raise Refusal("import.macros", "file")
        if member.file_size > SMALL and member.file_size > member.compress_size * MOST_RATIO:
            raise too_large()
    return archive


def _members_promised(file: BinaryIO) -> int:
    """How many members the end of the archive names, read without building their list."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or at + 12 > len(tail):
        raise Refusal("import.not_a_table", "file")
    return int.from_bytes(tail[at + 10 : at + 12], "little")
