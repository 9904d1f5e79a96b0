// 2 × 2 max pooling and its gradient, vectorized along the channels.

// The index of a maximum takes one byte.
INLINE void store_argmax(uint8_t *to, IntVector argmax, size_t count) {
  const ByteVector bytes = __builtin_convertvector(argmax, ByteVector);
  if (count >= LANES)
    *(UnalignedByteVector *)to = bytes;
  else
    memcpy(to, &bytes, count);
}

INLINE IntVector load_argmax(const uint8_t *from, size_t count) {
  ByteVector bytes = {0};
  if (count >= LANES)
    bytes = *(const UnalignedByteVector *)from;
  else
    memcpy(&bytes, from, count);
  return __builtin_convertvector(bytes, IntVector);
}

INLINE void update_maximum(const float *from, int place, size_t count, Vector *best,
                           IntVector *index) {
  const Vector value = load_up_to(from, count);
  const IntVector wins = (value > *best) | ((value != value) & (*best == *best));
  *best = blend(wins, value, *best);
  *index = (wins & place) | (~wins & *index);
}

// Computes the maximum of a window of four pixels, or of fewer at the edge of the picture.
INLINE void max_pool_window(const float *upper, const float *lower, size_t at, size_t channels,
                            size_t from, size_t count, bool has_second, bool rectifies,
                            float *out, uint8_t *argmax) {
  Vector best = load_up_to(upper + at, count);
  IntVector index = 0;
  if (has_second) update_maximum(upper + at + channels, 1, count, &best, &index);
  if (lower) update_maximum(lower + at, 2, count, &best, &index);
  if (lower && has_second) update_maximum(lower + at + channels, 3, count, &best, &index);
  if (rectifies) {
    const IntVector none = best <= broadcast(0);
    best = blend(none, broadcast(0), best);
    index = (none & 4) | (~none & index);
  }
  store_up_to(out + from, best, count);
  store_argmax(argmax + from, index, count);
}

static void max_pool(const float *upper, const float *lower, size_t width, size_t channels,
                     bool rectifies, float *out, uint8_t *argmax) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, from = x / 2 * channels + c, count = channels - c;
      // The most frequent case is compiled separately, without branches.
      if (lower && x + 1 < width && count >= LANES)
        max_pool_window(upper, lower, at, channels, from, LANES, true, rectifies, out, argmax);
      else
        max_pool_window(upper, lower, at, channels, from, count, x + 1 < width, rectifies, out,
                        argmax);
    }
}

INLINE void max_pool_gradient_window(float *upper, float *lower, size_t at, size_t channels,
                                     size_t from, size_t count, bool has_second,
                                     const float *gradient, const uint8_t *argmax) {
  const Vector slope = load_up_to(gradient + from, count);
  const IntVector index = load_argmax(argmax + from, count);
  UNROLLED for (int place = 0; place < 4; place++) {
    float *line = place < 2 ? upper : lower;
    if (line && (has_second || place % 2 == 0))
      store_up_to(line + at + (size_t)(place % 2) * channels,
                  (Vector)((index == place) & (IntVector)slope), count);
  }
}

static void max_pool_gradient(const float *gradient, const uint8_t *argmax, size_t width,
                              size_t channels, float *upper, float *lower) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, from = x / 2 * channels + c, count = channels - c;
      if (lower && x + 1 < width && count >= LANES)
        max_pool_gradient_window(upper, lower, at, channels, from, LANES, true, gradient, argmax);
      else
        max_pool_gradient_window(upper, lower, at, channels, from, count, x + 1 < width, gradient,
                                 argmax);
    }
}
