// The numbers of a chain of residual blocks, forward and back, and the drawing of it.

page.lengthOf = (row) => Math.hypot(...row);
const plus = (one, other) => one.map((value, k) => value + other[k]);
const zeros = (count) => new Array(count).fill(0);
// A row times a matrix whose rows are given, and times its transpose.
const times = (row, matrix) => matrix[0].map((_, j) =>
  row.reduce((sum, value, k) => sum + value * matrix[k][j], 0));
const transposed = (row, matrix) => matrix.map((weights) =>
  weights.reduce((sum, weight, j) => sum + weight * row[j], 0));

// The chain's numbers. Each of `blocks` has a shortcut or not, and is out (what goes in comes out)
// or not. `signals` and `gradients` have one more row than there are blocks; `paths` has, by the
// number of F on a path, how many paths there are and the gradient they bring back together.
page.residualChain = ({ weights, input, gradient }, blocks, scale) => {
  const signals = [input];
  const kept = [];
  const residuals = blocks.map(({ has, out }, k) => {
    const before = signals[k];
    const hidden = times(before, weights[k].first);
    kept.push(hidden.map((value) => value > 0));
    const residual = times(hidden.map((value) => Math.max(0, value)), weights[k].second)
      .map((value) => value * scale);
    signals.push(out ? before : has ? plus(residual, before) : residual);
    return residual;
  });
  // The gradient behind a block's F, brought in front of it.
  const through = (row, k) => transposed(transposed(row, weights[k].second)
    .map((value, j) => (kept[k][j] ? value * scale : 0)), weights[k].first);
  const gradients = [gradient];
  let paths = [{ count: 1, gradient }];
  for (let k = blocks.length - 1; k >= 0; k--) {
    const { has, out } = blocks[k];
    const behind = gradients[0];
    gradients.unshift(out ? behind : has ? plus(behind, through(behind, k)) : through(behind, k));
    if (out) continue;
    const past = has ? paths : paths.map(() => ({ count: 0, gradient: zeros(behind.length) }));
    paths = [...past, { count: 0, gradient: zeros(behind.length) }].map((path, j) => (j === 0
      ? path : { count: path.count + paths[j - 1].count,
        gradient: plus(path.gradient, through(paths[j - 1].gradient, k)) }));
  }
  return { signals, gradients, residuals, paths };
};
// The numbers of a lesson's figure: bytes in Base64 become weights.
page.residualWeights = ({ width, hidden, branches, steps, input, gradient }) => {
  const rows = (text, columns, step) => {
    const all = Array.from(Int8Array.from(atob(text), (byte) => byte.charCodeAt(0)),
      (value) => value * step);
    return Array.from({ length: all.length / columns }, (_, k) =>
      all.slice(k * columns, (k + 1) * columns));
  };
  return { input, gradient, weights: branches.map(({ first, second }) => ({
    first: rows(first, hidden, steps[0]), second: rows(second, width, steps[1]) })) };
};

// The drawing's units: the most blocks in a row, from block to block and from row to row, the
// height of the numbers between two blocks, and the width of a column of them.
const mostInRow = matchMedia("(max-width: 30rem)").matches ? 5 : 10;
const [pitch, rise, tall, thin, edge] = [76, 142, 64, 7, 8];
// The main line, from the top of a row.
const line = 68;

