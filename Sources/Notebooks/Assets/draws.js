// Random numbers that are drawn one after the other and fill histograms. All come from one seed: a
// distribution begins where the one before it ends.

const mask = (1n << 64n) - 1n;
const increment = 0x9E3779B97F4A7C15n;
// The 64 random bits of a seed, one after the other, by SplitMix64, as in the library; the first
// ones are left out.
const generator = (seed, skipped) => {
  let state = (BigInt(seed) + BigInt(skipped) * increment) & mask;
  return () => {
    state = (state + increment) & mask;
    let mixed = ((state ^ (state >> 30n)) * 0xBF58476D1CE4E5B9n) & mask;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94D049BB133111EBn) & mask;
    return mixed ^ (mixed >> 31n);
  };
};
const laws = {
  integers: (next, [lower, upper]) => lower + Number((next() * BigInt(upper - lower)) >> 64n),
  uniform: (next, [lower, upper]) =>
    Math.fround(lower + (upper - lower) * Number(next() >> 40n) * 2 ** -24),
  // Marsaglia's polar method.
  normal: (next) => {
    for (;;) {
      const [x, y] = [next(), next()].map((bits) => Number(bits >> 11n) * 2 ** -52 - 1);
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        return Math.fround(x * Math.sqrt(-2 * Math.log(square) / square));
      }
    }
  },
};
page.drawn = (law, range, count, seed, skipped) => {
  const next = generator(seed, skipped);
  return Float32Array.from({ length: count }, () => laws[law](next, range));
};
// The share of all numbers that an interval gets in the long run, by the height of the density in
// its middle.
const density = { integers: ([a, b]) => 1 / (b - a), uniform: ([a, b]) => 1 / (b - a),
  normal: (_, x) => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) };

// Milliseconds from one moment to the next while it plays.
const pause = 180;
// The last numbers that are shown.
const strip = 6;
// The drawing of a histogram.
const [wide, high] = [320, 120];
// Room on both sides for the labels of the ends.
const beside = 14;

