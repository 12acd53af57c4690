"""The ledger's tables. Loads SQLAlchemy: imported only where a ledger is opened."""

import uuid

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)

from agentguard.ledger.entry import FORMAT, Link

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("decision", Text),
    Column("payload", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("entries_decision", "decision", "kind"),
)

head = Table(
    "head",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("ledger", Text, nullable=False),
    Column("format", Integer, nullable=False),
    Column("keyed", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seal", Text, nullable=False),
)

_TRIGGERS = (
    "CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entries_never_go BEFORE DELETE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER head_never_goes BEFORE DELETE ON head "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)


def prepare(connection: Connection, key: bytes | None) -> None:
    """Create the tables in an empty file; leave a ledger alone.

    Raises:
        ValueError: the file holds something else, or a ledger of a later format.
    """
    present = set(inspect(connection).get_table_names())
    if not present:
        _create(connection, key)
    elif not {"entries", "head"} <= present:
        raise ValueError("a database, but not a ledger")
    version = connection.execute(select(head.c.format)).scalar()
    if version != FORMAT:
        raise ValueError(f"a ledger of format {version}, this program writes format {FORMAT}")


def _create(connection: Connection, key: bytes | None) -> None:
    metadata.create_all(connection)
    for statement in _TRIGGERS:
        connection.exec_driver_sql(statement)
    name = uuid.uuid4().hex
    link = Link(name, key)
    connection.execute(
        head.insert().values(
            id=1,
            ledger=name,
            format=FORMAT,
            keyed=int(key is not None),
            seq=0,
            hash=link.origin,
            seal=link.seal(0, link.origin),
        )
    )
