/* lib/certify/ledger_file.c -- see ledger_file.h */
#include "certify/ledger_file.h"
#include "base/array.h"
#include "base/file.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static const char SUMS[] = "SHA256SUMS";
enum { FAMILY_TEXT = 16 };

static const char *
id_of(const ohm_json *claim)
{
    return ohm_json_as_string(ohm_json_get(claim, "id"));
}

/* "C17" of "C17-4". */
static void
family_of(char family[FAMILY_TEXT], const ohm_json *claim)
{
    const char *id = id_of(claim);
    size_t length = strcspn(id, "-");

    if (length >= FAMILY_TEXT)
        length = FAMILY_TEXT - 1;
    memcpy(family, id, length);
    family[length] = '\0';
}

/* folder/name suffix, to be freed; NULL where memory is refused. */
static char *
path_in(const char *folder, const char *name, const char *suffix)
{
    const size_t length = strlen(folder) + strlen(name) + strlen(suffix) + 2;
    char *path = OHM_ARRAY(char, length);

    if (path != NULL)
        snprintf(path, length, "%s/%s%s", folder, name, suffix);
    return path;
}

/* How many claims from the first on are of its family. */
static size_t
family_size(const ohm_json *const *claims, size_t count)
{
    char first[FAMILY_TEXT], next[FAMILY_TEXT];
    size_t size = 1;

    family_of(first, claims[0]);
    for (; size < count; size++) {
        family_of(next, claims[size]);
        if (strcmp(first, next) != 0)
            break;
    }
    return size;
}

/* ---- writing ------------------------------------------------------------------------------ */

static ohm_status
put_claims(FILE *file, const char *family, const ohm_json *const *claims, size_t count, ohm_error *err)
{
    fprintf(file, "{\"format\":%d,\"family\":\"%s\",\"claims\":[\n", OHM_LEDGER_FORMAT, family);
    for (size_t k = 0; k < count; k++) {
        char *text;
        const ohm_status status = ohm_json_print(&text, claims[k], err);

        if (status != OHM_OK)
            return status;
        fprintf(file, "%s%s\n", text, k + 1 < count ? "," : "");
        free(text);
    }
    fputs("]}\n", file);
    return OHM_OK;
}

static ohm_status
write_family(char sum[OHM_SHA256_TEXT], const char *path, const char *family, const ohm_json *const *claims,
             size_t count, bool replace, ohm_error *err)
{
    ohm_file *file;
    ohm_status status = ohm_file_open(&file, path, replace, err);

    if (status != OHM_OK)
        return status;
    if ((status = put_claims(ohm_file_stream(file), family, claims, count, err)) != OHM_OK) {
        ohm_file_discard(file);
        return status;
    }
    status = ohm_file_commit(file, err);
    return status == OHM_OK ? ohm_sha256_of_file(sum, path, err) : status;
}

static ohm_status
write_families(FILE *sums, const char *folder, const ohm_json *const *claims, size_t count, bool replace,
               ohm_error *err)
{
    char family[FAMILY_TEXT], sum[OHM_SHA256_TEXT];
    ohm_status status = OHM_OK;

    for (size_t k = 0, size; status == OHM_OK && k < count; k += size) {
        size = family_size(claims + k, count - k);
        family_of(family, claims[k]);
        char *path = path_in(folder, family, ".json");

        status = path == NULL ? ohm_fail(err, OHM_E_NOMEM, "claims: out of memory")
                              : write_family(sum, path, family, claims + k, size, replace, err);
        free(path);
        if (status == OHM_OK)
            fprintf(sums, "%s  %s.json\n", sum, family);
    }
    return status;
}

ohm_status
ohm_ledger_write(const char *folder, const ohm_json *const *claims, size_t count, bool replace,
                 ohm_error *err)
{
    char *path = path_in(folder, SUMS, "");
    ohm_file *sums;

    if (path == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "claims: out of memory");
    ohm_status status = ohm_file_open(&sums, path, replace, err);

    free(path);
    if (status != OHM_OK)
        return status;
    if ((status = write_families(ohm_file_stream(sums), folder, claims, count, replace, err)) == OHM_OK)
        return ohm_file_commit(sums, err);
    ohm_file_discard(sums);
    return status;
}

