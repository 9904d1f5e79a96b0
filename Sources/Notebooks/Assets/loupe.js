// A loupe over every picture: the place, the channels and the 7 × 7 pixels around, as numbers.
// A mouse needs only to point; a finger taps and then drags; with the keyboard the picture is
// focused and the arrow keys move, ten pixels with Shift, until Escape. In a drawing there is one
// over each of its pictures, counted in the picture's own pixels, and none over labels and lines;
// the keys n and p go to the next and the previous picture.

const reach = 3;
const side = 2 * reach + 1;
const minus = (text) => String(text).replace("-", "−");

// What the page's numbers became grey by: see CellOutput.Picture.Ends.
const meaning = (figure) => {
  if (!figure.dataset.black) return null;
  const [black, white] = [Number(figure.dataset.black), Number(figure.dataset.white)];
  const zero = figure.dataset.signed === "" ? 128 : 0;
  const step = zero ? white / 127 : (white - black) / 255;
  if (step === 0 || (!zero && black === 0 && white === 255)) return null;
  const digits = Math.min(20, Math.max(0, Math.ceil(-Math.log10(Math.abs(step)))));
  const clips = figure.dataset.clips === "";
  return (grey) => {
    const value = zero ? (grey - zero) * step : black + grey * step;
    const sign = clips && grey === 0 ? "≤" : clips && grey === 255 ? "≥" : "≈";
    const number = clips && grey === 0 ? black : value;
    return `${sign} ${minus(number.toFixed(digits)).replace(/^−(0\.?0*)$/, "$1")}`;
  };
};

const place = page.element("p", { class: "place" });
const values = page.element("p", { class: "values" });
const cells = Array.from({ length: side * side }, () => page.element("span"));
const panel = page.element("div", { class: "loupe", "aria-hidden": "true" }, place, values,
  page.element("div", { class: "cells" }, ...cells));
const mark = page.element("div", { class: "mark", "aria-hidden": "true" });
panel.hidden = mark.hidden = true;
document.body.append(panel);

let open = null; // { frame, pixels, parts, part, y, x, by, stands }
let wanted = 0;
let speaking;

const close = () => {
  wanted++;
  if (!open) return;
  open.frame.classList.remove("looking");
  open = null;
  panel.hidden = mark.hidden = true;
  clearTimeout(speaking);
};

// The pictures of a frame: where each lies in the file, and how large its pixels are drawn there.
const partsOf = (figure, pixels) => (figure.dataset.regions ? JSON.parse(figure.dataset.regions)
  : [[0, 0, pixels.height, pixels.width, 1, Number(figure.dataset.step ?? 1), ""]])
  .map(([top, left, height, width, zoom, step, name]) =>
    ({ top, left, zoom, step, name, height: height / zoom, width: width / zoom }));

// Where that is in what the picture shows, which may have been larger.
const original = ({ part, y, x }) =>
  ({ y: Math.floor((y + 0.5) * part.step), x: Math.floor((x + 0.5) * part.step) });

const numbersAt = ({ pixels, part }, y, x) =>
  page.pixel(pixels, part.top + y * part.zoom, part.left + x * part.zoom);

const isGrey = (numbers) => numbers.every((number) => number === numbers[0]);

const sentence = () => {
  const { y, x, stands } = open;
  const own = numbersAt(open, y, x);
  // A drawing has three channels, whatever its pictures had.
  const numbers = stands && isGrey(own) ? own.slice(0, 1) : own;
  const names = words.channelNames.split(",");
  const named = numbers.length < 3 ? names.slice(3) : names.slice(0, 3).concat(names[4]);
  const text = numbers.map((value, i) => `${named[i]} ${value}`).join(", ");
  if (numbers.length !== 1 || !stands) return text;
  return `${text}, ${page.fill(words.standsFor, { value: stands(numbers[0]) })}`;
};

