// Charts whose curves or bars a figure's script draws: axes, room around them, numbers in short.

// Width and height of what lies between the axes, and the room around it.
const [wide, high] = [380, 170];
const room = { left: 52, below: 24, above: 10, right: 14 };

// Round numbers from one to another, at most so many of them and one more.
page.ticks = (low, up, most) => {
  if (!(up > low)) return [low];
  const raw = (up - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const by = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw * (1 - 1e-9));
  const first = Math.ceil(low / by - 1e-9);
  return Array.from({ length: Math.floor(up / by + 1e-9) - first + 1 }, (_, k) => (first + k) * by);
};

// Three digits of a number, as a power of ten where it is far from 1.
page.short = (value) => {
  if (!Number.isFinite(value)) return page.number(value);
  const far = value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5);
  if (!far) return String(Number(value.toPrecision(3))).replace("-", "−");
  const [digits, power] = value.toExponential(1).split("e");
  return `${digits.replace("-", "−")} · ${page.power(Number(power))}`;
};
page.power = (exponent) => `10${String(exponent).replace("-", "⁻")
  .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`;

// An empty chart. `axes` draws lines for [text, y] and texts for [text, x], both in its units.
page.chart = (name, kind) => {
  const lines = page.svg("g");
  const plot = page.svg("g");
  const drawing = page.svg("svg", { class: `chart of-${kind}`, role: "img", "aria-label": name,
    viewBox: `${-room.left} ${-room.above} ${wide + room.left + room.right} `
      + `${high + room.above + room.below}` }, lines, plot);
  const caption = page.element("p", { class: "caption" }, name);
  return { drawing, plot, caption, wide, high,
    panel: page.element("div", { class: "plotted" }, caption, drawing),
    axes: (rows, columns) => lines.replaceChildren(
      ...rows.flatMap(([text, y]) => [
        page.svg("path", { class: "tick", d: `M0 ${y.toFixed(1)}H${wide}` }),
        page.svg("text", { x: -8, y: y.toFixed(1) }, text)]),
      ...columns.map(([text, x]) =>
        page.svg("text", { x: x.toFixed(1), y: high + 15, class: "below" }, text))),
    // Where a pointer is, in the chart's units.
    at: (event) => {
      const box = drawing.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width * (wide + room.left + room.right) - room.left,
        (event.clientY - box.top) / box.height * (high + room.above + room.below) - room.above];
    } };
};

// The lines of a scale of powers of ten that holds these numbers, and the place of a number on it.
// Zeros lie on its lowest line.
page.logarithmic = (values) => {
  const all = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = all.length ? Math.floor(Math.log10(Math.min(...all)) + 1e-9) : 0;
  const up = Math.max(low + 1, all.length ? Math.ceil(Math.log10(Math.max(...all)) - 1e-9) : 1);
  const y = (value) =>
    high * (up - Math.min(up, Math.max(low, value > 0 ? Math.log10(value) : low))) / (up - low);
  const by = Math.ceil((up - low) / 5);
  const powers = Array.from({ length: Math.floor((up - low) / by) + 1 }, (_, k) => up - k * by);
  return { y, rows: powers.map((power) => [Math.abs(power) > 3 ? page.power(power)
    : page.number(10 ** power), y(10 ** power)]) };
};