/* ---- comparing ----------------------------------------------------------------------------- */

/* Whether SHA256SUMS has this sum for this name. */
static ohm_status
find_sum(bool *found, const char *sums, const char *sum, const char *name, ohm_error *err)
{
    char line[OHM_SHA256_TEXT + FAMILY_TEXT + 16], wanted[sizeof line];
    FILE *file = fopen(sums, "r");

    *found = false;
    if (file == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: cannot be read", sums);
    snprintf(wanted, sizeof wanted, "%s  %s.json\n", sum, name);
    while (!*found && fgets(line, sizeof line, file) != NULL)
        *found = strcmp(line, wanted) == 0;
    fclose(file);
    return OHM_OK;
}

static ohm_status
check_sum(const char *folder, const char *path, const char *family, ohm_error *err)
{
    char sum[OHM_SHA256_TEXT], *sums = path_in(folder, SUMS, "");
    bool found = false;
    ohm_status status;

    if (sums == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "claims: out of memory");
    if ((status = ohm_sha256_of_file(sum, path, err)) == OHM_OK)
        status = find_sum(&found, sums, sum, family, err);
    free(sums);
    if (status == OHM_OK && !found)
        return ohm_fail(err, OHM_E_UNPROVED, "%s: is not the file %s was made of", path, SUMS);
    return status;
}

static const ohm_json *
stored_claim(const ohm_json *claims, const char *id)
{
    for (size_t k = 0; k < ohm_json_size(claims); k++) {
        const char *other = id_of(ohm_json_at(claims, k));

        if (other != NULL && strcmp(other, id) == 0)
            return ohm_json_at(claims, k);
    }
    return NULL;
}

static ohm_status
compare_claim(const char *path, const ohm_json *stored, const ohm_json *claim, ohm_error *err)
{
    char *there = NULL, *here = NULL;
    ohm_status status;

    if (stored == NULL)
        return ohm_fail(err, OHM_E_UNPROVED, "%s: holds no claim %s", path, id_of(claim));
    if ((status = ohm_json_print(&there, stored, err)) == OHM_OK)
        status = ohm_json_print(&here, claim, err);
    if (status == OHM_OK && strcmp(there, here) != 0)
        status =
            ohm_fail(err, OHM_E_UNPROVED, "%s: %s is not what the computation gives", path, id_of(claim));
    free(there);
    free(here);
    return status;
}

static ohm_status
compare_family(const char *path, const ohm_json *const *claims, size_t count, ohm_error *err)
{
    ohm_json *root;
    long long format = 0;
    ohm_status status = ohm_json_read(&root, path, err);

    if (status != OHM_OK)
        return status;
    const ohm_json *stored = ohm_json_get(root, "claims");

    if (!ohm_json_as_integer(&format, ohm_json_get(root, "format")) || format != OHM_LEDGER_FORMAT)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: format must be %d", path, OHM_LEDGER_FORMAT);
    for (size_t k = 0; status == OHM_OK && k < count; k++)
        status = compare_claim(path, stored_claim(stored, id_of(claims[k])), claims[k], err);
    ohm_json_free(root);
    return status;
}

ohm_status
ohm_ledger_compare(const char *folder, const ohm_json *const *claims, size_t count, ohm_error *err)
{
    char family[FAMILY_TEXT];
    ohm_status status = OHM_OK;

    for (size_t k = 0, size; status == OHM_OK && k < count; k += size) {
        size = family_size(claims + k, count - k);
        family_of(family, claims[k]);
        char *path = path_in(folder, family, ".json");

        if (path == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "claims: out of memory");
        status = compare_family(path, claims + k, size, err);
        if (status == OHM_OK)
            status = check_sum(folder, path, family, err);
        free(path);
    }
    return status;
}
