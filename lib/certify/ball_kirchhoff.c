/* lib/certify/ball_kirchhoff.c -- see ball_kirchhoff.h */
#include "certify/ball_kirchhoff.h"
#include "base/array.h"

#include <limits.h>
#include <stdlib.h>

/* A turn that does not gain this many bits has met rounding; a double gains 20 to 50, so
 * that so many turns get to any precision. */
enum { GAIN_BITS = 4, TURN_BITS = 16, TURNS_LEAST = 4 };

void
ohm_ball_kirchhoff_free(ohm_ball_kirchhoff *kirchhoff)
{
    if (kirchhoff == NULL)
        return;
    ohm_network_free(kirchhoff->network);
    free(kirchhoff->edge);
    free(kirchhoff->current);
    free(kirchhoff->potential);
    if (kirchhoff->residual != NULL)
        _arb_vec_clear(kirchhoff->residual, (slong)kirchhoff->circuit->edges);
    if (kirchhoff->need != NULL)
        _arb_vec_clear(kirchhoff->need, (slong)kirchhoff->circuit->nodes);
    free(kirchhoff);
}

/* The joined node is the datum of its part anyway, being the first. */
ohm_status
ohm_ball_kirchhoff_alloc(ohm_ball_kirchhoff **out, const ohm_ball_circuit *circuit, ohm_error *err)
{
    const ohm_network_options options = { .mixed_signs = circuit->problem->device->active, .solves = 64.0 };
    ohm_ball_kirchhoff *kirchhoff = OHM_ZEROS(ohm_ball_kirchhoff, 1);
    ohm_status status;

    *out = NULL;
    if (kirchhoff == NULL)
        goto nomem;
    kirchhoff->circuit = circuit;
    kirchhoff->edge = OHM_ARRAY(double, circuit->edges);
    kirchhoff->current = OHM_ARRAY(double, circuit->edges);
    kirchhoff->potential = OHM_ZEROS(double, circuit->nodes);
    if (kirchhoff->edge == NULL || kirchhoff->current == NULL || kirchhoff->potential == NULL)
        goto nomem;
    kirchhoff->residual = _arb_vec_init((slong)circuit->edges);
    kirchhoff->need = _arb_vec_init((slong)circuit->nodes);
    status = ohm_network_alloc(&kirchhoff->network, circuit->graph, NULL, &options, err);
    if (status != OHM_OK) {
        ohm_ball_kirchhoff_free(kirchhoff);
        return status;
    }
    *out = kirchhoff;
    return OHM_OK;

nomem:
    ohm_ball_kirchhoff_free(kirchhoff);
    return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu edges", circuit->edges);
}

ohm_status
ohm_ball_kirchhoff_factor(ohm_ball_kirchhoff *kirchhoff, arb_srcptr resistance, ohm_error *err)
{
    for (size_t k = 0; k < kirchhoff->circuit->edges; k++)
        kirchhoff->edge[k] = 1.0 / arf_get_d(arb_midref(resistance + k), ARF_RND_NEAR);
    return ohm_network_factor(kirchhoff->network, kirchhoff->edge, err);
}

long
ohm_ball_kirchhoff_size(const ohm_ball_kirchhoff *kirchhoff)
{
    long most = LONG_MIN;

    for (size_t k = 0; k < kirchhoff->circuit->edges; k++) {
        const arf_struct *middle = arb_midref(kirchhoff->residual + k);
        const long size = arf_is_special(middle) ? LONG_MIN : arf_abs_bound_lt_2exp_si(middle);

        most = size > most ? size : most;
    }
    return most;
}

bool
ohm_ball_kirchhoff_pays(long *before, size_t turn, const ohm_ball_kirchhoff *kirchhoff, long bits)
{
    const long size = ohm_ball_kirchhoff_size(kirchhoff), last = *before;

    *before = size;
    return size != LONG_MIN && size <= last - GAIN_BITS && turn < TURNS_LEAST + (size_t)bits / TURN_BITS;
}

/* x += c 2^size, and x exact from now on. */
static void
move(arb_t x, double c, long size, arb_t scratch, long bits)
{
    arb_set_d(scratch, c);
    arb_mul_2exp_si(scratch, scratch, size);
    arb_add(x, x, scratch, bits);
    mag_zero(arb_radref(x));
}

ohm_status
ohm_ball_kirchhoff_correct(arb_ptr flow, arb_ptr potential, arb_srcptr injection, size_t stride,
                           ohm_ball_kirchhoff *kirchhoff, long bits, ohm_error *err)
{
    const ohm_ball_circuit *circuit = kirchhoff->circuit;
    const long size = ohm_ball_kirchhoff_size(kirchhoff);
    ohm_status status = OHM_OK;
    arb_t scaled;

    arb_init(scaled);
    if (size != LONG_MIN) {
        for (size_t k = 0; k < circuit->edges; k++) {
            arf_mul_2exp_si(arb_midref(scaled), arb_midref(kirchhoff->residual + k), -size);
            kirchhoff->edge[k] = -arf_get_d(arb_midref(scaled), ARF_RND_NEAR);
        }
        status = ohm_network_solve(kirchhoff->potential, kirchhoff->current, kirchhoff->network,
                                   kirchhoff->edge,
                                   NULL, NULL, err);
    }
    if (status == OHM_OK && size != LONG_MIN) {
        for (size_t l = 0; l < circuit->forest->chords; l++) {
            const size_t k = circuit->forest->chord[l];

            move(flow + k * stride, kirchhoff->current[k], size, scaled, bits);
        }
        for (size_t v = 0; v < circuit->nodes; v++)
            move(potential + v * stride, kirchhoff->potential[v], size, scaled, bits);
    }
    if (status == OHM_OK)
        ohm_ball_circuit_complete(flow, injection, stride, kirchhoff->need, circuit, bits);
    arb_clear(scaled);
    return status;
}

ohm_status
ohm_ball_kirchhoff_solve(arb_ptr flow, arb_ptr potential, arb_srcptr emf, arb_srcptr injection, size_t stride,
                         arb_srcptr resistance, ohm_ball_kirchhoff *kirchhoff, long bits, ohm_error *err)
{
    const ohm_ball_circuit *circuit = kirchhoff->circuit;
    long before = LONG_MAX;
    ohm_status status = OHM_OK;

    ohm_ball_circuit_complete(flow, injection, stride, kirchhoff->need, circuit, bits);
    for (size_t turn = 0;; turn++) {
        for (size_t k = 0; k < circuit->edges; k++) {
            arb_ptr r = kirchhoff->residual + k;

            ohm_ball_circuit_drop(r, potential, stride, k, circuit, bits);
            arb_addmul(r, resistance + k, flow + k * stride, bits);
            arb_sub(r, r, emf + k * stride, bits);
        }
        if (status != OHM_OK || !ohm_ball_kirchhoff_pays(&before, turn, kirchhoff, bits))
            return status;
        status = ohm_ball_kirchhoff_correct(flow, potential, injection, stride, kirchhoff, bits, err);
    }
}
