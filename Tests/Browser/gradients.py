"""Tries the figures of gradients and of trainings, each by the interactions that it says it has: a
computational graph forward and back, the way back through a convolution, and trainings that are
played again; held to NumPy and to finite differences, with numbers drawn at random."""

import base64
import re

import numpy

import layers
from layers import number, slide

OPERATIONS = {
    "+": lambda x, y: x + y, "−": lambda x, y: x - y, "×": lambda x, y: x * y,
    "÷": lambda x, y: x / y, "max": max, "x²": numpy.square, "exp": numpy.exp,
    "σ": lambda x: 1 / (1 + numpy.exp(-x)), "clone": lambda x: x,
}


def weights_of(filters):
    """The hundredths of filters, which are stored as bytes."""
    return numpy.frombuffer(base64.b64decode(filters["weights"]), numpy.int8).astype(int)


def told_number(text):
    """A number as this figure writes it, in brackets where it is below zero."""
    return number(text.strip("()").replace("e−", "e-"))


class Backward(layers.Figure):
    def begin(self):
        self.nodes = self.lesson["nodes"]
        self.inputs = [node["value"] for node in self.nodes]
        self.operations = [k for k, node in enumerate(self.nodes) if node["symbol"]]
        self.free = [k for k, node in enumerate(self.nodes)
                     if not node["symbol"] and not re.fullmatch(r"[\d.]+", node["name"])]
        smooth = {"σ", "exp"}.isdisjoint(node["symbol"] for node in self.nodes)
        self.step = 1 if smooth else 0.5

    def values(self, moved=None, by=0.0):
        """The values of all nodes, where one of them is moved by a little."""
        values = []
        for k, node in enumerate(self.nodes):
            read = [values[operand] for operand in node["inputs"]]
            value = OPERATIONS[node["symbol"]](*read) if node["symbol"] else self.inputs[k]
            values.append(float(value) + (by if k == moved else 0))
        return values

    def gradient(self, k, by=1e-6):
        return (self.values(k, by)[-1] - self.values(k, -by)[-1]) / (2 * by)

    def texts(self, kind):
        return self.figure.locator(f".numbers .{kind}").all_text_contents()

    def expect_close(self, found, expected, what):
        # Three digits are written.
        near = abs(found - expected) <= 6e-3 * abs(expected) + 1e-6
        self.reader.expect(near, f"{what}: {found}, NumPy says {expected}")

    def expect_graph(self, what):
        """Values, gradients, and the products that stand on the wires, after the whole walk."""
        values = self.values()
        gradients = [self.gradient(k) for k in range(len(self.nodes))]
        shown, back = self.texts("value"), self.texts("gradient")
        for k, node in enumerate(self.nodes):
            text = shown[k] if node["symbol"] else self.cell("graph", 0, k).text_content()
            self.expect_close(told_number(text), values[k], f"{what}: value {k}")
            self.expect_close(told_number(back[k]), gradients[k], f"{what}: gradient {k}")
        halves = self.texts("product")
        ways = [(k, operand) for k, node in enumerate(self.nodes) for operand in node["inputs"]]
        arrived = numpy.zeros(len(self.nodes))
        for (k, operand), first, second in zip(ways, halves[::2], halves[1::2]):
            left, right = f"{first} {second}".split(" = ")
            gradient, slope = map(told_number, left.split(" · "))
            self.expect_close(gradient, gradients[k], f"{what}: what {k} hands on")
            self.expect_close(told_number(right), gradient * slope, f"{what}: {first} {second}")
            arrived[operand] += told_number(right)
        for k in range(len(self.nodes) - 1):
            self.reader.expect(abs(arrived[k] - gradients[k]) < 2e-2 * max(1, abs(gradients[k])),
                               f"{what}: {arrived[k]} arrives at {k}, not {gradients[k]}")
        for k, text in enumerate(self.texts("parts")):
            many = sum(operand == k for _, operand in ways)
            terms = text.split(" + ") if text else []
            self.reader.expect(len(terms) == (many if many > 1 else 0),
                               f"{what}: {many} ways meet at {k}: “{text}”")

    def point(self):
        for node in self.nodes:
            k = self.nodes.index(node)
            self.expect_close(node["value"], self.values()[k], "the library's value")
            self.expect_close(node["gradient"], self.gradient(k), "the library's gradient")
        self.expect_graph("at first")
        k = self.operations[0]
        self.touch(self.cell("graph", 0, k))
        self.cell("graph", 0, k).hover()
        told = self.figure.locator(".told").inner_text()
        self.reader.expect("ts gradient is" in told or "ways come back" in told, told)
        aloud = self.press("graph", "ArrowRight")
        self.reader.expect("=" in aloud, f"nothing is read aloud: “{aloud}”")
        self.figure.locator(".of-graph svg").blur()

    def link(self):
        k = self.nodes[self.operations[0]]["inputs"][0]
        self.cell("graph", 0, k).hover()
        lit = self.figure.locator(".wire.lit").count()
        uses = sum(node["inputs"].count(k) for node in self.nodes)
        self.reader.expect(lit == uses, f"node {k} lights {lit} wires of {uses}")
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_graph("played to the end")

    def scrub(self):
        many = len(self.operations)
        for place, values, gradients in (0, 0, 0), (many, many, 0), (many + 1, many, 1):
            slide(self.control(), place)
            found = [sum(text != "" for text in self.texts(kind)) for kind in ("value", "gradient")]
            self.reader.expect(found == [values, gradients],
                               f"at {place}: {found} values and gradients are there")
        self.figure.get_by_role("button", name="One step further").click()
        last = self.nodes[-1]
        shown = [text for text in self.texts("gradient") if text]
        self.reader.expect(len(shown) == 1 + len(set(last["inputs"])),
                           f"after the last node's turn the gradients are {shown}")
        self.figure.get_by_role("button", name="One step back").click()
        slide(self.control(), 2 * many + 1)
        self.expect_graph("the slider's end")

    def edit(self):
        random = numpy.random.default_rng()
        for k in self.free:
            value = float(random.integers(-8, 9)) / 2
            self.type("graph", 0, k, value)
            self.inputs[k] = value
        self.expect_graph(f"typed {[self.inputs[k] for k in self.free]}")
        self.cell("graph", 0, self.free[0]).click()
        self.figure.locator("input.typed").press("Escape")

    def drag(self):
        k = self.free[-1]
        self.pull("graph", 0, k)
        self.inputs[k] += 4 * self.step
        self.page.mouse.move(0, 0)
        self.expect_graph("dragged")
        self.figure.locator(".of-graph svg").focus()
        self.page.keyboard.press("-")
        self.inputs[k] -= 1
        self.expect_graph("by the minus key")

    def rest(self):
        self.reset()
        self.expect_graph("as the lesson had it")


