// Winograd's convolution F(4×4, 3×3): 36 multiplications for 16 outputs instead of 144.
//
// With d a tile of 6 × 6 inputs, g a filter and y the 4 × 4 outputs, y = Aᵀ((G g Gᵀ) ⊙ (Bᵀ d B))A.
// Summed over channels, ⊙ is a matrix product, tiles × channels × filters, at each of 36 points.
// The gradients need the transposed transforms: A ∂y Aᵀ for the output's, B … Bᵀ for the input's
// and Gᵀ … G for the filters'.
// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), section 4.

// Bᵀ, 6 to 6.
INLINE void input_line(const Vector *d, size_t step, Vector *o) {
  const Vector d0 = d[0], d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step],
              d5 = d[5 * step];
  const Vector even = d4 - 4 * d2, odd = d3 - 4 * d1, wide = d4 - d2, far = 2 * (d3 - d1);
  o[0] = 4 * d0 - 5 * d2 + d4;
  o[1] = even + odd;
  o[2] = even - odd;
  o[3] = wide + far;
  o[4] = wide - far;
  o[5] = 4 * d1 - 5 * d3 + d5;
}

// Aᵀ, 6 to 4.
INLINE void output_line(const Vector *m, size_t step, Vector *y) {
  const Vector near = m[step] + m[2 * step], slope = m[step] - m[2 * step],
              far = m[3 * step] + m[4 * step], steep = m[3 * step] - m[4 * step];
  y[0] = m[0] + near + far;
  y[1] = slope + 2 * steep;
  y[2] = near + 4 * far;
  y[3] = slope + 8 * steep + m[5 * step];
}

// A, 4 to 6.
INLINE void output_gradient_line(const Vector *y, size_t step, Vector *m) {
  const Vector y0 = y[0], y1 = y[step], y2 = y[2 * step], y3 = y[3 * step];
  const Vector even = y0 + y2, odd = y1 + y3, wide = y0 + 4 * y2, far = 2 * y1 + 8 * y3;
  m[0] = y0;
  m[1] = even + odd;
  m[2] = even - odd;
  m[3] = wide + far;
  m[4] = wide - far;
  m[5] = y3;
}

// B, 6 to 6.
INLINE void input_gradient_line(const Vector *v, size_t step, Vector *d) {
  const Vector v0 = v[0], v5 = v[5 * step], near = v[step] + v[2 * step],
              slope = v[2 * step] - v[step], far = v[3 * step] + v[4 * step],
              steep = v[4 * step] - v[3 * step];
  d[0] = 4 * v0;
  d[1] = 4 * slope + 2 * steep + 4 * v5;
  d[2] = -5 * v0 - 4 * near - far;
  d[3] = -slope - 2 * steep - 5 * v5;
  d[4] = v0 + near + far;
  d[5] = v5;
}

// G, 3 to 6.
INLINE void filter_line(const Vector *g, size_t step, Vector *u) {
  const Vector ends = g[0] + g[2 * step], far = g[0] + 4 * g[2 * step], middle = g[step];
  u[0] = g[0] * (1 / 4.f);
  u[1] = (ends + middle) * (-1 / 6.f);
  u[2] = (ends - middle) * (-1 / 6.f);
  u[3] = (far + 2 * middle) * (1 / 24.f);
  u[4] = (far - 2 * middle) * (1 / 24.f);
  u[5] = g[2 * step];
}

// Gᵀ, 6 to 3.
INLINE void filter_gradient_line(const Vector *u, size_t step, Vector *g) {
  const Vector near = (u[step] + u[2 * step]) * (1 / 6.f),
              slope = (u[2 * step] - u[step]) * (1 / 6.f),
              far = (u[3 * step] + u[4 * step]) * (1 / 24.f),
              steep = (u[3 * step] - u[4 * step]) * (1 / 12.f);
  g[0] = u[0] * (1 / 4.f) - near + far;
  g[1] = slope + steep;
  g[2] = 4 * far - near + u[5 * step];
}

// Applies a transform of lines along both axes of a square: columns first, then rows.
#define BOTH_AXES(line, from, from_size, to, to_size)                             \
  do {                                                                            \
    Vector between[6 * 6];                                                         \
    UNROLLED for (size_t n = 0; n < (from_size); n++)                             \
      line((from) + n, (from_size), between + n * (to_size));                     \
    UNROLLED for (size_t n = 0; n < (to_size); n++)                               \
      line(between + n, (to_size), (to) + n * (to_size));                         \
  } while (0)

