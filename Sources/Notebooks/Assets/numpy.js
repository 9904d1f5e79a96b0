// Tabs over the code of steps that have NumPy beside Swift. All of them switch together, on every
// page, until they are switched back.

const root = document.documentElement;
let count = 0;
const prepare = (list) => {
  const index = count++;
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const panels = [list.nextElementSibling, list.nextElementSibling.nextElementSibling];
  tabs.forEach((tab, i) => {
    tab.id = `step-${index}-${i}`;
    panels[i].id = `${tab.id}-code`;
    tab.setAttribute("aria-controls", panels[i].id);
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(i, tab));
  });
  list.addEventListener("keydown", (event) => {
    const i = { ArrowLeft: 0, Home: 0, ArrowRight: 1, End: 1 }[event.key];
    if (i === undefined) return;
    event.preventDefault();
    choose(i, tabs[i]);
    tabs[i].focus();
  });
  mark(root.classList.contains("in-numpy") ? 1 : 0);
};

const mark = (chosen) => {
  root.classList.toggle("in-numpy", chosen === 1);
  for (const list of document.querySelectorAll(".tabs")) {
    list.querySelectorAll("[role=tab]").forEach((tab, i) => {
      tab.setAttribute("aria-selected", i === chosen);
      tab.tabIndex = i === chosen ? 0 : -1;
    });
  }
};

// The code above changes its height, too: what was clicked stays where it is.
const choose = (chosen, tab) => {
  const before = tab.getBoundingClientRect().top;
  mark(chosen);
  scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  try {
    localStorage.setItem("convbook-steps", chosen === 1 ? "numpy" : "swift");
  } catch { /* A browser may have no storage for pages from the file system. */ }
};
page.each(".tabs", prepare);
