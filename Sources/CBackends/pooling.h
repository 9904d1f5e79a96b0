// The largest of 2 × 2 pixels and the way back, vector by vector along the channels.

// Winners are kept as one byte for each number.
INLINE void store_winners(uint8_t *to, IntLanes winners, size_t count) {
  const ByteLanes bytes = __builtin_convertvector(winners, ByteLanes);
  if (count >= LANES)
    *(AnyByteLanes *)to = bytes;
  else
    memcpy(to, &bytes, count);
}

INLINE IntLanes load_winners(const uint8_t *from, size_t count) {
  ByteLanes bytes = {0};
  if (count >= LANES)
    bytes = *(const AnyByteLanes *)from;
  else
    memcpy(&bytes, from, count);
  return __builtin_convertvector(bytes, IntLanes);
}

INLINE void compete(const float *from, int place, size_t count, Lanes *best, IntLanes *winner) {
  const Lanes value = load_up_to(from, count);
  const IntLanes wins = (value > *best) | ((value != value) & (*best == *best));
  *best = choose_lanes(wins, value, *best);
  *winner = (wins & place) | (~wins & *winner);
}

// The largest of a window of four pixels, or of those that the picture has.
INLINE void pool_window(const float *upper, const float *lower, size_t at, size_t channels,
                        size_t from, size_t count, bool has_second, bool rectifies, float *out,
                        uint8_t *winners) {
  Lanes best = load_up_to(upper + at, count);
  IntLanes winner = 0;
  if (has_second) compete(upper + at + channels, 1, count, &best, &winner);
  if (lower) compete(lower + at, 2, count, &best, &winner);
  if (lower && has_second) compete(lower + at + channels, 3, count, &best, &winner);
  if (rectifies) {
    const IntLanes none = best <= all(0);
    best = choose_lanes(none, all(0), best);
    winner = (none & 4) | (~none & winner);
  }
  store_up_to(out + from, best, count);
  store_winners(winners + from, winner, count);
}

static void pool(const float *upper, const float *lower, size_t width, size_t channels,
                 bool rectifies, float *out, uint8_t *winners) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, from = x / 2 * channels + c, count = channels - c;
      // The usual case has a copy of the code to itself, without branches.
      if (lower && x + 1 < width && count >= LANES)
        pool_window(upper, lower, at, channels, from, LANES, true, rectifies, out, winners);
      else
        pool_window(upper, lower, at, channels, from, count, x + 1 < width, rectifies, out,
                    winners);
    }
}

INLINE void unpool_window(float *upper, float *lower, size_t at, size_t channels, size_t from,
                          size_t count, bool has_second, const float *gradient,
                          const uint8_t *winners) {
  const Lanes slope = load_up_to(gradient + from, count);
  const IntLanes winner = load_winners(winners + from, count);
  UNROLLED for (int place = 0; place < 4; place++) {
    float *line = place < 2 ? upper : lower;
    if (line && (has_second || place % 2 == 0))
      store_up_to(line + at + (size_t)(place % 2) * channels,
                  (Lanes)((winner == place) & (IntLanes)slope), count);
  }
}

static void unpool(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                   float *upper, float *lower) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, from = x / 2 * channels + c, count = channels - c;
      if (lower && x + 1 < width && count >= LANES)
        unpool_window(upper, lower, at, channels, from, LANES, true, gradient, winners);
      else
        unpool_window(upper, lower, at, channels, from, count, x + 1 < width, gradient, winners);
    }
}
