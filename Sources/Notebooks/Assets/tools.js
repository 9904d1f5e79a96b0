// Functions shared by the other scripts; precedes them.

// Fills the placeholders of a text: fill("{a} of {b}", { a: 1, b: 2 }).
page.fill = (text, places) => text.replace(/\{(\w+)\}/g, (_, name) => places[name]);

// Creates an element with attributes and children, of HTML or SVG; strings become text nodes.
const filled = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
page.element = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children);
page.svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// Calls a function with each element that a selector finds, and with those that are added later,
// when a server replaces a part of the page.
const made = [];
page.each = (selector, make) => {
  made.push([selector, make]);
  for (const element of document.querySelectorAll(selector)) make(element);
};
page.added = (part) => {
  for (const [selector, make] of made)
    for (const element of part.querySelectorAll(selector)) make(element);
};

// Whether two arrays hold the same; a missing one equals none.
page.same = (a, b) =>
  Boolean(a && b) && a.length === b.length && a.every((value, i) => value === b[i]);

// Announces a text to screen readers; it is not shown.
const aloud = page.element("p", { class: "aloud", "aria-live": "polite" });
document.body.append(aloud);
page.say = (text) => { aloud.textContent = text; };

// On narrow screens the outline is folded, where nothing has to make room for it.
const outline = document.querySelector(".outline details");
const isWide = matchMedia("(min-width: 72rem)");
const foldOutline = () => { if (outline) outline.open = isWide.matches; };
isWide.addEventListener("change", foldOutline);
foldOutline();

// A drawing that is wider than its column scrolls, and then the keyboard reaches it.
const reachable = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
page.each(".drawing", (box) => reachable.observe(box));

// The link to another language leads to where one is: anchors are the same in all.
page.each("a.language", (link) => link.addEventListener("click", () => {
  const heading = [...document.querySelectorAll("main :is(h2, h3)[id]")]
    .findLast((each) => each.getBoundingClientRect().top < innerHeight / 3);
  link.hash = heading?.id ?? "";
}));
