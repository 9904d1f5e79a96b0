// For the projector: large type, and one cell after the other by key. What comes out of a cell is
// hidden until the next key, so that a class can guess; a figure fills the screen.

const button = page.toolButton;
const root = document.documentElement;
const lesson = document.getElementById("lesson");
const stops = () => [...lesson.querySelectorAll(":scope > .unit, :scope > .exercise")]
  .filter((unit) => unit.textContent.trim() !== "");
const outputs = (unit) => [...unit.querySelectorAll(".cell > .output")];
const figures = (unit) => [...unit.querySelectorAll("figure")]
  .filter((figure) => figure.offsetWidth > 0 && !figure.parentElement.closest("figure"));

// The place in the lesson, from 0; null when it is read as ever.
let at = null;
let full = null;
const told = page.element("span", { class: "place", "aria-live": "polite" });
const close = () => {
  full?.classList.remove("full-figure");
  full?.style.removeProperty("zoom");
  full = null;
};
const show = (place, isShown) => {
  close();
  const all = stops();
  at = Math.min(all.length - 1, Math.max(0, place));
  for (const unit of all) {
    unit.classList.toggle("presented", unit === all[at]);
    unit.classList.remove("asks");
  }
  all[at].classList.toggle("asks", !isShown && outputs(all[at]).length > 0);
  told.textContent = page.fill(words.presentPlace, { place: at + 1, places: all.length });
  scrollTo({ top: 0, behavior: "instant" });
};
const forward = () => {
  const unit = stops()[at];
  if (!unit.classList.contains("asks")) return show(at + 1, false);
  unit.classList.remove("asks");
  return outputs(unit)[0].scrollIntoView({ block: "nearest", behavior: "instant" });
};
const enlarge = () => {
  const all = figures(stops()[at]);
  const next = all[all.indexOf(full) + 1];
  close();
  if (!next || next.closest(".asks .output")) return;
  full = next;
  next.classList.add("full-figure");
  if (!next.matches(".grids")) return;
  // One of parts grows, or shrinks, as a whole: lines of text may break, boards may not.
  const boards = [...next.querySelectorAll(".board")].map((board) => board.scrollWidth);
  const high = [...next.children].reduce((sum, part) => sum + part.offsetHeight, 0);
  const zoom = Math.min(0.94 * innerWidth / Math.max(...boards, innerWidth / 3),
    0.9 * innerHeight / high);
  next.style.zoom = Math.max(0.5, zoom);
};
const end = () => {
  const unit = stops()[at];
  close();
  at = null;
  root.classList.remove("presenting");
  for (const one of stops()) one.classList.remove("presented", "asks");
  if (document.fullscreenElement) document.exitFullscreen();
  unit.scrollIntoView({ behavior: "instant" });
};
const begin = () => {
  const all = stops();
  const top = scrollY < innerHeight / 4 ? 0
    : all.findIndex((unit) => unit.getBoundingClientRect().bottom > innerHeight / 4);
  root.classList.add("presenting");
  // Where it is not allowed, the window is what there is.
  root.requestFullscreen?.().catch(() => {});
  show(Math.max(0, top), false);
};

const starter = button(words.present, begin, { title: words.presentHint, class: "tool present" });
document.querySelector(".bar .controls").append(starter);
document.body.append(page.element("div", { class: "present-bar" },
  button("‹", () => show(at - 1, true), { "aria-label": words.presentBack }), told,
  button("›", forward, { "aria-label": words.presentNext }),
  button(words.presentFigure, enlarge), button(words.presentEnd, end)));

const acts = { ArrowRight: forward, PageDown: forward, " ": forward, Enter: forward,
  ArrowLeft: () => show(at - 1, true), PageUp: () => show(at - 1, true),
  Home: () => show(0, false), End: () => show(stops().length - 1, false), f: enlarge,
  Escape: () => { if (full) close(); else end(); } };
addEventListener("keydown", (event) => {
  if (at === null || event.ctrlKey || event.metaKey || event.altKey) return;
  // Whoever types or moves a figure is not turning pages.
  const isBusy = event.target.closest(
    "input, textarea, select, button, summary, [role=application], dialog");
  const act = acts[event.key];
  if (!act || (isBusy && event.key !== "Escape")) return;
  if (event.target.closest("textarea, dialog")) return;
  event.preventDefault();
  act();
});
// A run replaces cells: what is presented goes on being it.
page.hear("view", () => {
  if (at === null) return;
  const all = stops();
  if (all.some((unit) => unit.classList.contains("presented"))) return;
  show(at, true);
});
