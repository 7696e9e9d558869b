/* tests/device/test_oxide_check.c -- mirrors lib/device/oxide_check.c */
#include "device/oxide_sample.h"

/* Each way to spoil a model, and the words that tell. */
START_TEST(nonsense_is_refused)
{
    for (int k = 0; k < 14; k++) {
        static const char *const words[14] = { "x[2]",
                                               "runs from",
                                               "lambda2",
                                               "m = ",
                                               "a = ",
                                               "saturation",
                                               "left density",
                                               "right contact velocity",
                                               "initial density",
                                               "needs an initial",
                                               "without a contact",
                                               "must agree",
                                               "doping",
                                               "recombination" };
        ohm_oxide_model *model = sample_std(4, OHM_GRID_UNIFORM);
        ohm_oxide_species *n = &model->species[0], *D = &model->species[2];
        ohm_error err;

        switch (k) {
        case 0: model->x[2] = 0.1; break;
        case 1: model->x[4] = 0.9; break;
        case 2: model->lambda2 = 0.0; break;
        case 3: n->mobility = -1.0; break;
        case 4: n->exponent = 0.5; break;
        case 5: n->saturation = 2.0; n->exponent = 2.0; break;
        case 6: n->contact[0].density = -1.0; break;
        case 7: n->contact[1].kind = OHM_CONTACT_SCHOTTKY; break;
        case 8: D->initial[3] = NAN; break;
        case 9: free(D->initial); D->initial = NULL; break;
        case 10: D->stored = false; break;
        case 11: n->stored = false; break;
        case 12: test_ok(ohm_oxide_model_set_constant(model, OHM_OXIDE_DOPING, INFINITY, &err), &err); break;
        default:
            model->recombination = (ohm_recombination){ ohm_srh_rate, NULL, { 0, 2 } };
            break;
        }
        test_fails(ohm_oxide_model_check(model, &err), OHM_E_CONTENT, &err, words[k]);
        ohm_oxide_model_free(model);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_check");
    TCase *cases = tcase_create("oxide_check");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, nonsense_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
