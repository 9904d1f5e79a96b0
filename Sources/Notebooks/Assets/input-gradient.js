// The way back through a convolution without padding: each input gets from every output that read
// it that output's gradient times the weight by which it was read, and adds them up.

// Milliseconds from one input to the next while it plays.
const pause = 700;

// What the outputs send back to the input at (y, x): row and column of each output, and of the
// weight by which it read the input.
page.sentBack = (down, across, y, x) => page.readers(down, y).flatMap((v) =>
  page.readers(across, x).map((h) => ({ v, h, i: page.termAt(down, v, y),
    j: page.termAt(across, h, x) })));

page.each("figure.input-gradient", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const [high, wide] = [lesson.filter.length, lesson.filter[0].length];
  const height = lesson.outputGradient.length + high - 1;
  const width = lesson.outputGradient[0].length + wide - 1;
  const last = height * width - 1;
  let filter, gradients, stride, down, across;
  let [y, x] = [0, 0];
  // The inputs that have their gradient, and what is pointed at: an output or a weight.
  let made = new Set();
  let pointed = null;

  const limited = (value) => Math.max(-99, Math.min(99, value));
  const outputs = page.grid(words.inputGradientOutputs, "output", {
    point: (v, h) => point(v === null ? null : { output: [v, h] }),
    value: (v, h) => gradients[v][h],
    change: (v, h, value) => { gradients[v][h] = limited(value); draw(); },
    tell: () => tell(),
  });
  const weights = page.grid(words.figureFilter, "weights", {
    point: (i, j) => point(i === null ? null : { weight: [i, j] }),
    value: (i, j) => filter[i][j],
    change: (i, j, value) => { filter[i][j] = limited(value); draw(); },
    tell: () => tell(),
  });
  const products = page.grid(words.inputGradientSent, "products", {
    point: (v, h) => point(v === null ? null : { output: [v, h], isSent: true }),
    tell: () => tell(),
  });
  const result = page.grid(words.inputGradientInputs, "input", {
    point: (row, column) => {
      if (row === null) return;
      player.stop();
      pointed = null;
      go(row * width + column);
    },
    tell: () => tell(),
  });
  const go = (to) => {
    const at = Math.max(0, Math.min(last, to));
    [y, x] = [Math.floor(at / width), at % width];
    made.add(at);
    draw();
    return at < last;
  };
  const player = page.player({ step: (by) => go(y * width + x + by), pause: () => pause,
    rewind: () => { made = new Set(); go(0); }, tell: () => tell() });
  const scrub = page.slider(words.inputGradientScrub, (to) => {
    player.stop();
    go(to);
    tell();
  });
  scrub.max = last;
  const strides = page.choice(words.stride, [1, 2], 1, (value) => {
    player.stop();
    measure(value);
    draw();
  });
  const reset = page.button(words.windowReset, words.windowReset, () => begin());
  const written = page.element("p", { class: "written" });
  const told = page.element("p", { class: "told" });
  const wires = page.svg("svg", { class: "strands", "aria-hidden": "true" });
  const { sign } = page;
  const board = page.element("div", { class: "board" }, outputs.panel, sign("·"), weights.panel,
    sign("="), products.panel, sign("Σ"), result.panel, wires);
  written.style.setProperty("--lines", Math.min(high, lesson.outputGradient.length) + 1);
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub, strides, reset), board,
    written, told, page.element("p", { class: "hint" }, words.inputGradientHint));

  const point = (what) => {
    pointed = what;
    draw();
  };
  const tell = () => page.say(told.textContent);
  const colour = ({ i, j }) => `oklch(var(--pair-light) .15 ${Math.round((360 * (i * wide + j))
    / (high * wide))})`;
  const measure = (value) => {
    stride = strides.value = value;
    down = page.windows(height, high, stride);
    across = page.windows(width, wide, stride);
  };
  const sum = (row, column) => page.sentBack(down, across, row, column)
    .reduce((total, { v, h, i, j }) => total + gradients[v][h] * filter[i][j], 0);

  const draw = () => {
    const most = (rows) => Math.max(...rows.flat().map(Math.abs));
    const ways = page.sentBack(down, across, y, x);
    const wayOf = (v, h) => ways.find((way) => way.v === v && way.h === h);
    const isLit = (way) => Boolean(way && pointed) && (page.same(pointed.output, [way.v, way.h])
      || page.same(pointed.weight, [way.i, way.j]));
    for (const [grid, name] of [[outputs, words.inputGradientOutputs], [products,
      page.fill(words.inputGradientSentTo, { y, x })]]) {
      grid.size(down.count, across.count);
      grid.caption.textContent = name;
    }
    weights.size(high, wide);
    weights.caption.textContent = words.figureFilter;
    result.size(height, width);
    result.caption.textContent = words.inputGradientInputs;
    const used = gradients.slice(0, down.count).map((row) => row.slice(0, across.count));
    for (let v = 0; v < down.count; v++) {
      for (let h = 0; h < across.count; h++) {
        const way = wayOf(v, h);
        const isPointed = page.same(pointed?.output, [v, h]);
        outputs.paint(v, h, { value: gradients[v][h], largest: most(used),
          text: page.number(gradients[v][h]), pair: way && colour(way),
          classes: ["free", way && "seen", (isLit(way) || isPointed) && "lit"] });
        const product = way && gradients[v][h] * filter[way.i][way.j];
        products.paint(v, h, { value: product ?? 0, largest: most(used) * most(filter),
          text: way ? page.number(product) : "", pair: way && colour(way),
          classes: [!way && "empty", isLit(way) && "lit"] });
      }
    }
    for (let i = 0; i < high; i++) {
      for (let j = 0; j < wide; j++) {
        const way = ways.find((one) => one.i === i && one.j === j);
        weights.paint(i, j, { value: filter[i][j], largest: most(filter),
          text: page.number(filter[i][j]), pair: way && colour(way),
          classes: ["free", !way && "idle", (isLit(way) || page.same(pointed?.weight, [i, j]))
            && "lit"] });
      }
    }
    const sums = Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (__, column) => sum(row, column)));
    // An output that is pointed at lights all inputs that it has read.
    const isReached = (row, column) => pointed?.output && !pointed.isSent
      && page.termAt(down, pointed.output[0], row) !== null
      && page.termAt(across, pointed.output[1], column) !== null;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const known = made.has(row * width + column);
        result.paint(row, column, { value: known ? sums[row][column] : 0, largest: most(sums),
          text: known ? page.number(sums[row][column]) : "?",
          classes: [!known && "unknown", row === y && column === x && "seen",
            isReached(row, column) && "lit"] });
      }
    }
    write(ways);
    connect(ways, isLit);
    const at = y * width + x;
    scrub.value = at;
    player.place(at === 0, at === last);
  };
  // The sum, a row of outputs a line.
  const write = (ways) => {
    const rows = [...new Set(ways.map(({ v }) => v))].map((v) => ways.filter((way) => way.v === v));
    page.writeSum(written, rows.map((row) => page.products(row.map(({ v, h }) => gradients[v][h]),
      row.map(({ i, j }) => filter[i][j]))), sum(y, x));
    told.textContent = page.fill(words.inputGradientPlace, { y, x, count: ways.length,
      value: page.number(sum(y, x)) });
  };
  // Wires from what is sent back to the input where it arrives.
  const connect = (ways, isLit) => {
    const around = board.getBoundingClientRect();
    const middle = (grid, row, column) => {
      const box = grid.nodes[row][column].group.getBoundingClientRect();
      return [box.left + box.width / 2 - around.left, box.top + box.height / 2 - around.top];
    };
    const to = middle(result, y, x);
    wires.replaceChildren(...ways.map((way) => {
      const from = middle(products, way.v, way.h);
      return page.svg("path", { class: isLit(way) ? "strand lit" : "strand",
        style: `stroke: ${colour(way)}`, d: `M${from}C${(from[0] + to[0]) / 2} ${from[1]} `
          + `${(from[0] + to[0]) / 2} ${to[1]} ${to}` });
    }));
  };
  new ResizeObserver(() => draw()).observe(board);

  const begin = () => {
    player.stop();
    filter = lesson.filter.map((row) => [...row]);
    gradients = lesson.outputGradient.map((row) => [...row]);
    made = new Set(Array.from({ length: last + 1 }, (_, k) => k));
    measure(1);
    [y, x] = [Math.floor(height / 2), Math.floor(width / 2)];
    draw();
  };
  begin();
});
