/* lib/base/parallel.c -- see parallel.h */
#include "base/parallel.h"
#include "base/array.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct {
    ohm_parallel_work *work;
    void *data;
    size_t count;
    pthread_mutex_t mutex;      /* guards all below */
    size_t next;
    size_t failed;              /* smallest failed index, or count */
    ohm_status status;
    ohm_error err;
} shared;

/* The next piece, or count where there is none or one has failed. */
static size_t
take(shared *all)
{
    size_t index = all->count;

    pthread_mutex_lock(&all->mutex);
    if (all->failed == all->count && all->next < all->count)
        index = all->next++;
    pthread_mutex_unlock(&all->mutex);
    return index;
}

static void
report(shared *all, size_t index, ohm_status status, const ohm_error *err)
{
    pthread_mutex_lock(&all->mutex);
    if (index < all->failed) {
        all->failed = index;
        all->status = status;
        all->err = *err;
    }
    pthread_mutex_unlock(&all->mutex);
}

static void *
run(void *argument)
{
    shared *all = argument;
    size_t index;

    while ((index = take(all)) < all->count) {
        ohm_error err = { OHM_OK, "" };
        const ohm_status status = all->work(all->data, index, &err);

        if (status != OHM_OK)
            report(all, index, status, &err);
    }
    return NULL;
}

ohm_status
ohm_parallel(size_t count, size_t threads, ohm_parallel_work *work, void *data, ohm_error *err)
{
    shared all = { .work = work, .data = data, .count = count, .failed = count,
                   .mutex = PTHREAD_MUTEX_INITIALIZER };
    const size_t wanted = threads < count ? threads : count;
    const size_t helpers = wanted > 1 ? wanted - 1 : 0;
    pthread_t *helper = OHM_ARRAY(pthread_t, helpers);
    size_t started = 0;

    if (helper == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "parallel: %zu threads", threads);
    while (started < helpers && pthread_create(&helper[started], NULL, run, &all) == 0)
        started++;
    run(&all);
    while (started > 0)
        pthread_join(helper[--started], NULL);
    free(helper);
    pthread_mutex_destroy(&all.mutex);
    if (all.status != OHM_OK)
        return ohm_fail(err, all.status, "%s", all.err.text);
    return OHM_OK;
}
