// One filter over one channel, the commonest case for photos: vectors run along the rows, and a
// strip of the picture is read once for several rows of the output.

enum { SLIDE_ROWS = 4, SLIDE_VECTORS = 2 };

// Some rows and vectors of the output at x; the last vector may be cut short.
INLINE void slide_block(const float *input, size_t input_step, const float *filter,
                        size_t filter_height, size_t filter_width, float *out, size_t columns,
                        size_t x, const size_t rows, const size_t vectors, size_t room) {
  Lanes sums[SLIDE_ROWS][SLIDE_VECTORS];
  UNROLLED for (size_t r = 0; r < rows; r++)
    UNROLLED for (size_t v = 0; v < vectors; v++) sums[r][v] = all(0);
  for (size_t fy = 0; fy < filter_height; fy++)
    for (size_t fx = 0; fx < filter_width; fx++) {
      const Lanes factor = all(filter[fy * filter_width + fx]);
      UNROLLED for (size_t r = 0; r < rows; r++)
        UNROLLED for (size_t v = 0; v < vectors; v++) {
          const float *from = input + (r + fy) * input_step + x + fx + v * LANES;
          sums[r][v] += factor * (room >= vectors * LANES ? load(from)
                                                          : load_up_to(from, room - v * LANES));
        }
    }
  UNROLLED for (size_t r = 0; r < rows; r++)
    UNROLLED for (size_t v = 0; v < vectors; v++)
      store_up_to(out + r * columns + x + v * LANES, sums[r][v],
                  room >= vectors * LANES ? LANES : room - v * LANES);
}

// The same with the size of the filter known, so that its numbers stay in registers.
INLINE void slide_rows(const float *input, size_t input_step, const float *filter,
                       size_t filter_height, size_t filter_width, float *out, size_t columns,
                       const size_t rows) {
  size_t x = 0;
  for (; x + SLIDE_VECTORS * LANES <= columns; x += SLIDE_VECTORS * LANES)
    slide_block(input, input_step, filter, filter_height, filter_width, out, columns, x, rows,
                SLIDE_VECTORS, SLIDE_VECTORS * LANES);
  for (; x < columns; x += LANES)
    slide_block(input, input_step, filter, filter_height, filter_width, out, columns, x, rows, 1,
                columns - x);
}

INLINE void slide_sized(const float *input, size_t input_step, const float *filter,
                        size_t filter_height, size_t filter_width, float *out, size_t rows,
                        size_t columns) {
  size_t y = 0;
  for (; y + SLIDE_ROWS <= rows; y += SLIDE_ROWS)
    slide_rows(input + y * input_step, input_step, filter, filter_height, filter_width,
               out + y * columns, columns, SLIDE_ROWS);
  for (; y < rows; y++)
    slide_rows(input + y * input_step, input_step, filter, filter_height, filter_width,
               out + y * columns, columns, 1);
}

static void slide(const float *input, size_t input_step, const float *filter, size_t filter_height,
                  size_t filter_width, float *out, size_t rows, size_t columns) {
  if (filter_height == 3 && filter_width == 3)
    slide_sized(input, input_step, filter, 3, 3, out, rows, columns);
  else
    slide_sized(input, input_step, filter, filter_height, filter_width, out, rows, columns);
}
