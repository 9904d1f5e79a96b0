// Shows a plot's numbers under the pointer, or step by step with the arrow keys.

const spaces = "http://www.w3.org/2000/svg";
const short = (value) => String(Number(value.toPrecision(4))).replace("-", "−");

page.each("figure[data-reading]", (figure) => {
  const { axis, series, stages } = JSON.parse(figure.dataset.reading);
  const now = page.element("span", { "aria-live": "polite" }, words.readingHint);
  // The longest possible text, hidden, reserves the space, so that nothing moves.
  const longest = page.element("span", { class: "longest", "aria-hidden": "true" });
  const readout = page.element("p", { class: "readout" }, longest, now);
  figure.querySelector(".drawing").after(readout);

  // The x coordinates of all points.
  const places = series && [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))]
    .sort((a, b) => a - b);
  let at = -1;

  const nearest = (values, wanted) => values.reduce((best, value, index) =>
    (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? index : best), 0);
  const told = (at) => {
    if (stages) return stages[at];
    const x = places[at];
    const values = series.flatMap(({ name, points }) => {
      const point = points.find(([place]) => place === x);
      return point ? [`${name ? `${name} ` : ""}${short(point[1])}`] : [];
    });
    return `${axis || "x"} ${short(x)}: ${values.join(", ")}`;
  };
  const all = Array.from({ length: (stages ?? places).length }, (_, index) => told(index));
  longest.textContent = [words.readingHint, ...all].reduce((a, b) => (b.length > a.length ? b : a));
  const tell = () => {
    now.textContent = all[at];
    for (const drawing of figure.querySelectorAll(".drawing > svg")) mark(drawing);
  };
  const along = (drawing, x) => ("logarithmicX" in drawing.dataset ? Math.log(x) : x);
  const frame = (drawing) => {
    const [left, right, top, bottom, ...ends] = drawing.dataset.frame.split(" ").map(Number);
    const [low, high] = ends.map((x) => along(drawing, x));
    return { left, right, top, bottom, low, high };
  };
  const mark = (drawing) => {
    let line = drawing.querySelector(".reading");
    if (!line) {
      line = document.createElementNS(spaces, "rect");
      line.setAttribute("class", "reading");
      drawing.append(line);
    }
    const place = (x, y, width, height) => Object.entries({ x, y, width, height })
      .forEach(([name, value]) => line.setAttribute(name, value));
    drawing.dataset.whole ??= drawing.getAttribute("viewBox");
    const whole = drawing.dataset.whole.split(" ").map(Number);
    if (stages) {
      const [way, slot, start] = drawing.dataset.slots.split(" ");
      const from = Number(start) + at * Number(slot);
      if (way === "across") place(from, 0, Number(slot), whole[3]);
      else place(0, from - 3, whole[2], Number(slot) - 2);
    } else {
      const { left, right, top, bottom, low, high } = frame(drawing);
      const x = left + (along(drawing, places[at]) - low) / (high - low) * (right - left);
      place(x - 0.75, top, 1.5, bottom - top);
    }
  };

  for (const drawing of figure.querySelectorAll(".drawing > svg")) {
    drawing.dataset.whole = drawing.getAttribute("viewBox");
    drawing.tabIndex = 0;
    drawing.setAttribute("aria-description", words.readingHint);
    const point = (event) => {
      const place = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(drawing.getScreenCTM().inverse());
      const before = at;
      if (stages) {
        const [way, slot, start] = drawing.dataset.slots.split(" ");
        const along = (way === "across" ? place.x : place.y) - Number(start);
        at = Math.min(stages.length - 1, Math.max(0, Math.floor(along / Number(slot))));
      } else {
        const { left, right, low, high } = frame(drawing);
        at = nearest(
          places.map((x) => along(drawing, x)),
          low + (place.x - left) / (right - left) * (high - low));
      }
      if (at !== before) tell();
    };
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("pointerdown", point);
    drawing.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      // A drawing that is zoomed into moves with these keys instead.
      if (!step || event.ctrlKey || event.metaKey || event.altKey ||
        drawing.getAttribute("viewBox") !== drawing.dataset.whole) return;
      event.preventDefault();
      const count = stages ? stages.length : places.length;
      at = Math.min(count - 1, Math.max(0, at + step));
      tell();
    });
  }
});
