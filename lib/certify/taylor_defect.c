/* lib/certify/taylor_defect.c -- see taylor_defect.h */
#include "certify/taylor_defect.h"
#include "base/array.h"
#include "certify/ball_matrix.h"
#include "certify/ball_text.h"
#include "topology/cycle.h"

#include <stdlib.h>

/* Bounds need no more bits: what they bound is tiny already. */
enum { BOUND_BITS = 64 };

/* Trials at the size of the tube, each four times the last; a bound that does not close
 * then wants a shorter step. */
enum { TRIALS_MAX = 6 };

/* Pieces of a step on which a memory near a bound is looked at. */
enum { LOOKS = 64 };

void
ohm_taylor_defect_free(ohm_taylor_defect *defect)
{
    if (defect == NULL)
        return;
    const slong m = (slong)defect->circuit->edges;
    mag_ptr const vectors[] = {
        defect->unit, defect->weight, defect->spread, defect->flow, defect->rho, defect->d,
        defect->drive_tail,
        defect->flow_tail
    };

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        if (vectors[i] != NULL)
            _mag_vec_clear(vectors[i], m);
    mag_clear(defect->response);
    arb_clear(defect->alpha);
    ohm_sign_matrix_free(defect->cycles);
    free(defect);
}

/* The units of the norm, and the largest alpha. */
static void
set_norm(ohm_taylor_defect *defect)
{
    const ohm_ball_circuit *circuit = defect->circuit;
    arb_t root, x;

    arb_init(root);
    arb_init(x);
    for (size_t k = 0; k < circuit->edges; k++) {
        arb_abs(root, circuit->r_on + k);
        arb_sqrt(root, root, BOUND_BITS);
        arb_div(x, circuit->rate + k, root, BOUND_BITS);
        arb_get_mag(defect->unit + k, x);
        arb_div(x, root, circuit->rate + k, BOUND_BITS);
        arb_get_mag(defect->weight + k, x);
        if (k == 0 || arf_cmp(arb_midref(circuit->alpha + k), arb_midref(defect->alpha)) > 0)
            arb_set(defect->alpha, circuit->alpha + k);
    }
    arb_clear(root);
    arb_clear(x);
}

