/* tests/topology/test_families.c -- mirrors lib/topology/families.c */
#include "topology/families.h"
#include "topology/families_lattice.h"
#include "topology/sample.h"

#include <string.h>

/* A call of every family in the table, in its order. */
static const struct {
    const char *name, *text[OHM_FAMILY_ARGUMENTS];
    size_t nodes;
} calls[] = {
    { "path", { "5" }, 5 }, { "ring", { "5" }, 5 }, { "star", { "5" }, 5 }, { "complete", { "5" }, 5 },
    { "bipartite", { "2", "3" }, 5 }, { "layered", { "2,4,3" }, 9 }, { "wheel", { "4" }, 5 }, { "hypercube", { "3" }, 8 },
    { "grid", { "2", "3", NULL }, 6 }, { "torus", { "2", "3", "2" }, 12 }, { "petersen", { NULL }, 10 },
    { "regular", { "6", "3" }, 6 }, { "gnp", { "6", "0.5" }, 6 }, { "gnm", { "6", "7" }, 6 },
    { "barabasi", { "6", "2" }, 6 }, { "smallworld", { "6", "2", "0.5" }, 6 },
    { "geometric", { "6", "0.3" }, 6 }, { "nanowires", { "6", "1e-5", "3e-5x2e-5" }, 6 },
    { "famous", { "Bull" }, 5 },
};

START_TEST(every_family_is_made_from_text)
{
    ohm_rng *rng = test_rng(1);
    size_t count;
    const ohm_family *table = ohm_families(&count);

    ck_assert_uint_eq(count, sizeof calls / sizeof *calls);
    for (size_t i = 0; i < count; i++) {
        const ohm_family *family = ohm_family_find(calls[i].name);
        ohm_generated *made;
        ohm_error err;

        ck_assert_ptr_eq(family, &table[i]);
        ck_assert(strlen(family->help) > 0);
        test_ok(ohm_family_generate(&made, family, calls[i].text, rng, &err), &err);
        ck_assert_uint_eq(made->graph->nodes, calls[i].nodes);
        ck_assert((made->x != NULL) == (strcmp(family->name, "geometric") == 0
                                        || strcmp(family->name, "nanowires") == 0));
        ohm_generated_free(made);
        test_survives_refusal(ohm_family_generate(&made, family, calls[i].text, rng, NULL), made,
                              ohm_generated_free);
    }
    ck_assert_ptr_null(ohm_family_find("lattice"));
    ohm_rng_free(rng);
}
END_TEST

/* The box is width x height, and the sides of a grid are rows, columns, layers. */
START_TEST(arguments_reach_their_place)
{
    const char *const box[3] = { "200", "0.1", "10x0.5" }, *const sides[3] = { "2", "3", "4" };
    ohm_rng *rng = test_rng(1);
    ohm_generated *made;
    ohm_graph *grid;
    double widest = 0.0, highest = 0.0;

    ck_assert_int_eq(ohm_family_generate(&made, ohm_family_find("nanowires"), box, rng, NULL), OHM_OK);
    for (size_t v = 0; v < 200; v++) {
        widest = made->x[v] > widest ? made->x[v] : widest;
        highest = made->y[v] > highest ? made->y[v] : highest;
    }
    ck_assert(widest > 5.0 && widest < 10.0 && highest > 0.25 && highest < 0.5);
    ohm_generated_free(made);

    ck_assert_int_eq(ohm_family_generate(&made, ohm_family_find("grid"), sides, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_graph_grid(&grid, 2, 3, 4, NULL), OHM_OK);
    ck_assert_uint_eq(made->graph->edges, grid->edges);
    ck_assert_int_eq(memcmp(made->graph->head, grid->head, grid->edges * sizeof *grid->head), 0);
    ohm_graph_free(grid);
    ohm_generated_free(made);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_texts_are_named)
{
    static const struct { const char *family, *text[3], *words; } bad[] = {
        { "path", { NULL }, "path: N is missing" },
        { "path", { "-3" }, "path: N = -3: must be a whole number" },
        { "path", { "3.5" }, "path: N = 3.5" },
        { "path", { "0" }, "path: N = 0" },
        { "path", { "99999999999999999999999" }, "path: N = 99999999999999999999999" },
        { "grid", { "2", NULL }, "grid: N is missing" },
        { "grid", { "2", "2", "0" }, "grid: K = 0" },
        { "torus", { "2", "2", "0" }, "torus: K = 0" },
        { "gnp", { "5", "half" }, "gnp: P = half: must be a number" },
        { "gnp", { "5", "nan" }, "gnp: P = nan" },
        { "nanowires", { "5", "1", "3" }, "--box = 3: must be WIDTHxHEIGHT" },
        { "nanowires", { "5", "1", "x3" }, "--box = x3" },
        { "nanowires", { "5", NULL, "3x3" }, "--length is missing" },
        { "nanowires", { "5", "1", "123456789012345678901234567890123456789x1" }, "--box = 1234" },
        { "famous", { NULL }, "famous: NAME is missing" },
        { "famous", { "" }, "famous: NAME = " },
    };
    ohm_rng *rng = test_rng(1);
    ohm_generated *made;
    ohm_error err;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        test_fails(ohm_family_generate(&made, ohm_family_find(bad[i].family), bad[i].text, rng, &err),
                   OHM_E_ARG, &err, bad[i].words);
        ck_assert_ptr_null(made);
    }
    test_fails(ohm_family_generate(&made, ohm_family_find("gnp"), calls[11].text, NULL, &err), OHM_E_ARG,
               &err, "needs a random stream");
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families");
    TCase *cases = tcase_create("families");

    tcase_add_test(cases, every_family_is_made_from_text);
    tcase_add_test(cases, arguments_reach_their_place);
    tcase_add_test(cases, bad_texts_are_named);
    suite_add_tcase(suite, cases);
    return suite;
}
