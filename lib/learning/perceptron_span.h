/* lib/learning/perceptron_span.h -- what a hidden layer can express, whatever its output.
 *
 * The best linear output over given hidden nodes is a projection, so its error is known
 * without training.  One layer of parabolas spans nothing but polynomials of degree two:
 * sin x on [-pi, pi] keeps a mean square error of 1/2 - 3/pi^2 = 0.19604 at any width,
 * since of 1, x, x^2 only x is not orthogonal to it.  Saturation (hp) lifts that. */
#ifndef OHM_LEARNING_PERCEPTRON_SPAN_H
#define OHM_LEARNING_PERCEPTRON_SPAN_H

#include "base/status.h"
#include "learning/perceptron_node.h"

#include <stddef.h>

/* The smallest mean over the points of (y - linear output)^2, a constant included, over
 * `hidden` nodes with the given weights (inputs, then the bias, of each node).  x is
 * points x inputs.  O(points hidden^2).  OHM_E_ARG for no points, OHM_E_NOMEM. */
ohm_status ohm_perceptron_span_error(double *error, const double *x, const double *y, size_t points,
                                     size_t inputs, const double *weight, size_t hidden,
                                     const ohm_node *node, ohm_error *err);

#endif
