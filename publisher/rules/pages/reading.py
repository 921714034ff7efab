"""Examples of what is refused while files are read."""

from publisher.rules.pages.example import body, front, told, whole

_GOOD = "---\ntitle: Ask us anything\nkind: local\ngroup: friends\n---\nThere is always time for a question.\n"
_PLAIN_FILE = "A plain file of that name stands there."

FILES = (
    told("RE101", "Files are saved as UTF-8.", "“Café” saved as Windows-1252.", "“Café” saved as UTF-8."),
    told(
        "RE102",
        "A slide has at most 64 kB, another file 256 kB and no list of more than 1,000 entries, a picture 20 MB.",
        "A slide of 65 kB.",
        "A slide of 2 kB.",
    ),
    told("RE103", "Links to other places are not followed.", "slides/example.md is a symlink.", _PLAIN_FILE),
    told("RE104", "Other repos are not followed.", "slides/more is a git submodule.", "slides/more is a folder."),
    told(
        "RE105",
        "Names of files have small letters, digits and single - only.",
        "slides/Flu Jabs.md",
        "slides/flu-jabs.md",
    ),
    front(
        "RE106",
        "A slide uses only files of the content.",
        "picture:\n  file: ../../secret.png\n  alt: A secret",
        "picture:\n  file: images/stairs.png\n  alt: Somebody rests on the stairs",
    ),
    told(
        "RE107",
        "Content has at most 20,000 files, in folders at most 8 deep.",
        "slides/a/b/c/d/e/f/g/h/deep.md",
        "slides/a/b/deep.md",
    ),
    told(
        "RE108", "A file has something in it.", "slides/example.md with nothing in it.", "slides/example.md with words."
    ),
    told("RE109", "Every character can be seen.", "A title with the character U+0000 in it.", "A title of letters."),
    told(
        "RE110", "Files of the content have the ending of their kind.", "playlists/spring.yml", "playlists/spring.yaml"
    ),
    told("RE111", "Content has slides.", "A folder without slides/.", "A folder with slides/example.md in it."),
    told("RE112", "Everything in the content's folders can be read.", "slides/pipe.md is a named pipe.", _PLAIN_FILE),
    told(
        "RE113",
        "A link beside the content's folders is mentioned.",
        "more is a symlink beside slides/.",
        "more is a folder.",
    ),
    told(
        "RE114",
        "At most 10 marks stand on one letter.",
        "A title with an “e” under 12 accents.",
        "A title with an “é” in it.",
    ),
    told(
        "RE115",
        "No sign turns the letters after it around.",
        "A title with the character U+202E in it.",
        "A title without it; Arabic and Urdu are turned by themselves.",
    ),
    told("RE116", "A word has at most 100 signs.", "A word of 101 letters.", "A word of 10 letters."),
    body(
        "RE117",
        "Letters came as they were typed.",
        "Have a cup in our caf\u00c3\u00a9.",
        "Have a cup in our caf\u00e9.",
    ),
    body(
        "RE118",
        "A file is one version, and not two of which git could not choose.",
        "<<<<<<< HEAD\nRest each day.\n=======\nRest each night.\n>>>>>>> theirs",
        "Rest each day.",
    ),
    told(
        "RE119",
        "A file of Git LFS is there, and not only its pointer.",
        "images/stairs.png is text that starts with `version https://git-lfs.github.com/spec/v1`.",
        "images/stairs.png is the picture, after `git lfs pull`.",
    ),
    whole(
        "FM101",
        "A slide starts with its top part, between two lines of `---`.",
        "slides/example.md",
        "# Ask us anything\n",
        _GOOD,
    ),
    whole(
        "FM102",
        "The top part of a slide ends with a line of `---`.",
        "slides/example.md",
        "---\ntitle: Ask us anything\nkind: local\n\nThere is always time.\n",
        _GOOD,
    ),
    front(
        "FM103",
        "The top part is YAML: lines such as `title: What helps`.",
        "credit: A carer: Motherwell",
        'credit: "A carer: Motherwell"',
    ),
    whole("FM104", "Values have names.", "slides/example.md", "---\n- Ask us anything\n---\nThere is time.\n", _GOOD),
    front("FM105", "Only known names are written.", "laguage: en", "language: en"),
    front("FM106", "Each name is written once.", "title: Ask us\ntitle: Ask us again", "title: Ask us"),
    front("FM107", "Values are plain.", "credit: &everybody A carer", "credit: A carer"),
    front("FM108", "What a slide cannot do without is written.", "# no title", "title: Ask us anything"),
    front("FM109", "A value is of its kind.", "dwell: ten", "dwell: 30"),
    told(
        "FM110",
        "The top part has at most 4,000 characters.",
        "A `credit` of 4,000 letters.",
        "A `credit` of 20 letters.",
    ),
    front("FM112", "A remark has its own line.", "kind: condition # of the heart", "kind: condition\ncredit: A carer"),
    front("FM111", "No # hides the end of a value.", "credit: Ward #3, a carer", 'credit: "Ward #3, a carer"'),
)

