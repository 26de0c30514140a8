"""A copy of a PostgreSQL base that is put back as it was after each use, and used again.

To make a copy the server writes some six hundred files, a quarter of a second of its time; to put
back the few tables a test wrote to takes a tenth of that. What a test changed is not asked of it
but seen: a row that came, changed or went changes the count of its table or its newest transaction.
"""

import time

import psycopg

_SHAPE = """
SELECT
    (SELECT md5(string_agg(concat_ws(':', oid, relfilenode, relnatts), ',' ORDER BY oid))
        FROM pg_class WHERE oid >= 16384),
    (SELECT md5(string_agg(concat_ws(':', attrelid, attnum, atttypid, attnotnull, atthasdef),
        ',' ORDER BY attrelid, attnum)) FROM pg_attribute WHERE attrelid >= 16384),
    (SELECT md5(string_agg(concat_ws(':', oid, tgenabled), ',' ORDER BY oid)) FROM pg_trigger),
    (SELECT md5(string_agg(concat_ws(':', oid, convalidated), ',' ORDER BY oid))
        FROM pg_constraint),
    (SELECT count(*) FROM pg_proc)
"""
_TABLES = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND oid >= 16384"
_SEQUENCES = "SELECT schemaname, sequencename, last_value, start_value FROM pg_sequences"
_LEAVE = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class Kept:
    """A base, and what it was like before anybody used it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.order = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
        self.order.execute("SET session_replication_role = replica")  # rows in any order
        self.shape = self._all(_SHAPE)
        self.tables = [name for (name,) in self._all(_TABLES)]
        looks = (
            f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}"
            for name in self.tables
        )
        self.look = " UNION ALL ".join(looks)
        self.seen = self._look()
        self.rows = {name: self._read(name) for name, (count, _) in self.seen.items() if count}
        self.counters = ", ".join(
            f'setval(\'"{schema}"."{name}"\', {last or start}, {last is not None})'
            for schema, name, last, start in self._all(_SEQUENCES)
        )

    def restored(self) -> bool:
        """Everybody out, and all as it was; False when more was changed than rows."""
        while self._all(_LEAVE) != [(0,)]:
            time.sleep(0.005)
        if self._all(_SHAPE) != self.shape:
            return False
        found = self._look()
        touched = [name for name in self.tables if found[name] != self.seen[name]]
        with self.order.transaction():
            for name in touched:
                self._restore(name)
            if self.counters:
                self.order.execute(f"SELECT {self.counters}")
        if touched:
            self.seen = self._look()
        return True

    def _restore(self, table: str) -> None:
        """What came goes; where anything else was done, all is written anew."""
        count, newest = self.seen[table]
        self.order.execute(f"DELETE FROM {table} WHERE xmin::text::bigint > {newest or 0}")
        if self._all(f"SELECT count(*) FROM {table}") != [(count,)]:
            self.order.execute(f"DELETE FROM {table}")
            self._write(table)

    def leave(self) -> None:
        """Let go of the base."""
        self.order.close()

    def _all(self, question: str) -> list[tuple[object, ...]]:
        return self.order.execute(question).fetchall()

    def _look(self) -> dict[str, tuple[object, ...]]:
        """How many rows each table has, and its newest transaction."""
        return {name: tuple(rest) for name, *rest in self._all(self.look)}

    def _read(self, table: str) -> bytes:
        with self.order.cursor().copy(f"COPY {table} TO STDOUT") as out:
            return b"".join(bytes(part) for part in out)

    def _write(self, table: str) -> None:
        if rows := self.rows.get(table):
            with self.order.cursor().copy(f"COPY {table} FROM STDIN") as into:
                into.write(rows)
