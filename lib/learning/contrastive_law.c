/* lib/learning/contrastive_law.c -- see contrastive_law.h */
#include "learning/contrastive_law.h"

#include <math.h>

static double
tap_conductance(const ohm_contrastive_plan *p, double tap)
{
    switch (p->law) {
    case OHM_TAP_LOG_R:
        return 1.0 / (p->r0 * pow(p->taps, (tap - 1.0) / (p->taps - 1.0)));
    case OHM_TAP_LINEAR_K:
        return (p->taps + 1.0 - tap) / (p->taps * p->r0);
    default:
        return 1.0 / (p->r0 * tap);
    }
}

double
ohm_contrastive_conductance(const ohm_contrastive_plan *p, size_t e, double theta)
{
    switch (p->edge) {
    case OHM_EDGE_POTENTIOMETER:
        return tap_conductance(p, theta);
    case OHM_EDGE_TRANSISTOR:
        return theta - p->v_th[e];
    case OHM_EDGE_MEMRISTOR:
        return p->low[e] + (p->high[e] - p->low[e]) * theta;
    default:
        return theta;
    }
}

/* What is left of |c| above the threshold, with the sign of c. */
static double
above_threshold(double c, double threshold)
{
    return c > threshold ? c - threshold : c < -threshold ? c + threshold : 0.0;
}

static double
write_change(const ohm_contrastive_plan *p, double w, double c)
{
    switch (p->law) {
    case OHM_WRITE_IDEAL:
        return -p->gain * c * 4.0 * w * (1.0 - w);
    case OHM_WRITE_PULSE:       /* to first order in the pulses */
        return -p->gain * c * ohm_window_value(&p->window, w, c > 0.0);
    case OHM_WRITE_THRESH:
        return -p->gain * above_threshold(c, p->threshold);
    default:
        return -p->gain * c;
    }
}

double
ohm_contrastive_change(const ohm_contrastive_plan *p, double theta, double c)
{
    if (p->edge == OHM_EDGE_MEMRISTOR && p->law == OHM_WRITE_THRESH)
        return write_change(p, theta, c);
    if (fabs(c) <= p->threshold)
        return 0.0;
    switch (p->edge) {
    case OHM_EDGE_POTENTIOMETER:
        return c > 0.0 ? 1.0 : c < 0.0 ? -1.0 : 0.0;
    case OHM_EDGE_MEMRISTOR:
        return write_change(p, theta, c);
    default:
        return -(p->rate / p->eta) * (0.5 * c);
    }
}

double
ohm_contrastive_clip(const ohm_contrastive_plan *p, size_t e, double theta)
{
    const bool tap = p->edge == OHM_EDGE_POTENTIOMETER, written = p->edge == OHM_EDGE_MEMRISTOR;
    const double low = tap ? 1.0 : written ? 0.0 : p->low[e];
    const double high = tap ? p->taps : written ? 1.0 : p->high[e];

    return theta < low ? low : theta > high ? high : theta;
}

bool
ohm_contrastive_curve(ohm_curve *curve, const ohm_contrastive_plan *p)
{
    const ohm_curve_kind kind = p->edge == OHM_EDGE_SINH    ? OHM_CURVE_SINH
                                : p->edge == OHM_EDGE_DIODE ? OHM_CURVE_DIODE
                                                            : OHM_CURVE_TANH;

    *curve = (ohm_curve){ kind, p->curve_scale };
    return p->edge >= OHM_EDGE_TANH;
}

bool
ohm_contrastive_oriented(const ohm_contrastive_plan *p)
{
    return p->edge == OHM_EDGE_MEMRISTOR && (p->law == OHM_WRITE_RAW || p->law == OHM_WRITE_PULSE);
}
