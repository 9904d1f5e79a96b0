// Filters that are several slices deep, over a stack of sheets: the channels of a picture, or
// slices. Each slice of a filter is multiplied with the sheet under it, and all products fall into
// one number of a map. A filter that is less deep than the stack moves in that direction, too.

// Milliseconds for a step while it plays.
const pause = 900;
// The drawing of a stack: a cell's side, and how far the next sheet lies to the right and above.
const [unit, aside, above] = [18, 11, 9];
const clone = (sheets) => sheets.map((rows) => rows.map((row) => [...row]));
const limited = (value) => Math.max(-99, Math.min(99, value));

// Where a filter can stand: the places in depth, down and across, and the maps it makes.
const geometry = ({ input, filters }) => {
  const deep = page.windows(input.length, filters[0].length);
  const down = page.windows(input[0].length, filters[0][0].length);
  const across = page.windows(input[0][0].length, filters[0][0][0].length);
  const each = down.count * across.count;
  return { deep, down, across, count: filters.length * deep.count * each,
    // The filter, the sheet it begins at, the row and the column of a place in the order of all.
    at: (place) => [Math.floor(place / each / deep.count), Math.floor(place / each) % deep.count,
      Math.floor(place / across.count) % down.count, place % across.count],
    placeOf: (map, y, x) => map * each + y * across.count + x };
};

// A stack as a drawing, with the block that moves in it.
const solid = (part) => {
  const { deep, down, across, at, count } = geometry(part);
  const [depth, height, width] = [deep.length, down.length, across.length];
  const box = (sheet, rows, columns, name) => page.svg("rect", { class: name,
    x: sheet * aside, y: -sheet * above, width: columns * unit, height: rows * unit });
  const lines = (rows, columns, sheets) => [[0, 0], [0, columns], [rows, 0], [rows, columns]]
    .map(([y, x]) => page.svg("path", { d: `M${x * unit} ${y * unit}l${(sheets - 1) * aside} `
      + `${-(sheets - 1) * above}` }));
  const stack = Array.from({ length: depth }, (_, z) => box(depth - 1 - z, height, width, "sheet"));
  const block = page.svg("g", { class: "block" },
    ...Array.from({ length: deep.window }, (_, d) =>
      box(deep.window - 1 - d, down.window, across.window, "part")),
    ...lines(down.window, across.window, deep.window));
  const [right, top] = [(depth - 1) * aside, (depth - 1) * above];
  const drawing = page.svg("svg", { "aria-hidden": "true", viewBox: [-3, -top - 3,
    width * unit + right + 6, height * unit + top + 6].join(" ") }, ...stack, block);
  drawing.style.setProperty("--wide", width * unit + right + 6);
  return { drawing, show: (place) => {
    const [, z, y, x] = at(place % count);
    block.style.transform =
      `translate(${x * unit + z * aside}px, ${y * unit - z * above}px)`;
  } };
};