// The position of a tile.
typedef struct {
  size_t picture;
  ptrdiff_t y, x;  // its first output
} TilePosition;

INLINE TilePosition tile_position(const Winograd *p, size_t index) {
  const size_t wide = (p->output_width + 3) / 4, high = (p->output_height + 3) / 4;
  return (TilePosition){.picture = index / (wide * high),
                 .y = (ptrdiff_t)(index / wide % high * 4),
                 .x = (ptrdiff_t)(index % wide * 4)};
}

// The part of a tile's row or column that is inside the picture.
typedef struct {
  size_t begin, end;
} IndexRange;

INLINE IndexRange range_inside(ptrdiff_t first, size_t length) {
  const ptrdiff_t end = (ptrdiff_t)length - first;
  return (IndexRange){.begin = first < 0 ? (size_t)-first : 0,
                      // All of the tile may lie behind the picture, where there is much padding.
                      .end = end < 0 ? 0 : end < 6 ? (size_t)end : 6};
}

// Loads a tile of `size` × `size` pixels, with a vector of channels each; pixels outside the
// picture are 0, and so may be the first one, at `corner`.
INLINE void load_tile(const float *corner, size_t row, size_t step, IndexRange rows,
                      IndexRange columns, size_t count, const size_t size, Vector *tile) {
  if (rows.begin == 0 && rows.end >= size && columns.begin == 0 && columns.end >= size &&
      count >= LANES) {
    UNROLLED for (size_t y = 0; y < size; y++)
      UNROLLED for (size_t x = 0; x < size; x++)
        tile[y * size + x] = load(corner + y * row + x * step);
    return;
  }
  UNROLLED for (size_t i = 0; i < size * size; i++) tile[i] = broadcast(0);
  for (size_t y = rows.begin; y < minimum(rows.end, size); y++)
    for (size_t x = columns.begin; x < minimum(columns.end, size); x++)
      tile[y * size + x] = load_up_to(corner + y * row + x * step, count);
}

static void winograd_filters(const Winograd *p, const float *filters, size_t first, size_t count,
                             float *points, size_t step) {
  const size_t wide = round_up_to_lanes(p->filters);
  for (size_t c = first; c < first + count; c++)
    for (size_t k = 0; k < p->filters; k += LANES) {
      Vector g[9], u[36];
      UNROLLED for (size_t i = 0; i < 9; i++)
        g[i] = load_up_to(filters + (i * p->channels + c) * p->filters + k, p->filters - k);
      BOTH_AXES(filter_line, g, 3, u, 6);
      const size_t panel = k / PANEL_COLUMNS * PANEL_COLUMNS,
                   width = minimum(PANEL_COLUMNS, wide - panel);
      float *to = points + panel * p->channels + c * width + (k - panel);
      UNROLLED for (size_t i = 0; i < 36; i++) store(to + i * step, u[i]);
    }
}

static void winograd_inputs(const Winograd *p, const float *input, size_t first, size_t count,
                            float *points, size_t step) {
  const size_t wide = round_up_to_lanes(p->channels), row = p->width * p->channels;
  for (size_t tile = 0; tile < count; tile++) {
    const TilePosition at = tile_position(p, first + tile);
    const ptrdiff_t top = at.y - (ptrdiff_t)p->top, left = at.x - (ptrdiff_t)p->left;
    const IndexRange rows = range_inside(top, p->height), columns = range_inside(left, p->width);
    // The pointer may wrap: only pixels inside the picture are read.
    const float *corner = input + (at.picture * p->height + (size_t)top) * row +
                          (size_t)left * p->channels;
    for (size_t c = 0; c < p->channels; c += LANES) {
      Vector d[36], v[36];
      load_tile(corner + c, row, p->channels, rows, columns, p->channels - c, 6, d);
      BOTH_AXES(input_line, d, 6, v, 6);
      UNROLLED for (size_t i = 0; i < 36; i++) store(points + i * step + tile * wide + c, v[i]);
    }
  }
}

