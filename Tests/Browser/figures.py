"""Uses the figures that are alive on the pages: the window that slides, the filter to edit, and
the smaller ones.

    python Tests/Browser/figures.py Output --programs .build/debug

What the page computes is held to the library: lesson 9 is run with --tensors, and every number of
its convolution compared with what the page's own script makes of the same photo.
"""

import argparse
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
from playwright.sync_api import sync_playwright

from living import check_living
from network import check_network_library
from reader import SHIFTS, Reader, launched
from sample import dealt, drawn
from transfers import check_transfer_library
from windows import check_windows

CONVOLVE = """
async ({ file, channel, filter, stride, padding }) => {
  const { height, width, channels, values } = await page.pixels(file);
  const photo = { height, width,
    values: Float32Array.from(
      { length: height * width }, (_, i) => values[i * channels + channel]) };
  const result = page.convolve(photo, filter, stride, padding);
  return [result.height, result.width, [...result.values]];
}
"""

# Keeps the numbers of the pictures back until letNumbersCome() is called.
HELD = """
  let come;
  Object.defineProperty(window, "convbookPixels", {
    set(arrived) { come = arrived; },
    get() { return (...picture) => { window.letNumbersCome = () => come(...picture); }; },
  });
"""


def check_library(reader, programs):
    """The page's convolution and the library's, number by number."""
    picture = reader.page.locator("figure[data-caption='The photo'] img").get_attribute("src")
    for stride in 1, 2, 3:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [programs / "09-edge-filter", "--quiet", "--tensors", "--stride", str(stride),
                 "--output", f"{folder}/09-edge-filter"], check=True)
            files = list(pathlib.Path(folder).glob("*/*-conv2d.npy"))
            expected = numpy.load(files[0])[0, :, :, 0]
        height, width, values = reader.page.evaluate(CONVOLVE, {
            "file": picture, "channel": 0, "filter": [[-1, 0, 1]] * 3, "stride": stride,
            "padding": 0})
        found = numpy.array(values, numpy.float32).reshape(height, width)
        reader.expect(found.shape == expected.shape and (found == expected).all(),
                      f"stride {stride}: the page and the library do not agree")


def check_convolve(reader):
    """The page's convolution and plain sums, on inputs drawn at random."""
    random = numpy.random.default_rng(8)
    for _ in range(60):
        height, width, high, wide = random.integers([3, 3, 1, 1], [12, 12, 4, 4])
        stride, padding, dilation = random.integers([1, 0, 1], [4, 3, 3])
        if (high - 1) * dilation >= height + 2 * padding or (
                wide - 1) * dilation >= width + 2 * padding:
            dilation = 1
        image, filter = random.normal(size=(height, width)), random.normal(size=(high, wide))
        image = image.astype(numpy.float32)
        padded = numpy.pad(image, padding)
        down, across = (high - 1) * dilation + 1, (wide - 1) * dilation + 1
        rows = (height + 2 * padding - down) // stride + 1
        columns = (width + 2 * padding - across) // stride + 1
        corners = [[(y * stride, x * stride) for x in range(columns)] for y in range(rows)]
        expected = [[(padded[y:y + down:dilation, x:x + across:dilation] * filter).sum()
                     for y, x in row] for row in corners]
        found = reader.page.evaluate(
            "([image, filter, stride, padding, dilation]) => { const result = page.convolve("
            " { height: image.length, width: image[0].length, values: image.flat() },"
            " filter, stride, padding, dilation);"
            " return [result.height, result.width, [...result.values]]; }",
            [image.tolist(), filter.tolist(), int(stride), int(padding), int(dilation)])
        reader.expect(
            found[:2] == [rows, columns], f"size {found[:2]} where {[rows, columns]} is right")
        numbers = numpy.array(found[2]).reshape(rows, columns)
        reader.expect(
            numpy.allclose(numbers, expected, atol=1e-4), "a random convolution differs")


