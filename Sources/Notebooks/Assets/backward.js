// A computational graph: values run forward, then gradients run back, node by node. Inputs are
// dragged or typed; everything else is computed from them by the rules of the operations.

// Milliseconds from one node to the next while it plays.
const pause = 1100;
// Distances in units of the drawing: from column to column, from row to row, and the level line
// behind a node that bears its numbers.
const [pitch, rise, stub] = [232, 98, 68];
const half = page.cellSide / 2;

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
// What each operation gives, its slope with respect to each operand, and how that is told.
const operations = {
  "+": { value: (x, y) => x + y, slopes: () => [1, 1], rule: words.backwardSum, sign: " + " },
  "−": { value: (x, y) => x - y, slopes: () => [1, -1], rule: words.backwardDifference,
    sign: " − " },
  "×": { value: (x, y) => x * y, slopes: (x, y) => [y, x], rule: words.backwardProduct,
    sign: " · " },
  "÷": { value: (x, y) => x / y, slopes: (x, y) => [1 / y, -x / (y * y)],
    rule: words.backwardQuotient, sign: " / " },
  max: { value: Math.max, slopes: (x, y) => (x >= y ? [1, 0] : [0, 1]),
    rule: words.backwardLarger },
  "x²": { value: (x) => x * x, slopes: (x) => [2 * x], rule: words.backwardSquare },
  exp: { value: Math.exp, slopes: (x) => [Math.exp(x)], rule: words.backwardExponential },
  σ: { value: sigmoid, slopes: (x) => [sigmoid(x) * (1 - sigmoid(x))],
    rule: words.backwardSigmoid },
  clone: { value: (x) => x, slopes: () => [1], rule: words.backwardCopy },
  detach: { value: (x) => x, slopes: () => [0], rule: words.backwardDetached },
};

// The walk through a graph whose nodes stand in topological order: the value of each node, its
// slopes, and the ways that lead back to it, in the order in which they are walked. `values` has
// those of the inputs.
page.walk = (nodes, inputs) => {
  const values = [];
  const slopes = nodes.map(({ symbol, inputs: operands }, k) => {
    const read = operands.map((operand) => values[operand]);
    values[k] = symbol ? operations[symbol].value(...read) : inputs[k];
    return symbol ? operations[symbol].slopes(...read) : [];
  });
  const gradients = nodes.map((_, k) => (k === nodes.length - 1 ? 1 : 0));
  const ways = nodes.map(() => []);
  for (let k = nodes.length - 1; k >= 0; k--) {
    nodes[k].inputs.forEach((operand, term) => {
      const product = gradients[k] * slopes[k][term];
      ways[operand].push({ from: k, term, slope: slopes[k][term], product });
      gradients[operand] += product;
    });
  }
  return { values, slopes, gradients, ways };
};

