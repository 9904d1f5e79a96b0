"""Uses the pages below a folder as a reader would, in headless Chromium: the loupe by pointer,
finger and keyboard, two pictures compared, results guessed, code copied, the page printed. Each
lesson in one of its languages, or with CONVBOOK_CHECK_ALL=1 in all.

    python Tests/Browser/interactive.py Output [--lessons 05 09] [--screenshots FOLDER]

What a page says of its pictures is held to what Pillow and NumPy read from the same files.
"""

import argparse
import concurrent.futures
import io
import json
import os
import pathlib
import sys

import pypdf
from playwright.sync_api import TimeoutError, sync_playwright

from loupe import check_loupe, check_touch, opened_up
from reader import (
    Reader, browser_program, check_still, editions, launched, lesson_pages, opened, painted)
from sample import drawn
from terms import check_tapped, check_terms

# What a page and its pictures may weigh together, in bytes; what is loaded on demand is not in it.
MOST_BYTES = 3_000_000


def file_of(figure):
    """The file of a picture or a drawing."""
    return figure.get_attribute("data-file") or figure.locator("img").get_attribute("src")


def check_claims(reader):
    """A verdict, and what the code shows, come when a claim is judged; a wrong one is told."""
    cards = reader.page.locator(".claim")
    verdicts = reader.page.locator(".claim .verdict > *:not(.if-wrong)")
    if cards.count():
        seen = any(one.is_visible() for one in verdicts.all()[:12])
        reader.expect(not seen, "a verdict is told before it is asked for")
    for card in cards.all()[:4]:
        for kind in "wrong", "right":
            card.locator(f"input.{kind}").check()
            told = card.locator(".if-wrong").is_visible()
            reader.expect(told == (kind == "wrong"), f"{kind}: told that it was wrong: {told}")
    opened_up(reader.page)
    hidden = sum(not one.is_visible() for one in verdicts.all())
    reader.expect(hidden == 0, f"{hidden} verdicts stay hidden")


def check_compare(reader):
    """The difference that is told is NumPy's."""
    page = reader.page
    figures = page.locator("figure.picture")
    names = [file_of(figures.nth(i)) for i in range(figures.count())]
    arrays = [opened(reader.path.parent / name).astype(int) for name in names]
    button = page.locator("button.compare").last
    button.click()
    dialog = page.locator("dialog.comparison")
    dialog.wait_for(state="visible")
    first, second = dialog.locator("select").nth(0), dialog.locator("select").nth(1)
    last = len(arrays) - 1
    reader.expect(first.input_value() == str(last), "the picture itself is not the left one")
    for other in range(len(arrays)):
        second.select_option(str(other))
        findings = dialog.locator(".findings")
        a, b = arrays[last], arrays[other]
        if a.shape[:2] != b.shape[:2]:
            reader.comes(lambda: reader.read("compareSizes", findings.inner_text()),
                         lambda: f"of two sizes is said: {findings.inner_text()}")
            reader.expect(
                dialog.locator(".stage").is_visible(), "pictures of two sizes are not drawn")
            continue
        apart = abs(a - b)
        count = int((apart.max(axis=2) > 0).sum())
        if count == 0:
            reader.comes(lambda: findings.inner_text() == reader.words("compareSame"),
                         lambda: f"of equal pictures is said: {findings.inner_text()}")
            continue

        def found():
            return reader.read("compareFindings", findings.inner_text()) or {}

        reader.comes(lambda: found().get("count") == f"{count:,}",
                     lambda: f"{count:,} pixels differ, but: {findings.inner_text()}")
        if found():
            reader.expect(found()["largest"] == str(apart.max()),
                          f"largest: {found()['largest']}, NumPy says {apart.max()}")
            mean = float(found()["mean"].replace(",", ""))
            reader.expect(abs(mean - apart.mean()) <= 0.006 * apart.mean(),
                          f"mean {mean}, NumPy says {apart.mean()}")
    slider = dialog.locator("input[type=range]")
    fitting = [i for i in range(last) if arrays[i].shape[:2] == arrays[last].shape[:2]]
    second.select_option(str(fitting[0] if fitting else 0))
    page.wait_for_timeout(100)
    if slider.is_visible():
        slider.focus()
        page.keyboard.press("End")
        reader.expect(
            "100%" in dialog.locator(".stage img").nth(1).get_attribute("style"),
            "End does not slide")
        page.keyboard.press("Home")
        for _ in range(80):
            page.keyboard.press("ArrowRight")
        reader.shoot("compare")
    dialog.locator("[value=difference]").check()
    page.wait_for_timeout(300)
    reader.shoot("difference")
    page.keyboard.press("Escape")
    reader.expect(dialog.is_hidden(), "Escape does not close the comparison")
    reader.expect(button.evaluate("(e) => e === document.activeElement"), "the focus is lost")


