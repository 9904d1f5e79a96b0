// Stands in the head, so that a page whose results are to be guessed never shows them first.
try {
  if (localStorage.getItem("convbook-predict") === "on") document.documentElement.classList.add("predict");
} catch { /* A browser may keep nothing for pages from the file system. */ }
