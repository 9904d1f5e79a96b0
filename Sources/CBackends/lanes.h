// Vectors of LANES floats, by clang's vector extensions: one source for every kind of processor.
// Included by a file that defines LANES, and that says which instructions may be used.
#include <string.h>
#if LANES == 16
#include <immintrin.h>
#endif

#include "backend.h"

#define INLINE static inline __attribute__((always_inline, unused))
// For loops of a few constant steps, whose arrays then live in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

typedef float Lanes __attribute__((ext_vector_type(LANES)));
typedef int32_t IntLanes __attribute__((ext_vector_type(LANES)));
typedef uint8_t ByteLanes __attribute__((ext_vector_type(LANES)));
// The same where memory need not be aligned.
typedef Lanes AnyLanes __attribute__((aligned(4), may_alias));
typedef ByteLanes AnyByteLanes __attribute__((aligned(1), may_alias));

INLINE Lanes load(const float *from) { return *(const AnyLanes *)from; }
INLINE void store(float *to, Lanes values) { *(AnyLanes *)to = values; }
INLINE Lanes all(float value) { return (Lanes)value; }

// The first `count` floats, fewer than LANES; nothing beyond is read or written.
INLINE Lanes load_some(const float *from, size_t count) {
#if LANES == 16
  return (Lanes)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), from);
#else
  Lanes values = {0};
  for (size_t i = 0; i < count; i++) values[i] = from[i];
  return values;
#endif
}

INLINE void store_some(float *to, Lanes values, size_t count) {
#if LANES == 16
  _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)values);
#else
  for (size_t i = 0; i < count; i++) to[i] = values[i];
#endif
}

INLINE Lanes load_up_to(const float *from, size_t count) {
  return count >= LANES ? load(from) : load_some(from, count);
}

INLINE void store_up_to(float *to, Lanes values, size_t count) {
  if (count >= LANES)
    store(to, values);
  else
    store_some(to, values, count);
}

// Each lane of one vector where the mask is set, of the other where it is not.
INLINE Lanes choose_lanes(IntLanes mask, Lanes one, Lanes other) {
  return (Lanes)((mask & (IntLanes)one) | (~mask & (IntLanes)other));
}

// What is negative becomes 0; a NaN stays, as it is not less than 0.
INLINE Lanes rectified(Lanes values) {
  return choose_lanes(values < all(0), all(0), values);
}

INLINE size_t smaller(size_t one, size_t other) { return one < other ? one : other; }
INLINE size_t whole_lanes(size_t count) { return (count + LANES - 1) / LANES * LANES; }
