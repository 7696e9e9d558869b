/* lib/device/mesh.c -- see mesh.h */
#include "device/mesh.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cotangents are of order one; below this they are the rounding of a right angle. */
static const double COTANGENT_TOL = 1e-10;

typedef struct {                /* an edge as one of its triangles sees it */
    size_t low, high;           /* nodes */
    size_t triangle;
    double cotangent;           /* of the opposite angle */
} half_edge;

typedef struct {
    const ohm_mesh_parts *parts;
    ohm_mesh *mesh;
    half_edge *half;            /* 3 a triangle, sorted by their nodes */
    size_t *boundary;           /* positions in half of edges in one triangle */
    size_t boundary_count;
    ohm_error *err;
} builder;

static size_t
name_of(const builder *b, size_t triangle)
{
    return b->parts->name != NULL ? b->parts->name[triangle] : triangle;
}

static int
compare(const void *a, const void *b)
{
    const half_edge *p = a, *q = b;

    if (p->low != q->low)
        return p->low < q->low ? -1 : 1;
    if (p->high != q->high)
        return p->high < q->high ? -1 : 1;
    return p->triangle < q->triangle ? -1 : p->triangle > q->triangle;
}

/* The three half edges of a triangle, and its shares of the boxes: l^2 cot / 8 to each end. */
static ohm_status
split_triangle(builder *b, size_t t)
{
    const ohm_mesh_parts *parts = b->parts;
    const size_t *node = parts->triangle + 3 * t;

    for (size_t k = 0; k < 3; k++)
        if (node[k] >= parts->nodes)
            return ohm_fail(b->err, OHM_E_CONTENT, "mesh: triangle %zu: no node %zu", name_of(b, t), node[k]);
    for (size_t k = 0; k < 3; k++) {
        const size_t i = node[(k + 1) % 3], j = node[(k + 2) % 3], apex = node[k];
        const double ax = parts->x[i] - parts->x[apex], ay = parts->y[i] - parts->y[apex];
        const double bx = parts->x[j] - parts->x[apex], by = parts->y[j] - parts->y[apex];
        const double cross = fabs(ax * by - ay * bx), dot = ax * bx + ay * by;
        const double length2 = pow(parts->x[i] - parts->x[j], 2) + pow(parts->y[i] - parts->y[j], 2);

        if (!(cross > 1e-12 * length2))
            return ohm_fail(b->err, OHM_E_CONTENT, "mesh: triangle %zu (nodes %zu, %zu, %zu) has no area",
                            name_of(b, t), node[0], node[1], node[2]);
        b->half[3 * t + k] = (half_edge){ i < j ? i : j, i < j ? j : i, t, dot / cross };
        b->mesh->box[i] += length2 * dot / cross / 8.0;
        b->mesh->box[j] += length2 * dot / cross / 8.0;
        if (k == 0)
            b->mesh->area += cross / 2.0;
    }
    return OHM_OK;
}

static ohm_status
refuse_edge(const builder *b, const half_edge *edge, const char *why)
{
    return ohm_fail(b->err, OHM_E_CONTENT, "mesh: triangle %zu: edge between nodes %zu and %zu: %s",
                    name_of(b, edge->triangle), edge->low, edge->high, why);
}

/* One edge from its `count` half edges. */
static ohm_status
add_edge(builder *b, size_t first, size_t count)
{
    const half_edge *edge = &b->half[first];
    ohm_mesh *mesh = b->mesh;
    double sum = 0.0;

    if (count > 2)
        return refuse_edge(b, edge, "in more than two triangles");
    for (size_t k = 0; k < count; k++)
        sum += edge[k].cotangent;
    if (count == 1)
        b->boundary[b->boundary_count++] = first;
    if (sum < -COTANGENT_TOL)
        return refuse_edge(b, edge,
                           count == 1 ? "on the boundary, opposite to an angle over 90 degrees:"
                                        " refine the mesh there"
                                      : "not Delaunay: the opposite angles add up to over 180 degrees");
    if (sum > COTANGENT_TOL) {          /* else the two boxes touch in a point */
        mesh->tail[mesh->edges] = edge->low;
        mesh->head[mesh->edges] = edge->high;
        mesh->weight[mesh->edges++] = sum / 2.0;
    }
    return OHM_OK;
}

