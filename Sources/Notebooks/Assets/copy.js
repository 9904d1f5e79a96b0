// A button beside each code cell that copies it.

// Without clipboard permission, a selection can still be copied.
const copySelected = (code) => {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(code);
  selection.removeAllRanges();
  selection.addRange(range);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  return done;
};

page.each(".source", (block) => {
  // That of the tab which is shown.
  const shown = () => [...block.querySelectorAll("pre > code")].find((code) => code.offsetParent);
  const label = page.fill(words.copyLabel, { line: block.dataset.line });
  const button = page.element(
    "button", { type: "button", class: "tool copy", "aria-label": label }, words.copy);
  button.addEventListener("click", async () => {
    const code = shown();
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent + "\n");
    } catch {
      done = copySelected(code);
    }
    button.textContent = done ? words.copied : words.copyFailed;
    page.say(button.textContent);
    setTimeout(() => { button.textContent = words.copy; }, 1800);
  });
  block.querySelector(".tools").append(button);
});