def check_predict(reader):
    """Every question, with each of its known mistakes and the right answer."""
    page = reader.page
    lever = page.locator(".predict-switch")
    forms = page.locator("form.guess")
    reader.expect(lever.get_attribute("aria-checked") == "false", "the switch is on at first")
    reader.expect(not any(form.is_visible() for form in forms.all()), "asks before it is asked to")
    lever.click()
    page.mouse.move(2, 2)
    reader.shoot("predict")
    # Chromium under load now and then opens a page from the file system with nothing stored, and
    # what is stored then is lost. Then the switch is off, and a reader sets it once more.
    stored = "localStorage.getItem('convbook-predict')"
    for _ in range(5):
        reader.reload()
        if page.evaluate(stored) == "on":
            reader.expect(
                lever.get_attribute("aria-checked") == "true", "the switch is not remembered")
            break
        lever.click()
    else:
        reader.bad.append("nothing is ever stored of the switch")
    check_still(reader)
    opened_up(page)
    # Those that are answered in a figure are for questions.py.
    for show in page.locator(".question .ground > .show").all():
        show.evaluate("(e) => e.click()")
    for index in range(min(forms.count(), 12)):
        form = forms.nth(index)
        box = page.locator(f".trace[data-step='{form.get_attribute('data-of')}']")
        prediction = json.loads(form.get_attribute("data-prediction"))
        field, button = form.locator("input"), form.locator("button").first
        answer = box.locator(".answer")
        reader.expect(not box.locator(".result").is_visible(), f"question {index} shows its answer")
        after = box.locator("xpath=following-sibling::*").all()
        reader.expect(
            not any(one.is_visible() for one in after), f"what follows question {index} tells")
        shape = prediction.get("shape")
        wrong = [(one["answer"], one["words"]) for one in prediction["mistakes"]]
        for one in prediction["axisMistakes"]:
            guess = list(shape)
            guess[one["axis"]] = one["length"]
            if guess not in [answer for answer, _ in wrong]:
                wrong.append((guess, one["words"]))
        for guess, words in wrong:
            field.fill(", ".join(map(str, guess)))
            button.click()
            reader.comes(lambda: words in answer.inner_text(),
                         lambda: f"{guess} is answered by “{answer.inner_text()}”")
            reader.expect(not box.locator(".result").is_visible(), f"{guess} is taken for right")
        if index == 1:
            reader.shoot("mistaken")
        right = " ".join(map(str, shape)) if shape else str(prediction["number"])
        if index % 2:
            field.fill(right)
            field.press("Enter")
            reader.comes(lambda: reader.words("right") in answer.inner_text(),
                         lambda: f"the right answer {right} is not taken")
        else:
            form.locator(".show").click()
        reader.expect(box.locator(".result").is_visible(), f"question {index} is never answered")
    lever.click()
    reader.expect(all(box.is_visible() for box in page.locator(".trace .result").all()),
                  "results stay hidden when the switch is off")


