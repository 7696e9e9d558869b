/* lib/topology/families_spatial.c -- see families_spatial.h */
#include "topology/families_spatial.h"
#include "base/array.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {                        /* a scene: what is joined to what */
    size_t n;
    const double *x, *y;
    const double *angle;                /* NULL for points */
    double width, height;               /* all x in [0, width), y in [0, height) */
    double reach;                       /* nothing farther apart than this is joined */
} scene;

typedef struct {                        /* who lies in a cell: item[start[c]] .. item[start[c+1]-1] */
    size_t across, down;
    size_t *start, *item;
} mesh;

typedef struct {
    size_t count, room;
    size_t *tail, *head;
} pairs;

/* Cells no smaller than the reach, so that only the eight around a cell matter,
 * and no more than there are items. */
static size_t
count_cells(double extent, double reach, size_t n)
{
    const double most = fmax(1.0, floor(sqrt((double)n)));
    const double fit = reach > 0.0 ? floor(extent / reach) : most;

    return (size_t)fmax(1.0, fmin(fit, most));
}

static size_t
cell_of(double at, double extent, size_t cells)
{
    const size_t cell = (size_t)(at / extent * (double)cells);

    return cell < cells ? cell : cells - 1;     /* rounding may reach the far wall */
}

static void
mesh_release(mesh *cells)
{
    free(cells->start);
    free(cells->item);
}

static bool
mesh_fill(mesh *cells, const scene *world)
{
    cells->across = count_cells(world->width, world->reach, world->n);
    cells->down = count_cells(world->height, world->reach, world->n);
    const size_t count = cells->across * cells->down;
    size_t place = 0;

    cells->start = OHM_ZEROS(size_t, count + 1);
    cells->item = OHM_ARRAY(size_t, world->n);
    size_t *in = OHM_ARRAY(size_t, world->n);

    if (cells->start == NULL || cells->item == NULL || in == NULL) {
        free(in);
        return false;
    }
    for (size_t i = 0; i < world->n; i++) {
        in[i] = cell_of(world->y[i], world->height, cells->down) * cells->across
                + cell_of(world->x[i], world->width, cells->across);
        cells->start[in[i] + 1]++;
    }
    for (size_t c = 0; c < count; c++) {
        const size_t items = cells->start[c + 1];

        cells->start[c + 1] = place;
        place += items;
    }
    for (size_t i = 0; i < world->n; i++)
        cells->item[cells->start[in[i] + 1]++] = i;
    free(in);
    return true;
}

/* Two wires cross where centre + s direction is the same point for both, with
 * |s| <= half a length on each.  Parallel ones never do. */
static bool
cross(const scene *world, size_t i, size_t j)
{
    const double dx = world->x[j] - world->x[i], dy = world->y[j] - world->y[i];
    const double ci = cos(world->angle[i]), si = sin(world->angle[i]);
    const double cj = cos(world->angle[j]), sj = sin(world->angle[j]);
    const double det = ci * sj - si * cj, half = world->reach / 2.0 * fabs(det);

    return det != 0.0 && fabs(dx * sj - dy * cj) <= half && fabs(dx * si - dy * ci) <= half;
}

static bool
joined(const scene *world, size_t i, size_t j)
{
    if (world->angle != NULL)
        return cross(world, i, j);
    return hypot(world->x[j] - world->x[i], world->y[j] - world->y[i]) <= world->reach;
}

static bool
pairs_add(pairs *found, size_t i, size_t j)
{
    if (found->count == found->room) {
        const size_t room = 2 * found->room + 64;
        size_t *tail = ohm_resize(found->tail, room, sizeof *tail);

        if (tail == NULL)
            return false;
        found->tail = tail;
        size_t *head = ohm_resize(found->head, room, sizeof *head);

        if (head == NULL)
            return false;
        found->head = head;
        found->room = room;
    }
    found->tail[found->count] = i;
    found->head[found->count++] = j;
    return true;
}

/* All joined pairs (i, j), i < j, with j in the cell (row, column) or next to it. */
static bool
pairs_around(pairs *found, const scene *world, const mesh *cells, size_t i)
{
    const size_t column = cell_of(world->x[i], world->width, cells->across);
    const size_t row = cell_of(world->y[i], world->height, cells->down);

    for (size_t r = row > 0 ? row - 1 : 0; r <= row + 1 && r < cells->down; r++) {
        for (size_t c = column > 0 ? column - 1 : 0; c <= column + 1 && c < cells->across; c++) {
            const size_t cell = r * cells->across + c;

            for (size_t s = cells->start[cell]; s < cells->start[cell + 1]; s++) {
                const size_t j = cells->item[s];

                if (j > i && joined(world, i, j) && !pairs_add(found, i, j))
                    return false;
            }
        }
    }
    return true;
}

static ohm_status
join_near(ohm_graph **out, const scene *world, ohm_error *err)
{
    mesh cells = { .start = NULL };
    pairs found = { .count = 0 };
    bool room = mesh_fill(&cells, world);
    ohm_status status;

    for (size_t i = 0; i < world->n && room; i++)
        room = pairs_around(&found, world, &cells, i);
    if (!room)
        status = ohm_fail(err, OHM_E_NOMEM, "graph: out of memory for %zu items in the plane", world->n);
    else
        status = ohm_graph_alloc(out, world->n, found.count, found.tail, found.head, err);
    if (status == OHM_OK && (status = ohm_graph_sort(*out, err)) != OHM_OK) {
        ohm_graph_free(*out);
        *out = NULL;
    }
    mesh_release(&cells);
    free(found.tail);
    free(found.head);
    return status;
}

static void
scatter(double *x, double *y, double width, double height, size_t n, ohm_rng *rng)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = ohm_rng_between(rng, 0.0, width);
        y[i] = ohm_rng_between(rng, 0.0, height);
    }
}

ohm_status
ohm_graph_geometric(ohm_graph **out, double *x, double *y, size_t n, double radius,
                    ohm_rng *rng, ohm_error *err)
{
    const scene world = { .n = n, .x = x, .y = y, .width = 1.0, .height = 1.0, .reach = radius };

    *out = NULL;
    if (n < 1)
        return ohm_fail(err, OHM_E_ARG, "geometric: N = 0: must be at least 1");
    if (!(radius >= 0.0 && isfinite(radius)))
        return ohm_fail(err, OHM_E_ARG, "geometric: R = %g: must be a finite number >= 0", radius);
    scatter(x, y, 1.0, 1.0, n, rng);
    return join_near(out, &world, err);
}

ohm_status
ohm_graph_nanowires(ohm_graph **out, double *x, double *y, double *angle, size_t n,
                    double length, double width, double height, ohm_rng *rng, ohm_error *err)
{
    const scene world = { .n = n, .x = x, .y = y, .angle = angle, .width = width, .height = height,
                          .reach = length };

    *out = NULL;
    if (n < 1)
        return ohm_fail(err, OHM_E_ARG, "nanowires: COUNT = 0: must be at least 1");
    if (!(length > 0.0 && isfinite(length)))
        return ohm_fail(err, OHM_E_ARG, "nanowires: --length %g: must be a finite number > 0", length);
    if (!(width > 0.0 && height > 0.0 && isfinite(width) && isfinite(height)))
        return ohm_fail(err, OHM_E_ARG, "nanowires: --box %gx%g: both sides must be finite and > 0",
                        width, height);
    scatter(x, y, width, height, n, rng);
    for (size_t i = 0; i < n; i++)
        angle[i] = ohm_rng_between(rng, 0.0, M_PI);
    return join_near(out, &world, err);
}
