/* lib/learning/contrastive_write.c -- see contrastive_write.h */
#include "learning/contrastive_write.h"

#include <math.h>

/* Longest step of Runge and Kutta's method in T: windows of order 1 to 10 bend on a scale of 1/10, and
 * (1/100)^4 is below what a write is known to. */
static const double STEP_MOST = 0.01;

static double
within(double w)
{
    return w < 0.0 ? 0.0 : w > 1.0 ? 1.0 : w;
}

double
ohm_contrastive_drive(const ohm_window *window, double w, double time)
{
    const bool falls = time < 0.0;

    if (window->kind == OHM_WINDOW_NONE)
        return within(w + time);
    const double steps = ceil(fabs(time) / STEP_MOST), h = steps > 0.0 ? time / steps : 0.0;

    for (double k = 0.0; k < steps; k++) {
        const double a = ohm_window_value(window, w, falls);
        const double b = ohm_window_value(window, w + 0.5 * h * a, falls);
        const double c = ohm_window_value(window, w + 0.5 * h * b, falls);
        const double d = ohm_window_value(window, w + h * c, falls);

        w = within(w + h / 6.0 * (a + 2.0 * b + 2.0 * c + d));
    }
    return w;
}

double
ohm_contrastive_pulses(const ohm_window *window, double gain, double w, double lift, double c)
{
    return ohm_contrastive_drive(window, ohm_contrastive_drive(window, w, gain * lift), -gain * (lift + c));
}
