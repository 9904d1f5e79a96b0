// Questions that are answered in a figure, while “Predict first” is on: a number typed into a grid,
// a place in a picture, one of several pictures, the largest number, a curve. A wrong answer plays
// the mistaken method beside the right one; what it would have given is in the page's data.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
// Calls show(0 … count), one after the other; for those who want no motion only the last.
const play = (box, count, show) => {
  clearInterval(box.playing);
  let k = calm.matches ? count : 0;
  show(k);
  if (k === count) return;
  box.playing = setInterval(() => {
    show(++k);
    if (k >= count) clearInterval(box.playing);
  }, Math.max(40, Math.min(450, 3600 / count)));
};

// Plays methods side by side: each is { panel, show }, and show draws its first k steps.
const playMethods = (box, methods, count) => {
  const all = (k) => { for (const { show } of methods) show(k); };
  const again = page.element("button", { type: "button", class: "tool again" },
    words.questionAgain);
  again.addEventListener("click", () => play(box, count, all));
  box.replaceChildren(...methods.map(({ panel }) => panel), again);
  play(box, count, all);
};
const named = (text, ...parts) => page.element("div", { class: "method" },
  page.element("p", { class: "caption" }, text), ...parts);

// What is 1 % near, where the right number has a fraction: the rule of Prediction.swift.
const isNear = (guess, number) => guess === number
  || (!Number.isInteger(number) && Math.abs(guess - number) <= 0.01 * Math.abs(number));

const kinds = {};

