// The filter editor over a photo: editing a weight updates the responses. Pointing at a response
// shows its pixels, weights and sum, and pointing at the photo the response there. A picture of
// one's own can be dropped on it; it is read here and goes nowhere.

// The longer side in pixels to which a dropped picture is reduced, about that of the lesson's.
const longestSide = 640;

const named = {
  verticalEdges: [words.verticalEdges, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]],
  levelEdges: [words.levelEdges, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]],
  outline: [words.outline, [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]],
  sharpen: [words.sharpen, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]],
  mean: [words.mean, [[1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9]]],
  nothing: [words.nothing, [[0, 0, 0], [0, 1, 0], [0, 0, 0]]],
};

page.each("figure.editor", (figure) => {
  const setup = JSON.parse(figure.dataset.configuration);
  let { stride } = setup;
  let filter = setup.filter.map((row) => [...row]);
  let padding = 0;
  const pool = setup.pool ?? 0;
  figure.classList.toggle("of-pooling", pool > 0);
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
  const answerMark = page.element("div");
  const answerField = page.element("div", { class: "field", "aria-hidden": "true" }, answerMark);
  const place = page.element("p", { class: "caption place" });
  const written = page.element("p", { class: "written", style: `--lines:${pool ? 2 : high + 1}` });
  const legend = page.element("p", { class: "caption legend" });
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
  const nameOf = (rows) =>
    Object.keys(named).find((name) => String(named[name][1]) === String(rows)) ?? "own";
  choice.value = nameOf(filter);
  const show = () => inputs.forEach((input, index) => {
    input.value = String(Number(filter[Math.floor(index / wide)][index % wide].toFixed(4)));
    input.removeAttribute("aria-invalid");
  });
  const tools = [];
  const choices = {};
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
    choices.stride = page.choice(words.stride, [1, 2, 3, 4], stride, (value) => {
      stride = value;
      compute();
    });
    choices.padding = page.choice(words.padding, [0, 1, 2], padding, (value) => {
      padding = value;
      compute();
    });
    tools.push(choices.stride, choices.padding);
  }
  const file = page.element("input", { type: "file", accept: "image/*", hidden: "" });
  const choose = page.element("button", { type: "button", class: "tool" }, words.editorOwn);
  choose.addEventListener("click", () => file.click());
  file.addEventListener("change", () => { if (file.files[0]) take(file.files[0]); });
  const lessonsOwn = page.element("button", { type: "button", class: "tool" }, words.windowReset);
  lessonsOwn.addEventListener("click", () => {
    [filter, stride, padding] = [setup.filter.map((row) => [...row]), setup.stride, 0];
    if (choices.stride) [choices.stride.value, choices.padding.value] = [stride, padding];
    choice.value = nameOf(filter);
    show();
    begin();
  });
  // The pixels under the window, the weights and their products, as shaded squares.
  const squares = page.element("div", { class: "squares", "aria-hidden": "true",
    style: `--rows:${pool || high}` });
  const weights = page.element("div", { class: "weights", style: `--columns:${wide}` }, ...inputs);
  // Canvases are drawn when they scroll near; print shows the static picture.
  const still = page.element("div", { class: "still" }, ...stage.childNodes);
  const live = page.element("div", { class: "live" },
    ...(pool ? [] : [page.element("div", { class: "controls" }, weights, page.element("div", {},
      ...tools))]),
    page.element("div", { class: "photos" },
      page.element("div", { class: "photo" }, source, field), page.element("div",
        { class: "photo" }, screen, answerField)),
    place, page.element("div", { class: "worked" }, squares, written), legend,
    page.element("div", { class: "controls" }, choose, file, lessonsOwn,
      page.element("span", {}, words.editorDrop)));
  stage.replaceChildren(still, live);

  let photo, response, answer;
  let [y, x] = [rows >> 1, columns >> 1];

  // Phones show the photos so high that the sum below is in view, too.
  const ratio = (height, width) => stage.style.setProperty("--ratio", width / height);
  ratio(setup.height, setup.width);
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

  const square = (text, colour) => {
    const made = page.element("span", {}, text);
    made.style.background = colour;
    return made;
  };
  const grey = (value) => `rgb(${[value, value, value].map(Math.round).join(" ")})`;
  const panel = (columns, cells) => {
    const made = page.element("div", { class: "panel" }, ...cells);
    made.style.setProperty("--columns", columns);
    return made;
  };
  const shade = (top, left, h, w, value) => {
    const each = (rows, columns, make) => panel(columns, Array.from({ length: rows * columns },
      (_, k) => make(Math.floor(k / columns), k % columns)));
    const patch = each(h, w, (i, j) => {
      const made = square("", grey(pixel(top + i, left + j)));
      if (!pool) {
        made.textContent = page.number(pixel(top + i, left + j));
        made.style.color = pixel(top + i, left + j) > 127 ? "#000" : "#fff";
      }
      return made;
    });
    const sign = (text) => page.element("span", { class: "sign" }, text);
    if (pool) {
      const cells = each(pool, pool, (i, j) => {
        const one = response.values[(y * pool + i) * response.width + x * pool + j];
        return square(page.number(Math.round(one)), page.shade(one, setup.limit));
      });
      squares.replaceChildren(patch, sign("→"), cells, sign("→"),
        panel(1, [square(page.number(Math.round(value)), page.shade(value, setup.limit))]));
      return;
    }
    const heaviest = Math.max(...filter.flat().map(Math.abs));
    const weight = each(high, wide, (i, j) =>
      square(page.number(Number(filter[i][j].toFixed(2))), page.shade(filter[i][j], heaviest)));
    const product = each(high, wide, (i, j) => {
      const one = pixel(top + i, left + j) * filter[i][j];
      return square(page.number(Math.round(one)), page.shade(one, 255 * heaviest));
    });
    squares.replaceChildren(patch, sign("·"), weight, sign("="), product, sign("Σ"),
      panel(1, [square(page.number(Math.round(value)), page.shade(value, setup.limit))]));
  };

  const look = () => {
    if (!answer || y < 0 || x < 0) return;
    const [top, left] = corner(pool ? y * pool : y, pool ? x * pool : x);
    const reach = pool ? (pool - 1) * stride : 0;
    const [scaleY, scaleX] = [100 / photo.height, 100 / photo.width];
    const [h, w] = [high + reach, wide + reach];
    field.style.transform = `translate(${left * scaleX}%, ${top * scaleY}%)`;
    mark.style.cssText = `height:${h * scaleY}%;width:${w * scaleX}%`;
    answerField.style.transform =
      `translate(${x * 100 / answer.width}%, ${y * 100 / answer.height}%)`;
    answerMark.style.cssText = `height:${100 / answer.height}%;width:${100 / answer.width}%`;
    const value = answer.values[y * answer.width + x];
    shade(top, left, h, w, value);
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
  // On the photo: the response whose window has the pixel in its middle, or the nearest.
  const pointAtPhoto = (event) => {
    if (!answer) return;
    const box = source.getBoundingClientRect();
    const at = (position, start, length, count, window, most) => {
      const cell = Math.floor((position - start) / length * count);
      const step = pool ? stride * pool : stride;
      const reach = window + (pool ? (pool - 1) * stride : 0);
      return Math.min(most - 1, Math.max(0, Math.round((cell + padding - (reach - 1) / 2) / step)));
    };
    y = at(event.clientY, box.top, box.height, photo.height, high, answer.height);
    x = at(event.clientX, box.left, box.width, photo.width, wide, answer.width);
    look();
  };
  source.addEventListener("pointermove", pointAtPhoto);
  source.addEventListener("pointerdown", pointAtPhoto);
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
  const use = ({ height, width, channels, values }, channel) => {
    photo = { height, width, values: Float32Array.from({ length: height * width },
      (_, i) => values[i * channels + channel]) };
    ratio(height, width);
    paint(source, photo, (value) => value);
    compute();
  };
  const begin = () => page.pixels(setup.file).then((picture) => use(picture, setup.channel))
    .catch(() => { place.textContent = words.pixelsMissing; });
  // A picture of the reader's, reduced to about the size of the lesson's photo.
  const take = async (chosen) => {
    try {
      const bitmap = await createImageBitmap(chosen);
      const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
      const [width, height] = [bitmap.width, bitmap.height].map((length) =>
        Math.max(high, wide, Math.round(length * scale)));
      const canvas = page.element("canvas", { width, height });
      const context = canvas.getContext("2d");
      context.drawImage(bitmap, 0, 0, width, height);
      use({ height, width, channels: 4, values: context.getImageData(0, 0, width, height).data },
        Math.min(setup.channel, 2));
    } catch {
      place.textContent = page.fill(words.editorNoPicture, { name: chosen.name });
    }
  };
  for (const kind of ["dragenter", "dragover"]) {
    live.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      live.classList.add("dropping");
    });
  }
  live.addEventListener("dragleave", () => live.classList.remove("dropping"));
  live.addEventListener("drop", (event) => {
    live.classList.remove("dropping");
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    event.preventDefault();
    take(dropped);
  });
  // Decoding a photo takes time, so that it waits until the figure scrolls near.
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    begin();
  }, { rootMargin: "600px" }).observe(figure);
});
