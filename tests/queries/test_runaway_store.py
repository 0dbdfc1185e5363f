"""A store survives every runaway statement: each is answered in one line, and other readers continue."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from graph.errors import FriendCircleError
from graph.store import GraphStore
from queries.console.running_statement import run_console
from queries.console.statement_check import check
from tests.queries.runaway import RUNAWAY, Runaway
from tests.stores import StoreAddress

STILL_RUNNING = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.friendcircle = 'console' RETURN count(*)"
#: Seconds for the watchdog's grace period and a start of the server.
GONE_SECONDS = 30.0
PROBE = "MATCH (c:City {id: 'xiamen'}) RETURN c.id"


def can_be_sent(text: str) -> bool:
    """Return whether the text alone does not lead to a refusal."""
    try:
        check(text)
    except FriendCircleError:
        return False
    return True


SENT = [entry for entry in RUNAWAY if can_be_sent(entry.text)]
#: Statements that check no limit for a long time, and therefore end only with the server.
UNSTOPPABLE = {
    "list-in-reduce",
    "text-in-reduce",
    "list-nested",
    "range-returned",
    "comprehension-nested",
    "any-nested",
    "all-in-rows",
    "reduce-nested",
    "regex-nested",
    "regex-groups",
}
#: Two at a time, as in the console; those that need a restart of the server are paired.
_ORDERED = sorted(SENT, key=lambda entry: entry.name not in UNSTOPPABLE)
PAIRS = [_ORDERED[first : first + 2] for first in range(0, len(_ORDERED), 2)]


@pytest.fixture(scope="module")
def reader(private_address: StoreAddress) -> Iterator[GraphStore]:
    """Another reader of the same store."""
    with private_address.open("read") as store:
        yield store


@pytest.mark.timeout(180)
@pytest.mark.parametrize("pair", PAIRS, ids=["+".join(entry.name for entry in pair) for pair in PAIRS])
def test_runaway_statement_is_answered_in_one_line_and_readers_continue(
    private_address: StoreAddress, reader: GraphStore, pair: Sequence[Runaway]
) -> None:
    with ThreadPoolExecutor(len(pair)) as senders:
        list(senders.map(partial(send, private_address), pair))
    assert reader.read(PROBE).rows == [["xiamen"]]
    # No statement may continue in the background: one that checks no limit ends with the server, however
    # often the server was restarted before.
    deadline = time.monotonic() + GONE_SECONDS
    while reader.read(STILL_RUNNING).rows != [[0]]:
        assert time.monotonic() < deadline, "a statement goes on"
        time.sleep(0.2)


def send(address: StoreAddress, entry: Runaway) -> None:
    """Run a statement as the console does."""
    with address.open("read") as store:
        try:
            answer = run_console(store, entry.text, timeout=1.0, limit=10)
        except FriendCircleError as error:
            for lang in ("zh", "en"):
                line = error.line(lang)
                assert line and "\n" not in line and "Exception" not in line, entry.name
        else:
            assert len(answer.rows) <= 10, entry.name
