"""Tries the figures of layers and of random numbers, each by the interactions that it says it has:
draws that fill histograms, wires, stacks of sheets, a filter that is learned, and a number that is
pushed about; held to NumPy, with numbers drawn at random."""

import functools
import json
import re

import numpy

WORD = (1 << 64) - 1


def number(text):
    """A number as the pages write it."""
    special = {"NaN": numpy.nan, "∞": numpy.inf, "−∞": -numpy.inf}
    return special[text] if text in special else float(text.replace("−", "-"))


def slide(control, value):
    control.evaluate("""(e, value) => { e.value = value;
        e.dispatchEvent(new Event("input", { bubbles: true })); }""", str(value))


def play(reader, figure):
    """Plays a figure to its end; on the page's own clock two minutes pass in no time."""
    reader.page.clock.install()
    figure.get_by_role("button", name="Play").click()
    reader.page.clock.run_for(120_000)
    reader.page.clock.resume()
    reader.expect(figure.get_by_role("button", name="One step further").is_disabled()
                  and figure.get_by_role("button", name="Play").count() == 1,
                  "it does not play to its end")


def correlated(image, kernel):
    windows = numpy.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(-2, -1))


class Figure:
    """A figure whose numbers stand in grids."""

    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.begin()

    def cell(self, panel, y, x, index=0):
        return self.figure.locator(f".of-{panel}:visible").nth(index).locator(
            f"[data-y='{y}'][data-x='{x}']")

    def grid(self, panel, index=0):
        """The texts of a grid, row by row."""
        return self.figure.locator(f".of-{panel}:visible").nth(index).evaluate("""(panel) => {
          const rows = [];
          for (const cell of panel.querySelectorAll("[data-y]")) {
            (rows[cell.dataset.y] ??= [])[cell.dataset.x] = cell.textContent;
          }
          return rows;
        }""")

    def numbers(self, panel, index=0):
        return numpy.array([[number(text) for text in row] for row in self.grid(panel, index)])

    def type(self, panel, y, x, value, index=0):
        self.cell(panel, y, x, index).click()
        field = self.figure.locator("input.typed")
        field.fill(str(value))
        field.press("Enter")

    def pull(self, panel, y, x, index=0):
        """Drags a number up by four."""
        self.cell(panel, y, x, index).scroll_into_view_if_needed()
        box = self.cell(panel, y, x, index).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - 40, steps=4)
        self.page.mouse.up()

    def expect_near(self, found, expected, what):
        near = numpy.shape(found) == numpy.shape(expected) and numpy.allclose(
            found, expected, atol=6e-3)
        self.reader.expect(near, f"{what}: {found}, NumPy says {expected}")

    def control(self):
        return self.figure.locator(".controls input[type=range]")

    def play_to_end(self):
        slide(self.control(), 0)
        back = self.figure.get_by_role("button", name="One step back")
        self.reader.expect(back.is_disabled(), "one can step back before the beginning")
        play(self.reader, self.figure)

    def press(self, panel, key, index=0):
        """Presses an arrow key in a grid; returns what is read aloud."""
        self.figure.locator(f".of-{panel}:visible svg").nth(index).focus()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        return self.page.locator("[aria-live].aloud").first.inner_text()

    def touch(self, cell):
        """Touches a cell with a finger, where the page has touch."""
        cell.scroll_into_view_if_needed()
        cell.tap() if self.reader.page.evaluate("navigator.maxTouchPoints") else cell.click()

    def reset(self):
        self.figure.get_by_role("button", name="As the lesson had it").click()
        self.begin()