class InputGradient(layers.Figure):
    def begin(self):
        self.filter = numpy.array(self.lesson["filter"], float)
        self.gradient = numpy.array(self.lesson["outputGradient"], float)
        self.size = numpy.add(self.gradient.shape, self.filter.shape) - 1
        self.stride = 1

    def expected(self):
        sums = numpy.zeros(self.size)
        high, wide = self.filter.shape
        counts = (self.size - self.filter.shape) // self.stride + 1
        for v, h in numpy.ndindex(*counts):
            y, x = v * self.stride, h * self.stride
            sums[y:y + high, x:x + wide] += self.gradient[v, h] * self.filter
        return sums, counts

    def expect_all(self, what):
        sums, counts = self.expected()
        self.expect_near(self.numbers("input"), sums, what)
        self.reader.expect(numpy.shape(self.grid("output")) == tuple(counts),
                           f"{what}: outputs {numpy.shape(self.grid('output'))}, not {counts}")

    def expect_place(self, y, x, what):
        """What is sent to an input: products, their sum, and a wire for each."""
        sums, counts = self.expected()
        ways = {}
        for v, h in numpy.ndindex(*counts):
            i, j = y - v * self.stride, x - h * self.stride
            if 0 <= i < len(self.filter) and 0 <= j < len(self.filter[0]):
                ways[v, h] = self.gradient[v, h] * self.filter[i, j]
        grid = self.grid("products")
        found = {(v, h): number(text) for v, row in enumerate(grid)
                 for h, text in enumerate(row) if text}
        self.reader.expect(found == ways, f"{what}: {found} is sent to ({y}, {x}), not {ways}")
        wires = self.figure.locator(".strand").count()
        self.reader.expect(wires == len(ways), f"{what}: {wires} wires of {len(ways)}")
        text = self.figure.locator(".written").inner_text()
        terms = re.findall(r"(\(?−?[\d.]+\)?) · (\(?−?[\d.]+\)?)", text)
        total = sum(number(a.strip("()")) * number(b.strip("()")) for a, b in terms)
        self.expect_near([total, number(text.split("= ")[1].strip())], [sums[y, x]] * 2,
                         f"{what}: {text}")
        told = self.figure.locator(".told").inner_text()
        self.reader.expect(f"read it: {len(ways)}." in told, f"{what}: {told}")

    def point(self):
        self.expect_near(self.lesson["inputGradient"], self.expected()[0], "the library's gradient")
        self.expect_all("at first")
        for y, x in (0, 0), (2, 1), tuple(self.size - 1):
            self.touch(self.cell("input", y, x))
            self.cell("input", y, x).hover()
            self.expect_place(y, x, "pointed at")
        aloud = self.press("input", "ArrowLeft")
        y, x = self.size - 1
        self.expect_place(y, x - 1, "an arrow key")
        self.reader.expect("adds up to" in aloud, f"nothing is read aloud: “{aloud}”")

    def link(self):
        self.cell("input", 2, 2).hover()
        self.cell("output", 0, 0).hover()
        lit = self.figure.locator(".of-input .lit").count()
        self.reader.expect(lit == self.filter.size, f"an output lights {lit} inputs")
        self.cell("weights", 1, 1).hover()
        lit = [self.figure.locator(f".of-{panel} .lit").count()
               for panel in ("output", "weights", "products")]
        lit.append(self.figure.locator(".strand.lit").count())
        self.reader.expect(lit == [1, 1, 1, 1], f"the middle weight lights {lit}")
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_all("played to the end")

    def scrub(self):
        slide(self.control(), 7)
        self.expect_place(*divmod(7, self.size[1]), "along the slider")
        self.figure.get_by_role("button", name="One step back").click()
        self.expect_place(*divmod(6, self.size[1]), "a step back")

    def edit(self):
        random = numpy.random.default_rng()
        for panel, array in ("output", self.gradient), ("weights", self.filter):
            y, x = (int(random.integers(length)) for length in array.shape)
            array[y, x] = random.integers(-9, 10) / 2
            self.type(panel, y, x, array[y, x])
            self.expect_all(f"typed into {panel}")
        self.figure.get_by_label("Stride").select_option("2")
        self.stride = 2
        self.expect_all("stride 2")
        self.touch(self.cell("input", 2, 2))
        self.cell("input", 2, 2).hover()
        self.expect_place(2, 2, "stride 2")

    def drag(self):
        self.pull("output", 0, 1)
        self.gradient[0, 1] += 4
        self.pull("weights", 2, 0)
        self.filter[2, 0] += 4
        self.expect_all("dragged")

    def rest(self):
        self.reset()
        self.expect_all("as the lesson had it")


