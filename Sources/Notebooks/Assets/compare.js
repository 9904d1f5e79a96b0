// Compares two pictures of the page: a slider reveals the second, and their difference is drawn
// and described.

// The pictures that can be chosen, as the dialog was opened.
let figures = [];
const grouped = (value) => value.toLocaleString("en");
const rounded = (value) => grouped(Number(value.toPrecision(3)));

const [first, second] = [0, 1].map(() => page.element("select", {}));
const below = page.element("img", {});
const above = page.element("img", {});
const edge = page.element("div", { class: "edge" });
const canvas = page.element("canvas", { role: "img" });
const stage = page.element("div", { class: "stage" }, below, above, edge, canvas);
const slider = page.element("input",
  { type: "range", min: 0, max: 100, step: 0.5, "aria-label": words.compareSlider });
const choice = (value, text) => page.element("label", {},
  page.element("input", { type: "radio", name: "comparison", value }), " ", text);
const kinds = page.element("fieldset", {},
  page.element("legend", { class: "aloud" }, words.compareKind),
  choice("slider", words.compareSlide), choice("blink", words.compareBlink),
  choice("difference", words.compareDifference));
const findings = page.element("p", { class: "findings", "aria-live": "polite" });
const closer = page.element("button", { type: "button", class: "tool" }, words.compareClose);
const dialog = page.element("dialog", { class: "comparison", "aria-label": words.compareTitle },
  page.element("div", { class: "choices" },
    page.element("label", {}, words.compareFirst, " ", first),
    page.element("label", {}, words.compareSecond, " ", second), closer),
  stage, slider, kinds, findings);

const difference = (a, b) => {
  const { width, height } = a;
  // A grey picture is compared with a colour one as colour; transparency is ignored.
  const colours = a.channels < 3 && b.channels < 3 ? 1 : 3;
  const [stepA, stepB] = [a, b].map(({ channels }) => channels < 3 ? 0 : 1);
  const worst = new Uint8Array(width * height);
  let [largest, sum, count] = [0, 0, 0];
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      let most = 0;
      for (let i = 0; i < colours; i++) {
        const apart = Math.abs(
          a.values[at * a.channels + i * stepA] - b.values[at * b.channels + i * stepB]);
        sum += apart;
        if (apart > most) most = apart;
      }
      worst[at] = most;
      if (!most) continue;
      count++;
      largest = Math.max(largest, most);
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
    }
  }
  const mean = sum / (width * height * colours);
  return { worst, largest, mean, count, top, bottom, left, right };
};

const drawDifference = ({ width, height }, { worst, largest }) => {
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  const sheet = context.createImageData(width, height);
  worst.forEach((value, i) => {
    const grey = largest ? Math.round(value / largest * 255) : 0;
    sheet.data.set([grey, grey, grey, 255], 4 * i);
  });
  context.putImageData(sheet, 0, 0);
};

const slide = () => {
  if (stage.classList.contains("blinking")) return;
  above.style.clipPath = `inset(0 0 0 ${slider.value}%)`;
  edge.style.left = `${slider.value}%`;
};

