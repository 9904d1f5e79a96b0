"""Takes the pictures of the README from the pages: lesson 9 where the filter slides, the filter to
edit with its sum, and the window of lesson 5.

    python Tests/Browser/readme_picture.py Output Images
"""

import pathlib
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from reader import launched


def main(folder, pictures):
    with sync_playwright() as playwright:
        browser = launched(playwright)

        def opened(lesson, width, height, anchor=""):
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="light",
                reduced_motion="reduce")
            page.goto(
                pathlib.Path(folder, lesson, "index.html").absolute().as_uri() + anchor,
                wait_until="load")
            return page

        opened("09-edge-filter", 1300, 1120, "#slide").screenshot(path=f"{pictures}/page.png")

        page = opened("09-edge-filter", 900, 900)
        figure = page.locator("figure.editor")
        figure.scroll_into_view_if_needed()
        page.wait_for_function(
            "document.querySelector('figure.editor .written').textContent.length > 5")
        figure.locator("select").first.select_option("outline")
        box = figure.locator("canvas[tabindex]").bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.43, box["y"] + box["height"] * 0.25)
        figure.screenshot(path=f"{pictures}/editor.png")

        page = opened("05-sliding-window", 1300, 900)
        figure = page.locator("figure.window")
        figure.get_by_label("Padding").select_option("1")
        for _ in range(6):
            figure.get_by_role("button", name="One step further").click()
        figure.screenshot(path=f"{pictures}/window.png")

        page = opened("05-sliding-window", 1300, 900)
        page.locator(".predict-switch").click()
        question = page.locator(".question").first
        question.locator(".of-output .seen").click()
        # What the filter gives when it is turned.
        page.locator(".typed").fill("12")
        page.keyboard.press("Enter")
        question.screenshot(path=f"{pictures}/predict.png")
        browser.close()
    for name in "page", "editor", "window", "predict":
        path = f"{pictures}/{name}.png"
        Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
