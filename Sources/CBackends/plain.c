// The plain backend: every function in the simplest loops. Tests compare the other backends with
// it.
#include <math.h>
#include <string.h>

#include "backend.h"

static void indirect_gemm(const IndirectGEMM *p) {
  for (size_t row = 0; row < p->rows; row++)
    for (size_t column = 0; column < p->columns; column++) {
      float *out = p->out + row * p->out_step + column;
      float sum = p->adds ? *out : 0;
      size_t k = 0;
      for (size_t piece = 0; piece < p->piece_count; piece++)
        for (size_t i = 0; i < p->piece_length; i++, k++)
          sum += p->left[p->left_rows[row] + p->left_pieces[piece] + (ptrdiff_t)i * p->left_step] *
                 p->right[(ptrdiff_t)k * p->right_row_step +
                          (ptrdiff_t)column * p->right_column_step];
      if (p->bias) sum += p->bias[column];
      *out = p->rectifies && sum < 0 ? 0 : sum;
    }
}

static void multiply_add(const float *restrict values, size_t stride, float factor,
                         float *restrict out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] += factor * values[i * stride];
}

static void add_row_product(const float *restrict row, size_t inner,
                            const float *restrict matrix, size_t step, float *restrict out,
                            size_t count) {
  for (size_t i = 0; i < inner; i++)
    for (size_t j = 0; j < count; j++) out[j] += row[i] * matrix[i * step + j];
}

static void maximum(const float *restrict values, float *restrict best, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (values[i] > best[i] || values[i] != values[i]) best[i] = values[i];
}

static void copy_blocks(const float *restrict from, size_t from_step, float *restrict to,
                        size_t to_step, size_t length, size_t count) {
  for (size_t block = 0; block < count; block++)
    memcpy(to + block * to_step, from + block * from_step, length * sizeof(float));
}

static void add_column_sums(const float *restrict values, size_t rows, size_t columns,
                            float *restrict sums) {
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) sums[j] += values[i * columns + j];
}

static bool is_finite(const float *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!isfinite(values[i])) return false;
  return true;
}

static void rectify(float *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = values[i] < 0 ? 0 : values[i];
}

static void rectify_gradient(const float *restrict values, float *restrict gradient,
                             size_t count) {
  for (size_t i = 0; i < count; i++) gradient[i] = values[i] > 0 ? gradient[i] : 0;
}

static void sliding_filter(const float *restrict input, size_t input_step,
                           const float *restrict filter, size_t filter_height,
                           size_t filter_width, float *restrict out, size_t rows,
                           size_t columns) {
  for (size_t y = 0; y < rows; y++)
    for (size_t x = 0; x < columns; x++) {
      float sum = 0;
      for (size_t fy = 0; fy < filter_height; fy++)
        for (size_t fx = 0; fx < filter_width; fx++)
          sum += filter[fy * filter_width + fx] * input[(y + fy) * input_step + x + fx];
      out[y * columns + x] = sum;
    }
}

static void max_pool(const float *upper, const float *lower, size_t width, size_t channels,
                     bool rectifies, float *out, uint8_t *argmax) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c++) {
      const float *lines[2] = {upper, lower};
      uint8_t index = 0;
      float best = upper[x * channels + c];
      for (uint8_t place = 1; place < 4; place++) {
        if (!lines[place / 2] || x + place % 2 >= width) continue;
        const float value = lines[place / 2][(x + place % 2) * channels + c];
        // A NaN counts as the largest, the first one of several.
        if (value > best || (value != value && best == best)) {
          best = value;
          index = place;
        }
      }
      // `<=` and not `!(>)`: a NaN stays.
      if (rectifies && best <= 0) {
        best = 0;
        index = 4;
      }
      out[x / 2 * channels + c] = best;
      argmax[x / 2 * channels + c] = index;
    }
}

static void max_pool_gradient(const float *gradient, const uint8_t *argmax, size_t width,
                              size_t channels, float *upper, float *lower) {
  for (size_t x = 0; x < width; x++)
    for (size_t c = 0; c < channels; c++) {
      const size_t from = x / 2 * channels + c, to = x * channels + c;
      upper[to] = argmax[from] == x % 2 ? gradient[from] : 0;
      if (lower) lower[to] = argmax[from] == 2 + x % 2 ? gradient[from] : 0;
    }
}

const Backend plain_backend = {
    .name = "plain",
    .lanes = 1,
    .panel_columns = 1,
    .indirect_gemm = indirect_gemm,
    .multiply_add = multiply_add,
    .add_row_product = add_row_product,
    .maximum = maximum,
    .copy_blocks = copy_blocks,
    .add_column_sums = add_column_sums,
    .is_finite = is_finite,
    .rectify = rectify,
    .rectify_gradient = rectify_gradient,
    .sliding_filter = sliding_filter,
    .max_pool = max_pool,
    .max_pool_gradient = max_pool_gradient,
};
