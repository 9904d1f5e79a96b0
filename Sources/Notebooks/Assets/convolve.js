// Cross-correlation and max pooling by the rules of the library: zero padding, windows that don't
// fit are omitted, numbers are rounded to Float.

// Pictures are { height, width, values }, values row by row; a filter is an array of rows.
page.outputSize = (length, window, stride, padding) =>
  length + 2 * padding < window ? 0 : Math.floor((length + 2 * padding - window) / stride) + 1;

page.convolve = ({ height, width, values }, filter, stride = 1, padding = 0) => {
  const [high, wide] = [filter.length, filter[0].length];
  const rows = page.outputSize(height, high, stride, padding);
  const columns = page.outputSize(width, wide, stride, padding);
  const result = new Float32Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let i = 0; i < high; i++) {
        const row = y * stride + i - padding;
        if (row < 0 || row >= height) continue;
        for (let j = 0; j < wide; j++) {
          const column = x * stride + j - padding;
          if (column >= 0 && column < width) sum += values[row * width + column] * filter[i][j];
        }
      }
      result[y * columns + x] = sum;
    }
  }
  return { height: rows, width: columns, values: result };
};

page.maxPool = ({ height, width, values }, window) => {
  const rows = page.outputSize(height, window, window, 0);
  const columns = page.outputSize(width, window, window, 0);
  const result = new Float32Array(rows * columns).fill(-Infinity);
  for (let y = 0; y < rows * window; y++) {
    for (let x = 0; x < columns * window; x++) {
      const at = Math.floor(y / window) * columns + Math.floor(x / window);
      result[at] = Math.max(result[at], values[y * width + x]);
    }
  }
  return { height: rows, width: columns, values: result };
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

// A choice between small whole numbers, with its label.
page.choice = (label, values, chosen, act) => {
  const select = page.element("select", { class: "tool" },
    ...values.map((value) => page.element("option", { value }, String(value))));
  select.value = String(chosen);
  select.addEventListener("change", () => act(Number(select.value)));
  return page.element("label", {}, label, " ", select);
};
