// A picture whose moments stand side by side, as a film: play, pause, and a slider to any moment.

page.each("figure[data-frames]", (figure) => {
  const count = Number(figure.dataset.frames);
  const [width, height] = [figure.dataset.width / count, Number(figure.dataset.height)];
  const file = figure.querySelector("img").getAttribute("src");
  const screen = page.element("div", { class: "screen", "aria-hidden": "true" });
  screen.style.cssText = [
    `width:min(${width < 160 ? 3 * width : width}px, ${(55 * width / height).toFixed(2)}vh)`,
    `aspect-ratio:${width}/${height}`, `background-image:url("${encodeURI(file)}")`,
    `background-size:${count * 100}% 100%`].join(";");
  const slider = page.element("input", { type: "range", min: 0, max: count - 1, value: 0,
    "aria-label": figure.dataset.caption });
  const play = page.element("button", { type: "button", class: "tool" }, words.filmPlay);
  let playing;
  const show = () => {
    const moment = Number(slider.value);
    screen.style.backgroundPosition = `${count > 1 ? moment / (count - 1) * 100 : 0}% 0`;
    slider.setAttribute("aria-valuetext", page.fill(words.filmMoment, { moment: moment + 1,
      count }));
  };
  const stop = () => {
    clearInterval(playing);
    playing = null;
    play.textContent = words.filmPlay;
  };
  play.addEventListener("click", () => {
    if (playing) return stop();
    if (Number(slider.value) === count - 1) slider.value = 0;
    show();
    play.textContent = words.filmPause;
    playing = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      show();
      if (Number(slider.value) === count - 1) stop();
    }, 600);
  });
  slider.addEventListener("input", () => { stop(); show(); });
  figure.prepend(page.element("div", { class: "film" }, screen,
    page.element("div", { class: "controls" }, play, slider)));
  show();
});
