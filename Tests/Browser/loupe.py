"""The loupe by pointer, finger and keyboard, held to the pixels of the picture files."""

import json
import re

import numpy
from playwright.sync_api import TimeoutError

from reader import Reader, opened, pixels


# Pictures that are no drawings: all of each is one picture.
PHOTOS = "figure:not([data-regions]) .pixels:has(> img)"


def opened_up(page):
    """Judges every claim and opens what is folded, so that all pictures are there."""
    page.evaluate("""() => {
        for (const card of document.querySelectorAll(".claim")) card.querySelector("input").click();
        for (const fold of document.querySelectorAll("details.folded")) fold.open = true; }""")


def told(reader):
    """Where the loupe says it is, and the numbers it tells."""
    place = reader.page.locator(".loupe .place").inner_text()
    y, x = map(int, re.findall(r"\d+", place))
    return (y, x), numbers_told(reader)


def numbers_told(reader):
    """The numbers of a pixel; not the number that its grey stands for."""
    values = reader.page.locator(".loupe .values").inner_text().split(", ")
    return [int(re.findall(r"\d+", value)[0]) for value in values
            if not reader.read("standsFor", value)]


def check_loupe(reader, most):
    """By pointer, on the first pictures, and by keyboard: the numbers are the file's."""
    check_photos(reader, most)
    check_drawings(reader, most)


def point_at(reader, frame, share_y, share_x):
    """Points at a place of a picture, in shares of its height and width."""
    page = reader.page
    # To the middle of the window, where nothing lies over it.
    frame.evaluate("""(e, [y, x]) => { const box = e.getBoundingClientRect();
        const scrolled = e.closest(".drawing") ?? document.scrollingElement;
        scrolled.scrollBy({ left: box.left + box.width * x - innerWidth / 2 });
        const top = box.top + box.height * y - innerHeight / 2;
        scrollBy({ top, behavior: "instant" }); }""", [share_y, share_x])
    page.wait_for_timeout(30)
    box = frame.bounding_box()
    left, top = box["x"] + box["width"] * share_x, box["y"] + box["height"] * share_y
    page.mouse.move(left - 3, top)
    page.mouse.move(left, top)


