/* lib/dynamics/cvode_stepper.c -- see cvode_stepper.h */
#include "dynamics/cvode_stepper.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    ohm_stepper base;
    size_t edges, nodes;
    ohm_field field;
    ohm_cvode_stepper_options options;
    ohm_cvode *cvode;           /* made by the first start */
    bool *hold;                 /* M */
    double *begin, *end;        /* M: w at base.from and base.to */
    double *begin_slope, *end_slope;    /* M: dw/dt there */
    double *asked, *asked_drift;        /* M: w and free drift at the moments below */
    double asked_at, drift_at;  /* NaN: none yet */
} cvode_stepper;

static void
cvode_free(ohm_stepper *stepper)
{
    cvode_stepper *self = (cvode_stepper *)stepper;

    ohm_cvode_free(self->cvode);
    free(self->hold);
    free(self->begin);
    free(self->end);
    free(self->begin_slope);
    free(self->end_slope);
    free(self->asked);
    free(self->asked_drift);
    free(self);
}

/* Elements that do not move: held ones, and with clip those that push outwards. */
static bool
stands(const cvode_stepper *self, size_t k, double w, double drift)
{
    if (self->hold[k])
        return true;
    return self->options.clip && ((w <= 0.0 && drift < 0.0) || (w >= 1.0 && drift > 0.0));
}

static ohm_status
rhs(double *ydot, double t, const double *y, void *data, ohm_error *err)
{
    cvode_stepper *self = data;
    const ohm_status status = self->field.rhs(ydot, t, y, self->field.self, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < self->edges; k++)
        if (stands(self, k, y[k], ydot[k]))
            ydot[k] = 0.0;
    return OHM_OK;
}

/* The field's products are at its last state: make that (t, y). */
static ohm_status
jac_setup(double t, const double *y, const double *ydot, void *data, ohm_error *err)
{
    cvode_stepper *self = data;

    (void)ydot;
    return self->field.rhs(self->asked_drift, t, y, self->field.self, err);
}

static ohm_status
jac_times(double *jv, const double *v, double t, const double *y, void *data, ohm_error *err)
{
    cvode_stepper *self = data;
    const ohm_status status = self->field.product(jv, v, self->field.self, err);

    (void)t;
    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < self->edges; k++)
        if (stands(self, k, y[k], self->asked_drift[k]))
            jv[k] = 0.0;
    return OHM_OK;
}

static ohm_status
cvode_start(ohm_stepper *stepper, double t, const double *w, const bool *hold, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;
    const bool products = self->options.method == OHM_CVODE_BDF && self->field.product != NULL;
    const ohm_cvode_problem problem = {
        self->edges, self, rhs, products ? jac_setup : NULL, products ? jac_times : NULL
    };
    const ohm_cvode_options options = { self->options.method, self->options.rtol, self->options.atol, 0.0, 0 };

    stepper->from = stepper->to = t;
    self->asked_at = self->drift_at = NAN;
    memcpy(self->end, w, self->edges * sizeof *w);
    if (hold != NULL)
        memcpy(self->hold, hold, self->edges * sizeof *hold);
    else
        memset(self->hold, 0, self->edges * sizeof *hold);
    if (self->cvode != NULL)
        return ohm_cvode_restart(self->cvode, t, w, err);
    return ohm_cvode_alloc(&self->cvode, &problem, &options, t, w, err);
}

static ohm_status
cvode_step(ohm_stepper *stepper, double limit, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;
    ohm_status status;

    stepper->from = stepper->to;
    self->asked_at = self->drift_at = NAN;
    if ((status = ohm_cvode_step(&stepper->to, self->cvode, limit, err)) != OHM_OK)
        return status;
    status = ohm_cvode_interpolate(self->begin, self->begin_slope, self->cvode, stepper->from, err);
    if (status != OHM_OK)
        return status;
    return ohm_cvode_interpolate(self->end, self->end_slope, self->cvode, stepper->to, err);
}

static ohm_status
cvode_drift(double *dwdt, ohm_stepper *stepper, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;

    return self->field.rhs(dwdt, stepper->to, self->end, self->field.self, err);
}

static ohm_status
cvode_memory(double *w, double t, ohm_stepper *stepper, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;

    if (t == stepper->to) {     /* also before the first step */
        memcpy(w, self->end, self->edges * sizeof *w);
        return OHM_OK;
    }
    return ohm_cvode_interpolate(w, NULL, self->cvode, t, err);
}

