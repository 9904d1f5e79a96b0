"""Works in JupyterLab as a reader would, in headless Chromium.

    python Tests/Jupyter/lab.py .build/debug [--output Output] [--pictures FOLDER]

Opens lesson 9, runs it, changes the filter and sees the picture change; interrupts lesson 17 while
it trains, runs it again, and restarts the kernel.
"""

import argparse
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from playwright.sync_api import sync_playwright

import installed

CELL = ".jp-CodeCell"


def show_all_cells():
    """Has JupyterLab keep all cells in the page, also those that are scrolled away."""
    settings = pathlib.Path(sys.prefix, "share/jupyter/lab/settings")
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(
        {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}))


def server(folder):
    """Starts JupyterLab in a folder, and returns its process and address."""
    show_all_cells()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--allow-root",
         "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
         f"--ServerApp.root_dir={folder}", "--LabApp.news_url=", "--LabApp.check_for_updates=0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api").read()
            return process, address
        except OSError:
            time.sleep(0.2)
    process.kill()
    sys.exit("JupyterLab does not start")


class Lab:
    """A notebook that is open in JupyterLab."""

    def __init__(self, page, address, notebook):
        self.page = page
        page.goto(f"{address}/lab/tree/{notebook}?reset")
        page.wait_for_selector(CELL, timeout=120_000)
        # The kernel of the notebook's metadata, without being asked for one.
        page.wait_for_selector(
            ".jp-Toolbar-kernelName:has-text('Swift (Convbook)')", timeout=60_000)
        self.wait_until_idle()

    def wait_until_idle(self, seconds=300):
        self.page.wait_for_selector(
            ".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=seconds * 1000)

    def menu(self, *names):
        """Chooses an entry of a menu."""
        self.page.get_by_role("menuitem", name=names[0], exact=True).first.click()
        for name in names[1:]:
            self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(name)}"))\
                .first.click()

    def cell(self, text):
        """The cell of code with a text; JupyterLab draws cells when they come into view."""
        for _ in range(60):
            found = self.page.locator(CELL, has_text=text)
            if found.count():
                found.first.scroll_into_view_if_needed()
                return found.first
            self.page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollBy(0, 400)")
            self.page.wait_for_timeout(100)
        sys.exit(f"no cell with “{text}”")

    def top(self):
        self.page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTo(0, 0)")
        self.page.wait_for_timeout(300)

    def replace(self, cell, text):
        """Replaces the text of a cell."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def run_all(self):
        self.menu("Run", "Run All Cells")

    def picture(self, text):
        """The picture under the cell with a text."""
        self.top()
        return self.cell(text).locator("img").first.get_attribute("src")


def change_of_a_filter(page, address, shot):
    lab = Lab(page, address, "lesson-09.ipynb")
    before = lab.picture("page.show(edges, \"response\"")
    lab.top()
    filter_cell = lab.cell("let verticalEdge = Tensor([")
    lab.replace(
        filter_cell, "let verticalEdge = Tensor([\n  [1, 1, 1],\n  [1, -8, 1],\n  [1, 1, 1],\n])")
    start = time.monotonic()
    lab.run_all()
    page.wait_for_timeout(500)
    lab.wait_until_idle()
    seconds = time.monotonic() - start
    after = lab.picture("page.show(edges, \"response\"")
    shot("lesson-09")
    if before == after:
        sys.exit("lesson 9: the picture is the same with another filter")
    if page.locator(".jp-RenderedText[data-mime-type*='error']").count():
        sys.exit("lesson 9: a cell failed")
    print(f"lesson 9: another filter, another picture; the notebook took {seconds:.1f} s")


def interruption(page, address, shot):
    # What was learned before would be taken, and nothing would train.
    kept = pathlib.Path(__file__).resolve().parents[2] / ".convbook/jupyter"
    for folder in kept.rglob("17-three-conv-net"):
        shutil.rmtree(folder)
    lab = Lab(page, address, "lesson-17.ipynb")
    lab.run_all()
    # The progress of a training, which overwrites itself.
    progress = page.locator(".jp-OutputArea-output", has_text="epoch 1 of")
    deadline = time.monotonic() + 240
    while not progress.count():
        if time.monotonic() > deadline:
            shot("lesson-17-no-progress")
            sys.exit("lesson 17: no progress of a training is seen")
        page.wait_for_timeout(300)
    shot("lesson-17-training")
    start = time.monotonic()
    lab.menu("Kernel", "Interrupt Kernel")
    page.locator(".jp-RenderedText", has_text="Interrupted").first.wait_for(timeout=30_000)
    print(f"lesson 17: interrupted within {time.monotonic() - start:.1f} s")
    page.locator(".jp-RenderedText", has_text="Interrupted").first.scroll_into_view_if_needed()
    shot("lesson-17-interrupted")
    lab.wait_until_idle()
    lab.menu("Kernel", "Restart Kernel")
    page.locator(".jp-Dialog .jp-mod-warn, .jp-Dialog .jp-mod-accept").last.click()
    page.wait_for_timeout(1500)
    lab.wait_until_idle(60)
    print("lesson 17: restarted")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--output", default="Output", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    arguments = parser.parse_args()
    installed.install(arguments.programs)
    with tempfile.TemporaryDirectory() as folder:
        for number in ("09", "17"):
            notebook = next(arguments.output.glob(f"{number}-*/notebook.ipynb"))
            shutil.copy(notebook, f"{folder}/lesson-{number}.ipynb")
        process, address = server(folder)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1200, "height": 1000})

                def shot(name):
                    if arguments.pictures:
                        arguments.pictures.mkdir(parents=True, exist_ok=True)
                        page.screenshot(path=arguments.pictures / f"{name}.png")

                change_of_a_filter(page, address, shot)
                interruption(page, address, shot)
                browser.close()
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
