// A small picture that is resized. A way to resize is two matrices: for each new row the weights of
// the old ones, and for each new column; the weight of an old number is the product of both.

page.each("figure.resampling", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const [rows, columns] = [lesson.input.length, lesson.input[0].length];
  const side = page.cellSide;
  // How long a bar of weight 1 is.
  const reach = 40;
  let input, way, pointed;

  const weight = (y, x, row, column) => way.down[y][row] * way.across[x][column];
  const value = (y, x) => input.flatMap((line, row) => line.map((number, column) =>
    weight(y, x, row, column) * number)).reduce((sum, product) => sum + product, 0);
  // The new number that was pointed at last comes back when an old one is left.
  let seen;
  const point = (what) => {
    if (what?.y !== undefined) seen = what;
    pointed = what ?? seen;
    draw();
  };
  const old = page.grid(words.figureInput, "input", {
    point: (row, column) => point(row === null ? null : { row, column }),
    value: (row, column) => input[row][column],
    change: (row, column, number) => {
      input[row][column] = Math.max(-999, Math.min(999, number));
      draw();
    },
    tell: () => page.say(terms.innerText),
  });
  const made = page.grid(words.figureOutput, "output", {
    point: (y, x) => { if (y !== null) point({ y, x }); },
    tell: () => page.say(terms.innerText),
  });
  const bars = (kind, viewBox) => page.svg("svg", { class: `bars ${kind}`, viewBox,
    "aria-hidden": "true" });
  const across = bars("across", `-2 0 ${columns * side + 4} ${reach + 20}`);
  const down = bars("down", `0 -2 ${reach + 20} ${rows * side + 4}`);
  across.style.setProperty("--columns", columns);
  const terms = page.element("p", { class: "terms" });
  const menu = page.element("select", {}, ...lesson.ways.map(({ name }, k) =>
    page.element("option", { value: k }, name)));
  menu.addEventListener("change", () => {
    way = lesson.ways[menu.value];
    point({ y: Math.min(1, way.down.length - 1), x: 1 });
    page.say(terms.innerText);
  });
  const reset = page.button(words.windowReset, words.windowReset, () => begin());
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" },
      page.element("label", {}, words.resamplingWay, " ", menu), reset),
    page.element("div", { class: "board" },
      page.element("div", { class: "old" }, across, down, old.panel), page.sign("→"), made.panel),
    terms, page.element("p", { class: "hint" }, words.resamplingHint));
  // Captions would part the bars from their columns.
  old.caption.remove();

  const short = (number) => page.number(Number(number.toFixed(3)));
  // A bar for each weight; those below 0 in another colour.
  const paint = (drawing, weights, isAcross) => {
    const largest = Math.max(1, ...(weights ?? []).map(Math.abs));
    drawing.replaceChildren(...(weights ?? []).flatMap((share, k) => {
      if (share === 0) return [];
      const [long, middle] = [reach * Math.abs(share) / largest, (k + 0.5) * side];
      const box = isAcross
        ? { x: middle - 8, y: reach + 20 - long, width: 16, height: long }
        : { x: reach + 20 - long, y: middle - 8, width: long, height: 16 };
      const at = isAcross ? { x: middle, y: reach + 12 - long }
        : { x: reach + 18, y: middle - 15 };
      return [page.svg("rect", { ...box, class: share < 0 ? "below" : "" }),
        page.svg("text", at, short(share))];
    }));
  };
  const draw = () => {
    const isNew = pointed.y !== undefined;
    const reads = (y, x, row, column) => weight(y, x, row, column) !== 0;
    const all = input.flat().map(Math.abs);
    const largest = Math.max(...all);
    old.size(rows, columns);
    input.forEach((line, row) => line.forEach((number, column) => old.paint(row, column, {
      value: number, largest, text: page.number(number),
      classes: ["free", isNew && reads(pointed.y, pointed.x, row, column) && "lit",
        !isNew && pointed.row === row && pointed.column === column && "lit"] })));
    const [height, width] = [way.down.length, way.across.length];
    made.size(height, width);
    let readers = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isReader = !isNew && reads(y, x, pointed.row, pointed.column);
        readers += isReader;
        const result = value(y, x);
        made.paint(y, x, { value: result, largest, text: page.number(Number(result.toFixed(1))),
          classes: [isReader && "lit", isNew && y === pointed.y && x === pointed.x && "seen"] });
      }
    }
    made.caption.textContent = `${words.figureOutput} ${height} × ${width}`;
    paint(across, isNew ? way.across[pointed.x] : null, true);
    paint(down, isNew ? way.down[pointed.y] : null, false);
    if (isNew) {
      const factor = (number) => (number < 0 ? `(${short(number)})` : short(number));
      const shown = input.flatMap((line, row) => line.flatMap((number, column) =>
        (reads(pointed.y, pointed.x, row, column)
          ? [`${factor(weight(pointed.y, pointed.x, row, column))} · ${factor(number)}`] : [])));
      terms.replaceChildren(`${page.fill(words.resamplingNew, pointed)}: `,
        ...shown.flatMap((text, k) => [...(k ? [" + "] : []),
          page.element("span", { class: "term" }, text)]),
        " = ", page.element("strong", {}, short(value(pointed.y, pointed.x))));
    } else {
      terms.textContent = page.fill(words.resamplingReaders, { y: pointed.row, x: pointed.column,
        count: readers, all: height * width });
    }
    menu.value = lesson.ways.indexOf(way);
  };
  const begin = () => {
    [input, way] = [lesson.input.map((line) => [...line]), lesson.ways[0]];
    made.at = [1, 2];
    point({ y: 1, x: 2 });
  };
  begin();
});
