#!/bin/sh
# tests/notebooks.sh -- the notebooks compile, run, and print what is kept beside them.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"

# Numbers that are printed have six digits and more; what is smaller than ROUNDING is a residual.
TOLERANCE=2e-6 ROUNDING=1e-9
[ -n "${OHM_NOTEBOOK_COMPILE-}" ] || tap_skip_all "run by make check, which knows how to compile"
OHM_COMPILE=$OHM_NOTEBOOK_COMPILE
export OHM_COMPILE

same_output()
{
    awk -v tolerance=$TOLERANCE -v rounding=$ROUNDING -f "$OHM_SRCDIR/tests/support/same_output.awk" "$1" "$2"
}

run()
{
    sh "$OHM_SRCDIR/notebooks-c/run.sh" "$@"
}

tap_folder
for notebook in "$OHM_SRCDIR"/notebooks-c/*.c; do
    name=${notebook##*/}
    name=${name%.c}
    tap_run "$name runs" run --only-run "$notebook" "$tap_dir"
    tap_run "$name prints what it did" same_output "$OHM_SRCDIR/notebooks-c/$name.out" "$tap_dir/$name.out"
    tap_run "notebooks-c/README.md lists $name" grep -q "($name.c)" "$OHM_SRCDIR/notebooks-c/README.md"
done

# woven: each output under its cell, formulas as MathML, one file
if command -v pandoc >/dev/null; then
    tap_run "a notebook is woven" run "$OHM_SRCDIR/notebooks-c/01-projector.c" "$tap_dir"
    tap_run "the page has MathML" grep -q '<math' "$tap_dir/01-projector.html"
    tap_run "and its output" grep -q 'trace 6' "$tap_dir/01-projector.html"
    tap_equal "and nothing outside itself" "$(grep -cE '(src|href)="[^#d][^"]*\.(svg|css|js)"' "$tap_dir/01-projector.html")" 0
    if command -v gnuplot >/dev/null; then
        tap_run "the page has its figure" grep -q '<figure>\|<img' "$tap_dir/01-projector.html"
        tap_run "and the Jupyter notebook as PNG" grep -q '"image/png"' "$tap_dir/01-projector.ipynb"
    else
        tap_skip "figures" "no gnuplot"
    fi
    tap_run "the Jupyter notebook has code cells" grep -q '"cell_type": "code"' "$tap_dir/01-projector.ipynb"
else
    tap_skip "a notebook is woven" "no pandoc"
fi
mkdir "$tap_dir/bin"
for program in awk basename cat cp dirname grep ls mkdir sed sh uname; do
    ln -s "$(command -v $program)" "$tap_dir/bin/$program"
done
printf '#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\nprintf "#!/bin/sh\\necho done\\n" >"$2" && %s +x "$2"\n' \
    "$(command -v chmod)" >"$tap_dir/bin/compiles"
chmod +x "$tap_dir/bin/compiles"
message=$(PATH=$tap_dir/bin OHM_COMPILE=compiles sh "$OHM_SRCDIR/notebooks-c/run.sh" \
    "$OHM_SRCDIR/notebooks-c/01-projector.c" "$tap_dir/bare" 2>&1)
tap_run "without pandoc it says what to install" sh -c 'case $1 in *"Debian: pandoc"*) ;; *) echo "$1"; exit 1 ;; esac' \
    sh "$message"
tap_done
