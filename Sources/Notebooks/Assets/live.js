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
const button = page.toolButton;

// The bar below: what is going on, and what can be done about it.
const told = page.element("p", { class: "state", role: "status" });
const stopButton = button(words.liveStop, () => send({ stop: {} }));
const endButton = button(words.liveEndTraining, () => send({ endTraining: {} }));
endButton.hidden = true;
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
const removeButton = button(words.liveRemove, () => {
  if (confirm(words.liveRemoveSure)) send({ removeSaved: {} });
});
removeButton.hidden = true;
const bar = page.element("div", { class: "live-bar" }, told, endButton, stopButton, runButton,
  edited, changesButton, saveButton, backButton, removeButton);
document.body.append(bar);

// An editor over the code of a cell. `cell` is the text as its file had it when it was opened.
class CellEditor extends page.CodeEditor {
  constructor(source, cell) {
    super(cell, page.fill(words.liveCode, { line: cell.line }));
    [this.source, this.edition] = [source, 0];
    this.tools = page.element("div", { class: "live-tools" },
      button(words.liveRun, () => this.run(), { title: words.liveRunHint }),
      this.closer = button(words.liveLeave, () => this.close()));
    this.unrun = page.element("span", { class: "unrun", hidden: "" }, words.liveUnrun);
    this.tools.append(this.unrun);
    source.append(this.frame, this.tools);
    this.draw();
    source.after(this.note);
    source.classList.add("open");
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(0, 0);
  }

  // Says whether there is text that no run has had.
  draw() {
    super.draw();
    if (!this.unrun) return;
    this.unrun.hidden = !this.isChanged;
    this.closer.textContent = this.isChanged ? words.liveRunAndLeave : words.liveLeave;
  }

  // An edit that is on its way counts as written, so that the next one builds upon it.
  run() {
    const to = this.area.value;
    if (!this.isChanged) return send({ run: {} });
    if (!send({ edit: { cell: this.cell, to, number: ++edits } })) return;
    waiting.set(edits, { editor: this, before: this.cell });
    this.cell = { ...this.cell, text: to };
    this.draw();
  }

  get isWaiting() { return [...waiting.values()].some(({ editor }) => editor === this); }

  // The file has this text in an edition.
  follow(cell, edition) {
    if (!this.isWaiting && edition >= this.edition) super.follow(cell);
  }

  // Escape runs nothing: what was typed stays, and the keyboard goes on to the buttons.
  leave() {
    if (this.isChanged) this.tools.querySelector("button").focus({ preventScroll: true });
    else this.close();
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
  if (cell && !editors.has(source)) editors.set(source, new CellEditor(source, cell));
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

// Marks a line of a cell, from 1, where its code stands: in its editor, if that is open.
const markTrouble = (cell, line, shownLine) => {
  const edited = cell.querySelector(".editing code");
  const at = edited ? line : shownLine;
  const shown = edited ?? cell.querySelector(".code:not(.python) > code");
  if (at) page.markTrouble(shown, at);
  return at;
};

const showErrors = (errors) => {
  for (const old of document.querySelectorAll(".live-error")) old.remove();
  page.clearTrouble();
  for (const box of lesson.querySelectorAll(".failure[data-line]")) {
    const editor = editors.get(box.closest(".unit").querySelector(".source"));
    const { at, line } = box.dataset;
    markTrouble(box.closest(".cell"), editor && Number(at) - editor.cell.line + 1, Number(line));
  }
  for (const { part, line, shownLine, words: text, code, meaning } of errors) {
    const cell = parts()[part]?.querySelector(".cell") ?? lesson.querySelector(".unit");
    const at = markTrouble(cell, line, shownLine) ?? line;
    const where = at ? `${page.fill(words.liveWhere, { line: at })}: ` : "";
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
  const across = Math.max(1, ...points.map(([x]) => x));
  return page.svg("path", { class: kind, d: points.map(([x, y], i) =>
    `${i ? "L" : "M"}${x / across * 100} ${60 - (y - low) / (high - low || 1) * 60}`).join("") });
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
  const largest = Math.max(...shown.loss.map(([, y]) => y));
  const svg = page.svg("svg", { viewBox: "0 0 100 60", preserveAspectRatio: "none",
    "aria-hidden": "true" }, curve("loss", shown.loss, 0, largest),
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

// Says under the cells which trainings were not run again.
const showKeptTrainings = (kept) => {
  for (const old of lesson.querySelectorAll(".kept-training")) old.remove();
  for (const { name, part } of kept) parts()[part]?.querySelector(".cell")?.append(
    page.element("p", { class: "kept-training" }, page.fill(words.liveKeptTraining, { name }), " ",
      button(words.liveTrainAnew, () => send({ trainAnew: {} }))));
};

// Says from where on outputs are those of the run before, because the last one broke off.
const showStale = (from, isBusy) => {
  for (const old of lesson.querySelectorAll(".stale-mark")) old.remove();
  const units = parts();
  units.forEach((unit, index) => unit.classList.toggle("stale", !isBusy && index >= from));
  const outputs = (unit) => unit.querySelector(":scope > .cell > .output");
  const first = isBusy || from === undefined ? null
    : units.slice(from).map(outputs).find((output) => output);
  first?.before(page.element("p", { class: "stale-mark" }, words.liveStale));
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
  showKeptTrainings(view.keptTrainings);
  showStale(view.stale, isBusy);
  for (const own of [edited, changesButton, saveButton, backButton]) own.hidden = !view.isEdited;
  removeButton.hidden = !view.isSaved;
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
page.send = send;
page.sendBytes = (bytes) => { if (socket.readyState === WebSocket.OPEN) socket.send(bytes); };
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
// What is done with each message, by its name; other scripts add theirs.
const hearers = { view: [({ _0 }) => showView(_0)], progress: [showTraining],
  difference: [({ _0 }) => showChanges(_0)], written: [answered], conflict: [answered],
  saved: [(saved) => told.replaceChildren(page.element("a", { href: `/${saved.name}/` },
    page.fill(words.liveSavedAs, saved)))],
  removed: [(removed) => told.replaceChildren(`${page.fill(words.liveRemoved, removed)} `,
    page.element("a", { href: "/" }, words.liveContents))],
  trouble: [({ _0 }) => { told.textContent = _0; }] };
page.hear = (name, act) => { (hearers[name] ??= []).push(act); };
const hear = (message) => {
  for (const [name, content] of Object.entries(message))
    for (const act of hearers[name] ?? []) act(content);
};
const connect = () => {
  const address = new URL(`socket.${document.documentElement.lang}`, location.href);
  const own = new WebSocket(address.href.replace(/^http/, "ws"));
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
    hear({ gone: {} });
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
