"""Signs that were typed as marks are read as they were meant or refused at their place; ordinary signs stay."""

# ruff: noqa: RUF001 - the signs that look like others are what is tested here

import pytest

from publisher.content.slides import parse_slide
from publisher.content.text.markdown import read_markdown
from publisher.content.text.notes import Notebook
from publisher.model.slides import Block, Bullets, Heading, Item, Paragraph, Quotation, Text
from tests.publisher.broken import slide

READ = {
    "##\u00a0Call 999": (Heading((Text("Call 999"),), 1),),
    "## \u00a0Call 999": (Heading((Text("Call 999"),), 1),),
    "##\u3000求助": (Heading((Text("求助"),), 1),),
    "\u3000- 吃药\n\u3000- 休息": (Bullets((Item((Text("吃药"),), 1), Item((Text("休息"),), 2)), 1),),
    "- \u00a0tea\n-\u2003cake": (Bullets((Item((Text("tea"),), 1), Item((Text("cake"),), 2)), 1),),
    ">\u00a0I rest.": (Quotation((Text("I rest."),), 1),),
    "Tea\n\u00a0\nCake": (Paragraph((Text("Tea"),), 1), Paragraph((Text("Cake"),), 3)),
    "先**休息。**再走": (Paragraph((Text("先"), Text("休息。", True), Text("再走")), 1),),
    "每天**“按时”**吃": (Paragraph((Text("每天"), Text("“按时”", True), Text("吃")), 1),),
    "آج **آرام۔**پھر": (Paragraph((Text("آج "), Text("آرام۔", True), Text("پھر")), 1),),
    "قل **«نعم»**الآن": (Paragraph((Text("قل "), Text("«نعم»", True), Text("الآن")), 1),),
    "**Rest.**Then walk": (Paragraph((Text("Rest.", True), Text("Then walk")), 1),),
    "__Rest__ now": (Paragraph((Text("Rest", True), Text(" now")), 1),),
    "2*3*4 \\*now\\*": (Paragraph((Text("2*3*4 *now*"),), 1),),
    "Tea &amp; cake&nbsp;now": (Paragraph((Text("Tea & cake\u00a0now"),), 1),),
    "> It helped.\n> — Ann, a carer": (Quotation((Text("It helped. — Ann, a carer"),), 1),),
    "Oak Road  \nLeith\\\nEdinburgh": (Paragraph((Text("Oak Road\nLeith\nEdinburgh"),), 1),),
    "- Oak Road  \n  Leith": (Bullets((Item((Text("Oak Road\nLeith"),), 1),), 1),),
    "> Oak  \n> Leith": (Quotation((Text("Oak\nLeith"),), 1),),
    "**Oak  \nRoad** now": (Paragraph((Text("Oak\nRoad", True), Text(" now")), 1),),
    "每天\n吃药": (Paragraph((Text("每天吃药"),), 1),),
    "每天\n**吃药**\nNHS": (Paragraph((Text("每天"), Text("吃药", True), Text(" NHS")), 1),),
    "- 呼吸\n  困难": (Bullets((Item((Text("呼吸困难"),), 1),), 1),),
    "- Rest\n  – or walk – now": (Bullets((Item((Text("Rest – or walk – now"),), 1),), 1),),
    "🙂 Rest\nnow": (Paragraph((Text("🙂 Rest now"),), 1),),
    "I. Khan helps": (Paragraph((Text("I. Khan helps"),), 1),),
    "> 我很\n> 好": (Quotation((Text("我很好"),), 1),),
    "매일\n약을": (Paragraph((Text("매일 약을"),), 1),),
}
REFUSED = {
    "##Call 999": (1, 1, "MD108"),
    "#Call 999": (1, 1, "MD108"),
    "Tea\n###Cake": (2, 1, "MD108"),
    "＃＃ 求助": (1, 1, "MD108"),
    "## Call 999##": (1, 12, "MD108"),
    "– tea\n– cake": (1, 1, "MD109"),
    "- tea\n– cake": (2, 1, "MD109"),
    "- tea\n—cake": (2, 1, "MD109"),
    "i) tea\nii) cake": (1, 1, "MD109"),
    "i. tea\nii. cake": (1, 1, "MD109"),
    "a. tea\nb. cake": (1, 1, "MD109"),
    "（1）吃药\n（2）休息": (1, 1, "MD109"),
    "✅ Walk\n❌ Smoke": (1, 1, "MD109"),
    "We have:\n1️⃣ tea\n2️⃣ cake": (2, 1, "MD109"),
    "— tea": (1, 1, "MD109"),
    "We have:\n– tea\n– cake": (2, 1, "MD109"),
    "-- tea": (1, 1, "MD109"),
    "-tea\n-cake": (1, 1, "MD109"),
    "Tea\n-cake": (2, 1, "MD109"),
    "1.Tea": (1, 1, "MD109"),
    "1) tea": (1, 1, "MD109"),
    "(1) tea": (1, 1, "MD109"),
    "a) tea": (1, 1, "MD109"),
    "１．吃药": (1, 1, "MD109"),
    "1、吃药": (1, 1, "MD109"),
    "٣. شاي": (1, 1, "MD109"),
    "①吃药": (1, 1, "MD109"),
    "重要__注意__吧": (1, 3, "MD115"),
    "重要_注意_吧": (1, 3, "MD105"),
    "＊＊注意＊＊": (1, 1, "MD115"),
    "o tea\no cake": (1, 1, "MD109"),
    "\uf0b7 tea": (1, 1, "MD109"),
    "一、吃药\n二、休息": (1, 1, "MD109"),
    "੧. ਆਰਾਮ": (1, 1, "MD109"),
    "✅ tea\n✅ cake": (1, 1, "MD109"),
    "Bring:\n🔹 tea\n🔹 cake": (2, 1, "MD109"),
    "- tea\n- • cake": (2, 3, "MD109"),
    "This is ** very ** good": (1, 9, "MD115"),
    "This **is": (1, 6, "MD115"),
    "This __is": (1, 6, "MD115"),
    "＞ Somebody": (1, 1, "MD115"),
    "- [ ] tea": (1, 3, "MD115"),
    "- [x] tea": (1, 3, "MD115"),
    "Tea[^1] helps": (1, 4, "MD115"),
    "Tea ==helps==": (1, 5, "MD115"),
    ":::note": (1, 1, "MD115"),
    "Dear {{name}}": (1, 6, "MD115"),
    "See [[tea]]": (1, 5, "MD115"),
    "one\\ntwo": (1, 4, "MD115"),
    "H~2~O": (1, 2, "MD115"),
    "*Only on Mondays": (1, 1, "MD105"),
    "重要*这。*然后": (1, 3, "MD105"),
    "_Tea": (1, 1, "MD105"),
    "don`t": (1, 4, "MD103"),
    "~~Tea": (1, 1, "MD113"),
    "- ![] (images/a.png) Tea": (1, 3, "MD106"),
    "See [tea][1]": (1, 9, "MD102"),
    "See [tea] (https://nhs.uk)": (1, 9, "MD102"),
    "Tea<br>cake": (1, 4, "MD101"),
    "Tea<br cake": (1, 4, "MD101"),
    "Tea &nbsp cake": (1, 5, "MD101"),
    "Tea&amp;nbsp;cake": (1, 4, "MD101"),
    "|tea|cake|": (1, 1, "MD104"),
    "Tea\n\n———": (3, 1, "MD111"),
} | {f"{bullet} tea": (1, 1, "MD109") for bullet in "•·●▪‣➤✓◦○■►→★✔❖・"}
ORDINARY = [
    *("5 * 3 = 15", "C# and F#", "We are #1", "#1 choice", "2 - 3 days", "A&E and tea & cake", "He said [sic] so"),
    *("An A* grade", "A* and B*", "2 × 5", "A well-known walk", "−5 degrees", "-5 degrees", "+44 141 496 0122"),
    *("~5 minutes", "Is 5 < 6 and 7 > 6?", "1.5 litres", "24/7", "£5 (or less)", "“Tea” is ‘nice’", "¿Qué?"),
    *("A. Smith said so", "Café – au lait", "It helped — a lot", "…and then", "'tis", "50% off", "Q&As; more"),
    *("x_y", "(see below)", "1 000 steps", "»Ja«, sagte sie", "❤️ your heart", "0141 496 0122", "(0141) 496 0122"),
]
VALUES = {
    "title: Heart **failure**": (5, 14, "MD115"),
    'title: "**Heart** failure"': (5, 9, "MD115"),
    "title: Heart\n  **failure**": (6, 3, "MD115"),
    "title: _Heart_ failure": (5, 8, "MD105"),
    'title: "## Heart"': (5, 9, "MD108"),
    "title: Heart<br>failure": (5, 13, "MD101"),
    "title: Heart &amp; lungs": (5, 14, "MD101"),
    "credit: A [carer](https://nhs.uk)": (5, 11, "MD102"),
    "credit: • a carer": (5, 9, "MD109"),
    'credit: "- a carer"': (5, 10, "MD109"),
    'title: "+ a carer"': (5, 9, "MD109"),
    "picture:\n  file: images/a.png\n  alt: A ~~red~~ door": (7, 10, "MD113"),
    "picture:\n  file: images/a.png\n  caption: A `red` door": (7, 14, "MD103"),
    "owners: [a nurse, a **carer**]": (5, 21, "MD115"),
    "event:\n  days: [2026-12-01]\n  starts: 14:00\n  ends: 15:00\n  place: Town\\nhall": (9, 14, "MD115"),
}


