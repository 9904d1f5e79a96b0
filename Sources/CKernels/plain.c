// The plain versions: what every faster one is held to. No intrinsics; the loops have fixed sizes
// where the compiler can turn them into vector code.
#include "kernels.h"

// The product is worked out in tiles of the output that fit the registers, from a panel of `right`
// that fits the first-level cache. Sizes as in BLIS: Van Zee and van de Geijn, "BLIS: a framework
// for rapidly instantiating BLAS functionality" (2015).
enum {
  TILE_ROWS = 4,      // a tile's rows and columns: 32 sums, 8 registers of 4 floats
  TILE_COLUMNS = 8,
  PANEL_INNER = 256,  // a panel's height: 256 · 8 floats are 8 KB
  BLOCK_ROWS = 128    // rows of `left` gone through with one panel: 128 · 256 floats are 128 KB
};

// sums(rows × TILE_COLUMNS) += left(rows × inner) · panel(inner × TILE_COLUMNS). Products are added
// in the order of `inner` to what is there, so blocking does not change how a sum is rounded.
// Inlined with a constant `rows`, which is what keeps the sums in registers.
static inline __attribute__((always_inline)) void
tile(const float *restrict left, size_t left_stride, const float *restrict panel,
     float *restrict out, size_t out_stride, size_t rows, size_t columns, size_t inner) {
  float sums[TILE_ROWS][TILE_COLUMNS] = {{0}};
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      sums[row][column] = out[row * out_stride + column];
  for (size_t k = 0; k < inner; k++)
    for (size_t row = 0; row < rows; row++)
      for (size_t column = 0; column < TILE_COLUMNS; column++)
        sums[row][column] += left[row * left_stride + k] * panel[k * TILE_COLUMNS + column];
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      out[row * out_stride + column] = sums[row][column];
}

// Copies `inner` rows of some columns of `right` side by side, filled up to TILE_COLUMNS with zeros
// whose sums are never stored.
static void pack(const float *right, size_t right_stride, float *panel, size_t inner,
                 size_t columns) {
  for (size_t k = 0; k < inner; k++)
    for (size_t column = 0; column < TILE_COLUMNS; column++)
      panel[k * TILE_COLUMNS + column] = column < columns ? right[k * right_stride + column] : 0;
}

static size_t smaller(size_t one, size_t other) { return one < other ? one : other; }

static void matmul(const float *left, const float *right, float *out, size_t rows, size_t inner,
                   size_t columns) {
  float panel[PANEL_INNER * TILE_COLUMNS];
  for (size_t block = 0; block < rows; block += BLOCK_ROWS) {
    const size_t block_end = smaller(block + BLOCK_ROWS, rows);
    for (size_t k = 0; k < inner; k += PANEL_INNER) {
      const size_t depth = smaller(PANEL_INNER, inner - k);
      for (size_t column = 0; column < columns; column += TILE_COLUMNS) {
        const size_t width = smaller(TILE_COLUMNS, columns - column);
        pack(right + k * columns + column, columns, panel, depth, width);
        size_t row = block;
        for (; row + TILE_ROWS <= block_end; row += TILE_ROWS) {
          const float *from = left + row * inner + k;
          float *to = out + row * columns + column;
          if (width == TILE_COLUMNS)
            tile(from, inner, panel, to, columns, TILE_ROWS, TILE_COLUMNS, depth);
          else
            tile(from, inner, panel, to, columns, TILE_ROWS, width, depth);
        }
        for (; row < block_end; row++)
          tile(left + row * inner + k, inner, panel, out + row * columns + column, columns, 1,
               width, depth);
      }
    }
  }
}

static void multiply_add(const float *restrict values, size_t stride, float factor,
                         float *restrict out, size_t count) {
  if (stride == 1)
    for (size_t i = 0; i < count; i++) out[i] += factor * values[i];
  else
    for (size_t i = 0; i < count; i++) out[i] += factor * values[i * stride];
}

static void maximum(const float *restrict values, float *restrict best, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const float value = values[i];
    best[i] = (value > best[i]) | (value != value) ? value : best[i];
  }
}

const KernelSet plain_kernels = {"plain C", matmul, multiply_add, maximum};
