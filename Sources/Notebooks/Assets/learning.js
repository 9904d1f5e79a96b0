// A filter that is learned by gradient descent, round by round: from zeros to one that answers as
// a hidden one does. The hidden one is turned before it slides, the learned one is not. All rounds
// are computed at once, whenever the hidden filter or the learning rate changes.

// Milliseconds from one round to the next while it plays.
const pause = 60;
const [wide, high] = [420, 170];
const turned = (rows) => rows.map((row) => [...row].reverse()).reverse();

// The filters of all rounds, beginning with zeros, and half the mean square error of each.
page.rounds = (input, hidden, learningRate, rounds) => {
  const picture = { height: input.length, width: input[0].length, values: input.flat() };
  const target = page.convolve(picture, turned(hidden));
  let filter = hidden.map((row) => row.map(() => 0));
  const [filters, losses] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const { height, width, values } = page.convolve(picture, filter);
    const error = values.map((value, k) => value - target.values[k]);
    filters.push(filter);
    losses.push(error.reduce((sum, one) => sum + one * one, 0) / error.length / 2);
    const slope = page.convolve(picture, Array.from({ length: height }, (_, y) =>
      [...error.subarray(y * width, (y + 1) * width)]));
    filter = filter.map((row, i) => row.map((weight, j) => Math.fround(weight
      - slope.values[i * row.length + j] * learningRate / error.length)));
  }
  return { filters, losses };
};

