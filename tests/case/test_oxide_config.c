/* tests/case/test_oxide_config.c -- mirrors lib/case/oxide_config.c */
#include "case/oxide_config.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const char STD[] =
    "{\"lambda2\": 0.01, \"species\": ["
    "{\"name\": \"n\", \"z\": -1, \"m\": 1, \"s\": 1, \"a\": 1, \"left\": 1, \"right\": 0.1},"
    "{\"name\": \"p\", \"z\": 1, \"left\": 0.0025, \"right\": 0.025},"
    "{\"name\": \"D\", \"z\": 1, \"initial\": 1}]}";

static ohm_status
read(ohm_oxide_config **out, const char *text, ohm_error *err)
{
    ohm_json *root;

    test_ok(ohm_json_parse(&root, text, err), err);
    ohm_status status = ohm_oxide_config_read(out, root, 4, OHM_GRID_UNIFORM, err);
    if (status == OHM_OK && (status = ohm_oxide_config_finish(*out, err)) != OHM_OK)
        ohm_oxide_config_free(*out);
    ohm_json_free(root);
    return status;
}

/* The preset written out as a file is the preset. */
START_TEST(file_equals_preset)
{
    ohm_oxide_config *file, *preset;
    ohm_error err;

    test_ok(read(&file, STD, &err), &err);
    test_ok(ohm_oxide_config_preset(&preset, "std", 4, OHM_GRID_UNIFORM, &err), &err);
    test_ok(ohm_oxide_config_finish(preset, &err), &err);
    for (size_t side = 0; side < 2; side++)
        ck_assert(test_close(file->model->potential[side], preset->model->potential[side], 1e-15));
    for (size_t i = 0; i < 3; i++) {
        const ohm_oxide_species *a = &file->model->species[i], *b = &preset->model->species[i];

        ck_assert_str_eq(a->name, b->name);
        ck_assert(a->charge == b->charge && a->mobility == b->mobility && a->exponent == b->exponent);
        ck_assert(a->stored == b->stored && a->saturation == b->saturation);
        for (size_t side = 0; side < 2; side++) {
            ck_assert_int_eq((int)a->contact[side].kind, (int)b->contact[side].kind);
            ck_assert(test_close(a->contact[side].density, b->contact[side].density, 1e-15));
        }
        ck_assert((a->initial == NULL) == (b->initial == NULL));
    }
    ohm_oxide_config_free(file);
    ohm_oxide_config_free(preset);
}
END_TEST

START_TEST(assignments_change_one_entry)
{
    ohm_oxide_config *config;
    ohm_error err;

    test_ok(ohm_oxide_config_preset(&config, "std", 4, OHM_GRID_UNIFORM, &err), &err);
    const ohm_oxide_model *model = config->model;

    test_ok(ohm_oxide_config_set(config, "lambda2=.1", &err), &err);
    test_ok(ohm_oxide_config_set(config, "D.z=2", &err), &err);
    test_ok(ohm_oxide_config_set(config, "species.0.m=1e2", &err), &err);
    test_ok(ohm_oxide_config_set(config, "species.p.s=0", &err), &err);
    test_ok(ohm_oxide_config_set(config, "doping=[0,1,2,3,4]", &err), &err);
    test_ok(ohm_oxide_config_set(config, "n.initial=1.5", &err), &err);
    test_ok(ohm_oxide_config_set(config, "grid=cosine", &err), &err);
    test_ok(ohm_oxide_config_set(config, "D.left={\"schottky\":2,\"velocity\":3}", &err), &err);
    test_ok(ohm_oxide_config_set(config, "D.saturation=7", &err), &err);
    test_ok(ohm_oxide_config_set(
                config, "srh={\"species\":[\"n\",\"p\"],\"intrinsic\":0.05,\"lifetimes\":[1,2]}", &err),
            &err);
    ck_assert(model->lambda2 == 0.1 && model->species[2].charge == 2.0
              && model->species[0].mobility == 100.0);
    ck_assert(!model->species[1].stored && model->doping[3] == 3.0 && model->species[0].initial[4] == 1.5);
    ck_assert(model->x[1] < 0.15 && model->species[2].saturation == 7.0);
    ck_assert(model->species[2].contact[0].kind == OHM_CONTACT_SCHOTTKY);
    ck_assert(model->species[2].contact[0].velocity == 3.0 && model->recombination.pair[1] == 1);
    test_ok(ohm_oxide_config_set(config, "n.initial=null", &err), &err);
    ck_assert_ptr_null(model->species[0].initial);
    test_fails(ohm_oxide_config_set(config, "lambda2", &err), OHM_E_ARG, &err, "KEY=VALUE");
    test_fails(ohm_oxide_config_set(config, "E.z=2", &err), OHM_E_CONTENT, &err, "no such species");
    test_fails(ohm_oxide_config_set(config, "D.q=2", &err), OHM_E_CONTENT, &err, "no such entry");
    test_fails(ohm_oxide_config_set(config, "lambda=2", &err), OHM_E_CONTENT, &err, "no such entry");
    test_fails(ohm_oxide_config_set(config, "D.z=two", &err), OHM_E_CONTENT, &err, "must be a number");
    test_fails(ohm_oxide_config_set(config, "doping=[1,2]", &err), OHM_E_CONTENT, &err, "5 nodes");
    test_fails(ohm_oxide_config_set(config, "lambda2=1,2", &err), OHM_E_CONTENT, &err, "one value");
    ohm_oxide_config_free(config);
}
END_TEST

