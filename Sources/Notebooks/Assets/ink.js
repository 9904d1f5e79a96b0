// Drawing by hand: strokes as grey levels, placed where a data set has its pictures, and a pad to
// draw on.

// The width over which the edge of a stroke fades, in pixels of the picture.
const soft = 1.4;

// The grey levels of strokes of a pen that is so many pixels wide, `side` rows of as many: each
// pixel by its distance to the nearest stroke.
page.inked = (strokes, side, pen) => {
  const levels = new Uint8Array(side * side);
  const pieces = strokes.flatMap((points) =>
    points.map((point, i) => [points[Math.max(0, i - 1)], point]));
  const reach = (pen + soft) / 2;
  for (const [[x0, y0], [x1, y1]] of pieces) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const square = dx * dx + dy * dy;
    const first = (a, b) => Math.max(0, Math.floor(Math.min(a, b) - reach - 0.5));
    const last = (a, b) => Math.min(side - 1, Math.ceil(Math.max(a, b) + reach));
    for (let y = first(y0, y1); y <= last(y0, y1); y++) {
      for (let x = first(x0, x1); x <= last(x0, x1); x++) {
        const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
        const share = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
        const away = Math.hypot(px - share * dx, py - share * dy) - pen / 2;
        const level = Math.round(255 * Math.min(1, Math.max(0, 0.5 - away / soft)));
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
page.placed = (strokes, { side: goal, isByMass, pen }, side) => {
  const points = strokes.flat();
  if (!points.length) return strokes;
  const [[left, right], [top, bottom]] = [0, 1].map((axis) => ends(points.map((at) => at[axis])));
  const longest = Math.max(right - left, bottom - top);
  const factor = longest < 1 ? 1 : (goal - pen) / longest;
  const centred = moved(strokes, factor,
    [side / 2 - factor * (left + right) / 2, side / 2 - factor * (top + bottom) / 2]);
  if (!isByMass) return centred;
  let [mass, x, y] = [0, 0, 0];
  page.inked(centred, side, pen).forEach((level, i) => {
    mass += level;
    x += level * (i % side + 0.5);
    y += level * (Math.floor(i / side) + 0.5);
  });
  return moved(centred, 1, [side / 2 - x / mass, side / 2 - y / mass]);
};

// A pad to draw on, with the pointer, a finger or the arrow keys; the pen is so many pixels wide.
// `begun` is called before a stroke, `changed` while it is drawn, `ended` after it.
page.pad = (side, pen, label, { begun, changed, ended }) => {
  const drawn = page.svg("path", { class: "strokes", "stroke-width": pen });
  const tip = page.svg("rect", { class: "pen", width: 1, height: 1 });
  const sheet = page.element("canvas", { width: side, height: side });
  const element = page.element("div", { class: "pad", tabindex: "0", role: "application",
    "aria-label": label }, sheet, page.svg("svg", { viewBox: `0 0 ${side} ${side}`,
    "aria-hidden": "true" }, drawn, tip),
  page.element("span", { class: "invitation", "aria-hidden": "true" }, words.inkHere));
  const pad = { element, sheet, strokes: [], isInUse: false };
  let at = [Math.floor(side / 2), Math.floor(side / 4)];
  let isDown = false; // The pen of the keyboard.
  pad.clear = () => {
    pad.strokes = [];
    isDown = false;
  };
  // Shows the strokes; whether the pad is empty, and no picture lies under them, is told.
  pad.draw = (isEmpty) => {
    drawn.setAttribute("d", pad.strokes.map((points) =>
      `M${points[0].join(" ")}${points.map((point) => `L${point.join(" ")}`).join("")}`).join(""));
    [tip.x.baseVal.value, tip.y.baseVal.value] = at;
    element.classList.toggle("empty", isEmpty);
  };

  const placeOf = (event) => {
    const box = element.getBoundingClientRect();
    const [width, height] = [element.clientWidth, element.clientHeight];
    return [(event.clientX - box.left - element.clientLeft) / width,
      (event.clientY - box.top - element.clientTop) / height]
      .map((share) => Number((share * side).toFixed(2)));
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    begun();
    [pad.isInUse, isDown] = [true, false];
    element.setPointerCapture(event.pointerId);
    pad.strokes.push([placeOf(event)]);
    changed();
  });
  element.addEventListener("pointermove", (event) => {
    if (!pad.isInUse) return;
    const more = event.getCoalescedEvents?.() ?? [];
    pad.strokes.at(-1).push(...(more.length ? more : [event]).map(placeOf));
    changed();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, () => {
      if (!pad.isInUse) return;
      pad.isInUse = false;
      ended();
    });
  }
  const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = () => at.map((index) => index + 0.5);
    if (moves[event.key]) {
      at = at.map((index, axis) =>
        Math.min(side - 1, Math.max(0, index + moves[event.key][axis])));
      if (isDown) pad.strokes.at(-1).push(middle());
    } else if (event.key === " ") {
      begun();
      isDown = !isDown;
      if (isDown) pad.strokes.push([middle()]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      begun();
      pad.clear();
    } else {
      return;
    }
    event.preventDefault();
    ended();
    page.say(page.fill(isDown ? words.inkDown : words.inkUp, { y: at[1], x: at[0] }));
  });
  element.addEventListener("focus", () =>
    tip.classList.toggle("on", element.matches(":focus-visible")));
  element.addEventListener("keydown", () => tip.classList.add("on"));
  element.addEventListener("blur", () => tip.classList.remove("on"));
  return pad;
};
