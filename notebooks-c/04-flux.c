/* 04-flux.c -- a notebook: the exact flux law, and the case that is integrable */
/* %% [markdown]
# The exact flux law

Without decay, and away from the walls, the memory equation has as many conservation laws as memories. $N - c$
of them are Kirchhoff's current law integrated, $B (w - w_0) = 0$. The other $L$ are the fluxes:

$$\Omega \Big[ \beta\, (w - w_0) + \tfrac{\xi\beta}{2} (w^2 - w_0^2) + \int_0^t S\, dt' \Big] = 0 ,$$

exact for every $\xi$ (the literature has the limit $\xi \to \infty$). So the state at any time is the
solution of one convex problem, and no stepping is needed.
*/
// %%
#include "notebook.h"

#include <math.h>

enum { SIDE = 5, NODES = SIDE * SIDE, EDGES = 2 * SIDE * (SIDE - 1) };

int
main(void)
{
    const double xi = 20.0, beta = 1.0, time = 0.5;
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    ohm_rng *rng;
    ohm_error err;
    double w0[EDGES], w[EDGES], emf[EDGES];

/* %% [markdown]
## A grid in motion

A grid of 5 by 5, random memories and batteries, integrated by Taylor series for half a second. The run itself
watches both laws and reports the largest violation.
*/
    // %%
    must(ohm_graph_grid(&graph, SIDE, SIDE, 1, &err), &err);
    must(ohm_memristors_alloc(&device, EDGES, &err), &err);
    must(ohm_drive_alloc(&drive, NODES, EDGES, &err), &err);
    must(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    for (size_t k = 0; k < EDGES; k++) {
        device->xi[k] = xi;
        w[k] = w0[k] = ohm_rng_between(rng, 0.4, 0.6);
        emf[k] = ohm_rng_normal(rng);
        must(ohm_drive_set(drive, OHM_DRIVE_EMF, k, &(const ohm_waveform){ .dc = emf[k] }, &err), &err);
    }
    ohm_memristors_survey(device);

    const ohm_problem problem = { graph, device, drive };
    const ohm_simulation simulation = { .time = time, .rtol = 1e-11, .atol = 1e-13,
                                        .method = OHM_METHOD_TAYLOR };
    ohm_simulation_report report;

    must(ohm_simulate(w, NULL, NULL, NULL, &report, &problem, &simulation, NULL, NULL, NULL, &err), &err);
    printf("w[0] %.9f -> %.9f\n", w0[0], w[0]);
    printf("current law kept to rounding: %s\n", report.invariant_cut < 1e-13 ? "yes" : "no");
    printf("flux law kept to 1e-9: %s\n", report.invariant_flux < 1e-9 ? "yes" : "no");

/* %% [markdown]
## The law by hand

The same, from the formula above with the projector in doubles.
*/
    // %%
    static double omega[EDGES * EDGES];
    double flux[EDGES], worst = 0.0, largest = 0.0;

    must(ohm_omega_fill(omega, graph, &err), &err);
    for (size_t k = 0; k < EDGES; k++) {
        flux[k] = beta * (w[k] - w0[k]) + xi * beta / 2.0 * (w[k] * w[k] - w0[k] * w0[k]) + emf[k] * time;
        largest = fmax(largest, fabs(flux[k]));
    }
    for (size_t i = 0; i < EDGES; i++) {
        double sum = 0.0;

        for (size_t k = 0; k < EDGES; k++)
            sum += omega[i + k * EDGES] * flux[k];
        worst = fmax(worst, fabs(sum));
    }
    printf("largest term before projecting %.6f V s\n", largest);
    printf("nothing is left behind the projector, to 1e-9: %s\n", worst < 1e-9 ? "yes" : "no");

/* %% [markdown]
## A jump

The convex problem at $t = 0.5$ s, solved by Newton's method: a handful of Kirchhoff solves, whatever the
time.
*/
    // %%
    ohm_flux_charge *law;
    double jumped[EDGES], apart = 0.0;

    must(ohm_flux_charge_alloc(&law, &problem, w0, NULL, &err), &err);
    must(ohm_flux_charge_jump(jumped, time, law, &err), &err);
    for (size_t k = 0; k < EDGES; k++)
        apart = fmax(apart, fabs(jumped[k] - w[k]));
    printf("w[0] by the jump %.9f\n", jumped[0]);
    printf("both roads agree to 1e-9: %s\n", apart < 1e-9 ? "yes" : "no");
    ohm_flux_charge_free(law);

/* %% [markdown]
## What goes round comes back

The charges depend on the integral of the drive alone. A drive whose mean over a period vanishes returns every
memory: with sines of 1 Hz in place of the batteries, the state after three seconds is the state before.
*/
    // %%
    double back[EDGES], away = 0.0, returned = 0.0;

    for (size_t k = 0; k < EDGES; k++) {
        const ohm_waveform sine = { .amplitude = emf[k], .frequency = 1.0 };

        back[k] = w0[k];
        must(ohm_drive_set(drive, OHM_DRIVE_EMF, k, &sine, &err), &err);
    }
    const ohm_simulation half = { .time = 0.5, .rtol = 1e-11, .atol = 1e-13 },
        whole = { .time = 3.0, .rtol = 1e-11, .atol = 1e-13 };

    must(ohm_simulate(back, NULL, NULL, NULL, &report, &problem, &half, NULL, NULL, NULL, &err), &err);
    for (size_t k = 0; k < EDGES; k++) {
        away = fmax(away, fabs(back[k] - w0[k]));
        back[k] = w0[k];
    }
    must(ohm_simulate(back, NULL, NULL, NULL, &report, &problem, &whole, NULL, NULL, NULL, &err), &err);
    for (size_t k = 0; k < EDGES; k++)
        returned = fmax(returned, fabs(back[k] - w0[k]));
    printf("farthest from home after half a period %.6f\n", away);
    printf("home after three periods, to 1e-8: %s\n", returned < 1e-8 ? "yes" : "no");

    ohm_rng_free(rng);
    ohm_drive_free(drive);
    ohm_memristors_free(device);
    ohm_graph_free(graph);
    return 0;
}
