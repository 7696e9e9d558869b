/* tools/nearest.c -- see nearest.h */
#include "nearest.h"

#include <string.h>

enum {
    NAME_MAX_LENGTH = 63,       /* longer is no misspelt name of ours */
    FARTHEST = 3                /* more mistakes than this suggest nothing */
};

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edit distance with swaps of neighbours (optimal string alignment). */
static size_t
distance(const char *a, const char *b)
{
    const size_t m = strlen(a), n = strlen(b);
    size_t rows[3][NAME_MAX_LENGTH + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];

    if (m > NAME_MAX_LENGTH || n > NAME_MAX_LENGTH)
        return NAME_MAX_LENGTH;
    for (size_t j = 0; j <= n; j++)
        last[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *const spare = before;

        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
        now = spare;
    }
    return last[n];
}

const char *
nearest_name(const char *typed, const char *const *names, size_t n)
{
    const size_t length = strlen(typed);
    const char *nearest = NULL;
    size_t best = least(FARTHEST, length / 2 + 1) + 1;

    for (size_t k = 0; k < n; k++) {
        const size_t d = distance(typed, names[k]);

        if (d < best) {
            best = d;
            nearest = names[k];
        }
    }
    if (nearest != NULL)
        return nearest;
    for (size_t k = 0; k < n && length >= 2; k++)       /* a name cut short: "sim" */
        if (strncmp(typed, names[k], length) == 0)
            return names[k];
    return NULL;
}
