"""A number on a slide is held against the facts register in whatever way it is written."""

from dataclasses import replace

import pytest

from publisher.checks.facts import check_facts
from publisher.model.registers import Facts, PhoneLine
from publisher.model.slides import Slide
from tests.publisher.checks.cases import SOUND, saying

HELPLINE = Facts((), (PhoneLine("0808 157 0111", ("Heart Helpline",), 3),))
WAYS = ("0808 157 0111", "(0808) 157 0111", "0808-157-0111", "+44 808 157 0111", "+44 (0)808 157 0111", "08081570111")


def codes(*slides: Slide, facts: Facts = HELPLINE) -> list[str]:
    return [finding.code for finding in check_facts(facts, slides)]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_write_a_number_is_the_same_number(way):
    assert codes(saying(f"The Heart Helpline is on {way}.")) == []
    assert codes(saying("Ask the Heart Helpline.", phone=way)) == []
    written_so = Facts((), (PhoneLine(way, ("Heart Helpline",), 3),))
    assert codes(saying("Ask the Heart Helpline on 0808 157 0111."), facts=written_so) == []


@pytest.mark.parametrize("way", WAYS)
def test_another_number_is_an_error_in_every_way(way):
    wrong = way[:-1] + "2"
    assert codes(saying(f"The Heart Helpline is on {wrong}.")) == ["FA102"]
    assert codes(saying("Ask the Heart Helpline.", phone=wrong)) == ["FA102"]


def test_an_extension_leads_to_the_same_number_unless_the_register_has_another():
    assert codes(saying("Ask the Heart Helpline.", phone="0808 157 0111 ext. 5")) == []
    desk = Facts((), (PhoneLine("0808 157 0111 ext. 5", ("Heart Helpline",), 3),))
    assert codes(saying("Ask the Heart Helpline.", phone="0808 157 0111 ext. 5"), facts=desk) == []
    assert codes(saying("Ask the Heart Helpline.", phone="0808 157 0111 ext. 6"), facts=desk) == ["FA102"]


@pytest.mark.parametrize("number", ["999", "112", "111"])
def test_the_numbers_for_emergencies_need_no_register(number):
    first = saying(f"The Heart Helpline is closed at night. Call {number}.")
    assert codes(first, replace(SOUND, id="other", blocks=first.blocks)) == []
