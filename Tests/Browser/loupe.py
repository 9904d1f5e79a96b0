"""The loupe by pointer, finger and keyboard, held to the pixels of the picture files."""

import re

from playwright.sync_api import TimeoutError

from reader import Reader, pixels


def told(reader):
    """Where the loupe says it is, and the numbers it tells."""
    place = reader.page.locator(".loupe .place").inner_text()
    values = reader.page.locator(".loupe .values").inner_text().split(",")
    y, x = map(int, re.findall(r"\d+", place))
    return (y, x), [int(re.findall(r"\d+", value)[0]) for value in values if "stands" not in value]


def check_loupe(reader, most):
    """By pointer, on the first pictures, and by keyboard: the numbers are the file's."""
    page = reader.page
    for index in range(min(page.locator(".pixels").count(), most)):
        frame = page.locator(".pixels").nth(index)
        numbers = pixels(reader.path, frame.locator("img"))
        height, width, _ = numbers.shape
        for share_x, share_y in [(0.31, 0.62), (0.02, 0.02), (0.87, 0.93)]:
            # To the middle of the window, where nothing lies over it.
            frame.evaluate("""(e, share) => { const box = e.getBoundingClientRect();
                const top = box.top + box.height * share - innerHeight / 2;
                scrollBy({ top, behavior: "instant" }); }""", share_y)
            page.wait_for_timeout(30)
            box = frame.bounding_box()
            left, top = box["x"] + box["width"] * share_x, box["y"] + box["height"] * share_y
            page.mouse.move(left - 3, top)
            page.mouse.move(left, top)
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
    frame = page.locator(".pixels").first
    numbers = pixels(reader.path, frame.locator("img"))
    height, width, _ = numbers.shape
    page.locator("a, button, summary, input, select, [tabindex]").evaluate_all("""(all) => {
        const seen = all.filter((one) => one.checkVisibility());
        seen[seen.findIndex((one) => one.matches(".pixels")) - 1].focus(); }""")
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
    frame = reader.page.locator(".pixels").first
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
