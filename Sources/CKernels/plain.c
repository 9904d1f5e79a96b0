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

// out(rows × columns) += left(rows × inner) · panel(inner × TILE_COLUMNS). Products are added in the
// order of `inner` to what is there, so blocking does not change how a sum is rounded. Inlined with
// constant `rows` and `columns`, which is what keeps the sums in registers.
static inline __attribute__((always_inline)) void
tile(const float *restrict left, size_t left_stride, const float *restrict panel,
     float *restrict out, size_t out_stride, size_t rows, size_t columns, size_t inner) {
  // A narrow tile has its sums in half as many registers.
  const size_t lanes = columns <= TILE_COLUMNS / 2 ? TILE_COLUMNS / 2 : TILE_COLUMNS;
  float sums[TILE_ROWS][TILE_COLUMNS] = {{0}};
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      sums[row][column] = out[row * out_stride + column];
  for (size_t k = 0; k < inner; k++)
    for (size_t row = 0; row < rows; row++)
      for (size_t column = 0; column < lanes; column++)
        sums[row][column] += left[row * left_stride + k] * panel[k * TILE_COLUMNS + column];
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++)
      out[row * out_stride + column] = sums[row][column];
}

// A column of tiles, one below the other.
static inline __attribute__((always_inline)) void
tiles(const float *left, size_t left_stride, const float *panel, float *out, size_t out_stride,
      size_t rows, size_t columns, size_t inner) {
  size_t row = 0;
  for (; row + TILE_ROWS <= rows; row += TILE_ROWS)
    tile(left + row * left_stride, left_stride, panel, out + row * out_stride, out_stride,
         TILE_ROWS, columns, inner);
  for (; row < rows; row++)
    tile(left + row * left_stride, left_stride, panel, out + row * out_stride, out_stride, 1,
         columns, inner);
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
  for (size_t row = 0; row < rows; row += BLOCK_ROWS) {
    const size_t height = smaller(BLOCK_ROWS, rows - row);
    for (size_t k = 0; k < inner; k += PANEL_INNER) {
      const size_t depth = smaller(PANEL_INNER, inner - k);
      for (size_t column = 0; column < columns; column += TILE_COLUMNS) {
        const size_t width = smaller(TILE_COLUMNS, columns - column);
        pack(right + k * columns + column, columns, panel, depth, width);
        const float *from = left + row * inner + k;
        float *to = out + row * columns + column;
        // One, two or three filters are usual for photos, and deserve constants of their own.
        switch (width) {
          case TILE_COLUMNS:
            tiles(from, inner, panel, to, columns, height, TILE_COLUMNS, depth);
            break;
          case 1: tiles(from, inner, panel, to, columns, height, 1, depth); break;
          case 2: tiles(from, inner, panel, to, columns, height, 2, depth); break;
          case 3: tiles(from, inner, panel, to, columns, height, 3, depth); break;
          default: tiles(from, inner, panel, to, columns, height, width, depth);
        }
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
    // `|` and not `||`: without a branch the loop becomes vector code.
    const int wins = (value > best[i]) | (value != value);
    best[i] = wins ? value : best[i];
  }
}

static inline __attribute__((always_inline)) void
copy(const float *restrict from, size_t from_step, float *restrict to, size_t to_step,
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

const KernelSet plain_kernels = {"plain C", matmul, multiply_add, maximum, copy_blocks};