// A number is typed into the output.
kinds.sum = (data, { ground, methods, tell, end }) => {
  const [asked, pad] = [data.asked, data.padding];
  const flat = (rows) => Math.max(...rows.flat().map(Math.abs));
  const paintInput = (grid, sheet, terms) => {
    const [rows, columns] = [sheet.input.length, sheet.input[0].length];
    grid.size(rows + 2 * pad, columns + 2 * pad);
    for (let y = -pad; y < rows + pad; y++) {
      for (let x = -pad; x < columns + pad; x++) {
        const value = sheet.input[y]?.[x] ?? 0;
        const isRead = terms.some((term) => term.row === y && term.column === x);
        grid.paint(y + pad, x + pad, { value, largest: flat(sheet.input), text: page.number(value),
          classes: [sheet.input[y]?.[x] === undefined && "outside", isRead && "lit"] });
      }
    }
  };
  const paintRows = (grid, rows) => {
    grid.size(rows.length, rows[0].length);
    rows.forEach((row, y) => row.forEach((value, x) => grid.paint(y, x, { value,
      largest: flat(rows), text: page.number(value), classes: [] })));
  };
  const panel = (label, key) => {
    const grid = page.grid(label, key, { point: () => {} });
    grid.caption.textContent = label;
    grid.drawing.removeAttribute("tabindex");
    grid.drawing.setAttribute("role", "img");
    return grid;
  };
  const inputs = data.sheets.map((sheet) => {
    const grid = panel(words.figureInput, "input");
    paintInput(grid, sheet, []);
    const filter = sheet.weights && panel(words.figureFilter, "weights");
    if (filter) paintRows(filter, sheet.weights);
    return { grid, parts: [grid.panel, ...(filter ? [filter.panel] : [])] };
  });
  const width = data.output[0].length;
  const isAsked = (y, x) => y === asked[0] && x === asked[1];
  let typed = null;
  const output = page.grid(words.figureOutput, "output", {
    point: () => {}, isTyped: true,
    value: (y, x) => (isAsked(y, x) ? typed ?? "" : undefined),
    change: (y, x, value) => {
      typed = value;
      paintOutput();
      if (isNear(value, data.right.result)) end(true, value === data.right.result
        ? words.right : words.near);
      else answer(value);
    },
  });
  output.caption.textContent = words.figureOutput;
  output.at = asked;
  const paintOutput = (isTold) => {
    output.size(data.output.length, width);
    data.output.forEach((row, y) => row.forEach((value, x) => {
      const known = isTold || y * width + x < asked[0] * width + asked[1];
      const own = isAsked(y, x) && !isTold && typed !== null;
      output.paint(y, x, { value: known ? value : 0, largest: flat(data.output),
        text: known ? page.number(value) : own ? page.number(typed) : isAsked(y, x) ? "?" : "",
        classes: [isAsked(y, x) && "seen"] });
    }));
    output.at = asked;
  };
  paintOutput();
  const method = (working, isOpen) => {
    const sheets = data.sheets.map((sheet) => ({ sheet, grid: panel(working.name, "input") }));
    for (const { grid } of sheets) grid.caption.remove();
    const sum = page.element("p", { class: "terms" });
    const told = (value) => (value < 0 ? `(${page.number(value)})` : page.number(value));
    return {
      panel: named(working.name, ...sheets.map(({ grid }) => grid.panel), sum),
      show: (k) => {
        const read = working.terms.slice(0, k);
        sheets.forEach(({ sheet, grid }, s) =>
          paintInput(grid, sheet, read.filter((term) => term.sheet === s)));
        const terms = read.map(({ number, weight }) =>
          (weight === undefined ? told(number) : `${told(number)} · ${told(weight)}`));
        const isWhole = k >= working.terms.length;
        const head = { max: `${words.windowLargest}: `, mean: `${words.windowMeanIs}: ` };
        sum.replaceChildren(terms.join(working.join === "sum" ? " + " : ", "),
          isWhole ? working.join === "sum" ? " = " : ` → ${head[working.join]}` : "",
          page.element("strong", {}, !isWhole ? "" : isOpen ? page.number(working.result) : "?"));
      },
    };
  };
  const answer = (value) => {
    const mistake = data.mistakes.find(({ result }) => isNear(value, result));
    if (!mistake) {
      tell(words.questionElse);
      paintInput(inputs[0].grid, data.sheets[0], data.right.terms);
      return;
    }
    tell(mistake.words);
    // The right sum stays open: it is for the reader to add up.
    playMethods(methods, [method(mistake, true), method(data.right, false)],
      Math.max(mistake.terms.length, data.right.terms.length));
  };
  ground.replaceChildren(
    page.element("div", { class: "grids" }, ...inputs.flatMap(({ parts }) => parts),
      output.panel),
    page.element("p", { class: "hint" }, words.questionType));
  return () => {
    typed = null;
    paintOutput(true);
    playMethods(methods, [method(data.right, true)], data.right.terms.length);
  };
};

const field = (photo, data, label) => {
  const sheet = page.svg("svg", { viewBox: `0 0 ${data.columns} ${data.rows}`,
    preserveAspectRatio: "none", "aria-label": label });
  // Lazy: what is not asked is not loaded.
  const image = page.element("img", { loading: "lazy", src: data.file, width: data.width,
    height: data.height, alt: label });
  return { sheet, box: page.element("div", { class: `places ${photo}` }, image, sheet) };
};

