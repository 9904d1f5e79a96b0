// Tabs over the code of steps that have Python beside Swift. All of them switch together, on every
// page, until they are switched back.

const root = document.documentElement;
const libraries = ["numpy", "torch"];
let count = 0;
const prepare = (list) => {
  const index = count++;
  const tabs = [...list.querySelectorAll("[role=tab]")];
  let panel = list;
  tabs.forEach((tab, i) => {
    panel = panel.nextElementSibling;
    tab.id = `step-${index}-${i}`;
    panel.id = `${tab.id}-code`;
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(tab));
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target.closest("[role=tab]"));
    const i = {
      ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (i === undefined) return;
    event.preventDefault();
    const tab = tabs[Math.max(0, Math.min(i, tabs.length - 1))];
    choose(tab);
    tab.focus();
  });
  mark(libraries.find((name) => root.classList.contains(`in-${name}`)) ?? "swift");
};

// A step that lacks the chosen library shows the other one, as the style sheet has it.
const shown = (tabs, chosen) => tabs.find((tab) => tab.dataset.steps === chosen) ?? tabs[1];

const mark = (chosen) => {
  for (const name of libraries) root.classList.toggle(`in-${name}`, name === chosen);
  for (const list of document.querySelectorAll(".tabs")) {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    for (const tab of tabs) {
      const isShown = tab === shown(tabs, chosen);
      tab.setAttribute("aria-selected", isShown);
      tab.tabIndex = isShown ? 0 : -1;
    }
  }
};

// The code above changes its height, too: what was clicked stays where it is.
const choose = (tab) => {
  const before = tab.getBoundingClientRect().top;
  mark(tab.dataset.steps);
  scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  try {
    localStorage.setItem("convbook-steps", tab.dataset.steps);
  } catch { /* A browser may have no storage for pages from the file system. */ }
};
page.each(".tabs", prepare);
