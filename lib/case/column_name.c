/* lib/case/column_name.c -- see column_name.h */
#include "case/column_name.h"

#include <ctype.h>
#include <string.h>

typedef struct {
    const char *written, *shown;
    double factor;
} unit_row;

/* Units of ours that end a name; an SI prefix is taken off, for the axis chooses one. */
static const unit_row UNITS[] = {
    { "per_s", "1/s", 1.0 }, { "s", "s", 1.0 }, { "A", "A", 1.0 }, { "V", "V", 1.0 }, { "W", "W", 1.0 },
        { "J", "J", 1.0 }, { "S", "S", 1.0 },
    { "pS", "S", 1e-12 }, { "pA", "A", 1e-12 }, { "um", "m", 1e-6 }, { "nm", "m", 1e-9 },
        { "bar", "bar", 1.0 },
    { "mM", "mol/m^3", 1.0 }, { "V2", "V^2", 1.0 }, { "ohm", "\316\251", 1.0 },
};

static const unit_row *
find_unit(const char *name)
{
    for (size_t k = 0; k < sizeof UNITS / sizeof *UNITS; k++) {
        const size_t length = strlen(name), end = strlen(UNITS[k].written);

        if (length > end + 1 && name[length - end - 1] == '_'
            && strcmp(name + length - end, UNITS[k].written) == 0)
            return &UNITS[k];
    }
    return NULL;
}

void
ohm_column_name_parse(ohm_column_name *out, const char *name)
{
    const unit_row *unit;

    *out = (ohm_column_name){ .factor = 1.0 };
    strncpy(out->kind, name, sizeof out->kind - 1);
    if ((unit = find_unit(out->kind)) != NULL) {
        strcpy(out->unit, unit->shown);
        out->factor = unit->factor;
        out->kind[strlen(out->kind) - strlen(unit->written) - 1] = '\0';
    }
    char *part = strrchr(out->kind, '_');
    if (part != NULL && isdigit((unsigned char)part[1])) {
        strcpy(out->number, part + 1);
        *part = '\0';
    }
}

const char *
ohm_column_spoken(const char *kind)
{
    static const char *const words[][2] = {
        { "time", "Time" }, { "w", "Memory w" }, { "i", "Current" }, { "v", "Potential" },
        { "delivered", "Delivered current" }, { "power", "Dissipated power" }, { "voltage", "Voltage" },
        { "current", "Current" }, { "conductance", "Conductance" }, { "exponent", "Lyapunov exponent" },
        { "epoch", "Epoch" }, { "step", "Update" }, { "cost", "Cost C" }, { "error", "Error" },
        { "length", "Length" }, { "radius_base", "Base radius" }, { "radius_tip", "Tip radius" },
        { "dv", "Voltage" }, { "dp", "Pressure" }, { "rho_base", "Salt at the base" },
        { "rho_tip", "Salt at the tip" }, { "pressure", "Pressure" }, { "density", "Salt" },
            { "ohmic", "Ohmic" },
    };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(kind, words[k][0]) == 0)
            return words[k][1];
    return kind;
}

size_t
ohm_column_select(size_t *column, const ohm_csv *csv, const char *kind)
{
    ohm_column_name name;
    size_t count = 0;

    for (size_t c = 0; c < csv->columns; c++) {
        ohm_column_name_parse(&name, csv->name[c]);
        if (strcmp(name.kind, kind) == 0)
            column[count++] = c;
    }
    return count;
}