def check_copy(reader):
    page = reader.page
    block = page.locator(".source:visible").first
    block.scroll_into_view_if_needed()
    block.hover()
    page.wait_for_timeout(50)
    block.locator("button.copy").click()
    page.wait_for_timeout(200)
    copied = page.evaluate("navigator.clipboard.readText()")
    # All of it, the folded lines too.
    shown = block.locator("pre:visible > code")
    reader.expect(copied == shown.text_content() + "\n", f"copied: {copied!r}")
    reader.expect(
        block.locator("button.copy").inner_text() == reader.words("copied"),
        "the button doesn't say so")


CODE_FITS = """
() => [...document.querySelectorAll("pre.code")].filter((e) => e.checkVisibility()).flatMap((e) => {
  const size = parseFloat(getComputedStyle(e.querySelector("code")).fontSize);
  return [...(size < 15 ? [`code of ${size} px`] : []),
    ...(e.scrollWidth > e.clientWidth ? [`code scrolls: ${e.textContent.slice(0, 60)}`] : [])];
})
"""


def check_code(reader):
    """Lines fit, and what only displays is folded: a cell by a press, all by the switch."""
    page = reader.page
    size = page.viewport_size
    for width in 390, 1280:
        page.set_viewport_size({"width": width, "height": 900})
        reader.bad += page.evaluate(CODE_FITS)
    page.set_viewport_size(size)
    folds = page.locator(".source:visible .fold:visible")
    if not folds.count():
        return
    shown = page.locator(".source:visible .shows")
    reader.expect(not any(one.is_visible() for one in shown.all()), "nothing is folded")
    cell = page.locator(".source:visible:has(.fold)").last
    cell.locator(".fold").first.click()
    reader.expect(all(one.is_visible() for one in cell.locator(".shows").all()),
                  "a press does not unfold all of its cell")
    # As in check_predict, what was stored may be lost.
    stored = "Object.keys(localStorage).some((key) => key.startsWith('convbook-open'))"
    if page.evaluate(stored):
        reader.reload()
        reader.expect(cell.locator(".shows").first.is_visible() or not page.evaluate(stored),
                      "what is unfolded is forgotten")
    switch = page.locator(".fold-switch")
    for state, is_right in ("true", all), ("false", lambda seen: not any(seen)):
        switch.click()
        reader.comes(lambda: switch.get_attribute("aria-checked") == state
                     and is_right(one.is_visible() for one in shown.all()),
                     lambda: f"the switch is {switch.get_attribute('aria-checked')}, and "
                     f"{sum(one.is_visible() for one in shown.all())} of {shown.count()} are open "
                     f"where it should be {state}")


def check_origin(reader):
    """What one points at lights the code that made it, or the line that stands for it."""
    page = reader.page
    cell = page.locator(".cell:has(> .source:visible):has([data-from]:visible)").last
    output = cell.locator("[data-from]:visible").first
    output.scroll_into_view_if_needed()
    output.hover()
    lit = page.evaluate("[...CSS.highlights.get('origin')].map(String).join()")
    reader.expect(lit.strip() or cell.locator(".fold.lit").count() == 1, "no line is lit")
    if lit:
        first = lit.strip().split("\n")[0]
        line = cell.locator(".code:not(.python) > code").inner_text().split(first)[0].count("\n")
        reader.expect(int(output.get_attribute("data-from")) == line or cell.locator(
            ".fold").count(), f"line {line} is lit: {first}")
    page.mouse.move(2, 2)


