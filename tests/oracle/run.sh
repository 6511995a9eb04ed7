#!/bin/sh
# Builds generated campaigns with BINARY and compares every figure with the independent calculation.
#   tests/oracle/run.sh BINARY [SEEDS [FIRST]]       e.g. tests/oracle/run.sh target/release/thidua 40
# and the campaign whose pages are kept word for word (tests/fixtures/every-page); compare.py --printed tells which printed figures are held.
#   PRESETS="blocks518 months276 large5000" adds the large ones, WITHOUT=excluded,tong leaves peculiarities out, KEEP=DIR keeps the folders of a seed that differs.
set -u
binary=${1:?usage: run.sh BINARY [SEEDS [FIRST]]}
seeds=${2:-20}
first=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
failed=0

# one NAME GENERATE-OPTIONS…
one() {
    name=$1
    shift
    folder=$work/$name
    mkdir "$folder"
    now=$(python3 "$here/generate.py" "$folder/s" --without "${WITHOUT:-}" "$@") || exit 3
    hold
}

# fixture NAME NOW: a fixture that is laid over the base alone
fixture() {
    name=$1 now=$2 folder=$work/$1
    mkdir "$folder" && cp -R "$here/../fixtures/_base" "$folder/s" && rm -r "$folder/s/expected" || exit 3
    while read -r path; do rm -r "$folder/s/$path"; done <"$here/../fixtures/$name/_without"
    cp -R "$here/../fixtures/$name/data" "$here/../fixtures/$name/content" "$folder/s" || exit 3
    hold
}

# Builds the site in $folder and compares it.
hold() {
    if ! "$binary" build --root "$folder/s" --out "$folder/o" --now "$now" --format json >"$folder/log" 2>&1; then
        echo "$name: the build failed"
        grep -v '"severity":"\(warning\|note\)"' "$folder/log" | head -n 20
    elif python3 "$here/compare.py" "$folder/s" "$folder/o" --now "$now" >"$folder/told"; then
        echo "$name: $(tail -n 1 "$folder/told")"
        rm -rf "$folder"
        return
    else
        echo "$name: $(tail -n 1 "$folder/told")"
        sed '$d' "$folder/told"
    fi
    failed=1
    if [ -n "${KEEP:-}" ]; then
        mkdir -p "$KEEP" && cp -R "$folder" "$KEEP/" && echo "$now" >"$KEEP/$name/now"
    fi
    rm -rf "$folder"
}

# The large ones beside the seeds: they take as long.
(
    for preset in ${PRESETS:-}; do
        one "$preset" --preset "$preset"
    done
    exit $failed
) >"$work/presets" &
fixture every-page 2019-10-15T08:00:00+07:00
seed=$first
while [ "$seed" -lt $((first + seeds)) ]; do
    one "seed-$seed" --seed "$seed"
    seed=$((seed + 1))
done
wait $! || failed=1
cat "$work/presets"
exit $failed
