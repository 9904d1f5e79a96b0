// The numbers of a picture. A page opened from the file system may show a picture but not read it,
// so each picture lies beside the page once more as text, 01-photo.png in pixels/01-photo.js. It is
// loaded when somebody first asks for a number of it. The PNG is decoded here and not by a canvas:
// some browsers blur what a canvas tells, and it would mix colour with transparency.

const arrivals = new Map();
window.convbookPixels = (file, base64) => arrivals.get(file)(base64);

// From a server the picture itself can be read, one from the file system only as a script.
const fetched = async (file) => {
  const reply = await fetch(file);
  if (!reply.ok) throw new Error(`${file} is missing`);
  return new Uint8Array(await reply.arrayBuffer());
};
const loaded = (file) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  arrivals.set(file, resolve);
  script.src = `pixels/${file.replace("pixels/", "").replace(/\.png$/, ".js")}`;
  script.onerror = () => reject(new Error(`${script.src} is missing`));
  document.head.append(script);
});

const inflated = async (parts) => {
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

// Which of the pixel to the left, above, and above to the left is nearest to their plane.
const paeth = (left, above, corner) => {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? above : corner;
};

// PNG as this project writes it: 8 bits, no palette, not interlaced (PNG specification, chapter 9).
const decoded = async (bytes) => {
  const view = new DataView(bytes.buffer);
  const parts = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < bytes.length;) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (kind === "IHDR") {
      [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[bytes[at + 17]];
      if (bytes[at + 16] !== 8 || !channels || bytes[at + 20]) throw new Error("not a PNG of ours");
    }
    if (kind === "IDAT") parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = await inflated(parts);
  const rowLength = width * channels;
  const values = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (rowLength + 1)];
    for (let i = 0; i < rowLength; i++) {
      const at = y * rowLength + i;
      const left = i >= channels ? values[at - channels] : 0;
      const above = y ? values[at - rowLength] : 0;
      const corner = y && i >= channels ? values[at - rowLength - channels] : 0;
      const expected = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      values[at] = rows[y * (rowLength + 1) + 1 + i] + expected;
    }
  }
  return { width, height, channels, values };
};

const known = new Map();

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// The file's { width, height, channels, values }, values row by row, channels side by side.
page.pixels = (file) => {
  if (!known.has(file)) {
    // A page that is one file has its pictures in it: then their address is the picture.
    const bytes = file.startsWith("data:") ? Promise.resolve(bytesOf(file.split(",", 2)[1]))
      : location.protocol === "file:" ? loaded(file).then(bytesOf) : fetched(file);
    known.set(file, bytes.then(decoded));
  }
  return known.get(file);
};

// The file of a figure; a drawing has it beside itself.
page.fileOf = (figure) => figure.dataset.file ?? figure.querySelector("img").getAttribute("src");

// The channels of one pixel.
page.pixel = ({ width, channels, values }, y, x) =>
  [...values.subarray((y * width + x) * channels, (y * width + x + 1) * channels)];
