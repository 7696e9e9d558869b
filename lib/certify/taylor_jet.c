/* lib/certify/taylor_jet.c -- see taylor_jet.h */
#include "certify/taylor_jet.h"
#include "base/array.h"

#include <stdlib.h>

/* More coefficients than this (about 4 GB) are refused: FLINT ends the program where memory does. */
static const double NUMBERS_MAX = 2e7;

void
ohm_taylor_jet_free(ohm_taylor_jet *jet)
{
    if (jet == NULL)
        return;
    const slong m = (slong)(jet->circuit->edges * jet->stride);
    const slong n = (slong)(jet->circuit->nodes * jet->stride);

    if (jet->w != NULL) {
        _arb_vec_clear(jet->w, m);
        _arb_vec_clear(jet->current, m);
        _arb_vec_clear(jet->emf, m);
        _arb_vec_clear(jet->potential, n);
        _arb_vec_clear(jet->injection, n);
        _arb_vec_clear(jet->resistance, (slong)jet->circuit->edges);
        _mag_vec_clear(jet->rho, m);
        _mag_vec_clear(jet->d, m);
    }
    ohm_ball_kirchhoff_free(jet->kirchhoff);
    free(jet);
}

static ohm_status
check(const ohm_ball_circuit *circuit, size_t order, ohm_error *err)
{
    const ohm_memristors *device = circuit->problem->device;
    const double numbers = (double)(circuit->edges + circuit->nodes) * (double)(order + 1);

    if (device->windowed)
        return ohm_fail(err, OHM_E_METHOD, "certify: a window is on; elements without one are covered");
    if (device->rectified)
        return ohm_fail(err, OHM_E_METHOD, "certify: some polarity is 0; 1 and -1 are covered");
    if (numbers > NUMBERS_MAX)
        return ohm_fail(err, OHM_E_METHOD,
                        "certify: taylor would hold %.0f coefficients, at most %.0f (try fewer "
                        "--bits, or --method flux-charge where alpha is 0)", numbers, NUMBERS_MAX);
    return OHM_OK;
}