page.each("figure.learning", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { input, rounds } = lesson;
  let hidden, rate, filters, losses;
  let [round, pointed] = [rounds, null];
  const [rows, columns] = [lesson.hidden.length, lesson.hidden[0].length];
  // The counterpart of a weight after half a turn.
  const opposite = ([i, j]) => [rows - 1 - i, columns - 1 - j];
  const point = (place) => { pointed = place; draw(); };
  const tell = () => page.say(told.innerText);

  const secret = page.grid(words.learningHidden, "hidden", {
    point: (i, j) => point(i === null ? null : opposite([i, j])),
    value: (i, j) => hidden[i][j],
    change: (i, j, value) => { hidden[i][j] = Math.max(-9, Math.min(9, value)); learn(); },
    tell,
  });
  const learned = page.grid(words.learningLearned, "learned", {
    point: (i, j) => point(i === null ? null : [i, j]), tell,
  });
  const back = page.grid(words.learningTurned, "turned", {
    point: (i, j) => point(i === null ? null : opposite([i, j])), tell,
  });
  const curve = page.svg("path", { class: "curve" });
  const mark = page.svg("circle", { r: 6 });
  const ticks = page.svg("g");
  const drawing = page.svg("svg", { viewBox: `-44 -8 ${wide + 56} ${high + 40}`,
    "aria-hidden": "true" }, ticks, curve, mark,
  page.svg("text", { x: wide, y: high + 20, class: "end" }, rounds));
  const loss = page.element("div", { class: "loss" },
    page.element("p", { class: "caption" }, words.learningLoss), drawing);
  const roundAt = (event) => {
    const box = drawing.getBoundingClientRect();
    return Math.round(((event.clientX - box.left) / box.width * (wide + 56) - 44) / wide * rounds);
  };
  for (const kind of ["pointerdown", "pointermove"]) {
    drawing.addEventListener(kind, (event) => {
      if (kind === "pointermove" && event.pointerType !== "touch" && !event.buttons) return;
      player.stop();
      go(roundAt(event));
    });
  }

  const go = (to) => {
    round = Math.max(0, Math.min(rounds, to));
    draw();
    return round < rounds;
  };
  const player = page.player({ step: (by) => go(round + by), rewind: () => go(0),
    pause: () => pause, tell });
  const scrub = page.slider(words.learningScrub, (to) => { player.stop(); go(to); tell(); });
  scrub.max = rounds;
  const choice = page.choice(words.learningRate, [0.05, 0.2, 0.5, 1, 2, 4, 8], 0.5, (value) => {
    rate = value;
    learn();
  });
  const reset = page.button(words.windowReset, words.windowReset, () => begin());
  const told = page.element("p", { class: "told" });
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub, choice, reset),
    page.element("div", { class: "board" }, secret.panel, page.sign("?"), learned.panel,
      page.sign("↻"), back.panel, loss), told,
    page.element("p", { class: "hint" }, words.learningHint));

  const short = (value) => (Number.isFinite(value) && Math.abs(value) < 1000
    ? page.number(Number(value.toFixed(2))) : Number.isFinite(value) ? value.toExponential(0)
      : "∞").replace("-", "−").replace("+", "");
  const draw = () => {
    const filter = filters[round];
    const most = Math.max(...hidden.flat().map(Math.abs), ...filter.flat().map(Math.abs)
      .filter(Number.isFinite));
    const panels = [[secret, words.learningHidden, hidden, true],
      [learned, words.learningLearned, filter, false],
      [back, words.learningTurned, turned(filter), true]];
    for (const [grid, name, numbers, isTurned] of panels) {
      grid.size(rows, columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          grid.paint(i, j, { value: numbers[i][j], largest: most, text: short(numbers[i][j]),
            classes: [grid === secret && "free",
              page.same(isTurned ? opposite([i, j]) : [i, j], pointed) && "lit"] });
        }
      }
      grid.caption.textContent = name;
    }
    mark.setAttribute("cx", round / rounds * wide);
    mark.setAttribute("cy", heightOf(losses[round]));
    const sum = page.fill(words.learningRound, { round, loss: tiny(losses[round]) });
    const [i, j] = pointed ?? [0, 0];
    const [h, k] = opposite([i, j]);
    const diverges = !(losses[rounds] <= losses[0]);
    told.replaceChildren(page.element("span", {}, sum), " ", page.element("span", {},
      diverges ? words.learningDiverges : !pointed ? words.learningConverges
        : page.fill(words.learningWeight, { i, j, h, k, weight: short(filter[i][j]),
          hidden: short(hidden[h][k]) })));
    scrub.value = round;
    player.place(round === 0, round === rounds);
  };
  const power = (exponent) => `10${String(exponent).replace(/./g, (digit) =>
    "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)])}`;
  const tiny = (value) => (value === 0 ? "0" : Number.isFinite(value)
    ? value.toPrecision(2).replace(/e\+?(-?\d+)/, (_, exponent) => ` · ${power(exponent)}`) : "∞");
  // The loss on a scale of powers of ten, from the largest to the smallest of the rounds.
  let [upper, lower] = [1, -1];
  const heightOf = (value) => {
    const exponent = Math.log10(Math.max(10 ** lower, Math.min(10 ** upper,
      Number.isNaN(value) ? Infinity : value)));
    return high * (upper - exponent) / (upper - lower);
  };
  const learn = () => {
    ({ filters, losses } = page.rounds(input, hidden, rate, rounds));
    const seen = losses.filter((value) => Number.isFinite(value) && value > 0);
    upper = Math.min(12, Math.ceil(Math.log10(Math.max(1e-6, ...seen)) + 1e-9));
    lower = Math.max(-14, Math.min(upper - 2, Math.floor(Math.log10(Math.min(...seen)))));
    curve.setAttribute("d", losses.map((value, k) => `${k ? "L" : "M"}`
      + `${(k / rounds * wide).toFixed(1)} ${heightOf(value).toFixed(1)}`).join(""));
    const stride = Math.ceil((upper - lower) / 5);
    ticks.replaceChildren();
    for (let exponent = upper; exponent >= lower; exponent -= stride) {
      const y = heightOf(10 ** exponent);
      ticks.append(page.svg("path", { class: "tick", d: `M0 ${y}H${wide}` }), page.svg("text",
        { x: -6, y }, Math.abs(exponent) > 3 ? power(exponent) : page.number(10 ** exponent)));
    }
    draw();
  };
  const begin = () => {
    player.stop();
    hidden = lesson.hidden.map((row) => [...row]);
    rate = choice.value = Number(lesson.learningRate.toFixed(4));
    round = rounds;
    learn();
  };
  begin();
});
