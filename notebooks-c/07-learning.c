/* 07-learning.c -- a notebook: five systems that learn */
/* %% [markdown]
# Five learning systems

Five physical systems and one question each: what does it learn, by which rule of its own, and how fast?
*/
// %%
#include "notebook.h"

#include <math.h>

/* How many of the realizations got every pattern right, and the error of the first ones. */
static ohm_perceptron_run *
train_gate(const char *gate, size_t hidden, ohm_node_kind node, size_t epochs)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_plan plan;
    ohm_perceptron_task *task;
    ohm_perceptron_run *run;
    ohm_error err;
    size_t right = 0;

    must(ohm_perceptron_task_gate(&task, gate, OHM_CODE_01, &err), &err);
    ohm_perceptron_defaults(&plan, &shape, node);
    plan.epochs = epochs;
    plan.realizations = 64;
    must(ohm_perceptron_train(&run, &plan, task, NULL, &err), &err);
    for (size_t r = 0; r < run->realizations; r++)
        right += run->accuracy[r] == 1.0;
    printf("%s, %zu hidden: every pattern right in %zu of %zu realizations\n", gate, hidden, right,
           run->realizations);
    ohm_perceptron_task_free(task);
    return run;
}

int
main(void)
{
    ohm_error err;

/* %% [markdown]
## 1. One memristor with several thresholds

A single threshold memristor is a layer: its variables are the weights, and a pulse $I = u +
\operatorname{sgn}(u) I_i$ addresses the $i$-th. It learns OR by the delta rule.
*/
    // %%
    ohm_perceptron_run_free(train_gate("or", 0, OHM_NODE_SIGMOID, 300));

/* %% [markdown]
It cannot learn XOR, and no monotone node can. The reason is a certificate in integers, which anybody can add
up: $\sum_k \lambda_k y_k (x_k, 1) = 0$.
*/
    // %%
    ohm_perceptron_task *xor_task;
    ohm_separation *separation;

    must(ohm_perceptron_task_gate(&xor_task, "xor", OHM_CODE_01, &err), &err);
    must(ohm_separation_decide(&separation, xor_task, &err), &err);
    must(ohm_separation_verify(separation, xor_task, &err), &err);
    printf("separable: %s; multipliers", separation->separable ? "yes" : "no");
    for (size_t k = 0; k < separation->patterns; k++)
        printf(" %d", (int)separation->multiplier[k]);
    printf("\n");
    ohm_separation_free(separation);
    ohm_perceptron_task_free(xor_task);

/* %% [markdown]
## 2. Two layers of memristors

With eight hidden nodes, backpropagation by pulses, the same task is learned.
*/
    // %%
    ohm_perceptron_run *run = train_gate("xor", 8, OHM_NODE_TANH, 1000);
    double epoch[1024], mean[1024];
    size_t points = run->points < 1024 ? run->points : 1024;

    for (size_t p = 0; p < points; p++) {
        epoch[p] = (double)run->epoch[p];
        mean[p] = 0.0;
        for (size_t r = 0; r < run->realizations; r++)
            mean[p] += run->error[p * run->realizations + r] / (double)run->realizations;
    }
    const ohm_series curve = { .mark = OHM_MARK_LINE, .n = points, .x = epoch, .y = mean };
    const ohm_figure figure = {
        .x = { .label = "Epoch", .low = NAN, .high = NAN },
        .y = { .label = "Mean error", .log = true, .low = NAN, .high = NAN },
        .count = 1, .series = &curve
    };

    notebook_figure("07-xor", "Two layers learn XOR: mean error of 64 realizations", &figure);
    ohm_perceptron_run_free(run);

/* %% [markdown]
## 3. Channels of fluid

Two conical channels in a row between 5 V and 0 V; the middle is to be at 3 V. Gradient descent on the
lengths, the gradient by the adjoint.
*/
    // %%
    const size_t divider_tail[] = { 0, 1 }, divider_head[] = { 1, 2 };
    const bool divider_held[] = { true, false, true };
    const double held[] = { 5.0, 0.0, 0.0 }, desired = 3.0;
    const size_t plus = 1, minus = OHM_NONE;
    ohm_graph *divider;
    ohm_fluidic *channels;
    ohm_fluidic_plan fluidic_plan;
    ohm_fluidic_run *fluidic;

    must(ohm_graph_alloc(&divider, 3, 2, divider_tail, divider_head, &err), &err);
    must(ohm_fluidic_alloc(&channels, divider, divider_held, &err), &err);
    const ohm_fluidic_samples samples = { 1, held, 1, &plus, &minus, &desired };
    ohm_fluidic_plan_defaults(&fluidic_plan);
    fluidic_plan.rate[OHM_FLUIDIC_LENGTH] = ohm_fluidic_author_rate(OHM_FLUIDIC_LENGTH, 3e-6);
    fluidic_plan.steps = 30;
    must(ohm_fluidic_train(&fluidic, channels, &samples, &fluidic_plan, NULL, &err), &err);
    printf("cost %.6f V^2 at first, in the end below 1e-6: %s; the middle at %.3f V\n", fluidic->cost[0],
           fluidic->cost[fluidic->steps] < 1e-6 ? "yes" : "no", fluidic->potential[1]);
    printf("lengths %.4f and %.4f um\n", fluidic->weight[0], fluidic->weight[1]);
    ohm_fluidic_run_free(fluidic);
    ohm_fluidic_free(channels);
    ohm_graph_free(divider);

/* %% [markdown]
## 4. Resistors that compare two states

A torus of 16 nodes; every edge sees only its own voltages in the free state and in the clamped one, and
changes by $\Delta k \propto \Delta V_F^2 - \Delta V_C^2$. Two sources, one target: half of the first input.
*/
    // %%
    enum { NET = 16, LINKS = 32, DATA = 8 };
    const char *const torus_size[OHM_FAMILY_ARGUMENTS] = { "4", "4", NULL };
    const size_t source[] = { 0, 10 };
    const ohm_readout target = { 5, OHM_NONE };
    double low[LINKS], high[LINKS], v_th[LINKS], strength[LINKS], x[2 * DATA], label[DATA];
    ohm_generated *torus;
    ohm_learner *learner;
    ohm_contrastive_plan plan;
    ohm_contrastive_history *history;

    must(ohm_family_generate(&torus, ohm_family_find("torus"), torus_size, NULL, &err), &err);
    for (size_t s = 0; s < DATA; s++) {
        x[2 * s] = (double)s / (DATA - 1);
        x[2 * s + 1] = 0.0;
        label[s] = 0.3 * x[2 * s];
    }
    for (size_t k = 0; k < LINKS; k++) {
        low[k] = 0.01;
        high[k] = 100.0;
        v_th[k] = 0.7;
        strength[k] = 1.0;
    }
    const ohm_contrastive_data data = { .count = DATA, .x = x, .label = label };
    const ohm_contrastive_schedule schedule = { .steps = 400, .every = 40 };

    ohm_contrastive_defaults(&plan, OHM_EDGE_LINEAR);
    plan.graph = torus->graph;
    plan.sources = 2;
    plan.source = source;
    plan.targets = 1;
    plan.target = &target;
    plan.low = low;
    plan.high = high;
    plan.rate = 1000.0;
    must(ohm_contrastive_check(&plan, &err), &err);
    must(ohm_learner_alloc(&learner, &plan, DATA, DATA, &err), &err);
    for (size_t k = 0; k < LINKS; k++)
        ohm_learner_parameters(learner)[k] = 1.0;
    must(ohm_contrastive_train(&history, learner, &plan, &data, &schedule, NULL, &err), &err);
    printf("resistors: error falls by more than a hundred: %s\n",
           history->error[history->points - 1] < 0.01 * history->error[0] ? "yes" : "no");
    printf("first change along the gradient: cosine above 0.9: %s\n", history->alignment[0] > 0.9 ? "yes"
           : "no");
    ohm_contrastive_history_free(history);
    ohm_learner_free(learner);

/* %% [markdown]
## 5. Transistors that compare two states

The same network with transistors for edges. Now a conductance depends on the voltages it compares, and what
is learned is a gate voltage. The task is the same, up to 0.45 V; the error falls until only what is not
linear in such a network is left.
*/
    // %%
    for (size_t k = 0; k < LINKS; k++) {
        low[k] = 1.1;
        high[k] = 5.5;
    }
    for (size_t s = 0; s < DATA; s++) {
        x[2 * s] *= 0.45;
        label[s] = 0.3 * x[2 * s];
    }
    ohm_contrastive_defaults(&plan, OHM_EDGE_TRANSISTOR);
    plan.graph = torus->graph;
    plan.sources = 2;
    plan.source = source;
    plan.targets = 1;
    plan.target = &target;
    plan.low = low;
    plan.high = high;
    plan.v_th = v_th;
    plan.strength = strength;
    must(ohm_contrastive_check(&plan, &err), &err);
    must(ohm_learner_alloc(&learner, &plan, DATA, DATA, &err), &err);
    must(ohm_contrastive_train(&history, learner, &plan, &data, &schedule, NULL, &err), &err);
    printf("transistors: error falls by more than a hundred: %s\n",
           history->error[history->points - 1] < 0.01 * history->error[0] ? "yes" : "no");
    ohm_contrastive_history_free(history);
    ohm_learner_free(learner);
    ohm_generated_free(torus);
    return 0;
}
