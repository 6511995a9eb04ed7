#!/bin/sh
# SheetJS 0.18.5 (npm package xlsx) writes local midnight as a moment 30 seconds off, where the time zone had local mean
# time with odd seconds in 1899.
#
# Seen with Node 20, TZ=Asia/Ho_Chi_Minh: 1 March 2019 becomes 43525.00034722222 in .xlsx, and 43525 under UTC. 43525 is
# right; the rest is 30 seconds of a day. The library takes the offset of 30 December 1899 (UTC+7:06:30, in whole minutes)
# from today's. A reader that takes only whole days for dates finds none in such a file.
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
const sheet = X.utils.aoa_to_sheet([[new Date(2019, 2, 1)]]);
const book = X.utils.book_new();
X.utils.book_append_sheet(book, sheet, "a");
const xml = X.CFB.read(X.write(book, { type: "buffer", bookType: "xlsx" }), { type: "buffer" });
const part = X.CFB.find(xml, "/xl/worksheets/sheet1.xml").content.toString();
console.log(/<v>([^<]*)<\/v>/.exec(part)[1]);
JS
there=$(TZ=Asia/Ho_Chi_Minh node write.js)
here=$(TZ=UTC node write.js)
echo "Asia/Ho_Chi_Minh: $there"
echo "UTC: $here"
[ "$there" = 43525.00034722222 ] && [ "$here" = 43525 ]
