// The exercise below a lesson: the student's file in an editor, and what a check finds in it. The
// file is the one that `convbook check` and `watch` read, so the page follows it.

const button = page.toolButton;
const lesson = document.getElementById("lesson");
const heading = page.element("h2", {});
const progress = page.element("p", { class: "exercise-progress" });
const task = page.element("div", {});
const file = page.element("p", { class: "caption" });
const verdict = page.element("div", { class: "verdict", role: "status" });
const hints = page.element("ol", { class: "hints" });
const solution = page.element("pre", { class: "solution", tabindex: 0, hidden: "" });

// The last verdict, with the text that was checked.
let checked = null;
let editor = null;

class AnswerEditor extends page.CodeEditor {
  constructor(cell) {
    super(cell, words.exerciseAnswer);
    this.area.addEventListener("input", () => showAge());
  }

  run() {
    if (checkButton.disabled) return;
    const text = this.area.value;
    if (!page.send({ check: { text, former: this.cell.text } })) return;
    [this.before, this.cell] = [this.cell, { text }];
    this.note.hidden = true;
    checkButton.disabled = true;
    checkButton.textContent = words.exerciseChecking;
  }

  follow(cell) {
    // A text that is on its way counts as written.
    if (this.before && cell.text === this.before.text) return;
    super.follow(cell);
  }

  close() { checkButton.focus({ preventScroll: true }); }
}

const checkButton = button(words.exerciseCheck, () => editor?.run(),
  { title: words.exerciseCheckHint, class: "tool check" });
const hintButton = button(words.exerciseHint, () => page.send({ hint: {} }));
const solutionButton = button(words.exerciseSolution, () => page.send({ solution: {} }));
const resetButton = button(words.exerciseReset, () => {
  if (confirm(words.exerciseResetSure)) page.send({ resetExercise: {} });
});
const tools = page.element("div", { class: "live-tools" }, checkButton, hintButton,
  solutionButton, resetButton);
const section = page.element("section", { class: "exercise", id: "your-answer" }, heading, progress,
  task, file, tools, verdict, hints, solution);

const showAge = () => {
  const isStale = checked !== null && checked !== editor.area.value;
  verdict.classList.toggle("stale", isStale);
};

const show = (state) => {
  if (!section.isConnected) {
    const turn = lesson.querySelector(":scope > .turn");
    if (turn) turn.before(section);
    else lesson.append(section);
    document.querySelector(".outline ol")?.append(page.element("li", {},
      page.element("a", { href: "#your-answer" }, words.exerciseLink)));
  }
  heading.textContent = state.title;
  progress.classList.toggle("passed", state.hasPassed);
  progress.textContent = [state.hasPassed ? words.exercisePassed : words.exerciseAhead,
    state.checks ? page.fill(words.exerciseChecks, { count: state.checks })
      : words.exerciseUnchecked,
    page.fill(words.exerciseHints, { seen: state.hints.length, all: state.hintCount }),
    state.progress].join(" · ");
  task.replaceChildren(...state.task.map((text) => page.element("p", {}, text)));
  file.textContent = page.fill(words.exerciseFile, { file: state.file });
  if (editor) editor.follow({ text: state.text });
  else {
    editor = new AnswerEditor({ text: state.text });
    file.after(editor.frame);
    tools.after(editor.note);
  }
  hints.replaceChildren(...state.hints.map((hint, index) => page.element("li", {},
    page.element("strong", {}, page.fill(words.exerciseOneHint,
      { number: index + 1, all: state.hintCount })), " ", hint)));
  hintButton.hidden = state.hints.length >= state.hintCount;
  solutionButton.hidden = !state.hasPassed;
  showAge();
};

const block = ({ heading: name, text }) => page.element("figure", {},
  page.element("figcaption", {}, name), page.element("pre", { tabindex: 0 }, text));
const paragraphs = (texts) => texts.map((text) => page.element("p", {}, text));
const marks = { passed: "✓", unfinished: "…" };
const functionFound = (found) => page.element("article", { class: found.status },
  page.element("h3", {}, `${marks[found.status] ?? "✗"} `,
    page.element("code", {}, found.name), ` ${found.message}`),
  ...paragraphs(found.explanation),
  ...(found.called ? [page.element("p", {}, found.called),
    page.element("div", { class: "blocks" }, ...found.arguments.map(block))] : []),
  ...(found.answers.length ? [page.element("div", { class: "blocks" },
    ...found.answers.map(block))] : []),
  ...paragraphs(found.remarks),
  ...(found.picture ? [page.element("img", { src: found.picture, alt: words.exercisePicture })]
    : []));
const rest = () => {
  checkButton.disabled = false;
  checkButton.textContent = words.exerciseCheck;
  if (editor) editor.before = null;
};
const tell = (status, ...found) => {
  verdict.dataset.status = status;
  verdict.replaceChildren(...found);
};
const showVerdict = (found, text) => {
  rest();
  checked = text;
  const { status, compiler, call, printed } = found;
  tell(status, page.element("p", { class: "stale-mark" }, words.exerciseStale),
    ...(compiler ? [page.element("pre", { tabindex: 0 }, compiler)] : []),
    ...found.functions.map(functionFound), ...(call ? paragraphs([call]) : []),
    ...(status === "passed" ? paragraphs([words.exerciseRight]) : []),
    ...(printed ? [block({ heading: words.exercisePrinted, text: printed })] : []));
  showAge();
};

page.hear("exercise", ({ _0: state }) => show(state));
page.hear("checked", ({ _0: found, text }) => showVerdict(found, text));
page.hear("exerciseConflict", ({ _0: state }) => {
  editor.cell = editor.before;
  rest();
  editor.conflict({ text: state.text });
});
page.hear("uncheckable", ({ _0: trouble }) => {
  rest();
  tell("failed", page.element("p", {}, trouble));
});
page.hear("solution", ({ _0: text }) => {
  solution.hidden = false;
  solution.replaceChildren(page.element("code", {}, ...page.coloured(text)));
});
page.hear("gone", () => {
  if (editor?.before) editor.cell = editor.before;
  rest();
});
addEventListener("beforeunload", (event) => { if (editor?.isChanged) event.preventDefault(); });
