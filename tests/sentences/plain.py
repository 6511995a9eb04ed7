"""Forms that say nothing of figures: labels, rules, names; and cells of tables, whose figures tests/oracle holds.

Words without a place in them are those of the language files.
"""

import os
import re
import tomllib

WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "locale", "vi")
NOT_SAID = ("diagnostic", "cli", "file-report", "form")
HELD = ("find.hint",)
CELLS = [
    r"<V>\*?(?: ?(?:Đạt|Vượt|Gần đạt|Chưa đạt))?", r"<N>", r"<P>", r"<U>", r"<K>", r"<I>", r"<F>", r"<S>", r"<D>", r"<W>(?:: (?:<N>(?:,\d+)? / <N>|cỡ mẫu <N>))?", r"<R>(?: (?:Đạt|Vượt|Gần đạt|Chưa đạt))?", r"–",
    r"<N> / <N>", r"cỡ mẫu <N>", r"<N>/<N>", r"hạng <N>(?: (?:Đạt|Vượt|Gần đạt|Chưa đạt))?", r"<T>(?:, mọi lĩnh vực)?", r"(?:<V>|chưa có số liệu|không cộng gộp được|không phát sinh|thiếu (?:các )?lĩnh vực <F>(?:, <F>)*)(?: (?:Đạt|Vượt|Gần đạt|Chưa đạt))?(?: (?:mục tiêu <T>(?:, mọi lĩnh vực)?|không đặt mục tiêu))?",
    r"mục tiêu <T>(?:, mọi lĩnh vực)?", r"T\d+(?:/\d{4})?", r"Quý (?:IV|I{1,3})(?:/\d{4})?", r"\d{4}", r"hoặc|;",
]
REMARKS = [
    r"khoảng tin cậy 95%: <V> đến <V>(?:; chênh lệch nằm trong sai số khảo sát)?", r"mẫu dưới <N>, không xếp hạng", r"Mẫu dưới <N> thì không xếp hạng",
    r"lĩnh vực <F> <V>(?:, (?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục))?(?:; còn <N> lĩnh vực khác chưa đạt)?", r"(?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục)", r"thiếu (?:các )?lĩnh vực <F>(?:, <F>)*",
    r"<F>(?: <V>)?(?:, (?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục))?", r"Lĩnh vực chưa đạt: <F>(?: <V>)?(?:, <F>(?: <V>)?)*", r"Riêng đơn vị, chưa gồm đơn vị trực thuộc: <V>",
    r"Chưa có báo cáo: .*", r"(?:từ <P> đến <P>|từ tháng \d+ đến tháng \d+/\d{4})", r"<V>, (?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục)",
    r"(?:<P>|từ tháng \d+ đến tháng \d+/\d{4}|từ <P> đến <P>)(?:, (?:<P>|từ tháng \d+ đến tháng \d+/\d{4}|từ <P> đến <P>))*", r"(?:.*, )?lĩnh vực <F> \(.*\)", r"<F> trong .*",
]
PAGES = [
    r", <W>", r"<U>: Kết quả", r"Kết quả của từng đơn vị theo kỳ: <K>", r"<K> · <K>", r"<K>: theo vị trí", r"<K> <N> đơn vị", r"<N> đơn vị", r"<N> đơn vị được xếp hạng", r"<N> tệp", r"data/\S+", r"<N>/<N> đơn vị phải báo cáo còn thiếu ít nhất một kỳ",
    r"Đơn vị phải báo cáo: <K>(?:, <K>)*", r"Tử số: .*|Mẫu số: .*|Giá trị: .*|Cỡ mẫu: .*", r"Kỳ gần nhất, <P>: <N>/<N> đơn vị đã báo cáo đủ", r"<N> đơn vị phải báo cáo", r"Tình hình báo cáo: <K>", r"(?:Đủ|Thiếu|KPS|<N>/<N>|–) (?:đã báo cáo đủ|số chỉ tiêu đã có trên số phải có|không phát sinh|chưa báo cáo|không phải báo cáo)",
    r"mới có <N> trên <N> chỉ tiêu", r"<U>(?:[;,] <U>)*", r"<N> đơn vị cùng hạng", r"Khối không xếp hạng \(chỉ có một đơn vị, hoặc chưa có số liệu để xếp\): .*", r"(?:<N>|–)<U>", r"<I>(?: \(hệ số <N>\))?(?:[,;] <I>(?: \(hệ số <N>\))?)*", r"và <N> đơn vị khác.*", r"và <N> chỉ tiêu khác",
    r"Điểm tổng hợp từ 0 đến 100 là trung bình có hệ số của mức đạt mục tiêu, tính theo kết quả chung chứ không theo từng lĩnh vực: <I> \(hệ số <N>\)(?:, <I> \(hệ số <N>\))*", r"Thứ hạng qua các kỳ: <I>(?:; <I>)*", r"<V> <U>", r"<V> <N> đơn vị cùng hạng",
    r"(?:T\d+|Quý (?:IV|I{1,3}))(?:/\d{4})? – (?:T\d+|Quý (?:IV|I{1,3}))(?:/\d{4})?", r"Tính các đơn vị phải đăng ký ít nhất một sáng kiến, giải pháp hoặc cách làm hay: <K>(?:, <K>)*", r"Các đơn vị cùng hạng xếp theo tên", r"Trung vị <V>, một nửa từ <V> đến <V>", r"(?:Đạt|Vượt|Gần đạt|Chưa đạt|Mẫu quá nhỏ|Không xét|Chưa có số liệu): <N>", r"Mục tiêu <T>", r"Mục tiêu <V> đến <N>(?:,\d+)? \S[^,.]*…", r"<V> <U>", r"<N> <U>", r"<U>(?:: <V>)?", r"Số liệu đến hết tháng \d+/\d{4}", r"Khối có không quá <N> đơn vị thì kê đủ; khối dài hơn kê <N> đơn vị đầu và <N> đơn vị cuối bảng",
    r"<U> <N>/<N> mục tiêu", r"<U> <N>", r"<I> <V>", r"Nguồn: .*",
]
LISTS = [  # Held by tests/oracle/page_attention.py.
    r"<U> (?:Chưa đạt|Gần đạt)", r"<K> <N>/<N> đơn vị", r"<N> đơn vị chưa đủ số liệu để kết luận", r"<U> <V> hạng <N>/<N>(?:; yếu nhất: <F> <V>)?(?:; đã dùng: <S>)?", r"hạng <N>/<N>(?:; yếu nhất: <F> <V>)?(?:; đã dùng: <S>)?",
]
PRACTICES = [
    r"<N> cách làm đã thử, chưa thấy khác biệt",
    r"(?:<U>|đăng ký|thử nghiệm|đang áp dụng|đã công nhận|đã nhân rộng|đã dừng|sáng kiến|giải pháp|cách làm hay|<F>|Việc chung|tự báo cáo|đã thẩm định|đánh giá độc lập|<D>|<P>|hỏi [^.·]+)", r"<S>: <N> sáng kiến|<I>: <N> sáng kiến|<U>: <N> sáng kiến|<F>: <N> sáng kiến|Việc chung: <N> sáng kiến",
    r"(?:Lĩnh vực|Đăng ký|Thử nghiệm|Đang áp dụng|Đã dừng|Sáng kiến|Giải pháp|Tự báo cáo|Đã thẩm định|Chưa đo được|Chưa thấy khác biệt|Tốt)[^:]*: <N> sáng kiến", r"<N> của đơn vị, <N> đã áp dụng", r"<N> đơn vị có sáng kiến hoặc đã áp dụng", r"<N> đơn vị chưa đăng ký", r"Cập nhật <D>|Cập nhật <P>", r"<U> \(\d{4}\)\. <S>\. Kho sáng kiến, .*, mã \S+, cập nhật .*", r"(?:Thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ Nhật), <D>",
    r"<U>(?: cùng khối)? <I>(?:, lĩnh vực <F>)?: <V>(?:; <I>(?:, lĩnh vực <F>)?: <V>)*", r"Xem sáng kiến(?: trong kho)?|(?:Xem cả|Cả) <N> sáng kiến", r"<N> sáng kiến", r"Chưa có thông tin về: [^.]*", r"<S>(?: minh họa)?", r"Việc làm minh họa|Người đến phải chờ lâu|Hẹn giờ trước|Văn phòng|Trang minh họa|minh họa",
    r"<F>: <V>|<U> <F>", r"Tính các đơn vị phải đăng ký ít nhất một sáng kiến, giải pháp hoặc cách làm hay: <K>(?:, <K>)*", r"(?:Tự báo cáo|Đã thẩm định|Đánh giá độc lập)", r"<N> tháng", r"tháng bắt đầu", r"<N> đơn vị còn lại của khối", r"Trước và sau, <N> tháng mỗi bên",
    r"Đường theo tháng của <U>, từ <V> \(<P>\) đến <V> \(<P>\); bắt đầu .*", r"Các đơn vị còn lại của khối: <V> trước, <V> sau", r"(?:Trước|Sau|Khối) <V>", r"(?:Trước|Sau): <V>", r"[+−]?<V>(?: điểm)?(?: \([+−]?<V>\))?", r"có tháng chỉ <N>/<N> đơn vị báo cáo", r"bắt đầu <P>",
]
INDICES = [
    r"(?:PAR INDEX|PCI|PAPI|Chỉ số tỉnh)(?: qua các năm)?", r"Nguồn minh họa", r"thang \d+", r"<N>(?:,\d+)?", r"năm \d{4}", r"–chưa tìm được", r"(?:Không có số liệu): năm \d{4}(?:, năm \d{4})*", r"Thấp nhất <N>(?:,\d+)? \(năm \d{4}\), cao nhất <N>(?:,\d+)? \(năm \d{4}\)", r"Từ <N>(?:,\d+)? \(năm \d{4}\) đến <N>(?:,\d+)? \(năm \d{4}\), <N> kỳ có số liệu", r"<N>(?:,\d+)? trong năm \d{4}",
]
SITE = [r"Thi đua [^.:]*", r"Cơ quan minh họa(?: Thi đua .*)?", r"Báo cáo kết quả thi đua Thi đua .*", r"điểm|phút|giờ|ngày|%|‰|hồ sơ/người|lần/hồ sơ|hồ sơ|lượt", r"Sáng kiến của cá nhân tính cho đơn vị của người đó|Có tính cả sáng kiến minh họa", r"Chưa đăng ký: <U>(?:, <U>)*", r"Áp dụng cho: <I>(?:, <I>)*|Ở các chỉ tiêu sau, lĩnh vực không có dòng số liệu nghĩa là không phát sinh: <I>(?:, <I>)*", r"\d h…"]


def words():
    """The words of pages that have no place in them, whole or each of their sentences; those with a remark behind a colon too."""
    found = set()
    for name in sorted(os.listdir(WORDS)):
        with open(os.path.join(WORDS, name), "rb") as file:
            gather(tomllib.load(file), "", found)
    return sorted(found)


def gather(table, path, found):
    """The words below a key."""
    for key, value in table.items():
        here = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            if not here.startswith(NOT_SAID):
                gather(value, here, found)
        elif here not in HELD:
            text = value.replace("\xa0", " ").strip(" .")
            if "{" not in value:
                found.add(text)
                found.add(text[:1].upper() + text[1:])
            elif here.startswith("method"):
                found.add(re.compile(re.sub(r"\\{[^}]*\\}", r".+?", re.escape(text))).pattern)


PLAIN = [*CELLS, *REMARKS, *PAGES, *LISTS, *PRACTICES, *INDICES, *SITE, *(w if "+?" in w else re.escape(w) for w in words())]
