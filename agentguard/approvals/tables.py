"""The tables of the approvals file. Loads SQLAlchemy: imported only where the file is opened."""

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, Table, Text, inspect

metadata = MetaData()

pendings = Table(
    "pendings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("decision_id", Text, nullable=False),
    Column("action_id", Text, nullable=False),
    Column("call_id", Text),
    Column("record", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("by", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("seal", Text, nullable=False, server_default=""),
    Column("closed_because", Text),
    Index("pendings_action", "action"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
    Column("given_at", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("revoked_at", Float),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("subject", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

_TRIGGERS = (
    "CREATE TRIGGER log_never_changes BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER log_never_goes BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END",
)


def prepare(connection: Connection) -> None:
    """Create the tables in an empty file.

    Raises:
        ValueError: the file holds something else.
    """
    present = set(inspect(connection).get_table_names())
    if not present:
        metadata.create_all(connection)
        for statement in _TRIGGERS:
            connection.exec_driver_sql(statement)
    elif not set(metadata.tables) <= present:
        raise ValueError("a database, but not an approvals file")
