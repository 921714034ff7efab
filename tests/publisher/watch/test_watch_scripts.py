"""Watching slides in every script, on a machine that has typefaces for none of them."""

import os
import shutil

from playwright.sync_api import expect, sync_playwright

from publisher.drawing.type.faces import font_file


def test_titles_of_every_script_are_shown_where_a_machine_has_no_typeface_for_them(folder, address, tmp_path):
    (tmp_path / "installed").mkdir()
    shutil.copy(font_file("regular"), tmp_path / "installed/latin.ttf")
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}/installed</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    titles = {"ur": "فون 0141 496 0122 پر", "ar": "اتصل", "pa": "ਫ਼ੋਨ ਕਰੋ", "zh": "打电话"}
    for language, title in titles.items():
        written = (folder / "slides/heart-failure/early-signs.md").read_text("utf-8").splitlines()
        written[1] = f"title: {title}\nlanguage: {language}"
        (folder / f"slides/heart-failure/{language}.md").write_text("\n".join(written), "utf-8")
    with sync_playwright() as playwright:
        options = {"args": ["--no-sandbox"], "env": {**os.environ, "FONTCONFIG_FILE": str(fonts)}}
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", **options)
        page = browser.new_page()
        for language, title in titles.items():
            page.goto(f"{address}slides/heart-failure/{language}")
            expect(page.locator("h1")).to_contain_text(title.split()[0])
            page.evaluate("() => document.fonts.ready")
            session = page.context.new_cdp_session(page)
            for room in ("DOM", "CSS"):
                session.send(f"{room}.enable")
            root = session.send("DOM.getDocument")["root"]["nodeId"]
            heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
            assert used and all(font["isCustomFont"] for font in used), (language, used)
        browser.close()
