"""A phone number is one that people can dial, and a page dials just that."""

# ruff: noqa: RUF001 - the signs that look like others are what is tested here

import pytest

from publisher.checks.phones import at_home, check_phones, dialled, phone, without_more
from publisher.content.slides import parse_slide
from tests.publisher.broken import slide

READ = {
    "0141 496 0122": "0141 496 0122",
    "(0141) 496 0122": "(0141) 496 0122",
    "0141-496-0122": "0141-496-0122",
    "0808 157 0111": "0808 157 0111",
    "0800 1111": "0800 1111",
    "020 7946 0018": "020 7946 0018",
    "03000 123456": "03000 123456",
    "07700 900123": "07700 900123",
    "01632 960001": "01632 960001",
    "+44 141 496 0122": "+44 141 496 0122",
    "+44 (0)141 496 0122": "+44 (0)141 496 0122",
    "+48 22 694 50 00": "+48 22 694 50 00",
    "111": "111",
    "999": "999",
    "112": "112",
    "101": "101",
    "116 123": "116 123",
    "116006": "116006",
    "0141 496 0122 ext 5": "0141 496 0122 ext. 5",
    "0141 496 0122, extension 12": "0141 496 0122 ext. 12",
    "0141\u00a0496\u00a00122": "0141 496 0122",
    "０１４１ ４９６ ０１２２": "0141 496 0122",
    "٠١٤١ ٤٩٦ ٠١٢٢": "0141 496 0122",
    "۰۱۴۱ ۴۹۶ ۰۱۲۲": "0141 496 0122",
    "18001 0141 496 0122": "18001 0141 496 0122",
    "18002 0800 1111": "18002 0800 1111",
    "18001 111": "18001 111",
    "00353 1 234 5678": "00353 1 234 5678",
    "\u200e0141 496 0122\u200e": "0141 496 0122",
}
REFUSED = {
    "0141": "digits starts so",
    "0141 496": "digits starts so",
    "0141 496 01222": "digits starts so",
    "0800 111": "digits starts so",
    "12": "digits starts so",
    "123456789012345": "digits starts so",
    "0000 000 0000": "digits starts so",
    "+44 141": "digits starts so",
    "+44 0141 496 0122": "digits starts so",
    "0044 0141 496 0122": "digits starts so",
    "18001 0141": "digits starts so",
    "1410141 4960": "digits starts so",
    "0800 NHS24": "in digits",
    "our nurse": "in digits",
    "Tel: 0141 496 0122": "in digits",
    "0141 496 0122 or 111": "in digits",
    "0141 496 0122 / 0123": "in digits",
    "0141 496 o122": "in digits",
    "nurse@example.org": "in digits",
    "“0808 802 1234”": "quotation marks",
    "‘0808 802 1234’": "quotation marks",
    "„0808 802 1234“": "quotation marks",
    "---": "in digits",
}
DIALLED = {
    "0141 496 0122": "01414960122",
    "+44 (0)141 496 0122": "+441414960122",
    "0141 496 0122 ext. 5": "01414960122;ext=5",
    "(0141) 496-0122": "01414960122",
    "0044 (0)141 496 0122": "00441414960122",
    "18001 0141 496 0122": "1800101414960122",
    "111": "111",
}


@pytest.mark.parametrize("text", READ)
def test_a_number_that_can_be_dialled_is_read(text):
    assert phone(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match=REFUSED[text]) as refusal:
        phone(text)
    assert '"0808 157 0111"' in str(refusal.value)


@pytest.mark.parametrize("text", DIALLED)
def test_a_page_dials_the_number_and_nothing_beside_it(text):
    assert dialled(text) == DIALLED[text]


@pytest.mark.parametrize("text", ["0141", "0800 NHS24", "“0808 802 1234”"])
def test_it_is_an_error_at_its_place_on_a_slide(text):
    (found,) = parse_slide("a", "slides/a.md", slide(front=f"phone: {text}\n").encode()).findings
    assert (found.code, found.place.line, found.place.column) == ("FM109", 5, 8)


@pytest.mark.parametrize(
    "number", ["0141 496 01", "0141 496 01222", "(0141) 496 012", "+44 141 496 01", "0808 157 01111"]
)
def test_a_number_in_the_text_that_nobody_can_dial_is_a_warning_at_its_line(number):
    assert lines_of(slide(body=f"Ask us.\n\nCall {number} now.")) == [8]


@pytest.mark.parametrize("number", [*list(READ)[:10], "2027-03-02", "01/02/2027", "14:00", "1,000,000", "0.123456789"])
def test_any_other_number_in_the_text_is_left_alone(number):
    assert lines_of(slide(body=f"Call {number} now.")) == []


@pytest.mark.parametrize(
    "words",
    [
        "0141 496 0122 9am to 5pm",
        "0141 496 0122 9-5",
        "0141 496 0122-4",
        "0800 1111 8am",
        "0900-1700",
        "0830\u20131230",
    ],
)
def test_hours_beside_a_number_are_no_part_of_it(words):
    assert lines_of(slide(body=f"Open, or call {words}")) == []


def test_the_register_is_asked_for_the_number_alone():
    assert at_home("18001 0141 496 0122") == "01414960122"
    assert without_more("0141 496 0122 9") == "0141 496 0122"
    assert without_more("0141 496 01222") == "0141 496 01222"


def lines_of(text: str) -> list[int]:
    made = parse_slide("a", "slides/a.md", text.encode()).slide
    assert made is not None
    return [finding.place.line for finding in check_phones(made)]