let request = 0;
const show = async () => {
  const mine = ++request;
  const [one, other] = [first, second].map((select) => figures[select.value]);
  const kind = dialog.querySelector(":checked[type=radio]").value;
  const pictures = [one, other].map((figure) => ({ file: page.fileOf(figure),
    alt: figure.querySelector("img")?.alt
      ?? figure.querySelector("svg").getAttribute("aria-label") }));
  const sizes = [one, other].map(({ dataset }) =>
    ({ width: Number(dataset.width), height: Number(dataset.height) }));
  const fits = sizes[0].width === sizes[1].width && sizes[0].height === sizes[1].height;
  const isDifference = kind === "difference";
  const isBlink = kind === "blink";
  // Pictures of different sizes are drawn at one size and have no difference picture.
  stage.hidden = !fits && isDifference;
  slider.hidden = kind !== "slider";
  canvas.hidden = !isDifference;
  below.hidden = above.hidden = isDifference;
  edge.hidden = kind !== "slider";
  stage.classList.toggle("blinking", isBlink);
  if (isBlink) above.style.clipPath = "none";
  [below, above].forEach((image, i) => {
    image.src = pictures[i].file;
    image.alt = pictures[i].alt;
    image.width = sizes[i].width;
    image.height = sizes[i].height;
  });
  // Small pictures are drawn as large as there is room, pixel by pixel.
  const room = [Math.min(innerWidth - 64, 900), innerHeight - 260];
  const fit = Math.min(room[0] / sizes[0].width, room[1] / sizes[0].height);
  const zoom = fit > 1 ? Math.floor(fit) : Math.max(fit, 0.05);
  stage.style.width = `${sizes[0].width * zoom}px`;
  stage.style.aspectRatio = `${sizes[0].width} / ${sizes[0].height}`;
  stage.classList.toggle("zoomed", zoom > 1);
  slider.style.width = stage.style.width;
  slide();
  if (!fits) {
    findings.textContent = page.fill(words.compareSizes, {
      a: `${sizes[0].width} × ${sizes[0].height}`, b: `${sizes[1].width} × ${sizes[1].height}` });
    return;
  }
  try {
    const [a, b] = await Promise.all(pictures.map(({ file }) => page.pixels(file)));
    if (mine !== request) return;
    const found = difference(a, b);
    if (isDifference) drawDifference(a, found);
    findings.textContent = found.count === 0 ? words.compareSame
      : page.fill(words.compareFindings, {
        largest: found.largest, mean: rounded(found.mean), count: grouped(found.count),
        all: grouped(a.width * a.height), share: rounded(100 * found.count / (a.width * a.height)),
        top: found.top, bottom: found.bottom, left: found.left, right: found.right,
      }) + (isDifference ? " " + words.compareStretched : "");
    canvas.setAttribute("aria-label", findings.textContent);
  } catch {
    if (mine === request) findings.textContent = words.pixelsMissing;
  }
};

const sameSize = (figure) => (other) => other !== figure
  && other.dataset.width === figure.dataset.width && other.dataset.height === figure.dataset.height;

// Opens the dialog with two figures; one that was on the page before has words of its own.
page.compare = (one, other, former) => {
  figures = [...document.querySelectorAll("figure.picture")];
  if (former) figures.push(former.figure);
  for (const select of [first, second]) {
    select.replaceChildren(...figures.map((figure, index) => page.element("option",
      { value: index }, figure === former?.figure ? former.name
        : `${index + 1}. ${figure.dataset.caption}`)));
  }
  [first.value, second.value] = [figures.indexOf(one), figures.indexOf(other)];
  slider.value = 50;
  dialog.querySelector("[value=slider]").checked = true;
  document.body.append(dialog);
  dialog.showModal();
  show();
};

page.each("figure.picture", (figure) => {
  const button = figure.querySelector("button.compare");
  button.setAttribute("aria-label", page.fill(words.compareLabel,
    { name: figure.dataset.caption }));
  button.addEventListener("click", () => {
    const all = [...document.querySelectorAll("figure.picture")];
    const index = all.indexOf(figure);
    const nearest = all.slice(0, index).reverse().concat(all.slice(index + 1));
    const { pair } = figure.dataset;
    const other = nearest.find((one) => pair && one.dataset.pair === pair)
      ?? nearest.find(sameSize(figure)) ?? nearest[0] ?? figure;
    page.compare(figure, other);
  });
});
for (const control of [first, second, kinds]) control.addEventListener("change", show);
slider.addEventListener("input", slide);
const drag = (event) => {
  if (event.type === "pointermove" && !event.buttons) return;
  if (event.target === canvas) return;
  const box = stage.getBoundingClientRect();
  slider.value = (event.clientX - box.left) / box.width * 100;
  slide();
};
stage.addEventListener("pointerdown", (event) => {
  stage.setPointerCapture(event.pointerId);
  drag(event);
});
stage.addEventListener("pointermove", drag);
closer.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
addEventListener("resize", () => dialog.open && show());
