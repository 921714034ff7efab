"""Examples about time, events, and what drawing a slide shows."""

from publisher.rules.pages.example import body, front, told, whole

_EVENT = "kind: event\nevent:\n  days: [2026-12-01]\n  starts: 14:00\n  ends: 16:00\n  place: Town hall"
_LIST = "title: Winter\ngroup: friends\nslides:\n"
_PALE = {"playlists_winter": "title: Winter\ngroup: friends\ntheme: pale\nslides:\n  - example\n"}
_LONG = (
    "You may notice that you are out of breath on the stairs, at the shops or in bed at night.\n\n"
    "Tell your nurse what you could do last month and cannot do now. It helps to write it down "
    "each week, and to bring somebody with you."
)
_FAR = "NUREG-0700 and ISO 9241-3 say how large letters have to be; smaller ones are guessed at from the back row."

TIME = (
    front("TI101", "A slide stays long enough to be read.", "dwell: 5", "dwell: 20"),
    whole(
        "TI102",
        "A playlist lets a slide stay long enough.",
        "playlists/winter.yaml",
        f"{_LIST}  - {{slide: example, dwell: 5}}\n",
        f"{_LIST}  - {{slide: example, dwell: 20}}\n",
    ),
    whole(
        "TI103",
        "A playlist comes round within 15 minutes.",
        "playlists/winter.yaml",
        f"{_LIST}  - {{slide: example, dwell: 500}}\n  - {{slide: other, dwell: 500}}\n",
        f"{_LIST}  - example\n  - other\n",
        slides_other="Rest.",
    ),
    whole(
        "TI104",
        "Who waits 5 minutes meets every slide of a playlist.",
        "playlists/winter.yaml",
        f"{_LIST}  - {{slide: example, dwell: 200}}\n  - {{slide: other, dwell: 200}}\n",
        f"{_LIST}  - example\n  - other\n",
        slides_other="Rest.",
    ),
    front("EV101", "An event is still to come.", _EVENT.replace("2026-12", "2026-10"), _EVENT),
    front("EV102", "An event ends after it starts.", _EVENT.replace("16:00", "13:00"), _EVENT),
    front("EV103", "A slide of kind `event` says when and where.", "kind: event\n# no event", _EVENT),
)

DRAWN = (
    body(
        "LE201",
        "The words fit at a size that can be read from the farthest seat.",
        "\n\n".join(["Tell your nurse about it, and ask what comes next."] * 12),
        "Tell your nurse about it.",
        _FAR,
    ),
    body(
        "LE202",
        "A word fits on a line.",
        "Pneumonoultramicroscopicsilicovolcanoconiosis",
        "A lung illness",
        "A word that is broken anywhere is read wrongly.",
    ),
    body(
        "LE203",
        "The typefaces have every letter.",
        "Rest \u16a0 now",
        "Rest now",
        "A letter that is missing would show as an empty box.",
    ),
    whole(
        "LE204",
        "Drawn text stands out at least 4.5 to 1.",
        "themes/pale.yaml",
        'name: Pale\ntext: "#aaaaaa"\n',
        'name: Plain\ntext: "#2b2118"\n',
        "Below 4.5 to 1 many people cannot read it.",
        **_PALE,
    ),
    whole(
        "LE205",
        "Drawn text stands out 7 to 1.",
        "themes/pale.yaml",
        'name: Pale\ntext: "#666666"\n',
        'name: Plain\ntext: "#2b2118"\n',
        "Below 7 to 1 people with poor sight cannot read it across a room.",
        **_PALE,
    ),
    front(
        "LE206",
        "A layout is there, and the slide has what it needs.",
        "layout: poster",
        "layout: text",
        "Another layout than the one that was meant would be guessed at.",
    ),
    body(
        "UR106",
        "A heading that names 999, 111 or 112 has its panel.",
        "You cannot breathe.\n\n## Nine nine nine\n\nDo not wait.",
        "You cannot breathe.\n\n## Call 999\n\nDo not wait.",
        "The red panel is what people see first, from any seat.",
    ),
    body(
        "LE207",
        "Two numbers in text from right to left do not stand side by side.",
        "منذ سنة 2020 15 شخصا.",
        "منذ سنة 2020، 15 شخصا.",
        "The groups of one number go from left to right, and two numbers from right to left.",
    ),
    told(
        "PI201",
        "A picture can be read, and is not too large.",
        "images/stairs.png is a text file.",
        "images/stairs.png is a picture.",
        "A slide with a hole in it is worse than none.",
    ),
    told(
        "PI202",
        "A picture is read without a warning.",
        "images/stairs.png has a colour profile that is broken.",
        "images/stairs.png was saved anew.",
        "What looks right on one computer may look wrong on a screen.",
    ),
    told(
        "PI203",
        "A picture has enough pixels for its place.",
        "images/stairs.png is 40 pixels wide.",
        "images/stairs.png is 1600 pixels wide.",
        "A picture that is drawn much larger than it is looks soft.",
    ),
    front(
        "PI204",
        "The picture that is named is shown.",
        f"layout: text\n---\n{_LONG}",
        "layout: text\n---\nTell your nurse about it.",
        "A picture that somebody chose should not go missing without a word.",
    ),
)
