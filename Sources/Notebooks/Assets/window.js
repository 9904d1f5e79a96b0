// A sliding window over a small grid, step by step, with the products and their sum. Buttons, arrow
// keys on the figure, or a click on an output cell; stride and padding can be chosen.

for (const figure of document.querySelectorAll("figure.window")) {
  const { input, filter, ...start } = JSON.parse(figure.dataset.figure);
  let { stride, padding } = start;
  const stage = figure.querySelector(".work");
  const picture = { height: input.length, width: input[0].length, values: input.flat() };
  const [high, wide] = [filter.length, filter[0].length];
  let [y, x, playing] = [0, 0, null];
  let output;

  const button = (sign, label, act) => {
    const made = page.element("button", { type: "button", class: "tool", "aria-label": label,
      title: label }, sign);
    made.addEventListener("click", act);
    return made;
  };
  const back = button("◀", words.windowBack, () => { stop(); step(-1); });
  const next = button("▶", words.windowNext, () => { stop(); step(1); });
  const play = button(words.windowPlay, words.windowPlay, () => (playing ? stop() : begin()));
  const choices = [
    page.choice(words.stride, [1, 2, 3], stride, (value) => { stride = value; restart(); }),
    page.choice(words.padding, [0, 1, 2], padding, (value) => { padding = value; restart(); }),
  ];
  const grids = page.element("div", { class: "equation" });
  const sum = page.element("p", { class: "written" });
  const size = page.element("p", { class: "size" });
  const board = page.element("div", { class: "board", tabindex: "0", role: "application",
    "aria-label": `${figure.dataset.alt} ${words.windowKeys}` }, grids, sum);
  stage.replaceChildren(
    page.element("div", { class: "controls" }, back, next, play, ...choices), board, size);

  const grid = (name, rows, className) => page.element("div", { class: "numbered" },
    page.element("p", { class: "caption" }, name),
    page.element("table", { class: "lattice", "aria-hidden": "true" }, page.element("tbody", {},
      ...rows.map((row, i) => page.element("tr", {}, ...row.map((value, j) =>
        page.element("td", { class: className(i, j) }, value)))))));

  const at = (row, column) => {
    const inside = row >= 0 && column >= 0 && row < picture.height && column < picture.width;
    return inside ? input[row][column] : 0;
  };
  // The first row or column after the last window.
  const end = (count, window) => (count - 1) * stride + window - padding;

  const draw = () => {
    const [top, left] = [y * stride - padding, x * stride - padding];
    const [lastRow, lastColumn] = [end(output.height, high), end(output.width, wide)];
    const padded = Array.from({ length: picture.height + 2 * padding }, (_, i) =>
      Array.from({ length: picture.width + 2 * padding }, (_, j) => page.number(at(i - padding,
        j - padding))));
    const inputGrid = grid(words.figureInput, padded, (i, j) => {
      const [row, column] = [i - padding, j - padding];
      const names = [];
      if (row < 0 || column < 0 || row >= picture.height ||
        column >= picture.width) names.push("outside");
      if (row >= lastRow || column >= lastColumn) names.push("unread");
      if (row >= top && row < top + high && column >= left &&
        column < left + wide) names.push("seen");
      return names.join(" ");
    });
    const filterGrid = grid(words.figureFilter, filter.map((row) => row.map(page.number)),
      () => "");
    const made = Array.from({ length: output.height }, (_, i) =>
      Array.from({ length: output.width }, (_, j) =>
        i < y || (i === y && j <= x) ? page.number(output.values[i * output.width + j]) : "?"));
    const outputGrid = grid(words.figureOutput, made, (i, j) => (i === y && j === x ? "seen" : ""));
    outputGrid.querySelectorAll("td").forEach((cell, index) => cell.addEventListener("click",
      () => {
      stop();
      [y, x] = [Math.floor(index / output.width), index % output.width];
      draw();
    }));
    grids.replaceChildren(inputGrid, page.element("span", { class: "sign" }, "∗"), filterGrid,
      page.element("span", { class: "sign" }, "="), outputGrid);
    const lines = filter.map((weights, i) =>
      page.products(weights.map((_, j) => at(top + i, left + j)), weights));
    page.writeSum(sum, lines, output.values[y * output.width + x]);
    back.disabled = y === 0 && x === 0;
    next.disabled = y === output.height - 1 && x === output.width - 1;
    // A button that becomes disabled must not lose the keyboard focus.
    if (document.activeElement?.matches?.(":disabled") &&
      stage.contains(document.activeElement)) board.focus();
  };
  const tell = () => {
    page.say(`${page.fill(words.windowPlace, { y, x })}: ${sum.innerText}`);
  };
  const step = (by) => {
    const to = y * output.width + x + by;
    if (to < 0 || to >= output.height * output.width) return false;
    [y, x] = [Math.floor(to / output.width), to % output.width];
    draw();
    if (!playing) tell();
    return true;
  };
  const stop = () => {
    clearInterval(playing);
    playing = null;
    play.textContent = words.windowPlay;
    play.setAttribute("aria-label", words.windowPlay);
  };
  const begin = () => {
    if (next.disabled) [y, x] = [0, 0];
    draw();
    playing = setInterval(() => { if (!step(1)) stop(); }, 900);
    play.textContent = words.windowPause;
    play.setAttribute("aria-label", words.windowPause);
  };
  const restart = () => {
    stop();
    output = page.convolve(picture, filter, stride, padding);
    [y, x] = [0, 0];
    const axis = (name, length, window) =>
      `${name}: ⌊(${length} + 2 · ${padding} − ${window}) / ${stride}⌋ + 1 = `
      + page.outputSize(length, window, stride, padding);
    const unread = [
      [Math.max(0, picture.height - end(output.height, high)), words.unreadRows],
      [Math.max(0, picture.width - end(output.width, wide)), words.unreadColumns],
    ].filter(([count]) => count > 0).map(([count, text]) => page.fill(text, { count }));
    size.textContent = [axis(words.height, picture.height, high),
      axis(words.width, picture.width, wide), ...unread].join(" · ");
    draw();
  };
  board.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: output.width, ArrowUp: -output.width };
    if (event.ctrlKey || event.metaKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    stop();
    step(moves[event.key]);
  });
  restart();
}
