/* lib/certify/claims/memory_walls.c -- the memory equation at the walls: doc/theory/memory.md sec. 4. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

#include <math.h>

/* One memristor in a loop: y = w + xi w^2 / 2 falls by the flux, and stops at 0. */
static ohm_q *
after_flux(const ohm_q *y, const ohm_q *flux, bool wall)
{
    ohm_q *fallen = ohm_q_sub(y, flux);

    return wall && ohm_q_sign(fallen, 0, 0) < 0 ? ohm_q_sub(fallen, fallen) : fallen;
}

static void
decide_zero_mean(ohm_claim_case *c)
{
    for (long half = 1; half <= 8; half++) {
        ohm_claim_next(c);
        const ohm_q *xi = ohm_q_number(c->arena, half, 2), *w = ohm_q_number(c->arena, 1, 2);
        const ohm_q *y = ohm_q_add(w, ohm_q_scale(ohm_q_times(ohm_q_times(w, w), xi), 1, 2));
        const ohm_q *strong = ohm_q_scale(y, 3, 2), *weak = ohm_q_scale(y, 1, 2);
        const ohm_q *back = after_flux(after_flux(y, strong, !c->planted), ohm_q_neg(strong), !c->planted);
        const ohm_q *bulk = after_flux(after_flux(y, weak, true), ohm_q_neg(weak), true);

        ohm_claim_found(c, "xi", xi);
        ohm_claim_found(c, "w0", w);
        ohm_claim_found(c, "flux", strong);
        ohm_claim_found(c, "y_before", y);
        ohm_claim_found(c, "y_after", back);
        ohm_claim_printed(c, ohm_q_equal(back, y));
        ohm_claim_control(c, ohm_q_equal(bulk, y));
    }
}

/* Two memristors in a loop under a constant s from w = (0.2, 0.6): both fall by the same u until
 * the first is at its wall, then the second alone.  Closed form: N u (1 + xi mean) + N xi u^2 / 2. */
enum { XI_FLOAT = 3 };

static double
exact_second(double t)
{
    const double xi = XI_FLOAT, u = 0.2, mean = 0.4;
    const double hit = 2.0 * u * (1.0 + xi * mean) - xi * u * u;    /* flux at the wall, s = beta = 1 */
    /* then R = 1 + (1 + xi w): w' = -1 / (2 + xi w), from 0.4 */
    const double rest = 2.0 * 0.4 + 0.5 * xi * 0.4 * 0.4 - (t - hit);

    return (-2.0 + sqrt(4.0 + 2.0 * xi * rest)) / xi;
}

/* Runge-Kutta of order 4; at the wall the state is clipped after the step, or the step is cut
 * there (`locate`) by bisection. */
static void
rk4(double w[2], double h)
{
    double k[4][2], at[2];

    for (int stage = 0; stage < 4; stage++) {
        const double shift = stage == 0 ? 0.0 : stage == 3 ? h : 0.5 * h;

        for (int e = 0; e < 2; e++)
            at[e] = w[e] + (stage == 0 ? 0.0 : shift * k[stage - 1][e]);
        const double held = w[0] <= 0.0 ? 0.0 : at[0];
        const double i = 1.0 / (2.0 + XI_FLOAT * (held + at[1]));

        k[stage][0] = w[0] <= 0.0 ? 0.0 : -i;
        k[stage][1] = -i;
    }
    for (int e = 0; e < 2; e++)
        w[e] += h / 6.0 * (k[0][e] + 2.0 * k[1][e] + 2.0 * k[2][e] + k[3][e]);
}

static void
step_to_wall(double w[2], double h, bool locate)
{
    double low = 0.0, high = h, trial[2] = { w[0], w[1] };

    rk4(trial, h);
    if (w[0] > 0.0 && trial[0] < 0.0 && locate) {
        for (int k = 0; k < 60; k++) {
            const double middle = 0.5 * (low + high);

            trial[0] = w[0];
            trial[1] = w[1];
            rk4(trial, middle);
            *(trial[0] > 0.0 ? &low : &high) = middle;
        }
        trial[0] = 0.0;
        rk4(trial, h - low);
    }
    w[0] = trial[0] < 0.0 ? 0.0 : trial[0];
    w[1] = trial[1];
}

static double
wall_error(int steps, bool locate)
{
    const double t = 1.05;
    double w[2] = { 0.2, 0.6 };

    for (int k = 0; k < steps; k++)
        step_to_wall(w, t / steps, locate);
    return fabs(w[1] - exact_second(t));
}

/* The mean error over many step sizes: where the wall falls within a step is arbitrary. */
static double
mean_error(int base, bool locate)
{
    double sum = 0.0;

    for (int k = 0; k < base; k++)
        sum += wall_error(base + k, locate);
    return sum / base;
}

static void
decide_clip(ohm_claim_case *c)
{
    /* order p divides the mean error by about 2^p; the wall falls anywhere within a step */
    const double clipped = mean_error(200, c->planted) / mean_error(400, c->planted);
    const double located = mean_error(10, true) / mean_error(20, true);

    ohm_claim_next(c);
    ohm_claim_found_json(c, "xi", ohm_json_integer(XI_FLOAT));
    ohm_claim_note(c, "clip_ratio_between_3.6_and_4.4", ohm_json_bool(clipped > 3.6 && clipped < 4.4));
    ohm_claim_note(c, "located_ratio_above_8", ohm_json_bool(located > 8.0));
    ohm_claim_printed(c, clipped > 3.6 && clipped < 4.4 && located > 8.0);
}

static const ohm_claim rows[] = {
    {
        .id = "X-6", .source = "Ohmega", .where = "memory.md sec. 4",
        .statement = "a meeting with a wall that is clipped costs O(h^2), whatever the order of the method; "
            "locating it keeps the order", .domain = "two memristors in a loop, constant drive",
        .expected = OHM_VERDICT_SUPPORTED, .ground = OHM_GROUND_FLOATS,
        .method = "Runge-Kutta of order 4 against the closed form through the wall, mean error over many "
            "step sizes: halving the step divides the clipped error by 4, the located one by more than 8",
        .falsified_by = "the wall located in both", .decide = decide_clip,
    },
    {
        .id = "X-7", .source = "Ohmega", .where = "memory.md sec. 3.3",
        .statement = "a drive of zero mean returns w", .domain = "one memristor that visits its wall",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "8 exact examples in y = w + xi w^2 / 2; control: without a visit to the wall it does "
            "return", .falsified_by = "no wall", .decide = decide_zero_mean,
    },
};

const ohm_claim_table ohm_claims_memory_walls = { rows, sizeof rows / sizeof *rows };
