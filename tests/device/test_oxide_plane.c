/* tests/device/test_oxide_plane.c -- mirrors lib/device/oxide_plane.c */
#include "device/oxide_plane.h"
#include "device/oxide_sample.h"

/* The same numbers up to Newton's tolerance and the rounding of other sums. */
static const double EQUAL_TOL = 1e-10;

/* The model of one dimension, spread over a strip of `rows` rows. */
static ohm_oxide_model *
spread(const ohm_oxide_model *line, size_t rows)
{
    const size_t nodes = line->nodes * (rows + 1);
    double *field = malloc(nodes * sizeof *field);
    ohm_oxide_model *model;
    ohm_error err;

    test_ok(ohm_oxide_model_alloc(&model, line->species_count, nodes - 1, OHM_GRID_UNIFORM, &err), &err);
    model->lambda2 = line->lambda2;
    memcpy(model->potential, line->potential, sizeof model->potential);
    model->recombination = line->recombination;
    for (size_t i = 0; i <= line->species_count; i++) {
        const bool doping = i == line->species_count;
        const double *from = doping ? line->doping : line->species[i].initial;

        if (!doping) {
            model->species[i] = line->species[i];
            model->species[i].initial = NULL;
        }
        for (size_t j = 0; from != NULL && j < nodes; j++)
            field[j] = from[j / (rows + 1)];
        if (from != NULL)
            test_ok(ohm_oxide_model_set_field(model, doping ? OHM_OXIDE_DOPING : i, field, &err), &err);
    }
    free(field);
    return model;
}

/* A strip of height 1 is the one-dimensional device: every number of every record, with random
 * data of all statistics, both schemes, full and reduced, Schottky contacts and recombination. */
START_TEST(strip_equals_one_dimension)
{
    enum { CELLS = 12, ROWS = 3 };
    static const ohm_srh srh = { 0.7, { 0.5, 0.2 } };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *line = sample_random(rng, CELLS, _i % 3 != 0);
    const ohm_oxide_scheme scheme = _i % 2 == 0 ? OHM_OXIDE_IE : OHM_OXIDE_BDF2;
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    ohm_error err;

    if (_i == 4)
        line->recombination = (ohm_recombination){ ohm_srh_rate, &srh, { 0, 1 } };
    for (size_t side = 0; side < 2 && _i == 5; side++) {
        line->species[0].contact[side].kind = OHM_CONTACT_SCHOTTKY;
        line->species[0].contact[side].velocity = 3.0;
    }
    if (_i == 1 || _i == 2) {
        for (size_t i = 0; i < 2; i++)
            line->species[i].exponent = 1.0;
        ohm_oxide_model_set_built_in(line, 0.0);
        line->species[1].saturation = line->species[0].saturation = 0.0;
        line->species[1].contact[1].density = line->species[1].contact[0].density
            * line->species[0].contact[0].density / line->species[0].contact[1].density;
        ohm_oxide_model_set_built_in(line, 0.0);
        ohm_oxide_model_reduce(line);
    }
    ohm_oxide_model *model = spread(line, ROWS);
    ohm_oxide *single = sample_started(line, 1, scheme);
    test_ok(ohm_mesh_rectangle(&mesh, CELLS, ROWS, 1.0, line->x, &err), &err);
    test_ok(ohm_oxide_plane_alloc(&plane, model, mesh, scheme, &err), &err);
    test_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    for (int k = 0; k < 5; k++) {
        const double voltage = ohm_rng_between(rng, -3.0, 3.0),
                     dt = pow(10.0, ohm_rng_between(rng, -3.0, 0.0));
        const ohm_oxide_record *a, *b;

        test_ok(ohm_oxide_step(single, dt, &voltage, &err), &err);
        a = ohm_oxide_last(single, 0);
        if (a->continued)
            break;                      /* one dimension has a continuation for dead cores */
        test_ok(ohm_oxide_plane_step(plane, dt, voltage, &err), &err);
        b = ohm_oxide_plane_last(plane);
        const double scale = 1.0 + fabs(a->energy) + fabs(a->current) + a->dissipation[0];
        ck_assert_double_eq_tol(a->current, b->current, EQUAL_TOL * scale);
        ck_assert_double_eq_tol(a->energy, b->energy, EQUAL_TOL * scale);
        ck_assert_double_eq_tol(a->remainder, b->remainder, EQUAL_TOL * scale);
        ck_assert_double_eq_tol(a->mass, b->mass, EQUAL_TOL);
        for (size_t i = 0; i < 3; i++)
            ck_assert_double_eq_tol(a->dissipation[i], b->dissipation[i], EQUAL_TOL * scale);
        ck_assert(isnan(a->identity_defect) == isnan(b->identity_defect));
    }
    ohm_oxide_plane_free(plane);
    ohm_oxide_free(single);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
    ohm_oxide_model_free(line);
    ohm_rng_free(rng);
}
END_TEST

/* At rest: D e^V is the same everywhere, on a mesh of any shape (a rectangle with uneven
 * columns here), and nothing flows. */
START_TEST(equilibrium_is_boltzmann)
{
    const double x[6] = { 0.0, 0.1, 0.3, 0.6, 0.9, 1.0 };
    ohm_oxide_model *line = sample_std(5, OHM_GRID_UNIFORM), *model = spread(line, 4);
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    ohm_error err;

    test_ok(ohm_mesh_rectangle(&mesh, 5, 4, 0.4, x, &err), &err);
    test_ok(ohm_oxide_plane_alloc(&plane, model, mesh, OHM_OXIDE_IE, &err), &err);
    test_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    for (int k = 0; k < 3; k++)
        test_ok(ohm_oxide_plane_step(plane, 1e6, 0.0, &err), &err);
    const double *D = ohm_oxide_plane_profile(plane, 2), *V = ohm_oxide_plane_profile(plane, 3);
    for (size_t v = 1; v < mesh->nodes; v++)
        ck_assert_double_eq_tol(D[v] * exp(V[v]) / (D[0] * exp(V[0])), 1.0, 1e-11);
    ck_assert_double_le(fabs(ohm_oxide_plane_last(plane)->current), 1e-12);
    ohm_oxide_plane_free(plane);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
    ohm_oxide_model_free(line);
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
    ohm_oxide_model *line = sample_std(5, OHM_GRID_UNIFORM), *model = spread(line, 2);
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    ohm_error err;

    test_ok(ohm_mesh_rectangle(&mesh, 5, 2, 1.0, NULL, &err), &err);
    test_fails(ohm_oxide_plane_alloc(&plane, line, mesh, OHM_OXIDE_IE, &err), OHM_E_ARG, &err,
               "model of 6 nodes");
    test_ok(ohm_oxide_plane_alloc(&plane, model, mesh, OHM_OXIDE_IE, &err), &err);
    test_fails(ohm_oxide_plane_start(plane, 800.0, &err), OHM_E_DOMAIN, &err, "800");
    test_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    test_fails(ohm_oxide_plane_step(plane, -1.0, 0.0, &err), OHM_E_ARG, &err, "step -1");
    test_fails(ohm_oxide_plane_step(plane, 1.0, NAN, &err), OHM_E_DOMAIN, &err, "U = ");
    ohm_oxide_plane_free(plane);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
    ohm_oxide_model_free(line);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_plane");
    TCase *cases = tcase_create("oxide_plane");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, strip_equals_one_dimension, 0, 8);
    tcase_add_test(cases, equilibrium_is_boltzmann);
    tcase_add_test(cases, what_does_not_fit_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
