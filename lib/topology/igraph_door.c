/* lib/topology/igraph_door.c -- see igraph_door.h */
#include "topology/igraph_door.h"

#include <pthread.h>

static pthread_mutex_t igraph_is_busy = PTHREAD_MUTEX_INITIALIZER;

void
ohm_igraph_enter(ohm_igraph_visit *now, ohm_rng *rng)
{
    pthread_mutex_lock(&igraph_is_busy);
    now->on_error = igraph_set_error_handler(igraph_error_handler_ignore);
    now->on_warning = igraph_set_warning_handler(igraph_warning_handler_ignore);
    now->theirs = *igraph_rng_default();
    now->code = igraph_rng_init(&now->ours, &igraph_rngtype_mt19937);
    if (now->code != IGRAPH_SUCCESS)
        return;
    igraph_rng_seed(&now->ours, rng != NULL ? ohm_rng_u32(rng) : 1);
    *igraph_rng_default() = now->ours;
}

void
ohm_igraph_leave(ohm_igraph_visit *now)
{
    if (now->code == IGRAPH_SUCCESS) {
        *igraph_rng_default() = now->theirs;
        igraph_rng_destroy(&now->ours);
    }
    igraph_set_warning_handler(now->on_warning);
    igraph_set_error_handler(now->on_error);
    pthread_mutex_unlock(&igraph_is_busy);
}
