// What the other scripts have in common. It stands before them on every page that has one.

// A text with its places filled: fill("{a} of {b}", { a: 1, b: 2 }).
page.fill = (text, places) => text.replace(/\{(\w+)\}/g, (_, name) => places[name]);

// An element with attributes and children; text is only ever text.
page.element = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// Says a text to a screen reader when it is next silent; it is not shown.
const aloud = page.element("p", { class: "aloud", "aria-live": "polite" });
document.body.append(aloud);
page.say = (text) => { aloud.textContent = text; };