MARKDOWN = (
    body("MD101", "A slide has no HTML.", "Please <b>rest</b>.", "Please **rest**."),
    body("MD102", "The text has no links.", "Look at [this page](https://nhs.uk).", "Look at the page below."),
    body("MD103", "Nothing is set as code.", "Press `enter` now.", "Press enter now."),
    body("MD104", "A slide has no tables.", "| Day | Time |\n|---|---|\n| Monday | 2pm |", "- Monday, 2pm"),
    body("MD105", "Nothing is in italics or underlined.", "This is _very_ good.", "This is **very** good."),
    body(
        "MD106",
        "Pictures stand in the top part, and icons before items.",
        "Rest ![a stair](images/stairs.png)",
        "- ![](images/stairs.png) Rest",
    ),
    front(
        "MD107",
        "Pictures are files of the content.",
        "picture:\n  file: https://example.org/a.png\n  alt: Stairs",
        "picture:\n  file: images/stairs.png\n  alt: Somebody rests on the stairs",
    ),
    body("MD108", "Headings start with `##`.", "# What helps\n\nRest.", "## What helps\n\nRest."),
    body("MD109", "Items start with `- `.", "1. Rest\n2. Drink", "- Rest\n- Drink"),
    body("MD110", "Nothing stands inside a list or quotation.", "- Rest\n  - In a chair", "- Rest in a chair"),
    body("MD111", "No line goes across.", "Rest.\n\n***\n\nDrink.", "Rest.\n\nDrink."),
    body("MD112", "Each heading and item says something.", "- Rest\n-", "- Rest\n- Drink"),
    body("MD113", "Nothing is struck through.", "It is ~~not~~ safe.", "It is safe."),
    told("MD114", "The text has at most 1,500 characters.", "A text of 2,400 characters.", "A text of 60 characters."),
    body("MD115", "No mark is left over.", "This is ** important ** today.", "This is **important** today."),
)

_OTHERS = "name: Others\nagreeing:\n  rule: Everybody says yes.\n"
_PLAYLIST = "title: Winter\ngroup: friends\nslides:\n  - example\n"

TOGETHER = (
    whole(
        "PL101", "Each slide of a playlist is there.", "playlists/winter.yaml", f"{_PLAYLIST}  - exampel\n", _PLAYLIST
    ),
    whole(
        "PL102",
        "A playlist has slides.",
        "playlists/winter.yaml",
        "title: Winter\ngroup: friends\nslides: []\n",
        _PLAYLIST,
    ),
    whole(
        "PL103", "A slide stands once in a playlist.", "playlists/winter.yaml", f"{_PLAYLIST}  - example\n", _PLAYLIST
    ),
    front(
        "PL104",
        "At least one slide of a playlist is before its last day.",
        "agreed: 2024-01-01\nreview_by: 2025-01-01",
        "agreed: 2026-01-01\nreview_by: 2028-01-01",
        playlists_winter=_PLAYLIST,
    ),
    front("GR101", "A slide's group has its file.", "group: frends", "group: friends"),
    whole(
        "GR102",
        "A group changes only rules that are there.",
        "groups/others.yaml",
        f"{_OTHERS}rules:\n  WO999:\n    level: warning\n    why: We tried it.\n",
        f"{_OTHERS}rules:\n  WO101:\n    limit: 22\n    why: 12 readers understood.\n",
    ),
    whole(
        "GR103",
        "Rules that keep people safe hold for every group.",
        "groups/others.yaml",
        f"{_OTHERS}rules:\n  CO101:\n    level: warning\n    why: We know her.\n",
        f"{_OTHERS}rules:\n  WO101:\n    level: warning\n    why: We try it out.\n",
    ),
    whole(
        "GR104",
        "A rule that a group changed is mentioned with the reason.",
        "groups/others.yaml",
        f"{_OTHERS}rules:\n  LN101:\n    limit: 50\n    why: Ours is read in beds.\n",
        _OTHERS,
    ),
    whole(
        "TH101",
        "A playlist's theme is there.",
        "playlists/winter.yaml",
        f"theme: lite\n{_PLAYLIST}",
        f"theme: light\n{_PLAYLIST}",
    ),
    whole(
        "TH102",
        "Text stands out at least 4.5 to 1.",
        "themes/pale.yaml",
        'name: Pale\ntext: "#aaaaaa"\n',
        'name: Pale\ntext: "#2b2118"\n',
    ),
    whole(
        "TH103",
        "Text stands out 7 to 1.",
        "themes/pale.yaml",
        'name: Pale\ntext: "#666666"\n',
        'name: Pale\ntext: "#2b2118"\n',
    ),
    whole(
        "TH104",
        "No colour looks like the NHS's own blue.",
        "themes/pale.yaml",
        'name: Blue\naccent: "#005eb8"\n',
        'name: Plum\naccent: "#6b2a4f"\n',
    ),
)
