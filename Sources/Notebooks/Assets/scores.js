// Scores that slide and the shares that softmax makes of them. All scores can be raised at once,
// which changes no share, until e to the score is more than 32 bits hold: computed as the formula
// is written, with the rounding of a Float, beside what the library computes.

const single = Math.fround;

// As the formula is written: ∞ divided by ∞ is no number.
const plainSoftmax = (scores) => {
  const powers = scores.map((score) => single(Math.exp(score)));
  const sum = powers.reduce((a, b) => single(a + b));
  return powers.map((power) => single(power / sum));
};
// The largest score first taken off all.
const stableSoftmax = (scores) => {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => single(power / sum));
};
const logSoftmax = (scores) => {
  const most = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0);
  return scores.map((score) => single(score - most - Math.log(sum)));
};
page.softmax = { plain: plainSoftmax, stable: stableSoftmax, logarithm: logSoftmax };

const digits = (number) => {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number < 0 ? "−∞" : "∞";
  const small = number !== 0 && Math.abs(number) < 0.0005;
  const text = small || Math.abs(number) >= 1e6 ? number.toExponential(1)
    : String(Number(number.toFixed(3)));
  return text.replaceAll("-", "−").replace("+", "");
};

page.each("figure.scores", (figure) => {
  const lesson = JSON.parse(figure.dataset.configuration);
  let scores = [...lesson.scores];
  let shift = 0;

  const rows = scores.map((_, index) => {
    const name = page.fill(words.scoresClass, { index });
    const slider = page.element("input", { type: "range", min: "-6", max: "6", step: "0.1",
      "aria-label": page.fill(words.scoresOf, { name }) });
    const field = page.element("input", { type: "number", step: "any", inputmode: "decimal",
      "aria-label": page.fill(words.scoresTyped, { name }) });
    const cells = Array.from({ length: 4 }, () => page.element("td"));
    const bar = page.element("span", { class: "bar" });
    const printed = page.element("span", { class: "printed" });
    slider.addEventListener("input", () => {
      scores[index] = Number(slider.value);
      draw();
    });
    field.addEventListener("input", () => {
      const number = Number(field.value);
      if (field.value.trim() === "" || !Number.isFinite(number)) return;
      scores[index] = number - shift;
      draw(field);
    });
    field.addEventListener("blur", () => draw());
    const row = page.element("tr", {}, page.element("th", { scope: "row" }, name),
      page.element("td", {}, slider), page.element("td", {}, field, printed), ...cells,
      page.element("td", { class: "share" }, bar));
    return { slider, field, printed, cells, bar, row };
  });
  const all = page.element("input", { type: "range", min: "-1000", max: "1000", step: "1",
    value: "0", "aria-label": words.scoresAll });
  const told = page.element("output", {});
  all.addEventListener("input", () => {
    shift = Number(all.value);
    draw();
  });
  const reset = page.element("button", { type: "button", class: "tool" }, words.windowReset);
  reset.addEventListener("click", () => {
    scores = [...lesson.scores];
    all.value = shift = 0;
    draw();
  });
  const heads = ["", "", words.scoresScore, "e^", words.scoresPlain, "softmax", "log-softmax", ""];
  const remark = page.element("p", { class: "hint", "aria-live": "polite" });
  figure.querySelector(".work").replaceChildren(
    page.element("div", { class: "scroll", tabindex: "0", role: "group",
      "aria-label": figure.dataset.alt }, page.element("table", {},
      page.element("thead", {}, page.element("tr", {},
        ...heads.map((head) => page.element(head ? "th" : "td", head ? { scope: "col" } : {},
          head)))),
      page.element("tbody", {}, ...rows.map(({ row }) => row)))),
    page.element("div", { class: "controls" },
      page.element("label", {}, words.scoresAll, " ", all, " ", told), reset),
    remark);

  const draw = (typed) => {
    const shown = scores.map((score) => single(score + shift));
    const plain = plainSoftmax(shown);
    const stable = stableSoftmax(shown);
    const logarithms = logSoftmax(shown);
    rows.forEach(({ slider, field, printed, cells, bar }, i) => {
      slider.value = scores[i];
      printed.textContent = digits(shown[i]);
      if (field !== typed) field.value = String(Number(shown[i].toFixed(3)));
      [single(Math.exp(shown[i])), plain[i], stable[i], logarithms[i]].forEach((number, c) => {
        cells[c].textContent = digits(number);
        cells[c].className = Number.isFinite(number) ? "" : "lost";
      });
      bar.style.width = `${100 * stable[i]}%`;
    });
    told.textContent = digits(shift);
    const lost = plain.some((share) => !Number.isFinite(share));
    const gone = stable.filter((share) => share === 0).length;
    remark.textContent = lost ? words.scoresLost : gone ? words.scoresGone : words.scoresHint;
  };
  draw();
});
