/* tests/fuzz/fuzz_waveform.c -- any text as a waveform option and as a window. */
#include "case/drive_file.h"
#include "device/window.h"
#include "fuzz/fuzz.h"

#include <math.h>

static void
check_window(const char *text)
{
    char spelled[OHM_WINDOW_TEXT];
    ohm_window window, again;
    ohm_error err;
    const ohm_status status = ohm_window_parse(&window, text, &err);

    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return;
    }
    fuzz_assert(ohm_window_parse(&again, ohm_window_print(spelled, &window), NULL) == OHM_OK);
    fuzz_assert(again.kind == window.kind && again.p == window.p && again.j == window.j);
    for (double w = 0.0; w <= 1.0; w += 0.125)
        fuzz_assert(!isnan(ohm_window_value(&window, w, true)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    ohm_polyline *line;
    ohm_waveform wave;
    ohm_error err;

    memcpy(text, data, size);
    text[size] = '\0';
    check_window(text);
    if (strncmp(text, "csv:", 4) != 0) {            /* would read any file */
        const ohm_status status = ohm_waveform_parse(&wave, &line, NULL, text, 1.0, &err);

        fuzz_assert(line == NULL);
        if (status != OHM_OK)
            fuzz_refused(status, OHM_E_ARG, &err);
        else
            fuzz_assert(isfinite(wave.dc) && isfinite(wave.amplitude) && wave.frequency >= 0.0 && isfinite(wave.phase));
    }
    free(text);
    return 0;
}
