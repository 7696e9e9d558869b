/* lib/device/window.h -- windows: how the drift slows down near the bounds.
 *
 * f multiplies the current term of the memory equation.  Every window vanishes at
 * the bound it guards, so an element with one can touch 0 or 1 only through its
 * relaxation.  Outside [0, 1] a window keeps the value it has at the bound: an
 * integrator's trial state may stray there, and the polynomials would push it on.
 * Sources: Strukov et al. (2008), Joglekar & Wolf (2009), Biolek et al. (2009),
 * Prodromakis et al. (2011). */
#ifndef OHM_DEVICE_WINDOW_H
#define OHM_DEVICE_WINDOW_H

#include "base/status.h"

#include <stdbool.h>

typedef enum {
    OHM_WINDOW_NONE,            /* 1 */
    OHM_WINDOW_STRUKOV,         /* w (1 - w) */
    OHM_WINDOW_JOGLEKAR,        /* 1 - (2w - 1)^(2p), p >= 1 an integer */
    OHM_WINDOW_BIOLEK,          /* 1 - (1-w)^(2p) while w falls, 1 - w^(2p) while it rises */
    OHM_WINDOW_PRODROMAKIS      /* j (1 - ((w - 1/2)^2 + 3/4)^p), p, j > 0 real */
} ohm_window_kind;

typedef struct {
    ohm_window_kind kind;
    double p;                   /* exponent */
    double j;                   /* prodromakis' scale */
} ohm_window;

/* Reads "none", "strukov", "joglekar:2", "biolek:3", "prodromakis:1.5,1";
 * OHM_E_CONTENT says what was expected. */
ohm_status ohm_window_parse(ohm_window *out, const char *text, ohm_error *err);

enum { OHM_WINDOW_TEXT = 80 };
/* The same spelling back. */
char *ohm_window_print(char text[OHM_WINDOW_TEXT], const ohm_window *window);

/* f(w, d) and df/dw; `falls` says whether the current term drives w down (d > 0). */
double ohm_window_value(const ohm_window *window, double w, bool falls);
double ohm_window_slope(const ohm_window *window, double w, bool falls);

#endif