def check_editor(reader):
    page = reader.page
    figure = page.locator("figure.editor").first
    figure.scroll_into_view_if_needed()
    page.wait_for_function(
        "document.querySelector('figure.editor .written').textContent.length > 5")
    written = figure.locator(".written")

    def sum_holds(what):
        terms, result = written.inner_text().replace("−", "-").rsplit("=", 1)
        terms = re.sub(r"\s+", " ", terms).replace("(", "").replace(")", "")
        total = sum(float(a) * float(b) for a, b in
                    (product.split(" · ") for product in terms.strip().split(" + ")))
        reader.expect(abs(total - float(result)) < 0.1, f"{what}: {terms} is {total}, not {result}")
        return total

    photo = figure.locator(".photo canvas").first
    box = photo.bounding_box()
    place = figure.locator(".place")
    told = []
    for share in 0.3, 0.7:
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * share)
        told.append(place.inner_text())
    reader.expect(told[0] != told[1], "pointing at the photo tells nothing")
    canvas = figure.locator("canvas[tabindex]")
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.35)
    pools = not figure.locator("input[type=number]").count()
    if not pools:
        sum_holds("under the pointer")
    before = place.inner_text()
    canvas.focus()
    page.keyboard.press("ArrowRight")
    reader.expect(place.inner_text() != before, "the arrow keys move nothing")
    if pools:
        numbers, largest = written.inner_text().replace("−", "-").rsplit("\nis ", 1)
        found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", numbers)]
        reader.expect(
            len(found) == 9 and max(found) == float(largest), f"no maximum: {written.inner_text()}")
        return
    sum_holds("by keyboard")
    figure.locator("input[type=number]").nth(4).fill("7.5")
    reader.expect("7.5" in written.inner_text(), "a changed weight does not count")
    sum_holds("with a changed weight")
    figure.locator("select").first.select_option("mean")
    total = sum_holds("the mean")
    reader.expect(0 <= total <= 255, "a mean of pixels is no pixel")
    reader.expect(
        "Black is 0" in figure.locator(".live .legend").first.inner_text(),
        "a mean is drawn as signed")
    figure.get_by_label("Stride").select_option("2")
    reader.expect(
        "214 × 319" in figure.locator(".live .legend").first.inner_text(),
        "stride 2 does not halve")
    sum_holds("stride 2")
    figure.get_by_role("button", name="As the lesson had it").click()
    reader.expect("427 × 638" in figure.locator(".live .legend").first.inner_text(),
                  "it is not as the lesson had it")
    # A picture of one's own: 8 rows, 12 columns, each pixel ten times its column.
    page.evaluate("""async () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [12, 8];
      const context = canvas.getContext("2d");
      for (let x = 0; x < 12; x++) {
        context.fillStyle = `rgb(${10 * x} ${10 * x} ${10 * x})`;
        context.fillRect(x, 0, 1, 8);
      }
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const files = new DataTransfer();
      files.items.add(new File([blob], "own.png", { type: "image/png" }));
      document.querySelector("figure.editor .live").dispatchEvent(
        new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
    }""")
    page.wait_for_function("document.querySelector('figure.editor .live .legend')"
                           ".textContent.startsWith('6 × 10')")
    reader.expect(sum_holds("a dropped picture") == 60, "the dropped picture is not what is read")
    reader.shoot("editor")


def check_late(browser, path, **settings):
    """Numbers that come late, and pointing about, move nothing on the page."""
    reader = Reader(browser, path, None, **settings)
    page = reader.page
    page.add_init_script(HELD)
    reader.reload()
    figure = page.locator("figure.editor").first
    figure.scroll_into_view_if_needed()
    page.wait_for_timeout(700)  # What moves within half a second of an input is forgiven.
    page.wait_for_function("Boolean(window.letNumbersCome)")
    reader.expect(
        not figure.locator(".written").inner_text(), "there is a sum before there are numbers")
    page.evaluate("letNumbersCome()")
    page.wait_for_function(
        "document.querySelector('figure.editor .written').textContent.length > 5")
    box = figure.locator("canvas[tabindex]").bounding_box()
    for share in 0.02, 0.3, 0.6, 0.98:
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * share)
        page.wait_for_timeout(50)
    for moved in page.evaluate(SHIFTS):
        reader.bad.append(f"moves when the numbers come: {moved}")
    return reader.close()


