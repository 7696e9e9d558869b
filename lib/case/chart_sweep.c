/* lib/case/chart_sweep.c -- the conductance and current of a channel over a sweep; see chart.h
 *
 * The number that takes the most values runs along x; a second one that moves is a family
 * of curves. */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/column_name.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *const SWEPT[] = {
    "dv_V", "dp_bar", "rho_base_mM", "rho_tip_mM", "length_um", "radius_base_nm", "radius_tip_nm"
};

enum { COUNT = sizeof SWEPT / sizeof *SWEPT };

bool
ohm_chart_sweep_fits(const ohm_record *record)
{
    return ohm_record_has(record, "conductance_pS") && !ohm_record_has(record, "time_s")
        && record->table->rows > 1;
}

/* The values a column takes, each once, in the order met; returns how many. */
static size_t
distinct(double *value, const ohm_csv *csv, size_t column)
{
    size_t count = 0;

    for (size_t r = 0; r < csv->rows; r++) {
        const double next = csv->value[r * csv->columns + column];
        size_t k = 0;

        while (k < count && value[k] != next)
            k++;
        if (k == count)
            value[count++] = next;
    }
    return count;
}

typedef struct {
    size_t x, family;           /* columns; SIZE_MAX: none */
    size_t moving;              /* how many numbers are swept */
    size_t members;
    double *member;             /* values of the family */
} plan;

static void
make_plan(plan *p, const ohm_csv *csv, double *value)
{
    size_t most = 0, next = 0;

    p->x = p->family = SIZE_MAX;
    p->moving = 0;
    for (size_t k = 0; k < COUNT; k++) {
        const size_t column = ohm_csv_find(csv, SWEPT[k]);
        const size_t count = column != SIZE_MAX ? distinct(value, csv, column) : 0;

        p->moving += count > 1;
        if (count > most) {
            if (most > 1)
                p->family = p->x;
            next = most;
            most = count;
            p->x = column;
        } else if (count > 1 && count > next) {
            next = count;
            p->family = column;
        }
    }
    p->members = p->family != SIZE_MAX ? distinct(p->member, csv, p->family) : 1;
}

/* "200 nm" */
static const char *
member_label(ohm_canvas *canvas, const ohm_csv *csv, const plan *p, size_t member)
{
    ohm_column_name name;

    ohm_column_name_parse(&name, csv->name[p->family]);
    const char *written = csv->name[p->family] + strlen(name.kind) + 1;
    return ohm_canvas_text(canvas, "%g %s", p->member[member], written);
}

/* A curve for every member of the family, of one column. */
static void
draw_family(ohm_canvas *canvas, const ohm_csv *csv, const plan *p, size_t column)
{
    ohm_column_name along, name;

    ohm_column_name_parse(&along, csv->name[p->x]);
    ohm_column_name_parse(&name, csv->name[column]);
    for (size_t m = 0; m < p->members; m++) {
        double *x = ohm_canvas_numbers(canvas, csv->rows), *y = ohm_canvas_numbers(canvas, csv->rows);
        size_t n = 0;

        for (size_t r = 0; x != NULL && y != NULL && r < csv->rows; r++) {
            const double *row = csv->value + r * csv->columns;

            if (p->family != SIZE_MAX && row[p->family] != p->member[m])
                continue;
            x[n] = along.factor * row[p->x];
            y[n++] = name.factor * row[column];
        }
        ohm_canvas_add(canvas, (ohm_series){ .label = p->members > 1 ? member_label(canvas, csv, p, m) : NULL,
                                             .style = m, .n = n, .x = x, .y = y });
    }
}

static void
draw_panel(ohm_canvas *canvas, const ohm_csv *csv, const plan *p, size_t column)
{
    ohm_column_name along, name;

    ohm_column_name_parse(&along, csv->name[p->x]);
    ohm_column_name_parse(&name, csv->name[column]);
    ohm_canvas_panel(canvas, ohm_canvas_axis(ohm_column_spoken(along.kind),
                                             ohm_canvas_text(canvas, "%s", along.unit)),
                     ohm_canvas_axis(ohm_column_spoken(name.kind), ohm_canvas_text(canvas, "%s", name.unit)));
    draw_family(canvas, csv, p, column);
}

ohm_status
ohm_chart_sweep_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_csv *csv = record->table;
    double *value = ohm_canvas_numbers(canvas, csv->rows);
    plan p = { .member = ohm_canvas_numbers(canvas, csv->rows) };

    (void)chart;
    if (value == NULL || p.member == NULL)
        return ohm_canvas_refused(err);
    make_plan(&p, csv, value);
    if (p.moving == 0 || p.moving > 2 || p.members > OHM_CHART_LINES)
        return ohm_fail(err, OHM_E_METHOD,
                        "%s: %zu numbers are swept, %zu curves: at most two numbers and %d curves "
                        "can be told apart; choose with --x and --columns", record->name, p.moving, p.members,
                        OHM_CHART_LINES);
    const size_t ohmic = ohm_csv_find(csv, "ohmic_pS"), current = ohm_csv_find(csv, "current_pA");
    draw_panel(canvas, csv, &p, ohm_csv_find(csv, "conductance_pS"));
    if (ohmic != SIZE_MAX && p.members == 1) {
        ohm_column_name along;

        ohm_column_name_parse(&along, csv->name[p.x]);
        ohm_chart_line(canvas, csv, ohmic, ohm_canvas_column(canvas, csv, p.x, along.factor), 1, "Ohmic");
    }
    if (current != SIZE_MAX)
        draw_panel(canvas, csv, &p, current);
    return OHM_OK;
}
