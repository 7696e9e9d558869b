/* lib/certify/resistor_net.c -- see resistor_net.h */
#include "certify/resistor_net.h"

/* Rows from..to-1 and columns left..right-1. */
static ohm_q *
block(ohm_arena *arena, const ohm_q *m, size_t from, size_t to, size_t left, size_t right)
{
    ohm_q *part = ohm_q_zero(arena, to - from, right - left);

    for (size_t i = from; part != NULL && m != NULL && i < to; i++)
        for (size_t j = left; j < right; j++)
            ohm_q_put(part, i - from, j - left, ohm_q_entry(m, i, j));
    return part;
}

void
ohm_net_build(ohm_net *net, const ohm_scene *scene, ohm_q *k, size_t held)
{
    const size_t n = scene->nodes;
    ohm_arena *arena = scene->arena;

    net->nodes = n;
    net->held = held;
    net->free = n - held;
    net->k = k;
    net->incidence = ohm_q_zero(arena, scene->edges, n);
    for (size_t e = 0; e < scene->edges; e++) {
        const size_t tail = (size_t)ohm_q_double(scene->ends, e, 0),
                     head = (size_t)ohm_q_double(scene->ends, e, 1);

        if (tail == head)
            continue;
        ohm_q_set(net->incidence, e, tail, 1, 1);
        ohm_q_set(net->incidence, e, head, -1, 1);
    }
    const ohm_q *laplacian = ohm_q_mul3(ohm_q_transpose(net->incidence), ohm_q_diagonal(k), net->incidence);

    net->ff = block(arena, laplacian, held, n, held, n);
    net->fs = block(arena, laplacian, held, n, 0, held);
    net->inverse = ohm_q_inverse(net->ff);
}

ohm_q *
ohm_net_voltages(const ohm_net *net, const ohm_q *x, const ohm_q *injected)
{
    const ohm_q *pulled = ohm_q_neg(ohm_q_mul(net->fs, x));

    return ohm_q_stack(x, ohm_q_mul(net->inverse, injected == NULL ? pulled : ohm_q_add(pulled, injected)));
}

ohm_q *
ohm_net_drops(const ohm_net *net, const ohm_q *voltages)
{
    return ohm_q_mul(net->incidence, voltages);
}

ohm_q *
ohm_net_power(const ohm_net *net, const ohm_q *voltages)
{
    const ohm_q *drops = ohm_net_drops(net, voltages);

    return ohm_q_dot(ohm_q_each(net->k, drops), drops);
}