static ohm_status
merge_edges(builder *b)
{
    const size_t halves = 3 * b->parts->triangles;

    qsort(b->half, halves, sizeof *b->half, compare);
    for (size_t first = 0, next; first < halves; first = next) {
        for (next = first + 1; next < halves && b->half[next].low == b->half[first].low
             && b->half[next].high == b->half[first].high; next++)
            ;
        const ohm_status status = add_edge(b, first, next - first);
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* Whether node v lies between the ends of a boundary edge: then the triangles on the two
 * sides do not share their edges. */
static int
hangs_on(const ohm_mesh *mesh, size_t v, const half_edge *edge)
{
    const double ex = mesh->x[edge->high] - mesh->x[edge->low], ey = mesh->y[edge->high] - mesh->y[edge->low];
    const double vx = mesh->x[v] - mesh->x[edge->low], vy = mesh->y[v] - mesh->y[edge->low];
    const double length2 = ex * ex + ey * ey, along = (vx * ex + vy * ey) / length2;

    return fabs(ex * vy - ey * vx) <= 1e-9 * length2 && along > 1e-9 && along < 1.0 - 1e-9;
}

static ohm_status
check_hanging(const builder *b)
{
    for (size_t p = 0; p < b->boundary_count; p++)
        for (size_t q = 0; q < b->boundary_count; q++) {
            const half_edge *edge = &b->half[b->boundary[p]], *other = &b->half[b->boundary[q]];
            const size_t end[2] = { other->low, other->high };

            for (size_t k = 0; k < 2; k++)
                if (hangs_on(b->mesh, end[k], edge))
                    return ohm_fail(b->err, OHM_E_CONTENT,
                                    "mesh: node %zu hangs on the edge between nodes %zu"
                                    " and %zu of triangle %zu",
                                    end[k], edge->low, edge->high, name_of(b, edge->triangle));
        }
    return OHM_OK;
}

static ohm_status
mark_contacts(builder *b)
{
    const ohm_mesh_parts *parts = b->parts;
    ohm_mesh *mesh = b->mesh;
    size_t seen[2] = { 0, 0 };

    for (size_t k = 0; k < parts->lines; k++) {
        const size_t i = parts->line[2 * k], j = parts->line[2 * k + 1], which = parts->line_contact[k];
        half_edge key = { i < j ? i : j, i < j ? j : i, 0, 0.0 };
        size_t p = 0;

        while (p < b->boundary_count && (b->half[b->boundary[p]].low != key.low
                                         || b->half[b->boundary[p]].high != key.high))
            p++;
        if (p == b->boundary_count)
            return ohm_fail(b->err, OHM_E_CONTENT, "mesh: contact line %zu (nodes %zu, %zu) is no edge of the"
                            " boundary", k, i, j);
        const double length = hypot(mesh->x[i] - mesh->x[j], mesh->y[i] - mesh->y[j]);
        for (size_t end = 0; end < 2; end++) {
            const size_t v = parts->line[2 * k + end];

            if (mesh->contact[v] >= 0 && mesh->contact[v] != (signed char)which)
                return ohm_fail(b->err, OHM_E_CONTENT, "mesh: node %zu belongs to both contacts", v);
            mesh->contact[v] = (signed char)which;
            mesh->contact_length[v] += length / 2.0;
        }
        seen[which]++;
    }
    for (size_t c = 0; c < 2; c++)
        if (seen[c] == 0)
            return ohm_fail(b->err, OHM_E_CONTENT, "mesh: contact %zu has no line", c);
    return OHM_OK;
}

static ohm_status
build(builder *b)
{
    ohm_status status = OHM_OK;

    for (size_t t = 0; status == OHM_OK && t < b->parts->triangles; t++)
        status = split_triangle(b, t);
    if (status == OHM_OK)
        status = merge_edges(b);
    if (status == OHM_OK)
        status = check_hanging(b);
    for (size_t v = 0; status == OHM_OK && v < b->mesh->nodes; v++)
        if (!(b->mesh->box[v] > 0.0))
            status = ohm_fail(b->err, OHM_E_CONTENT, "mesh: node %zu belongs to no triangle", v);
    return status == OHM_OK ? mark_contacts(b) : status;
}

ohm_status
ohm_mesh_alloc(ohm_mesh **out, const ohm_mesh_parts *parts, ohm_error *err)
{
    const size_t halves = 3 * parts->triangles;
    ohm_mesh *mesh = OHM_ZEROS(ohm_mesh, 1);
    builder b = { .parts = parts, .mesh = mesh, .err = err, .half = OHM_ARRAY(half_edge, halves),
                  .boundary = OHM_ARRAY(size_t, halves) };
    ohm_status status = OHM_OK;

    *out = NULL;
    if (mesh != NULL) {
        mesh->nodes = parts->nodes;
        mesh->x = ohm_copy(parts->x, parts->nodes, sizeof *parts->x);
        mesh->y = ohm_copy(parts->y, parts->nodes, sizeof *parts->y);
        mesh->box = OHM_ZEROS(double, parts->nodes);
        mesh->contact = OHM_ARRAY(signed char, parts->nodes);
        mesh->contact_length = OHM_ZEROS(double, parts->nodes);
        mesh->tail = OHM_ARRAY(size_t, halves);
        mesh->head = OHM_ARRAY(size_t, halves);
        mesh->weight = OHM_ARRAY(double, halves);
    }
    if (mesh == NULL || b.half == NULL || b.boundary == NULL || mesh->x == NULL || mesh->y == NULL
        || mesh->box == NULL || mesh->contact == NULL || mesh->contact_length == NULL || mesh->tail == NULL
        || mesh->head == NULL || mesh->weight == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "mesh: %zu triangles", parts->triangles);
    } else {
        memset(mesh->contact, -1, parts->nodes * sizeof *mesh->contact);
        status = build(&b);
    }
    free(b.half);
    free(b.boundary);
    if (status != OHM_OK) {
        ohm_mesh_free(mesh);
        return status;
    }
    *out = mesh;
    return OHM_OK;
}

void
ohm_mesh_free(ohm_mesh *mesh)
{
    if (mesh == NULL)
        return;
    free(mesh->x);
    free(mesh->y);
    free(mesh->box);
    free(mesh->contact);
    free(mesh->contact_length);
    free(mesh->tail);
    free(mesh->head);
    free(mesh->weight);
    free(mesh);
}

/* Nodes column by column; cell (c, r) cut from its lower left to its upper right corner. */
static void
fill_rectangle(double *x, double *y, size_t *triangle, size_t *line, size_t *contact, size_t columns,
               size_t rows, double height, const double *at)
{
    for (size_t c = 0; c <= columns; c++)
        for (size_t r = 0; r <= rows; r++) {
            x[c * (rows + 1) + r] = at != NULL ? at[c] : (double)c / (double)columns;
            y[c * (rows + 1) + r] = height * (double)r / (double)rows;
        }
    for (size_t c = 0; c < columns; c++)
        for (size_t r = 0; r < rows; r++, triangle += 6) {
            const size_t v = c * (rows + 1) + r, right = v + rows + 1;
            const size_t cut[6] = { v, right, right + 1, v, right + 1, v + 1 };

            memcpy(triangle, cut, sizeof cut);
        }
    for (size_t side = 0; side < 2; side++)
        for (size_t r = 0; r < rows; r++, line += 2, contact++) {
            line[0] = side * columns * (rows + 1) + r;
            line[1] = line[0] + 1;
            *contact = side;
        }
}

ohm_status
ohm_mesh_rectangle(ohm_mesh **out, size_t columns, size_t rows, double height, const double *at,
                   ohm_error *err)
{
    const size_t nodes = (columns + 1) * (rows + 1), triangles = 2 * columns * rows;
    double *x, *y;
    size_t *triangle, *line, *contact;
    ohm_status status;

    *out = NULL;
    if (columns == 0 || rows == 0 || columns > 100000 || rows > 100000 || !(height > 0.0))
        return ohm_fail(err, OHM_E_ARG, "mesh: %zu x %zu cells of height %g", columns, rows, height);
    x = OHM_ARRAY(double, nodes);
    y = OHM_ARRAY(double, nodes);
    triangle = OHM_ARRAY(size_t, 3 * triangles);
    line = OHM_ARRAY(size_t, 4 * rows);
    contact = OHM_ARRAY(size_t, 2 * rows);
    if (x == NULL || y == NULL || triangle == NULL || line == NULL || contact == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "mesh: %zu nodes", nodes);
    } else {
        fill_rectangle(x, y, triangle, line, contact, columns, rows, height, at);
        const ohm_mesh_parts parts = { .nodes = nodes,
                                       .x = x,
                                       .y = y,
                                       .triangles = triangles,
                                       .triangle = triangle,
                                       .lines = 2 * rows,
                                       .line = line,
                                       .line_contact = contact };
        status = ohm_mesh_alloc(out, &parts, err);
    }
    free(x);
    free(y);
    free(triangle);
    free(line);
    free(contact);
    return status;
}
