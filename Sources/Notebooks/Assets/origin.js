// What an output was made by: pointing at it lights the lines of the code, and pointing at a line
// lights what it shows. A folded line has a button that stands for it.

const code = CSS.highlights ? new Highlight() : null;
if (code) CSS.highlights.set("origin", code);

// The text between two lines of a cell's code, from 0, both included.
const rangeOf = (block, from, to) => {
  const range = new Range();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let line = 0;
  let hasBegun = false;
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    for (let i = 0; i < text.length; i++) {
      if (!hasBegun && line === from && text[i] !== " ") {
        range.setStart(walker.currentNode, i);
        hasBegun = true;
      }
      if (text[i] !== "\n") continue;
      if (line === to) { range.setEnd(walker.currentNode, i); return range; }
      line++;
    }
    range.setEnd(walker.currentNode, text.length);
  }
  return range;
};

// Where something went wrong: the line, from 1, is marked until the code is written anew.
const trouble = CSS.highlights ? new Highlight() : null;
if (trouble) CSS.highlights.set("trouble", trouble);
page.markTrouble = (block, line) => {
  if (block) trouble?.add(rangeOf(block, line - 1, line - 1));
};
page.clearTrouble = () => trouble?.clear();
page.each(".failure[data-line]", (box) => page.markTrouble(
  box.closest(".cell").querySelector(".code:not(.python) > code"), Number(box.dataset.line)));

// The line of the code under the pointer; nothing beside the text.
const lineAt = (block, event) => {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (!at || !block.contains(at.offsetNode)) return null;
  const before = new Range();
  before.setStart(block, 0);
  before.setEnd(at.offsetNode, at.offset);
  return before.toString().split("\n").length - 1;
};

page.each(".cell", (cell) => {
  const block = cell.querySelector(".code:not(.python) > code");
  const outputs = [...cell.querySelectorAll("[data-from]")];
  if (!block || outputs.length === 0) return;
  const within = ({ dataset }) => [Number(dataset.from), Number(dataset.to)];
  const clear = () => {
    code?.clear();
    for (const one of cell.querySelectorAll(".made, .fold.lit"))
      one.classList.remove("made", "lit");
  };
  const light = (output) => {
    clear();
    if (!output) return;
    const range = rangeOf(block, ...within(output));
    const fold = range.startContainer.parentElement?.closest(".shows");
    if (fold && !fold.checkVisibility()) fold.previousElementSibling.classList.add("lit");
    else code?.add(range);
  };
  for (const kind of ["pointerover", "focusin"])
    cell.addEventListener(kind, (event) => {
      if (!event.target.closest(".source")) light(event.target.closest("[data-from]"));
    });
  cell.addEventListener("pointerleave", clear);
  cell.addEventListener("focusout", clear);
  const showMade = (isMade) => {
    for (const output of outputs) output.classList.toggle("made", isMade(...within(output)));
  };
  block.addEventListener("pointermove", (event) => {
    const fold = event.target.closest(".fold");
    if (fold) {
      const part = new Range();
      part.setStart(block, 0);
      part.setEndBefore(fold);
      const from = part.toString().split("\n").length - 1;
      const to = from + fold.nextElementSibling.textContent.split("\n").length - 1;
      showMade((first, last) => first >= from && last <= to);
      return;
    }
    const line = lineAt(block, event);
    showMade((from, to) => line !== null && line >= from && line <= to);
  });
  block.addEventListener("pointerleave", clear);
});
