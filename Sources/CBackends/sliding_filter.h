// Convolution of one channel with one filter, as for photos. Vectors are along the rows; each pixel
// that is read serves several rows of the output.

enum { BLOCK_ROWS = 4, BLOCK_VECTORS = 2 };

// Computes some rows and vectors of the output at x; the last vector may be partial.
INLINE void filter_block(const float *input, size_t input_step, const float *filter,
                         size_t filter_height, size_t filter_width, float *out, size_t columns,
                         size_t x, const size_t rows, const size_t vectors, size_t room) {
  Vector sums[BLOCK_ROWS][BLOCK_VECTORS];
  UNROLLED for (size_t r = 0; r < rows; r++)
    UNROLLED for (size_t v = 0; v < vectors; v++) sums[r][v] = broadcast(0);
  for (size_t fy = 0; fy < filter_height; fy++)
    for (size_t fx = 0; fx < filter_width; fx++) {
      const Vector factor = broadcast(filter[fy * filter_width + fx]);
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

// Computes whole rows. Inlined, so that a filter of known size is in registers.
INLINE void filter_rows(const float *input, size_t input_step, const float *filter,
                        size_t filter_height, size_t filter_width, float *out, size_t columns,
                        const size_t rows) {
  size_t x = 0;
  for (; x + BLOCK_VECTORS * LANES <= columns; x += BLOCK_VECTORS * LANES)
    filter_block(input, input_step, filter, filter_height, filter_width, out, columns, x, rows,
                 BLOCK_VECTORS, BLOCK_VECTORS * LANES);
  for (; x < columns; x += LANES)
    filter_block(input, input_step, filter, filter_height, filter_width, out, columns, x, rows, 1,
                 columns - x);
}

INLINE void filter_of_size(const float *input, size_t input_step, const float *filter,
                           size_t filter_height, size_t filter_width, float *out, size_t rows,
                           size_t columns) {
  size_t y = 0;
  for (; y + BLOCK_ROWS <= rows; y += BLOCK_ROWS)
    filter_rows(input + y * input_step, input_step, filter, filter_height, filter_width,
                out + y * columns, columns, BLOCK_ROWS);
  for (; y < rows; y++)
    filter_rows(input + y * input_step, input_step, filter, filter_height, filter_width,
                out + y * columns, columns, 1);
}

static void sliding_filter(const float *input, size_t input_step, const float *filter,
                           size_t filter_height, size_t filter_width, float *out, size_t rows,
                           size_t columns) {
  if (filter_height == 3 && filter_width == 3)
    filter_of_size(input, input_step, filter, 3, 3, out, rows, columns);
  else
    filter_of_size(input, input_step, filter, filter_height, filter_width, out, rows, columns);
}
