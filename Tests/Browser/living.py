"""Tries the smaller figures of a page, each by the interactions that it says it has: numbers that
move, channels that are mixed, scores that become shares; held to NumPy."""

import json
import re

import numpy

import chains
import fields
import gradients
import graphs
import layers
import network
import resized
import transfers
from layers import number, slide
from reader import opened


class Moves:
    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.input = numpy.array(self.lesson["input"], float)
        self.result = self.lesson["results"][0]
        self.weights = self.lesson.get("weights")

    def cell(self, panel, y, x):
        return self.figure.locator(f".of-{panel} [data-y='{y}'][data-x='{x}']")

    @property
    def rows(self):
        return len(self.result["from"]) // self.result["columns"]

    def place(self, place):
        return divmod(place, self.result["columns"])

    def shown(self):
        rows, columns = self.rows, self.result["columns"]
        return [[self.cell("output", y, x).locator("text").text_content() for x in range(columns)]
                for y in range(rows)]

    def expect_all(self, what):
        flat = self.input.reshape(-1)
        expected = flat[numpy.array(self.result["from"])].reshape(self.rows, -1)
        found = numpy.array([[number(text) for text in row] for row in self.shown()])
        self.reader.expect(
            (found == expected).all(), f"{what}: {found.tolist()}, NumPy says {expected.tolist()}")
        if self.weights:
            sums = [number(self.cell("sums", y, 0).locator("text").text_content())
                    for y in range(self.rows)]
            self.reader.expect(
                numpy.allclose(sums, expected @ self.weights, atol=1e-3), f"{what}: sums {sums}")

    def point(self):
        for place in range(0, len(self.result["from"]), 3):
            self.cell("output", *self.place(place)).hover()
            source = self.result["from"][place]
            lit = self.figure.locator(".of-input .lit")
            at = (int(lit.get_attribute("data-y")), int(lit.get_attribute("data-x")))
            self.reader.expect(at == divmod(source, self.input.shape[1]),
                               f"place {place} lights {at}, it was at {source}")

    def link(self):
        source = self.result["from"][-1]
        self.cell("input", *divmod(source, self.input.shape[1])).hover()
        lit = self.figure.locator(".of-output .lit").count()
        count = self.result["from"].count(source)
        self.reader.expect(lit == count, f"number {source} lights {lit} places of {count}")

    def play(self):
        slide(self.figure.locator("input[type=range]"), 0)
        left = sum(text == "" for row in self.shown() for text in row)
        self.reader.expect(
            left == len(self.result["from"]) - 1, f"{left} places are empty at the beginning")
        layers.play(self.reader, self.figure)
        self.expect_all("played to the end")

    def scrub(self):
        slide(self.figure.locator("input[type=range]"), 1)
        filled = sum(text != "" for row in self.shown() for text in row)
        self.reader.expect(filled == 2, f"{filled} places are filled after the second")
        back = self.figure.get_by_role("button", name="One step back")
        back.click()
        back.click()
        self.reader.expect(back.is_disabled(), "one can step back before the beginning")
        slide(self.figure.locator("input[type=range]"), len(self.result["from"]) - 1)
        self.expect_all("the slider's end")

    def edit(self):
        value = 250.5 if self.lesson.get("channels") else -7.5
        self.cell("input", 0, 1).click()
        field = self.figure.locator("input.typed")
        field.fill(str(value))
        field.press("Enter")
        self.input[0, 1] = value
        self.expect_all("a typed number")

    def drag(self):
        box = self.cell("input", 1 % len(self.input), 0).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - 40, steps=4)
        self.page.mouse.up()
        # By pixels of a photo one goes faster.
        self.input[1 % len(self.input), 0] = (
            min(255, self.input[1 % len(self.input), 0] + 20) if self.lesson.get("channels")
            else self.input[1 % len(self.input), 0] + 4)
        self.expect_all("a dragged number")

    def rest(self):
        self.figure.get_by_role("button", name="As the lesson had it").click()
        self.input = numpy.array(self.lesson["input"], float)
        for index, self.result in enumerate(self.lesson["results"]):
            choice = self.figure.locator("select")
            if choice.count():
                choice.select_option(str(index))
            slide(self.figure.locator("input[type=range]"), len(self.result["from"]) - 1)
            self.expect_all(self.result["name"])
        self.figure.locator(".of-output svg").focus()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(30)
        aloud = self.page.locator("[aria-live].aloud").first.inner_text()
        self.reader.expect(
            "row of all" in aloud, f"nothing is read aloud: “{aloud}”")
        if channels := self.lesson.get("channels"):
            self.expect_pixels(channels)

    def expect_pixels(self, channels):
        """Each pixel has its colour, lights its numbers in both places, and tells their places."""
        height, width = self.input.shape[0], self.input.shape[1] // channels
        numbers = self.input.reshape(height, width, channels)
        for y, x in (0, 0), (height - 1, width - 2):
            pixel = self.cell("pixels", y, x)
            pixel.hover()
            fill = pixel.locator("rect").first.evaluate("(it) => getComputedStyle(it).fill")
            colour = [float(part) for part in re.findall(r"[\d.]+", fill)]
            self.reader.expect(colour == numbers[y, x].tolist(),
                               f"pixel {y}, {x} is {colour}, not {numbers[y, x]}")
            for panel in "input", "output":
                lit = self.figure.locator(f".of-{panel} .lit text").all_text_contents()
                self.reader.expect(sorted(map(number, lit)) == sorted(numbers[y, x]),
                                   f"pixel {y}, {x} lights {lit} of {panel}")
            first = numpy.ravel_multi_index((y, x, 0), numbers.shape)
            told = self.figure.locator(".written").inner_text()
            self.reader.expect(f"numbers {first} to {first + channels - 1} " in told, told)
        self.cell("input", 1, 1).hover()
        told = self.figure.locator(".written").inner_text()
        sum_, index = re.search(r"number (.+) = (\d+) of", told).groups()
        self.reader.expect(eval(sum_.replace("·", "*")) == int(index) == self.input.shape[1] + 1,
                           f"the place is {told}")


