// Code that only displays is folded into one quiet line, "＋ 3 pictures"; a switch in the header
// unfolds all of it, on every page, until it is switched back.

const key = "convbook-code";
const root = document.documentElement;
const everywhere = document.querySelector(".fold-switch");

const show = (run, isShown) => {
  run.part.classList.toggle("unfolded", isShown);
  run.button.setAttribute("aria-expanded", isShown);
};
const runs = [...document.querySelectorAll(".code .fold")].map((button) => {
  const part = button.nextElementSibling;
  const run = { part, button };
  button.addEventListener("click", () => show(run, !part.classList.contains("unfolded")));
  return run;
});

const set = (isWhole) => {
  everywhere?.setAttribute("aria-checked", isWhole);
  root.classList.toggle("whole-code", isWhole);
  for (const run of runs) show(run, isWhole);
};
everywhere?.addEventListener("click", () => {
  const isWhole = everywhere.getAttribute("aria-checked") !== "true";
  set(isWhole);
  try {
    localStorage.setItem(key, isWhole ? "whole" : "ideas");
  } catch { /* A browser may have no storage for pages from the file system. */ }
});
set(root.classList.contains("whole-code"));
