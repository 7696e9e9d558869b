/* tools/law_options.c -- see law_options.h */
#include "law_options.h"

ohm_status
law_defaults(ohm_circuit_defaults *defaults, const law_options *law, ohm_error *err)
{
    ohm_circuit_defaults_set(defaults);
    defaults->xi = law->xi;
    defaults->alpha = law->alpha;
    defaults->beta = law->beta;
    defaults->control = (ohm_control_mode)law->control;
    if (ohm_window_parse(&defaults->window, law->window, err) != OHM_OK)
        return ohm_fail_within(err, OHM_E_ARG, "--window");
    return OHM_OK;
}
