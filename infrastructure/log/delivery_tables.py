"""The tables of what is sent outside, and of where to."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

from infrastructure.database import StoredInstant, StoredUuid


def delivery_tables(metadata: MetaData) -> tuple[Table, Table]:
    """Declare the tables of messages to send and of work addresses."""
    return _deliveries(metadata), _work_addresses(metadata)


def _deliveries(metadata: MetaData) -> Table:
    """Messages to send, each once per alert, person and channel; `minutes` 0 = none are said.

    A test belongs to no case. `next_at` is when it is tried next; who has claimed it for one try
    has moved it on, so that nobody else tries it meanwhile.
    """
    return Table(
        "deliveries",
        metadata,
        Column("delivery", StoredUuid, primary_key=True),
        Column("person_id", StoredUuid, nullable=False),
        Column("case_id", StoredUuid),
        Column("channel", Text, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("state", Text, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("queued_at", StoredInstant, nullable=False),
        Column("next_at", StoredInstant, nullable=False),
        Column("settled_at", StoredInstant),
        Column("failure", Text),
        Column("retried_by", StoredUuid),
        Column("retried_at", StoredInstant),
        Index("deliveries_due", "channel", "state", "next_at"),
    )


def _work_addresses(metadata: MetaData) -> Table:
    """E-mail addresses of people, sealed under their key; one that waits was not confirmed yet
    by the code that was sent there. When the last code was sent, and how many since when, outlasts
    the address: nobody is sent more by removing it.
    """
    return Table(
        "work_addresses",
        metadata,
        Column("person_id", StoredUuid, primary_key=True),
        Column("address", LargeBinary),
        Column("confirmed_at", StoredInstant),
        Column("waiting_address", LargeBinary),
        Column("waiting_since", StoredInstant),
        Column("code_digest", LargeBinary),
        Column("wrong_codes", Integer, nullable=False),
        Column("code_sent_at", StoredInstant),
        Column("codes_since", StoredInstant),
        Column("codes", Integer, nullable=False),
    )
