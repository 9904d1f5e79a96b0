// An editor for Swift: coloured as the page's code is, with indentation and matching brackets. What
// it belongs to decides what running and closing mean.

const button = (text, act, attributes = {}) => {
  const element = page.element("button", { type: "button", class: "tool", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
};
page.toolButton = button;

// Colours a text as the page's code is coloured.
const keywords = new Set(("Any Self any as async await break case catch class continue default "
  + "defer deinit do else enum extension fallthrough false fileprivate final for func guard if "
  + "import in init inout internal is lazy let mutating nil nonmutating override private protocol "
  + "public repeat rethrows return self some static struct subscript super switch throw throws "
  + "true try typealias unowned var weak where while").split(" "));
const tokens = new RegExp([
  '(?<string>"""[^]*?(?:"""|$)|"(?:\\\\\\([^)\\n]*\\)|\\\\.|[^"\\\\\\n])*"?)',
  "(?<comment>\\/\\/[^\\n]*|\\/\\*[^]*?(?:\\*\\/|$))",
  "(?<number>0[xbo][\\da-f_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:e[+-]?\\d+)?)",
  "(?<word>[\\p{L}_@#$][\\p{L}\\p{N}_@#$]*)"].join("|"), "gu");
const coloured = (text) => {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const { string, comment, number, word } = match.groups;
    const before = text[match.index - 1];
    const after = text[match.index + match[0].length];
    const isKeyword = word && (/^[@#]/.test(word) || (keywords.has(word)
      && (before === "." ? ["self", "init"].includes(word) : after !== ":")));
    const kind = string ? "string" : comment ? "comment" : number ? "number"
      : isKeyword ? "keyword" : /^\p{Lu}/u.test(word) ? "type" : null;
    if (!kind) continue;
    pieces.push(text.slice(end, match.index), page.element("span", { class: kind }, match[0]));
    end = match.index + match[0].length;
  }
  return [...pieces, text.slice(end)];
};

page.coloured = coloured;

// The place of the bracket that belongs to the one at a place; brackets in strings and comments
// don't count.
const pairs = { "(": ")", "[": "]", "{": "}" };
const partner = (text, at) => {
  const code = text.replace(tokens, (token, string, comment) =>
    string || comment ? " ".repeat(token.length) : token);
  const isOpening = code[at] in pairs;
  const step = isOpening ? 1 : -1;
  const other = isOpening ? pairs[code[at]]
    : Object.keys(pairs).find((key) => pairs[key] === code[at]);
  if (!other) return null;
  let depth = 0;
  for (let i = at; i >= 0 && i < code.length; i += step) {
    if (code[i] === text[at]) depth++;
    if (code[i] === other && --depth === 0) return i;
  }
  return null;
};

// The number of changes that can be taken back.
const longestHistory = 300;
// What is typed without a pause as long as this, in milliseconds, is taken back together.
const pause = 1000;

// `cell.text` is the text as its file has it. Those who extend it have run() and close(). A browser
// has one history for all fields of a page, so each editor keeps its own.
page.CodeEditor = class {
  constructor(cell, label) {
    this.cell = cell;
    [this.past, this.future] = [[], []];
    this.area = page.element("textarea", { spellcheck: "false", autocapitalize: "off",
      autocomplete: "off", rows: 1, "aria-label": label });
    this.shown = page.element("code", {});
    this.area.value = cell.text;
    this.note = page.element("div", { class: "live-note", role: "alert", hidden: "" });
    this.frame = page.element("div", { class: "editing code" },
      page.element("pre", { "aria-hidden": "true" }, this.shown), this.area);
    this.area.addEventListener("beforeinput", (event) => {
      const { inputType } = event;
      if (!inputType.startsWith("history")) return this.remember(inputType);
      event.preventDefault();
      if (inputType === "historyUndo") this.undo();
      else this.redo();
    });
    this.area.addEventListener("input", () => {
      this.end = this.area.selectionEnd;
      this.draw();
    });
    this.area.addEventListener("keydown", (event) => this.key(event));
    for (const event of ["keyup", "click", "select"])
      this.area.addEventListener(event, () => this.draw());
    this.draw();
  }

  get isChanged() { return this.area.value !== this.cell.text; }

  // A last line break needs something behind it to be as high as it is in the text area.
  draw() {
    const { value, selectionStart: at, selectionEnd } = this.area;
    this.shown.replaceChildren(...coloured(value), "\u200b");
    if (at !== selectionEnd) return;
    for (const i of [at - 1, at]) {
      const other = partner(value, i);
      if (other === null) continue;
      for (const place of [i, other]) this.mark(place);
      return;
    }
  }

  mark(place) {
    const walker = document.createTreeWalker(this.shown, NodeFilter.SHOW_TEXT);
    let start = 0;
    while (walker.nextNode()) {
      const { length } = walker.currentNode;
      if (place < start + length) {
        const range = document.createRange();
        range.setStart(walker.currentNode, place - start);
        range.setEnd(walker.currentNode, place - start + 1);
        range.surroundContents(page.element("span", { class: "bracket" }));
        return;
      }
      start += length;
    }
  }

  // Through the browser's own command, which brings the caret into view.
  type(text) {
    this.remember("type");
    document.execCommand("insertText", false, text);
  }

  // Keeps the text before a change, unless the change goes on with the one before.
  remember(kind) {
    const { value: text, selectionStart: from, selectionEnd: to } = this.area;
    const goesOn = ["insertText", "deleteContentBackward"].includes(kind) && kind === this.kind
      && from === to && from === this.end && performance.now() - this.time < pause;
    if (!goesOn) {
      this.past.push({ text, from, to });
      if (this.past.length > longestHistory) this.past.shift();
    }
    this.future = [];
    [this.kind, this.time] = [kind, performance.now()];
  }

  undo() { this.move(this.past, this.future); }

  redo() { this.move(this.future, this.past); }

  move(source, target) {
    const state = source.pop();
    if (!state) return;
    const { value: text, selectionStart: from, selectionEnd: to } = this.area;
    target.push({ text, from, to });
    this.area.value = state.text;
    this.area.setSelectionRange(state.from, state.to);
    this.kind = null;
    this.draw();
  }

  // Another text, from elsewhere.
  set(text) {
    this.remember("set");
    this.area.value = text;
  }

  key(event) {
    const { value, selectionStart: from, selectionEnd: to } = this.area;
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const act = (make) => { event.preventDefault(); make(); };
    if (event.key === "Enter" && event.shiftKey) return act(() => this.run());
    if (event.key === "Escape") return act(() => this.leave());
    const letter = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase();
    if (letter === "z") return act(() => event.shiftKey ? this.redo() : this.undo());
    if (letter === "y") return act(() => this.redo());
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const indent = /^ */.exec(value.slice(start, from))[0];
    if (event.key === "Tab") {
      return act(() => {
        const lines = value.slice(start, to);
        if (from === to && !event.shiftKey) return this.type("  ");
        const moved = lines.replace(event.shiftKey ? /^ {1,2}/gm : /^/gm,
          event.shiftKey ? "" : "  ");
        this.area.setSelectionRange(start, to);
        this.type(moved);
        this.area.setSelectionRange(from === to ? start + Math.max(0, from - start - 2) : start,
          from === to ? start + Math.max(0, from - start - 2) : start + moved.length);
      });
    }
    if (event.key === "Enter") {
      const opens = /[{([]\s*$/.test(value.slice(start, from));
      return act(() => this.type(`\n${indent}${opens ? "  " : ""}`));
    }
    if (event.key === "}" && from === to && /^ +$/.test(value.slice(start, from))) {
      return act(() => {
        this.area.setSelectionRange(Math.max(start, from - 2), from);
        this.type("}");
      });
    }
  }

  // By Escape.
  leave() { this.close(); }

  // The file has this text now.
  follow(cell) {
    if (this.area.value === cell.text) this.settle(cell);
    else if (cell.text === this.cell.text) this.cell = cell;
    else if (!this.isChanged) {
      this.set(cell.text);
      this.settle(cell);
      this.draw();
    } else this.conflict(cell);
  }

  settle(cell) {
    this.cell = cell;
    this.note.hidden = true;
  }

  conflict(theirs) {
    this.note.replaceChildren(page.element("p", {}, words.liveConflict),
      button(words.liveTakeTheirs, () => {
        this.set(theirs.text);
        this.settle(theirs);
        this.draw();
      }), " ", button(words.liveKeepMine, () => {
        this.cell = theirs;
        this.note.hidden = true;
        this.run();
      }));
    this.note.hidden = false;
  }
};
