/* lib/certify/claim.c -- see claim.h and claim_case.h */
#include "certify/claim_case.h"
#include "base/array.h"
#include "topology/families_random.h"
#include "topology/forest.h"

#include <stdlib.h>

/* Instances kept in the evidence: enough to recompute by hand, few enough to read. */
enum { KEPT = 3 };

/* The streams of the claims are streams of this seed. */
static const uint64_t SEED = 17445760;

struct ohm_claim_store {
    ohm_arena *arena;
    size_t scenes;              /* 0: the atlas was not asked for yet */
    ohm_scene *atlas;           /* OHM_CLAIM_ATLAS, owned */
};

const char *
ohm_verdict_name(ohm_verdict verdict)
{
    static const char *const names[] = {
        [OHM_VERDICT_PROVED] = "proved",       [OHM_VERDICT_CERTIFIED] = "certified",
        [OHM_VERDICT_REFUTED] = "refuted",     [OHM_VERDICT_CORRECTED] = "corrected",
        [OHM_VERDICT_SUPPORTED] = "supported", [OHM_VERDICT_UNDECIDED] = "undecided",
    };

    return names[verdict];
}

/* ---- what rows share ------------------------------------------------------------------ */

ohm_status
ohm_claim_store_alloc(ohm_claim_store **out, ohm_error *err)
{
    ohm_claim_store *store = OHM_ZEROS(ohm_claim_store, 1);

    *out = store;
    if (store == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "claims: out of memory");
    const ohm_status status = ohm_arena_alloc(&store->arena, err);

    if (status != OHM_OK) {
        ohm_claim_store_free(store);
        *out = NULL;
    }
    return status;
}

void
ohm_claim_store_free(ohm_claim_store *store)
{
    if (store == NULL)
        return;
    ohm_arena_free(store->arena);
    free(store->atlas);
    free(store);
}

static bool
is_connected(const ohm_graph *graph)
{
    ohm_forest *forest;

    if (ohm_forest_alloc(&forest, graph, NULL) != OHM_OK)
        return false;           /* the count of graphs will tell */
    const bool connected = forest->components == 1;

    ohm_forest_free(forest);
    return connected;
}

static void
fill_atlas(ohm_claim_store *store)
{
    ohm_graph *graph;

    store->atlas = OHM_ARRAY(ohm_scene, OHM_CLAIM_ATLAS);
    if (store->atlas == NULL)
        return;
    for (size_t number = 0; number < OHM_ATLAS_GRAPHS; number++) {
        if (ohm_graph_atlas(&graph, number, NULL) != OHM_OK)
            return;
        if (graph->nodes > 0 && is_connected(graph) && store->scenes < OHM_CLAIM_ATLAS)
            ohm_scene_of_graph(&store->atlas[store->scenes++], store->arena, graph);
        ohm_graph_free(graph);
    }
}

size_t
ohm_claim_atlas(ohm_claim_case *c, const ohm_scene **scenes)
{
    if (c->store->atlas == NULL)
        fill_atlas(c->store);
    *scenes = c->store->atlas;
    if (c->store->scenes == OHM_CLAIM_ATLAS && ohm_arena_status(c->store->arena, NULL) == OHM_OK)
        return OHM_CLAIM_ATLAS;
    ohm_arena_fail(c->arena, OHM_E_NOMEM, "claims: the graphs of up to 7 nodes could not be made");
    return 0;
}

ohm_scene
ohm_claim_take(ohm_claim_case *c, const ohm_scene *kept)
{
    ohm_scene scene = *kept;

    scene.arena = c->arena;
    scene.ends = ohm_q_copy(c->arena, kept->ends);
    scene.a = ohm_q_copy(c->arena, kept->a);
    scene.b = ohm_q_copy(c->arena, kept->b);
    scene.one = ohm_q_copy(c->arena, kept->one);
    scene.omega = ohm_q_copy(c->arena, kept->omega);
    ohm_scene_calm(&scene);
    return scene;
}