def check_python(reader):
    """The tabs of a step that has Python beside Swift, by pointer and by keys."""
    page = reader.page
    blocks = page.locator(".source:has(.tabs)")
    both = blocks.filter(has=page.locator(".torch")).filter(has=page.locator(".numpy"))
    block = both.last if both.count() else blocks.last
    swift, *libraries = block.get_by_role("tab").all()
    code = block.locator("pre").all()

    def shown():
        return [one.is_visible() for one in code].index(True), sum(
            one.is_visible() for one in code)

    reader.expect(len(code) == 1 + len(libraries), f"{len(code)} panels for {libraries}")
    reader.expect(shown() == (0, 1), "Swift is not shown first")
    for index, tab in enumerate(libraries, 1):
        name = tab.inner_text()
        tab.scroll_into_view_if_needed()
        place = tab.bounding_box()["y"]
        tab.click()
        reader.expect(shown() == (index, 1), f"the tab shows no {name}")
        reader.expect(abs(tab.bounding_box()["y"] - place) < 2, "the tab moves when it is clicked")
        reader.expect(
            not page.locator(".source:has(.tabs) > .code:not(.python):visible").count(),
            "not all steps are switched")
        # Where a step lacks this library, the other one is shown, and its tab says so.
        reader.expect(page.evaluate("""() => [...document.querySelectorAll(".tabs")].every((list) =>
            document.getElementById(list.querySelector("[aria-selected=true]")
              .getAttribute("aria-controls")).checkVisibility())"""), "a tab tells of other code")
        reader.shoot(tab.get_attribute("data-steps"))
        block.hover()
        block.locator("button.copy").click()
        page.wait_for_timeout(200)
        copied = page.evaluate("navigator.clipboard.readText()")
        reader.expect(copied == code[index].text_content() + "\n", f"copied of {name}: {copied!r}")
        kept = tab.get_attribute("data-steps")
        if page.evaluate("localStorage.getItem('convbook-steps')") == kept:
            reader.reload()
            if page.evaluate("localStorage.getItem('convbook-steps')") == kept:
                reader.expect(shown() == (index, 1), f"{name} is not remembered")
                check_still(reader)
    libraries[-1].focus()
    for _ in libraries:
        page.keyboard.press("ArrowLeft")
    reader.expect(
        swift.evaluate("(e) => e === document.activeElement"), "an arrow key does not move on")
    reader.expect(
        swift.get_attribute("aria-selected") == "true" and shown() == (0, 1),
        "an arrow key does not choose")


def check_print(reader):
    """As many sheets as there is something to print, none of them empty, no control on any."""
    page = reader.page
    height = page.evaluate("document.documentElement.scrollHeight")
    page.emulate_media(media="print")
    for control in page.locator("button, input, .loupe, .mark, .tools, .turn").all():
        reader.expect(
            not control.is_visible(), f"on paper: {control.evaluate('(e) => e.outerHTML')[:90]}")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    reader.expect(
        1 <= len(sheets) <= 2 + height / 500, f"{len(sheets)} sheets for a page {height} high")
    for number, sheet in enumerate(sheets, 1):
        reader.expect(sheet.extract_text().strip() or len(sheet.images), f"sheet {number} is empty")
    page.emulate_media(media="screen")


IN_SIGHT = """
() => [...document.querySelectorAll("main :is(h2, h3)[id]")].filter((heading) => {
  const { top } = heading.getBoundingClientRect();
  return top > -1 && top < innerHeight / 3;
}).map((heading) => heading.id)
"""


def check_language(reader):
    """To another language and back: each time to a heading that was in sight."""
    page, here = reader.page, reader.page.url
    if not page.locator("a.language").count():
        return
    headings = page.locator("main :is(h2, h3)[id]:visible")
    chosen = drawn(range(headings.count()), 1, f"heading of {reader.path.parent.name}")[0]
    headings.nth(chosen).evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    for _ in range(2):
        language, seen = page.locator("html").get_attribute("lang"), page.evaluate(IN_SIGHT)
        if not seen:  # At the end of a page, the last heading may not come up.
            break
        # Playwright scrolls before it clicks, which leads elsewhere.
        box = page.locator("a.language").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function("(one) => document.documentElement.lang !== one", arg=language)
        painted(page)
        other, anchor = page.locator("html").get_attribute("lang"), page.url.partition("#")[2]
        reader.expect(other != language, f"the link to another language leads to {other}")
        reader.expect(anchor in seen, f"from {seen} it leads to “{anchor}”")
        reader.comes(lambda: anchor in page.evaluate(IN_SIGHT),
                     lambda: f"“{anchor}” is not in sight in {other}")
    page.goto(here)
    painted(page)


