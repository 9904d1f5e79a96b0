// Runs in the head, so that results that are to be predicted are hidden from the start.
try {
  if (localStorage.getItem("convbook-predict") === "on") {
    document.documentElement.classList.add("predict");
  }
} catch { /* A browser may have no storage for pages from the file system. */ }
document.documentElement.classList.add("folds");
try {
  if (localStorage.getItem("convbook-steps") === "numpy") {
    document.documentElement.classList.add("in-numpy");
  }
} catch { /* As above. */ }
try {
  if (localStorage.getItem("convbook-code") === "whole") {
    document.documentElement.classList.add("whole-code");
  }
} catch { /* As above. */ }