/* ---- outcomes and evidence -------------------------------------------------------------- */

static bool
count(ohm_claim_tally *tally, bool holds)
{
    tally->evaluated++;
    tally->failed += !holds;
    return holds;
}

bool
ohm_claim_printed(ohm_claim_case *c, bool holds)
{
    return count(&c->printed, holds);
}

bool
ohm_claim_corrected(ohm_claim_case *c, bool holds)
{
    return count(&c->corrected, holds);
}

bool
ohm_claim_control(ohm_claim_case *c, bool holds)
{
    return count(&c->control, holds);
}

/* Takes the instance over into the list, complete (on refused memory it is freed there); one
 * that nothing was put into is not worth a place. */
static void
keep_instance(ohm_claim_case *c)
{
    if (c->instance != NULL && ohm_json_size(c->instance) == 0 && !ohm_json_failed(c->instance)) {
        ohm_json_free(c->instance);
        c->kept--;
    } else if (c->instance != NULL) {
        ohm_json_append(c->instances, c->instance);
    }
    c->instance = NULL;
}

void
ohm_claim_next(ohm_claim_case *c)
{
    keep_instance(c);
    ohm_arena_release(c->arena, 0);
    if (c->kept == KEPT)
        return;
    c->kept++;
    if ((c->instance = ohm_json_object()) == NULL)
        ohm_arena_fail(c->arena, OHM_E_NOMEM, "out of memory for an instance");
}

void
ohm_claim_show(ohm_claim_case *c, const ohm_scene *scene)
{
    if (c->instance != NULL)
        ohm_json_set(c->instance, "circuit", ohm_scene_json(scene));
}

void
ohm_claim_next_scene(ohm_claim_case *c, ohm_scene *scene, unsigned kind)
{
    ohm_claim_next_network(c, scene, kind, 0);
}

void
ohm_claim_next_network(ohm_claim_case *c, ohm_scene *scene, unsigned kind, size_t least)
{
    do {
        ohm_claim_next(c);
        ohm_scene_random(scene, c->arena, kind, c->rng);
    } while (scene->nodes < least && ohm_arena_status(c->arena, NULL) == OHM_OK);
    ohm_claim_show(c, scene);
}

void
ohm_claim_found(ohm_claim_case *c, const char *name, const ohm_q *value)
{
    if (c->instance != NULL)
        ohm_json_set(c->instance, name, ohm_q_json(value));
}

void
ohm_claim_found_json(ohm_claim_case *c, const char *name, ohm_json *value)
{
    if (c->instance != NULL)
        ohm_json_set(c->instance, name, value);
    else
        ohm_json_free(value);
}

void
ohm_claim_found_count(ohm_claim_case *c, const char *name, size_t value)
{
    ohm_claim_found_json(c, name, ohm_json_integer((long long)value));
}

void
ohm_claim_note(ohm_claim_case *c, const char *name, ohm_json *value)
{
    ohm_json_set(c->evidence, name, value);
}

/* ---- the verdict --------------------------------------------------------------------------- */

static ohm_verdict
judge(const ohm_claim *claim, const ohm_claim_case *c)
{
    if (c->control.failed > 0 || c->corrected.failed > 0 || c->printed.evaluated == 0)
        return OHM_VERDICT_UNDECIDED;
    if (c->printed.failed > 0)
        return c->corrected.evaluated > 0 ? OHM_VERDICT_CORRECTED : OHM_VERDICT_REFUTED;
    if (claim->ground == OHM_GROUND_BALLS)
        return OHM_VERDICT_CERTIFIED;
    if (claim->ground == OHM_GROUND_EXACT && claim->proof != NULL)
        return OHM_VERDICT_PROVED;
    return OHM_VERDICT_SUPPORTED;
}

static void
write_tally(ohm_json *evidence, const char *name, const ohm_claim_tally *tally)
{
    ohm_json *json;

    if (tally->evaluated == 0)
        return;
    json = ohm_json_object();
    ohm_json_set(json, "evaluated", ohm_json_integer((long long)tally->evaluated));
    ohm_json_set(json, "false", ohm_json_integer((long long)tally->failed));
    ohm_json_set(evidence, name, json);
}

