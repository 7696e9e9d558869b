/* lib/certify/ball_field.c -- see ball_field.h */
#include "certify/ball_field.h"
#include "base/array.h"
#include "certify/ball_matrix.h"
#include "topology/cycle.h"

#include <stdlib.h>

/* A dense inverse of more would take minutes. */
enum { EDGES_MAX = 400 };

void
ohm_ball_field_free(ohm_ball_field *field)
{
    if (field == NULL)
        return;
    const slong m = (slong)field->circuit->edges;

    if (field->emf != NULL) {
        _arb_vec_clear(field->emf, m);
        _arb_vec_clear(field->flow, m);
        _arb_vec_clear(field->resistance, m);
        _arb_vec_clear(field->current, m);
        _arb_vec_clear(field->drift, m);
        _arb_vec_clear(field->gain, m);
        _arb_vec_clear(field->swing, m);
        _arb_vec_clear(field->injection, (slong)field->circuit->nodes);
        arb_mat_clear(field->response);
    }
    ohm_sign_matrix_free(field->cycles);
    free(field);
}

static ohm_status
check(const ohm_ball_circuit *circuit, ohm_error *err)
{
    const ohm_memristors *device = circuit->problem->device;

    if (device->windowed)
        return ohm_fail(err, OHM_E_METHOD, "certify: a window is on; elements without one are covered");
    if (device->rectified)
        return ohm_fail(err, OHM_E_METHOD, "certify: some polarity is 0; 1 and -1 are covered");
    if (circuit->problem->drive->moving_count > 0)
        return ohm_fail(err, OHM_E_METHOD, "certify: the drive moves: nothing is at rest");
    if (circuit->edges > EDGES_MAX)
        return ohm_fail(err, OHM_E_METHOD, "certify: %zu edges, states at rest are enclosed up to %d",
                        circuit->edges,
                        (int)EDGES_MAX);
    return OHM_OK;
}

