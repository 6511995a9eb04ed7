#!/bin/sh
# xlwt 1.3.0 (PyPI) saves empty text as the result of every formula, not "no result": a reader of values cannot tell a count
# that was never computed from a formula that gives "".
#
# Seen with Python 3.11 and xlrd 2.0.2: the cell of =A1-B1 over 50 and 42 is of type 1 (text) with the value ''. Its
# record says 'empty text' (kind 3) in the eight bytes of the result, and its flags do not ask to be computed on load.
#
# Exits 1 where that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xlwt==1.3.0 xlrd==2.0.2
cat >"$folder/write.py" <<'PY'
import struct, sys, xlrd, xlwt
book = xlwt.Workbook()
sheet = book.add_sheet("a")
sheet.write(0, 0, 50)
sheet.write(0, 1, 42)
sheet.write(0, 2, xlwt.Formula("A1-B1"))
book.save(sys.argv[1])
cell = xlrd.open_workbook(sys.argv[1]).sheet_by_index(0).cell(0, 2)
stream = open(sys.argv[1], "rb").read()
# A record of kind 6 for row 0, column 2.
at = next(i for i in range(len(stream) - 30) if stream[i : i + 2] == b"\6\0" and stream[i + 4 : i + 8] == b"\0\0\2\0")
result, flags = stream[at + 10 : at + 18], struct.unpack("<H", stream[at + 18 : at + 20])[0]
print("type", cell.ctype, "value", repr(cell.value), "result", result.hex(), "flags", flags)
PY
seen=$("$folder/venv/bin/python" "$folder/write.py" "$folder/a.xls")
echo "$seen"
[ "$seen" = "type 1 value '' result 030000000000ffff flags 0" ]
