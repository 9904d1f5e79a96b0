// Three channels mixed into one with weights that slide; pointing at the grey picture shows the
// pixel's numbers, its weights and their sum.

page.each("figure.mixer", (figure) => {
  const setup = JSON.parse(figure.dataset.configuration);
  const { height, width } = setup;
  const named = setup.mixtures;
  let weights = [...named[0].weights];
  let [y, x] = [height >> 1, width >> 1];
  let photo;

  const stage = figure.querySelector(".work");
  const canvas = () => page.element("canvas", { width, height });
  const source = canvas();
  source.setAttribute("aria-hidden", "true");
  const screen = canvas();
  for (const [name, text] of [["tabindex", "0"], ["role", "application"],
    ["aria-label", `${figure.dataset.alt} ${words.mixerKeys}`]]) screen.setAttribute(name, text);
  const marks = [0, 1].map(() => page.element("div"));
  const fields = marks.map((mark) => page.element("div", { class: "field", "aria-hidden": "true" },
    mark));
  const names = words.channelNames.split(",").slice(0, 3);
  const sliders = names.map((name, index) => {
    const slider = page.element("input", { type: "range", min: "0", max: "1", step: "0.01",
      "aria-label": page.fill(words.mixerWeight, { name }) });
    const shown = page.element("output", {});
    slider.addEventListener("input", () => {
      weights[index] = Number(slider.value);
      choose();
      compute();
    });
    return { slider, shown, label: page.element("label", { class: `of-${index}` },
      page.element("span", {}, name), slider, shown) };
  });
  const choice = page.choice(words.mixerChoice, [...named.map(({ name }, index) => [index, name]),
    ["own", words.ownFilter]], 0, (index) => {
    if (index === "own") return;
    weights = [...named[index].weights];
    compute();
  });
  const choose = () => {
    const index = named.findIndex((one) => page.same(one.weights, weights));
    choice.value = index < 0 ? "own" : index;
  };
  const written = page.element("p", { class: "written", style: "--lines:1" });
  const remark = page.element("p", { class: "caption" });
  const still = page.element("div", { class: "still" }, ...stage.childNodes);
  const live = page.element("div", { class: "live" },
    page.element("div", { class: "controls" }, choice),
    page.element("div", { class: "sliders" }, ...sliders.map(({ label }) => label)),
    page.element("div", { class: "photos" },
      page.element("div", { class: "photo" }, source, fields[0]),
      page.element("div", { class: "photo" }, screen, fields[1])),
    written, remark);
  stage.replaceChildren(still, live);

  const short = (number) => page.number(Number(number.toFixed(3)));
  const mixed = (r, c) => page.pixel(photo, r, c).slice(0, 3)
    .reduce((sum, value, i) => sum + weights[i] * value, 0);
  const show = () => {
    marks.forEach((mark) => {
      mark.style.cssText = `position:absolute;width:${100 / width}%;height:${100 / height}%;`
        + `left:${100 * x / width}%;top:${100 * y / height}%`;
    });
    if (!photo) return;
    const numbers = page.pixel(photo, y, x).slice(0, 3);
    const grey = mixed(y, x);
    const said = numbers.map((value, i) => `${short(weights[i])} · ${value}`).join(" + ");
    written.replaceChildren(page.element("span", {}, `(${y}, ${x}): ${said} = `,
      page.element("strong", {}, short(grey))));
  };
  const compute = () => {
    sliders.forEach(({ slider, shown }, i) => {
      slider.value = weights[i];
      shown.textContent = short(weights[i]);
    });
    const sum = weights.reduce((a, b) => a + b);
    const close = Math.abs(sum - 1) < 0.005;
    remark.textContent = page.fill(close ? words.mixerOne : sum > 1 ? words.mixerMore
      : words.mixerLess, { sum: short(sum) });
    if (!photo) return;
    const image = new ImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      const at = i * photo.channels;
      const grey = weights[0] * photo.values[at] + weights[1] * photo.values[at + 1]
        + weights[2] * photo.values[at + 2];
      image.data.set([grey, grey, grey, 255], 4 * i);
    }
    screen.getContext("2d", { willReadFrequently: true }).putImageData(image, 0, 0);
    show();
  };
  const begin = async () => {
    try {
      photo = await page.pixels(setup.file);
    } catch {
      remark.textContent = words.pixelsMissing;
      return;
    }
    const image = new ImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      const at = i * photo.channels;
      image.data.set([...photo.values.subarray(at, at + 3), 255], 4 * i);
    }
    source.getContext("2d").putImageData(image, 0, 0);
    compute();
  };

  const go = (row, column) => {
    [y, x] = [Math.max(0, Math.min(height - 1, row)), Math.max(0, Math.min(width - 1, column))];
    show();
  };
  for (const one of [source, screen]) {
    const point = (event) => {
      const box = one.getBoundingClientRect();
      go(Math.floor((event.clientY - box.top) / box.height * height),
        Math.floor((event.clientX - box.left) / box.width * width));
    };
    one.addEventListener("pointermove", point);
    one.addEventListener("pointerdown", point);
  }
  screen.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    go(y + far * moves[event.key][0], x + far * moves[event.key][1]);
    page.say(written.innerText);
  });
  choose();
  compute();
  show();
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    begin();
  }, { rootMargin: "600px" }).observe(figure);
});