page.each("figure.backward", (figure) => {
  const { nodes } = JSON.parse(figure.dataset.configuration);
  const last = nodes.length - 1;
  const steps = nodes.map((node, k) => k).filter((k) => nodes[k].symbol);
  // Nothing, each operation forward, the gradient of the result, each operation back.
  const count = 2 * steps.length + 1;
  // A number that is written into the formula cannot be changed.
  const isFree = (k) => !nodes[k].symbol && Number.isNaN(Number(nodes[k].name));
  const title = (k) => nodes[k].name || nodes[k].symbol;
  let inputs, walk;
  let [at, pointed] = [count, null];

  const rows = nodes.map((node) => node.row);
  const top = Math.min(...rows);
  const wide = 46 + Math.max(...nodes.map((node) => node.column)) * pitch + 2 * half + stub + 34;
  const high = (Math.max(...rows) - top) * rise + 2 * half + 78;
  const place = (k) => ({ x: 46 + nodes[k].column * pitch + half,
    y: 34 + (nodes[k].row - top) * rise + half });

  const grid = page.grid(words.backwardGraph, "graph", {
    point: (_, k) => point(k === undefined ? null : k),
    value: (_, k) => (isFree(k) ? inputs[k] : undefined),
    change: (_, k, value) => {
      inputs[k] = Math.max(-99, Math.min(99, value));
      compute();
    },
    step: nodes.some(({ symbol }) => ["σ", "exp"].includes(symbol)) ? 0.5 : 1,
    tell: () => page.say(told.textContent),
  });
  grid.size(1, nodes.length);
  grid.drawing.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  grid.drawing.style.setProperty("--wide", wide);
  const wires = page.svg("g", { class: "wires-of-it" });
  const numbers = page.svg("g", { class: "numbers" });
  grid.drawing.prepend(wires);
  grid.marks.append(numbers);
  const text = (kind, x, y, group = numbers) => {
    const made = page.svg("text", { class: kind, x, y });
    group.append(made);
    return made;
  };
  const parts = nodes.map(({ name, symbol }, k) => {
    const { x, y } = place(k);
    grid.nodes[0][k].group.setAttribute("transform", `translate(${x - half} ${y - half})`);
    wires.append(page.svg("path", { class: "wire", d: `M${x + half} ${y}h${stub}` }));
    const isNamed = name && (symbol ? k !== last : isFree(k));
    if (isNamed) text("name", symbol ? x : x - half - 8, symbol ? y - half - 13 : y)
      .classList.add(symbol ? "above" : "before");
    if (isNamed) numbers.lastChild.textContent = name;
    if (k === last) {
      const end = text("name after", x + half + stub + 6, y);
      end.textContent = name;
    }
    const middle = x + half + stub / 2;
    return { value: text("value", middle, y - 12), gradient: text("gradient", middle, y + 14),
      sum: text("parts", middle, y + 32) };
  });
  // A curve from the end of a node's level line to the node that uses it, with the product on it.
  const lines = nodes.flatMap(({ inputs: operands }, k) => operands.map((operand, term) => {
    const [start, end] = [place(operand), place(k)];
    const isTwin = operands.filter((other) => other === operand).length > 1;
    const side = operands.length === 1 ? 0 : term === 0 ? -1 : 1;
    const [x, y] = [start.x + half + stub, start.y];
    const tip = { x: end.x - half - 2, y: end.y + side * 11 };
    const bow = isTwin ? side * 34 : 0;
    const reach = (tip.x - x) / 2;
    const path = page.svg("path", { class: "wire", d: `M${x} ${y}C${x + reach} ${y + bow} `
      + `${tip.x - reach} ${tip.y + bow} ${tip.x} ${tip.y}` });
    wires.append(path, page.svg("path", { class: "tip",
      d: `M${tip.x + 2} ${tip.y}l-8 -4v8z` }));
    const label = { x: (x + tip.x) / 2, y: (y + tip.y + 1.5 * bow) / 2 };
    return { k, operand, term, path, label,
      texts: [text("product", label.x, label.y), text("product", label.x, label.y)] };
  }));
  const board = page.element("div", { class: "board" }, grid.panel);
  const told = page.element("p", { class: "told" });
  const go = (to) => {
    const before = at;
    at = Math.max(0, Math.min(count, to));
    draw();
    if (at === before + 1 && at > steps.length + 1) fly(node(at));
    return at < count;
  };
  const player = page.player({ step: (by) => go(at + by), rewind: () => go(0), pause: () => pause,
    tell: () => page.say(told.textContent) });
  const scrub = page.slider(words.backwardScrub, (to) => {
    player.stop();
    go(to);
    page.say(told.textContent);
  });
  scrub.max = count;
  const reset = page.button(words.windowReset, words.windowReset, () => begin());
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub, reset), board, told,
    page.element("p", { class: "hint" }, words.backwardHint));
  grid.caption.remove();

  // The node whose turn a step is; of the first step back it is the result.
  const node = (step) => (step <= steps.length ? steps[step - 1]
    : step === steps.length + 1 ? last : steps[count - step]);
  const isForward = () => at <= steps.length;
  const isValued = (k) => !nodes[k].symbol || steps.indexOf(k) < at;
  // Whether a node has handed its gradient on.
  const hasPassed = (k) => count - steps.indexOf(k) <= at;
  const waysTo = (k) => walk.ways[k].filter(({ from }) => hasPassed(from));
  const arrived = (k) => (k === last ? (at > steps.length ? 1 : null)
    : waysTo(k).length ? waysTo(k).reduce((sum, { product }) => sum + product, 0) : null);

  // Three digits that count; more for numbers that need no rounding.
  const short = (value) => {
    if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
    const exact = Number(value.toFixed(6));
    const is = Number.isInteger(exact) ? exact : Number(value.toPrecision(3));
    return Math.abs(is) < 1e-4 && is !== 0 ? is.toExponential(1).replaceAll("-", "−")
      : String(is).replace("-", "−");
  };
  const factor = (value) => (value < 0 ? `(${short(value)})` : short(value));
  const formula = (k) => {
    const { symbol, inputs: operands } = nodes[k];
    if (!symbol) return `${title(k)} = ${short(walk.values[k])}`;
    const join = (name) => {
      const all = operands.map(name);
      if (operations[symbol].sign) return all.join(operations[symbol].sign);
      return symbol === "x²" ? `${all[0]}²` : `${symbol}(${all.join(", ")})`;
    };
    const names = join((operand) => nodes[operand].name || `(${title(operand)})`);
    const values = symbol === "+" || symbol === "−"
      ? join((operand) => walk.values[operand]).replace(/-?[\d.e-]+|Infinity/g,
        (number) => factor(Number(number))) : join((operand) => factor(walk.values[operand]));
    return `${nodes[k].name ? `${nodes[k].name} = ` : ""}${names} = ${values} = `
      + `${short(walk.values[k])}`;
  };
  const product = (way) => `${factor(walk.gradients[way.from])} · ${factor(way.slope)}`;
  const tell = (k) => {
    const ways = waysTo(k);
    const sum = `${ways.map((way) => (ways.length > 1 || way ? product(way) : "")).join(" + ")}`
      + ` = ${short(arrived(k))}`;
    if (!isValued(k)) return words.backwardNothing;
    if (k === last && arrived(k) !== null) {
      return page.fill(words.backwardAt, { formula: formula(k), sum: "1" });
    }
    if (!ways.length) return `${formula(k)}.`;
    return page.fill(ways.length > 1 ? words.backwardMeets : words.backwardAt,
      { formula: formula(k), count: ways.length, sum });
  };
  const turn = () => {
    const k = node(at);
    if (at === 0) return words.backwardNothing;
    if (isForward()) return page.fill(words.backwardForward, { formula: formula(k) });
    if (at === steps.length + 1) {
      return page.fill(words.backwardBegin, { name: title(last) });
    }
    const ways = nodes[k].inputs.map((operand, term) => page.fill(words.backwardWay, {
      name: title(operand), product: `${product({ from: k, slope: walk.slopes[k][term] })} = `
        + `${short(walk.gradients[k] * walk.slopes[k][term])}` }));
    return page.fill(words.backwardBack, { name: title(k), gradient: short(walk.gradients[k]),
      rule: operations[nodes[k].symbol].rule, ways: ways.join(", ") });
  };
  const fly = (k) => {
    nodes[k].inputs.forEach((operand, term) => page.fly(board, grid.nodes[0][k],
      grid.nodes[0][operand], short(walk.gradients[k] * walk.slopes[k][term]), 600));
  };
  const point = (k) => {
    pointed = k;
    draw();
  };

  const draw = () => {
    const now = at > 0 ? node(at) : null;
    nodes.forEach(({ symbol }, k) => {
      grid.paint(0, k, { text: symbol || short(inputs[k]), value: 0, largest: 1,
        fill: symbol ? "var(--paper)" : "var(--chip)",
        classes: [symbol ? "operation" : "input", isFree(k) && "free", k === now && "now",
          k === (pointed ?? now) && "lit"] });
      const { value, gradient, sum } = parts[k];
      value.textContent = symbol && isValued(k) ? short(walk.values[k]) : "";
      const known = arrived(k);
      gradient.textContent = known === null ? "" : short(known);
      const ways = waysTo(k);
      sum.textContent = ways.length > 1
        ? ways.map((way) => factor(way.product)).join(" + ") : "";
    });
    for (const { k, operand, term, path, texts, label } of lines) {
      const isWalked = hasPassed(k);
      const slope = walk.slopes[k][term];
      const lit = pointed === null ? k === now : k === pointed || operand === pointed;
      path.setAttribute("class", ["wire", lit && "lit", isWalked && "walked"].filter(Boolean)
        .join(" "));
      const [all, result] = isWalked ? [product({ from: k, slope }),
        `= ${short(walk.gradients[k] * slope)}`] : ["", ""];
      const isShort = all.length + result.length < 12;
      texts[0].textContent = isShort ? `${all} ${result}`.trim() : all;
      texts[1].textContent = isShort ? "" : result;
      // One line lies on the wire, two lie on both sides of it.
      texts.forEach((one, n) => one.setAttribute("y", label.y + (isShort ? 0 : 16 * n - 8)));
    }
    told.textContent = pointed === null ? turn() : tell(pointed);
    scrub.value = at;
    player.place(at === 0, at === count);
  };
  const compute = () => {
    walk = page.walk(nodes, inputs);
    draw();
  };
  const begin = () => {
    player.stop();
    inputs = nodes.map(({ value }) => value);
    at = count;
    compute();
  };
  begin();
});
