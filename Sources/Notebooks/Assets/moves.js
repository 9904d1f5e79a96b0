// Numbers that move to other places: a grid, and what becomes of it when it is read in another
// order. Pointing at a number shows where it was and where it goes; the numbers fly one after the
// other, or along a slider. Where there are weights, each row of the result is multiplied by them;
// where the numbers are those of pixels, the pixels are there, too.

// Milliseconds from one number's flight to the next.
const between = 420;
// Of the numbers of a pixel: red, green and blue.
const tints = ["#d62728", "#228b40", "#1f61c8"];
const clone = (rows) => rows.map((row) => [...row]);

page.each("figure.moves", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { results, weights, channels } = lesson;
  const width = lesson.input[0].length;
  const count = lesson.input.length * width;
  let input = clone(lesson.input);
  let chosen = 0;
  // Numbers of the result that have arrived, the place that is looked at, and the number there.
  let [arrived, at, source] = [0, 0, null];
  // The pixel that is pointed at.
  let pixel = null;

  const result = () => results[chosen];
  const sourceOf = (place) => result().from[place];
  const value = (index) => input[Math.floor(index / width)][index % width];
  const colour = (index) => channels ? tints[index % channels] :
    `oklch(var(--pair-light) .15 ${Math.round(300 * Math.floor(index / width)
      / input.length + 50 * (index % width) / width)})`;
  // The numbers of a pixel are shaded in the colours that they stand for.
  const fill = (index) => channels && `color-mix(in oklab, ${colour(index)} `
    + `${Math.round(55 * value(index) / 255)}%, var(--paper))`;
  const [least, greatest] = channels ? [0, 255] : [-999, 999];
  const rowsOf = ({ from, columns }) => from.length / columns;
  const sumOf = (row) => weights.reduce((sum, weight, j) =>
    sum + weight * value(sourceOf(row * result().columns + j)), 0);

  const begin = page.grid(words.movesBefore, "input", {
    point: (row, column) => look(row === null ? null : row * width + column),
    value: (row, column) => input[row][column],
    change: (row, column, number) => {
      input[row][column] = Math.max(least, Math.min(greatest, number));
      draw();
    },
    step: channels ? 5 : 1,
    tell: (row, column) => tellSource(row * width + column),
  });
  const end = page.grid(words.movesAfter, "output", {
    point: (row, column) => {
      if (row === null) { look(null); return; }
      go(row * result().columns + column);
    },
    press: (row, column) => { stop(); go(row * result().columns + column); },
    tell: () => tell(),
  });
  const pixels = channels && page.grid(words.movesPixels, "pixels", {
    point: (y, x) => lookAt(y === null ? null : [y, x]),
    tell: () => tell(),
  });
  const column = weights && page.grid(words.figureFilter, "weights", {
    point: (row) => {
      if (row !== null) go(Math.floor(at / result().columns) * result().columns + row);
    },
    tell: () => tell(),
  });
  const sums = weights && page.grid(words.figureOutput, "sums", {
    point: (row) => { if (row !== null) go(row * result().columns + at % result().columns); },
    tell: () => tell(),
  });

  const player = page.player({
    step: (by) => step(by), tell: () => tell(), pause: () => between,
    rewind: () => { arrived = 0; },
  });
  const { stop } = player;
  const scrub = page.slider(words.movesScrub, (place) => {
    stop();
    go(place, true);
    tell();
  });
  const choice = page.choice(words.movesOrder, results.map(({ name }, index) => [index, name]), 0,
    (index) => { stop(); chosen = Number(index); [arrived, at, source] = [0, 0, null]; draw(); });
  const reset = page.button(words.windowReset, words.windowReset, () => {
    stop();
    input = clone(lesson.input);
    [arrived, at, source] = [0, 0, null];
    draw();
  });
  const written = page.element("p", { class: "written" });
  const { sign } = page;
  const board = page.element("div", { class: "board" },
    ...(pixels ? [pixels.panel, sign("=")] : []), begin.panel, sign("→"), end.panel,
    ...(weights ? [sign("·"), column.panel, sign("="), sums.panel] : []));
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub,
      ...(results.length > 1 ? [choice] : []), reset),
    board, written, page.element("p", { class: "hint" }, words.movesHint));

  const names = words.channelNames.split(",");
  const total = () => result().from.length;
  const draw = () => {
    const most = Math.max(...input.flat().map(Math.abs));
    const { columns } = result();
    const rows = rowsOf(result());
    const lit = source ?? (arrived > at ? sourceOf(at) : null);
    const isLit = (index) => (pixel ? Math.floor(index / channels)
      === pixel[0] * width / channels + pixel[1] : index === lit);
    begin.size(input.length, width);
    for (let index = 0; index < count; index++) {
      begin.paint(Math.floor(index / width), index % width, { value: value(index), largest: most,
        text: page.number(value(index)), pair: colour(index), fill: fill(index),
        classes: ["free", isLit(index) && "lit"] });
    }
    if (pixels) {
      pixels.size(input.length, width / channels);
      for (let index = 0; index < count; index += channels) {
        const [y, x] = [Math.floor(index / width), index % width / channels];
        pixels.paint(y, x, { text: "", fill: `rgb(${input[y].slice(x * channels,
          (x + 1) * channels).join(" ")})`,
        classes: [(pixel ? isLit(index) : lit !== null && index === lit - lit % channels)
          && "lit"] });
      }
      pixels.caption.textContent =
        `${words.movesPixels} ${input.length} × ${width / channels} × ${channels}`;
    }
    end.size(rows, columns);
    for (let place = 0; place < total(); place++) {
      const known = place < arrived;
      const from = sourceOf(place);
      end.paint(Math.floor(place / columns), place % columns, { value: known ? value(from) : 0,
        largest: most, text: known ? page.number(value(from)) : "",
        pair: known ? colour(from) : null, fill: known ? fill(from) : null,
        classes: [!known && "unknown", place === at && known && !pixel && "seen",
          known && isLit(from) && "lit"] });
    }
    if (weights) {
      const row = Math.floor(at / columns);
      const heaviest = Math.max(...weights.map(Math.abs));
      column.size(columns, 1);
      weights.forEach((weight, j) => column.paint(j, 0, { value: weight, largest: heaviest,
        text: page.number(weight), classes: [j === at % columns && "lit"] }));
      sums.size(rows, 1);
      for (let r = 0; r < rows; r++) {
        const known = arrived >= (r + 1) * columns;
        sums.paint(r, 0, { value: known ? sumOf(r) : 0, largest: most * heaviest,
          text: known ? page.number(sumOf(r)) : "?",
          classes: [!known && "unknown", r === row && "seen"] });
      }
    }
    begin.caption.textContent = `${words.movesBefore} ${input.length} × ${width}`;
    end.caption.textContent = `${result().name} ${rows} × ${columns}`;
    if (weights) {
      column.caption.textContent = words.figureFilter;
      sums.caption.textContent = words.figureOutput;
    }
    written.replaceChildren(...sentences().map((line) => page.element("span", {}, line)));
    written.style.setProperty("--lines", weights ? 2 : 1);
    scrub.max = total() - 1;
    scrub.value = Math.max(0, arrived - 1);
    player.place(arrived === 0, arrived === total());
  };

  const sentences = () => {
    const { columns } = result();
    if (pixel) {
      const [y, x] = pixel;
      const numbers = input[y].slice(x * channels, (x + 1) * channels);
      const first = y * width + x * channels;
      return [page.fill(words.movesPixel, { y, x, numbers: numbers.join(", "), first,
        last: first + channels - 1 })];
    }
    if (channels && (source !== null || arrived > at)) {
      const index = source ?? sourceOf(at);
      const place = source === null ? at : result().from.indexOf(source);
      const [y, x, channel] = [Math.floor(index / width),
        Math.floor(index % width / channels), index % channels];
      return [page.fill(words.movesChannel, { name: names[channel], y, x,
        value: page.number(value(index)), width: width / channels, channels, channel, index,
        row: Math.floor(place / columns), column: place % columns })];
    }
    if (source !== null) {
      const places = result().from.flatMap((from, place) => (from === source
        ? [`(${Math.floor(place / columns)}, ${place % columns})`] : []));
      return [page.fill(words.movesGoes, { value: page.number(value(source)),
        y: Math.floor(source / width), x: source % width, index: source,
        places: places.join(", ") || "–" })];
    }
    if (arrived <= at) return [words.movesEmpty];
    const from = sourceOf(at);
    const lines = [page.fill(words.movesHolds, { row: Math.floor(at / columns),
      column: at % columns, value: page.number(value(from)), y: Math.floor(from / width),
      x: from % width, index: from })];
    const row = Math.floor(at / columns);
    if (weights && arrived >= (row + 1) * columns) {
      const numbers = weights.map((_, j) => value(sourceOf(row * columns + j)));
      lines.push(`${page.products(numbers, weights)} = ${page.number(sumOf(row))}`);
    }
    return lines;
  };

  // Lights a number of the beginning, wherever it goes.
  const look = (index) => { [source, pixel] = [index, null]; draw(); };
  const lookAt = (place) => { [source, pixel] = [null, place]; draw(); };
  const go = (place, arrives = false) => {
    [source, pixel] = [null, null];
    at = place;
    if (arrives) arrived = place + 1;
    draw();
  };
  const tell = () => page.say(sentences().join(". "));
  const tellSource = (index) => { look(index); tell(); };

  const fly = (place) => {
    const from = sourceOf(place);
    page.fly(board, begin.nodes[Math.floor(from / width)][from % width],
      end.nodes[Math.floor(place / result().columns)][place % result().columns],
      page.number(value(from)));
  };
  const step = (by) => {
    const to = arrived + by;
    if (to < 0 || to > total()) return false;
    if (by > 0) fly(arrived);
    arrived = to;
    at = Math.max(0, to - 1);
    [source, pixel] = [null, null];
    draw();
    return to < total();
  };
  // All of it is there at first: the figure is a picture before it is a film.
  arrived = total();
  draw();
});
