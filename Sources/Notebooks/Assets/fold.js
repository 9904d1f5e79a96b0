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

// The lines of the cells that are open.
const open = new Set((stored(key) ?? "").split(" ").filter((line) => line));
const show = (source, isOpen) => {
  if (isOpen) open.add(source.dataset.line);
  else open.delete(source.dataset.line);
  for (const button of source.querySelectorAll(".code .fold")) {
    button.nextElementSibling.classList.toggle("unfolded", isOpen);
    button.setAttribute("aria-expanded", isOpen);
  }
};

const mark = (isWhole) => {
  everywhere?.setAttribute("aria-checked", isWhole);
  root.classList.toggle("whole-code", isWhole);
};
everywhere?.addEventListener("click", () => {
  const isWhole = everywhere.getAttribute("aria-checked") !== "true";
  mark(isWhole);
  for (const source of document.querySelectorAll(".source")) show(source, isWhole);
  store("convbook-code", isWhole ? "whole" : "ideas");
  store(key, "");
});
mark(root.classList.contains("whole-code"));
page.each(".source", (source) => {
  const { line } = source.dataset;
  show(source, root.classList.contains("whole-code") || open.has(line));
  for (const button of source.querySelectorAll(".code .fold")) {
    button.addEventListener("click", () => {
      show(source, !open.has(line));
      store(key, [...open].join(" "));
    });
  }
});
