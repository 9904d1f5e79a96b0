// A row of numbers that a dense layer and a filter read: each wire is drawn, and wires and weights
// are counted. The row is shifted and shuffled; answers that are still what they were are marked.

// Milliseconds from one shift to the next while it plays.
const pause = 900;
// How far apart inputs and outputs stand in the drawing, in cells; the style stretches it.
const reach = 4;
const clone = (rows) => rows.map((row) => [...row]);

page.each("figure.wires", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { order } = lesson;
  const length = lesson.input.length;
  const outputs = lesson.dense.length;
  const taps = lesson.filter.length;
  const side = page.cellSide;
  // An output lies beside the middle of its window.
  const middle = taps >> 1;
  let input, dense, filter, shift, isShuffled, follows, pointed;

  const sourceOf = (i) => (isShuffled ? order[i] : i) - shift;
  const read = (i) => input[sourceOf(i)] ?? 0;
  // The column of the dense weights at a place of the row: they are shuffled alike if asked for.
  const columnOf = (i) => (isShuffled && follows ? order[i] : i);
  const layers = {
    dense: {
      name: words.wiresDense, weight: (j, i) => dense[j][columnOf(i)],
      reads: () => true, key: (j, i) => `${j},${columnOf(i)}`, weights: length * outputs,
    },
    filter: {
      name: words.figureFilter, weight: (j, i) => filter[i - j], reads: (j, i) =>
        i >= j && i < j + taps, key: (j, i) => `0,${i - j}`, weights: taps,
    },
  };
  const all = Array.from({ length: outputs }, (_, j) => Array.from({ length }, (_, i) => [j, i]))
    .flat();
  const answers = (layer, of = read) => Array.from({ length: outputs }, (_, j) =>
    all.reduce((sum, [output, i]) => (output === j && layer.reads(j, i)
      ? sum + of(i) * layer.weight(j, i) : sum), 0));
  const limited = (value) => Math.max(-99, Math.min(99, value));
  const point = (what) => { pointed = what; draw(); };

  const row = page.grid(words.figureInput, "input", {
    point: (i) => point(i === null ? null : { input: i }),
    value: (i) => input[sourceOf(i)],
    change: (i, _, value) => { input[sourceOf(i)] = limited(value); draw(); },
    tell: () => tell(),
  });
  for (const [key, layer] of Object.entries(layers)) {
    layer.grid = page.grid(layer.name, key, {
      point: (j) => point(j === null || !isOutput(j) ? null : { layer, output: j - middle }),
      tell: () => tell(),
    });
    layer.wires = all.filter(([j, i]) => layer.reads(j, i)).map(([j, i]) => {
      const ends = [(j + middle + 0.5) * side, (i + 0.5) * side];
      const [y1, y2] = key === "dense" ? ends : ends.reverse();
      const line = page.svg("line", { x1: 0, x2: reach * side, y1, y2 });
      line.addEventListener("pointerenter", () => point({ layer, key: layer.key(j, i) }));
      line.addEventListener("pointerleave", () => point(null));
      return { j, i, line };
    });
    const drawing = page.svg("svg", { "aria-hidden": "true",
      preserveAspectRatio: "none", viewBox: `0 -2 ${reach * side} ${length * side + 4}` },
    ...layer.wires.map(({ line }) => line));
    drawing.style.setProperty("--rows", length);
    layer.panel = page.element("div", { class: "panel between" },
      page.element("p", { class: "caption" }, page.fill(words.wiresCount,
        { count: layer.wires.length })), drawing);
  }
  const isOutput = (row) => row >= middle && row < outputs + middle;
  const weightGrids = {
    dense: page.grid(words.wiresDense, "weights", {
      point: (j, i) => point(j === null ? null
        : { layer: layers.dense, key: layers.dense.key(j, i) }),
      value: (j, i) => dense[j][columnOf(i)],
      change: (j, i, value) => { dense[j][columnOf(i)] = limited(value); draw(); },
      tell: () => tell(),
    }),
    filter: page.grid(words.figureFilter, "weights", {
      point: (i, t) => point(i === null ? null : { layer: layers.filter, key: `0,${t}` }),
      value: (_, t) => filter[t],
      change: (_, t, value) => { filter[t] = limited(value); draw(); },
      tell: () => tell(),
    }),
  };

  // As far as the last number that is not 0 can go.
  const most = () => Math.max(0, length - 1 - lesson.input.findLastIndex((value) => value !== 0));
  const move = (to) => {
    const by = to - shift;
    shift = to;
    draw();
    if (isShuffled || page.isStill() || Math.abs(by) !== 1) return;
    // The numbers glide along, and so do the answers that stay the same.
    const glide = (grid, i) => grid.nodes[i][0].group.animate(
      [{ transform: `translate(0px, ${(i - by) * side}px)` },
        { transform: `translate(0px, ${i * side}px)` }],
      { duration: 350, easing: "cubic-bezier(.3, .7, .3, 1)" });
    for (let i = 0; i < length; i++) if (read(i) !== 0) glide(row, i);
    kept(layers.filter).forEach((is, j) => { if (is) glide(layers.filter.grid, j + middle); });
  };
  const step = (by) => {
    if (shift + by < 0 || shift + by > most()) return false;
    move(shift + by);
    return shift < most();
  };
  const player = page.player({ step, pause: () => pause, rewind: () => move(0),
    tell: () => page.say(moved.innerText) });
  const scrub = page.slider(words.wiresShift, (to) => {
    player.stop();
    move(to);
    page.say(moved.innerText);
  });
  const box = (label, act) => {
    const made = page.element("input", { type: "checkbox" });
    made.addEventListener("change", () => {
      act(made.checked);
      draw();
      page.say(moved.innerText);
    });
    return { made, label: page.element("label", {}, made, " ", label) };
  };
  const shuffle = box(words.wiresShuffle, (is) => { isShuffled = is; });
  const follow = box(words.wiresFollow, (is) => { follows = is; });
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    begin();
  });
  const moved = page.element("p", { class: "told" });
  const written = page.element("p", { class: "written", style: "--lines:1" });
  const [left, right] = [layers.dense, layers.filter];
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub, shuffle.label,
      follow.label, reset),
    page.element("div", { class: "board" },
      page.element("div", { class: "nets" }, left.grid.panel, left.panel, row.panel, right.panel,
        right.grid.panel),
      page.element("div", { class: "matrices" }, weightGrids.dense.panel,
        weightGrids.filter.panel)),
    moved, written, page.element("p", { class: "hint" }, words.wiresHint));

  // Which answers are those of the row as it was, moved along.
  const kept = (layer) => {
    const [now, before] = [answers(layer), answers(layer.plain, (i) => input[i] ?? 0)];
    return now.map((value, j) => (j < shift ? null : value === before[j - shift]));
  };
  // The layers as they are over the row that was neither shuffled nor shifted.
  for (const layer of Object.values(layers)) layer.plain = layer;
  layers.dense.plain = { reads: () => true, weight: (j, i) => dense[j][i] };

  const isLit = (layer, j, i) => Boolean(pointed) && (pointed.input === i
    || (pointed.layer === layer && (pointed.output === j || pointed.key === layer.key(j, i))));
  const hue = (tap) => `oklch(var(--pair-light) .15 ${Math.round(360 * tap / taps)})`;
  const draw = () => {
    const largest = Math.max(...input.map(Math.abs));
    const heaviest = Math.max(...dense.flat().map(Math.abs), ...filter.map(Math.abs));
    const litInputs = new Set();
    for (const [key, layer] of Object.entries(layers)) {
      const litOutputs = new Set();
      for (const { j, i, line } of layer.wires) {
        const weight = layer.weight(j, i);
        const lit = isLit(layer, j, i);
        if (lit) { litInputs.add(i); litOutputs.add(j); }
        line.style.stroke = key === "filter" ? hue(i - j)
          : weight === 0 ? "var(--line)" : `var(--${weight < 0 ? "negative" : "positive"})`;
        line.style.strokeWidth = 1 + 3 * Math.abs(weight) / heaviest;
        line.classList.toggle("lit", lit);
        line.classList.toggle("faint", Boolean(pointed) && !lit);
      }
      const values = answers(layer);
      const best = Math.max(...values.map(Math.abs));
      const same = kept(layer);
      layer.grid.size(length, 1);
      for (let r = 0; r < length; r++) {
        const j = r - middle;
        layer.grid.paint(r, 0, { value: values[j] ?? 0, largest: best,
          text: isOutput(r) ? page.number(values[j]) : "",
          pair: same[j] && (shift || isShuffled) ? "var(--accent)" : null,
          classes: [!isOutput(r) && "none", litOutputs.has(j) && "lit",
            same[j] && (shift || isShuffled) && "kept"] });
      }
      layer.grid.caption.textContent = layer.name;
    }
    row.size(length, 1);
    for (let i = 0; i < length; i++) {
      row.paint(i, 0, { value: read(i), largest, text: page.number(read(i)),
        classes: [input[sourceOf(i)] !== undefined && "free", litInputs.has(i) && "lit"] });
    }
    row.caption.textContent = words.figureInput;
    const { dense: wide, filter: narrow } = weightGrids;
    wide.size(outputs, length);
    for (const [j, i] of all) {
      wide.paint(j, i, { value: layers.dense.weight(j, i), largest: heaviest,
        text: page.number(layers.dense.weight(j, i)),
        classes: ["free", isLit(layers.dense, j, i) && "lit"] });
    }
    narrow.size(1, taps);
    filter.forEach((weight, t) => narrow.paint(0, t, { value: weight, largest: heaviest,
      text: page.number(weight), pair: hue(t), classes: ["free", layers.filter.wires.some(
        ({ j, i }) => i - j === t && isLit(layers.filter, j, i)) && "lit"] }));
    for (const [key, grid] of Object.entries(weightGrids)) {
      grid.caption.textContent = page.fill(words.wiresWeights, { name: layers[key].name,
        count: layers[key].weights });
    }
    moved.replaceChildren(...says().map((line) => page.element("span", {}, line)));
    written.replaceChildren(page.element("span", {}, sentence()));
    scrub.max = most();
    scrub.value = shift;
    shuffle.made.checked = isShuffled;
    follow.made.checked = follows;
    follow.made.disabled = !isShuffled;
    player.place(shift === 0, shift === most());
  };
  const says = () => {
    if (!shift && !isShuffled) {
      return [page.fill(words.wiresCounted, { wires: layers.dense.wires.length,
        weights: layers.dense.weights, few: layers.filter.wires.length, shared: taps })];
    }
    const places = { shift };
    for (const [key, layer] of Object.entries(layers)) {
      places[key] = kept(layer).filter(Boolean).length;
    }
    places.count = outputs - shift;
    return [page.fill(isShuffled ? words.wiresShuffled : words.wiresShifted, places)];
  };
  const sentence = () => {
    if (pointed?.input !== undefined) {
      const readers = (layer) => layer.wires.filter(({ i }) => i === pointed.input).length;
      return page.fill(words.wiresReaders, { value: page.number(read(pointed.input)),
        dense: readers(layers.dense), filter: readers(layers.filter) });
    }
    const layer = pointed?.layer ?? layers.filter;
    if (pointed?.key) {
      const some = layer.wires.filter(({ j, i }) => layer.key(j, i) === pointed.key);
      return page.fill(words.wiresUsed, { count: some.length,
        weight: page.number(layer.weight(some[0].j, some[0].i)) });
    }
    const j = pointed?.output ?? 0;
    const read_ = layer.wires.filter((wire) => wire.j === j);
    return `${layer.name} ${j}: ${page.products(read_.map(({ i }) => read(i)),
      read_.map(({ i }) => layer.weight(j, i)))} = ${page.number(answers(layer)[j])}`;
  };
  const tell = () => page.say(sentence());
  const begin = () => {
    [input, dense, filter] = [[...lesson.input], clone(lesson.dense), [...lesson.filter]];
    [shift, isShuffled, follows, pointed] = [0, false, false, null];
    draw();
  };
  begin();
});
