/* tools/cmd_matrix.c -- the matrices of a circuit, in doubles or exactly. */
#include "command.h"

#include "base/array.h"
#include "base/text.h"
#include "circuit_input.h"
#include "envelope.h"
#include "nearest.h"
#include "output.h"
#include "topology/cycle.h"
#include "topology/incidence.h"
#include "topology/omega.h"
#include "topology/omega_exact.h"

#include <stdlib.h>
#include <string.h>

/* A matrix of more entries than this is a slip, or a matter for another program. */
static const double ENTRIES_MAX = 1e7;

typedef enum { TO_TEXT, TO_MTX, TO_CSV, TO_JSON } target;

typedef struct {
    common_options common;
    bool exact;
    int to;                     /* a target less one, -1 where not said */
} matrix_options;

static const option_row matrix_rows[] = {
    { .name = "exact", .kind = OPTION_FLAG, .at = offsetof(matrix_options, exact),
      .help = "entries as exact rationals \"p/q\"" },
    { .name = "to", .kind = OPTION_WORD, .at = offsetof(matrix_options, to), .argument = "mtx|csv|json",
      .help = "MatrixMarket, CSV or JSON instead of text" },
};

typedef struct {                /* dense, by rows */
    size_t rows, columns;
    double *value;              /* rows * columns; NULL where exact */
    char **text;                /* rows * columns exact entries; NULL where in doubles */
} matrix;

static void
matrix_free(matrix *m)
{
    for (size_t k = 0; m->text != NULL && k < m->rows * m->columns; k++)
        free(m->text[k]);
    free(m->text);
    free(m->value);
}

/* ---- which matrix ---------------------------------------------------------- */

typedef struct {
    const char *name;
    /* How large it is, in terms of N, M, c and L. */
    void (*size)(size_t *rows, size_t *columns, const ohm_forest *forest);
    /* A matrix of signs; NULL for Omega. */
    ohm_status (*make)(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest,
                       ohm_error *err);
} kind;

static void
size_incidence(size_t *rows, size_t *columns, const ohm_forest *forest)
{
    *rows = forest->nodes;
    *columns = forest->edges;
}

static void
size_reduced(size_t *rows, size_t *columns, const ohm_forest *forest)
{
    *rows = forest->nodes - forest->components;
    *columns = forest->edges;
}

static void
size_cycle(size_t *rows, size_t *columns, const ohm_forest *forest)
{
    *rows = forest->chords;
    *columns = forest->edges;
}

static void
size_omega(size_t *rows, size_t *columns, const ohm_forest *forest)
{
    *rows = *columns = forest->edges;
}

static void
size_tree_operator(size_t *rows, size_t *columns, const ohm_forest *forest)
{
    *rows = forest->nodes - forest->components;
    *columns = forest->chords;
}

static ohm_status
make_incidence(ohm_sign_matrix **out, const ohm_graph *graph, const ohm_forest *forest, ohm_error *err)
{
    (void)forest;
    return ohm_incidence_alloc(out, graph, err);
}