// The board of one part: its sheets, slices, products and maps.
const board = (part, told) => {
  const { deep, down, across, count, at, placeOf } = geometry(part);
  const maps = count / down.count / across.count;
  let [input, filters] = [clone(part.input), part.filters.map(clone)];
  let [place, made, pointed] = [0, new Set([0]), null];
  let output;
  const terms = deep.window * down.window * across.window;
  const colour = (d, i, j) => `oklch(var(--pair-light) .15 ${Math.round(360
    * ((d * down.window + i) * across.window + j) / terms)})`;
  const compute = () => {
    output = Array.from({ length: maps }, (_, map) => {
      const [filter, z] = at(placeOf(map, 0, 0));
      return filters[filter].map((slice, d) => page.convolve({ height: down.length,
        width: across.length, values: input[z + d].flat() }, slice).values)
        .reduce((sum, values) => sum.map((value, k) => value + values[k]));
    });
    draw();
  };
  const depthOf = (sheet) => page.termAt(deep, at(place)[1], sheet);
  const point = (what) => { pointed = what; draw(); };
  const termPoint = (sheet) => ({
    point: (i, j) => point(i === null ? null : { term: [depthOf(sheet), i, j] }),
    tell: (i, j) => tellTerm(depthOf(sheet), i, j),
  });
  const readers = (sheet, y, x) => {
    const found = [];
    for (let map = 0; map < maps; map++) {
      if (page.termAt(deep, at(placeOf(map, 0, 0))[1], sheet) === null) continue;
      for (const v of page.readers(down, y)) {
        for (const h of page.readers(across, x)) found.push(placeOf(map, v, h));
      }
    }
    return found;
  };
  const lines = input.map((_, sheet) => {
    const grid = page.grid(sheetName(sheet), "sheet", {
      point: (y, x) => point(y === null ? null : { readers: readers(sheet, y, x),
        term: termUnder(sheet, y, x) }),
      value: (y, x) => input[sheet][y][x],
      change: (y, x, value) => { input[sheet][y][x] = limited(value); compute(); },
      tell: (y, x) => page.say(page.fill(words.stacksReaders, { value:
        page.number(input[sheet][y][x]), count: readers(sheet, y, x).length })),
    });
    const slice = page.grid(words.figureFilter, "weights", { ...termPoint(sheet),
      value: (i, j) => filters[at(place)[0]][depthOf(sheet)]?.[i][j],
      change: (i, j, value) => {
        filters[at(place)[0]][depthOf(sheet)][i][j] = limited(value);
        compute();
      } });
    const products = page.grid(words.figureProducts, "products", termPoint(sheet));
    const frame = page.svg("rect", { class: "frame", width: across.window * page.cellSide,
      height: down.window * page.cellSide });
    grid.marks.append(frame);
    const rest = page.element("div", { class: "rest" }, page.sign("·"), slice.panel,
      page.sign("="), products.panel);
    return { grid, slice, products, frame, rest,
      line: page.element("div", { class: "line" }, grid.panel, rest) };
  });
  const results = Array.from({ length: maps }, (_, map) => page.grid(mapName(map), "output", {
    point: (y, x) => { if (y === null) point(null); else told.go(placeOf(map, y, x)); },
    press: (y, x) => told.go(placeOf(map, y, x)),
    tell: () => tell(),
  }));
  const written = page.element("p", { class: "written" });
  const panel = page.element("div", { class: "board" },
    page.element("div", { class: "lines" }, ...lines.map(({ line }) => line)),
    page.sign("Σ →"), page.element("div", { class: "maps" }, ...results.map((it) => it.panel)));

  function sheetName(index) {
    return part.input.length === 1 ? words.figureInput
      : page.fill(part.isChannels ? words.stacksChannel : words.stacksSlice, { index });
  }
  function mapName(index) {
    return maps === 1 ? words.figureOutput : page.fill(words.stacksMap, { index });
  }
  const termUnder = (sheet, y, x) => {
    const [, , v, h] = at(place);
    const term = [depthOf(sheet), page.termAt(down, v, y), page.termAt(across, h, x)];
    return term.includes(null) ? null : term;
  };
  const draw = () => {
    const [filter, z, v, h] = at(place);
    const most = (values) => Math.max(0, ...values.map(Math.abs));
    const largest = most(input.flat(2));
    const heaviest = most(filters.flat(3));
    lines.forEach(({ grid, slice, products, frame, rest, line }, sheet) => {
      const d = depthOf(sheet);
      grid.size(down.length, across.length);
      for (let y = 0; y < down.length; y++) {
        for (let x = 0; x < across.length; x++) {
          const term = termUnder(sheet, y, x);
          grid.paint(y, x, { value: input[sheet][y][x], largest,
            text: page.number(input[sheet][y][x]), pair: term && colour(...term),
            classes: ["free", page.same(term, pointed?.term) && "lit"] });
        }
      }
      frame.style.transform = `translate(${h * page.cellSide}px, ${v * page.cellSide}px)`;
      line.classList.toggle("idle", d === null);
      grid.caption.textContent = sheetName(sheet);
      slice.size(down.window, across.window);
      products.size(down.window, across.window);
      if (d === null) return;
      for (let i = 0; i < down.window; i++) {
        for (let j = 0; j < across.window; j++) {
          const weight = filters[filter][d][i][j];
          const look = { pair: colour(d, i, j),
            classes: [page.same([d, i, j], pointed?.term) && "lit"] };
          slice.paint(i, j, { ...look, value: weight, largest: heaviest,
            text: page.number(weight), classes: ["free", ...look.classes] });
          const product = weight * input[sheet][v + i][h + j];
          products.paint(i, j, { ...look, value: product, largest: largest * heaviest,
            text: page.number(product) });
        }
      }
      slice.caption.textContent = deep.window === 1 ? words.figureFilter
        : part.isChannels ? page.fill(words.stacksFilterSlice, { filter, index: d })
          : words.figureFilter;
      products.caption.textContent = words.figureProducts;
    });
    results.forEach((grid, map) => {
      const best = most([...output[map]]);
      grid.size(down.count, across.count);
      for (let y = 0; y < down.count; y++) {
        for (let x = 0; x < across.count; x++) {
          const at = placeOf(map, y, x);
          const known = made.has(at);
          const value = output[map][y * across.count + x];
          grid.paint(y, x, { value: known ? value : 0, largest: best,
            text: known ? page.number(value) : "?", classes: [!known && "unknown",
              at === place && "seen", pointed?.readers?.includes(at) && "lit"] });
        }
      }
      grid.caption.textContent = mapName(map);
    });
    write(filters[filter], z, v, h);
    told.placed(place, count);
  };
  const sumOf = (d) => {
    const [filter, z, v, h] = at(place);
    return filters[filter][d].reduce((sum, row, i) => sum + row.reduce((all, weight, j) =>
      all + weight * input[z + d][v + i][h + j], 0), 0);
  };
  const value = () => output[Math.floor(place / down.count / across.count)][
    place % (down.count * across.count)];
  // A line for each slice of the filter, and the sum of their sums.
  const write = (slices, z, v, h) => {
    const parts = slices.map((slice, d) => ({ sum: sumOf(d),
      text: slice.map((row, i) => page.products(row.map((_, j) => input[z + d][v + i][h + j]),
        row)).join(" + ") }));
    const all = parts.map(({ sum }) => (sum < 0 ? `(${page.number(sum)})` : page.number(sum)));
    page.write(written, parts.map(({ text, sum }, d) => (parts.length > 1
      ? `${sheetName(z + d)}: ${text} = ${page.number(sum)}` : text)),
    [parts.length > 1 ? `${all.join(" + ")} =` : "=", page.number(value())]);
    written.style.setProperty("--lines", parts.length + 1);
  };
  const tell = () => {
    const [, , y, x] = at(place);
    page.say(`${page.fill(words.stacksPlace, { y, x, map: mapName(Math.floor(place / down.count
      / across.count)) })}: ${written.innerText.replaceAll("\n", ". ")}`);
  };
  const tellTerm = (d, i, j) => {
    const [filter, z, v, h] = at(place);
    if (d === null) return;
    const [number, weight] = [input[z + d][v + i][h + j], filters[filter][d][i][j]];
    page.say(page.fill(words.windowTerm, { number: page.number(number),
      weight: page.number(weight), product: page.number(number * weight) }));
  };
  return { panel, written, count, tell, compute,
    go: (to, flies) => {
      place = to;
      made.add(to);
      pointed = null;
      draw();
      const [, z, y, x] = at(place);
      const map = results[Math.floor(place / down.count / across.count)];
      map.at = [y, x];
      if (!flies) return;
      for (let d = 0; d < deep.window; d++) {
        page.fly(panel, lines[z + d].products.nodes[down.window >> 1][across.window >> 1],
          map.nodes[y][x], page.number(sumOf(d)), 500);
      }
    },
    begin: () => { [place, made] = [0, new Set([0])]; draw(); },
    restore: () => {
      [input, filters] = [clone(part.input), part.filters.map(clone)];
      [place, made, pointed] = [0, new Set([0]), null];
      compute();
    } };
};

