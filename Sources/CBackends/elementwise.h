// Elementwise operations: addition, maximum, ReLU, sums of columns; and copies of blocks.

INLINE bool all_zeros(Vector values) {
  for (size_t i = 0; i < LANES; i++)
    if (values[i] != 0) return false;
  return true;
}

static void multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count) {
  size_t i = 0;
  if (stride == 1)
    for (; i + LANES <= count; i += LANES)
      store(out + i, load(out + i) + broadcast(factor) * load(values + i));
  for (; i < count; i++) out[i] += factor * values[i * stride];
}

static void add_row_product(const float *row, size_t inner, const float *matrix, size_t step,
                            float *out, size_t count) {
  size_t i = 0;
  // Four rows at once, so that the sums are read and written for every fourth.
  for (; i + 4 <= inner; i += 4) {
    const float *from = matrix + i * step;
    Vector factors[4];
    UNROLLED for (size_t n = 0; n < 4; n++) factors[n] = broadcast(row[i + n]);
    for (size_t j = 0; j < count; j += LANES) {
      Vector sum = load_up_to(out + j, count - j);
      UNROLLED for (size_t n = 0; n < 4; n++)
        sum += factors[n] * load_up_to(from + n * step + j, count - j);
      store_up_to(out + j, sum, count - j);
    }
  }
  for (; i < inner; i++) multiply_add(matrix + i * step, 1, row[i], out, count);
}

static void maximum(const float *values, float *best, size_t count) {
  for (size_t i = 0; i < count; i += LANES) {
    const Vector value = load_up_to(values + i, count - i), old = load_up_to(best + i, count - i);
    store_up_to(best + i, blend((value > old) | (value != value), value, old), count - i);
  }
}

static void add_column_sums(const float *values, size_t rows, size_t columns, float *sums) {
  for (size_t j = 0; j < columns; j += LANES) {
    const size_t count = columns - j;
    Vector sum = load_up_to(sums + j, count);
    for (size_t i = 0; i < rows; i++) sum += load_up_to(values + i * columns + j, count);
    store_up_to(sums + j, sum, count);
  }
}

static bool is_finite(const float *values, size_t count) {
  // x − x is 0 unless x is infinite or NaN, and a NaN stays in the sum.
  Vector sum = broadcast(0);
  for (size_t i = 0; i < count; i += LANES) {
    const Vector value = load_up_to(values + i, count - i);
    sum += value - value;
  }
  return all_zeros(sum);
}

static void rectify(float *values, size_t count) {
  for (size_t i = 0; i < count; i += LANES)
    store_up_to(values + i, rectified(load_up_to(values + i, count - i)), count - i);
}

static void rectify_gradient(const float *values, float *gradient, size_t count) {
  for (size_t i = 0; i < count; i += LANES) {
    const IntVector above = load_up_to(values + i, count - i) > broadcast(0);
    store_up_to(gradient + i, blend(above, load_up_to(gradient + i, count - i), broadcast(0)),
                count - i);
  }
}

INLINE void copy(const float *restrict from, size_t from_step, float *restrict to, size_t to_step,
                 size_t length, size_t count) {
  for (size_t block = 0; block < count; block++)
    for (size_t i = 0; i < length; i++) to[block * to_step + i] = from[block * from_step + i];
}

static void copy_blocks(const float *from, size_t from_step, float *to, size_t to_step,
                        size_t length, size_t count) {
  // A length known at compile time saves a call of memcpy, which takes longer than a short copy.
  switch (length) {
    case 1: copy(from, from_step, to, to_step, 1, count); return;
    case 2: copy(from, from_step, to, to_step, 2, count); return;
    case 3: copy(from, from_step, to, to_step, 3, count); return;
    case 5: copy(from, from_step, to, to_step, 5, count); return;
    case 9: copy(from, from_step, to, to_step, 9, count); return;
    default: copy(from, from_step, to, to_step, length, count);
  }
}
