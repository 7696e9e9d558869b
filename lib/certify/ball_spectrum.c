/* lib/certify/ball_spectrum.c -- see ball_spectrum.h */
#include "certify/ball_spectrum.h"

/* Turns of QR per eigenvalue; Arb's own default is as generous. */
enum { QR_TURNS = 0 };

static void
sort_descending(acb_ptr x, slong n)
{
    for (slong i = 1; i < n; i++)
        for (slong j = i; j > 0; j--) {
            if (arf_cmp(arb_midref(acb_realref(x + j)), arb_midref(acb_realref(x + j - 1))) <= 0)
                break;
            acb_swap(x + j, x + j - 1);
        }
}

ohm_status
ohm_ball_spectrum(acb_ptr out, const arb_mat_t a, long bits, ohm_error *err)
{
    const slong n = arb_mat_nrows(a);
    acb_mat_t matrix, middle, right;
    acb_ptr approximate;
    bool shown;

    if (n == 0)
        return OHM_OK;
    approximate = _acb_vec_init(n);
    acb_mat_init(matrix, n, n);
    acb_mat_init(middle, n, n);
    acb_mat_init(right, n, n);
    acb_mat_set_arb_mat(matrix, a);
    acb_mat_get_mid(middle, matrix);
    acb_mat_approx_eig_qr(approximate, NULL, right, middle, NULL, QR_TURNS, bits);
    shown = acb_mat_eig_multiple(out, matrix, approximate, right, bits) != 0;
    for (slong k = 0; k < n && shown; k++)
        shown = acb_is_finite(out + k);
    acb_mat_clear(matrix);
    acb_mat_clear(middle);
    acb_mat_clear(right);
    _acb_vec_clear(approximate, n);
    if (!shown)
        return ohm_fail(err, OHM_E_PRECISION, "spectrum: %ld eigenvalues could not be enclosed at %ld bits",
                        (long)n, bits);
    sort_descending(out, n);
    return OHM_OK;
}

bool
ohm_ball_spectrum_is_real(acb_srcptr eigenvalues, long n, long k)
{
    bool alone = arb_contains_zero(acb_imagref(eigenvalues + k));
    acb_t mirror;

    acb_init(mirror);
    acb_conj(mirror, eigenvalues + k);
    for (slong j = 0; j < n && alone; j++)
        alone = j == k || (!acb_overlaps(eigenvalues + j, eigenvalues + k)
                           && !acb_overlaps(eigenvalues + j, mirror));
    acb_clear(mirror);
    return alone;
}