class Draws(Figure):
    def begin(self):
        self.seed, self.count = self.lesson["seed"], self.lesson["count"]

    def bits(self, seed, skipped):
        """SplitMix64, written down once more."""
        state = (seed + skipped * 0x9E3779B97F4A7C15) & WORD
        while True:
            state = (state + 0x9E3779B97F4A7C15) & WORD
            mixed = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & WORD
            mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & WORD
            yield mixed ^ mixed >> 31

    @functools.cache
    def drawn(self, index, seed):
        source = self.lesson["sources"][index]
        bits = self.bits(seed, index * self.count)
        low, high = source["range"]
        if source["law"] == "integers":
            return numpy.array([int(low) + (next(bits) * int(high - low) >> 64)
                                for _ in range(self.count)], numpy.float32)
        if source["law"] == "uniform":
            return numpy.array([low + (high - low) * (next(bits) >> 40) * 2.0 ** -24
                                for _ in range(self.count)], numpy.float32)
        found = []
        while len(found) < self.count:
            x, y = (next(bits) >> 11) * 2.0 ** -52 - 1, (next(bits) >> 11) * 2.0 ** -52 - 1
            square = x * x + y * y
            if 0 < square < 1:
                found.append(x * numpy.sqrt(-2 * numpy.log(square) / square))
        return numpy.array(found, numpy.float32)

    def expect_histograms(self, what):
        text = self.control().get_attribute("aria-valuetext")
        many = int(re.match(r"\d+", text)[0])
        for index, source in enumerate(self.lesson["sources"]):
            numbers = self.drawn(index, self.seed)
            self.expect_near(numbers[:12] if self.seed == self.lesson["seed"] else [],
                             source["first"] if self.seed == self.lesson["seed"] else [],
                             f"{what}: the library's first numbers")
            low, high = source["range"]
            bins = round((high - low) / source["binWidth"])
            expected, _ = numpy.histogram(
                numbers[:many].astype(float), bins=bins, range=(low, high))
            panel = self.figure.locator(".draw").nth(index)
            found = panel.locator(".bin").evaluate_all(
                "(bars) => bars.map((bar) => Number(bar.dataset.count))")
            # A number on the border of two intervals may be counted in either.
            off = numpy.abs(numpy.array(found) - expected).sum()
            self.reader.expect(off <= 4, f"{what}: bars {found}, NumPy says {expected.tolist()}")
            told = panel.locator(".told").inner_text()
            mean, deviation = [number(text.rstrip(".")) for text in
                               re.search(r"Mean (\S+), standard deviation (\S+)", told).groups()]
            self.expect_near([mean, deviation], [numbers[:many].mean(), numbers[:many].std()],
                             f"{what}: {told}")

    def point(self):
        self.expect_histograms("all of them")
        panel = self.figure.locator(".draw").first
        drawing = panel.locator("svg").first
        box = drawing.bounding_box()
        drawing.hover(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
        face = int(re.match(r"(\d+) came", panel.locator(".told").inner_text())[1])
        self.reader.expect(face == 7, f"three quarters along the die is {face}, not 7")
        drawing.focus()
        self.page.mouse.move(0, 0)
        self.page.keyboard.press("ArrowRight")
        told = panel.locator(".told").inner_text()
        count = int((self.drawn(0, self.seed) == 0).sum())
        self.reader.expect(told.startswith(f"0 came {count} times"), f"the first bar: {told}")

    def link(self):
        last = self.figure.locator(".draw").first.locator(".of-last [data-x='5']")
        self.touch(last)
        last.hover()
        lit = self.figure.locator(".draw").first.locator(".bin.lit")
        self.reader.expect(lit.get_attribute("data-bin") == last.text_content(),
                           f"the last throw lights bar {lit.get_attribute('data-bin')}")
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_histograms("played to the end")

    def scrub(self):
        slide(self.control(), 12)
        self.expect_histograms("twelve drawn")
        shown = [cell for cell in self.grid("last")[0]]
        expected = [f"{value:.0f}" for value in self.drawn(0, self.seed)[6:12]]
        self.reader.expect(shown == expected, f"the last throws {shown}, not {expected}")
        self.figure.get_by_role("button", name="One step further").click()
        self.expect_histograms("one more")

    def edit(self):
        field = self.figure.locator("input[type=number]")
        before = self.grid("last")
        self.seed = int(numpy.random.default_rng().integers(4, 10 ** 9))
        field.fill(str(self.seed))
        slide(self.control(), 20)
        self.expect_histograms(f"seed {self.seed}")
        self.seed = self.lesson["seed"]
        field.fill(str(self.seed))
        slide(self.control(), 13)
        self.reader.expect(self.grid("last") == before, "the same seed gives other numbers")

    def rest(self):
        self.reset()
        self.expect_histograms("as the lesson had it")


class Wires(Figure):
    def begin(self):
        self.input = numpy.array(self.lesson["input"], float)
        self.dense = numpy.array(self.lesson["dense"], float)
        self.filter = numpy.array(self.lesson["filter"], float)
        self.shift, self.order, self.follows = 0, numpy.arange(len(self.input)), False
        self.middle = len(self.filter) // 2

    def expect_answers(self, what):
        shifted = numpy.concatenate([numpy.zeros(self.shift), self.input])[:len(self.input)]
        row = shifted[self.order]
        dense = self.dense[:, self.order] if self.follows else self.dense
        expected = {"dense": dense @ row, "filter": numpy.correlate(row, self.filter, "valid")}
        before = {"dense": self.dense @ self.input,
                  "filter": numpy.correlate(self.input, self.filter, "valid")}
        self.expect_near([number(cell) for cell, in self.grid("input")], row, f"{what}: input")
        for key, values in expected.items():
            cells = [cell for cell, in self.grid(key)][self.middle:self.middle + len(values)]
            self.expect_near([number(cell) for cell in cells], values, f"{what}: {key}")
        told = self.figure.locator(".told").inner_text()
        if self.shift or (self.order != numpy.arange(len(self.order))).any():
            same = [int((values[self.shift:] == before[key][:len(values) - self.shift]).sum())
                    for key, values in expected.items()]
            counts = [int(found) for found in re.findall(r"(\d+) of \d+ of the", told)]
            self.reader.expect(counts == same, f"{what}: “{told}”, NumPy says {same}")
            self.reader.expect(self.figure.locator(".kept").count() == sum(same),
                               f"{what}: {sum(same)} answers should be marked")
        return told

    def point(self):
        told = self.expect_answers("at first")
        counts = [self.dense.size, self.dense.size, self.filter.size * len(self.dense),
                  self.filter.size]
        found = [int(count) for count in re.findall(r"\d+", told)]
        self.reader.expect(found == counts, f"“{told}” should count {counts}")
        lines = [self.figure.locator(".between svg").nth(i).locator("line").count() for i in (0, 1)]
        self.reader.expect(lines == [counts[0], counts[2]], f"{lines} wires are drawn")
        self.touch(self.cell("dense", self.middle + 1, 0))
        self.cell("dense", self.middle + 1, 0).hover()
        written = self.figure.locator(".written").inner_text()
        value = number(written.split("= ")[1])
        self.expect_near(value, (self.dense @ self.input)[1], written)
        lit = self.figure.locator("line.lit").count()
        self.reader.expect(lit == len(self.input), f"a dense output lights {lit} wires")

    def link(self):
        self.cell("input", 3, 0).hover()
        lit = self.figure.locator("line.lit").count()
        expected = len(self.dense) + len(self.filter)
        self.reader.expect(lit == expected, f"an input lights {lit} wires of {expected}")
        self.cell("weights", 0, 1, 1).hover()
        lit = self.figure.locator("line.lit").count()
        self.reader.expect(
            lit == len(self.dense), f"a weight of the filter lights {lit} wires")
        self.cell("weights", 2, 1).hover()
        lit = self.figure.locator("line.lit").count()
        self.reader.expect(lit == 1, f"a dense weight lights {lit} wires")
        aloud = self.press("input", "ArrowDown")
        self.reader.expect("is read by" in aloud, f"nothing is read aloud: “{aloud}”")

    def play(self):
        self.play_to_end()
        self.shift = len(self.input) - 1 - int(numpy.flatnonzero(self.lesson["input"])[-1])
        self.expect_answers("shifted to the end")

    def scrub(self):
        self.shift = 2
        slide(self.control(), 2)
        self.expect_answers("shifted by two")
        self.figure.get_by_role("button", name="One step back").click()
        self.shift = 1
        self.expect_answers("a step back")
        slide(self.control(), 0)
        self.shift = 0

    def edit(self):
        self.type("input", 2, 0, -4)
        self.input[2] = -4
        self.type("weights", 0, 3, 7)
        self.dense[0, 3] = 7
        self.type("weights", 0, 0, 2.5, 1)
        self.filter[0] = 2.5
        self.expect_answers("typed")

    def drag(self):
        self.pull("input", 1, 0)
        self.input[1] += 4
        self.expect_answers("dragged")

    def rest(self):
        self.order = numpy.array(self.lesson["order"])
        shuffle, follow = self.figure.locator("input[type=checkbox]").all()
        shuffle.check()
        self.expect_answers("shuffled")
        follow.check()
        self.follows = True
        told = self.expect_answers("shuffled, with the dense weights")
        every = f"{len(self.dense)} of {len(self.dense)} of the dense"
        self.reader.expect(every in told, f"“{told}” should say {every}")
        self.reset()
        self.expect_answers("as the lesson had it")


class Stacks(Figure):
    def __init__(self, reader, figure):
        self.part = len(json.loads(figure.get_attribute("data-configuration"))["parts"]) - 1
        super().__init__(reader, figure)

    def begin(self):
        part = self.lesson["parts"][self.part]
        self.input = numpy.array(part["input"], float)
        self.filters = numpy.array(part["filters"], float)
        self.maps = numpy.array(part["maps"], float)

    def output(self):
        """The maps: of each filter, of each place in depth."""
        deep = self.filters.shape[1]
        return numpy.array([
            sum(correlated(self.input[z + d], one[d]) for d in range(deep))
            for one in self.filters for z in range(len(self.input) - deep + 1)])

    def expect_maps(self, what):
        slide(self.control(), 0)
        output = self.output()
        self.control().evaluate("""(slider, count) => {
          for (let place = 0; place < count; place++) {
            slider.value = place;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""", output.size)
        for index, expected in enumerate(output):
            self.expect_near(self.numbers("output", index), expected, f"{what}: map {index}")
        self.expect_sum(output, f"{what}: the last")

    def expect_sum(self, output, what):
        """The sum that is written is right in itself, and is that of the place."""
        lines = self.figure.locator(".written").inner_text().replace("−", "-").split("\n")
        place = int(self.control().input_value())
        total = 0
        many = len(lines) > 2
        for line in lines[:-1]:
            terms, part = line.split(": ")[-1].rsplit(" = ", 1) if many else (line, None)
            found = sum(float(a) * float(b) for a, b in (
                product.split(" · ") for product in re.sub(r"[()]", "", terms).split(" + ")))
            if many:
                self.expect_near(float(part), found, f"{what}: {line}")
            total += found
        value = float(lines[-1].rsplit("= ", 1)[1])
        self.expect_near([value, total], [output.reshape(-1)[place]] * 2, f"{what}: {lines}")

    def point(self):
        output = self.output()
        self.expect_near(output, self.maps, "the library's maps")
        last = tuple(length - 1 for length in output.shape)
        self.touch(self.cell("output", last[1], last[2], last[0]))
        self.cell("output", last[1], last[2], last[0]).hover()
        self.expect_sum(output, "pointing at the last output")
        if output.shape[2] > 1:
            aloud = self.press("output", "ArrowLeft", last[0])
            self.expect_sum(output, "an arrow key")
            self.reader.expect("x " in aloud and "=" in aloud, f"nothing is read aloud: “{aloud}”")

    def link(self):
        slide(self.control(), 0)
        self.cell("weights", 0, 0).hover()
        lit = self.figure.locator(".lit:visible").count()
        self.reader.expect(lit == 3, f"a weight lights {lit} places of 3")
        self.cell("sheet", 0, 0).hover()
        lit = self.figure.locator(".of-output .lit").count()
        self.reader.expect(
            lit == len(self.filters), f"the first number lights {lit} outputs")

    def play(self):
        self.play_to_end()
        self.expect_sum(self.output(), "played to the end")
        left = self.figure.locator(".of-output .unknown").count()
        self.reader.expect(left == 0, f"{left} outputs are missing at the end")

    def scrub(self):
        self.expect_maps("along the slider")

    def edit(self):
        random = numpy.random.default_rng()
        value = float(random.integers(-9, 10))
        self.type("sheet", 0, 1, value)
        self.input[0, 0, 1] = value
        slide(self.control(), 0)
        self.type("weights", 0, 0, -2.5)
        self.filters[0, 0, 0, 0] = -2.5
        self.expect_maps("typed")

    def drag(self):
        self.pull("sheet", 0, 0, len(self.input) - 1)
        self.input[-1, 0, 0] += 4
        self.expect_maps("dragged")

    def rest(self):
        self.reset()
        for self.part, button in reversed(list(enumerate(self.figure.locator(".solid").all()))):
            self.touch(button)
            self.begin()
            directions = sum(length > 1 for length in (
                self.input.shape[0] - self.filters.shape[1] + 1, *self.maps.shape[1:]))
            self.reader.expect(f"directions: {directions};" in button.inner_text(),
                               f"{button.inner_text()}: {directions} is right")
            self.expect_maps(self.lesson["parts"][self.part]["name"])


class Learning(Figure):
    def begin(self):
        self.input = numpy.array(self.lesson["input"], numpy.float32)
        self.hidden = numpy.array(self.lesson["hidden"], float)
        self.rate = self.lesson["learningRate"]

    def rounds(self, count):
        target = correlated(self.input, self.hidden[::-1, ::-1])
        learned = numpy.zeros_like(self.hidden)
        for _ in range(count):
            error = correlated(self.input, learned) - target
            learned = learned - correlated(self.input, error) * (self.rate / error.size)
        loss = ((correlated(self.input, learned) - target) ** 2).mean() / 2
        return learned, loss

    def expect_round(self, count, what):
        learned, loss = self.rounds(count)
        self.expect_near(self.numbers("learned"), learned, f"{what}, round {count}")
        self.expect_near(self.numbers("turned"), learned[::-1, ::-1], f"{what}, turned")
        told = self.figure.locator(".told").inner_text()
        self.reader.expect(f"After {count} rounds" in told, told)
        if loss > 1e-3:
            power = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
            text = re.search(r"error is (\S+?)(?: · 10(\S+?))?\.(?:\s|$)", told)
            found = float(text[1]) * 10 ** int((text[2] or "0").translate(power))
            self.reader.expect(abs(found / loss - 1) < 0.06, f"{what}: {told}, not {loss}")

    def point(self):
        learned = numpy.array(self.lesson["learned"])
        self.expect_near(self.numbers("learned"), learned, "the library's filter")
        self.touch(self.cell("learned", 0, 2))
        self.cell("learned", 0, 2).hover()
        told = self.figure.locator(".told").inner_text()
        self.reader.expect("at (0, 2) is" in told and "at (2, 0) of the hidden" in told, told)
        aloud = self.press("hidden", "ArrowRight")
        self.reader.expect("hidden filter: " in aloud, f"nothing is read aloud: “{aloud}”")

    def link(self):
        self.cell("hidden", 0, 1).hover()
        places = [self.figure.locator(f".of-{panel} .lit").evaluate(
            "(cell) => [Number(cell.dataset.y), Number(cell.dataset.x)]")
            for panel in ("hidden", "learned", "turned")]
        self.reader.expect(places == [[0, 1], [2, 1], [0, 1]], f"lit are {places}")
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_round(self.lesson["rounds"], "played to the end")

    def scrub(self):
        for count in 0, 1, 17:
            slide(self.control(), count)
            self.expect_round(count, "along the slider")
        self.figure.get_by_role("button", name="One step back").click()
        self.expect_round(16, "a step back")
        curve = self.figure.locator(".loss svg")
        curve.scroll_into_view_if_needed()
        box = curve.bounding_box()
        curve.click(position={"x": box["width"] * 0.5, "y": box["height"] / 2})
        count = int(self.control().input_value())
        self.reader.expect(60 < count < 120, f"the middle of the curve is round {count}")
        self.expect_round(count, "a press on the curve")

    def edit(self):
        slide(self.control(), 9)
        self.hidden[1, 1] = float(numpy.random.default_rng().integers(-4, 5))
        self.type("hidden", 1, 1, self.hidden[1, 1])
        self.expect_round(9, "another hidden filter")
        self.figure.get_by_label("Learning rate").select_option("0.2")
        self.rate = 0.2
        self.expect_round(9, "another rate")
        self.figure.get_by_label("Learning rate").select_option("8")
        told = self.figure.locator(".told").inner_text()
        self.reader.expect("too long" in told, f"a rate of 8: {told}")
        self.figure.get_by_label("Learning rate").select_option("0.2")

    def drag(self):
        self.hidden[0, 0] += 4
        self.pull("hidden", 0, 0)
        self.page.mouse.move(0, 0)
        self.expect_round(9, "dragged")

    def rest(self):
        self.reset()
        self.expect_round(self.lesson["rounds"], "as the lesson had it")


class Push(Figure):
    def begin(self):
        self.home = tuple(self.lesson["at"])

    def pooled(self, place):
        grid = numpy.zeros(self.lesson["size"])
        grid[place] = self.lesson["value"]
        window, (height, width) = self.lesson["window"], grid.shape
        return grid.reshape(height // window, window, width // window, window).max(axis=(1, 3))

    def expect_place(self, place, what):
        self.expect_near(self.numbers("output"), self.pooled(place), what)
        found = self.figure.locator(".of-input .held").evaluate(
            "(cell) => [Number(cell.dataset.y), Number(cell.dataset.x)]")
        self.reader.expect(tuple(found) == place, f"{what}: it is at {found}, not {place}")

    def point(self):
        self.expect_place(self.home, "at first")
        y, x = self.home
        neighbours = [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]
        same = 0
        for place in neighbours:
            self.touch(self.cell("input", *place))
            self.expect_place(place, f"pressed {place}")
            same += (self.pooled(place) == self.pooled(self.home)).all()
        told = self.figure.locator(".told").inner_text()
        self.reader.expect(f"{same} of 8 go unnoticed" in told, f"{told}: {same} of 8 is right")

    def link(self):
        marks = self.figure.locator(".of-input .kept").count()
        self.reader.expect(marks == 3, f"{marks} moves are marked as unnoticed")

    def push(self):
        self.reset()
        start, end = (self.cell("input", *place).bounding_box()
                      for place in (self.home, (self.home[0] + 1, self.home[1] + 2)))
        middle = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                  for box in (start, end)]
        self.page.mouse.move(*middle[0])
        self.page.mouse.down()
        self.page.mouse.move(*middle[1], steps=6)
        self.page.mouse.up()
        self.page.mouse.move(*middle[0])
        self.expect_place((self.home[0] + 1, self.home[1] + 2), "dragged")
        aloud = self.press("input", "ArrowLeft")
        self.expect_place((self.home[0] + 1, self.home[1] + 1), "by arrow key")
        self.reader.expect("pooled" in aloud, f"nothing is read aloud: “{aloud}”")

    def rest(self):
        self.figure.get_by_role("button", name="Begin from here").click()
        self.reader.expect("where it began" in self.figure.locator(".told").inner_text(),
                           "it does not begin from here")
        self.reset()
        self.expect_place(self.home, "as the lesson had it")


class Bend(Figure):
    """A curve with corners, as numpy.interp has it: level before the first."""

    def begin(self):
        self.corners = [list(corner) for corner in self.lesson["corners"]]

    def read(self):
        """The written sum as numbers: what is added, and weight and beginning of each neuron."""
        text = self.figure.locator(".formula").inner_text().replace("−", "-")
        terms = re.findall(r"([+-]?) ?([\d.]+) · (?:relu)?\(x(?: ([+-]) ([\d.]+))?\)", text)
        first = re.match(r"y = (-?[\d.]+) [+-] ", text)
        return (float(first[1]) if first else 0,
                [(float(sign + weight), -float((side + start) or 0))
                 for sign, weight, side, start in terms])

    def expect_curve(self, what):
        level, neurons = self.read()
        x = numpy.linspace(-5, self.corners[-1][0], 37)
        found = level + sum(weight * numpy.maximum(0, x - start) for weight, start in neurons)
        right = numpy.interp(x, *zip(*self.corners))
        # Weights are written with two digits behind the point, and x - start is at most 10.
        self.reader.expect(numpy.abs(found - right).max() < 0.05 * len(neurons) + 0.01,
                           f"{what}: the written sum is not the curve through {self.corners}")
        path = self.figure.locator(".sum").get_attribute("d")
        points = numpy.array(re.findall(r"([\d.-]+) ([\d.-]+)", path), float)
        for x, y in self.corners:
            place = ((x + 5) * 60, (4 - y) * 45)
            self.reader.expect(numpy.abs(points - place).max(axis=1).min() < 0.2,
                               f"{what}: the curve does not go through ({x}, {y})")

    def point(self):
        self.expect_curve("at first")

    def link(self):
        for k, term in enumerate(self.figure.locator(".term").all()):
            self.touch(term)
            lit = self.figure.locator(".neuron.lit")
            self.reader.expect(lit.count() == 1 and lit.get_attribute("data-k") == str(k),
                               f"term {k} does not light its line")

    def drag(self):
        corner = self.figure.locator(".corner").nth(1)
        corner.scroll_into_view_if_needed()
        box = corner.bounding_box()
        scale = self.figure.locator("svg").first.bounding_box()["width"] / 600
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 30 * scale, y + 90 * scale, steps=5)
        self.page.mouse.up()
        self.corners[1][0] += 0.5
        self.corners[1][1] -= 2
        self.expect_curve("dragged")
        corner.press("ArrowUp")
        corner.press("Shift+ArrowLeft")
        self.corners[1][0] -= 0.1
        self.corners[1][1] += 0.5
        self.expect_curve("by arrow keys")

    def rest(self):
        self.figure.get_by_label("with ReLU").click()
        level, neurons = self.read()
        slope = sum(weight for weight, _ in neurons)
        told = number(re.search(r"slope (−?[\d.]+)", self.figure.locator(".told").inner_text())[1])
        self.reader.expect(abs(told - slope) < 0.02,
                           f"without ReLU: a slope of {told}, not {slope}")
        self.reset()
        self.begin()
        self.expect_curve("as the lesson had it")


KINDS = {"draws": Draws, "wires": Wires, "stacks": Stacks, "learning": Learning, "push": Push,
         "bend": Bend}
