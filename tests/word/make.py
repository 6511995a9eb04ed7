"""Makes thong-bao.docx: an official announcement as Word writes one, with a tracked change, a label list, a picture and
the frame of motto and signatures."""

import struct
import zipfile
import zlib
from pathlib import Path

SCHEMAS = "http://schemas.openxmlformats.org"
RELATION = f"{SCHEMAS}/officeDocument/2006/relationships"
NAMES = " ".join(
    f'xmlns:{prefix}="{SCHEMAS}/{name}"'
    for prefix, name in [
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    ]
)
CENTRED, BOLD = '<w:jc w:val="center"/>', "<w:b/>"
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" descr="Lễ phát động ở Quận 3"/>'
    '<a:graphic><a:graphicData uri="p"><pic:pic><pic:blipFill><a:blip r:embed="img"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x30\x40" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(rows):
    cells = lambda row: "".join(f"<w:tc>{paragraph(run(*cell))}</w:tc>" for cell in row)
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


BODY = "".join(
    [
        table([[("UBND QUẬN 3", BOLD), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD)]]),
        paragraph(""),
        paragraph(run("THÔNG BÁO", BOLD), CENTRED),
        paragraph(run("Về việc tiếp nhận hồ sơ sáng thứ Bảy", BOLD), CENTRED),
        paragraph(run("Ủy ban nhân dân Quận 3 thông báo như sau:")),
        paragraph(run("I. THỜI GIAN", BOLD)),
        paragraph(
            run("Từ ngày 01/12/2019, ")
            + '<w:del w:id="1"><w:r><w:delText>mỗi chiều</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2">{run("mỗi sáng")}</w:ins>'
            + run(" thứ Bảy.")
        ),
        paragraph(run("Nộp hồ sơ"), LISTED),
        paragraph(run("Nhận kết quả"), LISTED),
        paragraph(PICTURE),
        paragraph(run("II. KẾT QUẢ", BOLD)),
        table([[("Phường", BOLD), ("Hồ sơ", BOLD)], [("Phường 1",), ("12",)]]),
        table([[("Nơi nhận: Như trên",), ("CHỦ TỊCH",)]]),
    ]
)
PACKAGE = f"{SCHEMAS}/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="d" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="img" Type="{RELATION}/image" Target="media/image1.png"/>'
    f'<Relationship Id="n" Type="{RELATION}/numbering" Target="numbering.xml"/></Relationships>',
    "word/numbering.xml": f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/document.xml": f'<?xml version="1.0"?><w:document {NAMES}><w:body>{BODY}</w:body></w:document>',
    "word/media/image1.png": png(320, 200),
}

with zipfile.ZipFile(Path(__file__).with_name("thong-bao.docx"), "w", zipfile.ZIP_DEFLATED) as file:
    for name, content in PARTS.items():
        file.writestr(zipfile.ZipInfo(name, (2019, 8, 21, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
