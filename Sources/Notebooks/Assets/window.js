// The window that slides over a small grid: input, weights, products, sum and output are the same
// data in several places, and whatever one points at lights up wherever it takes part. The window
// is moved by pointing, by keys, by playing or along a slider; numbers are dragged or typed.

// The filters that can be chosen where the lesson's has three rows and columns, with their names.
const presets = {
  sobel: [words.presetSobel, [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]],
  prewitt: [words.presetPrewitt, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]],
  sharpen: [words.sharpen, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]],
  blur: [words.presetBlur,
    [[1, 2, 1], [2, 4, 2], [1, 2, 1]].map((row) => row.map((weight) => weight / 16))],
  emboss: [words.presetEmboss, [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]],
  laplacian: [words.presetLaplacian, [[0, 1, 0], [1, -4, 1], [0, 1, 0]]],
};
// Milliseconds for a step while it plays.
const speeds = { slow: [words.windowSlow, 1400], ordinary: [words.windowOrdinary, 700],
  fast: [words.windowFast, 250] };
const copy = (rows) => rows.map((row) => [...row]);
page.each("figure.window", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const pool = lesson.pool ?? null;
  const [high, wide] = pool ? lesson.size : [lesson.filter.length, lesson.filter[0].length];
  let input, filter, stride, padding, dilation, down, across, output;
  // The output that is being made, those that have been, and what is pointed at: a term [i, j], and
  // outputs that read an input.
  let [y, x] = [0, 0];
  let made = new Set();
  let pointed = { term: null, readers: null };
  let speed = "ordinary";

  const inside = (row, column) =>
    row >= 0 && column >= 0 && row < input.length && column < input[0].length;
  const top = () => y * stride - down.before;
  const left = () => x * stride - across.before;
  // What the window reads for a term: a number, or what lies around the picture.
  const read = (i, j) => {
    const [row, column] = [top() + i * dilation, left() + j * dilation];
    return inside(row, column) ? input[row][column] : pool === "max" ? -Infinity : 0;
  };
  const termAt = (row, column) => {
    const [i, j] = [page.termAt(down, y, row), page.termAt(across, x, column)];
    return i === null || j === null ? null : [i, j];
  };
  const colour = (i, j) => `oklch(var(--pair-light) .15 ${Math.round((360 * (i * wide + j))
    / (high * wide))})`;
  const told = (value) => (value === -Infinity ? "−∞" : page.number(value));

  const limited = (value) => Math.max(-999, Math.min(999, value));
  const inputGrid = page.grid(words.figureInput, "input", {
    point: (row, column) => {
      if (row === null) { point(null); return; }
      const [r, c] = [row - down.before, column - across.before];
      point({ term: termAt(r, c), readers: readers(r, c) });
    },
    value: (row, column) => {
      const [r, c] = [row - down.before, column - across.before];
      return inside(r, c) ? input[r][c] : undefined;
    },
    change: (row, column, value) => {
      input[row - down.before][column - across.before] = limited(value);
      compute();
    },
    tell: (row, column) => {
      const [r, c] = [row - down.before, column - across.before];
      page.say(page.fill(words.windowReaders, {
        value: inside(r, c) ? told(input[r][c]) : words.windowOutside, y: r, x: c,
        count: readers(r, c).length }));
    },
  });
  const weightGrid = pool ? null : page.grid(words.figureFilter, "weights", {
    point: (i, j) => point(i === null ? null : { term: [i, j] }),
    value: (i, j) => filter[i][j],
    change: (i, j, value) => { filter[i][j] = limited(value); compute(); choosePreset(); },
    tell: (i, j) => tellTerm(i, j),
  });
  const productGrid = page.grid(pool ? words.figureWindow : words.figureProducts, "products", {
    point: (i, j) => point(i === null ? null : { term: [i, j] }),
    tell: (i, j) => tellTerm(i, j),
  });
  const outputGrid = page.grid(words.figureOutput, "output", {
    point: (row, column) => { if (row !== null) { stop(); go(row, column); } else point(null); },
    press: (row, column) => { stop(); go(row, column); },
    tell: () => tell(),
  });

  // The outputs whose windows read a cell of the input.
  const readers = (row, column) => page.readers(down, row).flatMap((v) =>
    page.readers(across, column).map((h) => [v, h]));

  const player = page.player({
    step: (by) => step(by), tell: () => tell(), pause: () => speeds[speed][1],
    rewind: () => { made = new Set(); go(0, 0); },
  });
  const { stop } = player;
  const scrub = page.slider(words.windowScrub, (place) => {
    stop();
    go(Math.floor(place / across.count), place % across.count);
    tell();
  });
  const speedChoice = page.choice(words.windowSpeed, Object.entries(speeds).map(([key, [name]]) =>
    [key, name]), speed, (value) => {
    speed = value;
    if (player.isPlaying()) { stop(); player.begin(); }
  });
  const strideChoice = page.choice(words.stride, [1, 2, 3], 1, (value) => {
    stride = value;
    restart();
  });
  const paddingChoice = page.choice(words.padding,
    [0, 1, 2, ["same", words.windowSame]], 0, (value) => {
      padding = value;
      restart();
    });
  const dilationChoice = page.choice(words.windowDilation, [1, 2], 1, (value) => {
    dilation = value;
    restart();
  });
  const hasPresets = !pool && high === 3 && wide === 3;
  const presetChoice = page.choice(words.figureFilter, [["lesson", words.windowLesson],
    ...Object.entries(presets).map(([key, [name]]) => [key, name]),
    ["own", words.ownFilter]], "lesson", (value) => {
    if (value === "own") return;
    filter = copy(value === "lesson" ? lesson.filter : presets[value][1]);
    compute();
  });
  const choosePreset = () => {
    const all = [["lesson", lesson.filter],
      ...Object.entries(presets).map(([key, [, rows]]) => [key, rows])];
    presetChoice.value = all.find(([, rows]) =>
      JSON.stringify(rows) === JSON.stringify(filter))?.[0] ?? "own";
  };
  const reset = page.button(words.windowReset, words.windowReset, () => { stop(); begins(); });

  const sum = page.element("p", { class: "written" });
  const size = page.element("p", { class: "size" });
  const { sign } = page;
  const board = page.element("div", { class: "board" }, inputGrid.panel,
    ...(pool ? [sign("→")] : [sign("·"), weightGrid.panel, sign("=")]), productGrid.panel,
    sign(pool === "max" ? words.windowMaximum : pool ? words.windowMean : "Σ"), outputGrid.panel);
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub, speedChoice),
    board, sum, size,
    page.element("div", { class: "controls" }, strideChoice, paddingChoice,
      dilationChoice, ...(hasPresets ? [presetChoice] : []), reset),
    page.element("p", { class: "hint" }, words.windowHint));
  const frame = page.svg("rect", { class: "frame" });
  inputGrid.marks.append(frame);

  const point = (what) => {
    pointed = { term: what?.term ?? null, readers: what?.readers ?? null };
    draw();
  };

  const draw = () => {
    const most = (values) => Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
    const largest = most(input.flat());
    const heaviest = pool ? 1 : most(filter.flat());
    const best = most([...output.values]);
    const rows = input.length + down.before + down.after;
    const columns = input[0].length + across.before + across.after;
    const lastRow = (down.count - 1) * stride + down.span - down.before;
    const lastColumn = (across.count - 1) * stride + across.span - across.before;
    inputGrid.size(rows, columns);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const [row, column] = [r - down.before, c - across.before];
        const term = termAt(row, column);
        const is = inside(row, column);
        inputGrid.paint(r, c, { value: is ? input[row][column] : 0, largest,
          text: is ? told(input[row][column]) : pool === "max" ? "−∞" : "0",
          pair: term && colour(...term),
          classes: [!is && "outside", is && "free",
            (row >= lastRow || column >= lastColumn) && "unread", term && "seen",
            page.same(term, pointed.term) && "lit"] });
      }
    }
    const [dy, dx] = [top() + down.before, left() + across.before];
    frame.setAttribute("width", across.span * page.cellSide);
    frame.setAttribute("height", down.span * page.cellSide);
    frame.style.transform = `translate(${dx * page.cellSide}px, ${dy * page.cellSide}px)`;
    weightGrid?.size(high, wide);
    productGrid.size(high, wide);
    for (let i = 0; i < high; i++) {
      for (let j = 0; j < wide; j++) {
        const lit = page.same([i, j], pointed.term) && "lit";
        weightGrid?.paint(i, j, { value: filter[i][j], largest: heaviest, text: told(filter[i][j]),
          pair: colour(i, j), classes: ["free", lit] });
        const product = pool ? read(i, j) : read(i, j) * filter[i][j];
        const isLargest = pool === "max" && product === output.values[y * across.count + x];
        productGrid.paint(i, j, { value: product, largest: pool ? largest : largest * heaviest,
          text: told(product), pair: colour(i, j), classes: [lit, isLargest && "largest"] });
      }
    }
    outputGrid.size(down.count, across.count);
    for (let v = 0; v < down.count; v++) {
      for (let h = 0; h < across.count; h++) {
        const k = v * across.count + h;
        const reads = pointed.readers?.some((reader) => page.same(reader, [v, h]));
        const known = made.has(k);
        outputGrid.paint(v, h, { value: known ? output.values[k] : 0, largest: best,
          text: known ? told(output.values[k]) : "?",
          classes: [!known && "unknown", v === y && h === x && "seen", reads && "lit"] });
      }
    }
    write();
    const k = y * across.count + x;
    scrub.max = down.count * across.count - 1;
    scrub.value = k;
    player.place(k === 0, k === down.count * across.count - 1);
  };

  // The sum, a row of the window a line; each term can be pointed at.
  const write = () => {
    const factor = (value) => (value < 0 ? `(${told(value)})` : told(value));
    const lines = Array.from({ length: high }, (_, i) => {
      const line = page.element("span", {});
      for (let j = 0; j < wide; j++) {
        const text = pool ? told(read(i, j)) : `${factor(read(i, j))} · ${factor(filter[i][j])}`;
        const term = page.element("span", { class: "term" }, text);
        term.style.setProperty("--pair", colour(i, j));
        term.classList.toggle("lit", page.same([i, j], pointed.term));
        Object.assign(term.dataset, { i, j });
        const last = i === high - 1 && j === wide - 1;
        line.append(term, last ? "" : pool === "max" ? ", " : " + ");
      }
      return line;
    });
    const result = output.values[y * across.count + x];
    const head = pool === "max" ? words.windowLargest : pool ? words.windowMeanIs : "";
    const strong = page.element("strong", {}, told(result));
    sum.replaceChildren(...lines, page.element("span", {}, head ? `${head} ` : "= ", strong));
    sum.style.setProperty("--lines", high + 1);
  };
  sum.addEventListener("pointerover", (event) => {
    const term = event.target.closest(".term");
    if (!term) return;
    const at = [Number(term.dataset.i), Number(term.dataset.j)];
    if (!page.same(at, pointed.term)) point({ term: at });
  });
  sum.addEventListener("pointerleave", () => point(null));

  const tell = () => {
    page.say(`${page.fill(words.windowPlace, { y, x })}: ${sum.innerText.replaceAll("\n", " ")}`);
  };
  const tellTerm = (i, j) => {
    page.say(pool ? told(read(i, j)) : page.fill(words.windowTerm, { number: told(read(i, j)),
      weight: told(filter[i][j]), product: told(read(i, j) * filter[i][j]) }));
  };
  const go = (v, h) => {
    [y, x] = [v, h];
    outputGrid.at = [v, h];
    made.add(y * across.count + x);
    pointed = { term: null, readers: null };
    draw();
  };
  const step = (by) => {
    const to = y * across.count + x + by;
    if (to < 0 || to >= down.count * across.count) return false;
    go(Math.floor(to / across.count), to % across.count);
    return true;
  };
  // Computes the outputs for the numbers as they are; the window and what was seen stay.
  const compute = () => {
    const picture = { height: input.length, width: input[0].length, values: input.flat() };
    output = pool ? page.pool(pool, picture, [high, wide], stride, padding, dilation)
      : page.convolve(picture, filter, stride, padding, dilation);
    draw();
  };
  // Computes the windows for a stride, padding and dilation, and begins with the first.
  const restart = () => {
    stop();
    const axis = (length, window) => page.windows(length, window, stride, padding, dilation);
    const tried = [axis(input.length, high), axis(input[0].length, wide)];
    if (tried.some(({ count }) => count === 0)) {
      // The window is larger than the input: as it was.
      size.textContent = words.windowTooLarge;
      ({ stride, padding, dilation } = last);
      showChoices();
      return;
    }
    [down, across] = tried;
    last = { stride, padding, dilation };
    [y, x] = [0, 0];
    made = new Set([0]);
    outputGrid.at = [0, 0];
    const written = (name, { length, before, after, span, count }) => {
      const added = before === after ? `2 · ${before}` : `${before} + ${after}`;
      return `${name}: ⌊(${length} + ${added} − ${span}) / ${stride}⌋ + 1 = ${count}`;
    };
    const unread = [
      [down, words.unreadRows], [across, words.unreadColumns],
    ].map(([{ length, before, span, count }, text]) =>
      [Math.max(0, length - ((count - 1) * stride + span - before)), text])
      .filter(([count]) => count > 0).map(([count, text]) => page.fill(text, { count }));
    size.textContent = [written(words.height, down), written(words.width, across), ...unread]
      .join(" · ");
    inputGrid.caption.textContent = `${words.figureInput} ${input.length} × ${input[0].length}`;
    if (weightGrid) weightGrid.caption.textContent = `${words.figureFilter} ${high} × ${wide}`;
    productGrid.caption.textContent = pool ? words.figureWindow : words.figureProducts;
    outputGrid.caption.textContent = `${words.figureOutput} ${down.count} × ${across.count}`;
    compute();
  };
  let last = {};
  const showChoices = () => {
    strideChoice.value = stride;
    paddingChoice.value = padding;
    dilationChoice.value = dilation;
  };
  // As the lesson had it.
  const begins = () => {
    input = copy(lesson.input);
    filter = pool ? null : copy(lesson.filter);
    ({ stride, padding } = lesson);
    dilation = lesson.dilation ?? 1;
    showChoices();
    if (!pool) choosePreset();
    restart();
  };
  begins();
});
