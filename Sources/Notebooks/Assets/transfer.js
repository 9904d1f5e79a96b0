// Layers that are frozen or trained: locks say how many parameters move, a chart what comes of it,
// and a map where the features of pictures lie, step by step.

// Milliseconds from one moment to the next while it plays.
const pause = 900;
// The side of the map in its units, and the room inside its border.
const [side, border] = [400, 18];
// Within so many of them a picture is pointed at.
const near = 26;

// The points of a map, [first, second], from Int16 in Base64.
page.transferPoints = ({ points, largest }) => {
  const bytes = Uint8Array.from(atob(points), (byte) => byte.charCodeAt(0));
  const all = new Int16Array(bytes.buffer);
  return Array.from({ length: all.length / 2 }, (_, k) =>
    [all[2 * k], all[2 * k + 1]].map((value) => value / 32767 * largest));
};

page.each("figure.transfer", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { layers, steps, classes, labels, starts, runs, columns } = lesson;
  for (const run of runs) {
    run.places = run.maps.map(page.transferPoints);
    run.most = Math.max(1e-9, ...run.places.flat(2).map(Math.abs));
  }
  const total = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const count = labels.length + (lesson.hasOwn ? 1 : 0);
  const last = steps.length - 1;
  const own = lesson.hasOwn ? labels.length : null;
  let start, frozen, at, chosen, lit;

  const still = page.element("div", { class: "still" },
    ...figure.querySelector(".work").childNodes);
  const run = () => runs.find((one) => one.start === start && one.frozen === frozen);
  const mapAt = (of, moment) => Math.min(moment, of.places.length - 1);

  const player = page.player({
    step: (by) => {
      if (at + by < 0 || at + by > last) return false;
      at += by;
      draw();
      return at < last;
    },
    pause: () => pause, rewind: () => { at = 0; draw(); },
    tell: () => page.say(`${told.textContent} ${held.textContent}`),
  });
  const go = (to) => {
    player.stop();
    at = to;
    draw();
    page.say(told.textContent);
  };
  const scrub = page.slider(words.transferStep, go);
  scrub.max = last;
  const menu = page.choice(words.transferStart, starts.map((name, k) => [k, name]), 0, (to) => {
    player.stop();
    start = Number(to);
    draw();
    page.say(told.textContent);
  });
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    begin();
  });

  // A layer with its lock. The head is new, and has none.
  const most = Math.max(...layers.map(({ parameters }) => parameters));
  const boxes = layers.map(({ name, parameters }, k) => {
    const isHead = k === layers.length - 1;
    const shackle = page.svg("path", { class: "shackle" });
    const bar = page.element("i");
    bar.style.width = `${Math.max(3, 100 * parameters / most)}%`;
    const state = page.element("em");
    const box = page.element("button", { type: "button", class: isHead ? "layer head" : "layer" },
      page.svg("svg", { viewBox: "0 0 20 22", "aria-hidden": "true" }, shackle,
        page.svg("rect", { x: 3, y: 10, width: 14, height: 11, rx: 2 })),
      page.element("span", {}, name), page.element("b", {}, parameters.toLocaleString("en")),
      page.element("span", { class: "room", "aria-hidden": "true" }, bar), state);
    box.addEventListener("click", () => {
      if (isHead) {
        page.say(words.transferHead);
        return;
      }
      player.stop();
      // A network is cut at one place: what is in front of a frozen layer is frozen, too.
      frozen = k < frozen ? k : k + 1;
      draw();
      page.say(told.textContent);
    });
    return { box, shackle, state, isHead };
  });

  const told = page.element("p", { class: "told" });
  const held = page.element("p", { class: "told held" });
  const colour = (label) => `oklch(var(--point-light) .15 ${Math.round(360 * label
    / classes.length + 20)})`;
  const marks = Array.from({ length: count }, (_, k) => {
    const isOwn = k === own;
    const mark = page.svg("g", { class: isOwn ? "letter own" : "letter", "data-picture": k },
      page.svg("circle", { class: "ring", r: 9 }),
      page.svg("text", {}, isOwn ? "★" : classes[labels[k]].slice(0, 1)));
    if (!isOwn) mark.style.setProperty("--own", colour(labels[k]));
    return mark;
  });
  const map = page.svg("svg", { class: "map", viewBox: `0 0 ${side} ${side}`, tabindex: "0",
    role: "application", "aria-label": `${figure.dataset.alt} ${words.transferKeys}` },
  page.svg("path", { class: "axis", d: `M0 ${side / 2}H${side}M${side / 2} 0V${side}` }),
  page.svg("text", { class: "axis-name", x: side - 6, y: side / 2 - 9 }, "1"),
  page.svg("text", { class: "axis-name", x: side / 2 + 12, y: 12 }, "2"), ...marks);
  const picture = page.svg("image", { href: lesson.file, width: columns * lesson.side,
    height: Math.ceil(count / columns) * lesson.side });
  const seen = page.svg("svg", { class: "seen-picture", role: "img" }, picture);
  const said = page.element("p", { class: "told said" });
  const chips = classes.map((name, k) => {
    const chip = page.element("button", { type: "button", class: "chip" }, name);
    chip.style.setProperty("--own", colour(k));
    chip.addEventListener("click", () => light(lit === k ? null : k));
    // Not as it enters: the chip may be scrolled under a mouse that rests.
    chip.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") light(k);
    });
    chip.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") light(null);
    });
    return chip;
  });
  const light = (k) => {
    if (k === lit) return;
    lit = k;
    draw();
  };
  const chart = page.chart(words.transferChart, "accuracy");
  const x = (step) => step / Math.max(1, steps[last]) * chart.wide;
  const y = (share) => chart.high * (1 - share);
  chart.axes(page.ticks(0, 1, 5).map((tick) => [`${Math.round(100 * tick)} %`, y(tick)]),
    steps.map((step) => [String(step), x(step)]));

  figure.querySelector(".work").replaceChildren(still, page.element("div", { class: "live" },
    page.element("div", { class: "strip" }, ...boxes.map(({ box }) => box)),
    page.element("div", { class: "controls" }, ...player.buttons, scrub, menu, reset), told,
    page.element("div", { class: "sides" },
      page.element("div", { class: "mapped" },
        page.element("p", { class: "caption" }, words.transferMap), map, held),
      page.element("div", { class: "beside" }, chart.panel,
        page.element("div", { class: "looked" }, seen, said),
        page.element("div", { class: "chips" }, ...chips))),
    page.element("p", { class: "hint" }, words.transferHint)));

  const percent = (share) => page.number(Number((100 * share).toFixed(1)));
  const placeOf = (of, k) => {
    const [first, second] = of.places[mapAt(of, at)][k];
    const reach = side / 2 - border;
    return [side / 2 + first / of.most * reach, side / 2 - second / of.most * reach];
  };
  const draw = () => {
    const now = run();
    const trained = layers.slice(frozen).reduce((sum, { parameters }) => sum + parameters, 0);
    boxes.forEach(({ box, shackle, state, isHead }, k) => {
      const isFrozen = k < frozen;
      box.classList.toggle("frozen", isFrozen);
      if (!isHead) box.setAttribute("aria-pressed", isFrozen);
      shackle.setAttribute("d",
        isFrozen ? "M6 10V6a4 4 0 0 1 8 0v4" : "M6 10V5a4 4 0 0 1 7.5 -1.8");
      state.textContent = isFrozen ? words.transferIsFrozen : words.transferMoves;
    });
    told.textContent = page.fill(words.transferTold, { trained: trained.toLocaleString("en"),
      all: total.toLocaleString("en"), share: percent(trained / total), step: steps[at],
      accuracy: percent(now.accuracies[at]) });
    const { shares } = now.maps[mapAt(now, at)];
    const [one, two] = [shares[0] ?? 0, shares[1] ?? 0];
    held.textContent = page.fill(now.places.length > 1 || last === 0 ? words.transferHeld
      : words.transferRest, { first: percent(one), second: percent(two),
      both: percent(one + two) });
    const group = lit ?? (chosen === null || chosen === own ? null : labels[chosen]);
    marks.forEach((mark, k) => {
      const [left, top] = placeOf(now, k);
      mark.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
      mark.classList.toggle("wrong", k !== own && now.reads[at][k] !== labels[k]);
      mark.classList.toggle("faint", group !== null && k !== own && labels[k] !== group);
      mark.classList.toggle("chosen", k === chosen);
    });
    chips.forEach((chip, k) => chip.setAttribute("aria-pressed", k === group));
    const curves = runs.filter((one) => one !== now).concat(now).map((one) => page.svg("path", {
      class: one === now ? "curve" : one.start === start ? "curve other" : "curve far",
      style: "--own: var(--accent)",
      d: `M${steps.map((step, k) => `${x(step).toFixed(1)} ${y(one.accuracies[k]).toFixed(1)}`)
        .join("L")}` }));
    chart.plot.replaceChildren(
      page.svg("path", { class: "now", d: `M${x(steps[at]).toFixed(1)} 0V${chart.high}` }),
      ...curves, page.svg("circle", { cx: x(steps[at]).toFixed(1),
        cy: y(now.accuracies[at]).toFixed(1), r: 6, fill: "var(--accent)" }));
    const shown = chosen ?? 0;
    const [row, column] = [Math.floor(shown / columns), shown % columns];
    seen.setAttribute("viewBox",
      `${column * lesson.side} ${row * lesson.side} ${lesson.side} ${lesson.side}`);
    const places = { index: shown, step: steps[at], read: classes[now.reads[at][shown]],
      class: classes[labels[shown]] };
    said.textContent = shown === own ? page.fill(words.transferOwn, places)
      : page.fill(now.reads[at][shown] === labels[shown] ? words.transferRight
        : words.transferWrong, places);
    seen.setAttribute("aria-label", said.textContent);
    menu.value = start;
    scrub.value = at;
    scrub.setAttribute("aria-valuetext", told.textContent);
    player.place(at === 0, at === last);
  };

  const choose = (k) => {
    if (k === chosen) return;
    chosen = k;
    marks.forEach((mark, j) => { if (j === k) map.append(mark); });
    draw();
  };
  const nearest = (event) => {
    const box = map.getBoundingClientRect();
    const to = [(event.clientX - box.left) * side / box.width,
      (event.clientY - box.top) * side / box.height];
    const away = marks.map((_, k) => {
      const place = placeOf(run(), k);
      return Math.hypot(place[0] - to[0], place[1] - to[1]);
    });
    const best = away.indexOf(Math.min(...away));
    return away[best] <= near ? best : null;
  };
  map.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const found = nearest(event);
    if (found !== null) choose(found);
  });
  map.addEventListener("pointerdown", (event) => {
    const found = nearest(event);
    if (found !== null) choose(found);
  });
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    choose(((chosen ?? 0) + by + count) % count);
    page.say(said.textContent);
  });
  for (const type of ["pointerdown", "pointermove"]) {
    chart.drawing.addEventListener(type, (event) => {
      if (type === "pointermove" && event.pointerType !== "touch" && !event.buttons) return;
      const wanted = chart.at(event)[0] / chart.wide * steps[last];
      player.stop();
      at = steps.reduce((best, step, k) =>
        (Math.abs(step - wanted) < Math.abs(steps[best] - wanted) ? k : best), 0);
      draw();
    });
  }

  const begin = () => {
    [start, frozen, at, lit] = [0, layers.length - 1, last, null];
    chosen = own;
    draw();
  };
  begin();
});