/* Contacts out of equilibrium are refused, unless the file says it means them. */
START_TEST(unmatched_contacts_need_consent)
{
    ohm_oxide_config *config;
    ohm_error err;

    test_ok(ohm_oxide_config_preset(&config, "std", 4, OHM_GRID_UNIFORM, &err), &err);
    test_ok(ohm_oxide_config_set(config, "p.right=0.3", &err), &err);
    test_fails(ohm_oxide_config_finish(config, &err), OHM_E_CONTENT, &err, "equilibrium");
    test_ok(ohm_oxide_config_set(config, "matched=false", &err), &err);
    test_ok(ohm_oxide_config_finish(config, &err), &err);
    test_ok(ohm_oxide_config_set(config, "potential=[0,1]", &err), &err);
    test_ok(ohm_oxide_config_finish(config, &err), &err);
    ck_assert(config->model->potential[1] == 1.0);
    ohm_oxide_config_free(config);
}
END_TEST

START_TEST(broken_files_are_refused)
{
    static const char *const file[][2] = {
        { "{}", "species" },
        { "{\"species\": [{\"name\": \"n\", \"z\": 1}]}", "lambda2" },
        { "{\"lambda2\": 1, \"species\": [{\"z\": 1}]}", "name" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\"}]}", "charge" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\", \"z\": 1}, {\"name\": \"n\", \"z\": 1}]}",
          "too" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\", \"z\": 1}]}", "initial" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\", \"z\": 1, \"left\": -1}]}", "left density" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\", \"z\": 1, \"left\": {\"schottky\": 1}}]}",
          "velocity" },
        { "{\"lambda2\": 1, \"grid\": [0, 0.5, 0.4, 0.7, 1], \"species\": [{\"name\": \"n\", \"z\": 1, "
          "\"initial\": 1}]}",
          "x[2]" },
        { "{\"lambda2\": 1, \"grid\": [0, 1], \"species\": [{\"name\": \"n\", \"z\": 1, \"initial\": 1}]}",
          "2 nodes" },
        { "{\"lambda2\": 1, \"species\": [{\"name\": \"n\", \"z\": 1, \"s\": 2, \"initial\": 1}]}",
          "0 or 1" },
        { "{\"lambda2\": 1, \"speceis\": 1, \"species\": [{\"name\": \"n\", \"z\": 1, \"initial\": 1}]}",
          "no such entry" },
    };

    for (size_t k = 0; k < sizeof file / sizeof file[0]; k++) {
        ohm_oxide_config *config;
        ohm_error err;

        test_fails(read(&config, file[k][0], &err), OHM_E_CONTENT, &err, file[k][1]);
    }
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_oxide_config *config = NULL;
        ohm_json *root;
        ohm_error err;

        test_alloc_refuse(k);
        ohm_status status = ohm_json_parse(&root, STD, &err);
        if (status == OHM_OK)
            status = ohm_oxide_config_read(&config, root, 4, OHM_GRID_UNIFORM, &err);
        if (status == OHM_OK)
            status = ohm_oxide_config_set(config, "doping=[0,1,2,3,4]", &err);
        const bool refused = test_alloc_allow();

        ohm_json_free(root);
        ohm_oxide_config_free(config);
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/oxide_config");
    TCase *cases = tcase_create("oxide_config");

    tcase_add_test(cases, file_equals_preset);
    tcase_add_test(cases, assignments_change_one_entry);
    tcase_add_test(cases, unmatched_contacts_need_consent);
    tcase_add_test(cases, broken_files_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
