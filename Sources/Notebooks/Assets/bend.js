// Lines that ReLU bends, and their sum: a curve with corners, which are dragged. Each corner but
// the last is where a neuron begins; how much the slope changes there is its weight.

const [wide, high] = [600, 360];
// x and y go from −range to range.
const range = { x: 5, y: 4 };
const across = (x) => wide * (x + range.x) / (2 * range.x);
const down = (y) => high * (range.y - y) / (2 * range.y);
const relu = (x) => Math.max(0, x);
// The least distance of two corners, in x.
const apart = 0.25;

// The neurons of a curve through corners that is level before the first: weights and beginnings.
page.neurons = (corners) => corners.slice(0, -1).map(([x, y], k) => {
  const slope = (from) => (corners[from + 1][1] - corners[from][1])
    / (corners[from + 1][0] - corners[from][0]);
  return { start: x, weight: slope(k) - (k ? slope(k - 1) : 0) };
});

page.each("figure.bend", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  let corners, neurons;
  let pointed = null;
  const colour = (k) => `oklch(var(--pair-light) .15 ${50 + 95 * k})`;

  const lines = lesson.corners.slice(1).map((_, k) => page.svg("path",
    { class: "neuron", "data-k": k, style: `--pair: ${colour(k)}` }));
  const sum = page.svg("path", { class: "sum" });
  const handles = lesson.corners.map((_, k) => page.svg("circle",
    { class: "corner", r: 11, tabindex: "0", role: "slider", "data-k": k,
      "aria-label": page.fill(words.bendCorner, { index: k }) }));
  const axes = page.svg("path", { class: "axes",
    d: `M0 ${down(0)}H${wide}M${across(0)} 0V${high}` });
  const ticks = [-4, -2, 2, 4].flatMap((at) => [
    page.svg("text", { x: across(at), y: down(0) + 14 }, page.number(at)),
    ...(Math.abs(at) < range.y
      ? [page.svg("text", { x: across(0) - 14, y: down(at) }, page.number(at))] : [])]);
  const drawing = page.svg("svg", { viewBox: `0 0 ${wide} ${high}`, role: "group",
    "aria-label": figure.dataset.alt }, axes, ...ticks, ...lines, sum, ...handles);
  const told = page.element("p", { class: "told" });
  const bends = page.element("input", { type: "checkbox" });
  bends.addEventListener("change", () => { draw(); page.say(told.innerText); });
  const reset = page.button(words.windowReset, words.windowReset, () => begin());
  figure.querySelector(".work").replaceChildren(drawing, told,
    page.element("div", { class: "controls" },
      page.element("label", {}, bends, " ", words.bendRelu), reset),
    page.element("p", { class: "hint" }, words.bendHint));

  const rounded = (value) => Math.round(value * 10) / 10;
  const move = (k, x, y) => {
    const lower = k ? corners[k - 1][0] + apart : -range.x;
    const upper = k < corners.length - 1 ? corners[k + 1][0] - apart : range.x;
    corners[k] = [Math.max(lower, Math.min(upper, rounded(x))),
      Math.max(-range.y, Math.min(range.y, rounded(y)))];
    draw();
  };
  handles.forEach((handle, k) => {
    let isHeld = false;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      isHeld = true;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!isHeld) return;
      const box = drawing.getBoundingClientRect();
      move(k, (event.clientX - box.left) / box.width * 2 * range.x - range.x,
        range.y - (event.clientY - box.top) / box.height * 2 * range.y);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      handle.addEventListener(end, () => { isHeld = false; });
    }
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
      if (!by[event.key]) return;
      event.preventDefault();
      const step = event.shiftKey ? 0.1 : 0.5;
      const [x, y] = corners[k];
      move(k, x + by[event.key][0] * step, y + by[event.key][1] * step);
    });
  });
  const point = (event) => {
    const at = event.target.closest?.("[data-k]")?.dataset.k;
    const k = at === undefined || Number(at) >= neurons.length ? null : Number(at);
    if (k === pointed) return;
    pointed = k;
    light();
  };
  for (const kind of ["pointerover", "focusin"]) {
    drawing.addEventListener(kind, point);
    told.addEventListener(kind, point);
  }
  figure.addEventListener("pointerleave", () => { pointed = null; light(); });

  const light = () => {
    for (const node of figure.querySelectorAll(".neuron, .term")) {
      node.classList.toggle("lit", Number(node.dataset.k) === pointed);
    }
  };
  const short = (value) => page.number(Number(value.toFixed(2)));
  // A term of the written sum: "− 2.17 · relu(x + 3)".
  const term = ({ weight, start }, k) => {
    const inside = start === 0 ? "x" : `x ${start < 0 ? "+" : "−"} ${short(Math.abs(start))}`;
    const bent = bends.checked ? `relu(${inside})` : `(${inside})`;
    return [k || level() ? ` ${weight < 0 ? "−" : "+"} ` : weight < 0 ? "−" : "",
      page.element("span", { class: "term", "data-k": k, tabindex: "0",
        style: `--pair: ${colour(k)}` },
      `${short(Math.abs(weight))} · ${bent}`)];
  };
  const level = () => Number(corners[0][1].toFixed(2));
  const path = (f) => {
    const places = [-range.x, ...corners.map(([x]) => x), range.x];
    return places.map((x, k) => `${k ? "L" : "M"}${across(x).toFixed(1)} ${down(f(x)).toFixed(1)}`)
      .join("");
  };
  const draw = () => {
    neurons = page.neurons(corners);
    const bent = (x) => (bends.checked ? relu(x) : x);
    const total = (x) => neurons.reduce((value, { weight, start }) =>
      value + weight * bent(x - start), corners[0][1]);
    neurons.forEach(({ weight, start }, k) => {
      lines[k].setAttribute("d", path((x) => weight * bent(x - start)));
    });
    sum.setAttribute("d", path(total));
    corners.forEach(([x, y], k) => {
      handles[k].setAttribute("cx", across(x));
      handles[k].setAttribute("cy", down(y));
      handles[k].setAttribute("aria-valuenow", y);
      handles[k].setAttribute("aria-valuetext", page.fill(words.bendAt, { x: short(x),
        y: short(y) }));
    });
    const slope = neurons.reduce((value, { weight }) => value + weight, 0);
    told.replaceChildren(page.element("span", { class: "formula" }, "y = ",
      level() ? short(level()) : "", ...neurons.flatMap(term)), page.element("br"),
    bends.checked ? words.bendBent : page.fill(words.bendStraight, { slope: short(slope) }));
    light();
  };
  const begin = () => {
    corners = lesson.corners.map((corner) => [...corner]);
    bends.checked = true;
    draw();
  };
  begin();
});
