/* lib/learning/contrastive_split.c -- see contrastive_split.h */
#include "learning/contrastive_split.h"
#include "base/array.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
ohm_contrastive_split_free(ohm_contrastive_split *split)
{
    free(split->x);
    free(split->label);
    free(split->class_of);
    *split = (ohm_contrastive_split){ .x = NULL };
}

/* Room for `count` samples, of which the first `trains` train. */
static ohm_status
make_room(ohm_contrastive_split *s, const ohm_contrastive_plan *p, const ohm_contrastive_data *like,
          size_t trains, size_t count, ohm_error *err)
{
    const bool classes = like->classes > 0;

    s->x = ohm_array(count, p->sources * sizeof *s->x);
    s->label = classes ? NULL : ohm_array(count, p->targets * sizeof *s->label);
    s->class_of = classes ? OHM_ARRAY(size_t, count) : NULL;
    if (s->x == NULL || (classes ? s->class_of == NULL : s->label == NULL))
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", count);
    s->train = s->test = *like;
    s->train.count = trains;
    s->train.x = s->x;
    s->train.label = s->label;
    s->train.class_of = s->class_of;
    s->test.count = count - trains;
    s->test.x = s->x + trains * p->sources;
    s->test.label = classes ? NULL : s->label + trains * p->targets;
    s->test.class_of = classes ? s->class_of + trains : NULL;
    return OHM_OK;
}

/* Sample `from` of data becomes sample `to`. */
static void
copy_sample(ohm_contrastive_split *s, size_t to, const ohm_contrastive_plan *p,
            const ohm_contrastive_data *data, size_t from)
{
    memcpy(s->x + to * p->sources, data->x + from * p->sources, p->sources * sizeof *s->x);
    if (s->class_of != NULL)
        s->class_of[to] = data->class_of[from];
    else
        memcpy(s->label + to * p->targets, data->label + from * p->targets, p->targets * sizeof *s->label);
}

/* The samples in the order drawn: per_class of each class first take the places that train. */
static ohm_status
deal(ohm_contrastive_split *s, const ohm_contrastive_plan *p, const ohm_contrastive_data *data,
     const size_t *order, size_t per_class, ohm_error *err)
{
    const size_t classes = data->classes > 0 ? data->classes : 1;
    size_t *taken = OHM_ZEROS(size_t, classes), trains = 0, tests = classes * per_class;

    if (taken == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu classes", classes);
    for (size_t k = 0; k < data->count; k++) {
        const size_t c = data->classes > 0 ? data->class_of[order[k]] : 0;

        copy_sample(s, taken[c]++ < per_class ? trains++ : tests++, p, data, order[k]);
    }
    free(taken);
    return OHM_OK;
}

static ohm_status
check_classes(const ohm_contrastive_data *data, size_t per_class, ohm_error *err)
{
    for (size_t c = 0; c < (data->classes > 0 ? data->classes : 1); c++) {
        size_t members = 0;

        for (size_t b = 0; b < data->count; b++)
            members += data->classes == 0 || data->class_of[b] == c;
        if (members <= per_class)
            return ohm_fail(err, OHM_E_ARG,
                            "split: %zu samples to train, but class %zu has %zu: none would be left "
                            "to test", per_class, c, members);
    }
    return OHM_OK;
}

static ohm_status
draw(ohm_contrastive_split *out, const ohm_contrastive_plan *p, const ohm_contrastive_data *data,
     size_t per_class, ohm_error *err)
{
    const size_t trains = per_class * (data->classes > 0 ? data->classes : 1);
    size_t *order = OHM_ARRAY(size_t, data->count);
    ohm_rng *rng = NULL;
    ohm_status status = order == NULL ? ohm_fail(err, OHM_E_NOMEM, "contrastive: %zu samples", data->count)
                                      : check_classes(data, per_class, err);

    if (status == OHM_OK)
        status = make_room(out, p, data, trains, data->count, err);
    if (status == OHM_OK)
        status = ohm_rng_alloc(&rng, p->seed, ohm_contrastive_stream(p->realization, OHM_DRAW_SPLIT), err);
    if (status == OHM_OK) {
        for (size_t b = 0; b < data->count; b++)
            order[b] = b;
        ohm_rng_shuffle(order, data->count, rng);
        status = deal(out, p, data, order, per_class, err);
    }
    ohm_rng_free(rng);
    free(order);
    return status;
}

ohm_status
ohm_contrastive_split_make(ohm_contrastive_split *out, const ohm_contrastive_plan *p,
                           const ohm_contrastive_data *train, const ohm_contrastive_data *test,
                           size_t per_class, ohm_error *err)
{
    ohm_status status;

    *out = (ohm_contrastive_split){ .x = NULL };
    if (per_class > 0) {
        status = draw(out, p, train, per_class, err);
    } else {
        status = make_room(out, p, train, train->count, train->count + test->count, err);
        for (size_t b = 0; status == OHM_OK && b < train->count; b++)
            copy_sample(out, b, p, train, b);
        for (size_t b = 0; status == OHM_OK && b < test->count; b++)
            copy_sample(out, train->count + b, p, test, b);
    }
    if (status != OHM_OK)
        ohm_contrastive_split_free(out);
    return status;
}

void
ohm_contrastive_split_scale(ohm_contrastive_split *split, size_t sources)
{
    const size_t trains = split->train.count, count = trains + split->test.count;

    for (size_t s = 0; s < sources; s++) {
        double low = INFINITY, high = -INFINITY;

        for (size_t b = 0; b < trains; b++) {
            low = fmin(low, split->x[b * sources + s]);
            high = fmax(high, split->x[b * sources + s]);
        }
        for (size_t b = 0; low < high && b < count; b++) {
            double *x = &split->x[b * sources + s];

            *x = fmin(1.0, fmax(0.0, (*x - low) / (high - low)));
        }
    }
}
