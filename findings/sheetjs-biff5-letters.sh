#!/bin/sh
# SheetJS 0.18.5 (npm package xlsx) replaces every letter beyond Latin-1 by an underscore when it writes .xls of Excel 5
# (bookType "biff5"), without an error or a warning; the format itself knows code pages, Vietnamese among them.
#
# Seen with Node 20: "Quận 1" and "Quần 1" both come back as "Qu_n 1"; the same texts survive "biff8".
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
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["Quận 1"], ["Quần 1"]]), "a");
for (const bookType of ["biff8", "biff5"]) {
  const bytes = X.write(book, { type: "buffer", bookType });
  const sheet = X.read(bytes).Sheets.a;
  console.log(bookType, sheet.A1.v, "|", sheet.A2.v);
}
JS
node write.js | tee seen
printf 'biff8 Quận 1 | Quần 1\nbiff5 Qu_n 1 | Qu_n 1\n' | diff - seen