const draw = () => {
  const { frame, pixels, part, y, x } = open;
  place.textContent = (part.name ? `${part.name} · ` : "")
    + page.fill(words.loupePlace, original(open));
  values.textContent = sentence();
  cells.forEach((cell, i) => {
    const [row, column] = [y - reach + Math.floor(i / side), x - reach + i % side];
    const inside = row >= 0 && column >= 0 && row < part.height && column < part.width;
    cell.className = inside ? "" : "outside";
    cell.style.background = "";
    cell.textContent = "";
    if (!inside) return;
    const numbers = numbersAt(open, row, column);
    const [r, g, b] = pixels.channels < 3 ? [numbers[0], numbers[0], numbers[0]] : numbers;
    const linear = [r, g, b].map((value) => (value / 255) ** 2.2);
    const light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    cell.style.background = `rgb(${r} ${g} ${b})`;
    cell.style.color = light > 0.18 ? "#000" : "#fff";
    const shown = open.stands && isGrey(numbers) ? numbers.slice(0, 1) : numbers;
    cell.textContent = shown.join("\n");
    cell.className = shown.length > 1 ? "many" : "";
  });
  const box = pictureOf(frame).getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  const [wide, high] = [box.width / pixels.width, box.height / pixels.height];
  // Where a pixel is smaller than a dot, the mark is drawn around it, not over it.
  const [w, h] = [Math.max(wide * part.zoom, 7), Math.max(high * part.zoom, 7)];
  const centreX = box.left + (part.left + (x + 0.5) * part.zoom) * wide;
  const centreY = box.top + (part.top + (y + 0.5) * part.zoom) * high;
  mark.style.cssText = [`left:${centreX - w / 2 - around.left}px`,
    `top:${centreY - h / 2 - around.top}px`, `width:${w}px`, `height:${h}px`].join(";");
  frame.append(mark);
  panel.hidden = mark.hidden = false;
  const size = panel.getBoundingClientRect();
  const gap = 24 + h / 2;
  const left = Math.min(Math.max(centreX - size.width / 2, 8), innerWidth - size.width - 8);
  const above = centreY - gap - size.height;
  const top = above >= 8 ? above : Math.min(centreY + gap, innerHeight - size.height - 8);
  panel.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(top, 8))}px)`;
};

const speak = () => {
  clearTimeout(speaking);
  // Only where one comes to rest.
  speaking = setTimeout(() => {
    if (open) page.say(`${place.textContent}: ${values.textContent}`);
  }, 500);
};

const clamp = (value, count) => Math.min(Math.max(value, 0), count - 1);

const pictureOf = (frame) => frame.querySelector("img, svg");

// `at` says where to look: [part, y, x], or nothing where there is no picture.
const look = async (frame, by, at) => {
  const request = ++wanted;
  const figure = frame.closest("figure");
  let pixels;
  try {
    pixels = await page.pixels(figure.dataset.uncovered ?? page.fileOf(figure));
  } catch {
    frame.title = words.pixelsMissing;
    return;
  }
  if (request !== wanted) return;
  const parts = partsOf(figure, pixels);
  const found = at(parts, pictureOf(frame).getBoundingClientRect(), pixels);
  if (!found) return close();
  if (open && open.frame !== frame) open.frame.classList.remove("looking");
  const [part, y, x] = found;
  open = { frame, pixels, by, parts, part, y: clamp(y, part.height), x: clamp(x, part.width),
    stands: meaning(figure) };
  frame.classList.add("looking");
  draw();
  if (by === "keyboard") {
    frame.dataset.at = `${parts.indexOf(part)} ${open.y} ${open.x}`;
    speak();
  }
};

const under = (event) => (parts, box, { width, height }) => {
  const y = Math.floor((event.clientY - box.top) / box.height * height);
  const x = Math.floor((event.clientX - box.left) / box.width * width);
  const inside = ({ top, left, zoom, ...part }) => y >= top && y < top + part.height * zoom
    && x >= left && x < left + part.width * zoom;
  // The last one lies on top; a picture without parts also has its edges.
  const part = parts.length === 1 && parts[0].top === 0 && parts[0].left === 0
    && parts[0].height * parts[0].zoom === height ? parts[0] : parts.findLast(inside);
  return part && [part, Math.floor((y - part.top) / part.zoom),
    Math.floor((x - part.left) / part.zoom)];
};

// Where the keyboard was last, at first in the middle of the first picture.
const remembered = (frame) => (parts) => {
  const [index, y, x] = frame.dataset.at?.split(" ").map(Number) ?? [0];
  const part = parts[index];
  return y === undefined ? [part, part.height >> 1, part.width >> 1] : [part, y, x];
};

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

page.each(".pixels", (frame) => {
  const name = frame.closest("figure").dataset.caption;
  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", page.fill(words.loupeLabel, { name }));
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") {
      if (open?.frame === frame) look(frame, "touch", under(event));
    } else if (event.movementX || event.movementY) {
      // A page that scrolls under a resting mouse opens nothing.
      look(frame, "pointer", under(event));
    }
  });
  frame.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && open?.by !== "keyboard") close();
  });
  frame.addEventListener("click", (event) => {
    look(frame, event.pointerType === "touch" ? "touch" : "pointer", under(event));
  });
  frame.addEventListener("focus", () => {
    if (frame.matches(":focus-visible")) look(frame, "keyboard", remembered(frame));
  });
  frame.addEventListener("blur", close);
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return close();
    if (event.key === "Enter") return look(frame, "keyboard", remembered(frame));
    if (open?.frame !== frame) return;
    const turn = { n: 1, p: -1 }[event.key];
    if (turn) {
      const index = open.parts.indexOf(open.part) + turn + open.parts.length;
      return look(frame, "keyboard",
        (parts) => [parts[index % parts.length], open.y, open.x]);
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    const [y, x] = [open.y + step[0] * far, open.x + step[1] * far];
    const index = open.parts.indexOf(open.part);
    look(frame, "keyboard", (parts) => [parts[index], y, x]);
  });
});
document.addEventListener("pointerdown", (event) => {
  if (open && !open.frame.contains(event.target)) close();
});
document.addEventListener("scroll", () => {
  if (open?.by === "keyboard") draw();
  else if (open) close();
}, { passive: true });
addEventListener("resize", () => open && draw());
