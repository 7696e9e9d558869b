/* lib/certify/certify_fixed_point.c -- see certify_fixed_point.h */
#include "certify/certify_fixed_point.h"
#include "base/array.h"
#include "certify/ball_field.h"
#include "certify/ball_matrix.h"
#include "certify/ball_spectrum.h"
#include "certify/ball_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Newton's steps from a double: each doubles the digits. */
enum { NEWTON_MAX = 12 };

/* The box that Krawczyk's operator is tried on: 2^-(bits / 2) wide, then wider. */
enum { BOXES = 3 };

void
ohm_fixed_certificate_free(ohm_fixed_certificate *certificate)
{
    if (certificate == NULL)
        return;
    ohm_balls_free(certificate->w);
    ohm_balls_free(certificate->re);
    ohm_balls_free(certificate->im);
    free(certificate);
}

/* The search finds its states to better than this; a zero further away is another one. */
static const double NEAR = 1e-6;

typedef struct {
    const ohm_fixed_point *point;
    ohm_ball_circuit *circuit;
    ohm_ball_field *field;
    long bits;
    size_t *place;              /* free elements */
    size_t count;
    arb_ptr w;                  /* M: the middle, then the enclosure */
    arb_mat_t jacobian, inverse, value;     /* count x count, count x count, count x 1 */
    acb_ptr eigenvalue;         /* count */
    size_t core;                /* the first of them; the others are alpha exactly */
} work;

static void
work_clear(work *s)
{
    const slong n = (slong)s->count;

    if (s->w != NULL) {
        _arb_vec_clear(s->w, (slong)s->circuit->edges);
        _acb_vec_clear(s->eigenvalue, n);
        arb_mat_clear(s->jacobian);
        arb_mat_clear(s->inverse);
        arb_mat_clear(s->value);
    }
    ohm_ball_field_free(s->field);
    ohm_ball_circuit_free(s->circuit);
    free(s->place);
}