ohm_status
ohm_ball_field_alloc(ohm_ball_field **out, const ohm_ball_circuit *circuit, ohm_error *err)
{
    const slong m = (slong)circuit->edges;
    ohm_ball_field *field;
    ohm_status status;

    *out = NULL;
    if ((status = check(circuit, err)) != OHM_OK)
        return status;
    if ((field = OHM_ZEROS(ohm_ball_field, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    field->circuit = circuit;
    if ((status = ohm_cycle_alloc(&field->cycles, circuit->graph, circuit->forest, err)) != OHM_OK) {
        ohm_ball_field_free(field);
        return status;
    }
    field->emf = _arb_vec_init(m);
    field->flow = _arb_vec_init(m);
    field->resistance = _arb_vec_init(m);
    field->current = _arb_vec_init(m);
    field->drift = _arb_vec_init(m);
    field->gain = _arb_vec_init(m);
    field->swing = _arb_vec_init(m);
    field->injection = _arb_vec_init((slong)circuit->nodes);
    arb_mat_init(field->response, m, m);
    *out = field;
    return OHM_OK;
}

/* S - R i_J into emf. */
static void
set_drive(ohm_ball_field *field)
{
    const ohm_ball_circuit *circuit = field->circuit;
    arb_ptr need = _arb_vec_init((slong)circuit->nodes);
    arb_t zero;

    arb_init(zero);
    ohm_ball_circuit_drive(field->emf, field->injection, 1, zero, circuit, circuit->bits);
    _arb_vec_zero(field->flow, (slong)circuit->edges);
    ohm_ball_circuit_complete(field->flow, field->injection, 1, need, circuit, circuit->bits);
    for (size_t k = 0; k < circuit->edges; k++)
        arb_submul(field->emf + k, field->resistance + k, field->flow + k, circuit->bits);
    arb_clear(zero);
    _arb_vec_clear(need, (slong)circuit->nodes);
}

/* F, gain and swing of edge k. */
static void
set_drift(ohm_ball_field *field, arb_srcptr w, size_t k)
{
    const ohm_ball_circuit *circuit = field->circuit;
    const long bits = circuit->bits;
    arb_t push;

    arb_init(push);
    arb_mul(field->swing + k, circuit->xi + k, field->current + k, bits);
    arb_mul(field->swing + k, field->swing + k, circuit->r_on + k, bits);
    arb_set(push, field->current + k);
    arb_set(field->gain + k, circuit->rate + k);
    if (circuit->problem->device->control == OHM_CONTROL_VOLTAGE) {
        arb_mul(push, push, field->resistance + k, bits);
        arb_div(field->gain + k, field->gain + k, circuit->r_on + k, bits);
        if (circuit->problem->device->sign[k] < 0)
            arb_neg(field->gain + k, field->gain + k);
    }
    arb_sub(field->drift + k, w + k, circuit->w_rest + k, bits);
    arb_mul(field->drift + k, field->drift + k, circuit->alpha + k, bits);
    arb_submul(field->drift + k, field->gain + k, push, bits);
    arb_clear(push);
}

ohm_status
ohm_ball_field_at(ohm_ball_field *field, arb_srcptr w, ohm_error *err)
{
    const ohm_ball_circuit *circuit = field->circuit;
    const slong m = (slong)circuit->edges;
    ohm_status status;

    for (slong k = 0; k < m; k++) {
        arb_mul(field->resistance + k, circuit->xi + k, w + k, circuit->bits);
        arb_add_ui(field->resistance + k, field->resistance + k, 1, circuit->bits);
        arb_mul(field->resistance + k, field->resistance + k, circuit->r_on + k, circuit->bits);
    }
    set_drive(field);
    status = ohm_ball_response(field->response, field->cycles, field->resistance, circuit->bits, err);
    if (status != OHM_OK)
        return status;
    for (slong k = 0; k < m; k++) {
        arb_dot(field->current + k, field->flow + k, 0, arb_mat_entry(field->response, k, 0), 1, field->emf,
                1, m,
                circuit->bits);
        set_drift(field, w, (size_t)k);
    }
    return OHM_OK;
}

void
ohm_ball_field_jacobian(arb_mat_t out, const size_t *place, size_t count, const ohm_ball_field *field)
{
    const ohm_ball_circuit *circuit = field->circuit;
    const bool voltage = circuit->problem->device->control == OHM_CONTROL_VOLTAGE;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            const size_t row = place[i], column = place[j];
            arb_ptr at = arb_mat_entry(out, (slong)i, (slong)j);

            arb_set(at, arb_mat_entry(field->response, (slong)row, (slong)column));
            if (voltage)
                arb_mul(at, at, field->resistance + row, circuit->bits);
            if (voltage && i == j)
                arb_sub_ui(at, at, 1, circuit->bits);
            arb_mul(at, at, field->gain + row, circuit->bits);
            arb_mul(at, at, field->swing + column, circuit->bits);
            if (i == j)
                arb_add(at, at, circuit->alpha + row, circuit->bits);
        }
}

ohm_status
ohm_ball_field_core(arb_mat_t out, const size_t *place, size_t count, const ohm_ball_field *field,
                    ohm_error *err)
{
    const slong m = (slong)field->circuit->edges, n = (slong)field->cycles->rows;
    const long bits = field->circuit->bits;
    arb_ptr weight = _arb_vec_init(m);
    arb_mat_t cycles, transposed, scaled, loop;
    ohm_status status;

    arb_mat_init(cycles, n, m);
    arb_mat_init(transposed, m, n);
    arb_mat_init(scaled, n, m);
    arb_mat_init(loop, n, n);
    for (size_t i = 0; i < count; i++)
        arb_mul(weight + place[i], field->gain + place[i], field->swing + place[i], bits);
    ohm_ball_from_signs(cycles, field->cycles);
    arb_mat_transpose(transposed, cycles);
    ohm_ball_scale_columns(scaled, cycles, weight, bits);
    arb_mat_mul(out, scaled, transposed, bits);
    ohm_ball_scale_columns(scaled, cycles, field->resistance, bits);
    arb_mat_mul(loop, scaled, transposed, bits);
    status = ohm_ball_solve(out, loop, out, bits, err);
    arb_mat_clear(cycles);
    arb_mat_clear(transposed);
    arb_mat_clear(scaled);
    arb_mat_clear(loop);
    _arb_vec_clear(weight, m);
    return status;
}
