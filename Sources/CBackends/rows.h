// What is done to one number after the other: adding, comparing, ReLU, and copying in blocks.

static void multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count) {
  size_t i = 0;
  if (stride == 1)
    for (; i + LANES <= count; i += LANES)
      store(out + i, load(out + i) + all(factor) * load(values + i));
  for (; i < count; i++) out[i] += factor * values[i * stride];
}

static void maximum(const float *values, float *best, size_t count) {
  for (size_t i = 0; i < count; i += LANES) {
    const Lanes value = load_up_to(values + i, count - i), old = load_up_to(best + i, count - i);
    store_up_to(best + i, choose_lanes((value > old) | (value != value), value, old), count - i);
  }
}

static void add_rows(const float *values, size_t rows, size_t columns, float *sums) {
  for (size_t j = 0; j < columns; j += LANES) {
    const size_t count = columns - j;
    Lanes sum = load_up_to(sums + j, count);
    for (size_t i = 0; i < rows; i++) sum += load_up_to(values + i * columns + j, count);
    store_up_to(sums + j, sum, count);
  }
}

static bool is_finite(const float *values, size_t count) {
  // x − x is 0 unless x is infinite or NaN, and a NaN stays in the sum.
  Lanes sum = all(0);
  for (size_t i = 0; i < count; i += LANES) {
    const Lanes value = load_up_to(values + i, count - i);
    sum += value - value;
  }
  for (size_t i = 0; i < LANES; i++)
    if (sum[i] != 0) return false;
  return true;
}

static void rectify(float *values, size_t count) {
  for (size_t i = 0; i < count; i += LANES)
    store_up_to(values + i, rectified(load_up_to(values + i, count - i)), count - i);
}

static void rectify_gradient(const float *values, float *gradient, size_t count) {
  for (size_t i = 0; i < count; i += LANES) {
    const IntLanes above = load_up_to(values + i, count - i) > all(0);
    store_up_to(gradient + i, choose_lanes(above, load_up_to(gradient + i, count - i), all(0)),
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
  // A length known when compiling saves the call of memcpy, which costs more than a short copy.
  switch (length) {
    case 1: copy(from, from_step, to, to_step, 1, count); return;
    case 2: copy(from, from_step, to, to_step, 2, count); return;
    case 3: copy(from, from_step, to, to_step, 3, count); return;
    case 5: copy(from, from_step, to, to_step, 5, count); return;
    case 9: copy(from, from_step, to, to_step, 9, count); return;
    default: copy(from, from_step, to, to_step, length, count);
  }
}