class Mixer:
    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.photo = opened(reader.path.parent / self.lesson["file"])[:, :, :3].astype(float)
        self.page.wait_for_function("(e) => /=/.test(e.textContent)",
                                    arg=figure.locator(".written").element_handle())

    def expect_pixels(self, weights, what):
        """The grey picture is NumPy's, but for rounding."""
        found = numpy.array(self.figure.locator("canvas").nth(1).evaluate(
            """(e) => [...e.getContext("2d").getImageData(0, 0, e.width, e.height).data]
                .filter((_, i) => i % 4 === 0)""")).reshape(self.photo.shape[:2])
        expected = numpy.clip(self.photo @ numpy.array(weights), 0, 255)
        most = abs(found - expected).max()
        self.reader.expect(most <= 0.51, f"{what}: a grey is off by {most}")

    def point(self):
        screen = self.figure.locator("canvas").nth(1)
        box = screen.bounding_box()
        for share_y, share_x in (0.3, 0.7), (0.8, 0.2):
            self.page.mouse.move(box["x"] + box["width"] * share_x,
                                 box["y"] + box["height"] * share_y)
            self.expect_sum("pointed at")
        screen.focus()
        before = self.place()
        self.page.keyboard.press("Shift+ArrowRight")
        self.page.keyboard.press("ArrowUp")
        self.reader.expect(
            self.place() == (before[0] - 1, min(before[1] + 10, self.photo.shape[1] - 1)),
            f"the keys lead from {before} to {self.place()}")
        self.expect_sum("by keyboard")

    link = point

    def place(self):
        text = self.figure.locator(".written").inner_text()
        return tuple(map(int, re.match(r"\((\d+), (\d+)\)", text).groups()))

    def expect_sum(self, what):
        text = self.figure.locator(".written").inner_text()
        pairs = re.findall(r"([\d.]+) · (\d+)", text.split(":")[1])
        told = [float(value) for _, value in pairs]
        reader = self.reader
        reader.expect(told == self.photo[self.place()].tolist(), f"{what}: {text}")
        total = sum(float(weight) * float(value) for weight, value in pairs)
        reader.expect(abs(number(text.split("= ")[1]) - total) < 0.2, f"{what}: {text}")

    def scrub(self):
        for index, value in enumerate((0.25, 0.5, 1)):
            slide(self.figure.locator(".sliders input").nth(index), value)
        self.expect_pixels([0.25, 0.5, 1], "three weights that were slid")
        remark = self.figure.locator(".caption").inner_text()
        self.reader.expect("1.75, more than 1" in remark, remark)
        self.reader.expect(
            self.figure.locator("select").input_value() == "own", "own weights have a name")

    def rest(self):
        for index, mixture in enumerate(self.lesson["mixtures"]):
            self.figure.locator("select").select_option(str(index))
            self.expect_pixels(mixture["weights"], mixture["name"])


