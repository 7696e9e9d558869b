/* lib/learning/perceptron_node.c -- see perceptron_node.h */
#include "learning/perceptron_node.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const char *const NAME[] = { "sigmoid", "tanh", "parabola", "hp", "hpgain", "linear" };

const char *
ohm_node_name(ohm_node_kind kind)
{
    return NAME[kind];
}

bool
ohm_node_named(ohm_node_kind *kind, const char *name)
{
    for (size_t k = 0; k < sizeof NAME / sizeof *NAME; k++)
        if (strcmp(name, NAME[k]) == 0) {
            *kind = (ohm_node_kind)k;
            return true;
        }
    return false;
}

bool
ohm_node_is_memristor(ohm_node_kind kind)
{
    return kind == OHM_NODE_PARABOLA || kind == OHM_NODE_HP || kind == OHM_NODE_HPGAIN;
}

bool
ohm_node_is_monotone(ohm_node_kind kind)
{
    return !ohm_node_is_memristor(kind);
}

/* Keeps NaN, which fmin and fmax would hide. */
static double
clip(double y)
{
    return y < 0.0 ? 0.0 : y > 1.0 ? 1.0 : y;
}

/* The memristor of eq. (7) at current z; state is what the walls have not yet clipped. */
static ohm_node_response
saturating(const ohm_node *node, double z, double state)
{
    const double swing = 1.0 - node->rho, resistance = 1.0 - swing * clip(state);
    const bool moves = state > 0.0 && state < 1.0;

    return (ohm_node_response){ resistance * z,
                                moves ? resistance - swing * node->c * z : resistance,
                                moves ? -swing * z : 0.0 };
}

static ohm_node_response
additive(double value, double slope)
{
    return (ohm_node_response){ value, slope, slope };
}

/* From exp(-|z|), so that neither tail cancels. */
static ohm_node_response
sigmoid(double z)
{
    const double e = exp(-fabs(z)), d = 1.0 / (1.0 + e);

    return additive(z < 0.0 ? e * d : d, e * d * d);
}

static ohm_node_response
hyperbolic(double z)
{
    const double e = exp(-2.0 * fabs(z)), d = 1.0 / (1.0 + e);

    return additive(tanh(z), 4.0 * e * d * d);
}

ohm_node_response
ohm_node_at(const ohm_node *node, double s, double b, double y0)
{
    const double z = s + b;

    switch (node->kind) {
    case OHM_NODE_SIGMOID:
        return sigmoid(z);
    case OHM_NODE_TANH:
        return hyperbolic(z);
    case OHM_NODE_PARABOLA:
        return additive(z * (1.0 - (y0 + node->c * z)), 1.0 - (y0 + 2.0 * node->c * z));
    case OHM_NODE_HP: {
        const ohm_node_response at = saturating(node, z, y0 + node->c * z);

        return additive(at.value, at.slope);
    }
    case OHM_NODE_HPGAIN:
        return saturating(node, s, b + node->c * s);
    case OHM_NODE_LINEAR:
        break;
    }
    return additive(z, 1.0);
}

/* What a read and its mirror pulse leave: nothing while no wall was met, else what the
 * wall swallowed, as far as the way back does not meet the other wall. */
static double
residue(double y, double swept)
{
    const double over = swept - 1.0, under = -swept;

    if (over > 0.0)
        return -(over < y ? over : y);
    if (under > 0.0)
        return under < 1.0 - y ? under : 1.0 - y;
    return 0.0;
}

double
ohm_node_after_read(const ohm_node *node, ohm_read_cure cure, double z, double y0)
{
    const bool walls = node->kind != OHM_NODE_PARABOLA;
    const double swept = y0 + node->c * z;

    if (cure == OHM_READ_IDEAL || !ohm_node_is_memristor(node->kind))
        return y0;
    if (cure == OHM_READ_MIRROR)
        return walls ? y0 + residue(y0, swept) : y0;
    return walls ? clip(swept) : swept;
}
