/* 06-proof.c -- a notebook: a proof from balls */
/* %% [markdown]
# A proof from balls

A double is a number; a ball is a statement. In ball arithmetic every number carries a radius, every operation
encloses what rounding lost, and a theorem about the equation (a contraction, a bound on a remainder) encloses
what the method left out. So the result is a theorem: the exact solution at time $T$ lies in this ball.
*/
// %%
#include "notebook.h"

#include <math.h>

enum { EDGES = 4 };

int
main(void)
{
    ohm_error err;
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    double w0[EDGES] = { 0.5, 0.5, 0.5, 0.5 };

/* %% [markdown]
## A ring whose answer is known

Four memristors in a ring, 0.4 V in one edge, ten seconds. All memories shift by the same $u$ with $204 u +
200 u^2 = -4$, so $u = -0.02$ and $w = 0.48$; but the double next to 0.4 is not $2/5$, and the statement below
is about the doubles.
*/
    // %%
    must(ohm_graph_ring(&graph, EDGES, &err), &err);
    must(ohm_memristors_alloc(&device, EDGES, &err), &err);
    must(ohm_drive_alloc(&drive, EDGES, EDGES, &err), &err);
    must(ohm_drive_set(drive, OHM_DRIVE_EMF, 0, &(const ohm_waveform){ .dc = 0.4 }, &err), &err);
    ohm_memristors_survey(device);

    const ohm_problem problem = { graph, device, drive };
    const ohm_proof proof = { .method = OHM_PROOF_CLOSED_FORM, .time = 10.0, .bits = 128 };
    ohm_certificate *certificate;

    must(ohm_certify(&certificate, &problem, w0, &proof, NULL, &err), &err);
    printf("by %s, with %ld bits\n", ohm_proof_name(certificate->method), certificate->bits);
    printf("w[0] = %.24s...\n", certificate->w->ball[0].mid);
    printf("radius below 1e-30: %s\n", certificate->w->max_radius < 1e-30 ? "yes" : "no");

/* %% [markdown]
## Three roads

The convex problem of the flux law, solved by Newton's method and then enclosed by a contraction, and a
validated Taylor integrator that steps through time with a bound for every remainder, know nothing of the
closed form. Their balls must meet it, and they do.
*/
    // %%
    const ohm_proof_method roads[] = { OHM_PROOF_FLUX_CHARGE, OHM_PROOF_TAYLOR };

    for (int k = 0; k < 2; k++) {
        const ohm_proof other = { .method = roads[k], .time = 10.0, .bits = 128 };
        ohm_certificate *second;
        double apart;

        must(ohm_certify(&second, &problem, w0, &other, NULL, &err), &err);
        apart = fabs(atof(second->w->ball[0].mid) - atof(certificate->w->ball[0].mid));
        printf("%-12s w[0] = %.24s...  agrees to 1e-15: %s\n", ohm_proof_name(second->method),
               second->w->ball[0].mid, apart < 1e-15 ? "yes" : "no");
        ohm_certificate_free(second);
    }

/* %% [markdown]
## Doubles on trial

Now the ordinary integrator, at a relative tolerance of $10^{-12}$, is held against the ball: how wrong is it
at most? That is no estimate.
*/
    // %%
    const ohm_simulation simulation = { .time = 10.0, .rtol = 1e-12, .atol = 1e-14 };
    ohm_simulation_report report;
    ohm_comparison comparison;
    double w[EDGES] = { 0.5, 0.5, 0.5, 0.5 };

    must(ohm_simulate(w, NULL, NULL, NULL, &report, &problem, &simulation, NULL, NULL, NULL, &err), &err);
    must(ohm_certificate_compare(&comparison, certificate, w, &err), &err);
    printf("w[0] in doubles %.15f\n", w[0]);
    printf("proved: no double is further than 1e-12 from the truth: %s\n", comparison.error < 1e-12 ? "yes"
           : "no");

/* %% [markdown]
## What is not proved is an error

With a hundred times the voltage the memories reach the wall. The statement of a certificate is that none
does, so there is none, and the library says why.
*/
    // %%
    ohm_certificate *none;

    must(ohm_drive_set(drive, OHM_DRIVE_EMF, 0, &(const ohm_waveform){ .dc = 40.0 }, &err), &err);
    const ohm_status status = ohm_certify(&none, &problem, w0, &proof, NULL, &err);
    printf("%s\n", ohm_status_name(status));

    ohm_certificate_free(certificate);
    ohm_drive_free(drive);
    ohm_memristors_free(device);
    ohm_graph_free(graph);
    return 0;
}