ohm_status
ohm_taylor_defect_alloc(ohm_taylor_defect **out, const ohm_ball_circuit *circuit, ohm_error *err)
{
    const slong m = (slong)circuit->edges;
    ohm_taylor_defect *defect = OHM_ZEROS(ohm_taylor_defect, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (defect == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    defect->circuit = circuit;
    mag_init(defect->response);
    arb_init(defect->alpha);
    if (circuit->problem->device->active)
        status = ohm_cycle_alloc(&defect->cycles, circuit->graph, circuit->forest, err);
    if (status != OHM_OK) {
        ohm_taylor_defect_free(defect);
        return status;
    }
    defect->unit = _mag_vec_init(m);
    defect->weight = _mag_vec_init(m);
    defect->spread = _mag_vec_init(m);
    defect->flow = _mag_vec_init(m);
    defect->rho = _mag_vec_init(m);
    defect->d = _mag_vec_init(m);
    defect->drive_tail = _mag_vec_init(m);
    defect->flow_tail = _mag_vec_init(m);
    set_norm(defect);
    *out = defect;
    return OHM_OK;
}

/* ---- once per step -------------------------------------------------------------- */

/* K at R_[0], infinite where it is not shown to exist. */
static void
bound_response(ohm_taylor_defect *defect, const ohm_taylor_jet *jet)
{
    const slong m = (slong)defect->circuit->edges;
    arb_ptr root = _arb_vec_init(m);
    arb_mat_t response;

    arb_mat_init(response, m, m);
    for (slong k = 0; k < m; k++) {
        arb_abs(root + k, defect->circuit->r_on + k);
        arb_sqrt(root + k, root + k, BOUND_BITS);
    }
    if (ohm_ball_response(response, defect->cycles, jet->resistance, BOUND_BITS, NULL) == OHM_OK) {
        ohm_ball_scale_rows(response, root, response, BOUND_BITS);
        ohm_ball_scale_columns(response, response, root, BOUND_BITS);
        ohm_ball_norm_spectral(defect->response, response);
    } else {
        mag_inf(defect->response);
    }
    arb_mat_clear(response);
    _arb_vec_clear(root, m);
}

/* The coefficients after the last over all of the step, and the tree flow that they ask for. */
static void
bound_drive(ohm_taylor_defect *defect, const arb_t t, const mag_t most, const ohm_taylor_jet *jet)
{
    const ohm_ball_circuit *circuit = defect->circuit;
    const size_t m = circuit->edges, n = circuit->nodes, orders = jet->stride + 1;
    arb_ptr emf = _arb_vec_init((slong)(m * orders)), injection = _arb_vec_init((slong)(n * orders));
    arb_ptr flow = _arb_vec_init((slong)m);
    arb_t during;

    arb_init(during);
    arb_set(during, t);
    arb_add_error_mag(during, most);
    ohm_ball_circuit_drive(emf, injection, orders, during, circuit, BOUND_BITS);
    for (size_t v = 0; v < n; v++)
        arb_swap(injection + v, injection + v * orders + orders - 1);
    ohm_ball_circuit_complete(flow, injection, 1, jet->kirchhoff->need, circuit, BOUND_BITS);
    for (size_t k = 0; k < m; k++) {
        arb_get_mag(defect->drive_tail + k, emf + k * orders + orders - 1);
        arb_get_mag(defect->flow_tail + k, flow + k);
    }
    arb_clear(during);
    _arb_vec_clear(emf, (slong)(m * orders));
    _arb_vec_clear(injection, (slong)(n * orders));
    _arb_vec_clear(flow, (slong)m);
}

void
ohm_taylor_defect_prepare(ohm_taylor_defect *defect, const arb_t t, const mag_t most,
                          const ohm_taylor_jet *jet)
{
    if (defect->cycles != NULL)
        bound_response(defect, jet);
    if (defect->circuit->problem->drive->moving_count > 0)
        bound_drive(defect, t, most, jet);
}

/* ---- once per length ------------------------------------------------------------ */

/* sum_j |c_j| h^j. */
static void
sum_bounds(mag_t out, mag_srcptr c, size_t orders, mag_srcptr power)
{
    mag_zero(out);
    for (size_t j = 0; j < orders; j++)
        mag_addmul(out, c + j, power + j);
}

/* What the polynomials of edge k are at most over the step, and the product w~ i~ beyond
 * the order: sum_a |w_[a]| h^a sum_{b > order - a} |i_[b]| h^b. */
static void
bound_edge(size_t k, mag_srcptr power, const ohm_taylor_jet *jet, ohm_taylor_defect *defect)
{
    const ohm_ball_circuit *circuit = defect->circuit;
    const size_t p = jet->order, at = k * jet->stride;
    mag_t part, product, swing, rest;               /* rest: of i~ from order p + 1 - a on */

    mag_init(part);
    mag_init(rest);
    mag_init(product);
    mag_init(swing);
    mag_zero(defect->spread + k);
    for (size_t a = 1; a <= p; a++) {
        arb_get_mag(part, jet->current + at + p + 1 - a);
        mag_addmul(rest, part, power + p + 1 - a);
        arb_get_mag(part, jet->w + at + a);
        mag_mul(part, part, power + a);
        mag_add(defect->spread + k, defect->spread + k, part);
        mag_addmul(product, part, rest);
    }
    arb_get_mag(defect->flow + k, jet->current + at);
    mag_add(defect->flow + k, defect->flow + k, rest);
    mag_mul(part, defect->flow_tail + k, power + p + 1);
    mag_add(defect->flow + k, defect->flow + k, part);

    arb_get_mag(swing, circuit->xi + k);            /* xi product + (1 + xi) tail, of R(w~) i~ / R_on */
    mag_mul(product, product, swing);
    mag_add_ui(swing, swing, 1);
    mag_mul(swing, swing, part);
    mag_add(product, product, swing);
    sum_bounds(defect->rho + k, jet->rho + at, jet->stride, power);
    mag_addmul(defect->rho + k, defect->drive_tail + k, power + p + 1);
    arb_get_mag(swing, circuit->r_on + k);
    mag_addmul(defect->rho + k, swing, product);
    sum_bounds(defect->d + k, jet->d + at, jet->stride, power);
    arb_get_mag(swing, circuit->rate + k);
    mag_addmul(defect->d + k, swing,
               circuit->problem->device->control == OHM_CONTROL_VOLTAGE ? product : part);
    mag_clear(part);
    mag_clear(product);
    mag_clear(swing);
    mag_clear(rest);
}

/* What a tube of a given size makes of the two inequalities. */
typedef struct {
    mag_t b;                    /* of xi |c i~|, divided by (1 + xi w)^(1/2) where passive */
    mag_t raw;                  /* of xi |c i~| */
    mag_t a;                    /* of (1 + xi w)^(-1/2) */
    mag_t most;                 /* of 1 + xi w */
    mag_t change;               /* of xi |w - w_[0]| */
    mag_t rho, d;               /* |rho / R^(1/2)| or |rho / R_on^(1/2)|, and |d| in the norm */
} tube;

static void
tube_init(tube *u)
{
    mag_init(u->b);
    mag_init(u->raw);
    mag_init(u->a);
    mag_init(u->most);
    mag_init(u->change);
    mag_init(u->rho);
    mag_init(u->d);
}

static void
tube_clear(tube *u)
{
    mag_clear(u->b);
    mag_clear(u->raw);
    mag_clear(u->a);
    mag_clear(u->most);
    mag_clear(u->change);
    mag_clear(u->rho);
    mag_clear(u->d);
}

static void
add_edge(tube *u, size_t k, const mag_t size, const ohm_taylor_jet *jet, const ohm_taylor_defect *defect)
{
    const ohm_ball_circuit *circuit = defect->circuit;
    const bool active = defect->cycles != NULL;
    arb_t low, high;
    mag_t away, part, root;

    arb_init(low);
    arb_init(high);
    mag_init(away);
    mag_init(part);
    mag_init(root);
    mag_mul(away, defect->unit + k, size);
    mag_add(away, away, defect->spread + k);
    arb_set(high, jet->w + k * jet->stride);
    arb_add_error_mag(high, away);
    arb_get_mag_lower_nonnegative(part, high);      /* w >= 0 is shown besides */
    arf_set_mag(arb_midref(low), part);
    arb_mul(low, low, circuit->xi + k, BOUND_BITS);
    arb_add_ui(low, low, 1, BOUND_BITS);
    arb_get_mag_lower(root, low);
    mag_rsqrt(root, root);                          /* (1 + xi w)^(-1/2) */
    if (active)
        mag_one(root);
    arb_mul(high, high, circuit->xi + k, BOUND_BITS);
    arb_add_ui(high, high, 1, BOUND_BITS);
    arb_get_mag(part, high);
    mag_max(u->most, u->most, part);
    mag_max(u->a, u->a, root);
    arb_get_mag(part, circuit->xi + k);
    mag_mul(away, away, part);
    mag_max(u->change, u->change, away);
    mag_mul(part, part, defect->flow + k);
    arb_get_mag(away, circuit->rate + k);
    mag_mul(part, part, away);
    mag_max(u->raw, u->raw, part);
    mag_mul(part, part, root);
    mag_max(u->b, u->b, part);
    mag_mul(part, defect->d + k, defect->weight + k);
    mag_addmul(u->d, part, part);
    arb_get_mag_lower(part, circuit->r_on + k);
    mag_rsqrt(part, part);
    mag_mul(part, part, root);
    mag_mul(part, part, defect->rho + k);
    mag_addmul(u->rho, part, part);
    arb_clear(low);
    arb_clear(high);
    mag_clear(away);
    mag_clear(part);
    mag_clear(root);
}

/* K over the tube: K0 / (1 - change K0); infinite where that does not make sense. */
static void
widen_response(mag_t out, const mag_t change, const mag_t response)
{
    mag_t share, left;

    mag_init(share);
    mag_init(left);
    mag_mul(share, change, response);
    mag_one(left);
    mag_sub_lower(left, left, share);               /* 0 where change K0 >= 1 */
    mag_div(out, response, left);
    mag_clear(share);
    mag_clear(left);
}

/* L and D over a tube of this size. */
static void
rates(arb_t growth, mag_t defect_rate, const mag_t size, const ohm_taylor_jet *jet,
      const ohm_taylor_defect *defect)
{
    const ohm_ball_circuit *circuit = defect->circuit;
    const bool voltage = circuit->problem->device->control == OHM_CONTROL_VOLTAGE;
    mag_t gain, part;
    tube u;

    tube_init(&u);
    mag_init(gain);
    mag_init(part);
    for (size_t k = 0; k < circuit->edges; k++)
        add_edge(&u, k, size, jet, defect);
    mag_sqrt(u.rho, u.rho);
    mag_sqrt(u.d, u.d);
    if (defect->cycles != NULL) {
        widen_response(gain, u.change, defect->response);
        if (voltage)
            mag_mul(gain, gain, u.most);
    } else if (voltage) {
        mag_sqrt(gain, u.most);
    } else {
        mag_set(gain, u.a);
    }
    mag_mul(part, gain, u.b);
    if (voltage)
        mag_add(part, part, u.raw);
    arf_set_mag(arb_midref(growth), part);
    mag_zero(arb_radref(growth));
    arb_add(growth, growth, defect->alpha, BOUND_BITS);
    mag_mul(defect_rate, gain, u.rho);
    mag_add(defect_rate, defect_rate, u.d);
    mag_clear(gain);
    mag_clear(part);
    tube_clear(&u);
}

/* Gronwall over [0, h]: |e| <= peak on the way, and *end at h.  For L < 0 the defect does not
 * grow, and the beginning shrinks. */
static void
grow(mag_t peak, mag_t end, const mag_t error, const mag_t h, const mag_t size, const ohm_taylor_jet *jet,
     const ohm_taylor_defect *defect)
{
    arb_t growth, length;
    mag_t factor, rate, made;

    arb_init(growth);
    arb_init(length);
    mag_init(factor);
    mag_init(rate);
    mag_init(made);
    rates(growth, rate, size, jet, defect);
    arf_set_mag(arb_midref(length), h);
    arb_mul(growth, growth, length, BOUND_BITS);
    arb_exp(growth, growth, BOUND_BITS);
    arb_get_mag(factor, growth);
    mag_mul(made, rate, h);
    mag_mul(end, error, factor);
    if (mag_cmp_2exp_si(factor, 0) > 0)
        mag_mul(made, made, factor);
    else
        mag_one(factor);
    mag_add(end, end, made);
    mag_mul(peak, error, factor);
    mag_add(peak, peak, made);
    arb_clear(growth);
    arb_clear(length);
    mag_clear(factor);
    mag_clear(rate);
    mag_clear(made);
}

/* ---- the bounds of w ------------------------------------------------------------ */

static bool
within(const arb_t w)
{
    arb_t rest;
    bool answer;

    arb_init(rest);
    arb_sub_ui(rest, w, 1, BOUND_BITS);
    answer = arb_is_nonnegative(w) && arb_is_nonpositive(rest);
    arb_clear(rest);
    return answer;
}

/* The middle of each piece by Horner's rule, the rest of it by the largest slope. */
static bool
look_closer(size_t k, const mag_t away, mag_srcptr power, const ohm_taylor_jet *jet)
{
    const size_t at = k * jet->stride;
    bool answer = true;
    arb_t s, w;
    mag_t slope, part;

    arb_init(s);
    arb_init(w);
    mag_init(slope);
    mag_init(part);
    for (size_t j = 1; j <= jet->order; j++) {
        arb_get_mag(part, jet->w + at + j);
        mag_mul_ui(part, part, j);
        mag_addmul(slope, part, power + j);         /* times h */
    }
    mag_div_ui(slope, slope, 2 * LOOKS);
    mag_add(slope, slope, away);
    for (int i = 0; i < LOOKS && answer; i++) {
        arf_set_mag(arb_midref(s), power + 1);
        arb_mul_ui(s, s, 2 * (ulong)i + 1, BOUND_BITS);
        arb_div_ui(s, s, 2 * LOOKS, BOUND_BITS);
        arb_zero(w);
        for (size_t j = jet->stride; j-- > 0;) {
            arb_mul(w, w, s, BOUND_BITS);
            arb_add(w, w, jet->w + at + j, BOUND_BITS);
        }
        arb_add_error_mag(w, slope);
        answer = within(w);
    }
    arb_clear(s);
    arb_clear(w);
    mag_clear(slope);
    mag_clear(part);
    return answer;
}

/* The first edge not shown to stay within [0, 1] in a tube of this size, or OHM_NONE. */
static size_t
find_leaver(const mag_t size, mag_srcptr power, const ohm_taylor_jet *jet, const ohm_taylor_defect *defect)
{
    size_t leaver = OHM_NONE;
    arb_t w;
    mag_t away;

    arb_init(w);
    mag_init(away);
    for (size_t k = 0; k < defect->circuit->edges && leaver == OHM_NONE; k++) {
        mag_mul(away, defect->unit + k, size);
        arb_set(w, jet->w + k * jet->stride);
        arb_add_error_mag(w, away);
        arb_add_error_mag(w, defect->spread + k);
        if (!within(w) && !look_closer(k, away, power, jet))
            leaver = k;
    }
    arb_clear(w);
    mag_clear(away);
    return leaver;
}

/* ---- a step --------------------------------------------------------------------- */

static ohm_status
close_bound(mag_t error, size_t *edge, const mag_t h, mag_srcptr power, const ohm_taylor_jet *jet,
            const ohm_taylor_defect *defect, ohm_error *err)
{
    ohm_status status = ohm_fail(err, OHM_E_UNPROVED, "taylor: the bound of the error does not close");
    mag_t size, peak, end;

    mag_init(size);
    mag_init(peak);
    mag_init(end);
    grow(peak, end, error, h, size, jet, defect);   /* a tube without width, for a first guess */
    mag_mul_2exp_si(size, peak, 1);
    for (int i = 0; i < TRIALS_MAX && status != OHM_OK && mag_is_finite(size); i++) {
        grow(peak, end, error, h, size, jet, defect);
        if (mag_cmp(peak, size) < 0 || (mag_is_zero(peak) && mag_is_zero(size)))
            status = OHM_OK;
        else
            mag_mul_2exp_si(size, size, 2);
    }
    if (status == OHM_OK && (*edge = find_leaver(size, power, jet, defect)) != OHM_NONE)
        status = ohm_fail(err, OHM_E_UNPROVED, "taylor: not shown that edge %zu stays within its bounds",
                          *edge);
    if (status == OHM_OK)
        mag_set(error, end);
    mag_clear(size);
    mag_clear(peak);
    mag_clear(end);
    return status;
}

ohm_status
ohm_taylor_defect_bound(mag_t error, size_t *edge, const mag_t h, const ohm_taylor_jet *jet,
                        ohm_taylor_defect *defect, ohm_error *err)
{
    const slong powers = (slong)jet->stride + 1;
    mag_ptr power = _mag_vec_init(powers);
    ohm_status status;

    *edge = OHM_NONE;
    mag_one(power);
    for (slong j = 1; j < powers; j++)
        mag_mul(power + j, power + j - 1, h);
    for (size_t k = 0; k < defect->circuit->edges; k++)
        bound_edge(k, power, jet, defect);
    status = close_bound(error, edge, h, power, jet, defect, err);
    _mag_vec_clear(power, powers);
    return status;
}

void
ohm_taylor_defect_norm(mag_t out, arb_srcptr x, const ohm_taylor_defect *defect)
{
    mag_t part;

    mag_init(part);
    mag_zero(out);
    for (size_t k = 0; k < defect->circuit->edges; k++) {
        mag_mul(part, arb_radref(x + k), defect->weight + k);
        mag_addmul(out, part, part);
    }
    mag_sqrt(out, out);
    mag_clear(part);
}