ohm_status
ohm_taylor_jet_alloc(ohm_taylor_jet **out, const ohm_ball_circuit *circuit, size_t order, ohm_error *err)
{
    const size_t stride = order + 1;
    const slong m = (slong)(circuit->edges * stride), n = (slong)(circuit->nodes * stride);
    ohm_taylor_jet *jet;
    ohm_status status;

    *out = NULL;
    if ((status = check(circuit, order, err)) != OHM_OK)
        return status;
    if ((jet = OHM_ZEROS(ohm_taylor_jet, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    jet->circuit = circuit;
    jet->order = order;
    jet->stride = stride;
    if ((status = ohm_ball_kirchhoff_alloc(&jet->kirchhoff, circuit, err)) != OHM_OK) {
        ohm_taylor_jet_free(jet);
        return status;
    }
    jet->w = _arb_vec_init(m);
    jet->current = _arb_vec_init(m);
    jet->emf = _arb_vec_init(m);
    jet->potential = _arb_vec_init(n);
    jet->injection = _arb_vec_init(n);
    jet->resistance = _arb_vec_init((slong)circuit->edges);
    jet->rho = _mag_vec_init(m);
    jet->d = _mag_vec_init(m);
    *out = jet;
    return OHM_OK;
}

/* emf_[j] -= R_on xi sum_{a=1..j} w_[a] i_[j-a]: what the lower orders ask of order j. */
static void
ask(ohm_taylor_jet *jet, size_t j, long bits)
{
    const ohm_ball_circuit *circuit = jet->circuit;
    arb_t sum;

    arb_init(sum);
    for (size_t k = 0; j > 0 && k < circuit->edges; k++) {
        const size_t at = k * jet->stride;

        arb_dot(sum, NULL, 0, jet->w + at + 1, 1, jet->current + at + j - 1, -1, (slong)j, bits);
        arb_mul(sum, sum, circuit->xi + k, bits);
        arb_submul(jet->emf + at + j, sum, circuit->r_on + k, bits);
    }
    arb_clear(sum);
}

/* What drives the memory of edge k in order j: i, or v / |R_on| (v = R(w~) i~ = rho + S - B^t p,
 * taken from its definition). */
static void
push(arb_t out, const ohm_taylor_jet *jet, size_t k, size_t j, long bits)
{
    const ohm_ball_circuit *circuit = jet->circuit;
    const size_t at = k * jet->stride;

    if (circuit->problem->device->control == OHM_CONTROL_CURRENT) {
        arb_set(out, jet->current + at + j);
        return;
    }
    arb_dot(out, NULL, 0, jet->w + at, 1, jet->current + at + j, -1, (slong)j + 1, bits);
    arb_mul(out, out, circuit->xi + k, bits);
    arb_add(out, out, jet->current + at + j, bits);
    if (circuit->problem->device->sign[k] < 0)
        arb_neg(out, out);
}

/* w_[j+1], exact, and what its rounding leaves of the memory equation; past the last order
 * all of the right-hand side is left. */
static void
climb(ohm_taylor_jet *jet, size_t j, long bits)
{
    const ohm_ball_circuit *circuit = jet->circuit;
    arb_t rate, part;

    arb_init(rate);
    arb_init(part);
    for (size_t k = 0; k < circuit->edges; k++) {
        arb_ptr w = jet->w + k * jet->stride + j;

        push(part, jet, k, j, bits);
        arb_mul(rate, part, circuit->rate + k, bits);
        if (j == 0)
            arb_sub(part, w, circuit->w_rest + k, bits);
        else
            arb_set(part, w);
        arb_mul(part, part, circuit->alpha + k, bits);
        arb_sub(rate, part, rate, bits);
        if (j < jet->order) {
            arb_div_ui(w + 1, rate, j + 1, bits);
            mag_zero(arb_radref(w + 1));
            arb_mul_ui(part, w + 1, j + 1, bits);
            arb_sub(rate, part, rate, bits);
        }
        arb_get_mag(jet->d + k * jet->stride + j, rate);
    }
    arb_clear(rate);
    arb_clear(part);
}

ohm_status
ohm_taylor_jet_make(ohm_taylor_jet *jet, const arb_t t, arb_srcptr w, long bits, ohm_error *err)
{
    const ohm_ball_circuit *circuit = jet->circuit;
    const size_t stride = jet->stride;
    ohm_status status;
    arb_t scratch;

    arb_init(scratch);
    ohm_ball_circuit_drive(jet->emf, jet->injection, stride, t, circuit, bits);
    _arb_vec_zero(jet->current, (slong)(circuit->edges * stride));
    _arb_vec_zero(jet->potential, (slong)(circuit->nodes * stride));
    for (size_t k = 0; k < circuit->edges; k++) {
        arb_get_mid_arb(jet->w + k * stride, w + k);
        arb_mul(scratch, circuit->xi + k, jet->w + k * stride, bits);
        arb_add_ui(scratch, scratch, 1, bits);
        arb_mul(jet->resistance + k, scratch, circuit->r_on + k, bits);
    }
    arb_clear(scratch);
    status = ohm_ball_kirchhoff_factor(jet->kirchhoff, jet->resistance, err);
    for (size_t j = 0; j <= jet->order && status == OHM_OK; j++) {
        ask(jet, j, bits);
        status = ohm_ball_kirchhoff_solve(jet->current + j, jet->potential + j, jet->emf + j,
                                          jet->injection + j,
                                          stride, jet->resistance, jet->kirchhoff, bits, err);
        for (size_t k = 0; k < circuit->edges; k++)
            arb_get_mag(jet->rho + k * stride + j, jet->kirchhoff->residual + k);
        climb(jet, j, bits);
    }
    return status;
}
