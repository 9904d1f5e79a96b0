"""Takes the picture at the top of the README: lesson 9's page, open where the filter slides.

    python Tests/Browser/readme_picture.py Output Images/page.png
"""

import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright


def main(folder, picture):
    page_file = pathlib.Path(folder, "09-edge-filter", "index.html").absolute()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1300, "height": 1120}, color_scheme="light", reduced_motion="reduce")
        page.goto(page_file.as_uri() + "#slide", wait_until="load")
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