/* A stream for every claim, whatever its place in the table: FNV-1a of its id. */
static uint64_t
stream_of(const char *id)
{
    uint64_t hash = 14695981039346656037u;

    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 1099511628211u;
    return hash;
}

static ohm_status
conclude(ohm_claim_outcome *out, const ohm_claim *claim, ohm_claim_case *c, ohm_error *err)
{
    ohm_error trouble = { .status = OHM_OK };
    const ohm_status status = ohm_arena_status(c->arena, &trouble);

    keep_instance(c);
    write_tally(c->evidence, "printed", &c->printed);
    write_tally(c->evidence, "corrected", &c->corrected);
    write_tally(c->evidence, "control", &c->control);
    ohm_json_set(c->evidence, "instances", c->instances);
    c->instances = NULL;
    if (ohm_json_failed(c->evidence))
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory for the evidence", claim->id);
    out->verdict = judge(claim, c);
    if (status == OHM_E_SINGULAR || status == OHM_E_PRECISION) {    /* says nothing about the claim */
        out->verdict = OHM_VERDICT_UNDECIDED;
        ohm_json_set(c->evidence, "trouble", ohm_json_string(trouble.text));
    } else if (status != OHM_OK) {
        return ohm_fail(err, status, "%s: %s", claim->id, trouble.text);
    }
    out->evidence = c->evidence;
    c->evidence = NULL;
    return OHM_OK;
}

ohm_status
ohm_claim_decide(ohm_claim_outcome *out, const ohm_claim *claim, bool planted, ohm_claim_store *store,
                 ohm_error *err)
{
    ohm_claim_case c = { .planted = planted, .store = store };
    ohm_status status = ohm_arena_alloc(&c.arena, err);

    out->verdict = OHM_VERDICT_UNDECIDED;
    out->evidence = NULL;
    if (status == OHM_OK)
        status = ohm_rng_alloc(&c.rng, SEED, stream_of(claim->id), err);
    c.evidence = ohm_json_object();
    c.instances = ohm_json_array();
    if (status == OHM_OK) {
        claim->decide(&c);
        status = conclude(out, claim, &c, err);
    }
    ohm_json_free(c.instances);
    ohm_json_free(c.evidence);
    ohm_rng_free(c.rng);
    ohm_arena_free(c.arena);
    return status;
}

void
ohm_claim_outcome_clear(ohm_claim_outcome *outcome)
{
    ohm_json_free(outcome->evidence);
    outcome->evidence = NULL;
}

/* ---- showing ---------------------------------------------------------------------------------- */

ohm_json *
ohm_claim_json(const ohm_claim *claim, ohm_claim_outcome *outcome)
{
    const ohm_verdict verdict = outcome == NULL ? claim->expected : outcome->verdict;
    ohm_json *json = ohm_json_object();

    ohm_json_set(json, "id", ohm_json_string(claim->id));
    ohm_json_set(json, "source", ohm_json_string(claim->source));
    ohm_json_set(json, "where", ohm_json_string(claim->where));
    ohm_json_set(json, "statement", ohm_json_string(claim->statement));
    ohm_json_set(json, "domain", ohm_json_string(claim->domain));
    ohm_json_set(json, "verdict", ohm_json_string(ohm_verdict_name(verdict)));
    ohm_json_set(json, "method", ohm_json_string(claim->method));
    ohm_json_set(json, "evidence", outcome == NULL ? ohm_json_null() : outcome->evidence);
    ohm_json_set(json, "falsified_by", ohm_json_string(claim->falsified_by));
    if (claim->correction != NULL)
        ohm_json_set(json, "correction", ohm_json_string(claim->correction));
    if (claim->proof != NULL)
        ohm_json_set(json, "proof", ohm_json_string(claim->proof));
    if (outcome != NULL)
        outcome->evidence = NULL;
    return json;
}
