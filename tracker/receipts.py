"""Receipts of acts done: a form sent twice does its act once.

A form carries a random key. The first time, its receipt is written in the act's own transaction;
the same key with the same content then gives the same result, with another content a refusal.
"""

import dataclasses
import json
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from flask import Request
from sqlalchemy import String, Text, delete, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock
from core.columns import UtcTime
from core.errors import Refusal
from core.models import Base

KEPT_FOR = timedelta(days=7)
LONGEST_KEY = 64
NOT_CONTENT = frozenset({"csrf_token", "once"})


class Receipt(Base):
    """One act done for one key of one account."""

    __tablename__ = "receipts"

    account: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    body_sha256: Mapped[str] = mapped_column(String(64))
    result: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)


def body_sha256(request: Request) -> str:
    """The SHA-256 of what a request asks: its address with its query, fields and files;
    not its tokens."""
    asked = [request.path, request.query_string.decode("latin-1")]
    asked += sorted(
        f"{name}={value}"
        for name, value in request.form.items(multi=True)
        if name not in NOT_CONTENT
    )
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        file.stream.seek(0)
        asked.append(f"{name}:{sha256(file.stream.read()).hexdigest()}")
        file.stream.seek(0)
    return sha256(json.dumps(asked).encode()).hexdigest()


def find(session: Session, account: int, key: str, body: str) -> Receipt | None:
    """The receipt of this key, if its act is done.

    Raises:
        Refusal: `form.sent_otherwise` when it was done for another content.
    """
    receipt = session.get(Receipt, (account, key[:LONGEST_KEY]))
    if receipt is not None and receipt.body_sha256 != body:
        raise Refusal("form.sent_otherwise", at=receipt.at)
    return receipt


def keep(session: Session, account: int, key: str, body: str, result: Any) -> None:
    """Write the receipt of an act just done, and drop those too old to matter."""
    at = clock.now()
    session.execute(delete(Receipt).where(Receipt.at < at - KEPT_FOR))
    session.add(
        Receipt(
            account=account,
            key=key[:LONGEST_KEY],
            body_sha256=body,
            result=json.dumps(_packed(result)),
            at=at,
        )
    )


def _packed(result: Any) -> dict[str, Any]:
    if isinstance(result, Base):
        identity = [str(part) for part in _identity(result)]
        return {"record": type(result).__tablename__, "key": identity}
    if dataclasses.is_dataclass(result) and not isinstance(result, type):
        return {"facts": json.loads(json.dumps(dataclasses.asdict(result), default=_text))}
    return {"value": json.loads(json.dumps(result, default=_text))}


def _identity(record: Base) -> tuple[Any, ...]:
    return tuple(inspect(record).identity or ())


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def unpacked(session: Session, receipt: Receipt) -> Any:
    """The result again: the record itself; of a dataclass an object with its fields; or a value.

    Amounts and days inside a dataclass are text then.

    Raises:
        Refusal: `form.done_and_gone` when the record has been removed since.
    """
    kept = json.loads(receipt.result)
    if "record" in kept:
        models = (mapper.class_ for mapper in Base.registry.mappers)
        model = next(found for found in models if found.__tablename__ == kept["record"])
        columns = inspect(model).primary_key
        key = tuple(
            column.type.python_type(part) for column, part in zip(columns, kept["key"], strict=True)
        )
        record = session.get(model, key)
        if record is None:
            raise Refusal("form.done_and_gone")
        return record
    return SimpleNamespace(**kept["facts"]) if "facts" in kept else kept["value"]
