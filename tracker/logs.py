"""What the logs may hold: what happened and where; no secret of an address, no value of a row."""

import logging
import re
import traceback

from flask import Flask
from sqlalchemy.exc import OperationalError, SQLAlchemyError

SECRET_ADDRESS = re.compile(r"(/set-password/|/voice/|/voice\?code=)[^/?\s\"']+")
# PostgreSQL tells the values at fault: they may be a person's number.
DETAIL = re.compile(r"DETAIL:.*?(?=\n\[SQL:|\n\nThe above|\n\nDuring|\Z)", re.S)
ACCESS_LOGS = ("werkzeug", "granian.access")


def init_app(app: Flask) -> None:
    """Hold our own log and those of the servers to this."""
    for log in (app.logger, *map(logging.getLogger, ACCESS_LOGS)):
        log.addFilter(_ours)


def cause(error: SQLAlchemyError) -> str:
    """Why the database refused, by the name of the constraint or of the failure, never a value."""
    origin = getattr(error, "orig", None)
    told = getattr(origin, "diag", None)
    if told is not None and (told.sqlstate or not isinstance(error, OperationalError)):
        column = ".".join(part for part in (told.table_name, told.column_name) if part)
        return str(told.constraint_name or column or told.sqlstate or type(origin).__name__)
    return str(origin or type(error).__name__)


def cleaned(text: str) -> str:
    """A text of the log without one-time links, codes of visitors and the values of a row."""
    return DETAIL.sub("DETAIL: not kept", SECRET_ADDRESS.sub(r"\1…", text))


class _Cleaning(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = cleaned(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = cleaned(
                "".join(traceback.format_exception(*record.exc_info)).rstrip()
            )
        return True


_ours = _Cleaning()
