/* lib/device/window.c -- see window.h */
#include "device/window.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Largest exponent read: beyond it (2w - 1)^(2p) is a step in double precision. */
static const double P_MAX = 1000.0;

static double
clamp(double w)
{
    return w < 0.0 ? 0.0 : w > 1.0 ? 1.0 : w;
}

double
ohm_window_value(const ohm_window *window, double w, bool falls)
{
    w = clamp(w);
    switch (window->kind) {
    case OHM_WINDOW_STRUKOV:
        return w * (1.0 - w);
    case OHM_WINDOW_JOGLEKAR:
        return 1.0 - pow(2.0 * w - 1.0, 2.0 * window->p);
    case OHM_WINDOW_BIOLEK:
        return 1.0 - pow(falls ? 1.0 - w : w, 2.0 * window->p);
    case OHM_WINDOW_PRODROMAKIS:
        return window->j * (1.0 - pow((w - 0.5) * (w - 0.5) + 0.75, window->p));
    case OHM_WINDOW_NONE:
        break;
    }
    return 1.0;
}

double
ohm_window_slope(const ohm_window *window, double w, bool falls)
{
    const double p = window->p;

    if (w < 0.0 || w > 1.0)
        return 0.0;
    switch (window->kind) {
    case OHM_WINDOW_STRUKOV:
        return 1.0 - 2.0 * w;
    case OHM_WINDOW_JOGLEKAR:
        return -4.0 * p * pow(2.0 * w - 1.0, 2.0 * p - 1.0);
    case OHM_WINDOW_BIOLEK:
        return falls ? 2.0 * p * pow(1.0 - w, 2.0 * p - 1.0) : -2.0 * p * pow(w, 2.0 * p - 1.0);
    case OHM_WINDOW_PRODROMAKIS:
        return -window->j * p * 2.0 * (w - 0.5) * pow((w - 0.5) * (w - 0.5) + 0.75, p - 1.0);
    case OHM_WINDOW_NONE:
        break;
    }
    return 0.0;
}

/* Reads the numbers after a window's name; true where there are exactly `count`. */
static bool
read_parameters(double *value, size_t count, const char *text)
{
    char part[64];

    for (size_t i = 0; i < count; i++) {
        const size_t length = strcspn(text, ",");

        if (length >= sizeof part || (text[length] == ',') != (i + 1 < count))
            return false;
        memcpy(part, text, length);
        part[length] = '\0';
        if (!ohm_text_to_double(&value[i], part))
            return false;
        text += length + (text[length] == ',');
    }
    return true;
}

static bool
is_count(double p)
{
    return p >= 1.0 && p <= P_MAX && p == floor(p);
}

ohm_status
ohm_window_parse(ohm_window *out, const char *text, ohm_error *err)
{
    double value[2];

    *out = (ohm_window){ OHM_WINDOW_NONE, 1.0, 1.0 };
    if (strcmp(text, "none") == 0)
        return OHM_OK;
    if (strcmp(text, "strukov") == 0) {
        out->kind = OHM_WINDOW_STRUKOV;
        return OHM_OK;
    }
    if (strncmp(text, "joglekar:", 9) == 0 || strncmp(text, "biolek:", 7) == 0) {
        out->kind = text[0] == 'j' ? OHM_WINDOW_JOGLEKAR : OHM_WINDOW_BIOLEK;
        if (read_parameters(value, 1, strchr(text, ':') + 1) && is_count(value[0])) {
            out->p = value[0];
            return OHM_OK;
        }
        return ohm_fail(err, OHM_E_CONTENT, "window \"%s\": the exponent must be an integer from 1 to %g",
                        text, P_MAX);
    }
    if (strncmp(text, "prodromakis:", 12) == 0) {
        out->kind = OHM_WINDOW_PRODROMAKIS;
        if (read_parameters(value, 2, text + 12) && value[0] > 0.0 && value[0] <= P_MAX
            && value[1] > 0.0 && isfinite(value[1])) {
            out->p = value[0];
            out->j = value[1];
            return OHM_OK;
        }
        return ohm_fail(err, OHM_E_CONTENT, "window \"%s\": expected prodromakis:p,j with p, j > 0", text);
    }
    return ohm_fail(err, OHM_E_CONTENT, "unknown window \"%s\" (none, strukov, joglekar:p, biolek:p, "
                    "prodromakis:p,j)", text);
}

char *
ohm_window_print(char text[OHM_WINDOW_TEXT], const ohm_window *window)
{
    char p[OHM_TEXT_DOUBLE], j[OHM_TEXT_DOUBLE];

    ohm_text_double(p, window->p);
    ohm_text_double(j, window->j);
    switch (window->kind) {
    case OHM_WINDOW_NONE:
        return strcpy(text, "none");
    case OHM_WINDOW_STRUKOV:
        return strcpy(text, "strukov");
    case OHM_WINDOW_JOGLEKAR:
        snprintf(text, OHM_WINDOW_TEXT, "joglekar:%s", p);
        break;
    case OHM_WINDOW_BIOLEK:
        snprintf(text, OHM_WINDOW_TEXT, "biolek:%s", p);
        break;
    case OHM_WINDOW_PRODROMAKIS:
        snprintf(text, OHM_WINDOW_TEXT, "prodromakis:%s,%s", p, j);
        break;
    }
    return text;
}