static ohm_status
work_init(work *s, const ohm_problem *problem, const ohm_fixed_point *point, const double *r_off, long bits,
          ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_status status;

    *s = (work){ .point = point, .bits = bits };
    if ((status = ohm_ball_circuit_alloc(&s->circuit, problem, point->w, r_off, bits, err)) != OHM_OK)
        return status;
    if ((status = ohm_ball_field_alloc(&s->field, s->circuit, err)) != OHM_OK)
        return status;
    if ((s->place = OHM_ARRAY(size_t, m)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu edges", m);
    for (size_t k = 0; k < m; k++)
        if (!point->held[k])
            s->place[s->count++] = k;
    s->w = _arb_vec_init((slong)m);
    _arb_vec_set(s->w, s->circuit->w0, (slong)m);
    s->eigenvalue = _acb_vec_init((slong)s->count);
    arb_mat_init(s->jacobian, (slong)s->count, (slong)s->count);
    arb_mat_init(s->inverse, (slong)s->count, (slong)s->count);
    arb_mat_init(s->value, (slong)s->count, 1);
    return OHM_OK;
}

/* F of the free elements, and J. */
static ohm_status
evaluate(work *s, arb_srcptr w, ohm_error *err)
{
    const ohm_status status = ohm_ball_field_at(s->field, w, err);

    if (status != OHM_OK)
        return status;
    for (size_t i = 0; i < s->count; i++)
        arb_set(arb_mat_entry(s->value, (slong)i, 0), s->field->drift + s->place[i]);
    ohm_ball_field_jacobian(s->jacobian, s->place, s->count, s->field);
    return OHM_OK;
}

/* w to as many digits as there are; Y at the last step; *move: the last step's size. */
static ohm_status
approach(work *s, mag_t move, ohm_error *err)
{
    ohm_status status = OHM_OK;
    arb_mat_t step;
    mag_t now, part;

    arb_mat_init(step, (slong)s->count, 1);
    mag_init(now);
    mag_init(part);
    mag_inf(move);
    for (int i = 0; i < NEWTON_MAX && status == OHM_OK; i++) {
        if ((status = evaluate(s, s->w, err)) != OHM_OK)
            break;
        if (!arb_mat_approx_inv(s->inverse, s->jacobian, s->bits)) {
            status = ohm_fail(err, OHM_E_UNPROVED, "the Jacobian is singular, or near it");
            break;
        }
        arb_mat_approx_mul(step, s->inverse, s->value, s->bits);
        mag_zero(now);
        for (size_t k = 0; k < s->count; k++) {
            arb_ptr w = s->w + s->place[k];

            arb_sub(w, w, arb_mat_entry(step, (slong)k, 0), s->bits);
            mag_zero(arb_radref(w));
            arb_get_mag(part, arb_mat_entry(step, (slong)k, 0));
            mag_max(now, now, part);
        }
        if (mag_cmp(now, move) >= 0 || mag_is_zero(now))
            break;                                  /* no better than the last: rounding */
        mag_set(move, now);
    }
    if (status == OHM_OK)
        status = evaluate(s, s->w, err);
    arb_mat_clear(step);
    mag_clear(now);
    mag_clear(part);
    return status;
}

/* K(X) on the box of radius 2^exponent about w; true and into w where it proves a zero.  The
 * value stands at w, and Y was made there. */
static bool
krawczyk(work *s, long exponent, arb_srcptr middle, const arb_mat_t move)
{
    const slong n = (slong)s->count, m = (slong)s->circuit->edges;
    arb_ptr box = _arb_vec_init(m);
    arb_mat_t contraction, width, image;
    bool proved;

    arb_mat_init(contraction, n, n);
    arb_mat_init(width, n, 1);
    arb_mat_init(image, n, 1);
    _arb_vec_set(box, middle, m);
    for (slong k = 0; k < n; k++) {
        arb_add_error_2exp_si(box + s->place[k], exponent);
        arb_add_error_2exp_si(arb_mat_entry(width, k, 0), exponent);
    }
    proved = ohm_ball_field_at(s->field, box, NULL) == OHM_OK;
    if (proved) {
        ohm_ball_field_jacobian(s->jacobian, s->place, s->count, s->field);
        arb_mat_mul(contraction, s->inverse, s->jacobian, s->bits);
        for (slong k = 0; k < n; k++)
            arb_sub_ui(arb_mat_entry(contraction, k, k), arb_mat_entry(contraction, k, k), 1, s->bits);
        arb_mat_mul(image, contraction, width, s->bits);
        arb_mat_add(image, image, move, s->bits);   /* the sign of both does not matter: X is symmetric */
        for (slong k = 0; k < n && proved; k++)
            proved = arb_contains_interior(arb_mat_entry(width, k, 0), arb_mat_entry(image, k, 0));
    }
    for (slong k = 0; k < n && proved; k++)
        arb_sub(s->w + s->place[k], middle + s->place[k], arb_mat_entry(image, k, 0), s->bits);
    arb_mat_clear(contraction);
    arb_mat_clear(width);
    arb_mat_clear(image);
    _arb_vec_clear(box, m);
    return proved;
}

static ohm_status
prove_zero(work *s, ohm_error *err)
{
    const slong m = (slong)s->circuit->edges;
    arb_ptr middle = _arb_vec_init(m);
    bool proved = false;
    arb_mat_t move;
    mag_t last;
    ohm_status status;

    mag_init(last);
    arb_mat_init(move, (slong)s->count, 1);
    if ((status = approach(s, last, err)) == OHM_OK) {
        _arb_vec_set(middle, s->w, m);
        arb_mat_mul(move, s->inverse, s->value, s->bits);       /* Y F(x) */
        for (long i = 2; i < 2 + BOXES && !proved; i++)
            proved = krawczyk(s, -s->bits / i, middle, move);
        if (!proved)
            status = ohm_fail(err, OHM_E_UNPROVED,
                              "Krawczyk's operator does not map a box into itself: no state at rest is "
                              "shown to exist");
    }
    mag_clear(last);
    arb_mat_clear(move);
    _arb_vec_clear(middle, m);
    return status;
}

/* Free elements inside [0, 1] and where the point has them, held ones pressed outwards. */
static ohm_status
check_bounds(work *s, ohm_error *err)
{
    ohm_status status = ohm_ball_field_at(s->field, s->w, err);
    arb_t rest;

    arb_init(rest);
    for (size_t k = 0; k < s->circuit->edges && status == OHM_OK; k++) {
        arb_sub_ui(rest, s->w + k, 1, s->bits);
        if (!s->point->held[k]) {
            if (!(fabs(ohm_ball_middle(s->w + k) - s->point->w[k]) <= NEAR))
                status = ohm_fail(err, OHM_E_UNPROVED,
                                  "the state at rest nearby has edge %zu at %.9g, not at %.9g", k,
                                  ohm_ball_middle(s->w + k), s->point->w[k]);
            else if (!arb_is_nonnegative(s->w + k) || !arb_is_nonpositive(rest))
                status = ohm_fail(err, OHM_E_UNPROVED, "edge %zu is not shown to be within its bounds", k);
        } else if (arb_is_zero(rest) ? !arb_is_positive(s->field->drift + k)
                                     : !(arb_is_zero(s->w + k) && arb_is_negative(s->field->drift + k))) {
            status = ohm_fail(err, OHM_E_UNPROVED, "edge %zu is not shown to be pressed against its bound",
                              k);
        }
    }
    arb_clear(rest);
    return status;
}

/* ---- the kind ------------------------------------------------------------------------ */

/* Whether gain and swing of every free element have one sign together: then J of a passive
 * circuit under current control is similar to diag(alpha) +- |E|^(1/2) K |E|^(1/2). */
static bool
is_symmetric(const work *s)
{
    const ohm_memristors *device = s->circuit->problem->device;
    bool positive = true, negative = true;
    arb_t product;

    if (device->active || device->control == OHM_CONTROL_VOLTAGE)
        return false;
    arb_init(product);
    for (size_t i = 0; i < s->count; i++) {
        arb_mul(product, s->field->gain + s->place[i], s->field->swing + s->place[i], s->bits);
        positive = positive && arb_is_positive(product);
        negative = negative && arb_is_negative(product);
    }
    arb_clear(product);
    return positive || negative;
}

static ohm_status
prove_kind(const work *s, ohm_error *err)
{
    const slong n = (slong)s->count;
    const bool symmetric = is_symmetric(s);
    bool up = false, down = false, real = true, complex = false;

    for (slong k = 0; k < n; k++) {
        acb_srcptr x = s->eigenvalue + k;
        const bool known = symmetric || k >= (slong)s->core;

        if (arb_contains_zero(acb_realref(x)))
            return ohm_fail(err, OHM_E_UNPROVED, "the sign of the real part of eigenvalue %ld is not shown",
                            (long)k);
        up = up || arb_is_positive(acb_realref(x));
        down = down || arb_is_negative(acb_realref(x));
        complex = complex || !arb_contains_zero(acb_imagref(x));
        real = real && (known || ohm_ball_spectrum_is_real(s->eigenvalue, (long)s->core, k));
    }
    const ohm_kind kind = up && down ? OHM_KIND_SADDLE : complex ? OHM_KIND_FOCUS : OHM_KIND_NODE;

    if (kind == OHM_KIND_NODE && !real)
        return ohm_fail(err, OHM_E_UNPROVED, "eigenvalues that lie together are not shown to be real");
    if (kind != s->point->kind || s->point->stable == up)
        return ohm_fail(err, OHM_E_UNPROVED, "the enclosed spectrum says %s", ohm_kind_text(kind, !up));
    return OHM_OK;
}

/* Whether the Jacobian is alpha I and something of lower rank. */
static bool
has_core(const work *s)
{
    const ohm_memristors *device = s->circuit->problem->device;

    if (device->control == OHM_CONTROL_VOLTAGE || s->count <= s->field->cycles->rows)
        return false;
    for (size_t i = 1; i < s->count; i++)
        if (device->alpha[s->place[i]] != device->alpha[s->place[0]])
            return false;
    return true;
}

static ohm_status
enclose_spectrum(work *s, ohm_error *err)
{
    const size_t rank = s->field->cycles->rows;
    ohm_status status;
    arb_mat_t core;

    s->core = s->count;
    if (!has_core(s)) {
        ohm_ball_field_jacobian(s->jacobian, s->place, s->count, s->field);
        return ohm_ball_spectrum(s->eigenvalue, s->jacobian, s->bits, err);
    }
    s->core = rank;
    arb_mat_init(core, (slong)rank, (slong)rank);
    status = ohm_ball_field_core(core, s->place, s->count, s->field, err);
    if (status == OHM_OK)
        status = ohm_ball_spectrum(s->eigenvalue, core, s->bits, err);
    for (size_t k = 0; k < s->count; k++)           /* alpha plus the core's; the rest is 0 there */
        acb_add_arb(s->eigenvalue + k, s->eigenvalue + k, s->circuit->alpha + s->place[0], s->bits);
    arb_mat_clear(core);
    return status;
}

static ohm_status
store_spectrum(ohm_fixed_certificate *certificate, const work *s, ohm_error *err)
{
    const slong n = (slong)s->count;
    arb_ptr part = _arb_vec_init(n);
    ohm_status status;

    for (slong k = 0; k < n; k++)
        arb_set(part + k, acb_realref(s->eigenvalue + k));
    status = ohm_balls_alloc(&certificate->re, part, s->count, s->bits, err);
    for (slong k = 0; k < n; k++)
        arb_set(part + k, acb_imagref(s->eigenvalue + k));
    if (status == OHM_OK)
        status = ohm_balls_alloc(&certificate->im, part, s->count, s->bits, err);
    _arb_vec_clear(part, n);
    return status;
}

static ohm_status
prove(ohm_fixed_certificate *certificate, work *s, ohm_error *err)
{
    ohm_status status = s->count > 0 ? prove_zero(s, err) : OHM_OK;

    if (status == OHM_OK)
        status = check_bounds(s, err);
    if (status == OHM_OK)
        status = ohm_balls_alloc(&certificate->w, s->w, s->circuit->edges, s->bits, err);
    if (status == OHM_OK)
        status = enclose_spectrum(s, err);
    if (status == OHM_OK)
        status = store_spectrum(certificate, s, err);
    return status == OHM_OK ? prove_kind(s, err) : status;
}

ohm_status
ohm_certify_fixed_point(ohm_fixed_certificate **out, const ohm_problem *problem, const ohm_fixed_point *point,
                        const double *r_off, long bits, ohm_error *err)
{
    ohm_fixed_certificate *certificate = OHM_ZEROS(ohm_fixed_certificate, 1);
    ohm_error why = { .status = OHM_OK };
    ohm_status status;
    work s;

    *out = NULL;
    if (certificate == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    status = work_init(&s, problem, point, r_off, bits, &why);
    if (status == OHM_OK)
        status = prove(certificate, &s, &why);
    work_clear(&s);
    if (status == OHM_E_NOMEM || status == OHM_E_ARG) {
        ohm_fixed_certificate_free(certificate);
        return ohm_fail(err, status, "%s", why.text);
    }
    certificate->proved = status == OHM_OK;
    if (status != OHM_OK)
        snprintf(certificate->reason, sizeof certificate->reason, "%s", why.text);
    *out = certificate;
    return OHM_OK;
}
