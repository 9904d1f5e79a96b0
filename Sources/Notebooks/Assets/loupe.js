// A loupe over every picture: the place, the channels and the 7 × 7 pixels around, as numbers.
// A mouse needs only to point; a finger taps and then drags; with the keyboard the picture is
// focused and the arrow keys move, ten pixels with Shift, until Escape.

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

let open = null; // { frame, image, pixels, y, x, by }
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

const sentence = ({ pixels, y, x, stands }) => {
  const numbers = page.pixel(pixels, y, x);
  const names = words.channelNames.split(",");
  const named = pixels.channels < 3 ? names.slice(3) : names.slice(0, 3).concat(names[4]);
  const text = numbers.map((value, i) => `${named[i]} ${value}`).join(", ");
  if (pixels.channels !== 1 || !stands) return text;
  return `${text}, ${page.fill(words.standsFor, { value: stands(numbers[0]) })}`;
};

const draw = () => {
  const { image, frame, pixels, y, x } = open;
  place.textContent = page.fill(words.loupePlace, { y, x });
  values.textContent = sentence(open);
  cells.forEach((cell, i) => {
    const [row, column] = [y - reach + Math.floor(i / side), x - reach + i % side];
    const inside = row >= 0 && column >= 0 && row < pixels.height && column < pixels.width;
    cell.className = inside ? "" : "outside";
    cell.style.background = "";
    cell.textContent = "";
    if (!inside) return;
    const numbers = page.pixel(pixels, row, column);
    const [r, g, b] = pixels.channels < 3 ? [numbers[0], numbers[0], numbers[0]] : numbers;
    const linear = [r, g, b].map((value) => (value / 255) ** 2.2);
    const light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    cell.style.background = `rgb(${r} ${g} ${b})`;
    cell.style.color = light > 0.18 ? "#000" : "#fff";
    cell.textContent = numbers.join("\n");
    cell.className = numbers.length > 1 ? "many" : "";
  });
  const box = image.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  const [wide, high] = [box.width / pixels.width, box.height / pixels.height];
  // Where a pixel is smaller than a dot, the mark is drawn around it, not over it.
  const [w, h] = [Math.max(wide, 7), Math.max(high, 7)];
  const [centreX, centreY] = [box.left + (x + 0.5) * wide, box.top + (y + 0.5) * high];
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

const look = async (frame, by, at) => {
  const request = ++wanted;
  const image = frame.querySelector("img");
  let pixels;
  try {
    pixels = await page.pixels(image.getAttribute("src"));
  } catch {
    frame.title = words.pixelsMissing;
    return;
  }
  if (request !== wanted) return;
  if (open && open.frame !== frame) open.frame.classList.remove("looking");
  const [y, x] = at(pixels, image.getBoundingClientRect());
  open = { frame, image, pixels, by, y: clamp(y, pixels.height), x: clamp(x, pixels.width),
    stands: meaning(frame.closest("figure")) };
  frame.classList.add("looking");
  draw();
  if (by === "keyboard") {
    frame.dataset.at = `${open.y} ${open.x}`;
    speak();
  }
};

const under = (event) => ({ width, height }, box) => [
  Math.floor((event.clientY - box.top) / box.height * height),
  Math.floor((event.clientX - box.left) / box.width * width),
];

// Where the keyboard was last, at first in the middle.
const remembered = (frame) => ({ width, height }) =>
  frame.dataset.at?.split(" ").map(Number) ?? [height >> 1, width >> 1];

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

for (const frame of document.querySelectorAll(".pixels")) {
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
    const step = steps[event.key];
    if (!step || open?.frame !== frame) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    const [y, x] = [open.y + step[0] * far, open.x + step[1] * far];
    look(frame, "keyboard", () => [y, x]);
  });
}
document.addEventListener("pointerdown", (event) => {
  if (open && !open.frame.contains(event.target)) close();
});
document.addEventListener("scroll", () => {
  if (open?.by === "keyboard") draw();
  else if (open) close();
}, { passive: true });
addEventListener("resize", () => open && draw());
