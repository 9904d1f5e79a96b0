"""Tries the figures of graphs, each by the interactions that it says it has; held to NumPy, with
numbers drawn at random."""

import re

import numpy

from layers import Figure, number, slide


class Messages(Figure):
    """Numbers that are passed along the ties of a graph."""

    def begin(self):
        self.values = numpy.array(self.lesson["values"], float)
        self.matrix = "Â"
        self.random = numpy.random.default_rng()

    def mixing(self):
        count = len(self.values)
        adjacency = numpy.zeros((count, count))
        for one, other in self.lesson["ties"]:
            adjacency[one, other] = adjacency[other, one] = 1
        own = adjacency + numpy.eye(count)
        degrees = own.sum(axis=1)
        return {"A": adjacency, "A + I": own,
                "Â": own / numpy.sqrt(numpy.outer(degrees, degrees))}[self.matrix]

    def after(self, rounds):
        return numpy.linalg.matrix_power(self.mixing(), rounds) @ self.values

    def node(self, node):
        return self.figure.locator(f"g[data-node='{node}']")

    def expect_round(self, rounds, node, what):
        """The row that is written out for a node, its sum, and how many nodes were reached."""
        now, row = self.after(rounds), self.mixing()[node]
        text = self.figure.locator(".terms").inner_text()
        self.reader.expect(f"Node {node} gets" in text, f"{what}: {text[:40]}, not of {node}")
        terms = {}
        for term in self.figure.locator(".term").all():
            weight, value = re.match(r"([\d.]+) · \(?(−?[\d.]+)", term.inner_text()).groups()
            terms[int(term.get_attribute("data-term"))] = (number(weight), number(value))
        others = numpy.flatnonzero(row)
        self.reader.expect(sorted(terms) == others.tolist(), f"{what}: terms of {sorted(terms)}")
        largest = max(1, abs(now).max())
        for other in others:
            near = numpy.allclose(terms[other], (row[other], now[other]), atol=6e-4 * largest)
            self.reader.expect(near, f"{what}: {terms[other]} comes from {other}, NumPy says "
                                     f"{row[other], now[other]}")
        found = number(self.figure.locator(".terms strong").inner_text())
        self.reader.expect(abs(found - row @ now) < 6e-4 * max(1, abs(row @ now)),
                           f"{what}: a sum of {found}, NumPy says {row @ now}")
        told = self.figure.locator(".told").inner_text()
        counts = (now != 0).sum(), len(now), (now > 0).sum(), (now < 0).sum()
        self.reader.expect(f"After {rounds} rounds" in told and
                           [int(n) for n in re.findall(r"\d+", told)[1:]]
                           == [counts[0], counts[1], 0, counts[2], counts[3]],
                           f"{what}: {told}; NumPy says {counts}")

    def point(self):
        self.expect_round(0, self.lesson["node"], "at first")
        for node in self.random.permutation(len(self.values))[:4].tolist():
            self.touch(self.node(node))
            self.expect_round(0, node, f"node {node} pointed at")
        aloud = self.press_node("ArrowRight")
        node = (node + 1) % len(self.values)
        self.expect_round(0, node, "by arrow key")
        self.reader.expect(f"Node {node}," in aloud, f"read aloud: “{aloud}”")
        self.at = node

    def press_node(self, key):
        self.figure.locator(".work > svg").focus()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        return self.page.locator("[aria-live].aloud").first.inner_text()

    def link(self):
        lit = self.figure.locator("g.node.lit").evaluate_all(
            "(all) => all.map((node) => Number(node.dataset.node))")
        row = numpy.flatnonzero(self.mixing()[self.at])
        self.reader.expect(sorted(lit) == row.tolist(), f"{lit} are lit, {row} are mixed")
        term = self.figure.locator(".term").last
        term.hover()
        lit = self.figure.locator("g.node.lit")
        self.reader.expect(lit.count() == 1 and lit.get_attribute("data-node")
                           == term.get_attribute("data-term"), "a term does not light its node")
        self.page.mouse.move(0, 0)

    def play(self):
        self.play_to_end()
        self.expect_round(self.lesson["rounds"], self.at, "played to its end")

    def scrub(self):
        rounds = int(self.random.integers(1, self.lesson["rounds"]))
        slide(self.control(), rounds)
        self.expect_round(rounds, self.at, f"round {rounds}")
        self.figure.get_by_role("button", name="One step back").click()
        self.expect_round(rounds - 1, self.at, "one step back")

    def edit(self):
        slide(self.control(), 2)
        for self.matrix in "A", "A + I", "Â":
            self.figure.locator("select").select_option(self.matrix)
            self.expect_round(2, self.at, self.matrix)
        value = round(float(self.random.normal()), 2)
        self.figure.locator("input[type=number]").fill(str(value))
        self.values[self.at] = value
        self.expect_round(2, self.at, f"a beginning of {value}")

    def places(self):
        return numpy.array([[float(n) for n in re.findall(r"[\d.]+", text)] for text in
                            self.figure.locator("g.node").evaluate_all(
                                "(all) => all.map((e) => e.getAttribute('transform'))")])

    def push(self):
        node = self.node(self.at)
        node.scroll_into_view_if_needed()
        before, box = self.places(), node.bounding_box()
        start = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        around = self.figure.locator(".work > svg").bounding_box()
        middle = around["x"] + around["width"] / 2, around["y"] + around["height"] / 3
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*middle, steps=5)
        self.page.mouse.up()
        self.page.wait_for_timeout(100)
        after = self.places()
        scale = around["width"] / self.figure.locator(".work > svg").evaluate(
            "(e) => e.viewBox.baseVal.width")
        self.reader.expect(
            numpy.allclose(after[self.at] * scale, numpy.subtract(
                middle, (around["x"], around["y"])), atol=4), "a node is not where it was dragged")
        self.reader.expect(abs(after - before).max(axis=1).astype(bool).sum() > 1,
                           "the others do not settle again")
        self.expect_round(2, self.at, "dragged")
        self.press_node("Shift+ArrowDown")
        self.page.wait_for_timeout(50)
        self.reader.expect(self.places()[self.at][1] > after[self.at][1],
                           "a node is not moved by keys")

    def rest(self):
        self.reset()
        self.expect_round(0, self.lesson["node"], "as the lesson had it")


KINDS = {"messages": Messages}
