// The filter editor over a photo: editing a weight updates the responses; pointing at a response
// shows its pixels, weights and sum.

const named = {
  verticalEdges: [words.verticalEdges, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]],
  levelEdges: [words.levelEdges, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]],
  outline: [words.outline, [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]],
  sharpen: [words.sharpen, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]],
  mean: [words.mean, [[1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9]]],
  nothing: [words.nothing, [[0, 0, 0], [0, 1, 0], [0, 0, 0]]],
};

for (const figure of document.querySelectorAll("figure.editor")) {
  const setup = JSON.parse(figure.dataset.configuration);
  let { filter, stride } = setup;
  let padding = 0;
  const pool = setup.pool ?? 0;
  const [high, wide] = [filter.length, filter[0].length];
  const stage = figure.querySelector(".work");

  const sizes = () => {
    const rows = page.outputSize(setup.height, high, stride, padding);
    const columns = page.outputSize(setup.width, wide, stride, padding);
    if (!pool) return [rows, columns];
    return [page.outputSize(rows, pool, pool, 0), page.outputSize(columns, pool, pool, 0)];
  };
  const [rows, columns] = sizes();
  const source = page.element("canvas", { width: setup.width, height: setup.height,
    "aria-hidden": "true" });
  const screen = page.element("canvas", { width: columns, height: rows, tabindex: "0",
    role: "application",
    "aria-label": `${figure.dataset.alt} ${words.editorKeys}` });
  // As large as the photo and moved by a transform, which needs no layout.
  const mark = page.element("div");
  const field = page.element("div", { class: "field", "aria-hidden": "true" }, mark);
  const place = page.element("p", { class: "caption place" });
  const written = page.element("p", { class: "written", style: `--lines:${pool ? 2 : high + 1}` });
  const legend = page.element("p", { class: "caption" });
  const inputs = filter.flat().map((value, index) => {
    const input = page.element("input", { type: "number", step: "any", inputmode: "decimal",
      "aria-label": page.fill(words.editorWeight, { row: Math.floor(index / wide),
        column: index % wide }) });
    input.addEventListener("input", () => {
      const number = Number(input.value);
      const isNumber = input.value.trim() !== "" && Number.isFinite(number);
      input.setAttribute("aria-invalid", !isNumber);
      if (!isNumber) return;
      choice.value = "own";
      filter[Math.floor(index / wide)][index % wide] = number;
      compute();
    });
    // Restores the last number after invalid text.
    input.addEventListener("blur", () => show());
    return input;
  });
  const choice = page.element("select", { class: "tool" },
    ...Object.entries(named).map(([name, [label]]) => page.element("option", { value: name },
      label)),
    page.element("option", { value: "own" }, words.ownFilter));
  choice.value = Object.keys(named).find((name) => String(named[name][1]) === String(filter)) ??
    "own";
  const show = () => inputs.forEach((input, index) => {
    input.value = String(Number(filter[Math.floor(index / wide)][index % wide].toFixed(4)));
    input.removeAttribute("aria-invalid");
  });
  const tools = [];
  if (!pool) {
    if (high === 3 && wide === 3) {
      choice.addEventListener("change", () => {
        if (choice.value === "own") return;
        filter = named[choice.value][1].map((row) => [...row]);
        show();
        compute();
      });
      tools.push(page.element("label", {}, words.editorFilter, " ", choice));
    }
    tools.push(
      page.choice(words.stride, [1, 2, 3, 4], stride, (value) => { stride = value; compute(); }),
      page.choice(words.padding, [0, 1, 2], padding, (value) => { padding = value; compute(); }));
  }
  const weights = page.element("div", { class: "weights", style: `--columns:${wide}` }, ...inputs);
  // Canvases are drawn when they scroll near; print shows the static picture.
  const still = page.element("div", { class: "still" }, ...stage.childNodes);
  const live = page.element("div", { class: "live" },
    ...(pool ? [] : [page.element("div", { class: "controls" }, weights, page.element("div", {},
      ...tools))]),
    page.element("div", { class: "photos" },
      page.element("div", { class: "photo" }, source, field), page.element("div",
        { class: "photo" }, screen)),
    legend, place, written);
  stage.replaceChildren(still, live);

  let photo, response, answer;
  let [y, x] = [rows >> 1, columns >> 1];

  const paint = (canvas, { height, width, values }, grey) => {
    [canvas.width, canvas.height] = [width, height];
    if (!width || !height) return;
    const image = new ImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      const level = Math.min(255, Math.max(0, grey(values[i])));
      image.data.set([level, level, level, 255], 4 * i);
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
  };
  // Negative responses are visible only when zero is grey.
  const isSigned = () => filter.flat().some((weight) => weight < 0);
  const tellScale = (height, width) => {
    legend.textContent = page.fill(isSigned() ? words.editorSigned : words.editorBytes,
      { limit: page.number(setup.limit), height, width });
  };
  const compute = () => {
    if (!photo) return;
    response = page.convolve(photo, filter, stride, padding);
    answer = pool ? page.pool("max", response, [pool, pool], pool) : response;
    paint(screen, answer,
      isSigned() ? (value) => 128 + value * 127 / setup.limit : (value) => value);
    tellScale(answer.height, answer.width);
    [y, x] = [Math.min(y, answer.height - 1), Math.min(x, answer.width - 1)];
    look();
  };

  const pixel = (row, column) => {
    const inside = row >= 0 && column >= 0 && row < photo.height && column < photo.width;
    return inside ? photo.values[row * photo.width + column] : 0;
  };
  // Where the window of a response lies on the photo.
  const corner = (row, column) => [row * stride - padding, column * stride - padding];

  const look = () => {
    if (!answer || y < 0 || x < 0) return;
    const [top, left] = corner(pool ? y * pool : y, pool ? x * pool : x);
    const reach = pool ? (pool - 1) * stride : 0;
    const [scaleY, scaleX] = [100 / photo.height, 100 / photo.width];
    const [h, w] = [high + reach, wide + reach];
    field.style.transform = `translate(${left * scaleX}%, ${top * scaleY}%)`;
    mark.style.cssText = `height:${h * scaleY}%;width:${w * scaleX}%`;
    const value = answer.values[y * answer.width + x];
    place.textContent = page.fill(pool ? words.editorPoolPlace : words.editorPlace, {
      y, x, top, bottom: top + h - 1, left, right: left + w - 1 });
    if (pool) {
      const lines = Array.from({ length: pool }, (_, i) => Array.from({ length: pool }, (_, j) =>
        page.number(response.values[(y * pool + i) * response.width + x * pool + j])).join(", "));
      page.write(written, [page.fill(words.editorLargest, { numbers: lines.join(" | ") })],
        [words.editorIs, page.number(value)]);
      return;
    }
    page.writeSum(written,
      filter.map((row, i) => page.products(row.map((_, j) => pixel(top + i, left + j)), row)),
        value);
  };
  const point = (event) => {
    if (!answer) return;
    const box = screen.getBoundingClientRect();
    y = Math.min(answer.height - 1, Math.max(0,
      Math.floor((event.clientY - box.top) / box.height * answer.height)));
    x = Math.min(answer.width - 1, Math.max(0,
      Math.floor((event.clientX - box.left) / box.width * answer.width)));
    look();
  };
  screen.addEventListener("pointermove", point);
  screen.addEventListener("pointerdown", point);
  screen.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], 
      ArrowRight: [0, 1] }[event.key];
    if (!step || !answer || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    y = Math.min(answer.height - 1, Math.max(0, y + far * step[0]));
    x = Math.min(answer.width - 1, Math.max(0, x + far * step[1]));
    look();
    page.say(`${place.textContent} ${written.innerText}`);
  });

  show();
  // Written before the photo is read, to reserve the space.
  tellScale(rows, columns);
  const begin = () => page.pixels(setup.file).then(({ height, width, channels, values }) => {
    photo = { height, width, values: Float32Array.from({ length: height * width }, 
      (_, i) => values[i * channels + setup.channel]) };
    paint(source, photo, (value) => value);
    compute();
  }).catch(() => { place.textContent = words.pixelsMissing; });
  // Decoding a photo takes time, so that it waits until the figure scrolls near.
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    begin();
  }, { rootMargin: "600px" }).observe(figure);
}
