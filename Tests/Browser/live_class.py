"""What a class does with `convbook live` besides editing cells: exercises are answered, options
chosen and pictures dropped on the page, lessons presented, and trainings kept.

    python Tests/Browser/live_class.py .build/debug [--screenshots FOLDER]
"""

import argparse
import base64
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from PIL import Image
from playwright.sync_api import sync_playwright

from live import LIVE, PATIENCE, ROOT, Server, Student, put_aside
from reader import browser_program

EXERCISE = ROOT / "Lessons/05-sliding-window/Exercise/Exercise.swift"
SOLUTION = ROOT / "Tests/ExerciseTests/Solutions/SlidingWindowSolution.swift"


def answered(text, solution, product="input[y + i][x + j] * filter[i][j]"):
    """The student's file with the solution's body, and another product in it."""
    body = re.search(r"-> \[\[Float\]\] \{\n(.*)\n  \}\n\}", solution, re.S)[1]
    left = re.search(r" *throw Unfinished\(\).*", text)[0]
    return text.replace(left, body.replace("input[y + i][x + j] * filter[i][j]", product))


def verdict(student, area, text):
    """Checks a text on the page; returns what is said of it."""
    area.fill(text)
    area.press("Shift+Enter")
    found = student.page.locator(".verdict:not(.stale) article, .verdict:not(.stale) > pre")
    student.page.get_by_role("button", name="Check", exact=True).wait_for(timeout=PATIENCE)
    found.first.wait_for(timeout=PATIENCE)
    return found.first.inner_text()


def check_exercise(context, server, program, bad, shots):
    """Exercise 5 is passed from the page, after two named mistakes."""
    student = Student(context, server, "05-sliding-window", bad)
    page = student.page
    area = page.locator(".exercise textarea")
    area.scroll_into_view_if_needed()
    task = area.input_value()
    student.expect(task == EXERCISE.read_text(), "the page does not show the student's file")
    student.expect(page.get_by_role("button", name="Show our solution").is_hidden(),
                   "the solution is offered before the exercise has passed")
    told = verdict(student, area, task)
    student.expect("still to be written" in told, f"an unfinished answer: {told!r}")
    page.get_by_role("button", name="Show a hint").click()
    page.locator(".hints li").first.wait_for(timeout=PATIENCE)
    shots("exercise", page)
    solution = SOLUTION.read_text()
    turned = "filter[filter.count - 1 - i][filter[0].count - 1 - j]"
    for product, name in [
        (f"input[y + i][x + j] * {turned}", "You turned the filter by 180°"),
        ("input[y + i][x + j] * filter[i][filter[0].count - 1 - j]",
         "You mirrored the filter from left to right"),
    ]:
        told = verdict(student, area, answered(task, solution, product))
        student.expect(name in told, f"instead of “{name}”: {told!r}")
        student.expect("expected" in told and page.locator(".verdict img").count() == 1,
                       "a mistake is shown without the expected answer or without its picture")
        if "180" in name:
            student.expect("Top left: yours is" in told, f"no worked sum: {told!r}")
            page.locator(".verdict").scroll_into_view_if_needed()
            shots("mistake", page)
    told = verdict(student, area, task.replace("throw Unfinished()", "return 1.5"))
    student.expect("error" in told, f"the compiler's words: {told!r}")
    # The command checks the same file.
    right = answered(task, solution)
    told = verdict(student, area, right)
    student.expect("right" in told, f"the right answer: {told!r}")
    student.expect(EXERCISE.read_text() == right, "the student's file has another text")
    again = subprocess.run([program, "check", "5"], cwd=ROOT, capture_output=True, text=True)
    student.expect(again.returncode == 0, f"convbook check: {again.stdout}")
    page.get_by_role("button", name="Show our solution").click()
    page.locator(".solution", has_text="SlidingWindowSolution").wait_for(timeout=PATIENCE)
    shots("passed", page)
    student.expect("1 of " in page.locator(".exercise-progress").inner_text(),
                   "what has passed is not counted")
    # Its file is saved elsewhere: the page follows, and what is typed is not lost.
    EXERCISE.write_text(right + "// saved elsewhere\n")
    page.wait_for_function("() => document.querySelector('.exercise textarea').value"
                           ".includes('saved elsewhere')", timeout=PATIENCE)
    student.expect(page.locator(".verdict.stale").count() == 1,
                   "the verdict of another text is not marked")
    area.fill(right + "// typed\n")
    EXERCISE.write_text(right)
    note = page.locator(".exercise .live-note:not([hidden])")
    note.wait_for(timeout=PATIENCE)
    student.expect("typed" in area.input_value(), "what was typed is lost")
    note.get_by_role("button", name="Take the other text").click()
    page.close()


