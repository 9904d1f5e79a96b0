// What a term means, and what a form of Swift is in Python, beside the word: under the pointer,
// with the keyboard's focus, and at a first tap.

const tip = page.element("div", { class: "tip", role: "tooltip", id: "tip", hidden: "" });
document.body.append(tip);
let shown = null;
let leaving = 0;

// The forms, as the page has them.
const forms = JSON.parse(document.getElementById("forms")?.dataset.forms ?? "[]");

// One expression for all forms of a kind; the name of the group tells which form it is.
const expression = (pattern) => {
  const groups = forms.map((form, index) => [pattern(form), index])
    .filter(([source]) => source).map(([source, index]) => `(?<form${index}>${source})`);
  return groups.length > 0 ? new RegExp(groups.join("|"), "g") : null;
};
const ofKeywords = expression((form) => form.keywords && `^(?:${form.keywords.join("|")})$`);
const ofPlain = expression((form) => form.plain);
const ofStrings = expression((form) => form.strings);
const expressionFor = (text) => {
  const token = text.parentElement.closest(".keyword, .string, .comment, .type, .number");
  const kind = token?.className ?? "plain";
  return { keyword: ofKeywords, string: ofStrings, plain: ofPlain }[kind] ?? null;
};

const { lang } = document.documentElement;
const primer = lang === "en" ? "primer.html" : `primer.${lang}.html`;

// The first of each form on the page can be reached with the keyboard, all with the pointer.
const reached = new Set();
const formLink = (index, words) => {
  const link = page.element("a", {
    class: "form", href: `../${primer}#${forms[index].anchor}`, "data-form": index,
  }, words);
  if (reached.has(index)) link.tabIndex = -1;
  reached.add(index);
  return link;
};

const markForms = (text) => {
  const source = text.data;
  const parts = [];
  let end = 0;
  for (const match of source.matchAll(expressionFor(text) ?? /$^/g)) {
    const [name] = Object.entries(match.groups).find(([, found]) => found !== undefined);
    parts.push(source.slice(end, match.index));
    parts.push(formLink(Number(name.slice("form".length)), match[0]));
    end = match.index + match[0].length;
  }
  if (parts.length > 0) text.replaceWith(...parts, source.slice(end));
};

const texts = (code) => {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};
// What is collapsed or folded can't be reached with the keyboard, so it comes last.
const isHidden = (text) => text.parentElement.closest(".frame, .shows") !== null;
const codes = "pre.code:not(.python) > code";
page.each(codes, (code) => texts(code).filter((text) => !isHidden(text)).forEach(markForms));
page.each(codes, (code) => texts(code).filter(isHidden).forEach(markForms));

const fill = (word) => {
  if (word.classList.contains("term")) {
    const definition = document.getElementById(word.getAttribute("aria-describedby"));
    tip.replaceChildren(definition.textContent);
  } else {
    const form = forms[word.dataset.form];
    tip.replaceChildren(
      page.element("strong", {}, form.title), form.says,
      page.element("code", {}, `Python: ${form.short}`));
    word.setAttribute("aria-describedby", "tip");
  }
};

const show = (word) => {
  clearTimeout(leaving);
  if (shown === word) return;
  shown = word;
  fill(word);
  tip.hidden = false;
  const box = word.getClientRects()[0];
  const width = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(box.left, width - tip.offsetWidth - 8));
  const fits = box.bottom + tip.offsetHeight + 8 < window.innerHeight;
  const top = fits ? box.bottom + 6 : box.top - tip.offsetHeight - 6;
  // By a transform: what moves so needs no layout.
  tip.style.transform = `translate(${left + window.scrollX}px, ${top + window.scrollY}px)`;
};

const hide = () => {
  clearTimeout(leaving);
  shown = null;
  tip.hidden = true;
};

const wordAt = (event) => event.target.closest?.("a.term, a.form");
document.addEventListener("pointerover", (event) => {
  const word = wordAt(event);
  if (event.pointerType === "touch") return;
  if (word) show(word);
  else if (tip.contains(event.target)) clearTimeout(leaving);
  else if (shown && shown !== document.activeElement) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }
});
document.addEventListener("focusin", (event) => {
  const word = wordAt(event);
  if (word) show(word);
  else hide();
});
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
// A finger cannot hover: its first tap shows the note, the second follows the link.
let tapped = null;
document.addEventListener("pointerdown", (event) => {
  const word = wordAt(event);
  tapped = event.pointerType === "touch" && word !== shown ? word : null;
  if (!word && !tip.contains(event.target)) hide();
});
document.addEventListener("click", (event) => {
  if (!tapped || wordAt(event) !== tapped) return;
  event.preventDefault();
  show(tapped);
  tapped = null;
});
