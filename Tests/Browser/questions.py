"""Answers the questions that are answered in a figure, in headless Chromium: wrongly by pointer,
rightly by keyboard and by touch.

    python Tests/Browser/questions.py Output [--lessons 05 09]

What is right, and what each mistake gives, is read from the page's data; that it follows from the
lesson's numbers is for the Swift tests.
"""

import argparse
import json
import pathlib
import sys

from playwright.sync_api import sync_playwright

from loupe import opened_up
from reader import Reader, launched, lesson_pages

SETTINGS = {
    "pointer": {}, "keyboard": {"color_scheme": "dark"},
    "touch": {"has_touch": True, "viewport": {"width": 390, "height": 800}},
}


class Hand:
    """A reader's hand: how something is pressed, by pointer, keyboard or touch."""

    def __init__(self, page, how):
        self.page, self.how = page, how

    def press(self, element):
        if self.how == "keyboard":
            element.focus()
            self.page.keyboard.press("Enter")
        elif self.how == "touch":
            element.tap()
        else:
            element.click()

    def at(self, sheet, x, y):
        """Presses a place of a drawing, given as shares of its width and height."""
        sheet.scroll_into_view_if_needed()
        box = sheet.bounding_box()
        place = box["x"] + x * box["width"], box["y"] + y * box["height"]
        (self.page.touchscreen.tap if self.how == "touch" else self.page.mouse.click)(*place)


def answer_sum(hand, question, data, number):
    sheet = question.locator(".of-output svg")
    text = f"{number:g}"
    if hand.how == "keyboard":
        sheet.focus()
        hand.page.keyboard.type(text)
    else:
        hand.press(question.locator(".of-output .seen"))
        hand.page.locator(".typed").fill(text)
    hand.page.keyboard.press("Enter")


def answer_place(hand, question, data, field):
    sheet = question.locator(".asking svg")
    rows, columns = data["rows"], data["columns"]
    row, column = divmod(field, columns)
    if hand.how != "keyboard":
        hand.at(sheet, (column + 0.5) / columns, (row + 0.5) / rows)
        return
    sheet.focus()
    for name, by in (("Down", row - rows // 2), ("Right", column - columns // 2)):
        key = name if by > 0 else {"Down": "Up", "Right": "Left"}[name]
        for _ in range(abs(by)):
            hand.page.keyboard.press(f"Arrow{key}")
    hand.page.keyboard.press("Enter")


def answer_curve(hand, question, data, values):
    sheet = question.locator(".ground svg")
    low, high = data["range"]
    names = data.get("names")
    margin = 12 + 168 / len(names) if names else 12
    first, last = data["x"][0], data["x"][-1]
    sheet.focus()
    for index, (x, y) in enumerate(zip(data["x"], values)):
        if hand.how == "keyboard":
            start = high / len(names) if names else (low + high) / 2
            steps = round(20 * (y - start) / (high - low))
            for _ in range(abs(steps)):
                hand.page.keyboard.press("ArrowUp" if steps > 0 else "ArrowDown")
            if index < len(values) - 1:
                hand.page.keyboard.press("ArrowRight")
        else:
            hand.at(sheet, (margin + (360 - 2 * margin) * (x - first) / (last - first)) / 360,
                    (12 + 176 * (high - y) / (high - low)) / 200)
    hand.press(question.locator(".ground > .controls button"))


def beyond(values, others, data):
    """A field that one method marks, and none of the others anywhere near; None without one."""
    rows, columns = data["rows"], data["columns"]

    def is_clear(k):
        y, x = divmod(k, columns)
        return all(max(other[v * columns + h] for v in range(max(0, y - 1), min(rows, y + 2))
                       for h in range(max(0, x - 1), min(columns, x + 2))) < data["limit"]
                   for other in others)

    return next((k for k, value in enumerate(values)
                 if value >= data["limit"] and is_clear(k)), None)


def answer(hand, question, is_right):
    """Answers a question; returns what the page should say, or None where that can't be done."""
    kind = question.get_attribute("data-question")
    data = json.loads(question.get_attribute("data-configuration"))
    if kind == "sum":
        chosen = data["right"] if is_right else data["mistakes"][0]
        answer_sum(hand, question, data, chosen["result"])
        return "Yes" if is_right else chosen["words"]
    if kind == "place":
        mistakes = [one["values"] for one in data["mistakes"]]
        right = data["right"]["values"]
        field = (beyond(right, [], data) if is_right
                 else beyond(mistakes[0], [right] + mistakes[1:], data))
        if field is None:
            return None
        answer_place(hand, question, data, field)
        return "Yes" if is_right else data["mistakes"][0]["words"]
    if kind == "picture":
        index = data["right"] if is_right else (data["right"] + 1) % len(data["options"])
        hand.press(question.locator(".option").nth(index))
        return "Yes" if is_right else data["options"][index]["words"]
    if kind == "larger":
        values = [one["value"] for one in data["options"]]
        chosen = (max if is_right else min)(values)
        hand.press(question.locator(".ground > .controls button").nth(values.index(chosen)))
        return "Yes" if is_right else data["words"]
    chosen = data["right"] if is_right else data["mistakes"][0]
    answer_curve(hand, question, data, chosen["values"])
    return "Yes" if is_right else chosen["words"]


def check_question(reader, hand, question, name):
    after = question.locator("xpath=following-sibling::*").all()
    reader.expect(not any(one.is_visible() for one in after), f"what follows {name} tells")
    is_right = hand.how != "pointer"
    expected = answer(hand, question, is_right)
    if expected is not None:
        said = question.locator(".answer").inner_text()
        reader.expect(expected in said, f"{name}: said “{said}”, not “{expected}”")
    is_sum = question.get_attribute("data-question") == "sum"
    if expected is not None and not is_right:
        methods = question.locator(".method").count()
        reader.expect(methods >= 2, f"{name} plays {methods} methods")
    if expected is None or is_sum and not is_right:
        # A wrong sum leaves the right one open.
        reader.expect(not any(one.is_visible() for one in after), f"{name} is told too early")
        hand.press(question.locator(".ground > .show"))
    reader.expect("told" in question.get_attribute("class"), f"{name} is not answered")
    # Only up to the next question.
    reader.expect(all(one.is_visible() for one in after[:1]), f"what follows {name} stays hidden")


def check_questions(browser, path, screenshots):
    bad = []
    for how, settings in SETTINGS.items():
        reader = Reader(browser, path, screenshots, reduced_motion="reduce", **settings)
        page, hand = reader.page, Hand(reader.page, how)
        questions = page.locator(".question")
        reader.expect(not any(one.is_visible() for one in questions.all()), "asks unasked")
        page.locator(".predict-switch").click()
        opened_up(page)
        for form in page.locator("form.guess .show").all():
            form.evaluate("(e) => e.click()")
        for index in range(questions.count()):
            check_question(reader, hand, questions.nth(index), f"question {index} by {how}")
        page.locator(".predict-switch").click()
        page.locator(".predict-switch").click()
        reader.expect(page.locator(".question.told").count() == 0, "is not asked again")
        page.emulate_media(media="print")
        reader.expect(not any(one.is_visible() for one in questions.all()), "asks on paper")
        bad += reader.close()
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lessons", nargs="*", help="only these: 05 09")
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    paths = lesson_pages(options.folder, options.lessons, "data-question=", sample=9)
    if not paths:
        sys.exit(f"{options.folder}: no page asks anything; run the lessons first")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        bad = [text for path in paths
               for text in check_questions(browser, path, options.screenshots)]
        browser.close()
    print("\n".join(bad) or f"the questions of {len(paths)} pages can be answered")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
