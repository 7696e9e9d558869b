/* tests/support/jsonpath.c -- checks one fact about JSON on standard input.
 *
 *     jsonpath '.result.gamma == "1/3"'       a literal in JSON, compared exactly
 *     jsonpath '.result.w[2] ~ 0.25 1e-12'    a number, to a relative tolerance
 *     jsonpath '.result.samples# >= 3'        how many elements
 *     jsonpath -n 112 PATH...                 on line 112 of JSON Lines
 *     jsonpath -p '.result.gamma'             prints the value
 *
 * Exit code 0 where it holds, 1 where not (and what is there instead), 2 for usage. */
#include "base/text.h"
#include "io/json.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 128 };

static int
usage(const char *what)
{
    fprintf(stderr, "jsonpath: %s\n", what);
    return 2;
}

/* Follows one step of the path, ".name" or "[index]", and moves *path past it. */
static const ohm_json *
step(const ohm_json *node, const char **path)
{
    char name[NAME_SIZE];
    size_t length;

    if (**path == '[') {
        char *end;
        const size_t index = strtoul(*path + 1, &end, 10);

        *path = *end == ']' ? end + 1 : end;
        return ohm_json_at(node, index);
    }
    length = strcspn(*path + 1, ".[# ");
    snprintf(name, sizeof name, "%.*s", (int)length, *path + 1);
    *path += 1 + length;
    return ohm_json_get(node, name);
}

/* The node at the path, which ends at a blank, at '#', or with the text. */
static const ohm_json *
follow(const ohm_json *root, const char **path)
{
    const ohm_json *node = root;

    while (node != NULL && (**path == '.' || **path == '['))
        node = step(node, path);
    return node;
}

/* A node as JSON text; the caller frees it. */
static char *
spelled(const ohm_json *node)
{
    char *text;

    if (node == NULL || ohm_json_print(&text, node, NULL) != OHM_OK)
        return NULL;
    text[strcspn(text, "\n")] = '\0';
    return text;
}

static int
compare_numbers(double left, const char *operator, const char *right)
{
    double value, tolerance = 0.0;
    char first[NAME_SIZE], second[NAME_SIZE];
    const int words = sscanf(right, "%127s %127s", first, second);

    if (words < 1 || !ohm_text_to_double(&value, first)
        || (words == 2 && !ohm_text_to_double(&tolerance, second)))
        return usage("a number was expected on the right");
    switch (operator[0]) {
    case '~': return !(fabs(left - value) <= tolerance * fabs(value));
    case '<': return !(operator[1] == '=' ? left <= value : left < value);
    case '>': return !(operator[1] == '=' ? left >= value : left > value);
    case '!': return !(left != value);
    default: return !(left == value);
    }
}

/* Equal as JSON: numbers as numbers, 1 and 1.0 alike. */
static bool
same(const ohm_json *a, const ohm_json *b)
{
    double x, y;
    char *left, *right;
    bool equal = ohm_json_size(a) == ohm_json_size(b);

    if (a == NULL || b == NULL)
        return false;
    if (ohm_json_as_number(&x, a) && ohm_json_as_number(&y, b))
        return x == y;
    if (ohm_json_is_array(a) && ohm_json_is_array(b)) {
        for (size_t k = 0; equal && k < ohm_json_size(a); k++)
            equal = same(ohm_json_at(a, k), ohm_json_at(b, k));
        return equal;
    }
    left = spelled(a);
    right = spelled(b);
    equal = left != NULL && right != NULL && strcmp(left, right) == 0;
    free(left);
    free(right);
    return equal;
}

static int
compare_json(const ohm_json *node, const char *operator, const char *right)
{
    ohm_json *box = NULL;
    char boxed[4096];
    bool equal;

    snprintf(boxed, sizeof boxed, "[%s]", right);
    if (ohm_json_parse(&box, boxed, NULL) != OHM_OK)
        return usage("the right side is no JSON");
    equal = same(node, ohm_json_at(box, 0));
    ohm_json_free(box);
    return operator[0] == '!' ? equal : !equal;
}

static int
holds(const ohm_json *root, const char *check)
{
    const char *path = check;
    const ohm_json *node = follow(root, &path);
    const bool counted = *path == '#';
    char operator[3] = "";
    double number;
    int failed;

    path += counted;
    path += strspn(path, " ");
    snprintf(operator, sizeof operator, "%.*s", (int)strcspn(path, " "), path);
    path += strcspn(path, " ");
    path += strspn(path, " ");
    if (operator[0] == '\0')
        return usage("an operator is missing");
    if (counted)
        failed = compare_numbers(node != NULL ? (double)ohm_json_size(node) : NAN, operator, path);
    else if (ohm_json_as_number(&number, node))
        failed = compare_numbers(number, operator, path);
    else
        failed = compare_json(node, operator, path);
    if (failed == 1) {
        char *text = spelled(node);

        fprintf(stderr, "not so: %s; it is %.300s\n", check, text != NULL ? text : "absent");
        free(text);
    }
    return failed;
}

static int
show(const ohm_json *root, const char *path)
{
    const ohm_json *node = follow(root, &path);
    const char *string = ohm_json_as_string(node);
    char *text = spelled(node);

    if (string != NULL)
        puts(string);
    else if (text != NULL)
        puts(text);
    free(text);
    return node == NULL;
}

/* Standard input, or its line of number `line` counted from 1. */
static char *
read_input(size_t line)
{
    char *text = NULL;
    size_t size = 0;

    if (line == 0)
        return getdelim(&text, &size, '\0', stdin) >= 0 ? text : (free(text), NULL);
    for (size_t k = 0; k < line; k++)
        if (getline(&text, &size, stdin) < 0) {
            free(text);
            return NULL;
        }
    return text;
}

int
main(int argc, char **argv)
{
    size_t line = 0;
    bool print = false;
    int k = 1, code = 0;
    ohm_error err;
    ohm_json *root;
    char *text;

    if (k + 1 < argc && strcmp(argv[k], "-n") == 0 && ohm_text_to_size(&line, argv[k + 1]))
        k += 2;
    if (k < argc && strcmp(argv[k], "-p") == 0) {
        print = true;
        k++;
    }
    if (k >= argc)
        return usage("jsonpath [-n LINE] [-p] PATH...");
    if ((text = read_input(line)) == NULL)
        return usage("no such line on standard input");
    if (ohm_json_parse(&root, text, &err) != OHM_OK) {
        free(text);
        return usage(err.text);
    }
    for (; k < argc && code == 0; k++)
        code = print ? show(root, argv[k]) : holds(root, argv[k]);
    ohm_json_free(root);
    free(text);
    return code;
}
