from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from publisher.store.ranges import held, join

numbers = st.sets(st.integers(1, 40))


def ranges_of(wanted):
    return join([], wanted)


@given(numbers, numbers)
def test_ranges_hold_exactly_what_went_in(before, fresh):
    joined = join(ranges_of(before), fresh - before)
    assert {number for first, last in joined for number in range(first, last + 1)} == before | fresh
    assert held(joined, range(50)) == before | fresh


@given(numbers, numbers)
def test_ranges_are_in_order_and_never_touch(before, fresh):
    joined = join(ranges_of(before), fresh)
    assert all(left[1] + 1 < right[0] for left, right in pairwise(joined))


def test_a_gap_that_is_filled_makes_one_range_of_two():
    assert join([(1, 3), (5, 9)], [4]) == [(1, 9)]
    assert join([(1, 3), (6, 9)], [4]) == [(1, 4), (6, 9)]
