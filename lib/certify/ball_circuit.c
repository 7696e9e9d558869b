/* lib/certify/ball_circuit.c -- see ball_circuit.h */
#include "certify/ball_circuit.h"
#include "base/array.h"
#include "certify/ball_drive.h"
#include "topology/bridges.h"

#include <math.h>
#include <stdlib.h>

void
ohm_ball_circuit_free(ohm_ball_circuit *circuit)
{
    if (circuit == NULL)
        return;
    const slong m = (slong)circuit->edges;
    arb_ptr const vectors[] = {
        circuit->r_on, circuit->xi, circuit->w0, circuit->alpha, circuit->w_rest, circuit->rate
    };

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        if (vectors[i] != NULL)
            _arb_vec_clear(vectors[i], m);
    ohm_graph_free(circuit->graph);
    ohm_forest_free(circuit->forest);
    free(circuit->node);
    free(circuit->bridge);
    free(circuit);
}

/* ---- what is not covered ----------------------------------------------------- */

static ohm_status
check_drive(const ohm_drive *drive, ohm_error *err)
{
    static const char *const name[] = { "emf", "potential", "injection" };

    for (size_t i = 0; i < drive->moving_count; i++)
        if (drive->moving[i].wave.line != NULL)
            return ohm_fail(err, OHM_E_METHOD,
                            "certify: %s %zu moves along a line; constants and sines are covered",
                            name[drive->moving[i].kind], drive->moving[i].index);
    return OHM_OK;
}

/* The exact sum over one component of what is injected with the time dependence of `like`
 * (NULL: of the constants). */
static void
net_injection(arb_t sum, const ohm_ball_circuit *circuit, size_t component, const ohm_waveform *like)
{
    const ohm_drive *drive = circuit->problem->drive;
    arb_t part;

    arb_init(part);
    arb_zero(sum);
    for (size_t v = 0; like == NULL && v < drive->nodes; v++)
        if (circuit->forest->component[circuit->node[v]] == component) {
            arb_set_d(part, drive->injection[v]);
            arb_add(sum, sum, part, ARF_PREC_EXACT);
        }
    for (size_t i = 0; i < drive->moving_count; i++) {
        const ohm_moving *moving = &drive->moving[i];

        if (moving->kind != OHM_DRIVE_INJECTION
            || circuit->forest->component[circuit->node[moving->index]] != component)
            continue;
        if (like != NULL && (moving->wave.frequency != like->frequency || moving->wave.phase != like->phase))
            continue;
        arb_set_d(part, like != NULL ? moving->wave.amplitude : moving->wave.dc);
        arb_add(sum, sum, part, ARF_PREC_EXACT);
    }
    arb_clear(part);
}

static ohm_status
check_injections(const ohm_ball_circuit *circuit, ohm_error *err)
{
    const ohm_drive *drive = circuit->problem->drive;
    const ohm_forest *forest = circuit->forest;
    ohm_status status = OHM_OK;
    arb_t sum;

    if (!drive->has_injection)
        return OHM_OK;
    arb_init(sum);
    for (size_t c = circuit->grounded ? 1 : 0; c < forest->components && status == OHM_OK; c++) {
        net_injection(sum, circuit, c, NULL);
        for (size_t i = 0; i < drive->moving_count && arb_is_zero(sum); i++)
            if (drive->moving[i].kind == OHM_DRIVE_INJECTION
                && forest->component[circuit->node[drive->moving[i].index]] == c)
                net_injection(sum, circuit, c, &drive->moving[i].wave);
        if (!arb_is_zero(sum))
            status = ohm_fail(err, OHM_E_CONTENT,
                              "certify: the currents injected into a part of the circuit without "
                              "a held node do not cancel: %g A are left",
                              arf_get_d(arb_midref(sum), ARF_RND_NEAR));
    }
    arb_clear(sum);
    return status;
}

/* ---- the joined graph ---------------------------------------------------------- */

