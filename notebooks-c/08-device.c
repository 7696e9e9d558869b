/* 08-device.c -- a notebook: an oxide device in a circuit */
/* %% [markdown]
# A device in a circuit

So far an element was a law of one state. An oxide memristor is a slab in which electrons, holes and oxygen
vacancies drift and diffuse; its state is three profiles. Here such a device stands in a circuit with a
resistor, and Newton's method solves Kirchhoff and the semiconductor equations at once, in every implicit time
step.
*/
// %%
#include "notebook.h"

#include <math.h>

enum { STEPS = 400 };

int
main(void)
{
    const double period = 1.0, amplitude = 10.0, pi = acos(-1.0), dt = period / STEPS, resistor = 0.1;
    ohm_error err;
    ohm_oxide_model *model;
    ohm_oxide *device;
    ohm_elements elements;

/* %% [markdown]
## The device

The preset of the literature on a grid of 32 cells, fine at the contacts, with the quasi-static electrons and
holes of the reduced model.
*/
    // %%
    const double rest = 0.0;

    must(ohm_oxide_model_preset(&model, "std", 32, OHM_GRID_COSINE, &err), &err);
    ohm_oxide_model_reduce(model);
    must(ohm_oxide_alloc(&device, model, 1, OHM_OXIDE_IE, &err), &err);
    must(ohm_oxide_start(device, &rest, &err), &err);
    ohm_oxide_elements(&elements, device);
    printf("energy at rest %.9f, mass of the vacancies %.9f\n", ohm_oxide_last(device, 0)->energy,
           ohm_oxide_last(device, 0)->mass);

/* %% [markdown]
## The circuit

Node 0 is the source, node 2 the ground; the device is edge 0 from node 0 to node 1, a resistor edge 1 from
node 1 to node 2. One period of a sine of 10 (thermal voltages), 400 steps.
*/
    // %%
    const size_t tail[] = { 0, 1 }, head[] = { 1, 2 }, on_edge[] = { 0 };
    const bool held[] = { true, false, true };
    const double conductance[] = { 0.0, 1.0 / resistor };
    const ohm_element_group group = { elements, on_edge };
    double voltage[STEPS + 1] = { 0.0 }, current[STEPS + 1] = { 0.0 }, worst = 0.0, defect = 0.0, mass = 0.0;
    ohm_graph *graph;
    ohm_nonlinear *circuit;

    must(ohm_graph_alloc(&graph, 3, 2, tail, head, &err), &err);
    must(ohm_nonlinear_alloc(&circuit, graph, held, conductance, &group, 1, NULL, &err), &err);
    for (int k = 1; k <= STEPS; k++) {
        const double potential[] = { amplitude * sin(2.0 * pi * k * dt / period), 0.0, 0.0 };
        const ohm_sources sources = { .held = potential };
        const ohm_oxide_record *record;

        must(ohm_nonlinear_step(circuit, dt, &sources, &err), &err);
        record = ohm_oxide_last(device, 0);
        voltage[k] = ohm_nonlinear_voltage(circuit)[0];
        current[k] = ohm_nonlinear_current(circuit)[0];
        worst = fmax(worst, fabs(current[k] - ohm_nonlinear_current(circuit)[1]));
        defect = fmax(defect, fabs(record->identity_defect));
        mass = fmax(mass, fabs(record->mass - 1.0));
    }
    printf("after a quarter: %.6f over the device, current %.6f\n", voltage[STEPS / 4], current[STEPS / 4]);
    printf("device and resistor carry the same current, to 1e-6: %s\n", worst < 1e-6 ? "yes" : "no");
    printf("the discrete energy identity holds in every step, to 1e-9: %s\n", defect < 1e-9 ? "yes" : "no");
    printf("no vacancy is lost, to 1e-12: %s\n", mass < 1e-12 ? "yes" : "no");

/* %% [markdown]
## Its loop

The vacancies move under the field and leave the two directions different: the lobes are not opposite, as they
are for an ideal memristor.
*/
    // %%
    ohm_hysteresis loop = { 0 };

    for (int k = 0; k <= STEPS; k++)
        ohm_hysteresis_add(&loop, voltage[k], current[k]);
    printf("lobes %.4f for U > 0 and %.4f for U < 0\n", loop.positive, loop.negative);

    const ohm_series trace = { .mark = OHM_MARK_LINE, .n = STEPS + 1, .x = voltage, .y = current };
    const ohm_figure figure = {
        .x = { .label = "Voltage over the device (kT/e)", .low = NAN, .high = NAN },
        .y = { .label = "Current (scaled)", .low = NAN, .high = NAN }, .count = 1, .series = &trace
    };

    notebook_figure("08-loop", "The loop of an oxide device behind a resistor", &figure);

/* %% [markdown]
Where did the vacancies go? Their profile at the end of the period, with the contacts at 0 and 1.
*/
    // %%
    double profile[33];
    size_t vacancies = model->species_count - 1, nodes = model->nodes;

    ohm_oxide_profile(profile, device, 0, vacancies);
    const ohm_series density = { .mark = OHM_MARK_LINE, .n = nodes, .x = model->x, .y = profile };
    const ohm_figure where = {
        .x = { .label = "Position (of the length)", .low = 0.0, .high = 1.0 },
        .y = { .label = "Vacancies (scaled)", .low = NAN, .high = NAN }, .count = 1, .series = &density
    };

    notebook_figure("08-vacancies", "Oxygen vacancies after one period", &where);
    printf("largest density %.4f, smallest %.4f\n", fmax(profile[0], profile[nodes - 1]),
           fmin(profile[0], profile[nodes - 1]));

    ohm_nonlinear_free(circuit);
    ohm_graph_free(graph);
    ohm_oxide_free(device);
    ohm_oxide_model_free(model);
    return 0;
}
