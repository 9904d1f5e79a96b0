// A graph whose nodes pass their numbers along its ties, round by round: with Â, A + I or A. The
// row of a node and the sum that it makes are written out; nodes can be dragged, and the others
// settle.

// Milliseconds from one round to the next while it plays.
const pause = 1100;
// The drawing's units: on phones it is as wide as it is high. The room round the nodes, with their
// numbers below them, and their radius.
const [width, room, radius] = [matchMedia("(max-width: 30rem)").matches ? 400 : 760, 40, 17];
// Up to so many nodes all have their numbers written.
const few = 12;

page.each("figure.messages", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  const { ties, rounds } = lesson;
  const count = lesson.values.length;
  const nodes = [...Array(count).keys()];
  const height = count > few ? 460 : 300;
  const neighbours = nodes.map((k) => ties.filter((tie) => tie.includes(k))
    .map(([a, b]) => (a === k ? b : a)));
  // Rows of the matrices as maps from node to weight, by their names in the menu.
  const row = (k, weight, withSelf) => new Map([...(withSelf ? [k] : []), ...neighbours[k]]
    .sort((a, b) => a - b).map((j) => [j, weight(j)]));
  const degree = (k) => neighbours[k].length + 1;
  const matrices = {
    Â: nodes.map((k) => row(k, (j) => 1 / Math.sqrt(degree(k) * degree(j)), true)),
    "A + I": nodes.map((k) => row(k, () => 1, true)),
    A: nodes.map((k) => row(k, () => 1, false)),
  };
  let places, values, matrix, round, chosen, lit;

  // The numbers after each round, from the beginning.
  const history = () => {
    const all = [values];
    while (all.length <= rounds) {
      const before = all.at(-1);
      all.push(matrices[matrix].map((weights) => [...weights]
        .reduce((sum, [j, weight]) => sum + weight * before[j], 0)));
    }
    return all;
  };
  const short = (value) => page.number(Number(Math.abs(value) >= 1000 ? value.toPrecision(4)
    : value.toFixed(3)));

  const lines = ties.map(() => page.svg("line", { class: "tie" }));
  const marks = nodes.map((k) => {
    const group = page.svg("g", { class: "node", "data-node": k },
      page.svg("circle", { r: radius }), page.svg("text", {}, String(k)));
    return { group, value: page.svg("text", { class: "value" }) };
  });
  const flying = page.svg("g");
  const drawing = page.svg("svg", { viewBox: `0 0 ${width} ${height}`, tabindex: "0",
    role: "application", "aria-label": page.fill(words.messagesLabel, { count }) },
  page.svg("g", {}, ...lines), flying, page.svg("g", {}, ...marks.map(({ group }) => group)),
  page.svg("g", {}, ...marks.map(({ value }) => value)));
  const told = page.element("p", { class: "told" });
  const terms = page.element("p", { class: "terms" });
  const most = Math.max(...neighbours.map((all) => all.length)) + 1;
  terms.style.setProperty("--lines", 1 + Math.ceil(most / 5));
  terms.style.setProperty("--many", 2 + Math.ceil(most / 2));

  const move = (to, glides) => {
    const isNext = to === round + 1;
    if (glides && isNext && !page.isStill()) send(history()[round]);
    round = to;
    draw();
  };
  // What each node sends flies along its ties.
  const send = (now) => {
    flying.replaceChildren();
    for (const k of nodes) {
      for (const [j] of matrices[matrix][k]) {
        if (j === k || now[j] === 0) continue;
        const dot = page.svg("circle", { class: "flying", r: 4 });
        flying.append(dot);
        const [from, to] = [places[j], places[k]].map(([x, y]) => `translate(${x}px, ${y}px)`);
        dot.animate([{ transform: from }, { transform: to }],
          { duration: 600, easing: "cubic-bezier(.3, .7, .3, 1)" }).finished
          .finally(() => dot.remove());
      }
    }
  };
  const player = page.player({
    step: (by) => {
      if (round + by < 0 || round + by > rounds) return false;
      move(round + by, true);
      return round < rounds;
    },
    pause: () => pause, rewind: () => move(0), tell: () => page.say(told.innerText),
  });
  const scrub = page.slider(words.messagesScrub, (to) => {
    player.stop();
    move(to);
    page.say(told.innerText);
  });
  scrub.max = rounds;
  const menu = page.element("select", {}, ...Object.keys(matrices).map((name) =>
    page.element("option", {}, name)));
  menu.addEventListener("change", () => { matrix = menu.value; draw(); });
  const field = page.element("input", { type: "number", step: "any" });
  field.addEventListener("input", () => {
    if (field.value === "" || !Number.isFinite(field.valueAsNumber)) return;
    values = values.map((value, k) => (k === chosen ? field.valueAsNumber : value));
    draw();
  });
  const name = page.element("span");
  const reset = page.button(words.windowReset, words.windowReset, () => {
    player.stop();
    begin();
  });
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "controls" }, ...player.buttons, scrub,
      page.element("label", {}, words.messagesMatrix, " ", menu),
      page.element("label", {}, name, " ", field), reset),
    drawing, told, terms, page.element("p", { class: "hint" }, words.messagesHint));

  const choose = (k) => {
    chosen = k;
    draw();
  };
  const say = () => page.say(`${page.fill(words.messagesKeys, { node: chosen,
    value: short(history()[round][chosen]), ties: neighbours[chosen].join(", ") })}. ${
    terms.innerText}`);

  const clamp = (value, end) => Math.min(end - room, Math.max(room, value));
  // Fruchterman and Reingold's layout, as ForceLayout.swift has it, from where the nodes are; one
  // of them is held. Called with each picture until it has settled.
  const settle = (held) => {
    const [w, h] = [width - 2 * room, height - 2 * room];
    const ideal = Math.sqrt(w * h / count);
    const last = 60;
    let step = 0;
    const relax = () => {
      const forces = nodes.map(() => [0, 0]);
      const pull = (a, b, strength) => {
        const away = [0, 1].map((axis) => places[a][axis] - places[b][axis]);
        const distance = Math.max(1e-3, Math.hypot(...away));
        for (const axis of [0, 1]) {
          const force = away[axis] / distance * strength(distance);
          forces[a][axis] += force;
          forces[b][axis] -= force;
        }
      };
      for (const a of nodes) {
        for (let b = 0; b < a; b++) pull(a, b, (distance) => ideal * ideal / distance);
      }
      for (const [a, b] of ties) pull(a, b, (distance) => -distance * distance / ideal);
      const longest = 0.04 * width * (1 - step / last);
      for (const k of nodes) {
        if (k === held) continue;
        const strength = Math.max(1e-9, Math.hypot(...forces[k]));
        places[k] = places[k].map((at, axis) => clamp(
          at + forces[k][axis] / strength * Math.min(strength, longest), [width, height][axis]));
      }
      step += 1;
    };
    const go = () => {
      relax();
      draw();
      if (step < last && turn === settling) requestAnimationFrame(go);
    };
    const turn = ++settling;
    if (page.isStill()) {
      while (step < last) relax();
      draw();
    } else {
      requestAnimationFrame(go);
    }
  };
  let settling = 0;

  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    return [clamp((event.clientX - box.left) * width / box.width, width),
      clamp((event.clientY - box.top) * height / box.height, height)];
  };
  const nodeOf = (event) => {
    const group = event.target.closest("[data-node]");
    return group && drawing.contains(group) ? Number(group.dataset.node) : null;
  };
  let dragged = null;
  drawing.addEventListener("pointerdown", (event) => {
    const node = nodeOf(event);
    if (node === null || event.button > 0) return;
    dragged = { node, from: at(event), moved: false };
    settling += 1;
    drawing.setPointerCapture(event.pointerId);
    choose(node);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!dragged) {
      const node = nodeOf(event);
      if (node !== null && node !== chosen && event.pointerType !== "touch") choose(node);
      return;
    }
    const to = at(event);
    if (Math.hypot(to[0] - dragged.from[0], to[1] - dragged.from[1]) > 4) dragged.moved = true;
    if (!dragged.moved) return;
    places[dragged.node] = to;
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    drawing.addEventListener(end, () => {
      if (dragged?.moved) settle(dragged.node);
      dragged = null;
    });
  }
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const by = moves[event.key];
    if (!by) return;
    event.preventDefault();
    if (event.shiftKey) {
      places[chosen] = places[chosen].map((value, axis) =>
        clamp(value + 40 * by[axis], [width, height][axis]));
      settle(chosen);
    } else {
      choose((chosen + by[0] + by[1] + count) % count);
    }
    say();
  });

  const draw = () => {
    const all = history();
    const now = all[round];
    const largest = Math.max(...now.map(Math.abs));
    const weights = matrices[matrix][chosen];
    ties.forEach(([a, b], k) => {
      const [[x1, y1], [x2, y2]] = [places[a], places[b]];
      for (const [key, value] of Object.entries({ x1, y1, x2, y2 }))
        lines[k].setAttribute(key, value.toFixed(1));
      const other = a === chosen ? b : b === chosen ? a : null;
      lines[k].classList.toggle("lit", other !== null && (lit === null || lit === other));
      lines[k].style.setProperty("--weight", 2 + 5 * (weights.get(other) ?? 0)
        / Math.max(...weights.values()));
    });
    for (const k of nodes) {
      const { group, value } = marks[k];
      group.setAttribute("transform", `translate(${places[k].map((v) => v.toFixed(1)).join(" ")})`);
      group.style.setProperty("--shade", page.shade(now[k], largest));
      group.classList.toggle("lit", weights.has(k) && (lit === null || lit === k));
      group.classList.toggle("chosen", k === chosen);
      // Among many nodes only those have their numbers written that are looked at.
      value.textContent = count <= few || k === chosen || k === lit ? short(now[k]) : "";
      value.setAttribute("x", places[k][0].toFixed(1));
      value.setAttribute("y", (places[k][1] + radius + 13).toFixed(1));
    }
    told.textContent = page.fill(words.messagesReached, { round, all: count,
      count: now.filter((value) => value !== 0).length,
      positive: now.filter((value) => value > 0).length,
      negative: now.filter((value) => value < 0).length });
    const factor = (value) => (value < 0 ? `(${short(value)})` : short(value));
    const shown = [...weights].flatMap(([j, weight], k) => {
      const term = page.element("span", { class: `term${lit === j ? " lit" : ""}`,
        "data-term": j }, `${short(weight)} · ${factor(now[j])}`,
      page.element("sub", {}, ` [${j}]`));
      return k ? [" + ", term] : [term];
    });
    const sum = [...weights].reduce((total, [j, weight]) => total + weight * now[j], 0);
    terms.replaceChildren(`${page.fill(words.messagesRow, { node: chosen })}: `, ...shown,
      " = ", page.element("strong", {}, short(sum)));
    name.textContent = page.fill(words.messagesNode, { node: chosen });
    if (document.activeElement !== field || field.dataset.node !== String(chosen))
      field.value = values[chosen];
    field.dataset.node = chosen;
    menu.value = matrix;
    scrub.value = round;
    scrub.setAttribute("aria-valuetext", page.fill(words.messagesNumber, { round,
      value: short(now[chosen]) }));
    player.place(round === 0, round === rounds);
  };
  terms.addEventListener("pointerover", (event) => {
    const term = event.target.closest("[data-term]");
    const node = term ? Number(term.dataset.term) : null;
    if (node === lit) return;
    lit = node;
    draw();
  });
  terms.addEventListener("pointerleave", () => { lit = null; draw(); });

  const begin = () => {
    settling += 1;
    places = lesson.places.map(([x, y]) => [room + x * (width - 2 * room),
      room + y * (height - 2 * room)]);
    [values, matrix, round, chosen, lit] = [[...lesson.values], "Â", 0, lesson.node, null];
    draw();
  };
  begin();
});
