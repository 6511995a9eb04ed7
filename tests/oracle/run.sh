#!/bin/sh
# Builds generated campaigns with BINARY and compares every figure with the independent calculation.
#   tests/oracle/run.sh BINARY [SEEDS [FIRST]]       e.g. tests/oracle/run.sh target/release/thidua 40
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
    rm -rf "$work/s" "$work/o"
    now=$(python3 "$here/generate.py" "$work/s" --without "${WITHOUT:-}" "$@") || exit 3
    if ! "$binary" build --root "$work/s" --out "$work/o" --now "$now" --format json >"$work/log" 2>&1; then
        echo "$name: the build failed"
        grep -v '"severity":"\(warning\|note\)"' "$work/log" | head -n 20
    elif python3 "$here/compare.py" "$work/s" "$work/o" --now "$now" >"$work/told"; then
        echo "$name: $(tail -n 1 "$work/told")"
        return
    else
        echo "$name: $(tail -n 1 "$work/told")"
        sed '$d' "$work/told"
    fi
    failed=1
    if [ -n "${KEEP:-}" ]; then
        mkdir -p "$KEEP/$name" && cp -R "$work/." "$KEEP/$name/" && echo "$now" >"$KEEP/$name/now"
    fi
}

seed=$first
while [ "$seed" -lt $((first + seeds)) ]; do
    one "seed-$seed" --seed "$seed"
    seed=$((seed + 1))
done
for preset in ${PRESETS:-}; do
    one "$preset" --preset "$preset"
done
exit $failed
