// A grid of numbers as a drawing: pointed at, walked through with the arrow keys, its numbers
// dragged or typed.

// Pixels that a pointer is dragged for a step of 1.
const pixelsPerStep = 10;
// A side of a cell in the units of its drawing.
const side = 44;
page.cellSide = side;

// A grid of cells, drawn once and then changed in place, so that the focus stays and the window
// glides. `handlers` are called with row and column: point (and with null when the pointer leaves),
// press, change (a new value). `handlers.step` is what a drag by one step changes, 1 if not given.
// A grid that `isTyped` has numbers to type, not to drag.
page.grid = (label, key, handlers) => {
  const caption = page.element("p", { class: "caption" });
  const drawing = page.svg("svg", { role: "application", tabindex: "0", "aria-label": label });
  const cells = page.svg("g");
  const marks = page.svg("g");
  drawing.append(cells, marks);
  const panel = page.element("div", { class: `panel of-${key}` }, caption, drawing);
  const grid = { panel, drawing, marks, caption, rows: 0, columns: 0, at: [0, 0], nodes: [] };

  grid.size = (rows, columns) => {
    if (grid.rows === rows && grid.columns === columns) return;
    [grid.rows, grid.columns] = [rows, columns];
    drawing.setAttribute("viewBox", `-2 -2 ${columns * side + 4} ${rows * side + 4}`);
    drawing.style.setProperty("--columns", columns);
    grid.nodes = Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) => {
      const square = page.svg("rect", { width: side, height: side });
      const pair = page.svg("rect",
        { class: "pair", x: 3, y: side - 7, width: side - 6, height: 4 });
      const text = page.svg("text", { x: side / 2, y: side / 2 });
      const group = page.svg("g", { transform: `translate(${x * side} ${y * side})` }, square, pair,
        text);
      Object.assign(group.dataset, { y, x });
      return { group, text };
    }));
    cells.replaceChildren(...grid.nodes.flat().map((node) => node.group));
    grid.at = [Math.min(grid.at[0], rows - 1), Math.min(grid.at[1], columns - 1)];
  };
  // `look` is { text, value (for the shade), largest, classes, pair (a colour or nothing), fill (a
  // colour in place of the shade) }.
  grid.paint = (y, x, look) => {
    const { group, text } = grid.nodes[y][x];
    const classes = look.classes.filter(Boolean).join(" ");
    // Marked cells are drawn last, so that no neighbour covers their border.
    if (/\b(lit|seen|largest)\b/.test(classes) && group !== cells.lastChild) cells.append(group);
    group.setAttribute("class", classes);
    group.style.setProperty("--shade", look.fill ?? page.shade(look.value, look.largest));
    group.style.setProperty("--pair", look.pair ?? "transparent");
    if (text.textContent !== look.text) {
      text.textContent = look.text;
      text.style.fontSize = `${Math.min(17, (1.4 * side) / Math.max(1, look.text.length))}px`;
    }
  };

  const place = (event) => {
    const cell = event.target.closest("[data-y]");
    return cell && cells.contains(cell) ? [Number(cell.dataset.y), Number(cell.dataset.x)] : null;
  };
  let dragged = null;
  let hovered = null;
  drawing.addEventListener("pointermove", (event) => {
    if (dragged) {
      const moved = event.clientX - dragged.x
        + (event.pointerType === "touch" ? 0 : dragged.y - event.clientY);
      const value = dragged.value + (handlers.step ?? 1) * Math.round(moved / pixelsPerStep);
      if (Math.abs(moved) > 4 && !handlers.isTyped) dragged.moved = true;
      if (dragged.moved) handlers.change(...dragged.place, value);
      return;
    }
    const at = place(event);
    if (!at || event.pointerType === "touch" || page.same(at, hovered)) return;
    hovered = at;
    handlers.point(...at);
  });
  drawing.addEventListener("pointerleave", () => {
    hovered = null;
    if (!dragged) handlers.point(null);
  });
  drawing.addEventListener("pointerdown", (event) => {
    const at = place(event);
    if (!at || event.button > 0) return;
    grid.at = at;
    handlers.point(...at);
    const value = handlers.value?.(...at);
    if (value === undefined) return;
    dragged = { place: at, value, x: event.clientX, y: event.clientY, moved: false };
    drawing.setPointerCapture(event.pointerId);
  });
  const drop = () => { dragged = null; };
  drawing.addEventListener("pointercancel", drop);
  drawing.addEventListener("pointerup", () => {
    const was = dragged;
    drop();
    if (was && !was.moved) type(...was.place);
  });
  drawing.addEventListener("click", (event) => {
    const at = place(event);
    if (at) handlers.press?.(...at);
  });

  // A field over the cell, for a number to be typed.
  const type = (y, x, first) => {
    const value = handlers.value?.(y, x);
    if (value === undefined) return;
    const box = grid.nodes[y][x].group.getBoundingClientRect();
    const around = panel.getBoundingClientRect();
    const field = page.element("input", { class: "typed", type: "text", inputmode: "decimal",
      "aria-label": page.fill(words.windowNumber, { y, x }), value: first ?? String(value) });
    Object.assign(field.style, { left: `${box.left - around.left}px`,
      top: `${box.top - around.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    let over = false;
    const end = (takes) => {
      if (over) return;
      over = true;
      const typed = Number(field.value.trim().replace("−", "-").replace(",", "."));
      field.remove();
      const isNumber = field.value.trim() !== "" && Number.isFinite(typed);
      if (takes && isNumber) handlers.change(y, x, typed);
    };
    field.addEventListener("blur", () => end(true));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      end(event.key === "Enter");
      drawing.focus({ preventScroll: true });
    });
    panel.append(field);
    field.focus({ preventScroll: true });
    if (first === undefined) field.select();
    else field.setSelectionRange(first.length, first.length);
  };

  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [y, x] = grid.at;
    const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const value = handlers.value?.(y, x);
    if (moves[event.key]) {
      const to = [y + moves[event.key][0], x + moves[event.key][1]];
      if (grid.nodes[to[0]]?.[to[1]]) grid.at = to;
      handlers.point(...grid.at);
      handlers.tell?.(...grid.at);
    } else if (value !== undefined && !handlers.isTyped
      && (event.key === "+" || event.key === "-")) {
      handlers.change(y, x, value + (event.key === "+" ? 1 : -1));
      handlers.tell?.(y, x);
    } else if (value !== undefined && (event.key === "Enter" || /^[-.0-9]$/.test(event.key))) {
      type(y, x, event.key === "Enter" ? undefined : event.key);
    } else if (event.key === "Enter" || event.key === " ") {
      handlers.press?.(y, x);
    } else {
      return;
    }
    event.preventDefault();
  });
  // A press on another grid takes the focus there, after which it must still be pointed at.
  drawing.addEventListener("focus", () => handlers.point(...grid.at));
  drawing.addEventListener("blur", () => handlers.point(null));
  return grid;
};

page.sign = (text) => page.element("span", { class: "sign", "aria-hidden": "true" }, text);

// A slider along the steps of a figure.
page.slider = (label, act) => {
  const slider = page.element("input", { type: "range", min: "0", value: "0",
    "aria-label": label });
  slider.addEventListener("input", () => act(Number(slider.value)));
  return slider;
};

// Whether the reader wants to see no motion.
page.isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// A copy of a number glides over a board from one cell to another.
page.fly = (board, from, to, text, milliseconds = 350) => {
  if (page.isStill()) return;
  const [one, other] = [from, to].map(({ group }) => group.getBoundingClientRect());
  const around = board.getBoundingClientRect();
  const bird = page.element("span", { class: "bird", "aria-hidden": "true" }, text);
  Object.assign(bird.style, { left: `${one.left - around.left}px`,
    top: `${one.top - around.top}px`, width: `${one.width}px`, height: `${one.height}px` });
  board.append(bird);
  bird.animate([{ transform: "none" },
    { transform: `translate(${other.left - one.left}px, ${other.top - one.top}px)` }],
  { duration: milliseconds, easing: "cubic-bezier(.3, .7, .3, 1)" }).finished
    .finally(() => bird.remove());
};

page.button = (sign, label, act) => {
  const made = page.element("button", { type: "button", class: "tool", "aria-label": label,
    title: label }, sign);
  made.addEventListener("click", act);
  return made;
};

// Buttons that move a figure one step back or further, or let it play. `step` moves it by 1 or −1
// and says whether it can go on; `rewind` takes it to its beginning; `pause` is the time between
// two steps in milliseconds; `tell` says where it is.
page.player = ({ step, rewind, pause, tell }) => {
  let playing = null;
  const label = (text) => { play.textContent = text; play.setAttribute("aria-label", text); };
  const stop = () => {
    clearInterval(playing);
    playing = null;
    label(words.windowPlay);
  };
  const begin = () => {
    if (next.disabled) rewind();
    playing = setInterval(() => { if (!step(1)) stop(); }, pause());
    label(words.windowPause);
  };
  const go = (by) => {
    stop();
    const hadFocus = [back, next].includes(document.activeElement);
    step(by);
    // A button that becomes disabled must not lose the keyboard focus.
    if (hadFocus && document.activeElement?.matches?.(":disabled")) play.focus();
    tell();
  };
  const back = page.button("◀", words.windowBack, () => go(-1));
  const next = page.button("▶", words.windowNext, () => go(1));
  const play = page.button(words.windowPlay, words.windowPlay,
    () => (playing ? stop() : begin()));
  return { buttons: [back, play, next], stop, begin, isPlaying: () => playing !== null,
    place: (isFirst, isLast) => { [back.disabled, next.disabled] = [isFirst, isLast]; } };
};
