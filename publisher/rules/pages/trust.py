"""Examples about what is true, agreed and current, and about people."""

from publisher.rules.pages.example import body, front

_SOURCE = (
    "sources:\n  - publisher: NHS\n    title: Heart failure\n"
    "    address: https://www.nhs.uk/heart\n    checked: 2026-11-01"
)
_SIGNS = "layout: signs\ntitle: Early signs\n---\n- Very tired"
_CALL_999, _CALL_111 = "## Call 999\n\nFighting for breath", "## Call 111\n\nIf it cannot wait"
_BOTH = f"{_SIGNS}\n\n{_CALL_999}\n\n{_CALL_111}"

SOURCES = (
    front(
        "SO101",
        "A slide about a condition has a source.",
        "kind: condition\n# no sources",
        f"kind: condition\n{_SOURCE}",
    ),
    front("SO102", "A source has its whole address.", _SOURCE.replace("https://www.", ""), _SOURCE),
    front(
        "SO104", "A source was checked on a day that has been.", _SOURCE.replace("2026-11-01", "2030-01-01"), _SOURCE
    ),
    front("AG101", "A slide belongs to a group.", "# no group", "group: friends"),
    front(
        "AG102", "A slide about a condition has 2 different owners.", "owners: [a carer]", "owners: [a carer, a nurse]"
    ),
    front("DA101", "A slide about a condition was agreed.", "# no agreed", "agreed: 2026-11-02"),
    front("DA102", "A slide about a condition has a day of review.", "# no review_by", "review_by: 2028-11-02"),
    front(
        "DA103",
        "A slide is reviewed within 3 years.",
        "agreed: 2026-11-02\nreview_by: 2031-11-02",
        "agreed: 2026-11-02\nreview_by: 2029-11-02",
    ),
    front(
        "DA104",
        "The review comes after the agreement.",
        "agreed: 2026-11-02\nreview_by: 2026-11-01",
        "agreed: 2026-11-02\nreview_by: 2028-11-02",
    ),
    front(
        "DA105",
        "A slide is not past its day of review.",
        "agreed: 2025-01-01\nreview_by: 2026-01-01",
        "agreed: 2025-01-01\nreview_by: 2027-01-01",
    ),
    front(
        "DA106",
        "A slide was agreed on a day that has been.",
        "agreed: 2030-01-01\nreview_by: 2031-01-01",
        "agreed: 2026-11-02\nreview_by: 2028-11-02",
    ),
    front("UR101", "A slide about symptoms says when to call 999.", f"{_SIGNS}\n\n{_CALL_111}", _BOTH),
    front("UR102", "A slide about symptoms says when to call 111.", f"{_SIGNS}\n\n{_CALL_999}", _BOTH),
    front(
        "UR103",
        "A slide that may be about symptoms says when to call.",
        "title: Early signs",
        "title: Ask us about your heart",
    ),
    body(
        "UR104",
        "A slide that names a sign of an emergency says when to call 999.",
        "Chest pain? Ask at your practice.",
        "Chest pain? Call 999.",
    ),
    body(
        "UR105",
        "A sign of an emergency does not stand beside something that can wait.",
        "Chest pain? Ring your GP tomorrow. Call 999 if it is very bad.",
        "Chest pain? Call 999.",
    ),
)

_FACTS = (
    "numbers:\n  - says: 2 kg in 3 days\n    checked: 2026-11-01\n"
    'phones:\n  - number: "0808 802 1234"\n    whose: [Heart Helpline]\n    checked: 2026-11-01\n'
)
_YES = "uses: [story]\n  given: 2026-11-01\n  kept: form 3, in the safe\n"
_OTHER = "Call 0808 157 0123 and ask."

REGISTERS = (
    body(
        "FA101",
        "A phone number on several slides stands in facts.yaml.",
        _OTHER,
        "Call 0808 802 1234 and ask.",
        slides_other=_OTHER,
        facts=_FACTS,
    ),
    body(
        "FA102",
        "A phone number is the one in facts.yaml.",
        "Ring the Heart Helpline on 0300 330 3311.",
        "Ring the Heart Helpline on 0808 802 1234.",
        facts=_FACTS,
    ),
    body(
        "FA103",
        "A number is the one in facts.yaml.",
        "Up more than 3 kg in 2 days?",
        "Up more than 2 kg in 3 days?",
        facts=_FACTS,
    ),
    body("FA104", "A phone number in the text can be dialled.", "Call us on 0141 496 01.", "Call us on 0141 496 0122."),
    front(
        "CO101",
        "A person's story, words or photo has its consent.",
        "kind: story\n# no consent",
        "kind: story\nconsent: [stairs]",
        consent=f"stairs:\n  {_YES}",
    ),
    front(
        "CO102",
        "A consent has its entry in consent.yaml.",
        "kind: story\nconsent: [stars]",
        "kind: story\nconsent: [stairs]",
        consent=f"stairs:\n  {_YES}",
    ),
    front(
        "CO103",
        "A consent was not withdrawn.",
        "kind: story\nconsent: [songs]",
        "kind: story\nconsent: [stairs]",
        consent=f"songs:\n  withdrawn: 2026-11-20\n  {_YES}stairs:\n  {_YES}",
    ),
    front(
        "CO104",
        "A consent covers what is shown.",
        "consent: [stairs]\npicture:\n  file: images/stairs.png\n  alt: Ann on the stairs\n  person: true",
        "consent: [photo]\npicture:\n  file: images/stairs.png\n  alt: Ann on the stairs\n  person: true",
        consent=f"stairs:\n  {_YES}photo:\n  {_YES.replace('story', 'photo')}",
    ),
    front(
        "TR101",
        "The slide that is translated is there.",
        "language: pl\ntranslates: {slide: orignal, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        "language: pl\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        slides_original="Rest.",
    ),
    front(
        "TR102",
        "A translation is of its original's newest revision; if not, it is left out.",
        "language: pl\ntranslates: {slide: original, revision: 000000000000, translator: an interpreter}",
        "language: pl\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        slides_original="Rest.",
    ),
    front(
        "TR103",
        "A translation that is shown although it is stale says who decided so.",
        "language: pl\ntranslates: {slide: original, revision: 000000000000, translator: an interpreter}",
        "language: pl\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        slides_original="Rest.",
        playlists_winter="title: Winter\ngroup: friends\nslides:\n"
        "  - slide: example\n    although_stale: yes, the practice manager, 20 November\n",
    ),
    front(
        "TR104",
        "A translation is in another language.",
        "language: en\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        "language: pl\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        slides_original="Rest.",
    ),
    front(
        "TR105",
        "A translation names its original's revision as it is counted now: by what it means.",
        "language: pl\ntranslates: {slide: original, revision: 5d8e11c07f36, translator: an interpreter}",
        "language: pl\ntranslates: {slide: original, revision: 1f0c5e2ab9d4, translator: an interpreter}",
        slides_original="Rest.",
    ),
    body(
        "PR101",
        "No e-mail address stands on a slide about a condition.",
        "Write to ann@example.org.",
        "Ask at the desk.",
    ),
    body(
        "PR102",
        "No mobile number stands on a slide about a condition.",
        "Ring Ann on 07700 900123.",
        "Ring 0808 802 1234.",
    ),
    body("PR103", "No postcode stands on a slide about a condition.", "Ann lives in ML1 1AA.", "Ask at the desk."),
)
