// Trainings played again: one slider over the steps at which they were looked at. Curves are drawn
// up to the step; filters, tables of what was read as what, and spreads by layer are those of it.

// Milliseconds from one moment to the next while it plays.
const pause = 500;
const [wide, high] = [380, 190];
// Room left of and below a chart's axes, above it and right of it.
const room = { left: 46, below: 34, above: 10, right: 14 };
const colours = ["var(--accent)", "var(--string)", "var(--number)", "var(--keyword)"];
const short = (value) => (Number.isFinite(value)
  ? page.number(Math.abs(value) < 1e-3 ? Number(value.toPrecision(2))
    : Number(value.toPrecision(3))) : "∞");
const tiny = (value) => (value !== 0 && Math.abs(value) < 1e-3
  ? value.toExponential(1).replaceAll("-", "−") : short(value));
const steps = (low, up, most) => {
  const raw = (up - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const by = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw);
  return Array.from({ length: Math.floor((up - low) / by + 1e-9) + 1 }, (_, k) => low + k * by);
};

// Lets the arrow keys walk over the places of a drawing, columns and rows of them.
const walked = (drawing, columns, rows, point, tell) => {
  let [x, y] = [0, 0];
  drawing.tabIndex = 0;
  drawing.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1],
      ArrowDown: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    x = Math.max(0, Math.min(columns - 1, x + by[0]));
    y = Math.max(0, Math.min(rows - 1, y + by[1]));
    point(x, y);
    tell();
  });
  drawing.addEventListener("blur", () => point(null));
};

