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

static void pool(const float *upper, const float *lower, size_t width, size_t channels,
                 bool rectifies, float *out, uint8_t *winners) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, count = channels - c;
      const bool has_second = x + 1 < width;
      Lanes best = load_up_to(upper + at, count);
      IntLanes winner = {0};
      if (has_second) compete(upper + at + channels, 1, count, &best, &winner);
      if (lower) compete(lower + at, 2, count, &best, &winner);
      if (lower && has_second) compete(lower + at + channels, 3, count, &best, &winner);
      if (rectifies) {
        const IntLanes none = best <= all(0);
        best = choose_lanes(none, all(0), best);
        winner = (none & 4) | (~none & winner);
      }
      store_up_to(out + x / 2 * channels + c, best, count);
      store_winners(winners + x / 2 * channels + c, winner, count);
    }
}

static void unpool(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                   float *upper, float *lower) {
  for (size_t x = 0; x < width; x += 2)
    for (size_t c = 0; c < channels; c += LANES) {
      const size_t at = x * channels + c, from = x / 2 * channels + c, count = channels - c;
      const Lanes slope = load_up_to(gradient + from, count);
      const IntLanes winner = load_winners(winners + from, count);
      for (int place = 0; place < 4; place++) {
        float *line = place < 2 ? upper : lower;
        if (!line || x + (size_t)(place % 2) >= width) continue;
        const IntLanes wins = winner == place;
        store_up_to(line + at + (size_t)(place % 2) * channels, choose_lanes(wins, slope, all(0)),
                    count);
      }
    }
}
