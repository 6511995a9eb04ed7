#!/bin/sh
# calamine (python-calamine 0.9.1 on PyPI) garbles texts beyond Latin-1 in .xls files of Spreadsheet::WriteExcel 2.40
# (Debian: libspreadsheet-writeexcel-perl): each letter of two bytes comes out as two letters. xlrd reads them right.
#
# Seen with Perl 5.36 and Python 3.11: "Quận 1" is read as 'Q\x00u\x00\xad\x1en\x00 \x001\x00' by calamine, without an
# error, and as 'Quận 1' by xlrd 2.0.2. Numbers beside it are right, so only the names of a table are lost.
#
# Needs perl and apt-get download. Exits 1 where that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libspreadsheet-writeexcel-perl=2.40-4 libole-storage-lite-perl libparse-recdescent-perl >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" root; done
cat >write.pl <<'PL'
use utf8;
use Spreadsheet::WriteExcel;
my $book = Spreadsheet::WriteExcel->new($ARGV[0]);
my $sheet = $book->add_worksheet("a");
$sheet->write_string(0, 0, "Quận 1");
$sheet->write_number(0, 1, 50);
$book->close;
PL
PERL5LIB=root/usr/share/perl5 perl write.pl a.xls
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 xlrd==2.0.2
cat >read.py <<'PY'
import python_calamine, xlrd
print(ascii(python_calamine.CalamineWorkbook.from_path("a.xls").get_sheet_by_index(0).to_python()[0]))
print(ascii(xlrd.open_workbook("a.xls").sheet_by_index(0).row_values(0)))
PY
venv/bin/python read.py | tee seen
cat >expected <<'SEEN'
['Q\x00u\x00\xad\x1en\x00 \x001\x00', 50.0]
['Qu\u1eadn 1', 50.0]
SEEN
diff expected seen
