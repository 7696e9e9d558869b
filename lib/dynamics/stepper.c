/* lib/dynamics/stepper.c -- see stepper.h */
#include "dynamics/stepper.h"

void
ohm_stepper_free(ohm_stepper *stepper)
{
    if (stepper != NULL)
        stepper->calls->free(stepper);
}
