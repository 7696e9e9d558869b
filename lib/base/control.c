/* lib/base/control.c -- see control.h */
#include "base/control.h"

ohm_status
ohm_control_point(const ohm_control *control, double fraction, ohm_error *err)
{
    if (control == NULL)
        return OHM_OK;
    if (control->progress != NULL)
        control->progress(control->data, fraction);
    if (control->stop != NULL && *control->stop != 0)
        return ohm_fail(err, OHM_E_INTERRUPT, "interrupted");
    return OHM_OK;
}
