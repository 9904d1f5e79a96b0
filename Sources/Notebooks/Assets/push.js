// A single number among zeros that is pushed about: which of its moves does max pooling notice?

page.each("figure.push", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { size: [rows, columns], value, window } = lesson;
  let home = [...lesson.at];
  let [y, x] = home;
  let tried = new Map();

  const pooled = (at) => page.pool("max", { height: rows, width: columns,
    values: Array.from({ length: rows * columns }, (_, k) =>
      (k === at[0] * columns + at[1] ? value : 0)) }, [window, window], window);
  const isUnnoticed = (at) => page.same([...pooled(at).values], [...pooled(home).values]);
  const isNeighbour = ([row, column]) => Math.max(Math.abs(row - home[0]),
    Math.abs(column - home[1])) === 1;

  const grid = page.grid(words.figureInput, "input", {
    point: () => {},
    press: (row, column) => go(row, column),
    tell: (row, column) => { go(row, column); page.say(told.textContent); },
  });
  const answer = page.grid(words.figureOutput, "output", { point: () => {},
    tell: () => page.say(told.textContent) });
  const told = page.element("p", { class: "told" });
  const here = page.button(words.pushHere, words.pushHere, () => begin([y, x]));
  const reset = page.button(words.windowReset, words.windowReset, () => begin(lesson.at));
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "board" }, grid.panel, page.sign("→"), answer.panel), told,
    page.element("div", { class: "controls" }, here, reset),
    page.element("p", { class: "hint" }, words.pushHint));
  const frame = page.svg("rect", { class: "frame", width: window * page.cellSide,
    height: window * page.cellSide });
  grid.marks.append(frame);

  // The pointer takes the number along, a finger too.
  let isHeld = false;
  grid.drawing.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("[data-y]");
    isHeld = Boolean(cell) && page.same([cell.dataset.y, cell.dataset.x].map(Number), [y, x]);
    if (isHeld) event.preventDefault();
  });
  grid.drawing.addEventListener("pointermove", (event) => {
    if (!isHeld) return;
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-y]");
    if (cell && grid.drawing.contains(cell)) go(Number(cell.dataset.y), Number(cell.dataset.x));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => { isHeld = false; });
  }

  const go = (row, column) => {
    if (page.same([row, column], [y, x])) return;
    [y, x] = grid.at = [row, column];
    if (!page.same([y, x], home)) tried.set(y * columns + x, isUnnoticed([y, x]));
    draw();
  };
  const begin = (at) => {
    home = [...at];
    [y, x] = grid.at = [...at];
    tried = new Map();
    draw();
  };
  const draw = () => {
    grid.size(rows, columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const is = page.same([row, column], [y, x]);
        const known = tried.get(row * columns + column);
        grid.paint(row, column, { value: is ? value : 0, largest: value,
          text: is ? page.number(value) : known === undefined ? "0" : known ? "=" : "≠",
          pair: known ? "var(--accent)" : null,
          classes: [page.same([row, column], home) && "home", is && "lit held",
            known === true && "kept", known === false && "unlike"] });
      }
    }
    const corner = [y, x].map((at) => Math.floor(at / window) * window * page.cellSide);
    frame.style.transform = `translate(${corner[1]}px, ${corner[0]}px)`;
    const result = pooled([y, x]);
    answer.size(result.height, result.width);
    for (let k = 0; k < result.values.length; k++) {
      answer.paint(Math.floor(k / result.width), k % result.width, { value: result.values[k],
        largest: value, text: page.number(result.values[k]), classes: [] });
    }
    grid.caption.textContent = `${words.figureInput} ${rows} × ${columns}`;
    answer.caption.textContent = `${words.figureOutput} ${result.height} × ${result.width}`;
    const near = [...tried].filter(([k]) =>
      isNeighbour([Math.floor(k / columns), k % columns]));
    const places = { y, x, value: page.number(value), tried: near.length,
      same: near.filter(([, kept]) => kept).length };
    told.textContent = page.fill(page.same([y, x], home) ? words.pushHome
      : isUnnoticed([y, x]) ? words.pushSame : words.pushOther, places);
  };
  draw();
});
