// A button beside each code cell that copies it.

const aloud = document.createElement("p");
aloud.className = "aloud";
aloud.setAttribute("aria-live", "polite");
document.body.append(aloud);

// Where a page may not use the clipboard, a selected text may still be copied.
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

for (const block of document.querySelectorAll(".source")) {
  const code = block.querySelector("code");
  const button = document.createElement("button");
  [button.type, button.className, button.textContent] = ["button", "tool copy", words.copy];
  button.setAttribute("aria-label", words.copyLabel.replace("{line}", block.dataset.line));
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent + "\n");
    } catch {
      done = copySelected(code);
    }
    button.textContent = aloud.textContent = done ? words.copied : words.copyFailed;
    setTimeout(() => {
      button.textContent = words.copy;
      aloud.textContent = "";
    }, 1800);
  });
  block.querySelector(".tools").append(button);
}
