// One number of a trained network from near: its window in the stage before, the filter, the
// products and their sum, its map, and the part of the picture that it depends on.

// Draws grey levels into a canvas of as many pixels, which stays in memory: that is where it is
// written and read.
page.paintGreys = (canvas, greys) => {
  const image = new ImageData(canvas.width, canvas.height);
  greys.forEach((grey, i) => image.data.set([grey, grey, grey, 255], 4 * i));
  canvas.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
};
const panelled = (caption, ...parts) => page.element("div", { class: "panel" }, caption, ...parts);
const captioned = (text = "") => page.element("p", { class: "caption" }, text);
const setPlace = (rect, { top, left, bottom, right }) => {
  const places = { y: top, x: left, height: bottom - top, width: right - left };
  for (const [name, value] of Object.entries(places)) rect.setAttribute(name, value);
};

// `network` is { stages, names, classNames, numbers (of each stage), unit, isKept }; `point` and
// `press` are called with a unit of the map that the reader points at or presses.
page.closeUp = (network, { point, press }) => {
  const { stages, names, classNames } = network;
  const [height, width] = stages[0].shape;
  const isVector = (stage) => stages[stage].shape[0] * stages[stage].shape[1] === 1;
  let slice = 0; // Which map under the window has its numbers shown.
  let term = null; // The place in the window that is pointed at.

  const photo = page.element("canvas", { width, height });
  const photoMark = page.svg("rect", { class: "field" });
  const photoPanel = panelled(captioned(words.overviewPicture),
    page.element("div", { class: "picture" }, photo,
      page.svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, photoMark)));
  const [windowGrid, filterGrid, productGrid] = [["input", words.figureWindow],
    ["filter", words.figureFilter], ["products", words.figureProducts]].map(([key, label]) =>
    page.grid(label, key, { point: (y, x) => {
      term = y === null || y === undefined ? null : [y, x];
      if (network.unit) drawTerms();
    } }));
  // The unit's own map, large enough to point into.
  const map = page.element("canvas");
  const mapMark = page.svg("rect", { class: "field" });
  const mapMarks = page.svg("svg", { "aria-hidden": "true" }, mapMark);
  const mapName = captioned();
  const large = page.element("div", { class: "picture large" }, map, mapMarks);
  const mapPanel = panelled(mapName, large);
  // The weights of a dense unit for the numbers of a map, laid out as the map is.
  const weightMap = page.element("canvas");
  const weightName = captioned();
  const weightPanel = panelled(weightName, page.element("div", { class: "picture" }, weightMap));
  weightPanel.classList.add("weights");
  const signs = ["·", "=", "→"].map(page.sign);
  const board = page.element("div", { class: "board" }, photoPanel, windowGrid.panel, signs[0],
    filterGrid.panel, signs[1], productGrid.panel, signs[2], mapPanel, weightPanel);
  const told = page.element("p", { class: "told" });
  const written = page.element("p", { class: "written" });
  const slider = page.slider(words.overviewChannel, (index) => {
    slice = index;
    draw();
  });
  const sliding = page.element("label", { class: "sliding" }, words.overviewChannel, " ", slider);

  // What each map under the window adds, a bar up or down; the slider is for the keyboard.
  const strip = page.svg("svg", { class: "parts", preserveAspectRatio: "none",
    "aria-hidden": "true" });
  strip.addEventListener("click", (event) => {
    const box = strip.getBoundingClientRect();
    slice = Math.min(Number(slider.max),
      Math.floor((event.clientX - box.left) / box.width * (Number(slider.max) + 1)));
    draw();
  });
  const stripName = captioned();
  const adding = page.element("div", { class: "adding" }, stripName, strip);
  function drawParts() {
    const parts = page.parts(stages, network.numbers, network.unit);
    const largest = Math.max(1e-9, ...parts.map(Math.abs));
    stripName.textContent = page.fill(words.overviewParts, { count: parts.length });
    strip.setAttribute("viewBox", `0 0 ${parts.length} 2`);
    strip.replaceChildren(...parts.map((part, map) => {
      const high = Math.abs(part) / largest;
      const title = page.fill(words.overviewPart, { map, part: page.number(part) });
      return page.svg("rect", { class: map === slice ? "lit" : part < 0 ? "less" : "", height: high,
        x: map + 0.1, width: 0.8, y: part < 0 ? 1 : 1 - high }, page.svg("title", {}, title));
    }));
  }

  // Room for the largest window, and for the most lines, so that nothing moves.
  const most = Math.max(...stages.map(({ window }) => window?.[0] ?? 0));
  board.style.setProperty("--rows", most);
  written.style.setProperty("--lines", most + 3);

  const unitIn = (event) => {
    const box = large.getBoundingClientRect();
    const [rows, columns] = stages[network.unit.stage].shape;
    const [y, x] = [(event.clientY - box.top) / box.height * rows,
      (event.clientX - box.left) / box.width * columns].map(Math.floor);
    return y >= 0 && x >= 0 && y < rows && x < columns ? { ...network.unit, y, x } : null;
  };
  large.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !network.isKept) point(unitIn(event));
  });
  large.addEventListener("click", (event) => press(unitIn(event)));

  const value = () => network.numbers[network.unit.stage][page.unitIndex(stages, network.unit)];
  const termsOf = (c) => page.terms(stages, network.numbers, network.unit, c);
  const looks = (value, largest, isLit) => ({ value: value ?? 0, largest,
    text: value === null ? "0" : page.number(Number(value.toFixed(2))),
    classes: [isLit && "lit", value === null && "unknown"] });
  function drawTerms() {
    const { stage, map: mine } = network.unit;
    const { operation } = stages[stage];
    const hasWindow = operation !== "dense" && operation !== "input";
    const hasWeights = operation === "convolution";
    windowGrid.panel.hidden = !hasWindow;
    signs[2].hidden = mapPanel.hidden = !stage || isVector(stage);
    for (const part of [signs[0], filterGrid.panel, signs[1], productGrid.panel]) {
      part.hidden = !hasWeights;
    }
    if (!hasWindow) return;
    const rows = termsOf(hasWeights ? slice : mine);
    const most = (key) => Math.max(1e-9, ...rows.flat().map((one) => Math.abs(one[key] ?? 0)));
    const largest = { value: most("value"), weight: most("weight"), product: most("product") };
    for (const grid of [windowGrid, filterGrid, productGrid]) {
      grid.size(rows.length, rows[0].length);
    }
    board.classList.toggle("dense", rows.length > 3);
    // The first of equals, as the gradient of max pooling has it.
    const largestAt = operation !== "max" ? -1
      : rows.flat().findIndex((one) => one.value === value());
    rows.forEach((row, y) => row.forEach(({ value: number, weight, product }, x) => {
      const isLit = page.same(term, [y, x]);
      windowGrid.paint(y, x,
        looks(number, largest.value, isLit || y * row.length + x === largestAt));
      if (!hasWeights) return;
      filterGrid.paint(y, x, looks(weight, largest.weight, isLit));
      productGrid.paint(y, x, looks(product, largest.product, isLit));
    }));
    const slices = stages[stage - 1].shape[2];
    windowGrid.caption.textContent = slices === 1 ? words.figureWindow
      : page.fill(words.overviewWindow,
        { name: page.fill(words.overviewMapOf, { map: hasWeights ? slice : mine }) });
    filterGrid.caption.textContent = page.fill(slices > 1 ? words.overviewFilterSlice
      : words.overviewWeights, { map: mine, slice });
    productGrid.caption.textContent = words.figureProducts;
  }

  // Whether a dense unit reads maps or a picture, and not numbers in a row.
  const readsMaps = (stage) => stages[stage].operation === "dense" && !isVector(stage - 1);
  function drawWeights() {
    const { stage, map: index } = network.unit;
    weightPanel.hidden = !readsMaps(stage);
    if (weightPanel.hidden) return;
    const { weights, shape: [, , count] } = stages[stage];
    const [rows, columns, depth] = stages[stage - 1].shape;
    const own = Array.from({ length: rows * columns }, (_, i) =>
      weights[(i * depth + slice) * count + index]);
    const largest = Math.max(1e-9, ...own.map(Math.abs));
    [weightMap.height, weightMap.width] = [rows, columns];
    page.paintGreys(weightMap, own.map((weight) => 127.5 * (1 + weight / largest)));
    weightName.textContent = depth === 1 ? words.overviewDenseWeights
      : page.fill(words.overviewDenseSlice, { slice });
  }

  function drawMap(front) {
    const { stage, map: index, y, x } = network.unit;
    if (isVector(stage)) return;
    [map.height, map.width] = stages[stage].shape;
    map.getContext("2d").drawImage(front, 0, 0);
    mapMarks.setAttribute("viewBox", `0 0 ${map.width} ${map.height}`);
    setPlace(mapMark, { top: y, left: x, bottom: y + 1, right: x + 1 });
    mapName.textContent = page.fill(words.stacksMap, { index });
  }

  // Where a number is and what it is.
  const named = () => {
    const { stage, map: index, y, x } = network.unit;
    const text = stage === stages.length - 1 ? words.overviewClass
      : !stage ? words.overviewPixel
        : isVector(stage) ? words.overviewNumber : words.overviewUnit;
    return page.fill(text, { name: names[stage], class: classNames[index], map: index, y, x,
      value: page.number(value()) });
  };
  const share = () => {
    const powers = network.numbers[network.unit.stage].map(Math.exp);
    const sum = powers.reduce((a, b) => a + b, 0);
    return page.fill(words.overviewShare, { score: page.number(value()),
      sum: page.number(Number(sum.toPrecision(4))),
      share: `${(100 * powers[network.unit.map] / sum).toFixed(1)} %` });
  };
  // What it was computed from, back to the picture.
  const origin = () => {
    const { stage } = network.unit;
    if (!stage) return "";
    const found = page.fields(stages, network.unit);
    const field = found[stage - 1];
    const { name, shape } = stages[stage - 1];
    const within = ({ top, bottom, left, right }) =>
      ({ top, bottom: bottom - 1, left, right: right - 1 });
    if (stages[stage].operation === "dense") {
      const count = network.numbers[stage - 1].length;
      const all = page.fill(words.overviewAllOf, { count, name });
      return stage === stages.length - 1 ? `${all}; ${share()}` : all;
    }
    const maps = shape[2] === 1 ? name
      : page.fill(field.map === null ? words.overviewAllMaps : words.overviewOneMap,
        { map: field.map, count: shape[2], name });
    const reads = page.fill(words.overviewReads, { ...within(field), maps });
    return stage === 1 ? reads : `${reads}; ${page.fill(words.overviewField, within(found[0]))}`;
  };

  // The sum behind a number of a convolution or a dense layer, line by line.
  const sumLines = () => {
    const { stage, map: index } = network.unit;
    const { operation, isRectified, bias, weights, shape } = stages[stage];
    const parts = page.parts(stages, network.numbers, network.unit);
    const sum = parts.reduce((a, b) => a + b, 0);
    const lines = [];
    if (operation === "convolution") {
      const rows = termsOf(slice);
      lines.push(...rows.map((row, i) => page.products(row.map((one) => one.value ?? 0),
        row.map((one) => one.weight)) + (i < rows.length - 1 ? " +" : "")));
      if (parts.length > 1) {
        lines.push(page.fill(words.overviewSlice,
          { map: slice, count: parts.length, part: page.number(parts[slice]) }));
      }
    } else {
      const [most, least] = [Math.max(...parts), Math.min(...parts)];
      const name = (part) => page.fill(isVector(stage - 1) ? words.overviewNumberOf
        : words.overviewMapOf, { map: parts.indexOf(part) });
      if (parts.length > 1) {
        lines.push(page.fill(words.overviewMost, { name: name(most), value: page.number(most),
          other: name(least), least: page.number(least) }));
      }
    }
    lines.push(page.fill(words.overviewSum, { count: weights.length / shape[2],
      sum: page.number(sum), bias: page.number(bias[index]) }));
    const total = sum + bias[index];
    return [lines, ["=", isRectified && total < 0
      ? page.fill(words.overviewNegative, { sum: page.number(total) }) : page.number(value())]];
  };
  const poolLines = () => {
    const rows = termsOf(network.unit.map).map((row) => row.filter((one) => one.value !== null)
      .map((one) => page.number(one.value)).join(", "));
    return [rows.filter(Boolean), [stages[network.unit.stage].operation === "max"
      ? words.windowLargest : words.windowMeanIs, page.number(value())]];
  };
  function draw() {
    const { stage } = network.unit;
    const { operation } = stages[stage];
    const text = origin();
    told.replaceChildren(page.element("strong", {}, named()), text && ` ${text}.`);
    const depth = stage ? stages[stage - 1].shape[2] : 1;
    slider.max = depth - 1;
    slider.value = slice;
    const hasSlices = operation === "convolution" || (stage && readsMaps(stage));
    for (const part of [sliding, adding])
      part.classList.toggle("idle", !hasSlices || depth === 1);
    if (hasSlices && depth > 1) drawParts();
    drawTerms();
    drawWeights();
    page.write(written, ...(!stage ? [[], ["", ""]]
      : operation === "max" || operation === "mean" ? poolLines() : sumLines()));
  }

  return {
    element: page.element("div", { class: "close-up" }, told, board, adding, sliding,
      written),
    // The unit in words.
    sentence: () => [named(), origin(), ...[...written.children].map((line) => line.textContent)]
      .map((text) => text.trim()).filter(Boolean).join(". "),
    // Chooses the map under the window that adds most, by its magnitude.
    chooseSlice: () => {
      const { stage } = network.unit;
      if (stages[stage].operation !== "convolution" && !readsMaps(stage)) return;
      const parts = page.parts(stages, network.numbers, network.unit).map(Math.abs);
      slice = parts.indexOf(Math.max(...parts));
    },
    // Draws the unit; `front` is a canvas with its map.
    draw: (front) => {
      page.paintGreys(photo, network.numbers[0].map((share) => 255 * share));
      setPlace(photoMark, page.fields(stages, network.unit)[0]);
      drawMap(front);
      draw();
    },
  };
};