page.each("figure.draws", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { sources, count } = lesson;
  // One by one at first, then in larger and larger steps.
  const moments = [0];
  while (moments.at(-1) < count) {
    const last = moments.at(-1);
    moments.push(Math.min(count, last < 24 ? last + 1 : Math.round(last * 1.15)));
  }
  let { seed } = lesson;
  let moment = moments.length - 1;

  const plots = sources.map((source, index) => {
    const { range: [lower, upper], binWidth: width, law } = source;
    const bins = Math.round((upper - lower) / width);
    const [step, middle] = [wide / bins, (bin) => lower + (bin + 0.5) * width];
    const expected = Array.from({ length: bins }, (_, bin) =>
      width * density[law](source.range, middle(bin)));
    let numbers, counts, lit;

    const bars = expected.map((_, bin) => page.svg("rect", { class: "bin", x: bin * step + 0.5,
      width: Math.max(1, step - 1), y: 0, height: high, "data-bin": bin }));
    const line = page.svg("path", { class: "expected" });
    const axis = [0, bins / 2, bins].map((bin) => page.svg("text", { y: high + 15,
      x: law === "integers" ? Math.min(bins - 1, Math.floor(bin)) * step + step / 2 : bin * step },
    page.number(lower + (law === "integers" ? Math.min(bins - 1, Math.floor(bin)) : bin * width))));
    const drawing = page.svg("svg", { tabindex: "0", role: "application",
      viewBox: `${-beside} -4 ${wide + 2 * beside} ${high + 24}`,
      "aria-label": source.name }, ...bars, line,
    page.svg("path", { class: "axis", d: `M0 ${high}H${wide}` }), ...axis);
    const binOf = (value) => Math.min(bins - 1, Math.floor((value - lower) / width + 1e-6));
    const last = page.grid(words.drawsLast, "last", {
      point: (y, x) => point(y === null ? null : shown()[x]),
      tell: () => page.say(told.textContent),
    });
    const told = page.element("p", { class: "told" });
    const shown = () => numbers.slice(Math.max(0, moments[moment] - strip), moments[moment]);
    const panel = page.element("div", { class: "draw" },
      page.element("p", { class: "caption" }, page.element("code", {}, source.name)),
      drawing, last.panel, told);

    let isByKey = false;
    const light = (bin, byKey = false) => { [lit, isByKey] = [bin, byKey]; draw(); };
    const point = (value) => light(value === null || value === undefined ? null : binOf(value));
    drawing.addEventListener("pointermove", (event) => {
      const box = bars[0].ownerSVGElement.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width * (wide + 2 * beside) - beside) / step;
      light(Math.max(0, Math.min(bins - 1, Math.floor(at))));
    });
    drawing.addEventListener("pointerleave", () => light(null));
    drawing.addEventListener("blur", () => { if (isByKey) light(null); });
    drawing.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      light(Math.max(0, Math.min(bins - 1, (lit ?? (by > 0 ? -1 : bins)) + by)), true);
      page.say(told.textContent);
    });

    const draw = () => {
      const all = moments[moment];
      const most = Math.max(1, ...counts, 1.2 * all * Math.max(...expected));
      bars.forEach((bar, bin) => {
        bar.style.transform = `scaleY(${counts[bin] / most})`;
        bar.classList.toggle("lit", bin === lit);
        bar.dataset.count = counts[bin];
      });
      line.setAttribute("d", expected.map((share, bin) => `${bin ? "L" : "M"}`
        + `${(law === "normal" ? bin + 0.5 : bin) * step} ${high - high * share * all / most}`
        + (law === "normal" ? "" : `h${step}`)).join(""));
      const now = shown();
      last.size(1, strip);
      for (let i = 0; i < strip; i++) {
        const value = now[i];
        last.paint(0, i, { value: 0, largest: 1,
          text: value === undefined ? "" : String(Number(value.toFixed(2))).replace("-", "−"),
          classes: [value === undefined && "unknown", value !== undefined && lit !== null
            && binOf(value) === lit && "lit", i === now.length - 1 && "seen"] });
      }
      const places = { count: counts[lit], all, expected: page.number(Number(
        (100 * expected[lit]).toFixed(1))), share: page.number(Number(
        (100 * counts[lit] / Math.max(1, all)).toFixed(1))) };
      told.textContent = lit === null ? page.fill(words.drawsMeasured, { all, ...measured() })
        : law === "integers" ? page.fill(words.drawsFace, { face: middle(lit) - 0.5, ...places })
          : page.fill(words.drawsBin, { from: page.number(middle(lit) - width / 2),
            to: page.number(middle(lit) + width / 2), ...places });
    };
    const measured = () => {
      const some = numbers.subarray(0, moments[moment]);
      if (!some.length) return { mean: "–", deviation: "–" };
      const mean = some.reduce((a, b) => a + b) / some.length;
      const square = some.reduce((sum, value) => sum + (value - mean) ** 2, 0) / some.length;
      return { mean: page.number(Number(mean.toFixed(3))),
        deviation: page.number(Number(Math.sqrt(square).toFixed(3))) };
    };
    return {
      panel, draw: () => {
        counts = expected.map(() => 0);
        for (const value of numbers.subarray(0, moments[moment])) {
          const bin = binOf(value);
          if (value >= lower && bin >= 0 && value < upper) counts[bin]++;
        }
        last.caption.textContent = words.drawsLast;
        draw();
      },
      sow: () => {
        lit = null;
        numbers = page.drawn(law, source.range, count, seed, index * count);
      },
    };
  });

  const draw = () => {
    for (const plot of plots) plot.draw();
    scrub.value = moment;
    scrub.setAttribute("aria-valuetext", tells());
    player.place(moment === 0, moment === moments.length - 1);
  };
  const tells = () => page.fill(words.drawsCount, { count: moments[moment] });
  const go = (to) => {
    moment = Math.max(0, Math.min(moments.length - 1, to));
    draw();
    return moment < moments.length - 1;
  };
  const player = page.player({ step: (by) => go(moment + by), rewind: () => go(0),
    pause: () => pause, tell: () => page.say(tells()) });
  const scrub = page.slider(words.drawsScrub, (to) => { player.stop(); go(to); });
  scrub.max = moments.length - 1;
  const field = page.element("input", { type: "number", min: "0", step: "1", value: seed });
  const sow = (value) => {
    seed = value;
    for (const plot of plots) plot.sow();
    draw();
  };
  field.addEventListener("input", () => {
    const typed = Number(field.value);
    if (field.value.trim() !== "" && Number.isSafeInteger(typed) && typed >= 0) sow(typed);
  });
  field.addEventListener("blur", () => { field.value = seed; });
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    field.value = lesson.seed;
    moment = moments.length - 1;
    sow(lesson.seed);
  });
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub,
      page.element("label", {}, words.drawsSeed, " ", field), reset),
    page.element("div", { class: "histograms" }, ...plots.map(({ panel }) => panel)),
    page.element("p", { class: "hint" }, words.drawsHint));
  sow(seed);
});
