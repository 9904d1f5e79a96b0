// A trained network at work: every map of every layer for a picture that is chosen or drawn. What
// is pointed at is marked with the window behind it, back to the picture, and shown from near.

// The gap between maps, in their own pixels.
const gap = 1;
// The vanishing point of a stack's perspective, right of the middle of its front and above it, and
// how many maps away something is half as large; as in the library's still drawing.
const [vanishing, halfway] = [{ right: 75, up: 55 }, 300];
const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

const percent = (share) => `${(100 * share).toFixed(1)} %`;
// As the library writes counts: with commas from five digits on.
const grouped = (count) =>
  (count < 10_000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ","));
const shapeOf = ({ operation, shape }) =>
  (operation === "dense" ? [shape[2]] : shape).join(" × ");
const isSame = (a, b) => Boolean(a && b)
  && ["stage", "map", "y", "x"].every((key) => a[key] === b[key]);

// A stack of maps in perspective, drawn to the scale that all stages share; its front is a map.
const solid = (stage, front) => {
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
};
// Draws an image into a canvas of several times its size, each of its pixels a square: the
// browser then shrinks it evenly.
const enlarge = (canvas, image) => {
  const scratch = page.element("canvas", { width: image.width, height: image.height });
  scratch.getContext("2d").putImageData(image, 0, 0);
  const zoom = Math.max(1, Math.round(480 / image.width));
  [canvas.width, canvas.height] = [image.width * zoom, image.height * zoom];
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(scratch, 0, 0, canvas.width, canvas.height);
};

