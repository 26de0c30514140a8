"""What the journal is made of."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base


class Entry(Base):
    """One leaf: one version of one record, as canonical JSON, with its hash.

    `number` is the leaf's place in the tree, given under the writer's turn; never a sequence's.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (
        Index("ix_journal_entries_record", "table", "key", "number"),
        Index("ix_journal_entries_act_no", "act_no"),
    )

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    act_no: Mapped[int] = mapped_column(BigInteger)
    table: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(120))
    leaf: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class EntryPlace(Base):
    """Which places and schools a leaf is about."""

    __tablename__ = "journal_entry_places"

    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("journal_entries.number"), primary_key=True, autoincrement=False
    )


class Node(Base):
    """The hash of a complete subtree of 256, 65 536, … leaves: level 1, 2, …

    Leaves keep their own hashes, so these are all that proofs and tiles need beside them.
    """

    __tablename__ = "journal_nodes"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    index: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class State(Base):
    """The tree's size and right edge, and the number of the last act. One row."""

    __tablename__ = "journal_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    acts: Mapped[int] = mapped_column(BigInteger)
    edge: Mapped[bytes] = mapped_column(LargeBinary)


class Scope(Base):
    """The journal's size when something within this place, school or register last changed."""

    __tablename__ = "journal_scopes"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)


class Salt(Base):
    """What makes a committed personal field unguessable; erased together with the field."""

    __tablename__ = "journal_salts"

    number: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("journal_entries.number"), primary_key=True, autoincrement=False
    )
    field: Mapped[str] = mapped_column(String(60), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