page.each("figure.replay", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { runs, classes } = lesson;
  for (const filters of runs.flatMap((run) => run.filters)) {
    // Bytes in Base64, each a whole number from −100 to 100.
    filters.weights = Int8Array.from(atob(filters.weights), (byte) => byte.charCodeAt(0));
  }
  const last = lesson.steps.length - 1;
  const total = Math.max(1, lesson.steps[last]);
  let at = last;
  // What is pointed at: { filter }, { cell: [y, x] } or { chart, layer }, each with its run.
  let pointed = null;

  const chart = (name, kind) => {
    const drawing = page.svg("svg", { class: `chart of-${kind}`, role: "img", "aria-label": name,
      viewBox: `${-room.left} ${-room.above} ${wide + room.left + room.right} `
        + `${high + room.above + room.below}` });
    return { drawing, panel: page.element("div", { class: "plotted" },
      page.element("p", { class: "caption" }, name), drawing) };
  };
  const line = (y) => page.svg("path", { class: "tick", d: `M0 ${y.toFixed(1)}H${wide}` });
  const label = (text, x, y, kind = "") => page.svg("text", { x, y, class: kind }, text);

  // A chart of curves over steps.
  const curves = (name, kind, up) => {
    const made = chart(name, kind);
    const x = (step) => step / total * wide;
    const y = (value) => high * (1 - Math.min(value, up) / up);
    for (const tick of steps(0, up, 5)) {
      made.drawing.append(line(y(tick)), label(page.number(tick), -8, y(tick)));
    }
    for (const tick of steps(0, total, 5)) {
      made.drawing.append(label(page.number(tick), x(tick), high + 16, "below"));
    }
    const parts = runs.map((run, k) => {
      const part = { band: page.svg("path", { class: "band", style: `--own: ${colours[k]}` }),
        path: page.svg("path", { class: "curve", style: `--own: ${colours[k]}` }),
        mark: page.svg("circle", { r: 5, style: `--own: ${colours[k]}` }) };
      made.drawing.append(part.band, part.path, part.mark);
      return part;
    });
    const now = page.svg("path", { class: "now" });
    made.drawing.append(now);
    const stepAt = (event) => {
      const box = made.drawing.getBoundingClientRect();
      const all = wide + room.left + room.right;
      return ((event.clientX - box.left) / box.width * all - room.left) / wide * total;
    };
    for (const type of ["pointerdown", "pointermove"]) {
      made.drawing.addEventListener(type, (event) => {
        if (type === "pointermove" && event.pointerType !== "touch" && !event.buttons) return;
        player.stop();
        const wanted = stepAt(event);
        const nearest = lesson.steps.reduce((best, step, k) =>
          (Math.abs(step - wanted) < Math.abs(lesson.steps[best] - wanted) ? k : best), 0);
        go(nearest);
      });
    }
    made.draw = () => {
      const step = lesson.steps[at];
      now.setAttribute("d", `M${x(step).toFixed(1)} 0V${high}`);
      runs.forEach((run, k) => {
        const known = run[kind].steps.map((one, n) => n)
          .filter((n) => run[kind].steps[n] <= step);
        const places = known.map((n) =>
          `${x(run[kind].steps[n]).toFixed(1)} ${y(run[kind].values[n]).toFixed(1)}`);
        parts[k].path.setAttribute("d", `M${places.join("L")}`);
        const [mx, my] = places[places.length - 1].split(" ");
        parts[k].mark.setAttribute("cx", mx);
        parts[k].mark.setAttribute("cy", my);
        const { band } = run[kind];
        if (!band) return;
        const edge = (n, side) =>
          `${x(run[kind].steps[n]).toFixed(1)} ${y(band[n][side]).toFixed(1)}`;
        parts[k].band.setAttribute("d", `M${known.map((n) => edge(n, 0)).join("L")}L${
          [...known].reverse().map((n) => edge(n, 1)).join("L")}Z`);
      });
    };
    return made;
  };
  // A chart of one number for each layer, on a scale of powers of ten.
  const layered = (name, kind) => {
    const made = chart(name, kind);
    const all = runs.flatMap((run) => run[kind].filter(Boolean).flat()).filter((one) => one > 0);
    const low = Math.floor(Math.log10(Math.min(...all)));
    const up = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...all))));
    // Each run's layers from the first to the last, side by side with those of the others.
    const x = (k, run) => (k + 0.5) / run.layers.length * wide;
    const y = (value) => high * (up - Math.log10(Math.max(10 ** low, value))) / (up - low);
    const by = Math.ceil((up - low) / 5);
    for (let power = up; power >= low; power -= by) {
      made.drawing.append(line(y(10 ** power)), label(Math.abs(power) > 3
        ? `10${String(power).replace("-", "⁻").replace(/\d/g, (n) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[n])}`
        : page.number(10 ** power), -8, y(10 ** power)));
    }
    const { layers } = runs[0];
    const every = Math.ceil(layers.length / 6);
    // Names where there is room for them, otherwise the numbers of the layers.
    const isShort = Math.max(...layers.map((layer) => layer.length)) * 6.5 < wide / layers.length;
    if (runs.every((run) => page.same(run.layers, layers))) {
      layers.forEach((layer, k) => {
        if (k % every === 0) {
          made.drawing.append(label(isShort ? layer : layer.split(" ")[0], x(k, runs[0]),
            high + 16, "below"));
        }
      });
    }
    const parts = runs.map((run, r) => {
      const path = page.svg("path", { class: "curve", style: `--own: ${colours[r]}` });
      made.drawing.append(path);
      return { path, dots: run.layers.map((_, k) => {
        const dot = page.svg("circle", { r: run.layers.length > 10 ? 4 : 6, class: "dot",
          style: `--own: ${colours[r]}`, "data-run": r, "data-layer": k });
        made.drawing.append(dot);
        return dot;
      }) };
    });
    const show = (event) => {
      const dot = event.target.closest("[data-layer]");
      point(dot && { chart: kind, run: Number(dot.dataset.run), layer: Number(dot.dataset.layer) });
    };
    for (const type of ["pointerover", "pointerdown"]) made.drawing.addEventListener(type, show);
    made.drawing.addEventListener("pointerleave", () => point(null));
    walked(made.drawing, Math.max(...runs.map((run) => run.layers.length)), runs.length,
      (layer, run) => point(layer === null ? null
        : { chart: kind, run, layer: Math.min(layer, runs[run].layers.length - 1) }),
    () => page.say(told.innerText));
    made.draw = () => {
      runs.forEach((run, r) => {
        const values = run[kind][at];
        const places = (values ?? []).map((value, k) =>
          `${x(k, run).toFixed(1)} ${y(value).toFixed(1)}`);
        parts[r].path.setAttribute("d", values ? `M${places.join("L")}` : "");
        parts[r].dots.forEach((dot, k) => {
          dot.setAttribute("visibility", values ? "visible" : "hidden");
          dot.setAttribute("cx", x(k, run));
          dot.setAttribute("cy", values ? y(values[k]).toFixed(1) : high);
          dot.classList.toggle("lit", pointed?.chart === kind && pointed.layer === k
            && pointed.run === r);
        });
      });
    };
    return made;
  };

  const go = (to) => {
    at = Math.max(0, Math.min(last, to));
    draw();
    return at < last;
  };
  const player = page.player({ step: (by) => go(at + by), rewind: () => go(0),
    pause: () => pause, tell: () => page.say(moment.innerText) });
  const scrub = page.slider(words.replayScrub, (to) => {
    player.stop();
    go(to);
    page.say(moment.innerText);
  });
  scrub.max = last;
  const moment = page.element("p", { class: "moment" });
  const told = page.element("p", { class: "told" });
  const point = (what) => {
    if (what === pointed) return;
    pointed = what;
    draw();
  };

  const losses = runs.flatMap((run) => [...run.loss.values, ...(run.loss.band ?? []).flat()])
    .filter(Number.isFinite);
  const charts = [curves(words.replayAccuracy, "accuracy", 1)];
  if (losses.length) {
    charts.unshift(curves(words.replayLoss, "loss", Math.max(...losses) * 1.04));
  }
  if (runs[0].layers.length) {
    charts.push(layered(words.replayActivations, "activations"));
  }
  if (runs[0].layers.length && runs.some((run) => run.gradients.some(Boolean))) {
    charts.push(layered(words.replayGradients, "gradients"));
  }

  // The filters of a run, and what it reads as what: grids with a cell for each.
  const boards = runs.map((run, r) => {
    const parts = [];
    let filters = null;
    let table = null;
    if (run.filters.length) {
      const [height, width] = run.filters[0].size;
      const count = run.filters[0].weights.length / height / width;
      const columns = 8;
      const of = (y, x) => (y * columns + x < count ? y * columns + x : null);
      filters = page.grid(page.fill(words.replayFilters, { count }), "filters", {
        point: (y, x) => point(y === null || of(y, x) === null ? null
          : { run: r, filter: of(y, x) }),
        tell: () => page.say(told.innerText),
      });
      filters.size(Math.ceil(count / columns), columns);
      filters.caption.textContent = page.fill(words.replayFilters, { count });
      // A margin keeps the filters apart.
      const margin = 4;
      const room = page.cellSide - 2 * margin;
      filters.cells = filters.nodes.flat().slice(0, count).map(({ group }) =>
        Array.from({ length: height * width }, (_, k) => {
          const pixel = page.svg("rect", { class: "pixel", x: margin + (k % width) * room / width,
            y: margin + Math.floor(k / width) * room / height, width: room / width + 0.3,
            height: room / height + 0.3 });
          group.append(pixel);
          return pixel;
        }));
      filters.columns = columns;
      parts.push(filters.panel);
    }
    if (run.confusion.length) {
      table = page.grid(page.fill(words.replayConfusion, { count: lesson.examples }), "table", {
        point: (y, x) => point(y === null ? null : { run: r, cell: [y, x] }),
        tell: () => page.say(told.innerText),
      });
      table.size(classes.length, classes.length);
      table.caption.textContent = page.fill(words.replayConfusion, { count: lesson.examples });
      // Short names stand beside the table; the others are told of the cell that is pointed at.
      if (classes.every((name) => name.length < 3)) {
        const far = classes.length * page.cellSide;
        table.drawing.setAttribute("viewBox", `-34 -34 ${far + 38} ${far + 38}`);
        classes.forEach((name, k) => {
          const middle = (k + 0.5) * page.cellSide;
          table.marks.append(label(name, -18, middle, "beside"),
            label(name, middle, -16, "beside"));
        });
      }
      parts.push(table.panel);
    }
    const name = page.element("p", { class: "name", style: `--own: ${colours[r]}` },
      parts.length ? run.name : "");
    return { filters, table, section: page.element("div", { class: "run" }, name,
      page.element("div", { class: "board" }, ...parts)) };
  });
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub), moment,
    page.element("div", { class: "charts" }, ...charts.map((made) => made.panel)), told,
    page.element("div", { class: "runs" }, ...boards.map(({ section }) => section)),
    page.element("p", { class: "hint" },
      charts.length > 2 ? words.replayHint : words.replayDrag));

  const index = ({ steps: known }) => known.findLastIndex((step) => step <= lesson.steps[at]);
  const value = (curve) => curve.values[index(curve)];
  const percent = (share) => page.number(Number((share * 100).toFixed(1)));
  // Loss and accuracy of a run, or its accuracy and the band over the seeds.
  const come = ({ name, loss, accuracy }) => {
    const places = { name, accuracy: percent(value(accuracy)) };
    if (!accuracy.band) return page.fill(words.replayRun, { ...places, loss: short(value(loss)) });
    const [least, most] = accuracy.band[index(accuracy)].map(percent);
    return page.fill(words.replayBand, { ...places, least, most });
  };
  const tell = () => {
    if (!pointed) return "";
    const run = runs[pointed.run];
    if (pointed.filter !== undefined) {
      const { size: [height, width], weights, largest } = run.filters[at];
      const own = Array.from(weights.subarray(pointed.filter * height * width,
        (pointed.filter + 1) * height * width), (weight) => weight / 100 * largest);
      return page.fill(words.replayFilter, { name: run.name, index: pointed.filter,
        least: short(Math.min(...own)), most: short(Math.max(...own)) });
    }
    if (pointed.cell) {
      const [y, x] = pointed.cell;
      const row = run.confusion[at].slice(y * classes.length, (y + 1) * classes.length);
      return page.fill(words.replayRead, { name: run.name, class: classes[y], other: classes[x],
        count: row[x], all: row.reduce((sum, one) => sum + one, 0) });
    }
    const values = run[pointed.chart][at];
    return values ? page.fill(words.replayLayer, { name: run.name,
      layer: run.layers[pointed.layer], value: tiny(values[pointed.layer]) }) : "";
  };
  const draw = () => {
    const step = lesson.steps[at];
    moment.replaceChildren(page.element("span", {}, page.fill(words.replayAt, {
      epoch: Math.max(1, Math.ceil(step / lesson.stepsOfEpoch)), step, steps: total })),
    ...runs.map((run, k) => page.element("span", { class: "name", style: `--own: ${colours[k]}` },
      come(run))));
    for (const made of charts) made.draw();
    runs.forEach((run, r) => {
      const { filters, table } = boards[r];
      if (filters) {
        const { weights } = run.filters[at];
        const size = weights.length / filters.cells.length;
        filters.cells.forEach((pixels, k) => {
          const [y, x] = [Math.floor(k / filters.columns), k % filters.columns];
          filters.paint(y, x, { text: "", value: 0, largest: 1,
            classes: [pointed?.filter === k && "lit"] });
          pixels.forEach((pixel, n) => {
            pixel.style.fill = page.shade(weights[k * size + n], 100);
          });
        });
        for (const { group } of filters.nodes.flat().slice(filters.cells.length)) {
          group.setAttribute("class", "none");
        }
      }
      if (table) {
        const counts = run.confusion[at];
        counts.forEach((count, k) => {
          const [y, x] = [Math.floor(k / classes.length), k % classes.length];
          const row = counts.slice(y * classes.length, (y + 1) * classes.length);
          const share = count / Math.max(1, row.reduce((sum, one) => sum + one, 0));
          table.paint(y, x, { text: count ? String(count) : "", value: share, largest: 1,
            fill: `color-mix(in oklab, var(--${y === x ? "accent" : "wrong"}) ${
              Math.round(70 * Math.min(1, y === x ? share : Math.sqrt(share)))}%, var(--paper))`,
            classes: [y === x && "right", page.same(pointed?.cell, [y, x]) && "lit"] });
        });
      }
    });
    told.textContent = tell() || " ";
    scrub.value = at;
    scrub.setAttribute("aria-valuetext", page.fill(words.replayAt, { step, steps: total,
      epoch: Math.max(1, Math.ceil(step / lesson.stepsOfEpoch)) }));
    player.place(at === 0, at === last);
  };
  draw();
});