// A place in a picture is pointed at.
kinds.place = (data, { ground, methods, end, asks }) => {
  const { sheet, box } = field("asking", data, asks);
  sheet.setAttribute("tabindex", "0");
  sheet.setAttribute("role", "application");
  const cursor = page.svg("rect", { class: "cursor", width: 1, height: 1, x: 0, y: 0 });
  sheet.append(cursor);
  let at = [Math.floor(data.rows / 2), Math.floor(data.columns / 2)];
  const move = (y, x) => {
    at = [Math.max(0, Math.min(data.rows - 1, y)), Math.max(0, Math.min(data.columns - 1, x))];
    cursor.setAttribute("y", at[0]);
    cursor.setAttribute("x", at[1]);
  };
  move(...at);
  // A press beside a narrow place counts, too.
  const largest = ({ values }) => {
    let most = -Infinity;
    for (let y = Math.max(0, at[0] - 1); y <= Math.min(data.rows - 1, at[0] + 1); y++)
      for (let x = Math.max(0, at[1] - 1); x <= Math.min(data.columns - 1, at[1] + 1); x++)
        most = Math.max(most, values[y * data.columns + x]);
    return most;
  };
  const method = (one) => {
    const copy = field("played", data, one.name);
    const marks = one.values.map((value, k) => {
      if (value < data.limit) return null;
      const mark = page.svg("rect", { width: 1, height: 1, class: "found",
        x: k % data.columns, y: Math.floor(k / data.columns) });
      copy.sheet.append(mark);
      return mark;
    });
    copy.sheet.append(page.svg("rect",
      { class: "cursor", width: 1, height: 1, x: at[1], y: at[0] }));
    return { panel: named(one.name, copy.box), show: (k) => marks.forEach((mark, i) =>
      mark?.classList.toggle("hidden", Math.floor(i / data.columns) >= k)) };
  };
  const choose = () => {
    const isRight = largest(data.right) >= data.limit;
    const mistake = data.mistakes.find((one) => largest(one) >= data.limit);
    // A place that is marked and not measured has no number to tell.
    const value = data.limit === 1 ? ""
      : page.fill(words.questionThere, { value: page.number(largest(data.right)) });
    end(isRight, isRight ? words.right : `${mistake ? mistake.words : data.otherwise} ${value}`);
    playMethods(methods, [...(isRight || !mistake ? [] : [method(mistake)]), method(data.right)],
      data.rows);
  };
  const placeOf = (event) => {
    const around = sheet.getBoundingClientRect();
    return [Math.floor((data.rows * (event.clientY - around.top)) / around.height),
      Math.floor((data.columns * (event.clientX - around.left)) / around.width)];
  };
  sheet.addEventListener("pointermove", (event) => move(...placeOf(event)));
  sheet.addEventListener("click", (event) => { move(...placeOf(event)); choose(); });
  sheet.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (moves[event.key]) {
      move(at[0] + moves[event.key][0], at[1] + moves[event.key][1]);
      page.say(page.fill(words.questionField, { y: at[0] + 1, x: at[1] + 1, rows: data.rows,
        columns: data.columns }));
    } else if (event.key === "Enter" || event.key === " ") choose();
    else return;
    event.preventDefault();
  });
  ground.replaceChildren(box, page.element("p", { class: "hint" }, words.questionPoint));
  return () => playMethods(methods, [method(data.right)], data.rows);
};

const letter = (index) => String.fromCharCode(65 + index);

// One of several pictures is chosen.
kinds.picture = (data, { ground, methods, end }) => {
  const picture = (option) => page.element("img", { loading: "lazy", src: option.file,
    width: option.width, height: option.height, alt: option.alt });
  const method = (index, text) => {
    const image = picture(data.options[index]);
    // What is wrong with a wrong one is told above.
    const told = index === data.right ? [page.element("p", {}, data.options[index].words)] : [];
    return { panel: named(page.fill(text, { name: letter(index) }), image, ...told),
      show: (k) => { image.style.clipPath = `inset(0 0 ${100 - 5 * k}% 0)`; } };
  };
  const right = () => method(data.right, words.questionAsked);
  const buttons = data.options.map((option, index) => {
    const label = page.fill(words.questionOption, { name: letter(index) });
    const button = page.element("button", { type: "button", class: "option",
      "aria-label": `${label}: ${option.alt}` }, picture(option),
    page.element("span", {}, letter(index)));
    button.addEventListener("click", () => {
      const isRight = index === data.right;
      end(isRight, isRight ? words.right : option.words);
      playMethods(methods, isRight ? [right()]
        : [method(index, words.questionYours), right()], 20);
    });
    return button;
  });
  ground.replaceChildren(page.element("div", { class: "options" }, ...buttons));
  return () => playMethods(methods, [right()], 20);
};

