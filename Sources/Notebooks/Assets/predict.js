// Predict first: while the switch is on, the result of a traced step is hidden until it is
// predicted or revealed. A wrong answer gets the explanation of its mistake, from the page's data,
// by the rules of Prediction.swift.

const lever = document.querySelector(".predict-switch");
const root = document.documentElement;

const set = (on) => {
  root.classList.toggle("predict", on);
  lever.setAttribute("aria-checked", on);
};

lever.addEventListener("click", () => {
  const on = !root.classList.contains("predict");
  set(on);
  for (const told of document.querySelectorAll(".told")) told.classList.remove("told");
  for (const form of document.querySelectorAll("form.guess")) {
    form.reset();
    form.nextElementSibling.textContent = "";
  }
  document.dispatchEvent(new Event("predict"));
  try {
    localStorage.setItem("convbook-predict", on ? "on" : "off");
  } catch { /* Then it is not remembered. */ }
});
set(root.classList.contains("predict"));

const shapeAnswer = ({ shape, axes, mistakes, axisMistakes, count, otherwise }, guess) => {
  if (page.same(guess, shape)) return [words.right];
  const mistake = mistakes.find(({ answer }) => page.same(answer, guess));
  if (mistake) return [mistake.words];
  if (count && guess.reduce((a, b) => a * b, 1) !== count) return [page.fill(words.keepsNumbers,
    { count })];
  if (guess.length !== shape.length)
    return [page.fill(words.wrongRank, { right: shape.length, wrong: guess.length })];
  if (!axisMistakes.length && otherwise) return [otherwise];
  const wrong = shape.flatMap((length, axis) => (length === guess[axis] ? [] : [axis]));
  // The one explanation that fits the most wrong axes.
  const explained = (text) => wrong.filter((axis) => axisMistakes.some((one) =>
    one.axis === axis && one.length === guess[axis] && one.words === text));
  const best = axisMistakes.reduce((chosen, { words: text }) =>
    (explained(text).length > (chosen ? explained(chosen).length : 0) ? text : chosen), null);
  const lengths = (best ? explained(best) : wrong.slice(0, 1)).map((axis) =>
    `${axes[axis]} ${guess[axis]}`);
  return [`${lengths.join(", ")}: ${best ?? words.wrongLength}`];
};

// Equal, or within 1 % where the number has a fraction.
const isNear = (guess, number) =>
  guess === number || !Number.isInteger(number) &&
    Math.abs(guess - number) <= 0.01 * Math.abs(number);

const numberAnswer = ({ number, mistakes, tolerance = 0 }, guess) => {
  if (guess === number) return [words.right];
  // An exact match first: 116 for 116.67 is within 1 %, but was truncated.
  const exact = mistakes.find(({ answer }) => answer[0] === guess);
  if (exact) return [exact.words];
  if (isNear(guess, number) || Math.abs(guess - number) <= tolerance * Math.abs(number))
    return [words.near];
  const mistake = mistakes.find(({ answer }) => isNear(guess, answer[0]));
  if (mistake) return [mistake.words];
  return [guess < number ? words.tooLow : words.tooHigh];
};

// How an answer may be written in the text. Numbers below ten stand everywhere.
const writings = ({ shape, number }) => {
  if (!shape) {
    return Math.abs(number) < 10 && Number.isInteger(number) ? []
      : [number.toLocaleString("en").replace("-", "−"), String(number).replace("-", "−")];
  }
  const sides = (shape.length === 4 ? shape.slice(1, 3) : shape).filter((side) => side !== 1);
  return [`(${shape.join(", ")})`, ...(sides.length > 1 ? [sides.join(" × ")] : [])];
};

// Hides the answer to a question where the text above it, up to its heading, tells it: there stands
// a question mark until it is told.
const mask = (form, prediction) => {
  const part = form.closest(".part");
  const trace = form.closest(".trace");
  const texts = writings(prediction).filter((one) => !trace.querySelector(".sum").textContent
    .replace(trace.querySelector(".result")?.textContent ?? "", "").includes(one));
  if (!part || texts.length === 0) return;
  const found = new RegExp(`(?<![\\d.,]|\\d |windows? of |filters? of )(?:${texts.map((one) =>
    one.replace(/[.()]/g, "\\$&")).join("|")})(?![\\d]|[.,]\\d)`);
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  // What follows a masked answer in its text is looked through, too.
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (!(trace.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING)) break;
    if (node.parentElement.closest(".source, .trace, form, .answer, svg, h2, .masked")) continue;
    const match = found.exec(node.data);
    if (!match) continue;
    const told = node.splitText(match.index);
    nodes.splice(i + 1, 0, told.splitText(match[0].length));
    const masked = page.element("span", { class: "masked", "data-step": form.dataset.of });
    told.replaceWith(masked);
    masked.append(page.element("span", {}, told));
  }
};

page.each("form.guess", (form) => {
  const prediction = JSON.parse(form.dataset.prediction);
  const answer = form.nextElementSibling;
  mask(form, prediction);
  const reveal = () => {
    for (const one of document.querySelectorAll(`[data-step="${form.dataset.of}"]`))
      one.classList.add("told");
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.elements.guess.value.replaceAll("−", "-");
    const numbers = prediction.shape
      ? (text.match(/\d+/g) ?? []).map(Number)
      : [text.replace(/[\s,_]/g, "")].filter((one) => one).map(Number).filter(Number.isFinite);
    const lines = numbers.length === 0 ? [words.noGuess]
      : prediction.shape ? shapeAnswer(prediction, numbers) : numberAnswer(prediction, numbers[0]);
    answer.replaceChildren(...lines.map((line) => page.element("p", {}, line)));
    if (lines[0] === words.right || lines[0] === words.near) {
      reveal();
      // The focused field is removed; the focus moves to the next question.
      const forms = [...document.querySelectorAll("form.guess")];
      forms.slice(forms.indexOf(form) + 1).find((next) => next.checkVisibility())
        ?.elements.guess.focus({ preventScroll: true });
    }
  });
  form.querySelector(".show").addEventListener("click", () => {
    answer.textContent = "";
    reveal();
  });
});
