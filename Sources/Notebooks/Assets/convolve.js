// Windows, cross-correlation and pooling by the rules of the library: windows that don't fit are
// omitted, numbers are rounded to Float.

// The windows along one axis: `padding` is a number of cells on each side or "same", which pads as
// much as it takes for ⌈length / stride⌉ windows, the odd cell at the end. `dilation` is the
// distance between two cells of a window.
page.windows = (length, window, stride = 1, padding = 0, dilation = 1) => {
  const span = (window - 1) * dilation + 1;
  let [before, after] = [padding, padding];
  if (padding === "same") {
    const all = Math.max(0, (Math.ceil(length / stride) - 1) * stride + span - length);
    before = Math.floor(all / 2);
    after = all - before;
  }
  const room = length + before + after - span;
  return { length, window, stride, dilation, span, before, after,
    count: room < 0 ? 0 : Math.floor(room / stride) + 1 };
};
// Which cell of a window, from 0, lies at a position of the axis; null if none does.
page.termAt = ({ stride, dilation, before, window }, index, position) => {
  const term = (position - index * stride + before) / dilation;
  return Number.isInteger(term) && term >= 0 && term < window ? term : null;
};
// The windows along the axis that read a position.
page.readers = (axis, position) => [...Array(axis.count).keys()]
  .filter((index) => page.termAt(axis, index, position) !== null);
page.outputSize = (...axis) => page.windows(...axis).count;

// Pictures are { height, width, values }, values row by row; a filter is an array of rows. Padding
// is made of zeros.
page.convolve = ({ height, width, values }, filter, stride = 1, padding = 0, dilation = 1) => {
  const [high, wide] = [filter.length, filter[0].length];
  const down = page.windows(height, high, stride, padding, dilation);
  const across = page.windows(width, wide, stride, padding, dilation);
  const result = new Float32Array(down.count * across.count);
  for (let y = 0; y < down.count; y++) {
    for (let x = 0; x < across.count; x++) {
      let sum = 0;
      for (let i = 0; i < high; i++) {
        const row = y * stride + i * dilation - down.before;
        if (row < 0 || row >= height) continue;
        for (let j = 0; j < wide; j++) {
          const column = x * stride + j * dilation - across.before;
          if (column >= 0 && column < width) sum += values[row * width + column] * filter[i][j];
        }
      }
      result[y * across.count + x] = sum;
    }
  }
  return { height: down.count, width: across.count, values: result };
};

// The largest number of each window, or the mean ("max", "mean") of those that lie in the picture.
page.pool = (kind, { height, width, values }, [high, wide], stride, padding = 0, dilation = 1) => {
  const down = page.windows(height, high, stride, padding, dilation);
  const across = page.windows(width, wide, stride, padding, dilation);
  const result = new Float32Array(down.count * across.count);
  for (let y = 0; y < down.count; y++) {
    for (let x = 0; x < across.count; x++) {
      let [largest, sum, count] = [-Infinity, 0, 0];
      for (let i = 0; i < high; i++) {
        const row = y * stride + i * dilation - down.before;
        if (row < 0 || row >= height) continue;
        for (let j = 0; j < wide; j++) {
          const column = x * stride + j * dilation - across.before;
          if (column < 0 || column >= width) continue;
          const value = values[row * width + column];
          largest = Math.max(largest, value);
          sum += value;
          count++;
        }
      }
      result[y * across.count + x] = kind === "max" ? largest : sum / count;
    }
  }
  return { height: down.count, width: across.count, values: result };
};

// Formats a number as in prose: at most four decimals, and a minus sign.
page.number = (value) => String(Number(value.toFixed(4))).replace("-", "−");

// "2 · 1 + 3 · (−1)": the products of one row, factors below zero in brackets.
page.products = (numbers, weights) => {
  const factor = (value) => (value < 0 ? `(${page.number(value)})` : page.number(value));
  return numbers.map((value, j) => `${factor(value)} · ${factor(weights[j])}`).join(" + ");
};

// The products, a row of the filter a line, and their sum below. Lines never wrap, so that nothing
// moves while the numbers change.
page.write = (paragraph, lines, result) => {
  const told = lines.map((line) => page.element("span", {}, line));
  paragraph.replaceChildren(...told, page.element("span", {}, result[0], " ", 
    page.element("strong", {}, result[1])));
};
page.writeSum = (paragraph, lines, sum) => {
  page.write(paragraph, lines.map((line, i) => line + (i < lines.length - 1 ? " +" : "")),
    ["=", page.number(sum)]);
};

// A menu with its label; options are numbers, or pairs of a value and its text. Setting `value`
// chooses without a call of `act`.
page.choice = (label, options, chosen, act) => {
  const pairs = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  const select = page.element("select", { class: "tool" },
    ...pairs.map(([value, text]) => page.element("option", { value }, String(text))));
  const made = page.element("label", {}, label, " ", select);
  Object.defineProperty(made, "value", {
    get: () => pairs[select.selectedIndex]?.[0],
    set: (value) => { select.value = String(value); },
  });
  made.value = chosen;
  select.addEventListener("change", () => act(made.value));
  return made;
};

// The colour of a number: from blue over the page's own at 0 to orange, the stronger the nearer it
// is to the largest.
page.shade = (value, largest) => {
  const share = largest > 0 && Number.isFinite(value) ? Math.abs(value) / largest : 0;
  return `color-mix(in oklab, var(--${value < 0 ? "negative" : "positive"}) `
    + `${Math.round(65 * Math.min(1, share))}%, var(--paper))`;
};
