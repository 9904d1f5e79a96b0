// The lesson's options as sliders, menus and fields, with the ranges they are declared with; and a
// picture of one's own, chosen or dropped on the page, which goes to the server of this page alone.

const button = page.toolButton;
const lesson = document.getElementById("lesson");
const list = page.element("div", { class: "option-list" });
const command = page.element("p", { class: "option-command" });
const own = page.element("span", { class: "own-picture" });
const file = page.element("input", { type: "file", accept: "image/png,image/jpeg", hidden: "" });
const choose = button(words.optionsPicture, () => file.click());
const reset = button(words.optionsReset, () => page.send({ resetOptions: {} }));
const trouble = page.element("p", { class: "option-trouble", role: "alert", hidden: "" });
const pictures = page.element("p", { class: "live-tools" }, choose, file, own, reset);
const panel = page.element("section", { class: "lesson-options", "aria-label": words.optionsTitle },
  list, pictures, trouble, command);

const pick = (option, value) => {
  trouble.hidden = true;
  page.send({ choose: { option, value } });
};

// Where a number stands on a slider, 0…1: by its logarithm in a range that spans many magnitudes,
// where small numbers matter most.
const scaleOf = ({ least, most, isWhole, standard }) => {
  const low = Number(least);
  const usual = Number(standard ?? 0);
  // The slider goes up to what one may want to try; the field takes all that is allowed.
  const high = usual > 0 ? Math.min(Number(most), usual * 100) : Number(most);
  const isWide = low >= 0 && (high - low > 1000 || (usual > 0 && usual - low < (high - low) / 20));
  const offset = low > 0 ? 0 : isWhole || !usual ? 1 : usual / 100;
  const numberAt = (share) => isWide
    ? (low + offset) * ((high + offset) / (low + offset)) ** share - offset
    : low + (high - low) * share;
  const rounded = (number) => {
    if (isWhole) return String(Math.round(number));
    return String(Number(number.toPrecision(2)));
  };
  return { low, high,
    at: (share) => share <= 0 ? least : share >= 1 ? String(high) : rounded(numberAt(share)),
    place: (number) => isWide
      ? Math.log((number + offset) / (low + offset)) / Math.log((high + offset) / (low + offset))
      : (number - low) / (high - low) };
};

const numberControl = (option) => {
  const { name, value, standard, least, most, isWhole } = option;
  const now = value ?? standard ?? "";
  const scale = scaleOf(option);
  const field = page.element("input", { type: "number", min: least, max: most,
    step: isWhole ? 1 : "any", value: now, placeholder: words.optionsLessons,
    "aria-label": name });
  const choosing = () => {
    if (!field.checkValidity()) return field.reportValidity();
    // A browser takes 1e3 for a number, too.
    const isPlain = !isWhole || /^-?\d*$/.test(field.value);
    if (!isPlain) field.value = String(Math.round(Number(field.value)));
    return pick(name, field.value || null);
  };
  field.addEventListener("change", choosing);
  // Beyond these, numbers of the browser are not exact: a seed is typed.
  if (Number(option.most) > Number.MAX_SAFE_INTEGER) return [field];
  const slider = page.element("input", { type: "range", min: 0, max: 1, step: "any",
    "aria-label": name });
  slider.value = now === "" ? 0 : scale.place(Number(now));
  slider.setAttribute("aria-valuetext", now || words.optionsLessons);
  slider.addEventListener("input", () => {
    field.value = scale.at(Number(slider.value));
    slider.setAttribute("aria-valuetext", field.value);
  });
  slider.addEventListener("change", choosing);
  // By keys one number further, not one share of the range.
  slider.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step || !isWhole) return;
    event.preventDefault();
    const number = Math.min(scale.high, Math.max(scale.low, Number(field.value) + step));
    field.value = String(number);
    slider.value = scale.place(number);
    choosing();
  });
  return [slider, field];
};
const makers = {
  number: numberControl,
  flag: ({ name, value }) => {
    const box = page.element("input", { type: "checkbox" });
    box.checked = value === "true";
    box.addEventListener("change", () => pick(name, String(box.checked)));
    return [box];
  },
  choice: ({ name, value, standard, words: choices }) => {
    const menu = page.element("select", { class: "tool" }, ...choices.map((choice) =>
      page.element("option", { value: choice }, choice)));
    menu.value = value ?? standard ?? choices[0];
    menu.addEventListener("change", () => pick(name, menu.value));
    return [menu];
  },
  text: ({ name, value, standard }) => {
    const field = page.element("input", { type: "text", value: value ?? standard ?? "" });
    field.addEventListener("change", () => pick(name, field.value || null));
    return [field];
  },
};

