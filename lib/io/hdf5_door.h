/* lib/io/hdf5_door.h -- HDF5, one caller at a time and silent; private, where it is built in. */
#ifndef OHM_IO_HDF5_DOOR_H
#define OHM_IO_HDF5_DOOR_H

#include <hdf5.h>

typedef struct {                    /* how HDF5 printed its errors before */
    H5E_auto2_t printer;
    void *data;
} ohm_hdf5_turn;

void ohm_hdf5_begin(ohm_hdf5_turn *t);
void ohm_hdf5_end(const ohm_hdf5_turn *t);

#endif
