/* lib/learning/perceptron_network.h -- one perceptron with its weights at rest. */
#ifndef OHM_LEARNING_PERCEPTRON_NETWORK_H
#define OHM_LEARNING_PERCEPTRON_NETWORK_H

#include "learning/perceptron.h"

/* Answers of all nodes to input x (n): hidden first, the last `outputs` are V.  rest is
 * NULL or the states y0 of the nodes.  Allocates nothing. */
void ohm_perceptron_answer(ohm_node_response *answer, const double *x, const double *weight,
                           const double *rest, const ohm_perceptron_plan *plan);

/* The gradient of 1/2 sum_o (T_o - V_o)^2 at one sample by every weight and bias, by
 * backpropagation; answer is as ohm_perceptron_answer left it for this x. */
void ohm_perceptron_gradient(double *gradient, const double *x, const double *target,
                             const double *weight, const ohm_node_response *answer,
                             const ohm_perceptron_plan *plan);

/* Whether every output lies on its target's side of the middle of the code; NaN and the
 * middle itself do not. */
bool ohm_perceptron_right(const ohm_node_response *answer, const double *target,
                          const ohm_perceptron_plan *plan, const ohm_perceptron_task *task);

#endif
