// Zooms drawings with buttons, keys, two fingers and dragging, by changing the view box.

page.each(".zoomable svg", (drawing) => {
  const whole = drawing.getAttribute("viewBox").split(" ").map(Number);
  let [x, y, w, h] = whole;
  const touches = new Map();
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const show = () => {
    x = clamp(x, whole[0], whole[0] + whole[2] - w);
    y = clamp(y, whole[1], whole[1] + whole[3] - h);
    drawing.setAttribute("viewBox", [x, y, w, h].join(" "));
    drawing.style.touchAction = w < whole[2] ? "none" : "pan-x pan-y";
  };
  const zoom = (factor, atX = 0.5, atY = 0.5) => {
    const to = clamp(w / factor, whole[2] / 16, whole[2]);
    x += (w - to) * atX;
    y += (h - to * whole[3] / whole[2]) * atY;
    [w, h] = [to, to * whole[3] / whole[2]];
    show();
  };
  // The filled shape that is nearest to the middle of what is seen: that is where the buttons and
  // keys lead, and not between two things.
  const nearest = () => {
    const box = drawing.getBoundingClientRect();
    const places = [...drawing.querySelectorAll("path[fill-opacity], polygon, rect")]
      .map((part) => part.getBoundingClientRect())
      .filter((part) => part.width < box.width / 2)
      .map((part) => [((part.left + part.right) / 2 - box.left) / box.width,
        ((part.top + part.bottom) / 2 - box.top) / box.height])
      .filter((place) => place.every((share) => share >= 0 && share <= 1));
    const away = ([across, down]) => Math.hypot(across - 0.5, down - 0.5);
    return places.reduce((best, place) => (away(place) < away(best) ? place : best),
      places[0] ?? [0.5, 0.5]);
  };
  const zoomIn = () => zoom(1.5, ...nearest());
  const reset = () => { [x, y, w, h] = whole; show(); };
  const share = (event) => {
    const box = drawing.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const keys = {
    "+": zoomIn, "=": zoomIn, "-": () => zoom(1 / 1.5), "0": reset,
    ArrowLeft: () => { x -= w / 8; show(); }, ArrowRight: () => { x += w / 8; show(); },
    ArrowUp: () => { y -= h / 8; show(); }, ArrowDown: () => { y += h / 8; show(); },
  };
  drawing.tabIndex = 0;
  drawing.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow") && w === whole[2]) return;
    event.preventDefault();
    keys[event.key]();
  });
  drawing.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 200), ...share(event));
  }, { passive: false });
  drawing.addEventListener("dblclick", (event) => zoom(2, ...share(event)));
  drawing.addEventListener("pointerdown", (event) => {
    touches.set(event.pointerId, event);
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    const before = touches.get(event.pointerId);
    if (!before) return;
    const box = drawing.getBoundingClientRect();
    const other = [...touches.values()].find((touch) => touch.pointerId !== event.pointerId);
    const apart = (touch) => Math.hypot(touch.clientX - other.clientX,
      touch.clientY - other.clientY);
    if (other) zoom(apart(event) / Math.max(apart(before), 1), ...share(other));
    x -= (event.clientX - before.clientX) / box.width * w / touches.size;
    y -= (event.clientY - before.clientY) / box.height * h / touches.size;
    touches.set(event.pointerId, event);
    show();
  });
  for (const end of ["pointerup", "pointercancel"])
    drawing.addEventListener(end, (event) => touches.delete(event.pointerId));
  const bar = document.createElement("div");
  bar.className = "zoom " + drawing.getAttribute("class");
  for (const [sign, name, act] of [
    ["+", words.zoomIn, zoomIn], ["−", words.zoomOut, () => zoom(1 / 1.5)],
    ["1:1", words.zoomReset, reset],
  ]) {
    const button = document.createElement("button");
    [button.type, button.textContent, button.title] = ["button", sign, name];
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    bar.append(button);
  }
  drawing.before(bar);
  show();
});
