// Code that only displays is folded into one quiet line, "＋ shows 3 pictures". Pressing it unfolds
// all of the cell, which is remembered for this page; a switch in the header unfolds every page.

const root = document.documentElement;
const everywhere = document.querySelector(".fold-switch");
// The folder of the page is its lesson's name.
const key = `convbook-open:${location.pathname.split("/").at(-2)}`;
const stored = (name) => {
  try { return localStorage.getItem(name); } catch { return null; }
};
const store = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch { /* A browser may have no storage for pages from the file system. */ }
};

const cells = [...document.querySelectorAll(".source")].map((source) => {
  const buttons = [...source.querySelectorAll(".code .fold")];
  const cell = { line: source.dataset.line, isOpen: false };
  cell.show = (isOpen) => {
    cell.isOpen = isOpen;
    for (const button of buttons) {
      button.nextElementSibling.classList.toggle("unfolded", isOpen);
      button.setAttribute("aria-expanded", isOpen);
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      cell.show(!cell.isOpen);
      store(key, cells.filter(({ isOpen }) => isOpen).map(({ line }) => line).join(" "));
    });
  }
  return cell;
});

const set = (isWhole) => {
  everywhere?.setAttribute("aria-checked", isWhole);
  root.classList.toggle("whole-code", isWhole);
  for (const cell of cells) cell.show(isWhole);
};
everywhere?.addEventListener("click", () => {
  const isWhole = everywhere.getAttribute("aria-checked") !== "true";
  set(isWhole);
  store("convbook-code", isWhole ? "whole" : "ideas");
  store(key, "");
});
set(root.classList.contains("whole-code"));
const open = (stored(key) ?? "").split(" ");
for (const cell of cells) if (open.includes(cell.line)) cell.show(true);
