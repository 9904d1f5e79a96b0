// Runs in the head, so that results that are to be predicted are hidden from the start.
try {
  if (localStorage.getItem("convbook-predict") === "on") {
    document.documentElement.classList.add("predict");
  }
} catch { /* A browser may have no storage for pages from the file system. */ }
document.documentElement.classList.add("folds");
try {
  const steps = localStorage.getItem("convbook-steps");
  if (["numpy", "torch"].includes(steps)) {
    document.documentElement.classList.add(`in-${steps}`);
  }
} catch { /* As above. */ }
try {
  if (localStorage.getItem("convbook-code") === "whole") {
    document.documentElement.classList.add("whole-code");
  }
} catch { /* As above. */ }
