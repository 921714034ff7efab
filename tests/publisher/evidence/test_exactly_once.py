"""However a journal is cut into reports, and however they arrive, each view counts once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.evidence.intake import accept
from publisher.store import views
from publisher.store.database import Store
from tests.publisher.evidence.reporting import NOW, pair, report


@st.composite
def deliveries(draw):
    """Any pieces of one journal, overlapping or with gaps, each sent any number of times in any order."""
    pieces = draw(st.lists(st.sets(st.integers(1, 25), min_size=1, max_size=12), min_size=1, max_size=6))
    order = draw(st.lists(st.sampled_from(range(len(pieces))), min_size=1, max_size=20))
    return [(number, sorted(pieces[number])) for number in order]


@pytest.fixture
def screen(store):
    return pair(store)


@pytest.fixture
def examples(database_url: str) -> int:
    return 50 if database_url.startswith("sqlite") else 25


def total(store: Store) -> int:
    with store.begin() as db:
        return sum(count.views for count in views.counts(db))


def deliver(store, screen, journal, delivery):
    number, sequences = delivery
    sent = report(sequences, number, id=f"{journal:032x}-{number:04x}", journal=f"{journal:032x}")
    return accept(sent, screen, NOW, store)


def test_any_cut_of_a_journal_sent_in_any_order_counts_each_view_once(store, screen, examples):
    journals = iter(range(1, 1_000_000))

    @settings(max_examples=examples, deadline=None, database=None)
    @given(deliveries())
    def check(sent):
        before, journal = total(store), next(journals)
        receipts = [deliver(store, screen, journal, delivery) for delivery in sent]
        there = {sequence for _, sequences in sent for sequence in sequences}
        assert sum(receipt.counted for receipt in receipts) == len(there)
        assert total(store) - before == len(there)

    check()


def test_the_same_holds_when_they_arrive_all_at_once(store, screen, examples):
    journals = iter(range(1, 1_000_000))

    @settings(max_examples=examples // 5, deadline=None, database=None)
    @given(deliveries())
    def check(sent):
        before, journal = total(store), next(journals)
        with ThreadPoolExecutor(8) as network:
            receipts = list(network.map(lambda delivery: deliver(store, screen, journal, delivery), sent))
        there = {sequence for _, sequences in sent for sequence in sequences}
        assert sum(receipt.counted for receipt in receipts) == total(store) - before == len(there)

    check()