let shown = "";
page.hear("view", ({ _0: { options } }) => {
  const text = JSON.stringify(options);
  if (text === shown) return;
  shown = text;
  limits = options;
  const first = lesson.querySelector(":scope > .unit .prose")?.closest(".unit");
  if (!panel.isConnected && first) first.after(panel);
  panel.hidden = options.controls.length === 0 && !options.takesPicture;
  // What is being moved stays under the hand.
  const active = list.contains(document.activeElement)
    ? document.activeElement.closest("[data-option]").dataset.option : null;
  const type = document.activeElement.type;
  list.replaceChildren(...options.controls.map((option) => page.element("label", {
    "data-option": option.name }, page.element("code", {}, option.name),
    page.element("span", { class: "control" }, ...makers[option.kind](option)),
    page.element("span", { class: "help" }, option.help))));
  if (active) list.querySelector(`[data-option="${active}"] input[type="${type}"]`)?.focus();
  pictures.hidden = !options.takesPicture && !options.command;
  choose.hidden = !options.takesPicture;
  own.textContent = options.picture
    ? page.fill(words.optionsOwnPicture, { name: options.picture }) : words.optionsDrop;
  own.hidden = !options.takesPicture;
  reset.hidden = !options.command;
  command.hidden = !options.command;
  command.replaceChildren(words.optionsTerminal, " ", page.element("code", {},
    options.command ?? ""));
});
page.hear("trouble", ({ _0: text }) => told(text));

// Small enough to arrive each in one frame.
const pieceBytes = 8192;
// The pixels and bytes that the server takes.
let limits = {};
const told = (text) => {
  trouble.textContent = text;
  trouble.hidden = false;
};
// A photo that is larger than the server takes is made smaller here, and that is said.
const fitting = async (picture) => {
  let whole;
  try { whole = await createImageBitmap(picture); } catch { return picture; }
  const { width, height } = whole;
  const share = Math.min(1, Math.sqrt(limits.mostPixels / (width * height)));
  if (share === 1 && picture.size <= limits.mostBytes) return picture;
  const size = [width, height].map((length) => Math.max(1, Math.floor(length * share)));
  const canvas = new OffscreenCanvas(...size);
  canvas.getContext("2d").drawImage(whole, 0, 0, ...size);
  const smaller = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
  told(page.fill(words.optionsSmaller, { name: picture.name, before: `${width} × ${height}`,
    after: size.join(" × ") }));
  return Object.assign(smaller, { name: picture.name });
};
const take = async (chosen) => {
  trouble.hidden = true;
  const picture = await fitting(chosen);
  if (!page.send({ picture: { name: chosen.name, size: picture.size } })) return;
  const bytes = await picture.arrayBuffer();
  for (let start = 0; start < bytes.byteLength; start += pieceBytes)
    page.sendBytes(bytes.slice(start, start + pieceBytes));
};
file.addEventListener("change", () => {
  if (file.files[0]) take(file.files[0]);
  file.value = "";
});
// A figure that takes pictures itself has taken those that fall on it.
const isForLesson = (event) => !event.defaultPrevented && !choose.hidden
  && event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (isForLesson(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!isForLesson(event)) return;
  event.preventDefault();
  const [dropped] = event.dataTransfer.files;
  if (dropped) take(dropped);
});