static ohm_status
cvode_circuit(double *current, double *potential, double t, const double *w, ohm_stepper *stepper,
              ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;
    const ohm_status status = self->field.rhs(self->asked_drift, t, w, self->field.self, err);

    self->drift_at = NAN;
    if (status != OHM_OK)
        return status;
    memcpy(current, self->field.current(self->field.self), self->edges * sizeof *current);
    memcpy(potential, self->field.potential(self->field.self), self->nodes * sizeof *potential);
    return OHM_OK;
}

/* Has `asked` hold the memory at t. */
static ohm_status
ask(double t, cvode_stepper *self, ohm_error *err)
{
    if (self->asked_at == t)
        return OHM_OK;
    self->asked_at = t;
    return cvode_memory(self->asked, t, &self->base, err);
}

static ohm_status
cvode_memory_of(double *w, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;
    const ohm_status status = ask(t, self, err);

    *w = self->asked[k];
    return status;
}

static ohm_status
cvode_drift_of(double *dwdt, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    cvode_stepper *self = (cvode_stepper *)stepper;
    ohm_status status = ask(t, self, err);

    if (status == OHM_OK && self->drift_at != t) {
        self->drift_at = t;
        status = self->field.rhs(self->asked_drift, t, self->asked, self->field.self, err);
    }
    *dwdt = self->asked_drift[k];
    return status;
}

/* A memory that turns within the step strays no further from its end points than
 * the steeper of its end slopes takes it. */
static double
cvode_reach(size_t k, const ohm_stepper *stepper)
{
    const cvode_stepper *self = (const cvode_stepper *)stepper;

    return fabs(self->end[k] - self->begin[k])
        + (stepper->to - stepper->from) * fmax(fabs(self->begin_slope[k]), fabs(self->end_slope[k]));
}

static void
cvode_count(ohm_stepper_work *out, const ohm_stepper *stepper)
{
    const cvode_stepper *self = (const cvode_stepper *)stepper;
    ohm_cvode_statistics done = { 0 };

    *out = (ohm_stepper_work){ 0 };
    if (self->cvode != NULL)
        ohm_cvode_count(&done, self->cvode);
    out->steps = done.steps;
    out->rhs = done.rhs;
    if (self->options.network != NULL)
        out->network = *ohm_network_worked(self->options.network);
}

static const ohm_solver_choice *
cvode_choice(const ohm_stepper *stepper)
{
    const cvode_stepper *self = (const cvode_stepper *)stepper;

    return self->options.network != NULL ? ohm_network_choice(self->options.network) : self->options.choice;
}

static const ohm_stepper_class CVODE = {
    1, cvode_start, cvode_step, cvode_drift, cvode_memory, cvode_circuit, cvode_memory_of, cvode_drift_of,
    cvode_reach, cvode_count, NULL, cvode_choice, cvode_free
};

ohm_status
ohm_cvode_stepper_alloc(ohm_stepper **out, size_t edges, size_t nodes, const ohm_field *field,
                        const ohm_cvode_stepper_options *options, ohm_error *err)
{
    cvode_stepper *self = OHM_ZEROS(cvode_stepper, 1);

    *out = NULL;
    if (self == NULL)
        goto nomem;
    self->base.calls = &CVODE;
    self->edges = edges;
    self->nodes = nodes;
    self->field = *field;
    self->options = *options;
    self->hold = OHM_ZEROS(bool, edges);
    self->begin = OHM_ZEROS(double, edges);
    self->end = OHM_ZEROS(double, edges);
    self->begin_slope = OHM_ZEROS(double, edges);
    self->end_slope = OHM_ZEROS(double, edges);
    self->asked = OHM_ZEROS(double, edges);
    self->asked_drift = OHM_ZEROS(double, edges);
    if (self->hold == NULL || self->begin == NULL || self->end == NULL || self->begin_slope == NULL
        || self->end_slope == NULL || self->asked == NULL || self->asked_drift == NULL)
        goto nomem;
    *out = &self->base;
    return OHM_OK;

nomem:
    if (self != NULL)
        cvode_free(&self->base);
    return ohm_fail(err, OHM_E_NOMEM, "cvode: out of memory for %zu edges", edges);
}
