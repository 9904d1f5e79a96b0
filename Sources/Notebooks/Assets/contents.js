// Search: hides cards that lack one of the words, and parts without cards.

const form = document.querySelector(".search");
const field = form.elements.words;
const found = form.querySelector("output");
const cards = [...document.querySelectorAll(".card")];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = cards.map((card) => plain(`${card.textContent} ${card.dataset.words}`));

const search = () => {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  cards.forEach((card, index) => {
    card.hidden = !wanted.every((word) => texts[index].includes(word));
    if (!card.hidden) count++;
  });
  for (const part of document.querySelectorAll("main > section"))
    part.hidden = !part.querySelector(".card:not([hidden])");
  found.textContent = wanted.length === 0 ? ""
    : count === 0 ? words.searchNothing
    : words.searchFound.replace("{count}", count).replace("{all}", cards.length);
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  // A single answer is opened.
  const left = cards.filter((card) => !card.hidden);
  if (field.value.trim() && left.length === 1) left[0].querySelector("a")?.click();
});
field.addEventListener("input", search);
// The browser may have restored the typed text.
search();