page.each("figure.stacks", (figure) => {
  const { parts } = JSON.parse(figure.dataset.configuration);
  let [chosen, place] = [parts.length - 1, 0];
  const { stop, ...player } = page.player({
    step: (by) => step(by), tell: () => boards[chosen].tell(), pause: () => pause,
    rewind: () => { place = 0; boards[chosen].begin(); },
  });
  const scrub = page.slider(words.windowScrub, (to) => { stop(); go(to); boards[chosen].tell(); });
  const solids = parts.map(solid);
  const placed = (to, count) => {
    place = to;
    scrub.max = count - 1;
    scrub.value = to;
    player.place(to === 0, to === count - 1);
    for (const one of solids) one.show(to);
  };
  const boards = parts.map((part) => board(part, { placed, go: (to) => { stop(); go(to); } }));
  const go = (to, flies = false) => boards[chosen].go(to, flies);
  const step = (by) => {
    const to = place + by;
    if (to < 0 || to >= boards[chosen].count) return false;
    go(to, by > 0);
    return to < boards[chosen].count - 1;
  };
  const buttons = parts.map((part, index) => {
    const { deep, down, across } = geometry(part);
    const places = [deep, down, across].map(({ count }) => count).filter((count) => count > 1);
    const button = page.element("button", { type: "button", class: "solid" }, solids[index].drawing,
      page.element("strong", {}, part.name),
      page.element("span", {}, page.fill(words.stacksDirections, { count: places.length,
        places: places.join(" · ") })));
    button.addEventListener("click", () => { stop(); choose(index); });
    return button;
  });
  const stage = page.element("div");
  const choose = (index) => {
    chosen = index;
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", i === index));
    stage.replaceChildren(boards[index].panel, boards[index].written);
    boards[index].restore();
  };
  const reset = page.button(words.windowReset, words.windowReset, () => {
    stop();
    choose(chosen);
  });
  figure.querySelector(".work").replaceChildren(
    ...(parts.length > 1 ? [page.element("div", { class: "solids" }, ...buttons)] : []),
    page.element("div", { class: "controls" }, ...player.buttons, scrub, reset), stage,
    page.element("p", { class: "hint" }, words.windowHint));
  choose(chosen);
});
