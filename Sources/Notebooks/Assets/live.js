// Cells that are edited and run, on pages that a server shows. The server tells over a socket which
// parts the page consists of; those that are new replace those in their places, and nothing else
// moves. What is typed stays on the page until the server has it.

const lesson = document.getElementById("lesson");
const parts = () => [...lesson.querySelectorAll(":scope > .unit")];
const made = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};
const button = (text, act, attributes = {}) => {
  const element = page.element("button", { type: "button", class: "tool", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
};

// The bar below: what is going on, and what can be done about it.
const told = page.element("p", { class: "state", role: "status" });
const stopButton = button(words.liveStop, () => send({ stop: {} }));
const endButton = button(words.liveEndTraining, () => send({ endTraining: {} }));
const runButton = button(words.liveRunAgain, () => send({ run: {} }));
const edited = page.element("span", {}, words.liveEdited);
const changesButton = button(words.liveShowChanges, () => send({ difference: {} }));
const backButton = button(words.livePutBack, () => {
  if (confirm(words.livePutBackSure)) send({ putBack: {} });
});
const saveButton = button(words.liveSaveAs, () => {
  const name = prompt(words.liveSaveAsName);
  if (name) send({ saveAs: { name } });
});
const bar = page.element("div", { class: "live-bar" }, told, endButton, stopButton, runButton,
  edited, changesButton, saveButton, backButton);
document.body.append(bar);

// Colours a text as the page's code is coloured.
const keywords = new Set(("Any Self any as async await break case catch class continue default "
  + "defer deinit do else enum extension fallthrough false fileprivate final for func guard if "
  + "import in init inout internal is lazy let mutating nil nonmutating override private protocol "
  + "public repeat rethrows return self some static struct subscript super switch throw throws "
  + "true try typealias unowned var weak where while").split(" "));
const tokens = new RegExp([
  '(?<string>"""[^]*?(?:"""|$)|"(?:\\\\\\([^)\\n]*\\)|\\\\.|[^"\\\\\\n])*"?)',
  "(?<comment>\\/\\/[^\\n]*|\\/\\*[^]*?(?:\\*\\/|$))", "(?<number>\\d[\\d_.]*)",
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

// An editor over the code of a cell. `cell` is the text as its file had it when it was opened.
class Editor {
  constructor(source, cell) {
    [this.source, this.cell, this.edition] = [source, cell, 0];
    this.area = page.element("textarea", { spellcheck: "false", autocapitalize: "off",
      autocomplete: "off", rows: 1,
      "aria-label": page.fill(words.liveCode, { line: cell.line }) });
    this.shown = page.element("code", {});
    this.area.value = cell.text;
    this.note = page.element("div", { class: "live-note", role: "alert", hidden: "" });
    this.tools = page.element("div", { class: "live-tools" },
      button(words.liveRun, () => this.run(), { title: words.liveRunHint }),
      button(words.liveLeave, () => this.close()));
    this.frame = page.element("div", { class: "editing code" },
      page.element("pre", { "aria-hidden": "true" }, this.shown), this.area);
    source.append(this.frame, this.tools);
    source.after(this.note);
    source.classList.add("open");
    this.area.addEventListener("input", () => this.draw());
    this.area.addEventListener("keydown", (event) => this.key(event));
    for (const event of ["keyup", "click", "select"])
      this.area.addEventListener(event, () => this.draw());
    this.draw();
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(0, 0);
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

  // Through the browser's own command, so that it can be undone.
  type(text) { document.execCommand("insertText", false, text); }

  key(event) {
    const { value, selectionStart: from, selectionEnd: to } = this.area;
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const act = (make) => { event.preventDefault(); make(); };
    if (event.key === "Enter" && event.shiftKey) return act(() => this.run());
    if (event.key === "Escape") return act(() => this.close());
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

  // An edit that is on its way counts as written, so that the next one builds upon it.
  run() {
    const to = this.area.value;
    if (!this.isChanged) return send({ run: {} });
    if (!send({ edit: { cell: this.cell, to, number: ++edits } })) return;
    waiting.set(edits, { editor: this, before: this.cell });
    this.cell = { ...this.cell, text: to };
  }

  get isWaiting() { return [...waiting.values()].some(({ editor }) => editor === this); }

  // The file has this text in an edition.
  follow(cell, edition) {
    if (this.isWaiting || edition < this.edition) return;
    if (this.area.value === cell.text) this.settle(cell);
    else if (cell.text === this.cell.text) this.cell = cell;
    else if (!this.isChanged) {
      this.area.value = cell.text;
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
        this.area.value = theirs.text;
        this.settle(theirs);
        this.draw();
      }), " ", button(words.liveKeepMine, () => {
        this.cell = theirs;
        this.note.hidden = true;
        this.run();
      }));
    this.note.hidden = false;
  }

  // Leaves the editor once what was typed is written; stays if it can't be.
  close() {
    if (!this.note.hidden) return this.note.querySelector("button").focus();
    if (this.isChanged) this.run();
    if (this.isChanged) return;
    this.isLeaving = this.isWaiting;
    if (!this.isLeaving) this.remove();
  }

  remove() {
    this.frame.remove();
    this.tools.remove();
    this.note.remove();
    this.source.classList.remove("open");
    editors.delete(this.source);
    if (this.next) replaceSource(this.source, this.next);
    (this.next ?? this.source).querySelector("button.edit")?.focus({ preventScroll: true });
  }
}

// The edits that are not answered yet, by their numbers.
let edits = 0;
const waiting = new Map();
// The editors that are open, by the element that holds the code.
const editors = new Map();
const texts = new Map();
const cellOf = (source) => texts.get(parts().indexOf(source.closest(".unit")));
const open = (source) => {
  const cell = cellOf(source);
  if (cell && !editors.has(source)) editors.set(source, new Editor(source, cell));
};
page.each(".source", (source) => {
  source.querySelector(".tools").prepend(button(words.liveEdit, () => open(source), {
    class: "tool edit",
    "aria-label": page.fill(words.liveEditLabel, { line: source.dataset.line }) }));
  source.addEventListener("dblclick", (event) => {
    if (event.target.closest("pre")) open(source);
  });
});

const replaceSource = (source, next) => {
  source.replaceWith(next);
  page.added(next.parentElement);
};

// What a picture showed before, to be laid over what it shows now.
const offerBefore = (figure, former) => {
  const name = page.fill(words.liveBefore, { name: figure.dataset.caption });
  figure.querySelector("figcaption").append(" ", button(words.liveBeforeAfter, () =>
    page.compare(former, figure, { figure: former, name }), { class: "tool before-after" }));
};
const pictures = (part) => [...part.querySelectorAll("figure.picture")];

// What a part shows, whatever the numbers of its steps and lines are: those move when something is
// added above.
const outputsOf = (html) => [...made(html).querySelectorAll(".cell > .output")]
  .map((output) => output.innerHTML.replace(/ data-(?:step|of|from|to)="\d+"/g, "")).join();

// Puts a new part in the place of an old one. The code stays if somebody is editing it.
const replace = (old, next, isRedrawn) => {
  const before = pictures(old);
  const editor = editors.get(old.querySelector(".source"));
  if (editor) {
    const cell = editor.source.closest(".cell");
    const [own, other] = [cell, next.querySelector(".cell")].map((one) =>
      one?.querySelector(":scope > :is(.source, .frame)"));
    if (!other) return old;
    editor.next = next.querySelector(".source");
    for (const child of [...cell.children]) if (child !== own) child.remove();
    const children = [...other.parentElement.children];
    const at = children.indexOf(other);
    own.before(...children.slice(0, at));
    own.after(editor.note, ...children.slice(at + 1));
    cell.className = other.parentElement.className;
    old.dataset.key = next.dataset.key;
    for (const child of [...cell.children]) if (child !== own) page.added(wrapped(child));
    next = old;
  } else {
    const hasKeyboard = old.contains(document.activeElement);
    old.replaceWith(next);
    page.added(next);
    if (hasKeyboard) next.querySelector("button.edit")?.focus({ preventScroll: true });
  }
  next.classList.toggle("redrawn", isRedrawn);
  if (isRedrawn) {
    next.querySelector(":scope > .cell > .output").before(
      page.element("p", { class: "redrawn-mark" }, words.liveChanged));
    for (const figure of pictures(next)) {
      const former = before.find(({ dataset }) => dataset.caption === figure.dataset.caption);
      if (former && page.fileOf(former) !== page.fileOf(figure)) offerBefore(figure, former);
    }
  }
  return next;
};
// Scripts look below an element for theirs.
const wrapped = (element) => ({ querySelectorAll: (selector) =>
  [...(element.matches(selector) ? [element] : []), ...element.querySelectorAll(selector)] });

// The HTML of the parts by their keys, as far as the server expects it to be known.
let known = new Map();
// Whether a run has ended since the page was opened: before, all that comes is new.
let hasRun = false;
const place = (order, html) => {
  const former = known;
  known = new Map(order.map((key) => [key, html[key] ?? known.get(key)]));
  const old = parts();
  const fresh = order.map((key, index) => {
    const unit = page.element("div", { class: "unit", "data-key": key });
    return { key, index, unit };
  });
  // Parts that stay are found first; the rest stand in for those between the same neighbours.
  const kept = new Map();
  let from = 0;
  for (const { key, index } of fresh) {
    const at = old.findIndex((unit, i) => i >= from && unit.dataset.key === key);
    if (at < 0) continue;
    kept.set(index, at);
    from = at + 1;
  }
  const top = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest(".unit");
  const height = top?.getBoundingClientRect().top;
  let [last, at] = [null, 0];
  for (const { index, key, unit } of fresh) {
    if (kept.has(index)) {
      while (at < kept.get(index)) old[at++].remove();
      last = old[at++];
      continue;
    }
    unit.append(made(known.get(key)));
    const next = [...kept].find(([i]) => i > index)?.[1] ?? old.length;
    if (at < next) {
      const was = former.get(old[at].dataset.key);
      const now = outputsOf(known.get(key));
      last = replace(old[at++], unit,
        hasRun && was !== undefined && now !== "" && outputsOf(was) !== now);
    } else {
      if (last) last.after(unit);
      else lesson.prepend(unit);
      page.added(unit);
      last = unit;
    }
  }
  while (at < old.length) old[at++].remove();
  // What is read stays where it is, whatever changed above it.
  const stays = top?.isConnected ? top : null;
  if (stays) scrollBy({ top: stays.getBoundingClientRect().top - height, behavior: "instant" });
};

const showErrors = (errors) => {
  for (const old of document.querySelectorAll(".live-error")) old.remove();
  for (const { part, line, words: text, code, meaning } of errors) {
    const cell = parts()[part]?.querySelector(".cell") ?? lesson.querySelector(".unit");
    const where = line ? `${page.fill(words.liveWhere, { line })}: ` : "";
    const box = page.element("div", { class: "live-error" },
      page.element("p", {}, page.element("strong", {}, where), text),
      ...(code ? [page.element("pre", { tabindex: 0 }, code)] : []),
      ...(meaning ? [page.element("p", {}, meaning)] : []));
    const after = [...cell.querySelectorAll(".live-error, .source, .live-note")].at(-1);
    if (cell.querySelector(".frame")) cell.querySelector(".frame").open = true;
    if (after) after.after(box);
    else cell.prepend(box);
  }
};

// Curves that grow while a network is trained, each training in a figure of its own.
const trainings = new Map();
const curve = (kind, points, low, high) => {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", kind);
  const across = Math.max(1, ...points.map(([x]) => x));
  path.setAttribute("d", points.map(([x, y], i) =>
    `${i ? "L" : "M"}${x / across * 100} ${60 - (y - low) / (high - low || 1) * 60}`).join(""));
  return path;
};
const showTraining = ({ _0: training, cell }) => {
  const unit = parts()[cell + 1];
  if (!unit) return;
  const { name, epoch, epochs, step, steps, loss, accuracy, validation } = training;
  let shown = trainings.get(name);
  if (!shown || (epoch === 1 && step < shown.step)) {
    shown?.box.remove();
    shown = { box: page.element("div", { class: "training" }), loss: [], accuracy: [],
      validation: [], step: 0 };
    trainings.set(name, shown);
  }
  if (!shown.box.isConnected) (unit.querySelector(".cell") ?? unit).append(shown.box);
  shown.step = (epoch - 1) * steps + step;
  shown.loss.push([shown.step, loss]);
  shown.accuracy.push([shown.step, accuracy]);
  if (validation !== undefined) shown.validation.push([shown.step, validation]);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 60");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  svg.append(curve("loss", shown.loss, 0, Math.max(...shown.loss.map(([, y]) => y))),
    curve("accuracy", shown.accuracy, 0, 1), curve("validation", shown.validation, 0, 1));
  const share = (value) => `${(100 * value).toFixed(1)} %`;
  const tell = (kind, title, value) => page.element("span", { class: kind }, `${title} ${value}`);
  shown.box.replaceChildren(page.element("p", {}, page.element("strong", {}, name), " ",
    page.fill(words.liveEpoch, { epoch, epochs, step, steps })), svg, page.element("p", {},
    tell("loss", words.liveLoss, loss.toFixed(3)),
    tell("accuracy", words.liveAccuracy, share(accuracy)),
    ...(validation === undefined ? [] : [
      tell("validation", words.liveValidation, share(validation))])));
  endButton.hidden = false;
};

const phases = { compiling: words.liveCompiling, running: words.liveRunning,
  finished: words.liveDone, kept: words.liveKept, failed: words.liveFailed,
  rejected: words.liveRejected, stopped: words.liveStopped, trouble: words.liveFailed };
const showView = (view) => {
  place(view.order, view.parts);
  texts.clear();
  for (const [part, cell] of Object.entries(view.texts)) texts.set(Number(part), cell);
  for (const [source, editor] of editors) {
    const cell = cellOf(source);
    if (cell) editor.follow(cell, view.edition);
  }
  const isBusy = ["compiling", "running"].includes(view.phase);
  const isBad = ["failed", "rejected", "trouble"].includes(view.phase);
  bar.classList.toggle("busy", isBusy);
  bar.classList.toggle("bad", isBad);
  const text = page.fill(phases[view.phase], { seconds: (view.seconds ?? 0).toFixed(1) });
  told.replaceChildren(view.words ? `${text}: ${view.words}` : text);
  const bad = lesson.querySelector(".failure, .live-error");
  showErrors(view.errors);
  const target = lesson.querySelector(".live-error") ?? bad;
  if (isBad && target) {
    target.id ||= "trouble";
    told.append(" · ", page.element("a", { href: `#${target.id}` }, words.liveSeeIt));
  }
  hasRun ||= !isBusy;
  stopButton.hidden = !isBusy;
  runButton.hidden = isBusy;
  if (!isBusy) {
    endButton.hidden = true;
    trainings.clear();
    for (const box of lesson.querySelectorAll(".training")) box.remove();
  }
  for (const own of [edited, changesButton, saveButton, backButton]) own.hidden = !view.isEdited;
  parts().forEach((unit, index) => {
    unit.classList.toggle("running", isBusy && index === view.running);
    unit.querySelector(".cell")?.setAttribute("data-live", words.liveRunningHere);
  });
  Object.assign(document.documentElement.dataset, { live: view.phase, edition: view.edition });
};

const showChanges = (files) => {
  const closer = button(words.liveClose, () => dialog.close());
  const lines = ({ lines }) => lines.map((line) => page.element("span", { class:
    line?.startsWith("+") ? "added" : line?.startsWith("−") ? "removed" : "same" },
    `${line ?? "⋮"}\n`));
  const dialog = page.element("dialog", { class: "changes", "aria-label": words.liveChangesTitle },
    page.element("h2", {}, words.liveChangesTitle),
    ...(files.length ? [] : [page.element("p", {}, words.liveNoChanges)]),
    ...files.flatMap((file) => [page.element("h3", {}, file.file),
      page.element("pre", { tabindex: 0 }, ...lines(file))]), closer);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

let socket;
// Returns whether it was sent.
const send = (request) => {
  const isOpen = socket?.readyState === WebSocket.OPEN;
  if (isOpen) socket.send(JSON.stringify(request));
  return isOpen;
};
const answered = ({ number, edition }) => {
  const { editor, before } = waiting.get(number) ?? {};
  waiting.delete(number);
  if (!editor) return;
  if (edition !== undefined) {
    editor.edition = edition;
    if (editor.isLeaving) editor.close();
    return;
  }
  editor.isLeaving = false;
  // Not written: what is typed is still to be.
  editor.cell = before;
  const theirs = cellOf(editor.source);
  if (theirs) editor.conflict(theirs);
};
const hear = (message) => {
  if (message.view) showView(message.view._0);
  if (message.progress) showTraining(message.progress);
  if (message.difference) showChanges(message.difference._0);
  if (message.saved) told.replaceChildren(page.element("a",
    { href: `/${message.saved.name}/` }, page.fill(words.liveSavedAs, message.saved)));
  if (message.trouble) told.textContent = message.trouble._0;
  if (message.written ?? message.conflict) answered(message.written ?? message.conflict);
};
const connect = () => {
  const own = new WebSocket(new URL("socket", location.href).href.replace(/^http/, "ws"));
  socket = own;
  own.addEventListener("open", () => {
    known = new Map();
    // Another server begins to count anew.
    for (const editor of editors.values()) editor.edition = 0;
  });
  own.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  own.addEventListener("close", async () => {
    for (const one of [stopButton, endButton, runButton]) one.hidden = true;
    for (const { editor, before } of [...waiting.values()].reverse())
      Object.assign(editor, { cell: before, isLeaving: false });
    waiting.clear();
    bar.classList.remove("busy");
    bar.classList.add("bad");
    document.documentElement.dataset.live = "gone";
    let status = 0;
    try { status = (await fetch("/alive")).status; } catch { /* Nobody is there. */ }
    told.textContent = status === 401 ? words.liveLocked
      : `${words.liveGone} ${words.liveGoneHint}`;
    setTimeout(connect, 1000);
  });
};
connect();
// What was typed and never run would be lost.
addEventListener("beforeunload", (event) => {
  if ([...editors.values()].some((editor) => editor.isChanged)) event.preventDefault();
});