// The drawing of a chain whose signals are `width` numbers wide. `layout` makes it anew for a count
// of blocks; `paint` takes what each block is, and which signals and gradients are there; `send`
// lets dots run through a block, along every way that is open.
page.residualDrawing = (label, width) => {
  const drawing = page.svg("svg", { class: "chain", tabindex: "0", role: "application",
    "aria-label": label });
  const flying = page.svg("g");
  let perRow = mostInRow;
  let parts = [];
  let columns = [];
  const place = (k) => ({ x: edge + (k % perRow) * pitch,
    y: Math.floor(k / perRow) * rise + line });
  // The numbers behind the last block stand at the end of its row.
  const columnPlace = (k) => {
    if (k === 0 || k < parts.length) return place(k);
    const { x, y } = place(k - 1);
    return { x: x + pitch, y };
  };
  const path = (kind, d) => page.svg("path", { class: kind, d });
  const layout = (count) => {
    const rows = Math.ceil(count / mostInRow);
    perRow = Math.ceil(count / rows);
    const across = perRow;
    drawing.setAttribute("viewBox", `0 0 ${edge + across * pitch + 52} ${rows * rise}`);
    drawing.style.setProperty("--wide", across * pitch + 60);
    parts = Array.from({ length: count }, (_, k) => {
      const { x, y } = place(k);
      const begin = x + 2 * thin + 5;
      const sum = x + pitch - 13;
      const arc = `M${begin} ${y}V${y - 40}q0 -8 8 -8H${sum - 8}q8 0 8 8V${y - 7}`;
      const group = page.svg("g", { class: "block", "data-block": k },
        path("shortcut", arc), path("main", `M${begin} ${y}H${sum - 7}`),
        path("wire", `M${x + 2 * thin} ${y}H${begin}M${sum + 7} ${y}H${x + pitch}`),
        page.svg("rect", { class: "f", x: x + 27, y: y - 14, width: 26, height: 28, rx: 3 }),
        page.svg("text", { class: "f-name", x: x + 40, y }, "F"),
        page.svg("circle", { class: "plus", cx: sum, cy: y, r: 7 }),
        path("plus-sign", `M${sum - 4} ${y}h8M${sum} ${y - 4}v8`),
        page.svg("text", { class: "index", x: x + 40, y: y - 56 }, String(k + 1)),
        page.svg("rect", { class: "press", "data-part": "has", x: x + 14, y: y - 66,
          width: pitch - 16, height: 48 }),
        page.svg("rect", { class: "press", "data-part": "out", x: x + 20, y: y - 18,
          width: pitch - 26, height: 46 }));
      return { group, arc: [[begin, y], [begin, y - 48], [sum, y - 48], [sum, y]],
        main: [[begin, y], [sum, y]] };
    });
    const cell = tall / width;
    columns = Array.from({ length: count + 1 }, (_, k) => {
      const { x, y } = columnPlace(k);
      const cells = ["signal", "gradient"].map((kind, side) => page.svg("g", { class: kind },
        ...Array.from({ length: width }, (_, j) => page.svg("rect", {
          x: x + side * thin, y: (y - tall / 2 + j * cell).toFixed(2), width: thin - 0.5,
          height: cell.toFixed(2) }))));
      const sizes = ["signal", "gradient"].map((kind, side) => page.svg("text",
        { class: `size ${kind}`, x: x - 4, y: y + tall / 2 + 12 + 15 * side }));
      return { cells, sizes };
    });
    drawing.replaceChildren(...parts.map(({ group }) => group),
      ...columns.flatMap(({ cells, sizes }) => [...cells, ...sizes]), flying);
  };

  const send = (k, { has, out }, isBack, duration) => {
    flying.replaceChildren();
    if (page.isStill()) return;
    const ways = [...(has ? [parts[k].arc] : []), ...(out && has ? [] : [parts[k].main])];
    for (const way of ways) {
      const dot = page.svg("circle", { class: isBack ? "flying gradient" : "flying signal", r: 5 });
      flying.append(dot);
      const frames = (isBack ? [...way].reverse() : way).map(([x, y]) => ({
        transform: `translate(${x}px, ${y}px)` }));
      dot.animate(frames, { duration, easing: "linear" }).finished.finally(() => dot.remove());
    }
  };
  const paint = (names, signals, gradients) => {
    parts.forEach(({ group }, k) => {
      for (const [name, is] of Object.entries(names[k])) group.classList.toggle(name, is);
    });
    columns.forEach(({ cells, sizes }, k) => {
      [signals, gradients].forEach(({ rows, isThere }, side) => {
        const largest = Math.max(...rows[k].map(Math.abs));
        cells[side].setAttribute("visibility", isThere(k) ? "visible" : "hidden");
        sizes[side].textContent = isThere(k) ? page.short(page.lengthOf(rows[k])) : "";
        rows[k].forEach((value, j) => cells[side].children[j]
          .style.setProperty("--shade", page.shade(value, largest)));
      });
    });
  };
  return { drawing, layout, send, paint, perRow: () => perRow };
};
