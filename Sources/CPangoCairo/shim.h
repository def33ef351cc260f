// The few functions of Pango and Cairo that papers are set with, declared as their documentation gives them. Their own headers
// lead to GLib's, whose pkg-config file asks for a compiler flag that the package manager refuses with a warning.

#include <stdint.h>

typedef struct _cairo_surface cairo_surface_t;
typedef struct _cairo cairo_t;

static const unsigned int CAIRO_STATUS_SUCCESS = 0;
static const unsigned int CAIRO_PDF_METADATA_TITLE = 0;
static const unsigned int CAIRO_PDF_METADATA_CREATE_DATE = 5;
static const unsigned int CAIRO_PDF_OUTLINE_FLAG_OPEN = 1;

cairo_surface_t *cairo_pdf_surface_create(const char *path, double width, double height);
void cairo_pdf_surface_set_size(cairo_surface_t *, double width, double height);
void cairo_pdf_surface_set_metadata(cairo_surface_t *, unsigned int kind, const char *text);
int cairo_pdf_surface_add_outline(
    cairo_surface_t *, int parent, const char *title, const char *link, unsigned int flags);
unsigned int cairo_surface_status(cairo_surface_t *);

static const int CAIRO_FORMAT_RGB24 = 1;
typedef unsigned int (*cairo_write_func_t)(void *closure, const unsigned char *data, unsigned int length);
cairo_surface_t *cairo_image_surface_create(int format, int width, int height);
unsigned int cairo_surface_write_to_png_stream(cairo_surface_t *, cairo_write_func_t, void *closure);
void cairo_surface_finish(cairo_surface_t *);
void cairo_surface_destroy(cairo_surface_t *);

cairo_t *cairo_create(cairo_surface_t *);
unsigned int cairo_status(cairo_t *);
void cairo_destroy(cairo_t *);
void cairo_show_page(cairo_t *);
void cairo_new_path(cairo_t *);
void cairo_move_to(cairo_t *, double x, double y);
void cairo_line_to(cairo_t *, double x, double y);
void cairo_rectangle(cairo_t *, double x, double y, double width, double height);
void cairo_set_line_width(cairo_t *, double width);
void cairo_stroke(cairo_t *);
void cairo_fill(cairo_t *);
void cairo_set_source_rgb(cairo_t *, double red, double green, double blue);

typedef struct _cairo_font_options cairo_font_options_t;
static const unsigned int CAIRO_HINT_STYLE_NONE = 1, CAIRO_HINT_METRICS_OFF = 1;

cairo_font_options_t *cairo_font_options_create(void);
void cairo_font_options_set_hint_style(cairo_font_options_t *, unsigned int style);
void cairo_font_options_set_hint_metrics(cairo_font_options_t *, unsigned int metrics);
void cairo_font_options_destroy(cairo_font_options_t *);

typedef struct _PangoContext PangoContext;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoLayoutLine PangoLayoutLine;
typedef struct _PangoLayoutIter PangoLayoutIter;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoLanguage PangoLanguage;
typedef struct _PangoAttrList PangoAttrList;
typedef struct { const void *klass; unsigned int start_index, end_index; } PangoAttribute;
typedef struct { int x, y, width, height; } PangoRectangle;

static const int PANGO_SCALE = 1024;
static const unsigned int PANGO_WRAP_WORD_CHAR = 2;
static const unsigned int PANGO_ELLIPSIZE_END = 3;
static const unsigned int PANGO_ALIGN_LEFT = 0;
static const unsigned int PANGO_ALIGN_CENTER = 1;
static const unsigned int PANGO_ALIGN_RIGHT = 2;
static const unsigned int PANGO_STYLE_ITALIC = 2;
static const unsigned int PANGO_WEIGHT_BOLD = 700;

PangoContext *pango_cairo_create_context(cairo_t *);
void pango_cairo_context_set_resolution(PangoContext *, double dotsPerInch);
void pango_cairo_context_set_font_options(PangoContext *, const cairo_font_options_t *);
void pango_context_set_round_glyph_positions(PangoContext *, int rounds);
void pango_cairo_show_layout_line(cairo_t *, PangoLayoutLine *);
void pango_context_set_language(PangoContext *, PangoLanguage *);
PangoLanguage *pango_language_from_string(const char *);

PangoFontDescription *pango_font_description_from_string(const char *);
void pango_font_description_set_size(PangoFontDescription *, int size);
void pango_font_description_set_weight(PangoFontDescription *, unsigned int weight);
void pango_font_description_set_style(PangoFontDescription *, unsigned int style);
void pango_font_description_free(PangoFontDescription *);

PangoLayout *pango_layout_new(PangoContext *);
void pango_layout_set_wrap(PangoLayout *, unsigned int mode);
void pango_layout_set_font_description(PangoLayout *, const PangoFontDescription *);
void pango_layout_set_indent(PangoLayout *, int indent);
void pango_layout_set_width(PangoLayout *, int width);
void pango_layout_set_justify(PangoLayout *, int justifies);
void pango_layout_set_alignment(PangoLayout *, unsigned int alignment);
void pango_layout_set_text(PangoLayout *, const char *text, int bytes);
void pango_layout_set_attributes(PangoLayout *, PangoAttrList *);
int pango_layout_get_line_count(PangoLayout *);
void pango_layout_set_height(PangoLayout *, int height);
void pango_layout_set_ellipsize(PangoLayout *, unsigned int mode);
void pango_layout_get_size(PangoLayout *, int *width, int *height);
void pango_layout_set_line_spacing(PangoLayout *, float factor);
void pango_cairo_show_layout(cairo_t *, PangoLayout *);

PangoLayoutIter *pango_layout_get_iter(PangoLayout *);
void pango_layout_iter_free(PangoLayoutIter *);
void pango_layout_iter_get_line_extents(PangoLayoutIter *, PangoRectangle *ink, PangoRectangle *logical);
PangoLayoutLine *pango_layout_iter_get_line_readonly(PangoLayoutIter *);
int pango_layout_iter_next_line(PangoLayoutIter *);

PangoAttrList *pango_attr_list_new(void);
void pango_attr_list_insert(PangoAttrList *, PangoAttribute *);
void pango_attr_list_unref(PangoAttrList *);
PangoAttribute *pango_attr_weight_new(unsigned int weight);
PangoAttribute *pango_attr_style_new(unsigned int style);

void g_object_unref(void *);
