/* lib/base/status.h -- errors are values: a status and a message.
 *
 * Every function that can fail returns ohm_status and takes, last, a pointer to
 * the caller's ohm_error, which may be NULL.  The message names the offending
 * index and number; it carries no trailing newline and no program name.
 * Nothing in the library prints, exits or aborts. */
#ifndef OHM_BASE_STATUS_H
#define OHM_BASE_STATUS_H

#include <stddef.h>

typedef enum {
    OHM_OK = 0,
    OHM_E_ARG,          /* an argument does not fit: a caller's mistake */
    OHM_E_METHOD,       /* the method does not apply to this problem */
    OHM_E_DOMAIN,       /* a number outside the domain of a law */
    OHM_E_NOMEM,        /* memory */
    OHM_E_IO,           /* input not there, output not writable, disk */
    OHM_E_CONTENT,      /* the content of a file */
    OHM_E_SINGULAR,     /* no unique answer: the matrix has none */
    OHM_E_NOCONV,       /* an iteration did not converge */
    OHM_E_PRECISION,    /* rounding has eaten the answer */
    OHM_E_UNPROVED,     /* a verification came out false, or not proved */
    OHM_E_INTERRUPT,    /* the caller asked to stop */
    OHM_E_INTERNAL      /* a bug of ours or of a library's */
} ohm_status;

enum { OHM_ERROR_TEXT = 512 };

typedef struct {
    ohm_status status;
    char text[OHM_ERROR_TEXT];  /* one line, always terminated; cut where too long */
} ohm_error;

#if defined __GNUC__
#define OHM_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define OHM_PRINTF(at, first)
#endif

/* Fills *err (if not NULL) with status and the formatted text; returns status.
 * The arguments may point into err->text. */
ohm_status ohm_fail(ohm_error *err, ohm_status status, const char *format, ...)
    OHM_PRINTF(3, 4);

/* Puts "context: " before the text of *err, keeps the status and returns it. */
ohm_status ohm_fail_within(ohm_error *err, ohm_status status, const char *format, ...)
    OHM_PRINTF(3, 4);

/* A static lower-case phrase for a status: "singular", "out of memory". */
const char *ohm_status_name(ohm_status status);

#endif