def check_drawings(reader, most):
    """Over the pictures of a drawing their own numbers, at their own places; elsewhere none."""
    page = reader.page
    loupe = page.locator(".loupe")
    for index in range(min(page.locator("figure[data-regions]").count(), most)):
        figure = page.locator("figure[data-regions]").nth(index)
        regions = json.loads(figure.get_attribute("data-regions"))
        name = (figure.get_attribute("data-uncovered") or figure.get_attribute("data-file")
                or figure.locator(".pixels img").get_attribute("src"))
        numbers = opened(reader.path.parent / name)
        height, width, _ = numbers.shape
        frame = figure.locator(".pixels")
        free = numpy.ones((height, width), bool)
        for top, left, high, wide, zoom, _, title in regions:
            free[top:top + high, left:left + wide] = False
        for top, left, high, wide, zoom, step, title in regions[:3] + regions[-1:]:
            y, x = high // zoom * 2 // 3, wide // zoom // 3
            point_at(reader, frame, (top + (y + 0.5) * zoom) / height,
                     (left + (x + 0.5) * zoom) / width)
            try:
                loupe.wait_for(state="visible", timeout=3000)
            except TimeoutError:
                reader.bad.append(f"no loupe on drawing {index}, “{title}”")
                continue
            page.wait_for_timeout(30)
            text = loupe.locator(".place").inner_text()
            place = tuple(map(int, re.findall(r"\d+", text)[-2:]))
            there = int((y + 0.5) * step), int((x + 0.5) * step)
            near = all(abs(a - b) <= max(1, step * height // 100) for a, b in zip(place, there))
            reader.expect(near, f"the loupe on drawing {index} says {text}, it is {there}")
            reader.expect(text.startswith(title), f"“{text}” does not name “{title}”")
            at = [round((one + 0.5) / step - 0.5) for one in place]
            own = numbers[top + at[0] * zoom, left + at[1] * zoom]
            values = numbers_told(reader)
            reader.expect(values in [list(own), list(own[:1])],
                          f"drawing {index} at {place}: {values}, the file says {own}")
        ys, xs = numpy.nonzero(free)
        if len(ys):
            middle = len(ys) // 2
            point_at(reader, frame, (ys[middle] + 0.5) / height, (xs[middle] + 0.5) / width)
            page.wait_for_timeout(60)
            inside = abs(ys[middle] - height / 2) < height / 2 - 2
            reader.expect(not inside or loupe.is_hidden(),
                          f"drawing {index}: a loupe where there is no picture, "
                          f"at {ys[middle], xs[middle]}")
        if index == 0:
            reader.shoot("drawing")
        page.mouse.move(2, 2)


def check_photos(reader, most):
    """Over a picture its pixels."""
    page = reader.page
    for index in range(min(page.locator(PHOTOS).count(), most)):
        frame = page.locator(PHOTOS).nth(index)
        numbers = pixels(reader.path, frame.locator("img"))
        height, width, _ = numbers.shape
        for share_x, share_y in [(0.31, 0.62), (0.02, 0.02), (0.87, 0.93)]:
            point_at(reader, frame, share_y, share_x)
            try:
                page.locator(".loupe").wait_for(state="visible", timeout=3000)
            except TimeoutError:
                reader.bad.append(f"no loupe on picture {index} at {share_y}, {share_x}")
                continue
            # The panel follows when the numbers are there.
            page.wait_for_timeout(30)
            place, values = told(reader)
            expected = (int(height * share_y), int(width * share_x))
            near = all(abs(a - b) <= max(1, height // 100) for a, b in zip(place, expected))
            reader.expect(near, f"the loupe on picture {index} says {place}, it is {expected}")
            reader.expect(values == [int(value) for value in numbers[place]],
                          f"picture {index} at {place}: {values}, the file says {numbers[place]}")
        if index == 1:
            reader.shoot("loupe")
        page.mouse.move(2, 2)
        reader.expect(page.locator(".loupe").is_hidden(), f"the loupe stays over picture {index}")
    # The first picture by keyboard.
    if page.locator(PHOTOS).count() == 0:
        return
    frame = page.locator(PHOTOS).first
    numbers = pixels(reader.path, frame.locator("img"))
    height, width, _ = numbers.shape
    page.locator("a, button, summary, input, select, [tabindex]").evaluate_all(
        """(all, photos) => {
        const seen = all.filter((one) => one.checkVisibility());
        seen[seen.findIndex((one) => one.matches(photos)) - 1].focus(); }""",
        PHOTOS)
    page.keyboard.press("Tab")
    page.locator(".loupe").wait_for(state="visible", timeout=5000)
    y, x = height // 2, width // 2
    reader.expect(
        told(reader)[0] == (y, x), f"the keyboard begins at {told(reader)[0]}, not {(y, x)}")
    for key, down, right in [("ArrowRight", 0, 1), ("ArrowUp", -1, 0), ("Shift+ArrowDown", 10, 0),
                             ("Shift+ArrowLeft", 0, -10), ("ArrowLeft", 0, -1)]:
        page.keyboard.press(key)
        page.wait_for_timeout(30)
        y, x = min(max(y + down, 0), height - 1), min(max(x + right, 0), width - 1)
        place, values = told(reader)
        reader.expect(place == (y, x), f"{key} leads to {place}, not {(y, x)}")
        reader.expect(values == [int(value) for value in numbers[y, x]], f"{values} at {place}")
    page.wait_for_timeout(700)
    aloud = page.locator("[aria-live].aloud").first.inner_text()
    reader.expect(str(y) in aloud and str(x) in aloud, f"nothing is read aloud: “{aloud}”")
    page.keyboard.press("Escape")
    reader.expect(page.locator(".loupe").is_hidden(), "Escape does not close the loupe")


def check_touch(browser, path, screenshots):
    reader = Reader(
        browser, path, screenshots, viewport={"width": 360, "height": 700}, has_touch=True)
    opened_up(reader.page)
    frame = reader.page.locator(PHOTOS).first
    if frame.count() == 0:
        return reader.close()
    frame.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(600)
    frame.tap(position={"x": 20, "y": 12})
    reader.page.locator(".loupe").wait_for(state="visible", timeout=5000)
    panel = reader.page.locator(".loupe").bounding_box()
    reader.expect(panel["x"] >= 0 and panel["x"] + panel["width"] <= 360, "the loupe sticks out")
    reader.shoot("touch")
    reader.page.locator("h2").first.tap()
    reader.expect(
        reader.page.locator(".loupe").is_hidden(), "a tap elsewhere does not close the loupe")
    return reader.close()