static const kind kinds[] = {
    { "incidence", size_incidence, make_incidence },
    { "reduced", size_reduced, ohm_incidence_reduced_alloc },
    { "cycle", size_cycle, ohm_cycle_alloc },
    { "omega", size_omega, NULL },
    { "tree-operator", size_tree_operator, ohm_tree_operator_alloc },
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static ohm_status
find_kind(const kind **out, const char *name, ohm_error *err)
{
    const char *names[KINDS], *guess;

    for (size_t k = 0; k < KINDS; k++) {
        names[k] = kinds[k].name;
        if (strcmp(kinds[k].name, name) == 0) {
            *out = &kinds[k];
            return OHM_OK;
        }
    }
    guess = nearest_name(name, names, KINDS);
    return ohm_fail(err, OHM_E_ARG, "%s: no such matrix; %s%s%s", name, guess != NULL ? "did you mean " : "",
                    guess != NULL ? guess : "expected incidence, reduced, cycle, omega or tree-operator",
                    guess != NULL ? "?" : "");
}

/* ---- its entries ----------------------------------------------------------- */

static ohm_status
take_signs(matrix *m, const ohm_sign_matrix *signs, bool exact, ohm_error *err)
{
    const size_t entries = m->rows * m->columns;

    if ((m->value = OHM_ARRAY(double, entries)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu entries", entries);
    for (size_t i = 0; i < m->rows; i++)
        ohm_sign_matrix_expand_row(m->value + i * m->columns, signs, i);
    if (!exact)
        return OHM_OK;
    if ((m->text = OHM_ZEROS(char *, entries)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu entries", entries);
    for (size_t k = 0; k < entries; k++) {
        char number[OHM_TEXT_DOUBLE];

        ohm_text_double(number, m->value[k]);
        if ((m->text[k] = ohm_copy(number, strlen(number) + 1, 1)) == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "%zu entries", entries);
    }
    return OHM_OK;
}

/* Omega is stored by columns, and symmetric. */
static ohm_status
take_omega(matrix *m, const ohm_graph *graph, bool exact, ohm_error *err)
{
    const size_t entries = m->rows * m->columns;
    ohm_rational_matrix *omega;
    ohm_status status;

    if (!exact) {
        if ((m->value = OHM_ARRAY(double, entries)) == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "%zu entries", entries);
        return ohm_omega_fill(m->value, graph, err);
    }
    if ((m->text = OHM_ZEROS(char *, entries)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu entries", entries);
    if ((status = ohm_omega_exact_alloc(&omega, graph, err)) != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < entries; k++)
        status = ohm_rational_matrix_text(&m->text[k], omega, k / m->columns, k % m->columns, err);
    ohm_rational_matrix_free(omega);
    return status;
}

static ohm_status
make_matrix(matrix *m, const kind *which, bool exact, const ohm_graph *graph, ohm_error *err)
{
    ohm_sign_matrix *signs = NULL;
    ohm_forest *forest;
    ohm_status status = ohm_forest_alloc(&forest, graph, err);

    if (status != OHM_OK)
        return status;
    which->size(&m->rows, &m->columns, forest);
    if ((double)m->rows * (double)m->columns > ENTRIES_MAX)
        status = ohm_fail(err, OHM_E_ARG, "%s has %zu x %zu = %.0f entries, more than %.0f", which->name,
                          m->rows, m->columns, (double)m->rows * (double)m->columns, ENTRIES_MAX);
    else if (which->make == NULL)
        status = take_omega(m, graph, exact, err);
    else if ((status = which->make(&signs, graph, forest, err)) == OHM_OK)
        status = take_signs(m, signs, exact, err);
    ohm_sign_matrix_free(signs);
    ohm_forest_free(forest);
    return status;
}

/* ---- how it is written ----------------------------------------------------- */

/* Entry k, exact or in doubles; `number` is room for the latter. */
static const char *
entry(const matrix *m, size_t k, char number[OHM_TEXT_DOUBLE])
{
    return m->text != NULL ? m->text[k] : ohm_text_double(number, m->value[k]);
}

static ohm_json *
matrix_json(const matrix *m)
{
    ohm_json *result = ohm_json_object(), *rows = ohm_json_array();

    for (size_t i = 0; i < m->rows; i++) {
        ohm_json *row = m->text != NULL ? ohm_json_array()
            : ohm_json_numbers(m->value + i * m->columns, m->columns);

        for (size_t j = 0; m->text != NULL && j < m->columns; j++)
            ohm_json_append(row, ohm_json_string(m->text[i * m->columns + j]));
        ohm_json_append(rows, row);
    }
    ohm_json_set(result, "rows", ohm_json_integer((long long)m->rows));
    ohm_json_set(result, "cols", ohm_json_integer((long long)m->columns));
    ohm_json_set(result, "entries", rows);
    return result;
}

/* Rows of entries with `between` between them, each at least `width` wide. */
static void
print_entries(FILE *file, const matrix *m, const char *between, int width)
{
    char number[OHM_TEXT_DOUBLE];

    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->columns; j++)
            fprintf(file, "%s%*s%s", j > 0 ? between : "", width, entry(m, i * m->columns + j, number),
                    j + 1 == m->columns ? "\n" : "");
}

static void
print_text(FILE *file, const matrix *m)
{
    char number[OHM_TEXT_DOUBLE];
    int width = 1;

    for (size_t k = 0; k < m->rows * m->columns; k++) {
        const int length = (int)strlen(entry(m, k, number));

        width = length > width ? length : width;
    }
    print_entries(file, m, " ", width);
}

/* What is not zero, by columns, as MatrixMarket's coordinates. */
static void
print_mtx(FILE *file, const matrix *m)
{
    size_t entries = 0;

    for (size_t k = 0; k < m->rows * m->columns; k++)
        entries += m->value[k] != 0.0;
    fprintf(file, "%zu %zu %zu\n", m->rows, m->columns, entries);
    for (size_t j = 0; j < m->columns; j++)
        for (size_t i = 0; i < m->rows; i++) {
            const double x = m->value[i * m->columns + j];
            char number[OHM_TEXT_DOUBLE];

            if (x != 0.0)
                fprintf(file, "%zu %zu %s\n", i + 1, j + 1, ohm_text_double(number, x));
        }
}

static ohm_status
write_matrix(cli_output *out, const matrix *m, target to, ohm_error *err)
{
    ohm_status status = OHM_OK;

    switch (to) {
    case TO_JSON:
        return output_result(out, matrix_json(m), err);
    case TO_TEXT:
        print_text(out->stream, m);
        return OHM_OK;
    case TO_CSV:
        if ((status = envelope_comment(out->stream, "# ", out->run, err)) == OHM_OK)
            print_entries(out->stream, m, ",", 0);
        return status;
    case TO_MTX:
        fputs("%%MatrixMarket matrix coordinate real general\n", out->stream);
        if ((status = envelope_comment(out->stream, "% ", out->run, err)) == OHM_OK)
            print_mtx(out->stream, m);
        return status;
    }
    return status;
}

/* --json, --to, and the suffix of -o: what was said, and that it fits together. */
static ohm_status
choose_target(target *to, const cli_run *run, const matrix_options *options, ohm_error *err)
{
    static const char *const suffixes[] = { ".txt", ".mtx", ".csv", ".json" };
    const char *path = run->common->output;
    const bool to_file = path != NULL && strcmp(path, "-") != 0;

    *to = run->common->json ? TO_JSON : options->to >= 0 ? (target)(options->to + 1) : TO_TEXT;
    if (to_file && *to == TO_TEXT) {
        while (*to <= TO_JSON && !has_suffix(path, suffixes[*to]))
            (*to)++;
        if (*to > TO_JSON)
            return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .txt, .mtx, .csv or .json", path);
    }
    if (*to == TO_MTX && options->exact)
        return ohm_fail(err, OHM_E_ARG, "--exact: MatrixMarket holds no rationals; take csv or json");
    return OHM_OK;
}

static ohm_status
run_matrix(cli_run *run, const void *values, ohm_error *err)
{
    const matrix_options *options = values;
    ohm_circuit *circuit = NULL;
    matrix m = { 0 };
    const kind *which = NULL;
    cli_output out;
    target to;
    ohm_status status = find_kind(&which, run->given->operand[0], err);

    if (status == OHM_OK)
        status = choose_target(&to, run, options, err);
    if (status == OHM_OK)
        status = output_open(&out, run, err);
    if (status != OHM_OK)
        return status;
    status = circuit_input(&circuit, run, run->given->operand[1], NULL, err);
    if (status == OHM_OK)
        status = make_matrix(&m, which, options->exact, circuit->graph, err);
    if (status == OHM_OK)
        status = write_matrix(&out, &m, to, err);
    matrix_free(&m);
    ohm_circuit_free(circuit);
    return output_close(&out, status, err);
}

const cli_command cmd_matrix = {
    .name = "matrix",
    .summary = "incidence, cycles, Omega, tree operator; in doubles or exact",
    .operands = "WHICH FILE|-",
    .operands_least = 2,
    .operands_most = 2,
    .about = "Prints a matrix of the circuit, dense, by rows.\n"
        "\n"
        "  incidence       B, nodes x edges: -1 where the edge leaves, +1 where it enters\n"
        "  reduced         B without the first node of each component\n"
        "  cycle           A, a row for each chord: the cycle it closes through the tree\n"
        "  omega           the projector on the cycle space, I - B^t (B B^t)^-1 B\n"
        "  tree-operator   Q: w on the tree = Q w on the chords + const",
    .example = "  ohmega generate ring 4 | ohmega matrix omega - --exact\n"
        "  ohmega matrix cycle net.graphml --to mtx -o cycle.mtx\n",
    .options = matrix_rows,
    .option_count = sizeof matrix_rows / sizeof matrix_rows[0],
    .values_size = sizeof(matrix_options),
    .run = run_matrix,
};