class Scores:
    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.scores = json.loads(figure.get_attribute("data-configuration"))["scores"]

    def expect_shares(self, scores, what):
        scores = numpy.array(scores, numpy.float32)
        with numpy.errstate(all="ignore"):
            powers = numpy.exp(scores)
            plain = powers / powers.sum()
        exact = scores.astype(float) - scores.max()
        stable = numpy.exp(exact) / numpy.exp(exact).sum()
        logarithms = exact - numpy.log(numpy.exp(exact).sum())
        for index in range(len(scores)):
            cells = self.figure.locator("tbody tr").nth(index).locator("td").all_inner_texts()
            found = [number(text.replace("e−", "e-")) for text in cells[2:6]]
            expected = [powers[index], plain[index], stable[index], logarithms[index]]
            near = numpy.allclose(found, expected, rtol=0.06, atol=6e-4, equal_nan=True)
            self.reader.expect(near, f"{what}, class {index}: {found}, NumPy says {expected}")

    def scrub(self):
        self.expect_shares(self.scores, "at first")
        ranges = self.figure.locator("tbody input[type=range]")
        for index, value in enumerate((-6, 3.5)):
            slide(ranges.nth(index), value)
            self.scores[index] = value
        self.expect_shares(self.scores, "slid")
        everything = self.figure.locator(".controls input[type=range]")
        for shift, remark in (1000, "a Float holds"), (-1000, "a Float holds"), (50, "fall"):
            slide(everything, shift)
            self.expect_shares([score + shift for score in self.scores], f"all by {shift}")
            told = self.figure.locator(".hint").inner_text()
            self.reader.expect(remark in told, f"all by {shift}: {told}")
        slide(everything, 0)

    def edit(self):
        field = self.figure.locator("input[type=number]").nth(1)
        field.fill("-800")
        self.scores[1] = -800
        self.expect_shares(self.scores, "typed")
        self.reader.expect(
            "too small for a Float" in self.figure.locator(".hint").inner_text(), "no remark")
        field.fill("")
        field.blur()
        self.reader.expect(field.input_value() == "-800", "an emptied field is not restored")

    def rest(self):
        self.figure.get_by_role("button", name="As the lesson had it").click()
        self.scores = json.loads(self.figure.get_attribute("data-configuration"))["scores"]
        self.expect_shares(self.scores, "as the lesson had it")


KINDS = {"moves": Moves, "mixer": Mixer, "scores": Scores, **layers.KINDS, **gradients.KINDS,
         **network.KINDS, **fields.KINDS, **graphs.KINDS, **resized.KINDS, **chains.KINDS,
         **transfers.KINDS}


def check_living(reader):
    """All figures of these kinds on a page, by pointer and keyboard."""
    count = 0
    for kind, tried in KINDS.items():
        for figure in reader.page.locator(f"figure[data-figure={kind}]").all():
            count += 1
            figure.scroll_into_view_if_needed()
            one = tried(reader, figure)
            for name in figure.get_attribute("data-interactions").split():
                getattr(one, name)()
            one.rest()
            right = figure.bounding_box()
            wide = reader.page.evaluate("document.documentElement.clientWidth")
            reader.expect(
                right["x"] + right["width"] <= wide, f"the figure {kind} is wider than the page")
            reader.shoot(kind)
    reader.expect(count > 0, "there is no such figure")
