/* lib/kirchhoff/choice.h -- which backend a network gets, and why (private). */
#ifndef OHM_KIRCHHOFF_CHOICE_H
#define OHM_KIRCHHOFF_CHOICE_H

#include "kirchhoff/backend.h"

/* Makes the backend asked for, or the one expected to be the fastest for a
 * factorisation and a solution, and says so in *choice. */
ohm_status ohm_choose_backend(ohm_backend **out, ohm_solver_choice *choice, const ohm_reduced *reduced,
                              const ohm_network_options *options, ohm_error *err);

#endif