def check_neighbours(reader):
    """To the next page and back."""
    page, here = reader.page, reader.page.url
    forward = page.locator(".turn [rel=next]")
    if not forward.count():
        return
    forward.click()
    reader.expect(page.url != here and page.locator("h1").count() == 1, f"nothing at {page.url}")
    back = page.locator(".bar [rel=prev]")
    if back.count():
        back.click()
        reader.expect(page.url == here, f"the way back leads to {page.url}")
    else:
        page.goto(here)
    painted(page)


def weight(page, path):
    """Bytes of the page and its pictures; those of questions come when they are asked."""
    pictures = page.locator(".pixels img, .drawing image").evaluate_all(
        "(all) => all.map((e) => e.getAttribute('src') ?? e.getAttribute('href'))")
    return path.stat().st_size + sum(
        (path.parent / picture).stat().st_size for picture in set(pictures))


def times(browser, path):
    """Told, not judged: it depends on the machine."""
    ready = []
    for _ in range(5):
        page = browser.new_page()
        page.goto(path.absolute().as_uri(), wait_until="load")
        ready.append(
            page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        heavy = weight(page, path)
        page.close()
    return (f"{path.parent.name}: interactive after {sorted(ready)[2]:.0f} ms, "
            f"{heavy / 1e6:.2f} MB with its pictures")


def complaints(browser, path, screenshots):
    """What is wrong with one page; where it does not even answer, that too."""
    for scheme in ["light", "dark"]:
        reader = Reader(browser, path, screenshots, color_scheme=scheme)
        try:
            use(reader, scheme)
        except TimeoutError as error:
            reader.bad.append(f"never answers: {error}")
        yield from reader.close()
    if path.parent.joinpath("pixels").exists() and "class=\"pixels\"" in path.read_text():
        yield from check_touch(browser, path, screenshots)
    yield from check_tapped(browser, path)


def use(reader, scheme):
    """All a reader does on one page, in one colour scheme."""
    page, path = reader.page, reader.path
    heavy = weight(page, path)
    reader.expect(heavy <= MOST_BYTES, f"weighs {heavy:,} bytes with its pictures")
    check_claims(reader)
    if page.locator(".pixels").count():
        # Colours change nothing in what is told; a look at one picture will do in the dark.
        check_loupe(reader, most=100 if scheme == "light" else 2)
    if page.locator("figure.picture").count() > 1 and scheme == "light":
        check_compare(reader)
    if page.locator(".tabs").count():
        check_python(reader)
    if page.locator(".source:visible").count():
        check_copy(reader)
        check_code(reader)
        check_origin(reader)
    check_terms(reader)
    check_still(reader)
    # Answers come and go, so what follows them moves, as it should: nothing is still from here on.
    if page.locator("form.guess").count() and scheme == "light":
        check_predict(reader)
    check_print(reader)
    check_language(reader)
    check_neighbours(reader)


def check_alone(path, screenshots):
    """One page, in a browser of its own: a page takes longer than its browser's start."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        bad = list(dict.fromkeys(complaints(browser, path, screenshots)))
        browser.close()
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--lessons", nargs="*", help="only these: 05 09")
    parser.add_argument(
        "--times", action="store_true", help="only tell how fast and how heavy the pages are")
    options = parser.parse_args()
    paths = lesson_pages(
        options.folder, options.lessons, sample=None if options.times else 10)
    paths = [edition for path in paths for edition in drawn(editions(path), 1, path.parent.name)]
    if not paths:
        sys.exit(f"{options.folder}: no pages; run the lessons first")
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    browser_program()
    if options.times:
        with sync_playwright() as playwright:
            browser = launched(playwright)
            for path in paths:
                print(times(browser, path))
            browser.close()
        return
    bad = 0
    # Most of a page's time is waiting for it to answer.
    with concurrent.futures.ProcessPoolExecutor(max_workers=2 * (os.cpu_count() or 1)) as pool:
        for complaints_of_one in pool.map(check_alone, paths, [options.screenshots] * len(paths)):
            for text in complaints_of_one:
                print(text, flush=True)
                bad += 1
    print(f"{bad} complaints" if bad else f"{len(paths)} pages do what they should")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
