/* lib/case/drive_file.h -- what moves a circuit, from a CSV file or an option.
 *
 * A drive file: a header time,emf:K,potential:NODE,injection:NODE (edge by position,
 * node by id), straight lines between its rows.  A waveform option:
 *
 *     V  |  sin:A,F[,PHI]  |  csv:FILE        (V or A; Hz; rad; FILE: time,value) */
#ifndef OHM_CASE_DRIVE_FILE_H
#define OHM_CASE_DRIVE_FILE_H

#include "base/hash.h"
#include "case/circuit.h"
#include "dynamics/waveform.h"
#include "io/source.h"

/* Replaces the drives the columns name; a potential also holds its node.  until is
 * the time the drive is needed to reach.  OHM_E_CONTENT names file and line: times
 * that do not increase, a column for no edge or node, or twice for one, until beyond
 * the last row, an injection without a way out.  On error the circuit's drive may be
 * changed in part. */
ohm_status ohm_drive_file_read(ohm_circuit *circuit, ohm_source *source, double until, ohm_error *err);

/* The same from a path or "-"; digest is the SHA-256 of what was read. */
ohm_status ohm_drive_file_open(ohm_circuit *circuit, char digest[OHM_SHA256_TEXT], const char *path,
                               double until, ohm_error *err);

/* Reads a waveform's spelling.  *line is the caller's to free or to hand to a drive;
 * NULL where there is none.  digest (may be NULL) is "" or that of the CSV file.
 * OHM_E_ARG where the text is none of the three, OHM_E_CONTENT for the file. */
ohm_status ohm_waveform_parse(ohm_waveform *wave, ohm_polyline **line, char digest[OHM_SHA256_TEXT],
                              const char *text, double until, ohm_error *err);

#endif