// The largest of some numbers is chosen.
kinds.larger = (data, { ground, methods, end }) => {
  const most = Math.max(...data.options.map(({ value }) => value));
  const bars = () => playMethods(methods, data.options.map(({ name, value }) => {
    const bar = page.element("span", { class: "bar" });
    return { panel: named(`${name}: ${page.number(value)}`, bar),
      show: (k) => { bar.style.width = `${(100 * k * value) / (20 * most)}%`; } };
  }), 20);
  ground.replaceChildren(page.element("div", { class: "controls" },
    ...data.options.map(({ name, value }) => {
      const button = page.element("button", { type: "button", class: "tool" }, name);
      button.addEventListener("click", () => {
        end(value === most, `${value === most ? `${words.right} ` : ""}${data.words}`);
        bars();
      });
      return button;
    })));
  return bars;
};

// A curve is drawn through handles; or bars with names are drawn to their lengths.
kinds.curve = (data, { ground, methods, end }) => {
  const { names } = data;
  const [low, high] = data.range;
  const [width, height, last] = [360, 200, data.x.length - 1];
  // Half a place is free at either end, as far as bars need it.
  const margin = names ? 12 + (width - 24) / (2 * (last + 1)) : 12;
  const placeX = (x) =>
    margin + ((width - 2 * margin) * (x - data.x[0])) / (data.x[last] - data.x[0]);
  const placeY = (y) => 12 + ((height - 24) * (high - y)) / (high - low);
  const line = (values) => values.map((y, i) => `${placeX(data.x[i])},${placeY(y)}`).join(" ");
  const axes = () => [Math.min(Math.max(0, low), high)].map((zero) => page.svg("line",
    { class: "axis", x1: 0, x2: width, y1: placeY(zero), y2: placeY(zero) }));
  // With the number above each; of those that are dragged above the one that is held.
  const bars = (values, kind) => values.flatMap((y, i) => {
    const isTold = kind === "method" || (kind === "own" && i === chosen);
    const above = kind === "own" ? 11 : 4;
    return [page.svg("rect", { class: kind, x: placeX(data.x[i]) - 120 / (last + 1),
      width: 240 / (last + 1), y: placeY(y), height: placeY(low) - placeY(y) }),
    ...(isTold ? [page.svg("text", { x: placeX(data.x[i]), y: Math.max(12, placeY(y) - above),
      "text-anchor": "middle" }, `${Math.round(y)} %`)] : [])];
  });
  const ticks = () => names ? names.map((name, i) => page.svg("text", { y: height - 1,
    x: placeX(data.x[i]), "text-anchor": "middle" }, name)) : [
    ...[0, last].map((i) => page.svg("text", { x: placeX(data.x[i]), y: height - 1,
      "text-anchor": i ? "end" : "start" }, page.number(data.x[i]))),
    ...data.range.map((y) => page.svg("text", { x: 1, y: placeY(y) + 4 }, page.number(y))),
  ];
  const chart = (label, ...parts) => page.svg("svg", { viewBox: `0 0 ${width} ${height}`,
    class: "curve", "aria-label": label }, ...axes(), ...ticks(), ...parts);
  let values = data.x.map(() => names ? high / names.length : (low + high) / 2);
  let chosen = 0;
  const drawn = names ? page.svg("g") : page.svg("polyline", { class: "own" });
  const handles = data.x.map((x) => page.svg("circle", { cx: placeX(x), r: 7 }));
  const hint = names ? words.questionBars : words.questionDraw;
  const sheet = chart(hint, drawn, ...handles);
  sheet.setAttribute("tabindex", "0");
  sheet.setAttribute("role", "application");
  const draw = () => {
    if (names) drawn.replaceChildren(...bars(values, "own"));
    else drawn.setAttribute("points", line(values));
    handles.forEach((handle, i) => {
      handle.setAttribute("cy", placeY(values[i]));
      handle.classList.toggle("chosen", i === chosen);
    });
  };
  const pull = (event) => {
    const around = sheet.getBoundingClientRect();
    const [x, y] = [(width * (event.clientX - around.left)) / around.width,
      (height * (event.clientY - around.top)) / around.height];
    chosen = data.x.reduce((best, one, i) => (Math.abs(placeX(one) - x)
      < Math.abs(placeX(data.x[best]) - x) ? i : best), 0);
    values[chosen] = Math.max(low, Math.min(high,
      high - ((high - low) * (y - 12)) / (height - 24)));
    draw();
  };
  let isDown = false;
  sheet.addEventListener("pointerdown", (event) => {
    isDown = true;
    sheet.setPointerCapture(event.pointerId);
    pull(event);
  });
  sheet.addEventListener("pointermove", (event) => { if (isDown) pull(event); });
  for (const name of ["pointerup", "pointercancel"])
    sheet.addEventListener(name, () => { isDown = false; });
  sheet.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const to = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by && !to) return;
    event.preventDefault();
    if (to) chosen = Math.max(0, Math.min(last, chosen + to));
    else values[chosen] = Math.max(low, Math.min(high, values[chosen] + (by * (high - low)) / 20));
    draw();
    page.say(page.fill(words.questionHandle, { x: names?.[chosen] ?? page.number(data.x[chosen]),
      y: page.number(values[chosen]) }));
  });
  const apart = (one) => Math.max(...one.values.map((y, i) => Math.abs(y - values[i])));
  const method = (one, own) => {
    if (names) {
      const group = page.svg("g");
      const panel = named(one.name, chart(one.name, group, ...(own ? bars(own, "yours") : [])));
      return { panel, show: (k) =>
        group.replaceChildren(...bars(one.values.slice(0, k), "method")) };
    }
    const curve = page.svg("polyline", { class: "method" });
    const panel = named(one.name, chart(one.name, ...(own ? [page.svg("polyline", { class: "own",
      points: line(own) })] : []), curve));
    return { panel, show: (k) => curve.setAttribute("points", line(one.values.slice(0, k))) };
  };
  const check = page.element("button", { type: "button", class: "tool" }, words.check);
  check.addEventListener("click", () => {
    const isRight = apart(data.right) <= data.tolerance;
    const nearest = data.mistakes.reduce((best, one) =>
      (apart(one) < apart(best) ? one : best), data.right);
    const mistake = nearest === data.right ? null : nearest;
    end(isRight, isRight ? words.near : mistake ? mistake.words : data.otherwise);
    playMethods(methods, [...(isRight || !mistake ? [] : [method(mistake, values)]),
      method(data.right, values)], data.x.length);
  });
  ground.replaceChildren(sheet, page.element("div", { class: "controls" }, check),
    page.element("p", { class: "hint" }, hint));
  draw();
  return () => playMethods(methods, [method(data.right)], data.x.length);
};

page.each(".question", (question) => {
  const data = JSON.parse(question.dataset.configuration);
  const [ground, answer, methods] = ["ground", "answer", "methods"].map((name) =>
    question.querySelector(`.${name}`));
  const show = page.element("button", { type: "button", class: "tool show" }, words.show);
  let reveal;
  const tell = (text) => { answer.replaceChildren(page.element("p", {}, text)); };
  const begin = () => {
    clearInterval(methods.playing);
    answer.replaceChildren();
    methods.replaceChildren();
    const asks = question.querySelector(".asks").textContent;
    reveal = kinds[question.dataset.question](data, { ground, methods, tell, asks,
      end: (isRight, text) => {
        question.classList.add("told");
        question.classList.toggle("wrong", !isRight);
        tell(text);
      } });
    ground.append(show);
  };
  show.addEventListener("click", () => {
    question.classList.add("told");
    answer.replaceChildren();
    reveal();
  });
  begin();
  // The switch is turned: from the beginning.
  document.addEventListener("predict", begin);
});
