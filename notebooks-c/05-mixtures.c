/* 05-mixtures.c -- a notebook: when mixtures of passive and active elements turn */
/* %% [markdown]
# When mixtures oscillate

At an interior fixed point the Jacobian of the memory equation is $J = \alpha\,(I + \xi\, J_p M^* J_p W^*)$.
In a passive circuit it is similar to a symmetric matrix: all eigenvalues are real, $\alpha$ once for every
law of the cuts and the others in $(\alpha, 2\alpha)$. Nothing turns. Complex pairs need active elements, $R <
0$, and enough of them that $A R A^{\mathsf T}$ is indefinite.
*/
// %%
#include "notebook.h"

#include <math.h>

/* The spectrum at a state of a circuit with xi, alpha, beta and the signs of its elements. */
static ohm_spectrum *
spectrum_of(const ohm_graph *graph, double xi, const signed char *sign, const double *w, const double *emf)
{
    ohm_memristors *device;
    ohm_drive *drive;
    ohm_jacobian *jacobian;
    ohm_spectrum *spectrum;
    ohm_error err;

    must(ohm_memristors_alloc(&device, graph->edges, &err), &err);
    must(ohm_drive_alloc(&drive, graph->nodes, graph->edges, &err), &err);
    for (size_t k = 0; k < graph->edges; k++) {
        device->xi[k] = xi;
        device->alpha[k] = 1.0;
        device->sign[k] = sign[k];
        must(ohm_drive_set(drive, OHM_DRIVE_EMF, k, &(const ohm_waveform){ .dc = emf[k] }, &err), &err);
    }
    ohm_memristors_survey(device);
    const ohm_problem problem = { graph, device, drive };

    must(ohm_jacobian_alloc(&jacobian, &problem, NULL, &err), &err);
    must(ohm_jacobian_at(jacobian, 0.0, w, &err), &err);
    double rest = 0.0;
    for (size_t k = 0; k < graph->edges; k++)
        rest = fmax(rest, fabs(ohm_jacobian_drift(jacobian)[k]));
    printf("at rest to rounding: %s\n", rest < 1e-13 ? "yes" : "no");
    must(ohm_spectrum_alloc(&spectrum, jacobian, &problem, NULL, &err), &err);
    ohm_jacobian_free(jacobian);
    ohm_drive_free(drive);
    ohm_memristors_free(device);
    return spectrum;
}

static void
print_spectrum(const ohm_spectrum *spectrum)
{
    for (size_t k = 0; k < spectrum->count; k++)
        printf("%.10f %+.10f i\n", spectrum->re[k], spectrum->im[k]);
}

