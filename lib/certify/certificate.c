/* lib/certify/certificate.c -- see certificate.h */
#include "certify/certificate.h"
#include "base/array.h"
#include "certify/ball_text.h"
#include "certify/certify_closed_form.h"
#include "certify/certify_flux_charge.h"
#include "certify/certify_taylor.h"

#include <math.h>
#include <stdlib.h>

/* More edges than this (about 1 GB of balls) are refused: FLINT ends the program where memory does. */
enum { EDGES_MAX = 300000 };

/* Taylor is content when half of the bits asked for are left in the radius, and asks for
 * half as many again where they are not, this often. */
static const double BITS_LEFT = 0.5;
enum { RAISES_MAX = 4, GUARD_BITS = 24 };

const char *
ohm_proof_name(ohm_proof_method method)
{
    static const char *const name[] = { "auto", "closed-form", "flux-charge", "taylor" };

    return name[method];
}

void
ohm_certificate_free(ohm_certificate *certificate)
{
    if (certificate == NULL)
        return;
    ohm_balls_free(certificate->w);
    free(certificate);
}

static ohm_proof_method
choose(const ohm_problem *problem, const ohm_proof *proof)
{
    const ohm_memristors *device = problem->device;

    if (proof->method != OHM_PROOF_AUTO)
        return proof->method;
    if (device->relaxing || device->windowed || device->rectified || device->active)
        return OHM_PROOF_TAYLOR;
    return OHM_PROOF_FLUX_CHARGE;
}

/* One attempt with so many bits. */
static ohm_status
attempt(arb_ptr w, ohm_certificate *certificate, const ohm_problem *problem, const double *w0,
        const ohm_proof *proof, const ohm_control *control, ohm_error *err)
{
    const long accuracy = (long)(BITS_LEFT * (double)proof->bits);
    ohm_ball_circuit *circuit;
    ohm_status status;

    if ((status = ohm_ball_circuit_alloc(&circuit, problem, w0, proof->r_off, certificate->bits,
                                         err)) != OHM_OK)
        return status;
    if (certificate->method == OHM_PROOF_FLUX_CHARGE)
        status = ohm_certify_flux_charge(w, &certificate->pieces, proof->time, circuit, w0, control, err);
    else if (certificate->method == OHM_PROOF_CLOSED_FORM)
        status = ohm_certify_closed_form(w, &certificate->pieces, proof->time, circuit, err);
    else
        status = ohm_certify_taylor(w, &certificate->pieces, proof->time, accuracy, circuit, control, err);
    ohm_ball_circuit_free(circuit);
    return status;
}

static ohm_status
prove(arb_ptr w, ohm_certificate *certificate, const ohm_problem *problem, const double *w0,
      const ohm_proof *proof, const ohm_control *control, ohm_error *err)
{
    const bool raises = certificate->method == OHM_PROOF_TAYLOR;
    ohm_status status;

    certificate->bits = proof->bits + (raises && proof->bits <= OHM_BITS_MOST - GUARD_BITS ? GUARD_BITS : 0);
    status = attempt(w, certificate, problem, w0, proof, control, err);
    for (int i = 0; raises && i < RAISES_MAX && status == OHM_E_PRECISION; i++) {
        if (certificate->bits > OHM_BITS_MOST - certificate->bits / 2)
            break;                          /* the answer stays that the bits are too few */
        certificate->bits += certificate->bits / 2;
        status = attempt(w, certificate, problem, w0, proof, control, err);
    }
    return status;
}

static ohm_status
check(const ohm_problem *problem, const double *w0, const ohm_proof *proof, ohm_error *err)
{
    const size_t m = problem->graph->edges;

    if (!(proof->time >= 0.0) || isinf(proof->time))
        return ohm_fail(err, OHM_E_ARG, "certify: time %g s, must be finite and >= 0", proof->time);
    if (proof->bits < OHM_BITS_LEAST || proof->bits > OHM_BITS_MOST)
        return ohm_fail(err, OHM_E_ARG, "certify: %ld bits, must be %d to %d", proof->bits,
                        (int)OHM_BITS_LEAST,
                        (int)OHM_BITS_MOST);
    if (m > EDGES_MAX)
        return ohm_fail(err, OHM_E_METHOD, "certify: %zu edges, at most %d are enclosed", m, (int)EDGES_MAX);
    for (size_t k = 0; k < m; k++)
        if (!(w0[k] >= 0.0 && w0[k] <= 1.0))
            return ohm_fail(err, OHM_E_DOMAIN, "certify: w[%zu] = %g, must lie in [0, 1]", k, w0[k]);
    return OHM_OK;
}

ohm_status
ohm_certify(ohm_certificate **out, const ohm_problem *problem, const double *w0, const ohm_proof *proof,
            const ohm_control *control, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_certificate *certificate;
    ohm_status status;
    arb_ptr w;

    *out = NULL;
    if ((status = check(problem, w0, proof, err)) != OHM_OK)
        return status;
    if ((certificate = OHM_ZEROS(ohm_certificate, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    certificate->method = choose(problem, proof);
    w = _arb_vec_init((slong)m);
    status = prove(w, certificate, problem, w0, proof, control, err);
    if (status == OHM_OK)
        status = ohm_balls_alloc(&certificate->w, w, m, certificate->bits, err);
    _arb_vec_clear(w, (slong)m);
    if (status != OHM_OK) {
        ohm_certificate_free(certificate);
        return status;
    }
    *out = certificate;
    return OHM_OK;
}

ohm_status
ohm_certificate_compare(ohm_comparison *out, const ohm_certificate *certificate, const double *w,
                        ohm_error *err)
{
    const ohm_balls *balls = certificate->w;
    const long bits = certificate->bits + GUARD_BITS;      /* so that reading adds next to nothing */
    ohm_status status = OHM_OK;
    arb_t x, y;

    *out = (ohm_comparison){ .edge = OHM_NONE };
    arb_init(x);
    arb_init(y);
    for (size_t k = 0; k < balls->count && status == OHM_OK; k++) {
        status = ohm_ball_read(x, balls->ball[k].mid, balls->ball[k].rad, bits, err);
        arb_set_d(y, w[k]);
        arb_sub(x, x, y, bits);
        const double error = arb_is_finite(x) ? ohm_ball_magnitude(x) : INFINITY;

        arb_get_mid_arb(y, x);                      /* |mid - w|, no less than what is outside */
        const double outside = !(error < INFINITY) ? INFINITY : arb_contains_zero(x) ? 0.0
            : ohm_ball_magnitude(y);

        if (out->edge == OHM_NONE || outside > out->outside || (out->outside == 0.0 && error > out->error))
            out->edge = k;
        out->outside = fmax(out->outside, outside);
        out->error = fmax(out->error, error);
    }
    arb_clear(x);
    arb_clear(y);
    return status;
}
