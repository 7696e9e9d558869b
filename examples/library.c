/* examples/library.c -- the library from outside: cc library.c $(pkg-config --cflags --libs ohmega) */
#include <ohmega.h>

#include <stdio.h>

int
main(void)
{
    char text[OHM_SHA256_TEXT];

    ohm_sha256_of(text, "abc", 3);
    printf("%s\n", text);
    return 0;
}
