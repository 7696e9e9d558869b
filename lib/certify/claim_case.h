/* lib/certify/claim_case.h -- what a claim's function decides with.  Private. */
#ifndef OHM_CERTIFY_CLAIM_CASE_H
#define OHM_CERTIFY_CLAIM_CASE_H

#include "certify/claim.h"
#include "certify/scene.h"

typedef struct {
    size_t evaluated, failed;
} ohm_claim_tally;

struct ohm_claim_case {
    bool planted;               /* make the error that falsified_by names */
    ohm_arena *arena;           /* emptied by ohm_claim_next and at the end */
    ohm_rng *rng;               /* a stream of the claim's own */
    ohm_claim_store *store;
    ohm_claim_tally printed, corrected, control;
    ohm_json *evidence;         /* an object: counts and numbers under names of their own */
    ohm_json *instances;        /* a list in it: the first few circuits, to be recomputed */
    ohm_json *instance;         /* the one being filled; NULL: enough are kept */
    size_t kept;
};

/* What came out of one evaluation.  Returns `holds`. */
bool ohm_claim_printed(ohm_claim_case *c, bool holds);
bool ohm_claim_corrected(ohm_claim_case *c, bool holds);
bool ohm_claim_control(ohm_claim_case *c, bool holds);

/* Starts another instance and empties the arena: nothing made before may be used.
 * ohm_claim_next_scene draws a random circuit and shows it. */
void ohm_claim_next(ohm_claim_case *c);
void ohm_claim_next_scene(ohm_claim_case *c, ohm_scene *scene, unsigned kind);
/* The same with at least so many nodes (of at most 5). */
void ohm_claim_next_network(ohm_claim_case *c, ohm_scene *scene, unsigned kind, size_t least);
/* Shows the scene as the circuit of this instance. */
void ohm_claim_show(ohm_claim_case *c, const ohm_scene *scene);
/* Puts a result into the instance, for the independent checker. */
void ohm_claim_found(ohm_claim_case *c, const char *name, const ohm_q *value);
void ohm_claim_found_json(ohm_claim_case *c, const char *name, ohm_json *value);
void ohm_claim_found_count(ohm_claim_case *c, const char *name, size_t value);
/* A number about the whole row. */
void ohm_claim_note(ohm_claim_case *c, const char *name, ohm_json *value);

/* Every connected simple graph of up to 7 nodes, once up to isomorphism: scenes in the
 * calm state that live as long as the store (excite a copy).  Returns how many there
 * are (996); 0 where there is trouble, which goes to the arena. */
enum { OHM_CLAIM_ATLAS = 996 };
size_t ohm_claim_atlas(ohm_claim_case *c, const ohm_scene **scenes);
/* A copy whose state belongs to c->arena. */
ohm_scene ohm_claim_take(ohm_claim_case *c, const ohm_scene *kept);

#endif
