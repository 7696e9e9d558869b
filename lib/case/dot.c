/* lib/case/dot.c -- see dot.h */
#include "case/dot.h"
#include "base/text.h"

static const double GREY_MOST = 75.0;       /* percent, of w = 1: still seen on paper */
static const double WIDTH_MOST = 3.0, WIDTH_LEAST = 1.0;

/* A text between double quotes. */
static void
put_quoted(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', file);
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, file);
    }
    fputc('"', file);
}

static void
put_node(FILE *file, const ohm_circuit *circuit, size_t node)
{
    const ohm_drive *const drive = circuit->drive;
    const char *const id = ohm_table_node_id(circuit->table, node);
    char number[OHM_TEXT_DOUBLE];

    fprintf(file, "  %zu [label=", node);
    put_quoted(file, id);
    if (drive->held[node])
        fprintf(file, ", shape=box, xlabel=\"%s V\"", ohm_text_double(number, drive->potential[node]));
    fputs("];\n", file);
}

static void
put_edge(FILE *file, const ohm_circuit *circuit, size_t edge)
{
    const double w = circuit->w[edge];
    char grey[OHM_TEXT_DOUBLE], width[OHM_TEXT_DOUBLE], state[OHM_TEXT_DOUBLE];

    ohm_text_double(grey, (double)(int)(GREY_MOST * w + 0.5));
    ohm_text_double(width,
                    (double)(int)(100.0 * (WIDTH_MOST + (WIDTH_LEAST - WIDTH_MOST) * w) + 0.5) / 100.0);
    fprintf(file, "  %zu -> %zu [color=grey%s, penwidth=%s, tooltip=\"edge %zu, w = %s\"];\n",
            circuit->graph->tail[edge], circuit->graph->head[edge], grey, width, edge,
            ohm_text_double(state, w));
}

void
ohm_dot_write(FILE *file, const ohm_circuit *circuit)
{
    fputs("digraph circuit {\n  graph [layout=neato, overlap=false, splines=true];\n"
          "  node [shape=circle, fontname=Helvetica, fontsize=10, margin=0.03];\n  edge [arrowsize=0.6];\n",
          file);
    for (size_t n = 0; n < circuit->graph->nodes; n++)
        put_node(file, circuit, n);
    for (size_t k = 0; k < circuit->graph->edges; k++)
        put_edge(file, circuit, k);
    fputs("}\n", file);
}