class Replay(layers.Figure):
    def begin(self):
        self.steps = self.lesson["steps"]

    def last(self, curve, step):
        return [value for at, value in zip(curve["steps"], curve["values"]) if at <= step][-1]

    def expect_moment(self, k, what):
        step = self.steps[k]
        epoch = max(1, -(-step // self.lesson["stepsOfEpoch"]))
        lines = self.figure.locator(".moment > span").all_inner_texts()
        self.reader.expect(lines[0] == f"Epoch {epoch}, step {step} of {self.steps[-1]}.",
                           f"{what}: {lines[0]}")
        for r, (run, line) in enumerate(zip(self.lesson["runs"], lines[1:], strict=True)):
            share = number(re.search(r"accuracy (\S+) %", line)[1])
            right = 100 * self.last(run["accuracy"], step)
            self.reader.expect(abs(share - right) < 0.06, f"{what}: {line}, not {right}")
            kinds = [kind for kind in ("loss", "accuracy") if run[kind]["steps"]]
            if "loss" in kinds:
                loss, right = number(re.search(r"loss (\S+),", line)[1]), self.last(
                    run["loss"], step)
                self.reader.expect(abs(loss - right) <= 6e-3 * right + 1e-4,
                                   f"{what}: {line}, not {right}")
            if band := run["accuracy"].get("band"):
                found = re.search(r"average, (\S+) to (\S+) %", line).groups()
                k_th = sum(at <= step for at in run["accuracy"]["steps"]) - 1
                self.expect_near([number(text) / 100 for text in found], band[k_th], line)
                path = self.figure.locator(".of-accuracy .band").nth(r).get_attribute("d")
                points = numpy.array(re.findall(r"([\d.]+) ([\d.]+)", path), float)
                edges = numpy.array(band[:k_th + 1])
                expected = 190 * (1 - numpy.concatenate([edges[:, 0], edges[::-1, 1]]))
                self.reader.expect(numpy.allclose(points[:, 1], expected, atol=0.06),
                                   f"{what}: the band of run {r} is not that of the seeds")
            for kind in kinds:
                curve = run[kind]
                path = self.figure.locator(f".of-{kind} .curve").nth(r).get_attribute("d")
                points = numpy.array(re.findall(r"([\d.]+) ([\d.]+)", path), float)
                known = [at for at in curve["steps"] if at <= step]
                self.reader.expect(
                    numpy.allclose(points[:, 0], numpy.array(known) / self.steps[-1] * 380,
                                   atol=0.06), f"{what}: the curve of {kind} is drawn to {known}")
                values = numpy.array(curve["values"][:len(known)])
                most = 1 if kind == "accuracy" else 1.04 * max(
                    max(one["loss"]["values"]) for one in self.lesson["runs"])
                heights = 190 * (1 - values / most)
                self.reader.expect(numpy.allclose(points[:, 1], heights, atol=0.06),
                                   f"{what}: the curve of {kind} is not the run's")
            self.expect_tables(run, r, k, what)

    def expect_tables(self, run, r, k, what):
        classes = len(self.lesson["classes"])
        if run["confusion"] and classes:
            section = self.figure.locator(".run").nth(r)
            found = [[int(text or 0) for text in row] for row in
                     section.locator(".of-table").evaluate("""(panel) => {
                       const rows = [];
                       for (const cell of panel.querySelectorAll("[data-y]"))
                         (rows[cell.dataset.y] ??= [])[cell.dataset.x] = cell.textContent;
                       return rows; }""")]
            expected = numpy.reshape(run["confusion"][k], (classes, classes))
            self.reader.expect((numpy.array(found) == expected).all(),
                               f"{what}: the table is {found}, the run says {expected.tolist()}")
            self.reader.expect(expected.sum() == self.lesson["examples"],
                               f"{what}: {expected.sum()} examples")
        if run["filters"]:
            section = self.figure.locator(".run").nth(r)
            fills = section.locator(".of-filters .pixel").evaluate_all(
                "(pixels) => pixels.map((pixel) => [Number(pixel.closest('[data-y]').dataset.y),"
                " Number(pixel.closest('[data-y]').dataset.x), pixel.style.fill])")
            fills = [text for *_, text in sorted(fills, key=lambda one: one[:2])]
            weights = weights_of(run["filters"][k])
            shares = [int(re.search(r"(\d+)%", text)[1]) for text in fills]
            self.reader.expect(
                len(shares) == len(weights)
                and (abs(numpy.array(shares) - 0.65 * abs(weights)) <= 0.51).all()
                and all(("negative" in text) == (weight < 0)
                        for text, weight in zip(fills, weights)),
                f"{what}: the filters of run {r} are not those of moment {k}")
        for kind in ("activations", "gradients") if run["layers"] else ():
            values = run[kind][k]
            dots = self.figure.locator(f".of-{kind} .dot[data-run='{r}']")
            shown = dots.first.get_attribute("visibility") == "visible"
            self.reader.expect(shown == bool(values), f"{what}: {kind} are shown: {shown}")
            if values and min(values) > 0:
                heights = [float(dot.get_attribute("cy")) for dot in dots.all()]
                order = numpy.argsort(values, kind="stable")
                fallen = numpy.diff(numpy.array(heights)[order])
                self.reader.expect((fallen <= 0.11).all(),
                                   f"{what}: {kind} {values} stand at {heights}")

    def point(self):
        self.expect_moment(len(self.steps) - 1, "at first")
        run = self.lesson["runs"][0]
        classes = len(self.lesson["classes"])
        if not classes:
            return
        counts = numpy.reshape(run["confusion"][-1], (classes, classes))
        self.touch(self.cell("table", 1, 1))
        self.cell("table", 1, 1).hover()
        told = self.figure.locator(".told").inner_text()
        found = [int(text) for text in re.search(r"of (\d+) that .* (\d+) are read", told).groups()]
        self.reader.expect(found == [counts[1].sum(), counts[1, 1]], f"{told}: {counts[1]}")
        aloud = self.press("table", "ArrowRight")
        self.reader.expect(f"{counts[1, 2]} are read as" in aloud, f"read aloud: “{aloud}”")
        self.figure.locator(".of-table svg").first.blur()
        if not run["layers"]:
            return
        dot = self.figure.locator(".of-activations .dot").last
        dot.hover()
        value = number(self.figure.locator(".told").inner_text().split(": ")[-1].rstrip("."))
        right = self.lesson["runs"][-1]["activations"][-1][-1]
        self.reader.expect(abs(value / right - 1) < 6e-3, f"{value}, the run says {right}")
        self.page.mouse.move(0, 0)

    def link(self):
        run = next((run for run in self.lesson["runs"] if run["filters"]), None)
        if not run:
            return
        self.touch(self.cell("filters", 0, 1))
        self.cell("filters", 0, 1).hover()
        lit = self.figure.locator(".of-filters .lit").count()
        count = sum(bool(run["filters"]) for run in self.lesson["runs"])
        self.reader.expect(lit == count, f"{lit} filters are lit of {count}")
        filters = run["filters"][-1]
        size = numpy.prod(filters["size"])
        own = weights_of(filters)[size:2 * size] / 100 * filters["largest"]
        told = self.figure.locator(".told").inner_text()
        found = [number(text) for text in re.search(r"from (\S+) to (\S+)\.$", told).groups()]
        self.expect_near(found, [own.min(), own.max()], told)
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_moment(len(self.steps) - 1, "played to the end")

    def scrub(self):
        for k in 0, 1, len(self.steps) // 2:
            slide(self.control(), k)
            self.expect_moment(k, "along the slider")
        self.figure.get_by_role("button", name="One step back").click()
        self.expect_moment(len(self.steps) // 2 - 1, "a step back")
        chart = self.figure.locator(".chart.of-accuracy")
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        # The middle of the axes, by the room around them.
        across = (46 + 190) / (380 + 60)
        chart.click(position={"x": box["width"] * across, "y": box["height"] / 2})
        k = int(self.control().input_value())
        nearest = min(abs(step - self.steps[-1] / 2) for step in self.steps)
        self.reader.expect(abs(self.steps[k] - self.steps[-1] / 2) <= nearest + 0.02
                           * self.steps[-1], f"the middle of the curve is step {self.steps[k]}")
        self.expect_moment(k, "a press on the curve")

    def rest(self):
        slide(self.control(), len(self.steps) - 1)
        self.expect_moment(len(self.steps) - 1, "at the end again")


KINDS = {"backward": Backward, "input-gradient": InputGradient, "replay": Replay}