int
main(void)
{
    ohm_error err;
    ohm_spectrum *spectrum;

/* %% [markdown]
## The smallest example

Two nodes, edges (0,1), (0,1), (1,0), the middle one active, $\xi = 5$, $\alpha = \beta = 1$. With
$S = (9/16, -7/4, 57/16)$ the state $W^* = (1/4, 1/2, 3/4)$ is at rest, and its eigenvalues are $1$ and
$(386 \pm 20\,\mathrm i)/221$ exactly.
*/
    // %%
    const size_t tail[] = { 0, 0, 1 }, head[] = { 1, 1, 0 };
    const signed char mixed[] = { 1, -1, 1 };
    const double rest[] = { 0.25, 0.5, 0.75 }, emf[] = { 9.0 / 16.0, -7.0 / 4.0, 57.0 / 16.0 };
    ohm_graph *graph;
    bool stable;

    must(ohm_graph_alloc(&graph, 2, 3, tail, head, &err), &err);
    spectrum = spectrum_of(graph, 5.0, mixed, rest, emf);
    print_spectrum(spectrum);
    const ohm_kind kind = ohm_spectrum_kind(&stable, spectrum);
    printf("%s; 386/221 = %.10f, 20/221 = %.10f\n", ohm_kind_text(kind, stable), 386.0 / 221.0, 20.0 / 221.0);
    ohm_spectrum_free(spectrum);

/* %% [markdown]
## The same circuit, passive

All three elements passive, and the batteries chosen so that the same state is at rest: the middle current
must be $i = \alpha\beta w / R_{\mathrm{on}}$, so every $S_k = R_k i_k$ up to a potential difference. The
eigenvalues are real: 1 for the one law of the cut, two between 1 and 2.
*/
    // %%
    const signed char passive[] = { 1, 1, 1 };
    double matched[3];

    for (int k = 0; k < 3; k++)         /* R i, with i = w and no potential difference */
        matched[k] = (1.0 + 5.0 * rest[k]) * rest[k];
    spectrum = spectrum_of(graph, 5.0, passive, rest, matched);
    print_spectrum(spectrum);
    printf("similar to a symmetric matrix: %s\n", spectrum->symmetric ? "yes" : "no");
    ohm_spectrum_free(spectrum);
    ohm_graph_free(graph);

/* %% [markdown]
## How often

Random circuits: three parallel memristors, the middle one active, $\xi = 5$, states at random in the box on
the plane of Kirchhoff's law ($w_0 + w_1 = w_2$), batteries matched. In which share does the fixed point turn?
Passive ones never do.
*/
    // %%
    enum { TRIALS = 400 };
    ohm_rng *rng;
    size_t turning = 0;
    double re[TRIALS], im[TRIALS];
    size_t points = 0;

    must(ohm_graph_alloc(&graph, 2, 3, tail, head, &err), &err);
    must(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    ohm_memristors *device;
    ohm_drive *drive;
    must(ohm_memristors_alloc(&device, 3, &err), &err);
    must(ohm_drive_alloc(&drive, 2, 3, &err), &err);
    for (size_t trial = 0; trial < TRIALS; trial++) {
        const double a = ohm_rng_uniform(rng), b = ohm_rng_uniform(rng) * (1.0 - a), w[3] = { a, b, a + b };
        const ohm_problem problem = { graph, device, drive };
        ohm_jacobian *jacobian;

        for (size_t k = 0; k < 3; k++) {
            device->xi[k] = 5.0;
            device->alpha[k] = 1.0;
            device->sign[k] = mixed[k];
            const ohm_waveform wave = { .dc = mixed[k] * (1.0 + 5.0 * w[k]) * w[k] };
            must(ohm_drive_set(drive, OHM_DRIVE_EMF, k, &wave, &err), &err);
        }
        ohm_memristors_survey(device);
        must(ohm_jacobian_alloc(&jacobian, &problem, NULL, &err), &err);
        if (ohm_jacobian_at(jacobian, 0.0, w, &err) == OHM_OK) {
            must(ohm_spectrum_alloc(&spectrum, jacobian, &problem, NULL, &err), &err);
            turning += fabs(spectrum->im[0]) + fabs(spectrum->im[1]) > 1e-9;
            for (size_t k = 0; k < spectrum->count && points < TRIALS; k++)
                if (fabs(spectrum->im[k]) > 1e-9 && fabs(spectrum->re[k]) < 6.0
                    && fabs(spectrum->im[k]) < 3.0) {
                    re[points] = spectrum->re[k];
                    im[points++] = spectrum->im[k];
                }
            ohm_spectrum_free(spectrum);
        }
        ohm_jacobian_free(jacobian);
    }
    printf("%zu of %d turn\n", turning, TRIALS);

    const ohm_series cloud = { .mark = OHM_MARK_POINTS, .n = points, .x = re, .y = im };
    const ohm_figure figure = {
        .x = { .label = "Re", .unit = "1/s", .low = NAN, .high = NAN },
        .y = { .label = "Im", .unit = "1/s", .low = NAN, .high = NAN }, .count = 1, .series = &cloud
    };

    if (points > 0)
        notebook_figure("05-spectra", "Complex eigenvalues of random mixtures", &figure);
    ohm_drive_free(drive);
    ohm_memristors_free(device);
    ohm_rng_free(rng);
    ohm_graph_free(graph);
    return 0;
}
