#!/bin/sh
# SheetJS 0.18.5 (npm package xlsx): what becomes of a formula cell to which the writer was given no value depends on the
# format, and in none of them is anything told.
#
# Seen with Node 20, a sheet of 50, 42 and the formula A1-B1 without a value, written and read again with formulas:
#   xlsx    the cell is written with an empty value, and is no cell when SheetJS reads it again
#   biff8   the cell is not written at all (.xls): the formula is lost
#   ods     0 is written as its result, which every reader takes for a count of 0 (8 would be right)
#
# Exits 1 where that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
cat >write.js <<'JS'
const X = require("xlsx");
const sheet = X.utils.aoa_to_sheet([[50, 42]]);
sheet.C1 = { t: "n", f: "A1-B1" };
sheet["!ref"] = "A1:C1";
const book = X.utils.book_new();
X.utils.book_append_sheet(book, sheet, "a");
for (const bookType of ["xlsx", "biff8", "ods"]) {
  const bytes = X.write(book, { type: "buffer", bookType });
  const cell = X.read(bytes, { cellFormula: true }).Sheets.a.C1;
  console.log(bookType, cell === undefined ? "no cell" : `${cell.f} is ${cell.v}`);
}
JS
node write.js | tee seen
printf 'xlsx no cell\nbiff8 no cell\nods A1-B1 is 0\n' | diff - seen
