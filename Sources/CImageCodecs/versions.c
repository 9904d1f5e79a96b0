// The names and versions of the picture libraries in use.

#include "CImageCodecs.h"

// jpeglib.h needs size_t and FILE declared before it.
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>

#define TEXT_OF(words) #words
#define TEXT(macro) TEXT_OF(macro)

const char *codec_png_version(void) { return png_get_libpng_ver(NULL); }

// libjpeg can't be asked while running; what it was compiled against has to do.
const char *codec_jpeg_version(void) {
#ifdef LIBJPEG_TURBO_VERSION
  return TEXT(JPEG_LIB_VERSION) " (libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION) ")";
#else
  return TEXT(JPEG_LIB_VERSION);
#endif
}
