// The indirect matrix product, in tiles of the output that fit the registers.
//
// Sizes as in BLIS: Van Zee and van de Geijn, "BLIS: a framework for rapidly instantiating BLAS
// functionality" (2015). The rows of `left` are not copied; a panel of `right` is packed into
// contiguous memory first, unless it is nearly contiguous.

// The vectors and rows of a tile: its sums and the vectors of one row of `right` fill the
// registers, 32 with AVX-512 and NEON, 16 otherwise.
#if MANY_REGISTERS
enum { TILE_VECTORS = 4, ROWS_OF_1 = 12, ROWS_OF_2 = 12, ROWS_OF_3 = 8, ROWS_OF_4 = 6 };
#else
enum { TILE_VECTORS = 2, ROWS_OF_1 = 8, ROWS_OF_2 = 6, ROWS_OF_3 = 1, ROWS_OF_4 = 1 };
#endif
enum {
  PANEL_INNER = 256,                     // a panel's height
  PANEL_COLUMNS = TILE_VECTORS * LANES,  // and width: at most 256 · 64 floats, 64 KB
  MOST_ROWS = 12,
  PACKED_ROWS = 16
};

// A panel: a block of `right` that several tiles use.
typedef struct {
  const float *numbers;
  size_t step;           // between its rows
  size_t begin, end;     // the part of `inner` it covers
  size_t column, width;  // the columns of the output it covers
} Panel;

INLINE void tile(const IndirectGEMM *p, const Panel *panel, size_t row, const size_t height,
                 const size_t vectors) {
  const size_t valid_rows = minimum(height, p->rows - row);
  const float *left[MOST_ROWS];
  // Rows beyond the last are computed as the last, and not stored.
  UNROLLED for (size_t r = 0; r < height; r++)
    left[r] = p->left + p->left_rows[row + minimum(r, valid_rows - 1)];
  float *const out = p->out + row * p->out_step + panel->column;
  const bool starts = panel->begin == 0 && !p->adds;

  Vector sums[MOST_ROWS][TILE_VECTORS];
  UNROLLED for (size_t r = 0; r < height; r++)
    UNROLLED for (size_t v = 0; v < vectors; v++) sums[r][v] = broadcast(0);
  if (!starts)
    UNROLLED for (size_t r = 0; r < height; r++)
      if (r < valid_rows)
        UNROLLED for (size_t v = 0; v < vectors; v++)
        sums[r][v] = load_up_to(out + r * p->out_step + v * LANES, panel->width - v * LANES);

  const float *right = panel->numbers;
  size_t piece = panel->begin / p->piece_length, first = panel->begin % p->piece_length;
  for (size_t k = panel->begin; k < panel->end; piece++, first = 0) {
    const size_t length = minimum(p->piece_length - first, panel->end - k);
    ptrdiff_t at = p->left_pieces[piece] + (ptrdiff_t)first * p->left_step;
    for (size_t i = 0; i < length; i++, at += p->left_step, right += panel->step) {
      Vector row_of_right[TILE_VECTORS];
      UNROLLED for (size_t v = 0; v < vectors; v++) row_of_right[v] = load(right + v * LANES);
      UNROLLED for (size_t r = 0; r < height; r++) {
        const Vector factor = broadcast(left[r][at]);
        UNROLLED for (size_t v = 0; v < vectors; v++) sums[r][v] += factor * row_of_right[v];
      }
    }
    k += length;
  }

  const bool ends = panel->end == p->piece_count * p->piece_length;
  if (ends && p->bias)
    UNROLLED for (size_t v = 0; v < vectors; v++) {
      const Vector bias =
          load_up_to(p->bias + panel->column + v * LANES, panel->width - v * LANES);
      UNROLLED for (size_t r = 0; r < height; r++) sums[r][v] += bias;
    }
  if (ends && p->rectifies)
    UNROLLED for (size_t r = 0; r < height; r++)
      UNROLLED for (size_t v = 0; v < vectors; v++) sums[r][v] = rectified(sums[r][v]);
  UNROLLED for (size_t r = 0; r < height; r++)
    if (r < valid_rows)
      UNROLLED for (size_t v = 0; v < vectors; v++)
        store_up_to(out + r * p->out_step + v * LANES, sums[r][v], panel->width - v * LANES);
}

