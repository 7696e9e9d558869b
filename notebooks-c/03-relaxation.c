/* 03-relaxation.c -- a notebook: slow relaxation, and the loop that an alternating voltage draws */
/* %% [markdown]
# Slow relaxation and the AC loop

A memristor here has the resistance $R(w) = R_{\mathrm{on}} (1 + \xi w)$ and the memory moves with the
current,

$$\dot w = \alpha w - \frac{R_{\mathrm{on}}}{\beta}\, i .$$

Alone under a voltage it answers with a pinched loop. Under a constant drive it relaxes, but not
exponentially.
*/
// %%
#include "notebook.h"

#include <math.h>

enum { SAMPLES = 801 };

typedef struct {                    /* what we keep of a run */
    size_t n;
    double time[SAMPLES], w[SAMPLES], current[SAMPLES];
} record;

static ohm_status
keep(void *data, const ohm_sample *sample, ohm_error *err)
{
    record *r = data;

    (void)err;
    r->time[r->n] = sample->time;
    r->w[r->n] = sample->w[0];
    r->current[r->n++] = sample->current[0];
    return OHM_OK;
}

/* Integrates a ring of `edges` like memristors to `until`, driven by a wave in edge 0. */
static void
run(record *r, size_t edges, double xi, double w0, const ohm_waveform *wave, double until)
{
    double times[SAMPLES], w[8];
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    ohm_simulation_report report;
    ohm_error err;

    must(edges > 1 ? ohm_graph_ring(&graph, edges, &err) : ohm_graph_alloc_blank(&graph, 1, 1, &err), &err);
    must(ohm_memristors_alloc(&device, edges, &err), &err);
    must(ohm_drive_alloc(&drive, graph->nodes, edges, &err), &err);
    must(ohm_drive_set(drive, OHM_DRIVE_EMF, 0, wave, &err), &err);
    for (size_t k = 0; k < edges; k++) {
        device->xi[k] = xi;
        w[k] = w0;
    }
    ohm_memristors_survey(device);
    for (size_t k = 0; k < SAMPLES; k++)
        times[k] = until * (double)k / (SAMPLES - 1);
    const ohm_problem problem = { graph, device, drive };
    const ohm_simulation simulation = { .time = until, .rtol = 1e-10, .atol = 1e-12, .samples = SAMPLES,
                                        .sample_time = times };

    r->n = 0;
    must(ohm_simulate(w, NULL, NULL, NULL, &report, &problem, &simulation, keep, r, NULL, &err), &err);
    ohm_drive_free(drive);
    ohm_memristors_free(device);
    ohm_graph_free(graph);
}

int
main(void)
{
    static record r;

/* %% [markdown]
## The loop

One memristor on a sine of 1 V and 0.2 Hz for one period. The memory follows the charge, so it returns, and the
current vanishes with the voltage: the loop is pinched at the origin. Its two lobes are opposite; what is
left of the area is rounding and the straight lines between the samples.
*/
    // %%
    const double frequency = 0.2;
    const ohm_waveform sine = { .amplitude = 1.0, .frequency = frequency };
    double voltage[SAMPLES];
    ohm_hysteresis loop = { 0 };

    run(&r, 1, 19.0, 0.5, &sine, 1.0 / frequency);
    for (size_t k = 0; k < r.n; k++) {
        voltage[k] = sin(2.0 * acos(-1.0) * frequency * r.time[k]);
        ohm_hysteresis_add(&loop, voltage[k], r.current[k]);
    }
    printf("lobes %.5f and %.5f V A\n", loop.positive, loop.negative);
    printf("pinched: %s\n", ohm_hysteresis_pinch(&loop) < 1e-6 ? "yes" : "no");

    const ohm_series trace = { .mark = OHM_MARK_LINE, .n = r.n, .x = voltage, .y = r.current };
    const ohm_figure figure = {
        .x = { .label = "Voltage", .unit = "V", .low = NAN, .high = NAN },
        .y = { .label = "Current", .unit = "A", .low = NAN, .high = NAN }, .count = 1, .series = &trace
    };

    notebook_figure("03-loop", "The pinched loop of one memristor at 0.2 Hz", &figure);

/* %% [markdown]
## Slow relaxation

Without decay ($\alpha = 0$) a ring of $n$ equal memristors under a constant voltage $s$ obeys $w + \xi w^2/2
= w_0 + \xi w_0^2/2 - s t/(n\beta)$. For large $\xi$ that is a square root: the memory approaches its wall
like $\sqrt{t_0 - t}$, with no time scale of its own. We compare the integrator with that closed form.
*/
    // %%
    const double xi = 100.0, w0 = 0.9, s = 1.0, n = 4.0, until = 150.0;
    const ohm_waveform constant = { .dc = s };
    double worst = 0.0, closed[SAMPLES];

    run(&r, 4, xi, w0, &constant, until);
    for (size_t k = 0; k < r.n; k++) {
        const double right = w0 + xi * w0 * w0 / 2.0 - s * r.time[k] / n;

        closed[k] = (sqrt(1.0 + 2.0 * xi * right) - 1.0) / xi;
        worst = fmax(worst, fabs(closed[k] - r.w[k]));
    }
    printf("w(%g s) = %.10f, closed form %.10f\n", until, r.w[r.n - 1], closed[r.n - 1]);
    printf("within 1e-9 of the closed form at all %zu samples: %s\n", r.n, worst < 1e-9 ? "yes" : "no");

    const ohm_series relaxation[] = {
        { .mark = OHM_MARK_LINE, .n = r.n, .x = r.time, .y = r.w },
    };
    const ohm_figure slow = {
        .x = { .label = "Time", .unit = "s", .low = NAN, .high = NAN },
        .y = { .label = "Memory", .low = 0.0, .high = 1.0 },
        .count = 1, .series = relaxation
    };

    notebook_figure("03-relaxation", "Memory of a ring under a constant voltage", &slow);
    return 0;
}
