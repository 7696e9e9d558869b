/* lib/certify/certify_taylor.c -- see certify_taylor.h */
#include "certify/certify_taylor.h"
#include "certify/ball_text.h"
#include "certify/taylor_defect.h"

#include <math.h>

/* Jorba and Zou: at an accuracy 2^-bits the best order is bits log(2) / 2. */
static const double ORDER_PER_BIT = 0.35;
enum { ORDER_LEAST = 8 };

/* A step below this part of the way is given up: a bound is near. */
static const double STEP_MIN = 1.0 / (1 << 20);

typedef struct {
    const ohm_ball_circuit *circuit;
    ohm_taylor_jet *jet;
    ohm_taylor_defect *defect;
    arb_ptr w;                  /* M: the polynomial's end, exact */
    mag_t error;                /* of the trajectory's distance from it, in the norm */
    double t;
} walk;

/* The longest step that leaves 2^-bits beyond the order: the last two orders decide. */
static double
propose(const ohm_taylor_jet *jet, long bits)
{
    double longest = INFINITY;
    mag_t size, most;

    mag_init(size);
    mag_init(most);
    for (size_t j = jet->order - 1; j <= jet->order; j++) {
        mag_zero(most);
        for (size_t k = 0; k < jet->circuit->edges; k++) {
            arb_get_mag(size, jet->w + k * jet->stride + j);
            mag_max(most, most, size);
        }
        if (!mag_is_zero(most))
            longest = fmin(longest, exp2(-((double)bits + mag_get_d_log2_approx(most)) / (double)j));
    }
    mag_clear(size);
    mag_clear(most);
    return longest;
}

/* The polynomial at h; rounding goes over to the error. */
static void
land(walk *self, const arb_t h, long bits)
{
    const ohm_taylor_jet *jet = self->jet;
    mag_t lost;

    mag_init(lost);
    for (size_t k = 0; k < self->circuit->edges; k++) {
        arb_ptr w = self->w + k;

        arb_zero(w);
        for (size_t j = jet->stride; j-- > 0;) {
            arb_mul(w, w, h, bits);
            arb_add(w, w, jet->w + k * jet->stride + j, bits);
        }
    }
    ohm_taylor_defect_norm(lost, self->w, self->defect);
    mag_add(self->error, self->error, lost);
    for (size_t k = 0; k < self->circuit->edges; k++)
        mag_zero(arb_radref(self->w + k));
    mag_clear(lost);
}

static ohm_status
give_up(double t, size_t edge, ohm_error *err)
{
    if (edge == OHM_NONE)
        return ohm_fail(err, OHM_E_UNPROVED,
                        "taylor: the bound of the error does not close after t = %.9g s: the network is "
                        "not shown to be regular there", t);
    return ohm_fail(err, OHM_E_UNPROVED,
                    "taylor: not shown that edge %zu stays inside its bounds after t = %.9g s", edge, t);
}

/* One step towards `end`, halved until its bound closes. */
static ohm_status
step(walk *self, double end, ohm_error *err)
{
    const long bits = self->circuit->bits;
    size_t edge;
    arb_t t, h;
    mag_t length;
    ohm_status status;

    arb_init(t);
    arb_init(h);
    mag_init(length);
    arb_set_d(t, self->t);
    status = ohm_taylor_jet_make(self->jet, t, self->w, bits, err);
    double next = fmin(end, self->t + propose(self->jet, bits));

    while (status == OHM_OK) {
        arb_set_d(h, next);
        arb_sub(h, h, t, ARF_PREC_EXACT);           /* of two doubles */
        arb_get_mag(length, h);
        ohm_taylor_defect_prepare(self->defect, t, length, self->jet);
        status = ohm_taylor_defect_bound(self->error, &edge, length, self->jet, self->defect, err);
        if (status != OHM_E_UNPROVED)
            break;
        if (next - self->t <= STEP_MIN * end) {
            status = give_up(self->t, edge, err);
            break;
        }
        next = self->t + 0.5 * (next - self->t);
        status = OHM_OK;
    }
    if (status == OHM_OK) {
        land(self, h, bits);
        self->t = next;
    }
    arb_clear(t);
    arb_clear(h);
    mag_clear(length);
    return status;
}

/* The balls about the polynomial's end; whether all radii are at most 2^-accuracy. */
static bool
enclose(arb_ptr w, long accuracy, const walk *self)
{
    bool sharp = true;
    mag_t radius;

    mag_init(radius);
    for (size_t k = 0; k < self->circuit->edges; k++) {
        mag_mul(radius, self->error, self->defect->unit + k);
        arb_set(w + k, self->w + k);
        arb_add_error_mag(w + k, radius);
        arb_add_error_2exp_si(w + k, -self->circuit->bits);     /* an exact one, too, is printed to `bits` */
        sharp = sharp && mag_cmp_2exp_si(arb_radref(w + k), -accuracy) <= 0;
    }
    mag_clear(radius);
    return sharp;
}

static ohm_status
march(arb_ptr w, size_t *steps, double end, long accuracy, walk *self, const ohm_control *control,
      ohm_error *err)
{
    ohm_status status = OHM_OK;

    _arb_vec_set(self->w, self->circuit->w0, (slong)self->circuit->edges);
    while (status == OHM_OK && self->t < end) {
        if ((status = step(self, end, err)) != OHM_OK)
            break;
        ++*steps;
        if (!enclose(w, accuracy, self))
            status = ohm_fail(err, OHM_E_PRECISION,
                              "taylor: at t = %.6g s a radius exceeds 2^-%ld at %ld bits", self->t,
                              accuracy, self->circuit->bits);
        else
            status = ohm_control_point(control, self->t / end, err);
    }
    if (status == OHM_OK)
        enclose(w, accuracy, self);
    return status;
}

ohm_status
ohm_certify_taylor(arb_ptr w, size_t *steps, double t, long accuracy, const ohm_ball_circuit *circuit,
                   const ohm_control *control, ohm_error *err)
{
    const size_t order = (size_t)(ORDER_PER_BIT * (double)circuit->bits) + ORDER_LEAST;
    walk self = { .circuit = circuit };
    ohm_status status;

    *steps = 0;
    if ((status = ohm_taylor_jet_alloc(&self.jet, circuit, order, err)) != OHM_OK)
        return status;
    if ((status = ohm_taylor_defect_alloc(&self.defect, circuit, err)) == OHM_OK) {
        self.w = _arb_vec_init((slong)circuit->edges);
        mag_init(self.error);
        status = march(w, steps, t, accuracy, &self, control, err);
        mag_clear(self.error);
        _arb_vec_clear(self.w, (slong)circuit->edges);
    }
    ohm_taylor_defect_free(self.defect);
    ohm_taylor_jet_free(self.jet);
    return status;
}
