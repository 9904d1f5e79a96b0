// What the units of a network's layers see of a photo: pointing at it finds the unit whose window
// has its middle nearest, layers are gone through by buttons, a slider or by themselves.

// Milliseconds from one layer to the next while it plays.
const pause = 900;
// Up to so many units along an axis have dots.
const mostDots = 56;

page.each("figure.fields", (figure) => {
  const { file, height, width, layers } = JSON.parse(figure.dataset.configuration);
  const widest = Math.max(...layers.map(({ axes }) => axes[0].size));
  // The layer, and the place in pixels whose unit is looked at.
  let index, place;

  const stage = figure.querySelector(".work");
  const still = page.element("div", { class: "still" }, ...stage.childNodes);
  const outside = page.svg("path", { class: "shade" });
  const frame = page.svg("rect", { class: "window" });
  const dots = page.svg("g", { class: "units" });
  const drawing = page.svg("svg", { viewBox: `0 0 ${width} ${height}`, tabindex: "0",
    role: "application", "aria-label": `${figure.dataset.alt} ${words.fieldsKeys}` },
  outside, dots, frame);
  const told = page.element("p", { class: "told" });
  const rows = layers.map(({ name, axes }, k) => {
    const bar = page.element("i");
    bar.style.width = `${Math.max(2, 80 * axes[0].size / widest)}px`;
    const button = page.element("button", { type: "button" }, page.element("span", {}, name),
      page.element("b", {}, `${axes[0].size} px`), page.element("em", {}, bar));
    button.addEventListener("click", () => go(k));
    // Not as it enters: the list may be scrolled under a mouse that rests.
    button.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && index !== k) go(k);
    });
    return button;
  });
  const middle = (axis, unit) => axis.start + unit * axis.jump + axis.size / 2;
  const unitAt = (axis, at) => Math.max(0, Math.min(axis.units - 1,
    Math.round((at - axis.start - axis.size / 2) / axis.jump)));
  const units = () => layers[index].axes.map((axis, k) => unitAt(axis, place[k]));

  const player = page.player({
    step: (by) => {
      if (!layers[index + by]) return false;
      index += by;
      draw();
      return index < layers.length - 1;
    },
    pause: () => pause, rewind: () => { index = 0; draw(); },
    tell: () => page.say(told.innerText),
  });
  const go = (to) => {
    player.stop();
    index = to;
    draw();
    page.say(told.innerText);
  };
  const scrub = page.slider(words.fieldsLayer, go);
  scrub.max = layers.length - 1;
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    begin();
  });
  const live = page.element("div", { class: "live" },
    page.element("div", { class: "controls" }, ...player.buttons, scrub, reset),
    page.element("div", { class: "photo" }, page.element("img", { src: file,
      alt: figure.dataset.alt, width, height }), drawing),
    page.element("ul", { class: "layers" }, ...rows.map((row) => page.element("li", {}, row))),
    told, page.element("p", { class: "hint" }, words.fieldsHint));
  stage.replaceChildren(still, live);

  const point = (event) => {
    const box = drawing.getBoundingClientRect();
    place = [(event.clientY - box.top) * height / box.height,
      (event.clientX - box.left) * width / box.width];
    draw();
  };
  drawing.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") point(event);
  });
  drawing.addEventListener("pointerdown", point);
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const by = { "+": 1, "-": -1 }[event.key];
    if (moves[event.key]) {
      const to = units().map((unit, k) => unit + moves[event.key][k]);
      place = layers[index].axes.map((axis, k) =>
        middle(axis, Math.max(0, Math.min(axis.units - 1, to[k]))));
      draw();
    } else if (by && layers[index + by]) {
      index += by;
      draw();
    } else {
      return;
    }
    event.preventDefault();
    page.say(told.innerText);
  });

  let dotted = null;
  const drawDots = () => {
    const { axes } = layers[index];
    if (dotted !== index) {
      const isDense = Math.max(...axes.map((axis) => axis.units)) > mostDots;
      dots.replaceChildren(...(isDense ? [] : Array.from({ length: axes[0].units }, (_, y) =>
        Array.from({ length: axes[1].units }, (_, x) => page.svg("circle", {
          r: Math.min(1.8, axes[1].jump / 8), cy: middle(axes[0], y), cx: middle(axes[1], x) })))
        .flat()));
      dotted = index;
    }
    const [y, x] = units();
    dots.querySelector(".seen")?.classList.remove("seen");
    dots.children[y * axes[1].units + x]?.classList.add("seen");
  };
  const draw = () => {
    const { axes } = layers[index];
    const [y, x] = units();
    const [top, left] = [[0, y], [1, x]].map(([k, unit]) => axes[k].start + unit * axes[k].jump);
    const [high, wide] = axes.map((axis) => axis.size);
    for (const [name, value] of Object.entries({ x: left, y: top, width: wide, height: high }))
      frame.setAttribute(name, value);
    outside.setAttribute("d",
      `M0 0H${width}V${height}H0ZM${left} ${top}h${wide}v${high}h${-wide}Z`);
    const within = (first, size, end) => [Math.max(0, first), Math.min(end, first + size) - 1];
    const [[first, last], [begins, ends]] = [within(top, high, height), within(left, wide, width)];
    const seen = (last - first + 1) * (ends - begins + 1);
    const percent = (part) => page.number(Number((100 * part).toPrecision(2)));
    told.textContent = page.fill(words.fieldsSees, { y, x, rows: axes[0].units,
      columns: axes[1].units, high, wide, top: first, bottom: last, left: begins, right: ends,
      share: percent(seen / (height * width)), outside: percent(1 - seen / (high * wide)) });
    rows.forEach((row, k) => row.setAttribute("aria-pressed", k === index));
    drawDots();
    scrub.value = index;
    scrub.setAttribute("aria-valuetext", layers[index].name);
    player.place(index === 0, index === layers.length - 1);
  };
  const begin = () => {
    index = Math.min(6, layers.length - 1);
    place = [height / 2, width / 2];
    draw();
  };
  begin();
});
