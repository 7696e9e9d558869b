/* lib/certify/resistor_net.h -- a network of resistors with held nodes, in rational numbers.
 *
 * K = D^t diag(k) D over the nodes of a scene; the held nodes are the first `held` ones.
 * Private. */
#ifndef OHM_CERTIFY_RESISTOR_NET_H
#define OHM_CERTIFY_RESISTOR_NET_H

#include "certify/scene.h"

typedef struct {                /* every matrix belongs to the arena of the scene */
    size_t nodes, held, free;
    ohm_q *incidence;           /* D, M x N: +1 at the tail, -1 at the head, 0 for a self-loop */
    ohm_q *k;                   /* conductances, M */
    ohm_q *ff, *fs;             /* blocks of K: free x free, free x held */
    ohm_q *inverse;             /* K_ff^-1; NULL where there is none */
} ohm_net;

void ohm_net_build(ohm_net *net, const ohm_scene *scene, ohm_q *k, size_t held);
/* All node voltages where the held ones are `x` and currents `injected` (free nodes; NULL: 0)
 * flow in. */
ohm_q *ohm_net_voltages(const ohm_net *net, const ohm_q *x, const ohm_q *injected);
ohm_q *ohm_net_drops(const ohm_net *net, const ohm_q *voltages);        /* D V */
ohm_q *ohm_net_power(const ohm_net *net, const ohm_q *voltages);        /* sum k dV^2 */

#endif