def read(text: str) -> tuple[tuple[Block, ...], list[tuple[int, int, str]]]:
    notes = Notebook("a.md")
    body = read_markdown(text, notes)
    return body.blocks, [(one.place.line, one.place.column, one.code) for one in notes.findings]


@pytest.mark.parametrize("text", READ)
def test_what_is_plainly_meant_is_read(text):
    assert read(text) == (READ[text], [])


@pytest.mark.parametrize("text", REFUSED)
def test_a_mark_that_would_be_drawn_is_refused_where_it_stands(text):
    assert read(text)[1] == [REFUSED[text]]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sign_is_left_alone(text):
    blocks, found = read(text)
    assert found == []
    assert [block.words[0].text for block in blocks if isinstance(block, Paragraph)] == [text]


@pytest.mark.parametrize("front", VALUES)
def test_so_is_one_in_the_top_part(front):
    text = slide(front=f"{front}\n").replace(
        "title: Ask us\n", "agreed: 2026-11-02\n" if "title:" in front else "title: Ask\n"
    )
    found = parse_slide("a", "slides/a.md", text.encode()).findings
    assert [(one.place.line, one.place.column, one.code) for one in found] == [VALUES[front]]
    assert "take it away" in found[0].message


@pytest.mark.parametrize("title", [*ORDINARY[:2], "“#1 choice”", "Grade A*: what it means", "One_two", "#1"])
def test_ordinary_signs_stay_in_the_top_part(title):
    written = parse_slide("a", "slides/a.md", slide(title=f'"{title}"').encode())
    assert written.findings == ()
    assert written.slide is not None
    assert written.slide.title == title
