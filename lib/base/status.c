/* lib/base/status.c -- see status.h */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ohm_status
ohm_fail(ohm_error *err, ohm_status status, const char *format, ...)
{
    char text[OHM_ERROR_TEXT];      /* aside: an argument may be err->text */
    va_list args;

    if (err == NULL)
        return status;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    for (char *c = text; *c != '\0'; c++)       /* quoted text may hold line ends: a message is one line */
        if ((unsigned char)*c < ' ')
            *c = ' ';
    err->status = status;
    memcpy(err->text, text, sizeof text);
    return status;
}

ohm_status
ohm_fail_within(ohm_error *err, ohm_status status, const char *format, ...)
{
    char context[OHM_ERROR_TEXT];
    va_list args;

    if (err == NULL)
        return status;
    va_start(args, format);
    vsnprintf(context, sizeof context, format, args);
    va_end(args);
    return ohm_fail(err, status, "%s: %s", context, err->text);
}

const char *
ohm_status_name(ohm_status status)
{
    switch (status) {
    case OHM_OK: return "ok";
    case OHM_E_ARG: return "bad argument";
    case OHM_E_METHOD: return "method does not apply";
    case OHM_E_DOMAIN: return "outside the domain";
    case OHM_E_NOMEM: return "out of memory";
    case OHM_E_IO: return "input or output failed";
    case OHM_E_CONTENT: return "bad content";
    case OHM_E_SINGULAR: return "singular";
    case OHM_E_NOCONV: return "no convergence";
    case OHM_E_PRECISION: return "precision exhausted";
    case OHM_E_UNPROVED: return "not proved";
    case OHM_E_INTERRUPT: return "interrupted";
    case OHM_E_INTERNAL: return "internal error";
    }
    return "unknown status";
}
