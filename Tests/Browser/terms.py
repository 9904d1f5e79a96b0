"""What a lesson's page says of terms and of forms of Swift: under the pointer, with the keyboard,
at a tap, and what is left of it without scripts. Used by interactive.py."""

import json

from reader import painted


def check_terms(reader):
    """Each term shows what the page has of it, and each form of Swift its line of the primer."""
    page = reader.page
    tip = page.locator("#tip")
    for term in page.locator("a.term:visible").all()[:3]:
        definition = page.locator("#" + term.get_attribute("aria-describedby"))
        term.hover()
        reader.expect(tip.is_visible(), f"nothing beside “{term.inner_text()}”")
        reader.expect(
            tip.inner_text().split() == definition.text_content().split(),
            f"“{term.inner_text()}” says: {tip.inner_text()}")
        check_inside(reader, tip)
        # The note itself can be pointed at.
        tip.hover()
        page.wait_for_timeout(300)
        reader.expect(tip.is_visible(), "the note goes when the pointer comes")
        # Another term may lie under the note, and would be pointed at once that is closed.
        term.hover()
        page.keyboard.press("Escape")
        reader.expect(not tip.is_visible(), "Escape doesn't close the note")
        page.mouse.move(2, 2)
        term.focus()
        reader.expect(tip.is_visible(), f"nothing for the keyboard at “{term.inner_text()}”")
        page.evaluate("document.activeElement.blur()")
        reader.expect(not tip.is_visible(), "the note stays when the focus goes")
    check_forms(reader, tip)


def check_forms(reader, tip):
    page = reader.page
    if not page.locator("#forms").count():
        return
    forms = json.loads(page.locator("#forms").get_attribute("data-forms"))
    marked = page.locator("a.form")
    reader.expect(
        marked.count() > 0 or not page.locator("pre.code").count(), "no form of Swift is found")
    texts = page.locator("pre.code").evaluate_all("(all) => all.map((e) => e.textContent)")
    for index, form in enumerate(forms):
        links = page.locator(f'a.form[data-form="{index}"]')
        words = links.evaluate_all("(all) => all.map((e) => e.textContent)")
        wrong = [word for word in words if form.get("keywords") and not form.get("plain")
                 and word not in form["keywords"]]
        reader.expect(not wrong, f"{form['anchor']} is said of {wrong[:3]}")
        reachable = links.evaluate_all("(all) => all.filter((e) => e.tabIndex >= 0).length")
        reader.expect(reachable == min(1, len(words)), f"{form['anchor']}: {reachable} tab stops")
        visible = [link for link in links.all() if link.is_visible()]
        if not visible:
            continue
        link = visible[0]
        link.scroll_into_view_if_needed()
        link.hover()
        reader.expect(
            tip.is_visible() and form["short"] in tip.inner_text(),
            f"{form['anchor']} says: {tip.text_content()}")
        check_inside(reader, tip)
        page.keyboard.press("Escape")
    after = page.locator("pre.code").evaluate_all("(all) => all.map((e) => e.textContent)")
    reader.expect(texts == after, "the code is not what it was")


def check_inside(reader, tip):
    box, width = tip.bounding_box(), reader.page.evaluate("document.documentElement.clientWidth")
    reader.expect(
        box and box["x"] >= 0 and box["x"] + box["width"] <= width, f"sticks out: {box}")


def check_tapped(browser, path):
    """A first tap shows the note, a second follows the link; without scripts the first does."""
    for scripts, taps in [(True, 2), (False, 1)]:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(path.absolute().as_uri(), wait_until="load")
        painted(page)
        here, term = page.url, page.locator("a.term:visible").first
        if term.count():
            target = term.get_attribute("href").split("#")[1]
            for tap in range(taps):
                if page.url != here:
                    yield f"{path}: the first tap leaves the page"
                    break
                term.tap(no_wait_after=True)
                page.wait_for_timeout(200)
            page.wait_for_url(f"**/{path.name.replace('index', 'glossary')}#{target}")
        context.close()