def check_reading(reader):
    """A plot tells its numbers, under the pointer and by keyboard."""
    for figure in reader.page.locator("figure[data-reading]").all():
        figure.scroll_into_view_if_needed()
        drawing = figure.locator(".drawing > svg:visible").first
        readout = figure.locator(".readout")
        hint = readout.inner_text()
        box = drawing.bounding_box()
        drawing.hover(position={"x": box["width"] / 2, "y": min(box["height"] / 2, 200)})
        told = readout.inner_text()
        reader.expect(told != hint and re.search(r"\d", told), f"a plot tells nothing: {told!r}")
        drawing.focus()
        reader.page.keyboard.press("ArrowRight")
        reader.expect(readout.inner_text() != told, "the arrow keys read nothing off")
    reader.shoot("reading")


def check_film(reader):
    film = reader.page.locator("figure[data-frames]").first
    slider, screen = film.locator("input[type=range]"), film.locator(".screen")
    before = screen.evaluate("(it) => it.style.backgroundPosition")
    slider.focus()
    reader.page.keyboard.press("End")
    reader.expect(
        screen.evaluate("(it) => it.style.backgroundPosition") != before, "scrubbing shows nothing")
    film.get_by_role("button", name="Play").click()
    reader.page.wait_for_timeout(800)
    reader.expect(slider.input_value() == "1", f"it plays to {slider.input_value()}")
    film.get_by_role("button", name="Pause").click()
    reader.shoot("film")


WIDTHS = [390, 1280, 2560]
SCHEMES = ["light", "dark"]

# What is tried on the page of each lesson, in one of these settings or with CONVBOOK_CHECK_ALL=1 in
# all of them.
FIGURES = {
    "01-pixels": [check_living],
    "02-grayscale": [check_living],
    "03-arrays": [check_living],
    "04-why-convolution": [check_living],
    "05-sliding-window": [check_windows],
    "06-flip-or-not": [check_living],
    "07-padding-and-stride": [check_windows],
    "08-channels-and-filters": [check_living],
    "09-edge-filter": [check_windows, check_editor],
    "10-pooling": [check_windows, check_living, check_editor],
    "11-dimensions": [check_living],
    "12-im2col": [check_living],
    "13-layers": [check_living],
    "14-activations": [check_living],
    "15-backpropagation": [check_living],
    "16-simple-conv-net": [check_living],
    "17-three-conv-net": [check_reading, check_living],
    "18-dense-or-conv": [check_living],
    "19-regularization": [check_living],
    "20-filters": [check_film],
    "21-feature-maps": [check_living],
    "23-vgg": [check_reading, check_living],
    "24-residual-networks": [check_living],
    "25-transforms": [check_living],
    "26-transfer-learning": [check_living],
    "27-graph-convolution": [check_living],
}

# Where the page's own numbers are held to the library's or to NumPy's, once each.
LIBRARY = [
    ("05-sliding-window", lambda reader, _: check_convolve(reader)),
    ("09-edge-filter", check_library),
    ("17-three-conv-net", check_network_library),
    ("26-transfer-learning", check_transfer_library),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--programs", type=pathlib.Path, default=pathlib.Path(".build/debug"))
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    bad = []
    with sync_playwright() as playwright:
        browser = launched(playwright)

        def opened(name, scheme, width):
            return Reader(browser, options.folder / name / "index.html", options.screenshots,
                          viewport={"width": width, "height": 900}, color_scheme=scheme,
                          has_touch=width < 600)

        settings = dealt(itertools.product(SCHEMES, WIDTHS), FIGURES, 1)
        for (name, checks), some in zip(FIGURES.items(), settings):
            for scheme, width in some:
                reader = opened(name, scheme, width)
                for check in checks:
                    check(reader)
                bad += [f"{width} {scheme}: {text}" for text in reader.close()]
        for name, check in LIBRARY:
            reader = opened(name, "light", 1280)
            check(reader, options.programs)
            bad += reader.close()
        for name in "09-edge-filter", "10-pooling":
            for width in drawn([1200, 700, 320], 1, name):
                bad += check_late(browser, options.folder / name / "index.html",
                                  viewport={"width": width, "height": 900})
        browser.close()
    print("\n".join(dict.fromkeys(bad)) or "The figures work")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