def check_options(context, server, bad, shots):
    """Lesson 9's stride by slider and by field, and a picture of one's own."""
    student = Student(context, server, "09-edge-filter", bad)
    page = student.page
    panel = page.locator(".lesson-options")
    field = panel.locator("[data-option=stride] input[type=number]")
    field.wait_for(timeout=PATIENCE)
    image = page.locator("figure[data-caption='The photo'] img").first

    def chosen(command):
        panel.locator(".option-command", has_text=command).wait_for(timeout=PATIENCE)
        return student.settle()

    slider = panel.locator("[data-option=stride] input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    ended = chosen("swift run 09-edge-filter --stride 2")
    student.expect(ended in ("finished", "kept"), f"a run with an option: {ended}")
    student.expect("2" in page.locator(".result").last.inner_text(), "nothing came out")
    field.fill("3")
    field.press("Enter")
    chosen("--stride 3")
    field.fill("0")
    field.press("Enter")
    student.expect(panel.locator("input:invalid").count() == 1, "0 is out of the range")
    shots("options", page)
    before = image.get_attribute("src")
    small = Image.effect_noise((90, 60), 90).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("jpeg", "png"):
            small.save(f"{folder}/my photo.{kind}", kind)
        drop(page, pathlib.Path(folder, "my photo.jpeg"))
        panel.locator(".own-picture", has_text="my-photo.jpeg").wait_for(timeout=PATIENCE)
        student.settle()
        student.expect(image.get_attribute("src") != before, "a dropped JPEG is not shown")
        shots("picture", page)
        panel.locator("input[type=file]").set_input_files(f"{folder}/my photo.png")
        panel.locator(".own-picture", has_text="my-photo.png").wait_for(timeout=PATIENCE)
        # A photo as large as a telephone's is made smaller on the page, which says so.
        Image.new("RGB", (5200, 3900), (90, 120, 40)).save(f"{folder}/large.jpeg")
        drop(page, pathlib.Path(folder, "large.jpeg"))
        panel.locator(".own-picture", has_text="large.jpeg").wait_for(timeout=PATIENCE)
        told = panel.locator(".option-trouble").inner_text()
        student.expect("5200 × 3900" in told and "4618 × 3464" in told, f"it tells {told!r}")
        student.settle()
        panel.locator("input[type=file]").set_input_files(f"{folder}/my photo.png")
        panel.locator(".own-picture", has_text="my-photo.png").wait_for(timeout=PATIENCE)
        # Not a picture, and one with too many pixels, sent as it is: refused, and the lesson stays
        # as it is.
        trouble = panel.locator(".option-trouble:not([hidden])")
        pathlib.Path(folder, "words.png").write_bytes(b"no picture")
        drop(page, pathlib.Path(folder, "words.png"))
        trouble.filter(has_text="words.png").wait_for(timeout=PATIENCE)
        big = pathlib.Path(folder, "big.png")
        Image.new("1", (20_000, 20_000)).save(big)
        page.evaluate("""(content) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          page.send({ picture: { name: "big.png", size: bytes.length } });
          for (let start = 0; start < bytes.length; start += 8192)
            page.sendBytes(bytes.slice(start, start + 8192));
        }""", base64.b64encode(big.read_bytes()).decode())
        trouble.filter(has_text="big.png").wait_for(timeout=PATIENCE)
        panel.locator(".option-trouble").evaluate("(element) => { element.hidden = true; }")
        # More bytes than are taken: refused when it is announced.
        page.evaluate("() => page.send({ picture: { name: 'huge.png', size: 1e9 } })")
        panel.locator(".option-trouble:not([hidden])").wait_for(timeout=PATIENCE)
        student.expect("my-photo.png" in panel.inner_text(), "a bad picture replaces a good one")
    panel.get_by_role("button", name="As the lesson has it").click()
    panel.locator(".option-command").wait_for(state="hidden", timeout=PATIENCE)
    student.settle()
    student.expect(image.get_attribute("src") == before, "the lesson's own photo is not back")
    page.close()


def drop(page, file):
    """Drops a file on the page."""
    content = base64.b64encode(file.read_bytes()).decode()
    page.evaluate("""([name, content]) => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name));
      for (const type of ["dragover", "drop"]) document.querySelector("h1").dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }""", [file.name, content])


def check_saving(context, server, bad):
    """A version of one's own becomes a lesson, and is taken out of the book again."""
    manifest = ROOT / "Package.swift"
    before = manifest.read_bytes()
    student = Student(context, server, "05-sliding-window", bad)
    page = student.page
    area = student.editor("let picture")
    student.run(area, area.input_value() + "\n// mine")
    answers = []
    page.on("dialog", lambda dialog: dialog.accept(answers.pop()))
    answers.append("../evil")
    page.get_by_role("button", name="Save as a lesson of mine").click()
    page.locator(".live-bar .state", has_text="is no name for a lesson").wait_for(timeout=PATIENCE)
    answers.append("my windows")
    page.get_by_role("button", name="Save as a lesson of mine").click()
    link = page.locator(".live-bar .state a", has_text="Saved as")
    link.wait_for(timeout=PATIENCE)
    name = link.get_attribute("href").strip("/")
    folder, kept = ROOT / "Lessons" / name, ROOT / ".convbook/kept" / name
    try:
        link.click()
        student.settle()
        student.expect("My windows" in page.locator("h1").inner_text(),
                       "a saved lesson has the title of another")
        answers.append("")
        page.get_by_role("button", name="Remove this lesson of mine").click()
        page.locator(".live-bar .state", has_text="It is taken out").wait_for(timeout=PATIENCE)
        student.expect(manifest.read_bytes() == before and not folder.exists() and kept.exists(),
                       "a lesson that was removed is there, or lost")
        answer = context.request.get(f"{server.address}/{name}/")
        student.expect(answer.status == 404, "a lesson that was removed is served")
    finally:
        manifest.write_bytes(before)
        for rest in folder, kept, LIVE / name:
            shutil.rmtree(rest, ignore_errors=True)
        page.close()


def check_parts_over_all(page, student):
    """A figure of parts over all is no smaller than in its cell, and is all there."""
    panels = page.locator(".presented figure.grids .panel svg")
    if panels.count() == 0:
        return
    sizes = "(all) => all.map((one) => one.getBoundingClientRect().width)"
    before = panels.evaluate_all(sizes)
    page.keyboard.press("f")
    if page.locator(".full-figure.grids").count():
        after = panels.evaluate_all(sizes)
        end = page.locator(".full-figure .board").evaluate_all(
            "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().right))")
        wide = page.viewport_size["width"]
        student.expect(end <= wide, f"a figure over all ends at {end} of {wide}")
        student.expect(sum(after) > 0.9 * sum(before), f"parts over all: {before}, then {after}")
    page.keyboard.press("Escape")
    student.expect(page.locator(".full-figure").count() == 0, "Escape leaves a figure over all")


def check_presenting(context, server, bad, shots):
    """One cell after the other by key, with answers hidden first and a figure over all."""
    student = Student(context, server, "09-edge-filter", bad)
    page = student.page
    page.get_by_role("button", name="Present", exact=True).click()
    shown = page.locator(".presented")
    told = page.locator(".present-bar .place").inner_text()
    student.expect(told.startswith("1 "), f"from the top of the page it begins at {told}")
    sizes = page.evaluate("() => [getComputedStyle(document.querySelector('.presented p, h1'))"
                          ".fontSize, innerWidth]")
    student.expect(float(sizes[0][:-2]) > 20, f"the type is {sizes[0]} high")
    asked = 0
    for step in range(200):
        student.expect(shown.count() == 1, f"{shown.count()} cells are shown at once")
        if page.locator(".presented.asks").count():
            output = page.locator(".presented .output").first
            student.expect(output.evaluate("(one) => getComputedStyle(one).visibility") == "hidden",
                           "an answer is seen before it is asked for")
            if asked == 1:
                shots("present-asks", page)
            page.keyboard.press("ArrowRight")
            student.expect(output.evaluate("(one) => getComputedStyle(one).visibility")
                           == "visible", "an answer stays hidden")
            asked += 1
            check_parts_over_all(page, student)
            picture = page.locator(".presented figure.picture")
            if picture.count() and not page.locator(".was-full").count():
                shots("present", page)
                page.keyboard.press("f")
                box = page.locator(".full-figure").bounding_box()
                student.expect(box["x"] == 0 and box["width"] >= page.viewport_size["width"] - 20,
                               f"a figure over all is {box}")
                shots("present-figure", page)
                picture.first.evaluate("(one) => one.classList.add('was-full')")
                page.keyboard.press("Escape")
        place = page.locator(".present-bar .place").inner_text()
        page.keyboard.press("ArrowRight")
        if page.locator(".present-bar .place").inner_text() == place:
            break
    student.expect(asked > 3, f"only {asked} cells asked")
    page.keyboard.press("Escape")
    student.expect(page.locator("html.presenting").count() == 0, "Escape does not end it")
    student.expect(page.locator(".live-bar").is_visible(), "the page is not back")
    page.close()


def check_kept_training(context, server, bad, shots):
    """A cell below a training is changed, and the network is not trained again."""
    student = Student(context, server, "21-feature-maps", bad)
    page = student.page
    student.expect(page.locator(".kept-training").count() == 0, "nothing can be kept yet")
    accuracy = page.locator("tr", has_text="test accuracy").first.inner_text()
    area = student.editor("let test = data.test.prefix(1000)")
    student.run(area, area.input_value().replace(
        "let test = data.test.prefix(1000)", "let test = data.test.prefix(1000)\nlet more = 1")
        + "\npage.say(\"\\(more)\")")
    told = page.locator(".kept-training")
    student.expect(told.count() == 1 and "was not trained again" in told.inner_text(),
                   "the network was trained again")
    student.expect(page.locator("tr", has_text="test accuracy").first.inner_text() == accuracy,
                   "a kept network reads otherwise than the one that was trained")
    told.scroll_into_view_if_needed()
    shots("kept", page)
    told.get_by_role("button", name="Train anew").click()
    student.state("running")
    student.settle()
    student.expect(page.locator(".kept-training").count() == 0, "it was not trained anew")
    page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    program = options.programs.resolve() / "convbook"
    bad = []

    def shots(name, page):
        """Light and dark, wide and narrow."""
        if not options.screenshots:
            return
        options.screenshots.mkdir(parents=True, exist_ok=True)
        size = page.viewport_size
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (390, 1280, 2560):
                page.set_viewport_size({"width": width, "height": 1000})
                page.screenshot(path=options.screenshots / f"class-{name}-{scheme}-{width}.png")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(size)

    with tempfile.TemporaryDirectory() as progress, put_aside(LIVE), put_aside(EXERCISE):
        EXERCISE.write_bytes(subprocess.check_output(
            ["git", "show", f"HEAD:{EXERCISE.relative_to(ROOT)}"], cwd=ROOT))
        os.environ["CONVBOOK_PROGRESS"] = progress
        server = Server(program)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browser_program(), args=["--no-sandbox"])
                context = browser.new_context(viewport={"width": 1280, "height": 1000})
                check_exercise(context, server, program, bad, shots)
                check_options(context, server, bad, shots)
                check_saving(context, server, bad)
                check_presenting(context, server, bad, shots)
                check_kept_training(context, server, bad, shots)
                browser.close()
        finally:
            if server.end():
                bad.append("Ctrl-C does not end the server cleanly")
    print("\n".join(dict.fromkeys(bad)) or "a class can work with the pages of `live`")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
