// A trained network that the page runs forward by the library's rules: every map of every layer for
// a picture that is chosen or drawn, and for each number the window behind it.

const gap = 1;
// The vanishing point of a stack's perspective, right of the middle of its front and above it, and
// how many maps away something is half as large; as in the library's still drawing.
const [vanishing, halfway] = [{ right: 75, up: 55 }, 300];
// The pen: half its width, and the width over which its edge fades, in pixels of the picture.
const pen = { half: 1.15, soft: 1.4 };

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// Levels times the scales of the last axis, as QuantizedTensor restores them.
const restored = ({ levels, scales }) => {
  const signed = new Int8Array(bytesOf(levels).buffer);
  const factors = Float32Array.from(scales);
  return Float32Array.from(signed, (level, i) => level * factors[i % factors.length]);
};

// The numbers of a stage, row by row with channels side by side, from those of the stage before.
const computed = (stage, before, input) => {
  const [height, width, channels] = stage.shape;
  const result = new Float32Array(height * width * channels);
  if (stage.operation === "dense") {
    result.set(stage.bias);
    input.forEach((value, i) => {
      if (value === 0) return;
      for (let k = 0; k < channels; k++) result[k] += value * stage.weights[i * channels + k];
    });
    return result;
  }
  const [rows, columns, depth] = before.shape;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      const [down, across] = [span(stage, 0, y, rows), span(stage, 1, x, columns)];
      if (stage.operation === "convolution") {
        for (let k = 0; k < channels; k++) result[at + k] = stage.bias[k];
        const [top, left] = corner(stage, y, x);
        for (let row = down.from; row < down.to; row++) {
          for (let column = across.from; column < across.to; column++) {
            const from = (row * columns + column) * depth;
            const weight = ((row - top) * stage.window[1] + column - left) * depth * channels;
            for (let c = 0; c < depth; c++) {
              const value = input[from + c];
              if (value === 0) continue;
              const first = weight + c * channels;
              for (let k = 0; k < channels; k++) result[at + k] += value * stage.weights[first + k];
            }
          }
        }
      } else {
        const count = (down.to - down.from) * (across.to - across.from);
        for (let k = 0; k < channels; k++) {
          let [largest, sum] = [-Infinity, 0];
          for (let row = down.from; row < down.to; row++) {
            for (let column = across.from; column < across.to; column++) {
              const value = input[(row * columns + column) * depth + k];
              largest = Math.max(largest, value);
              sum += value;
            }
          }
          result[at + k] = stage.operation === "max" ? largest : sum / count;
        }
      }
    }
  }
  return result;
};
// The first row and column of a window, in the padding if negative.
const corner = ({ stride, before }, y, x) => [y * stride[0] - before[0], x * stride[1] - before[1]];
// The part of a window along one axis that lies in an input of some length.
const span = ({ stride, before, window }, axis, index, length) => {
  const start = index * stride[axis] - before[axis];
  return { from: Math.max(0, start), to: Math.min(length, start + window[axis]) };
};

// The grey levels of strokes, 28 rows of 28, each pixel by its distance to the nearest stroke.
const inked = (strokes, side) => {
  const levels = new Uint8Array(side * side);
  const pieces = strokes.flatMap((points) =>
    points.map((point, i) => [points[Math.max(0, i - 1)], point]));
  const reach = pen.half + pen.soft / 2;
  for (const [[x0, y0], [x1, y1]] of pieces) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const square = dx * dx + dy * dy;
    const first = (a, b) => Math.max(0, Math.floor(Math.min(a, b) - reach - 0.5));
    const last = (a, b) => Math.min(side - 1, Math.ceil(Math.max(a, b) + reach));
    for (let y = first(y0, y1); y <= last(y0, y1); y++) {
      for (let x = first(x0, x1); x <= last(x0, x1); x++) {
        const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
        const share = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
        const away = Math.hypot(px - share * dx, py - share * dy) - pen.half;
        const level = Math.round(255 * Math.min(1, Math.max(0, 0.5 - away / pen.soft)));
        levels[y * side + x] = Math.max(levels[y * side + x], level);
      }
    }
  }
  return levels;
};
const ends = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
const moved = (strokes, factor, [x, y]) =>
  strokes.map((points) => points.map((point) => [point[0] * factor + x, point[1] * factor + y]));
