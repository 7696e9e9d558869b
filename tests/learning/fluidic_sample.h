/* tests/learning/fluidic_sample.h -- the divider of the paper, and the regression network. */
#ifndef OHM_TESTS_LEARNING_FLUIDIC_SAMPLE_H
#define OHM_TESTS_LEARNING_FLUIDIC_SAMPLE_H

#include "learning/fluidic_train.h"
#include "support/test.h"

typedef struct {
    ohm_graph *graph;
    ohm_fluidic *network;
    ohm_fluidic_samples samples;
    double held[400 * 10], label[400];      /* of the samples */
    size_t plus[1], minus[1];
} fluidic_sample;

/* 5 V, ?, 0 V: edges (0,1), (1,2); node 1 is to be at `desired`. */
static inline void
sample_divider(fluidic_sample *s, double desired)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true };

    ck_assert_int_eq(ohm_graph_alloc(&s->graph, 3, 2, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_fluidic_alloc(&s->network, s->graph, held, NULL), OHM_OK);
    s->held[0] = 5.0;
    s->held[1] = s->held[2] = 0.0;
    s->label[0] = desired;
    s->plus[0] = 1;
    s->minus[0] = OHM_NONE;
    s->samples = (ohm_fluidic_samples){ 1, s->held, 1, s->plus, s->minus, s->label };
}

/* Ten nodes, twenty channels: V_1 = 0, V_3 = 11, V_6 = x, V_5 to be 0.2 x + 0.3; `count`
 * samples x = 1 + 3 frac(j golden), j = 1, 2, ... */
static inline void
sample_regression(fluidic_sample *s, size_t count)
{
    static const size_t tail[] = { 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6, 8 };
    static const size_t head[] = { 3, 8, 4, 9, 2, 4, 5, 9, 6, 9, 4, 9, 7, 6, 5, 7, 9, 8, 7, 9 };
    static const bool held[10] = { [1] = true, [3] = true, [6] = true };

    ck_assert_int_eq(ohm_graph_alloc(&s->graph, 10, 20, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_fluidic_alloc(&s->network, s->graph, held, NULL), OHM_OK);
    for (size_t j = 0; j < count; j++) {
        const double golden = 0.6180339887498949 * (double)(j + 1), x = 1.0 + 3.0 * (golden
                                                                                     - (double)(long)golden);

        for (int v = 0; v < 10; v++)
            s->held[10 * j + (size_t)v] = 0.0;
        s->held[10 * j + 3] = 11.0;
        s->held[10 * j + 6] = x;
        s->label[j] = 0.2 * x + 0.3;
    }
    s->plus[0] = 5;
    s->minus[0] = OHM_NONE;
    s->samples = (ohm_fluidic_samples){ count, s->held, 1, s->plus, s->minus, s->label };
}

static inline void
sample_free(fluidic_sample *s)
{
    ohm_fluidic_free(s->network);
    ohm_graph_free(s->graph);
}

#endif