// Computes the tiles of a panel. Not inlined, so that each has all registers. The last rows are
// computed by a lower tile, of some two thirds or one third of the height, if that is high enough.
#define TILES(vectors)                                                                 \
  static __attribute__((noinline)) void tiles_of_##vectors(const IndirectGEMM *p,      \
                                                           const Panel *panel) {       \
    enum { HIGH = ROWS_OF_##vectors, THIRD = HIGH / 3 };                               \
    size_t row = 0;                                                                    \
    for (; row + HIGH - THIRD < p->rows; row += HIGH) tile(p, panel, row, HIGH, vectors);\
    if (row + HIGH - 2 * THIRD < p->rows)                                              \
      tile(p, panel, row, HIGH - THIRD, vectors);                                      \
    else if (row < p->rows)                                                            \
      tile(p, panel, row, HIGH - 2 * THIRD, vectors);                                  \
  }
TILES(1)
TILES(2)
#if MANY_REGISTERS
TILES(3)
TILES(4)
#endif

// Packs the panel's part of `right`, padded to whole vectors with zeros.
INLINE void pack(const IndirectGEMM *p, const Panel *panel, float *to) {
  const size_t width = round_up_to_lanes(panel->width);
  const float *from = p->right + (ptrdiff_t)panel->begin * p->right_row_step +
                      (ptrdiff_t)panel->column * p->right_column_step;
  if (p->right_column_step == 1) {
    for (size_t k = panel->begin; k < panel->end; k++, to += width, from += p->right_row_step)
      for (size_t v = 0; v < width; v += LANES)
        store(to + v, load_up_to(from + v, panel->width - v));
    return;
  }
  // A few rows at a time, whose cache lines stay until all columns have been written to them.
  const size_t height = panel->end - panel->begin;
  for (size_t first = 0; first < height; first += PACKED_ROWS)
    for (size_t j = 0; j < width; j++)
      for (size_t k = first; k < minimum(first + PACKED_ROWS, height); k++)
        to[k * width + j] = j < panel->width ? from[(ptrdiff_t)k * p->right_row_step +
                                                     (ptrdiff_t)j * p->right_column_step]
                                             : 0;
}

static void indirect_gemm(const IndirectGEMM *p) {
  float packed[PANEL_INNER * PANEL_COLUMNS] __attribute__((aligned(64)));
  const size_t inner = p->piece_count * p->piece_length;
  // With inner = 0, zeros are stored.
  for (size_t begin = 0; begin == 0 || begin < inner; begin += PANEL_INNER) {
    for (size_t column = 0; column < p->columns; column += PANEL_COLUMNS) {
      Panel panel = {.begin = begin,
                     .end = minimum(begin + PANEL_INNER, inner),
                     .column = column,
                     .width = minimum(PANEL_COLUMNS, p->columns - column)};
      // Whole vectors of a narrow matrix, or for few rows, are used without packing.
      if (p->right_column_step == 1 && panel.width % LANES == 0 &&
          (p->right_row_step <= 2 * PANEL_COLUMNS || p->rows <= MOST_ROWS)) {
        panel.numbers = p->right + (ptrdiff_t)begin * p->right_row_step + column;
        panel.step = (size_t)p->right_row_step;
      } else {
        pack(p, &panel, packed);
        panel.numbers = packed;
        panel.step = round_up_to_lanes(panel.width);
      }
      switch (round_up_to_lanes(panel.width) / LANES) {
        case 1: tiles_of_1(p, &panel); break;
        case 2: tiles_of_2(p, &panel); break;
#if MANY_REGISTERS
        case 3: tiles_of_3(p, &panel); break;
        case 4: tiles_of_4(p, &panel); break;
#endif
      }
    }
  }
}
