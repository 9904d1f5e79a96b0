// A chain of residual blocks: the signal runs forward, the gradient back, both past F along the
// shortcuts and through it. Shortcuts are switched, blocks taken out, F is scaled; what the paths
// of each length bring back is added up.

// Milliseconds from one block to the next while it plays.
const pause = 700;
const norm = page.lengthOf;

page.each("figure.shortcuts", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const chain = page.residualWeights(lesson);
  const most = chain.weights.length;
  let blocks, scale, at, chosen, length, now, all, none, effects;

  const still = page.element("div", { class: "still" },
    ...figure.querySelector(".work").childNodes);
  const last = () => 2 * blocks.length + 1;
  // How far the signal has come, and in front of which block the gradient is.
  const signalAt = () => Math.min(at, blocks.length);
  const gradientAt = () => (at > blocks.length ? last() - at : blocks.length + 1);

  const chainDrawing = page.residualDrawing(`${figure.dataset.alt} ${words.shortcutsKeys}`,
    lesson.width);
  const { drawing } = chainDrawing;
  const told = page.element("p", { class: "told" });
  const pointed = page.element("p", { class: "told pointed" });

  const player = page.player({
    step: (by) => {
      if (at + by < 0 || at + by > last()) return false;
      at += by;
      const isBack = at > blocks.length;
      const passed = isBack ? last() - at : at - 1;
      if (by > 0 && at !== blocks.length + 1)
        chainDrawing.send(passed, blocks[passed], isBack, 0.8 * pause);
      draw();
      return at < last();
    },
    pause: () => pause, rewind: () => { at = 0; draw(); },
    tell: () => page.say(moment()),
  });
  const scrub = page.slider(words.shortcutsScrub, (to) => {
    player.stop();
    at = to;
    draw();
    page.say(moment());
  });
  const change = (act) => {
    player.stop();
    act();
    at = last();
    compute();
    page.say(`${told.textContent} ${pointed.textContent}`);
  };
  const fresh = () => ({ has: true, out: false });
  const resized = (count) => {
    blocks = Array.from({ length: count }, (_, k) => blocks[k] ?? fresh());
    chosen = Math.min(chosen, count - 1);
    length = null;
    chainDrawing.layout(count);
  };
  const settingOf = (name, attributes, act) => {
    const slider = page.element("input", { type: "range", ...attributes });
    const value = page.element("output", {});
    slider.addEventListener("input", () => change(() => act(Number(slider.value))));
    return { slider, value, label: page.element("label", {}, page.element("span", {}, name, " "),
      slider, value) };
  };
  const count = settingOf(words.shortcutsCount, { min: 1, max: most, step: 1 }, resized);
  const scaled = settingOf(words.shortcutsScale, { min: 0, max: 2, step: 0.05 },
    (to) => { scale = to; });
  const every = (has) => change(() => { for (const block of blocks) block.has = has; });
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    begin();
  });
  const switches = [
    page.button(words.shortcutsAll, words.shortcutsAll, () => every(true)),
    page.button(words.shortcutsNone, words.shortcutsNone, () => every(false))];
  const one = page.button("", "", () => toggle("has"));
  const taken = page.button("", "", () => toggle("out"));
  const toggle = (part) => change(() => { blocks[chosen][part] = !blocks[chosen][part]; });

  const charts = {
    signal: page.chart(words.shortcutsSignal, "signal"),
    gradient: page.chart(words.shortcutsGradient, "gradient"),
    paths: page.chart(words.shortcutsPaths, "paths"),
    effects: page.chart(words.shortcutsEffects, "effects"),
  };
  const stage = figure.querySelector(".work");
  stage.replaceChildren(still, page.element("div", { class: "live" },
    page.element("div", { class: "controls" }, ...player.buttons, scrub, reset),
    page.element("div", { class: "settings" }, count.label, scaled.label,
      page.element("span", { class: "switches" }, ...switches, one, taken)),
    drawing, told, pointed,
    page.element("div", { class: "charts" }, ...Object.values(charts).map(({ panel }) => panel)),
    page.element("p", { class: "hint" }, words.shortcutsHint)));

  const percent = (share) => (Number.isFinite(share) ? page.short(100 * share) : "∞");
  const moment = () => {
    const isBack = at > blocks.length;
    const [k, rows, text] = isBack ? [gradientAt(), now.gradients, words.shortcutsGradientAt]
      : [signalAt(), now.signals, words.shortcutsSignalAt];
    return page.fill(text, { index: k, size: page.short(norm(rows[k])) });
  };
  const compute = () => {
    const run = (states) => page.residualChain(chain, states, scale);
    now = run(blocks);
    [all, none] = [true, false].map((has) => run(blocks.map(() => ({ has, out: false }))));
    // How far the output is from where it would be without a block, as a share of its size; ∞ where
    // that is 0.
    effects = blocks.map((_, k) => {
      const [without, within] = [true, false].map((out) => (blocks[k].out === out ? now
        : run(blocks.map((block, j) => (j === k ? { ...block, out } : block)))).signals.at(-1));
      const apart = norm(without.map((value, j) => value - within[j]));
      return apart === 0 ? 0 : apart / norm(within);
    });
    draw();
  };
  const tell = () => {
    const sizes = now.gradients.map(norm);
    const paths = now.paths.reduce((sum, { count: some }) => sum + some, 0);
    told.textContent = page.fill(words.shortcutsTold, { count: blocks.length,
      open: blocks.filter(({ has, out }) => has && !out).length,
      paths: paths.toLocaleString("en"), signal: page.short(norm(now.signals.at(-1))),
      gradient: page.short(sizes[0]) });
    if (length !== null) {
      const brought = now.paths.map(({ gradient }) => norm(gradient));
      const total = brought.reduce((sum, size) => sum + size, 0);
      pointed.textContent = page.fill(words.shortcutsLength, { length,
        count: now.paths[length].count.toLocaleString("en"), all: paths.toLocaleString("en"),
        size: page.short(brought[length]),
        share: total > 0 ? percent(brought[length] / total) : "0" });
      return;
    }
    pointed.textContent = page.fill(
      blocks[chosen].out ? words.shortcutsOut : words.shortcutsBlock, { index: chosen + 1,
        before: page.short(norm(now.signals[chosen])),
        residual: page.short(norm(now.residuals[chosen])),
        after: page.short(norm(now.signals[chosen + 1])), behind: page.short(sizes[chosen + 1]),
        front: page.short(sizes[chosen]), share: percent(effects[chosen]) });
  };
  // The blocks of one path with as many F as are asked for.
  const example = () => {
    let free = length - blocks.filter(({ has, out }) => !has && !out).length;
    return blocks.map(({ has, out }) => {
      if (out) return has ? "past" : "wire";
      return !has || free-- > 0 ? "through" : "past";
    });
  };

  const paint = () => {
    const marked = length === null ? null : example();
    chainDrawing.paint(blocks.map(({ has, out }, k) => ({ open: has, out, bare: out && !has,
      chosen: k === chosen && length === null, past: marked?.[k] === "past",
      through: marked?.[k] === "through" || marked?.[k] === "wire" })),
    { rows: now.signals, isThere: (k) => k <= signalAt() },
    { rows: now.gradients, isThere: (k) => k >= gradientAt() });
  };
  const numbered = () => page.ticks(0, blocks.length, 8).filter(Number.isInteger);
  const drawSizes = (chart, rows, isThere, colour) => {
    const x = (k) => k / blocks.length * chart.wide;
    const sizes = [now, all, none].map((one) => one[rows].map(norm));
    const scaleOf = page.logarithmic(sizes.flat());
    chart.axes(scaleOf.rows, numbered().map((k) => [String(k), x(k)]));
    const curve = (values, kind) => {
      const points = values.map((value, k) => [k, value]).filter(([k]) => kind !== "" || isThere(k))
        .map(([k, value]) => `${x(k).toFixed(1)} ${scaleOf.y(value).toFixed(1)}`);
      return page.svg("path", { class: `curve ${kind}`, style: `--own: ${colour}`,
        d: points.length ? `M${points.join("L")}` : "" });
    };
    const dots = sizes[0].map((value, k) => [k, value]).filter(([k]) => isThere(k))
      .map(([k, value]) => page.svg("circle", { cx: x(k).toFixed(1),
        cy: scaleOf.y(value).toFixed(1), r: k === chosen || k === chosen + 1 ? 5 : 3,
        fill: colour }));
    chart.plot.replaceChildren(curve(sizes[1], "all"), curve(sizes[2], "none"),
      curve(sizes[0], ""), ...dots);
  };
  // Bars of shares; `outlines`, if any, stand in front of them.
  const drawBars = (chart, values, outlines, first, lit, colour) => {
    const up = Math.max(0.02, ...[...values, ...(outlines ?? [])].filter(Number.isFinite));
    const step = chart.wide / values.length;
    const y = (value) => chart.high * (1 - Math.min(value, up) / up);
    const every = Math.ceil(values.length / 12);
    chart.axes(page.ticks(0, up, 4).map((tick) => [`${page.number(Number((100 * tick)
      .toPrecision(3)))} %`, y(tick)]),
    values.map((_, k) => [String(k + first), (k + 0.5) * step]).filter((_, k) => k % every === 0));
    const bar = (value, k, kind) => page.svg("rect", { class: `${kind}${k === lit ? " lit" : ""}`,
      x: (k * step + 0.12 * step).toFixed(1), y: y(value).toFixed(1),
      width: (0.76 * step).toFixed(1), height: (chart.high - y(value)).toFixed(1),
      style: `--own: ${colour}` });
    chart.plot.replaceChildren(...values.map((value, k) => bar(value, k, "bar")),
      ...(outlines ?? []).map((value, k) => bar(value, k, "outline")));
  };
  const draw = () => {
    paint();
    drawSizes(charts.signal, "signals", (k) => k <= signalAt(), "var(--accent)");
    drawSizes(charts.gradient, "gradients", (k) => k >= gradientAt(), "var(--string)");
    const brought = now.paths.map(({ gradient }) => norm(gradient));
    const total = brought.reduce((sum, size) => sum + size, 0);
    const paths = now.paths.reduce((sum, { count: some }) => sum + some, 0);
    drawBars(charts.paths, brought.map((size) => (total > 0 ? size / total : 0)),
      now.paths.map(({ count: some }) => some / paths), 0, length, "var(--string)");
    drawBars(charts.effects, effects, null, 1, length === null ? chosen : null, "var(--accent)");
    tell();
    [count.slider.value, count.value.textContent] = [blocks.length, String(blocks.length)];
    [scaled.slider.value, scaled.value.textContent] = [scale, page.number(scale)];
    scrub.max = last();
    scrub.value = at;
    scrub.setAttribute("aria-valuetext", moment());
    for (const [button, text, is] of [[one, words.shortcutsSwitch, blocks[chosen].has],
      [taken, words.shortcutsTake, blocks[chosen].out]]) {
      const name = page.fill(text, { index: chosen + 1 });
      button.textContent = name;
      for (const attribute of ["aria-label", "title"]) button.setAttribute(attribute, name);
      button.setAttribute("aria-pressed", is);
    }
    player.place(at === 0, at === last());
  };
  const choose = (k) => {
    if (k === chosen && length === null) return;
    [chosen, length] = [k, null];
    draw();
  };

  const pressedPart = (event) => {
    const press = event.target.closest?.(".press");
    return press && { k: Number(press.parentNode.dataset.block), part: press.dataset.part };
  };
  drawing.addEventListener("pointermove", (event) => {
    const found = event.pointerType === "touch" ? null : pressedPart(event);
    if (found) choose(found.k);
  });
  drawing.addEventListener("click", (event) => {
    const found = pressedPart(event);
    if (!found) return;
    choose(found.k);
    toggle(found.part);
  });
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: chainDrawing.perRow(),
      ArrowUp: -chainDrawing.perRow() }[event.key];
    if (by) {
      choose(Math.max(0, Math.min(blocks.length - 1, chosen + by)));
      page.say(pointed.textContent);
    } else if (event.key === "Enter" || event.key === " ") {
      toggle("has");
    } else if (event.key === "Delete" || event.key === "Backspace") {
      toggle("out");
    } else {
      return;
    }
    event.preventDefault();
  });
  // Bars are pointed at anywhere above or below them, and walked through with the arrow keys.
  const bars = (chart, countOf, act) => {
    const over = (event) => {
      const bar = Math.floor(chart.at(event)[0] / chart.wide * countOf());
      if (bar >= 0 && bar < countOf()) act(bar);
    };
    for (const type of ["pointermove", "pointerdown"]) chart.drawing.addEventListener(type, over);
    chart.drawing.tabIndex = 0;
    let walked = 0;
    chart.drawing.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      walked = Math.max(0, Math.min(countOf() - 1, walked + by));
      act(walked);
      page.say(pointed.textContent);
    });
  };
  bars(charts.paths, () => now.paths.length, (k) => {
    if (k === length) return;
    length = k;
    draw();
  });
  charts.paths.drawing.addEventListener("pointerleave", () => {
    length = null;
    draw();
  });
  charts.paths.drawing.addEventListener("blur", () => {
    length = null;
    draw();
  });
  bars(charts.effects, () => blocks.length, choose);

  const begin = () => {
    blocks = Array.from({ length: lesson.count }, fresh);
    [scale, chosen, length] = [lesson.scale, 0, null];
    at = last();
    chainDrawing.layout(blocks.length);
    compute();
  };
  begin();
});