page.each("figure.network", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { samples, classNames, placement } = lesson;
  const stages = page.networkStages(lesson.stages);
  const [side] = stages[0].shape;
  const last = stages.length - 1;
  const network = { stages, classNames, numbers: [], unit: null, isKept: false,
    names: stages.map(({ name, isRectified }) =>
      (isRectified ? page.fill(words.overviewRelu, { name }) : name)) };
  const levelsOf = samples.map(({ pixels }) => page.bytesOf(pixels));
  let chosen = 0; // The index of a sample; null for the reader's own drawing.
  let peaks = []; // The largest number of each stage.
  const fronts = stages.map(() => 0); // The map in front of each stack.

  // The picture: one of the samples, or the reader's own.
  const label = page.fill(words.overviewPad, { height: side, width: side });
  const pad = page.pad(side, placement.pen, label, {
    begun: () => {
      if (chosen === null) return;
      chosen = null;
      pad.clear();
    },
    changed: () => later(),
    ended: () => compute(),
  });
  const thumbs = samples.map(({ label }, index) => {
    const canvas = page.element("canvas", { width: side, height: side });
    page.paintGreys(canvas, levelsOf[index]);
    const button = page.element("button", { type: "button", class: "thumb",
      "aria-label": page.fill(words.overviewSample,
        { index: index + 1, name: classNames[label] }) }, canvas);
    button.addEventListener("click", () => {
      chosen = index;
      pad.clear();
      compute();
    });
    return button;
  });
  const isPlaced = page.element("input", { type: "checkbox", checked: "" });
  isPlaced.addEventListener("change", () => compute());
  const clear = page.button(words.overviewClear, words.overviewClear, () => {
    chosen = null;
    pad.clear();
    compute();
    pad.element.focus({ preventScroll: true });
  });
  const placing = page.element("p", { class: "caption" });
  const answer = page.element("p", { class: "read-as", "aria-live": "polite" });

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
    const name = network.names[index];
    const count = page.fill(words.overviewCount, { count: grouped(stage.parameters) });
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
      : Math.max(84, count.length * 6.4, size[1] * 1.15)}` },
    page.element("div", { class: "about" }, card.solid,
      page.element("p", { class: "counts" }, page.element("strong", {}, name),
        ...[shapeOf(stage), count, stage.memory]
          .map((text) => page.element("span", {}, text)))), maps);
    listen(card, index);
    return card;
  });

  // What is pointed at, with the pointer or with the arrow keys.
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
        if (event.pointerType !== "touch" && !network.isKept) point(where(event));
      });
      element.addEventListener("click", (event) => press(where(event)));
    }
    maps.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { unit } = network;
      const here = unit?.stage === index ? unit : { stage: index, map: fronts[index], y: 0, x: 0 };
      const step = arrows[event.key];
      const turn = { PageDown: 1, PageUp: -1 }[event.key];
      if (event.key === "Enter" || event.key === " ") press(here);
      else if (event.key === "Escape" && network.isKept) network.isKept = false;
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
      page.say(closeUp.sentence());
    });
    maps.addEventListener("focus", () => {
      if (!maps.matches(":focus-visible") || network.unit?.stage === index) return;
      network.isKept = false;
      point({ stage: index, map: fronts[index], y: Math.floor(height / 2),
        x: Math.floor(width / 2) });
    });
  }
  const point = (to) => {
    if (!to || isSame(to, network.unit)) return;
    const { unit } = network;
    network.unit = to;
    if (unit?.stage !== to.stage || unit.map !== to.map) closeUp.chooseSlice();
    draw();
  };
  const press = (to) => {
    if (!to) return;
    network.isKept = !(network.isKept && isSame(to, network.unit));
    point(to);
    mark();
  };
  const closeUp = page.closeUp(network, { point, press });

  let isLate = false;
  // Computes at most once for each frame of the screen.
  const later = () => {
    if (isLate) return;
    isLate = true;
    requestAnimationFrame(() => {
      isLate = false;
      compute();
    });
  };
  function compute() {
    const levels = chosen !== null ? levelsOf[chosen] : page.inked(
      isPlaced.checked ? page.placed(pad.strokes, placement, side) : pad.strokes, side,
      placement.pen);
    network.numbers = page.forward(stages, Float32Array.from(levels, (level) => level / 255));
    peaks = network.numbers.map((values) =>
      values.reduce((most, value) => Math.max(most, value), 1e-9));
    drawPicture();
    cards.forEach(drawMaps);
    if (network.unit) draw();
  }
  function drawPicture() {
    const isEmpty = chosen === null && !pad.strokes.length;
    page.paintGreys(pad.sheet, chosen === null ? new Uint8Array(side * side) : levelsOf[chosen]);
    pad.draw(isEmpty);
    thumbs.forEach((thumb, index) => thumb.setAttribute("aria-pressed", index === chosen));
    placing.textContent = page.fill(!isPlaced.checked ? words.overviewRaw : placement.isByMass
      ? words.overviewMass : words.overviewBox, { side: placement.side });
    if (pad.isInUse) return;
    const scores = network.numbers[last];
    const best = scores.indexOf(Math.max(...scores));
    const places = { name: classNames[best], share: percent(page.shares(scores)[best]) };
    answer.textContent = isEmpty ? words.overviewEmpty : chosen === null
      ? page.fill(words.overviewRead, places)
      : page.fill(words.overviewReadOf, { ...places, label: classNames[samples[chosen].label] });
  }

  function drawMaps(card, index) {
    const values = network.numbers[index];
    const [height, width, channels] = card.stage.shape;
    const sums = new Float64Array(channels);
    values.forEach((value, i) => { sums[i % channels] += value; });
    const most = Math.max(...sums);
    fronts[index] = sums.indexOf(most);
    if (card.isBars) {
      const all = page.shares(values);
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
            const grey = bright(values[(y * width + x) * channels + k], index);
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
    const values = network.numbers[index];
    const { unit } = network;
    const map = unit?.stage === index ? unit.map : fronts[index];
    page.paintGreys(card.front, Float32Array.from({ length: height * width }, (_, i) =>
      bright(values[i * channels + map], index)));
  }
  // Pictures in their own greys; of the other stages weak maps are brightened, so that they show.
  function bright(value, index) {
    const share = Math.max(0, value) / (index ? peaks[index] : 1);
    return 255 * (index ? Math.sqrt(share) : share);
  }

  function draw() {
    cards.forEach(drawFront);
    mark();
    closeUp.draw(cards[network.unit.stage].front);
  }
  // Marks the unit, its window in the stage before, and what it depends on further back.
  function mark() {
    const { unit, isKept } = network;
    const found = page.fields(stages, unit);
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
  }

  const work = figure.querySelector(".work");
  const tallest = Math.max(...cards.map((card) => card.tall));
  const still = page.element("div", { class: "still" }, ...work.childNodes);
  const live = page.element("div", { class: "live" },
    page.element("div", { class: "top" }, pad.element, page.element("div", { class: "chooser" },
      page.element("div", { class: "thumbs", role: "group", "aria-label": words.overviewSamples },
        ...thumbs),
      page.element("div", { class: "controls" }, clear, page.element("label", {}, isPlaced, " ",
        words.overviewPlaced)), placing, answer)),
    page.element("div", { class: "layers",
      style: `--tall: ${tallest}; --unit: ${stages.length > 6 ? 0.135 : 0.19}rem` },
    ...cards.map((card) => card.element)), closeUp.element,
    page.element("p", { class: "hint" }, words.overviewHint));
  work.replaceChildren(still, live);
  compute();
  // At first the brightest number of the first layer.
  const [, width, channels] = stages[1].shape;
  const brightest = network.numbers[1].indexOf(peaks[1]);
  point({ stage: 1, map: brightest % channels, y: Math.floor(brightest / channels / width),
    x: Math.floor(brightest / channels) % width });
});