static ohm_status
join_nodes(ohm_ball_circuit *circuit, ohm_error *err)
{
    const ohm_graph *graph = circuit->problem->graph;
    const bool *held = circuit->problem->drive->held;
    ohm_status status;
    size_t next = 0;

    for (size_t v = 0; v < graph->nodes; v++)
        circuit->grounded |= held[v];
    next = circuit->grounded ? 1 : 0;
    if ((circuit->node = OHM_ARRAY(size_t, graph->nodes)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu nodes", graph->nodes);
    for (size_t v = 0; v < graph->nodes; v++)
        circuit->node[v] = held[v] ? 0 : next++;
    circuit->nodes = next;
    if ((status = ohm_graph_alloc_blank(&circuit->graph, next, graph->edges, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < graph->edges; k++) {
        circuit->graph->tail[k] = circuit->node[graph->tail[k]];
        circuit->graph->head[k] = circuit->node[graph->head[k]];
    }
    return ohm_forest_alloc(&circuit->forest, circuit->graph, err);
}

static void
set_vector(arb_ptr *out, const double *x, size_t m)
{
    *out = _arb_vec_init((slong)m);
    for (size_t k = 0; k < m; k++)
        arb_set_d(*out + k, x[k]);
}

/* xi = (r_off - r_on) / r_on, where r_off is known and not only its rounded quotient. */
static void
set_swing(ohm_ball_circuit *circuit, const double *r_off)
{
    arb_t off;

    arb_init(off);
    for (size_t k = 0; k < circuit->edges; k++)
        if (r_off != NULL && isfinite(r_off[k])) {
            arb_set_d(off, r_off[k]);
            arb_sub(off, off, circuit->r_on + k, circuit->bits);
            arb_div(circuit->xi + k, off, circuit->r_on + k, circuit->bits);
        }
    arb_clear(off);
}

static void
set_devices(ohm_ball_circuit *circuit, const double *w0, const double *r_off)
{
    const ohm_memristors *device = circuit->problem->device;
    const size_t m = circuit->edges;
    arb_t beta;

    arb_init(beta);
    set_vector(&circuit->r_on, device->r_on, m);
    set_vector(&circuit->xi, device->xi, m);
    set_vector(&circuit->w0, w0, m);
    set_vector(&circuit->alpha, device->alpha, m);
    set_vector(&circuit->w_rest, device->w_rest, m);
    set_swing(circuit, r_off);
    circuit->rate = _arb_vec_init((slong)m);
    for (size_t k = 0; k < m; k++) {
        arb_set_d(beta, device->beta[k]);
        arb_mul_si(circuit->rate + k, circuit->r_on + k, device->polarity[k], circuit->bits);
        arb_div(circuit->rate + k, circuit->rate + k, beta, circuit->bits);
        if (device->sign[k] < 0)
            arb_neg(circuit->r_on + k, circuit->r_on + k);
    }
    arb_clear(beta);
}

ohm_status
ohm_ball_circuit_alloc(ohm_ball_circuit **out, const ohm_problem *problem, const double *w0,
                       const double *r_off, long bits, ohm_error *err)
{
    ohm_ball_circuit *circuit;
    ohm_status status;

    *out = NULL;
    if (bits < OHM_BITS_LEAST || bits > OHM_BITS_MOST)
        return ohm_fail(err, OHM_E_ARG, "certify: %ld bits, must be %d to %d", bits, (int)OHM_BITS_LEAST,
                        (int)OHM_BITS_MOST);
    if ((status = check_drive(problem->drive, err)) != OHM_OK)
        return status;
    if ((circuit = OHM_ZEROS(ohm_ball_circuit, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory");
    circuit->problem = problem;
    circuit->bits = bits;
    circuit->edges = problem->graph->edges;
    status = join_nodes(circuit, err);
    if (status == OHM_OK && (circuit->bridge = OHM_ARRAY(bool, circuit->edges)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu edges", circuit->edges);
    if (status == OHM_OK)
        status = ohm_bridges(circuit->bridge, NULL, circuit->graph, err);
    if (status == OHM_OK)
        status = check_injections(circuit, err);
    if (status != OHM_OK) {
        ohm_ball_circuit_free(circuit);
        return status;
    }
    set_devices(circuit, w0, r_off);
    *out = circuit;
    return OHM_OK;
}

void
ohm_ball_circuit_plant(ohm_ball_circuit *circuit, ohm_plant which)
{
    const slong m = (slong)circuit->edges;

    if (which == OHM_PLANT_DRIVE)
        circuit->negated = true;
    else if (which == OHM_PLANT_RATE)
        _arb_vec_neg(circuit->rate, circuit->rate, m);
    else if (which == OHM_PLANT_SWING)
        _arb_vec_neg(circuit->xi, circuit->xi, m);
    else if (which == OHM_PLANT_DECAY)
        _arb_vec_neg(circuit->alpha, circuit->alpha, m);
}

/* ---- the drive ----------------------------------------------------------------- */

/* Adds what one waveform contributes: to its edge, to the edges at its node, to its node.
 * The series has `orders` numbers. */
static void
spread(arb_ptr emf, arb_ptr injection, size_t orders, arb_srcptr series, ohm_drive_kind kind, size_t index,
       const ohm_ball_circuit *circuit, long bits)
{
    const ohm_graph *graph = circuit->problem->graph;
    const slong n = (slong)orders;

    if (kind == OHM_DRIVE_EMF) {
        _arb_vec_add(emf + index * orders, emf + index * orders, series, n, bits);
    } else if (kind == OHM_DRIVE_INJECTION) {
        arb_ptr at = injection + circuit->node[index] * orders;

        _arb_vec_add(at, at, series, n, bits);
    } else {
        for (size_t k = 0; k < graph->edges; k++) {
            if (graph->tail[k] == index)
                _arb_vec_add(emf + k * orders, emf + k * orders, series, n, bits);
            if (graph->head[k] == index)
                _arb_vec_sub(emf + k * orders, emf + k * orders, series, n, bits);
        }
    }
}

/* Adds the constants (0 where something moves) times `scale`, at the first order. */
static void
spread_constants(arb_ptr emf, arb_ptr injection, size_t orders, const arb_t scale,
                 const ohm_ball_circuit *circuit, long bits)
{
    const ohm_drive *drive = circuit->problem->drive;
    const ohm_graph *graph = circuit->problem->graph;
    arb_t value;

    arb_init(value);
    for (size_t k = 0; k < drive->edges; k++) {
        const size_t ends[2] = { graph->tail[k], graph->head[k] };

        arb_set_d(value, drive->emf[k]);
        arb_addmul(emf + k * orders, value, scale, bits);
        for (int i = 0; i < 2; i++)
            if (drive->held[ends[i]]) {
                arb_set_d(value, i == 0 ? drive->potential[ends[i]] : -drive->potential[ends[i]]);
                arb_addmul(emf + k * orders, value, scale, bits);
            }
    }
    for (size_t v = 0; v < drive->nodes; v++) {
        arb_set_d(value, drive->injection[v]);
        arb_addmul(injection + circuit->node[v] * orders, value, scale, bits);
    }
    arb_clear(value);
}

static void
finish_drive(arb_ptr emf, arb_ptr injection, size_t orders, const ohm_ball_circuit *circuit)
{
    if (!circuit->negated)
        return;
    _arb_vec_neg(emf, emf, (slong)(circuit->edges * orders));
    _arb_vec_neg(injection, injection, (slong)(circuit->nodes * orders));
}

void
ohm_ball_circuit_drive(arb_ptr emf, arb_ptr injection, size_t orders, const arb_t t,
                       const ohm_ball_circuit *circuit, long bits)
{
    const ohm_drive *drive = circuit->problem->drive;
    arb_ptr series = _arb_vec_init((slong)orders);
    arb_t one;

    arb_init(one);
    arb_one(one);
    _arb_vec_zero(emf, (slong)(circuit->edges * orders));
    _arb_vec_zero(injection, (slong)(circuit->nodes * orders));
    spread_constants(emf, injection, orders, one, circuit, bits);
    for (size_t i = 0; i < drive->moving_count; i++) {
        ohm_ball_wave_series(series, orders, &drive->moving[i].wave, t, bits);
        spread(emf, injection, orders, series, drive->moving[i].kind, drive->moving[i].index, circuit, bits);
    }
    finish_drive(emf, injection, orders, circuit);
    arb_clear(one);
    _arb_vec_clear(series, (slong)orders);
}

void
ohm_ball_circuit_flux(arb_ptr emf, arb_ptr injection, const arb_t t, const ohm_ball_circuit *circuit,
                      long bits)
{
    const ohm_drive *drive = circuit->problem->drive;
    arb_t value;

    arb_init(value);
    _arb_vec_zero(emf, (slong)circuit->edges);
    _arb_vec_zero(injection, (slong)circuit->nodes);
    spread_constants(emf, injection, 1, t, circuit, bits);
    for (size_t i = 0; i < drive->moving_count; i++) {
        ohm_ball_wave_integral(value, &drive->moving[i].wave, t, bits);
        spread(emf, injection, 1, value, drive->moving[i].kind, drive->moving[i].index, circuit, bits);
    }
    finish_drive(emf, injection, 1, circuit);
    arb_clear(value);
}

/* ---- Kirchhoff ----------------------------------------------------------------- */

/* Children before parents: when a node is reached, all that flows at it but through the
 * edge to its parent is known. */
void
ohm_ball_circuit_complete(arb_ptr flow, arb_srcptr injection, size_t stride, arb_ptr need,
                          const ohm_ball_circuit *circuit, long bits)
{
    const ohm_graph *graph = circuit->graph;
    const ohm_forest *forest = circuit->forest;

    for (size_t v = 0; v < circuit->nodes; v++)     /* need: B i + J without the tree so far */
        if (injection != NULL)
            arb_set(need + v, injection + v * stride);
        else
            arb_zero(need + v);
    for (size_t l = 0; l < forest->chords; l++) {
        const size_t k = forest->chord[l];

        arb_add(need + graph->head[k], need + graph->head[k], flow + k * stride, bits);
        arb_sub(need + graph->tail[k], need + graph->tail[k], flow + k * stride, bits);
    }
    for (size_t i = circuit->nodes; i-- > 0;) {
        const size_t v = forest->order[i], k = forest->parent_edge[v];

        if (k == OHM_NONE)
            continue;
        if (graph->tail[k] == v)                    /* leaves v: the tree takes what is left */
            arb_set(flow + k * stride, need + v);
        else
            arb_neg(flow + k * stride, need + v);
        arb_add(need + forest->parent[v], need + forest->parent[v], need + v, bits);
    }
}

void
ohm_ball_circuit_drop(arb_t out, arb_srcptr p, size_t stride, size_t k, const ohm_ball_circuit *circuit,
                      long bits)
{
    arb_sub(out, p + circuit->graph->head[k] * stride, p + circuit->graph->tail[k] * stride, bits);
}
