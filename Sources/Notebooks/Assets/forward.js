// A trained network forward, by the rules of the library, and what each of its numbers is computed
// from. A stage has its numbers row by row, with channels side by side.

page.bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// Levels times the scales of the last axis, as QuantizedTensor restores them.
const restored = ({ levels, scales }) => {
  const signed = new Int8Array(page.bytesOf(levels).buffer);
  const factors = Float32Array.from(scales);
  return Float32Array.from(signed, (level, i) => level * factors[i % factors.length]);
};
// Stages as the figure stores them, with their weights and biases as numbers.
page.networkStages = (stages) => stages.map((stage) => ({ ...stage,
  bias: stage.bias && Float32Array.from(stage.bias),
  weights: stage.weights && restored(stage.weights) }));

// The first row and column of a window, in the padding if negative.
const corner = ({ stride, before }, y, x) => [y * stride[0] - before[0], x * stride[1] - before[1]];
// The part of a window along one axis that lies in an input of some length.
const span = ({ stride, before, window }, axis, index, length) => {
  const start = index * stride[axis] - before[axis];
  return { from: Math.max(0, start), to: Math.min(length, start + window[axis]) };
};

const dense = ({ weights, bias }, input) => {
  const result = Float32Array.from(bias);
  input.forEach((value, i) => {
    if (value === 0) return;
    for (let k = 0; k < bias.length; k++) result[k] += value * weights[i * bias.length + k];
  });
  return result;
};
// Adds the products of one window to the outputs from `at` on, one for each filter.
const addProducts = (result, at, stage, input, [rows, columns, depth], y, x) => {
  const { weights, bias, window } = stage;
  const [down, across] = [span(stage, 0, y, rows), span(stage, 1, x, columns)];
  const [top, left] = corner(stage, y, x);
  result.set(bias, at);
  for (let row = down.from; row < down.to; row++) {
    for (let column = across.from; column < across.to; column++) {
      const from = (row * columns + column) * depth;
      const weight = ((row - top) * window[1] + column - left) * depth * bias.length;
      for (let c = 0; c < depth; c++) {
        const value = input[from + c];
        if (value === 0) continue;
        const first = weight + c * bias.length;
        for (let k = 0; k < bias.length; k++) result[at + k] += value * weights[first + k];
      }
    }
  }
};
// Sets the outputs from `at` on to the largest number, or the mean, under one window.
const pool = (result, at, stage, input, [rows, columns, depth], y, x) => {
  const [down, across] = [span(stage, 0, y, rows), span(stage, 1, x, columns)];
  const count = (down.to - down.from) * (across.to - across.from);
  for (let k = 0; k < depth; k++) {
    let [largest, sum] = [-Infinity, 0];
    for (let row = down.from; row < down.to; row++) {
      for (let column = across.from; column < across.to; column++) {
        const value = input[(row * columns + column) * depth + k];
        largest = Math.max(largest, value);
        sum += value;
      }
    }
    result[at + k] = stage.operation === "max" ? largest : sum / count;
  }
};
const computed = (stage, before, input) => {
  if (stage.operation === "dense") return dense(stage, input);
  const [height, width, channels] = stage.shape;
  const result = new Float32Array(height * width * channels);
  const fill = stage.operation === "convolution" ? addProducts : pool;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      fill(result, (y * width + x) * channels, stage, input, before.shape, y, x);
    }
  }
  return result;
};
// The numbers of all stages, from those of the first.
page.forward = (stages, input) => {
  const numbers = [input];
  stages.slice(1).forEach((stage, index) => {
    const made = computed(stage, stages[index], numbers[index]);
    numbers.push(stage.isRectified ? made.map((value) => Math.max(0, value)) : made);
  });
  return numbers;
};
page.shares = (scores) => {
  const most = Math.max(...scores);
  const powers = Array.from(scores, (score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
};

// A unit is { stage, map, y, x }.
page.unitIndex = (stages, { stage, map, y, x }) =>
  (y * stages[stage].shape[1] + x) * stages[stage].shape[2] + map;
// The part of each stage up to the unit's that it depends on: from top and left up to bottom and
// right, of one map or, where that is null, of all.
page.fields = (stages, { stage, map, y, x }) => {
  const found = [];
  let field = { top: y, left: x, bottom: y + 1, right: x + 1, map };
  for (let index = stage; index > 0; index--) {
    found[index] = field;
    const now = stages[index];
    const [rows, columns] = stages[index - 1].shape;
    field = now.operation === "dense"
      ? { top: 0, left: 0, bottom: rows, right: columns, map: null }
      : { top: span(now, 0, field.top, rows).from, left: span(now, 1, field.left, columns).from,
        bottom: span(now, 0, field.bottom - 1, rows).to,
        right: span(now, 1, field.right - 1, columns).to,
        map: now.operation === "convolution" ? null : field.map };
  }
  found[0] = field;
  return found;
};
// The numbers, weights and products of a unit's window over one map of the stage before, row by
// row; the numbers are null where there is padding.
page.terms = (stages, numbers, { stage, map, y, x }, c) => {
  const { window, weights, shape } = stages[stage];
  const [rows, columns, depth] = stages[stage - 1].shape;
  const [top, left] = corner(stages[stage], y, x);
  return Array.from({ length: window[0] }, (_, i) => Array.from({ length: window[1] }, (_, j) => {
    const [row, column] = [top + i, left + j];
    const isInside = row >= 0 && column >= 0 && row < rows && column < columns;
    const value = isInside ? numbers[stage - 1][(row * columns + column) * depth + c] : null;
    const weight = weights?.[((i * window[1] + j) * depth + c) * shape[2] + map];
    return { value, weight, product: (value ?? 0) * (weight ?? 0) };
  }));
};
// What each map of the stage before adds to a unit of a convolution or a dense layer; of a vector
// each number.
page.parts = (stages, numbers, unit) => {
  const { operation, weights, shape } = stages[unit.stage];
  const depth = stages[unit.stage - 1].shape[2];
  if (operation === "convolution") {
    return Array.from({ length: depth }, (_, c) => page.terms(stages, numbers, unit, c).flat()
      .reduce((sum, { product }) => sum + product, 0));
  }
  const parts = new Array(depth).fill(0);
  numbers[unit.stage - 1].forEach((value, i) => {
    parts[i % depth] += value * weights[i * shape[2] + unit.map];
  });
  return parts;
};