static bool winograd_outputs(const Winograd *p, const float *points, size_t step, size_t first,
                             size_t count, const float *bias, bool rectifies, float *output) {
  const size_t wide = round_up_to_lanes(p->filters), row = p->output_width * p->filters;
  // As in is_finite.
  Vector check = broadcast(0);
  for (size_t tile = 0; tile < count; tile++) {
    const TilePosition at = tile_position(p, first + tile);
    const size_t high = minimum(4, p->output_height - (size_t)at.y),
                 broad = minimum(4, p->output_width - (size_t)at.x);
    float *corner = output + (at.picture * p->output_height + (size_t)at.y) * row +
                    (size_t)at.x * p->filters;
    for (size_t k = 0; k < p->filters; k += LANES) {
      const size_t some = p->filters - k;
      Vector m[36], y[16];
      UNROLLED for (size_t i = 0; i < 36; i++) m[i] = load(points + i * step + tile * wide + k);
      BOTH_AXES(output_line, m, 6, y, 4);
      const Vector added = bias ? load_up_to(bias + k, some) : broadcast(0);
      UNROLLED for (size_t i = 0; i < 16; i++) {
        y[i] += added;
        check += y[i] - y[i];
        if (rectifies) y[i] = rectified(y[i]);
      }
      if (high == 4 && broad == 4 && some >= LANES) {
        UNROLLED for (size_t i = 0; i < 16; i++)
          store(corner + i / 4 * row + i % 4 * p->filters + k, y[i]);
        continue;
      }
      for (size_t r = 0; r < high; r++)
        for (size_t x = 0; x < broad; x++)
          store_up_to(corner + r * row + x * p->filters + k, y[r * 4 + x], some);
    }
  }
  return all_zeros(check);
}

static void winograd_output_gradients(const Winograd *p, const float *gradient, size_t first,
                                      size_t count, float *points, size_t step) {
  const size_t wide = round_up_to_lanes(p->filters), row = p->output_width * p->filters;
  for (size_t tile = 0; tile < count; tile++) {
    const TilePosition at = tile_position(p, first + tile);
    const IndexRange rows = range_inside(at.y, p->output_height),
                 columns = range_inside(at.x, p->output_width);
    const float *corner = gradient + (at.picture * p->output_height + (size_t)at.y) * row +
                          (size_t)at.x * p->filters;
    for (size_t k = 0; k < p->filters; k += LANES) {
      Vector y[16], m[36];
      load_tile(corner + k, row, p->filters, rows, columns, p->filters - k, 4, y);
      BOTH_AXES(output_gradient_line, y, 4, m, 6);
      UNROLLED for (size_t i = 0; i < 36; i++) store(points + i * step + tile * wide + k, m[i]);
    }
  }
}

static void winograd_input_gradients(const Winograd *p, const float *points, size_t step,
                                     size_t first, size_t count, float *gradient) {
  const size_t wide = round_up_to_lanes(p->channels), row = p->width * p->channels;
  for (size_t tile = 0; tile < count; tile++) {
    const TilePosition at = tile_position(p, first + tile);
    const ptrdiff_t top = at.y - (ptrdiff_t)p->top, left = at.x - (ptrdiff_t)p->left;
    const IndexRange rows = range_inside(top, p->height), columns = range_inside(left, p->width);
    float *corner = gradient + (at.picture * p->height + (size_t)top) * row +
                    (size_t)left * p->channels;
    for (size_t c = 0; c < p->channels; c += LANES) {
      const size_t some = p->channels - c;
      Vector v[36], d[36];
      UNROLLED for (size_t i = 0; i < 36; i++) v[i] = load(points + i * step + tile * wide + c);
      BOTH_AXES(input_gradient_line, v, 6, d, 6);
      for (size_t y = rows.begin; y < rows.end; y++)
        for (size_t x = columns.begin; x < columns.end; x++) {
          float *to = corner + y * row + x * p->channels + c;
          store_up_to(to, load_up_to(to, some) + d[y * 6 + x], some);
        }
    }
  }
}

static void winograd_filter_gradients(const Winograd *p, const float *points, size_t step,
                                      float *gradient) {
  const size_t wide = round_up_to_lanes(p->filters);
  for (size_t c = 0; c < p->channels; c++)
    for (size_t k = 0; k < p->filters; k += LANES) {
      Vector u[36], g[9];
      UNROLLED for (size_t i = 0; i < 36; i++) u[i] = load(points + i * step + c * wide + k);
      BOTH_AXES(filter_gradient_line, u, 6, g, 3);
      for (size_t i = 0; i < 9; i++)
        store_up_to(gradient + (i * p->channels + c) * p->filters + k, g[i], p->filters - k);
    }
}