// Scales strokes until their longer side, pen included, has so many pixels, and moves them until
// the box around them, or their centre of mass, is in the middle.
const placed = (strokes, { side: goal, isByMass }, side) => {
  const points = strokes.flat();
  if (!points.length) return strokes;
  const [[left, right], [top, bottom]] = [0, 1].map((axis) => ends(points.map((at) => at[axis])));
  const longest = Math.max(right - left, bottom - top);
  const factor = longest < 1 ? 1 : (goal - 2 * pen.half) / longest;
  const centred = moved(strokes, factor,
    [side / 2 - factor * (left + right) / 2, side / 2 - factor * (top + bottom) / 2]);
  if (!isByMass) return centred;
  let [mass, x, y] = [0, 0, 0];
  inked(centred, side).forEach((level, i) => {
    mass += level;
    x += level * (i % side + 0.5);
    y += level * (Math.floor(i / side) + 0.5);
  });
  return moved(centred, 1, [side / 2 - x / mass, side / 2 - y / mass]);
};

const shares = (scores) => {
  const most = Math.max(...scores);
  const powers = Array.from(scores, (score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
};
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const shapeOf = ({ operation, shape }) =>
  (operation === "dense" ? [shape[2]] : shape).join(" × ");

page.each("figure.network", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { samples, classNames, placement } = lesson;
  const side = lesson.stages[0].shape[0];
  const stages = lesson.stages.map((stage) => ({ ...stage,
    bias: stage.bias && Float32Array.from(stage.bias),
    weights: stage.weights && restored(stage.weights) }));
  const last = stages.length - 1;
  samples.forEach((sample) => { sample.levels = bytesOf(sample.pixels); });

  let chosen = 0; // The index of a sample; null for the reader's own drawing.
  let strokes = [];
  let isPlaced = true;
  let numbers = []; // Of each stage.
  let unit = null; // { stage, map, y, x }
  let isKept = false;
  let slice = 0; // Which map under the window has its numbers shown.

  // MARK: The picture

  const own = page.svg("path", { class: "strokes", fill: "none" });
  const cursor = page.svg("rect", { class: "pen", width: 1, height: 1 });
  const sheet = page.element("canvas", { width: side, height: side });
  const padMarks = page.svg("svg", { viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true" }, own,
    cursor);
  const pad = page.element("div", { class: "pad", tabindex: "0", role: "application",
    "aria-label": page.fill(words.overviewPad, { height: side, width: side }) }, sheet, padMarks,
  page.element("span", { class: "invitation", "aria-hidden": "true" }, words.overviewOwn));
  const thumbs = samples.map((sample, index) => {
    const canvas = page.element("canvas", { width: side, height: side });
    paint(canvas, sample.levels);
    const button = page.element("button", { type: "button", class: "thumb",
      "aria-label": page.fill(words.overviewSample,
        { index: index + 1, name: classNames[sample.label] }) }, canvas);
    button.addEventListener("click", () => choose(index));
    return button;
  });
  const isPlacedBox = page.element("input", { type: "checkbox", checked: "" });
  isPlacedBox.addEventListener("change", () => {
    isPlaced = isPlacedBox.checked;
    compute();
    tellAnswer();
  });
  const clear = page.button(words.overviewClear, words.overviewClear, () => {
    begin();
    compute();
    pad.focus({ preventScroll: true });
  });
  const placing = page.element("p", { class: "caption" });
  const answer = page.element("p", { class: "read-as", "aria-live": "polite" });

  const begin = () => {
    chosen = null;
    strokes = [];
    isPenDown = false;
  };
  const choose = (index) => {
    chosen = index;
    strokes = [];
    isPenDown = false;
    compute();
    tellAnswer();
  };

  // Drawing, with the pointer and with the arrow keys.
  let isPenDown = false;
  let isInking = false;
  let at = [Math.floor(side / 2), Math.floor(side / 4)];
  const placeIn = (event) => {
    const box = pad.getBoundingClientRect();
    return [event.clientX - box.left - pad.clientLeft, event.clientY - box.top - pad.clientTop]
      .map((length, axis) => Number((length / [pad.clientWidth, pad.clientHeight][axis] * side)
        .toFixed(2)));
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    pad.focus({ preventScroll: true });
    if (chosen !== null) begin();
    isInking = true;
    isPenDown = false;
    pad.setPointerCapture(event.pointerId);
    strokes.push([placeIn(event)]);
    compute();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!isInking) return;
    const more = event.getCoalescedEvents?.() ?? [];
    strokes[strokes.length - 1].push(...(more.length ? more : [event]).map(placeIn));
    later();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => {
      if (!isInking) return;
      isInking = false;
      compute();
      tellAnswer();
    });
  }
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  pad.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = () => at.map((index) => index + 0.5);
    if (arrows[event.key]) {
      at = at.map((index, axis) =>
        Math.min(side - 1, Math.max(0, index + arrows[event.key][axis])));
      if (isPenDown) strokes[strokes.length - 1].push(middle());
    } else if (event.key === " ") {
      if (chosen !== null) begin();
      isPenDown = !isPenDown;
      if (isPenDown) strokes.push([middle()]);
      else tellAnswer();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      begin();
    } else {
      return;
    }
    event.preventDefault();
    compute();
    page.say(page.fill(isPenDown ? words.overviewPen : words.overviewLifted,
      { y: at[1], x: at[0] }));
  });
  pad.addEventListener("focus", () => cursor.classList.toggle("on", pad.matches(":focus-visible")));
  pad.addEventListener("blur", () => cursor.classList.remove("on"));

  let isLate = false;
  // At most once for each picture of the screen.
  const later = () => {
    if (isLate) return;
    isLate = true;
    requestAnimationFrame(() => {
      isLate = false;
      compute();
    });
  };

  // MARK: The stages

  // Maps are laid out in columns, so that each stage is about as high as it is wide, or higher.
  const cards = stages.map((stage, index) => {
    const [height, width, channels] = stage.shape;
    const isBars = index === last;
    const isVector = height === 1 && width === 1;
    const columns = isVector ? Math.min(channels, 10)
      : Math.ceil(Math.sqrt(channels * (width > 20 ? 0.6 : 1)));
    const rows = Math.ceil(channels / columns);
    const [stepY, stepX] = isVector ? [1, 1] : [height + gap, width + gap];
    const size = [rows * stepY - (isVector ? 0 : gap), columns * stepX - (isVector ? 0 : gap)];
    const name = stage.isRectified ? page.fill(words.overviewRelu, { name: stage.name })
      : stage.name;
    const label = page.fill(isVector ? words.overviewVector : words.overviewMaps,
      { name, count: channels, height, width });
    const canvas = page.element("canvas");
    const marks = page.svg("svg", { viewBox: `0 0 ${size[1]} ${size[0]}`, class: "marks",
      preserveAspectRatio: "none", "aria-hidden": "true" });
    const maps = page.element("div", { class: isBars ? "maps bars" : "maps", tabindex: "0",
      role: "application", "aria-label": label });
    const front = page.element("canvas", { width, height });
    const card = { stage, name, columns, rows, stepY, stepX, size, canvas, marks, maps, front,
      isVector, isBars };
    if (isBars) {
      card.rowsOfBars = classNames.map((text) => {
        const bar = page.element("span", { class: "filled" });
        const share = page.element("span", { class: "share" });
        return { bar, share, row: page.element("div", { class: "of-class" },
          page.element("span", { class: "name" }, text), page.element("span", { class: "track" },
            bar), share) };
      });
      maps.append(...card.rowsOfBars.map(({ row }) => row));
    } else {
      maps.style.aspectRatio = `${size[1]} / ${size[0]}`;
      maps.append(canvas, marks);
    }
    card.solid = solid(stage, front);
    card.tall = Number(card.solid.dataset.tall);
    card.element = page.element("div", { class: "layer", style: `--grow: ${isBars ? 150
      : Math.max(84, size[1] * 1.15)}` },
    page.element("div", { class: "about" }, card.solid,
      page.element("p", { class: "counts" }, page.element("strong", {}, name),
        ...[shapeOf(stage),
          page.fill(words.overviewCount, { count: grouped(stage.parameters) }), stage.memory]
          .map((text) => page.element("span", {}, text)))), maps);
    listen(card, index);
    return card;
  });

  // A stack of maps in perspective, drawn to the scale that all stages share; its front is a map.
  function solid(stage, front) {
    const [height, width, channels] = stage.shape;
    const middle = [width / 2, height / 2];
    const goal = [middle[0] + vanishing.right, middle[1] - vanishing.up];
    const behind = (depth, point) => {
      const share = halfway / (halfway + depth);
      return point.map((place, axis) => goal[axis] + (place - goal[axis]) * share);
    };
    const corners = [[0, 0], [width, 0], [width, height], [0, height]];
    const end = channels > 1 ? channels : 0;
    const far = corners.map((point) => behind(end, point));
    const [top, right] = [far[0][1], Math.max(width, far[1][0])];
    const box = [-0.4, Math.min(0, top) - 0.4, right + 0.8, height - Math.min(0, top) + 0.8];
    const list = (points) => points.map((point) => point.map((n) => n.toFixed(2)).join()).join(" ");
    const parts = [];
    for (let depth = end; depth > 0; depth--) {
      const [a, b, c] = [0, 1, 2].map((i) => behind(depth, corners[i]));
      const [d, e, f] = [0, 1, 2].map((i) => behind(depth - 1, corners[i]));
      parts.push(page.svg("polygon", { points: list([a, b, c, f, e, d]) }));
    }
    const drawing = page.svg("svg", { viewBox: box.join(" "), "aria-hidden": "true" }, ...parts,
      page.svg("polygon", { class: "edge", points: list(end ? [corners[0], far[0], far[1], far[2],
        corners[2], corners[3]] : corners) }));
    const share = (length, whole) => `${100 * length / whole}%`;
    Object.assign(front.style, { left: share(-box[0], box[2]), top: share(-box[1], box[3]),
      width: share(width, box[2]), height: share(height, box[3]) });
    const element = page.element("div", { class: "solid", style: `--wide: ${box[2]}` }, drawing,
      front);
    element.style.aspectRatio = `${box[2]} / ${box[3]}`;
    element.dataset.tall = box[3];
    return element;
  }

  // MARK: Pointing

  function listen(card, index) {
    const { maps, front } = card;
    const [height, width, channels] = card.stage.shape;
    const found = (event) => {
      if (card.isBars) {
        const map = card.rowsOfBars.findIndex(({ row }) => row.contains(event.target));
        return map < 0 ? null : { stage: index, map, y: 0, x: 0 };
      }
      const box = maps.getBoundingClientRect();
      const [v, u] = [(event.clientY - box.top) / box.height * card.size[0],
        (event.clientX - box.left) / box.width * card.size[1]];
      const [row, column] = [Math.floor(v / card.stepY), Math.floor(u / card.stepX)];
      const map = row * card.columns + column;
      if (row < 0 || column < 0 || column >= card.columns || map >= channels) return null;
      return { stage: index, map, y: Math.min(height - 1, Math.floor(v - row * card.stepY)),
        x: Math.min(width - 1, Math.floor(u - column * card.stepX)) };
    };
    const onFront = (event) => {
      const box = front.getBoundingClientRect();
      const clamp = (share, length) =>
        Math.min(length - 1, Math.max(0, Math.floor(share * length)));
      return { stage: index, map: fronts[index],
        y: clamp((event.clientY - box.top) / box.height, height),
        x: clamp((event.clientX - box.left) / box.width, width) };
    };
    for (const [element, where] of [[maps, found], [front, onFront]]) {
      element.addEventListener("pointermove", (event) => {
        if (event.pointerType !== "touch" && !isKept) point(where(event));
      });
      element.addEventListener("click", (event) => press(where(event)));
    }
    maps.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const here = unit?.stage === index ? unit : { stage: index, map: fronts[index], y: 0, x: 0 };
      const step = arrows[event.key];
      const turn = { PageDown: 1, PageUp: -1 }[event.key];
      if (event.key === "Enter" || event.key === " ") press(here);
      else if (event.key === "Escape" && isKept) isKept = false;
      else if (step && card.isVector) {
        const by = card.isBars ? step[1] || step[0] : step[0] + step[1] * card.columns;
        point({ ...here, map: Math.min(channels - 1, Math.max(0, here.map + by)) });
      } else if (step) {
        point({ ...here, y: Math.min(height - 1, Math.max(0, here.y + step[1])),
          x: Math.min(width - 1, Math.max(0, here.x + step[0])) });
      } else if (turn) {
        point({ ...here, map: (here.map + turn + channels) % channels });
      } else return;
      event.preventDefault();
      mark();
      page.say(sentence());
    });
    maps.addEventListener("focus", () => {
      if (!maps.matches(":focus-visible") || unit?.stage === index) return;
      isKept = false;
      point({ stage: index, map: fronts[index], y: Math.floor(height / 2),
        x: Math.floor(width / 2) });
    });
  }
  const isSame = (a, b) => Boolean(a && b)
    && ["stage", "map", "y", "x"].every((key) => a[key] === b[key]);
  const point = (to) => {
    if (!to || isSame(to, unit)) return;
    const isElsewhere = !unit || unit.stage !== to.stage || unit.map !== to.map;
    unit = to;
    if (isElsewhere) slice = strongest(to);
    draw();
  };
  const press = (to) => {
    if (!to) return;
    isKept = !(isKept && isSame(to, unit));
    point(to);
    mark();
  };

  // MARK: What a number is computed from

  const indexOf = ({ stage, map, y, x }) =>
    (y * stages[stage].shape[1] + x) * stages[stage].shape[2] + map;
  // The part of each stage up to the unit's that it depends on: [rows, columns, map or null].
  const fields = ({ stage, map, y, x }) => {
    const found = [];
    let field = { top: y, left: x, bottom: y + 1, right: x + 1, map };
    for (let index = stage; index >= 0; index--) {
      found[index] = field;
      if (!index) break;
      const [rows, columns] = stages[index - 1].shape;
      const now = stages[index];
      if (now.operation === "dense") {
        field = { top: 0, left: 0, bottom: rows, right: columns, map: null };
        continue;
      }
      const [top, left] = [span(now, 0, field.top, rows).from, span(now, 1, field.left,
        columns).from];
      field = { top, left, bottom: span(now, 0, field.bottom - 1, rows).to,
        right: span(now, 1, field.right - 1, columns).to,
        map: now.operation === "convolution" ? null : field.map };
    }
    return found;
  };
  // The window, the weights and the products of a unit over one map of the stage before, row by
  // row; null where there is padding.
  const termsOf = ({ stage, map, y, x }, c) => {
    const now = stages[stage];
    const [rows, columns, depth] = stages[stage - 1].shape;
    const [top, left] = corner(now, y, x);
    return Array.from({ length: now.window[0] }, (_, i) =>
      Array.from({ length: now.window[1] }, (_, j) => {
        const [row, column] = [top + i, left + j];
        const isInside = row >= 0 && column >= 0 && row < rows && column < columns;
        const value = isInside ? numbers[stage - 1][(row * columns + column) * depth + c] : null;
        const weight = now.weights && now.weights[
          ((i * now.window[1] + j) * depth + c) * now.shape[2] + map];
        return { value, weight, product: (value ?? 0) * (weight ?? 0) };
      }));
  };
  const sumOf = (rows) => rows.flat().reduce((sum, { product }) => sum + product, 0);
  // What each map of the stage before adds to a unit; of a vector each number.
  const partsOf = (to) => {
    const [rows, columns, depth] = stages[to.stage - 1].shape;
    if (stages[to.stage].operation !== "dense") {
      return Array.from({ length: depth }, (_, c) => sumOf(termsOf(to, c)));
    }
    const { weights, shape: [, , outputs] } = stages[to.stage];
    const parts = new Array(depth).fill(0);
    for (let i = 0; i < rows * columns * depth; i++) {
      parts[i % depth] += numbers[to.stage - 1][i] * weights[i * outputs + to.map];
    }
    return parts;
  };
  // The map of the stage before that adds most, by its magnitude.
  const strongest = (to) => {
    const { operation } = stages[to.stage];
    if (operation !== "convolution") return to.map;
    const parts = partsOf(to).map(Math.abs);
    return parts.indexOf(Math.max(...parts));
  };

  // MARK: The near view

  const photo = page.element("canvas", { width: side, height: side });
  const photoMark = page.svg("rect", { class: "field" });
  const near = page.element("div", { class: "picture" }, photo,
    page.svg("svg", { viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true" }, photoMark));
  const grids = ["input", "filter", "products"].map((key) =>
    page.grid({ input: words.overviewPicture, filter: words.figureFilter,
      products: words.figureProducts }[key], key, { point: (y, x) => {
      term = y === null || y === undefined ? null : [y, x];
      drawTerms();
    } }));
  // The unit's own map, large enough to point into.
  const map = page.element("canvas");
  const mapMark = page.svg("rect", { class: "field" });
  const mapMarks = page.svg("svg", { "aria-hidden": "true" }, mapMark);
  const mapName = page.element("p", { class: "caption" });
  const large = page.element("div", { class: "picture large" }, map, mapMarks);
  const largePanel = page.element("div", { class: "panel" }, mapName, large);
  const inLarge = (event) => {
    const box = large.getBoundingClientRect();
    const [height, width] = stages[unit.stage].shape;
    const [y, x] = [(event.clientY - box.top) / box.height * height,
      (event.clientX - box.left) / box.width * width].map(Math.floor);
    return y >= 0 && x >= 0 && y < height && x < width ? { ...unit, y, x } : null;
  };
  large.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !isKept) point(inLarge(event));
  });
  large.addEventListener("click", (event) => press(inLarge(event)));
  let term = null;
  const [windowGrid, filterGrid, productGrid] = grids;
  const signs = ["·", "=", "→"].map(page.sign);
  const told = page.element("p", { class: "told" });
  const written = page.element("p", { class: "written" });
  const slider = page.slider(words.overviewChannel, (index) => {
    slice = index;
    drawNear();
  });
  const sliding = page.element("label", { class: "sliding" }, words.overviewChannel, " ", slider);
  const board = page.element("div", { class: "board" },
    page.element("div", { class: "panel" }, page.element("p", { class: "caption" },
      words.overviewPicture), near), windowGrid.panel, signs[0], filterGrid.panel, signs[1],
    productGrid.panel, signs[2], largePanel);

  const looks = (value, largest, isLit) => ({ value: value ?? 0, largest,
    text: value === null ? "0" : page.number(Number(value.toFixed(2))),
    classes: [isLit && "lit", value === null && "unknown"] });
  function drawTerms() {
    const { operation } = stages[unit.stage];
    const hasWindow = operation !== "dense" && operation !== "input";
    const hasWeights = operation === "convolution";
    windowGrid.panel.hidden = !hasWindow;
    signs[2].hidden = largePanel.hidden = !unit.stage || cards[unit.stage].isVector;
    for (const part of [signs[0], filterGrid.panel, signs[1], productGrid.panel]) {
      part.hidden = !hasWeights;
    }
    if (!hasWindow) return;
    const rows = termsOf(unit, hasWeights ? slice : unit.map);
    const most = (key) => Math.max(1e-9, ...rows.flat().map((one) => Math.abs(one[key] ?? 0)));
    const largest = { value: most("value"), weight: most("weight"), product: most("product") };
    for (const grid of grids) grid.size(rows.length, rows[0].length);
    board.classList.toggle("dense", rows.length > 3);
    // The first of equals, as the gradient of max pooling has it.
    const largestAt = rows.flat().findIndex(({ value }) =>
      operation === "max" && value === numbers[unit.stage][indexOf(unit)]);
    rows.forEach((row, y) => row.forEach(({ value, weight, product }, x) => {
      const isLit = page.same(term, [y, x]);
      windowGrid.paint(y, x,
        looks(value, largest.value, isLit || y * row.length + x === largestAt));
      if (!hasWeights) return;
      filterGrid.paint(y, x, looks(weight, largest.weight, isLit));
      productGrid.paint(y, x, looks(product, largest.product, isLit));
    }));
    const [map, slices] = [unit.map, stages[unit.stage - 1].shape[2]];
    windowGrid.caption.textContent = slices === 1 ? words.figureWindow
      : page.fill(words.overviewWindow,
        { name: page.fill(words.overviewMapOf, { map: hasWeights ? slice : map }) });
    filterGrid.caption.textContent = page.fill(slices > 1 ? words.overviewFilterSlice
      : words.overviewWeights, { map, slice });
    productGrid.caption.textContent = words.figureProducts;
  }

  // Where a number is and what it is.
  const named = () => {
    const { stage, map, y, x } = unit;
    const value = page.number(numbers[stage][indexOf(unit)]);
    const text = stage === last ? words.overviewClass : !stage ? words.overviewPixel
      : cards[stage].isVector ? words.overviewNumber : words.overviewUnit;
    return page.fill(text, { name: cards[stage].name, class: classNames[map], map, y, x, value });
  };
  // What it was computed from, back to the picture.
  const origin = () => {
    if (!unit.stage) return "";
    const found = fields(unit);
    const [field, first] = [found[unit.stage - 1], found[0]];
    const before = stages[unit.stage - 1];
    const within = ({ top, bottom, left, right }) =>
      ({ top, bottom: bottom - 1, left, right: right - 1 });
    if (stages[unit.stage].operation === "dense") {
      return page.fill(words.overviewAllOf,
        { count: numbers[unit.stage - 1].length, name: before.name });
    }
    const maps = before.shape[2] === 1 ? before.name
      : page.fill(field.map === null ? words.overviewAllMaps : words.overviewOneMap,
        { map: field.map, count: before.shape[2], name: before.name });
    const reads = page.fill(words.overviewReads, { ...within(field), maps });
    return unit.stage === 1 ? reads
      : `${reads}; ${page.fill(words.overviewField, within(first))}`;
  };
  const sentence = () => [named(), origin(), ...written.innerText.split("\n")]
    .filter(Boolean).join(". ");

  function drawLarge() {
    const { stage, y, x } = unit;
    const [height, width] = stages[stage].shape;
    if (cards[stage].isVector) return;
    [map.height, map.width] = [height, width];
    map.getContext("2d").drawImage(cards[stage].front, 0, 0);
    mapMarks.setAttribute("viewBox", `0 0 ${width} ${height}`);
    for (const [name, value] of Object.entries({ y, x, height: 1, width: 1 })) {
      mapMark.setAttribute(name, value);
    }
    mapName.textContent = page.fill(words.overviewMapOf, { map: unit.map });
  }
  function drawNear() {
    const { stage, map } = unit;
    const { operation, isRectified, bias, shape } = stages[stage];
    told.replaceChildren(page.element("strong", {}, named()), " ",
      origin() && `${origin()}.`);
    drawTerms();
    drawLarge();
    const depth = stage ? stages[stage - 1].shape[2] : 1;
    slider.max = depth - 1;
    slider.value = slice;
    sliding.classList.toggle("idle", operation !== "convolution" || depth === 1);
    const value = numbers[stage][indexOf(unit)];
    if (!stage) {
      page.write(written, [], ["", ""]);
      return;
    }
    if (operation === "max" || operation === "mean") {
      const rows = termsOf(unit, map).map((row) =>
        row.filter((one) => one.value !== null).map((one) => page.number(one.value)).join(", "));
      page.write(written, rows.filter(Boolean), [operation === "max" ? words.windowLargest
        : words.windowMeanIs, page.number(value)]);
      return;
    }
    const parts = partsOf(unit);
    const sum = parts.reduce((a, b) => a + b, 0);
    const total = sum + bias[map];
    const lines = [];
    if (operation === "convolution") {
      const rows = termsOf(unit, slice);
      lines.push(...rows.map((row, i) => page.products(row.map((one) => one.value ?? 0),
        row.map((one) => one.weight)) + (i < rows.length - 1 ? " +" : "")));
    }
    if (depth > 1) {
      if (operation === "convolution") {
        lines.push(page.fill(words.overviewSlice,
          { map: slice, count: depth, part: page.number(parts[slice]) }));
      } else {
        const [most, least] = [Math.max(...parts), Math.min(...parts)];
        const name = (index) => page.fill(cards[stage - 1].isVector ? words.overviewNumberOf
          : words.overviewMapOf, { map: index });
        lines.push(page.fill(words.overviewMost, { name: name(parts.indexOf(most)),
          value: page.number(most), other: name(parts.indexOf(least)),
          least: page.number(least) }));
      }
    }
    const count = stages[stage].weights.length / shape[2];
    lines.push(page.fill(words.overviewSum,
      { count, sum: page.number(sum), bias: page.number(bias[map]) }));
    page.write(written, lines, ["=", isRectified && total < 0
      ? page.fill(words.overviewNegative, { sum: page.number(total) }) : page.number(value)]);
  }

  // MARK: Computing and drawing

  let fronts = stages.map(() => 0);
  let levels = samples[0].levels;
  function compute() {
    levels = chosen !== null ? samples[chosen].levels
      : inked(isPlaced ? placed(strokes, placement, side) : strokes, side);
    numbers = [Float32Array.from(levels, (level) => level / 255)];
    for (let index = 1; index <= last; index++) {
      const stage = stages[index];
      const made = computed(stage, stages[index - 1], numbers[index - 1]);
      if (stage.isRectified) {
        for (let i = 0; i < made.length; i++) made[i] = Math.max(0, made[i]);
      }
      numbers.push(made);
    }
    drawPad();
    cards.forEach(drawMaps);
    if (unit) draw();
  }

  function drawPad() {
    const isOwn = chosen === null;
    paint(sheet, isOwn ? new Uint8Array(side * side) : levels);
    own.setAttribute("d", strokes.map((points) =>
      `M${points[0].join(" ")}${points.map((point) => `L${point.join(" ")}`).join("")}`).join(""));
    own.setAttribute("stroke-width", 2 * pen.half);
    for (const [axis, name] of [[0, "x"], [1, "y"]]) cursor.setAttribute(name, at[axis]);
    pad.classList.toggle("empty", isOwn && !strokes.length);
    thumbs.forEach((thumb, index) => thumb.setAttribute("aria-pressed", index === chosen));
    placing.textContent = page.fill(!isPlaced ? words.overviewRaw : placement.isByMass
      ? words.overviewMass : words.overviewBox, { side: placement.side });
    const scores = numbers[last];
    const [best, all] = [scores.indexOf(Math.max(...scores)), shares(scores)];
    const places = { name: classNames[best], share: percent(all[best]) };
    const isEmpty = isOwn && !strokes.length;
    answer.dataset.read = isEmpty ? "" : best;
    reading = isEmpty ? words.overviewEmpty : isOwn
      ? page.fill(words.overviewRead, places)
      : page.fill(words.overviewReadOf, { ...places, label: classNames[samples[chosen].label] });
    if (!isInking) tellAnswer();
  }
  let reading = "";
  function tellAnswer() { if (answer.textContent !== reading) answer.textContent = reading; }

  function drawMaps(card, index) {
    const values = numbers[index];
    const [height, width, channels] = card.stage.shape;
    const largest = index ? Math.max(1e-9, ...values) : 1;
    const sums = new Float64Array(channels);
    values.forEach((value, i) => { sums[i % channels] += value; });
    const most = Math.max(...sums);
    fronts[index] = sums.indexOf(most);
    if (card.isBars) {
      const all = shares(values);
      const best = values.indexOf(Math.max(...values));
      card.rowsOfBars.forEach(({ bar, share, row }, k) => {
        bar.style.width = `${100 * all[k]}%`;
        share.textContent = percent(all[k]);
        row.title = page.fill(words.overviewScore, { score: page.number(values[k]) });
        row.dataset.score = values[k];
        row.classList.toggle("best", k === best);
      });
    } else {
      const image = new ImageData(card.size[1], card.size[0]);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          for (let k = 0; k < channels; k++) {
            const to = 4 * ((Math.floor(k / card.columns) * card.stepY + y) * card.size[1]
              + k % card.columns * card.stepX + x);
            const grey = bright(values[(y * width + x) * channels + k], index, largest);
            image.data[to] = image.data[to + 1] = image.data[to + 2] = grey;
            image.data[to + 3] = 255;
          }
        }
      }
      enlarge(card.canvas, image);
    }
    const faces = card.solid.querySelectorAll("polygon:not(.edge)");
    // The last sheet was drawn first; each is as bright as its map on average.
    const brightest = Math.max(1e-9, ...sums);
    faces.forEach((face, i) => {
      const share = sums[channels - 1 - i] / brightest;
      face.style.setProperty("--lit", `${Math.round(100 * Math.max(0, share))}%`);
    });
    drawFront(card, index);
  }
  function drawFront(card, index) {
    const [height, width, channels] = card.stage.shape;
    const values = numbers[index];
    const map = unit?.stage === index ? unit.map : fronts[index];
    const largest = index ? Math.max(1e-9, ...values) : 1;
    paint(card.front, Float32Array.from({ length: height * width }, (_, i) =>
      bright(values[i * channels + map], index, largest)));
  }
  // Pictures in their own greys; of the other stages weak maps are brightened, so that they show.
  function bright(value, index, largest) {
    const share = Math.max(0, value) / largest;
    return 255 * (index ? Math.sqrt(share) : share);
  }

  // Draws grey levels into a canvas of as many pixels.
  function paint(canvas, greys) {
    const image = new ImageData(canvas.width, canvas.height);
    greys.forEach((grey, i) => image.data.set([grey, grey, grey, 255], 4 * i));
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
  // Draws an image into a canvas of several times its size, each of its pixels a square: the
  // browser then shrinks it evenly.
  function enlarge(canvas, image) {
    const scratch = page.element("canvas", { width: image.width, height: image.height });
    scratch.getContext("2d").putImageData(image, 0, 0);
    const zoom = Math.max(1, Math.round(480 / image.width));
    [canvas.width, canvas.height] = [image.width * zoom, image.height * zoom];
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(scratch, 0, 0, canvas.width, canvas.height);
  }

  function draw() {
    cards.forEach(drawFront);
    mark();
    paint(photo, levels);
    drawNear();
  }
  // Marks the unit, its window in the stage before, and what it depends on further back.
  function mark() {
    if (!unit) return;
    const found = fields(unit);
    cards.forEach((card, index) => {
      card.element.classList.toggle("chosen", index === unit.stage);
      if (card.isBars) {
        card.rowsOfBars.forEach(({ row }, k) =>
          row.classList.toggle("seen", index === unit.stage && k === unit.map));
        return;
      }
      const field = found[index];
      const [height, width, channels] = card.stage.shape;
      const isWhole = field && field.map === null && field.top === 0 && field.left === 0
        && field.bottom === height && field.right === width;
      const kind = index === unit.stage ? `unit${isKept ? " kept" : ""}`
        : index === unit.stage - 1 ? "window" : "field";
      const rect = (y, x, high, wide) => page.svg("rect", { class: kind, y, x, width: wide,
        height: high });
      card.marks.replaceChildren(...(!field ? [] : isWhole
        ? [rect(0, 0, ...card.size)]
        : (field.map === null ? [...Array(channels).keys()] : [field.map]).map((map) =>
          rect(Math.floor(map / card.columns) * card.stepY + field.top,
            map % card.columns * card.stepX + field.left, field.bottom - field.top,
            field.right - field.left))));
    });
    const { top, left, bottom, right } = found[0];
    for (const [name, value] of Object.entries({ y: top, x: left, height: bottom - top,
      width: right - left })) photoMark.setAttribute(name, value);
  }

  const tallest = Math.max(...cards.map((card) => card.tall));
  const work = figure.querySelector(".work");
  const still = page.element("div", { class: "still" }, ...work.childNodes);
  const live = page.element("div", { class: "live" },
    page.element("div", { class: "top" }, pad, page.element("div", { class: "chooser" },
      page.element("div", { class: "thumbs", role: "group", "aria-label": words.overviewSamples },
        ...thumbs),
      page.element("div", { class: "controls" }, clear, page.element("label", {}, isPlacedBox, " ",
        words.overviewPlaced)), placing, answer)),
    page.element("div", { class: "layers",
      style: `--tall: ${tallest}; --unit: ${stages.length > 6 ? 0.135 : 0.19}rem` },
    ...cards.map((card) => card.element)),
    page.element("div", { class: "close-up" }, told, board, sliding, written),
    page.element("p", { class: "hint" }, words.overviewHint));
  work.replaceChildren(still, live);
  compute();
  // At first the brightest number of the last map in front before the scores.
  const first = Math.min(1, last);
  const values = numbers[first];
  const brightest = values.indexOf(Math.max(...values));
  const [, width, channels] = stages[first].shape;
  point({ stage: first, map: brightest % channels,
    y: Math.floor(brightest / channels / width), x: Math.floor(brightest / channels) % width });
});
