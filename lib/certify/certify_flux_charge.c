/* lib/certify/certify_flux_charge.c -- see certify_flux_charge.h */
#include "certify/certify_flux_charge.h"
#include "certify/flux_path.h"

ohm_status
ohm_certify_flux_charge(arb_ptr w, size_t *pieces, double t, const ohm_ball_circuit *circuit,
                        const double *w0,
                        const ohm_control *control, ohm_error *err)
{
    ohm_flux_point *point;
    ohm_status status;

    *pieces = 0;
    if ((status = ohm_flux_point_alloc(&point, circuit, w0, err)) != OHM_OK)
        return status;
    status = ohm_flux_path_prove(pieces, t, point, control, err);
    if (status == OHM_OK)
        status = ohm_flux_point_at(point, t, circuit->bits, err);
    if (status == OHM_OK)
        status = ohm_flux_point_enclose(w, point, circuit->bits, err);
    ohm_flux_point_free(point);
    return status;
}
