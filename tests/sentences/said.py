"""Every form that a page may say, with the claim that holds it; forms without one say nothing of figures, or what tables hold (tests/oracle)."""

TAIL = r"(?: \(đơn vị báo cáo khác nhau giữa (?:các|hai) kỳ\))?"
SUBJECT = r"(?:(?P<subject>Kết quả chung|<U>): )?"
LEAD = r"(?:(?P<indicator>(?:<I>))(?:: )?)?"
ASIDE = r"(?:, (?P<without><N>) đơn vị chưa có số liệu)?(?:, (?P<aside><N>) đơn vị không xét)?"
STATE = r"(?P<state>không còn đạt|chưa đạt|gần đạt|vượt|đạt)"
GIVEN = r"(?: \(<N>/<N> đơn vị (?:đã báo cáo|có số liệu lĩnh vực này)(?:; thiếu [^)]*)?\)| \(thiếu [^)]*\))?"

SIDE = r"\((?:lũy kế )?<V:{0}>(?:; [^()]*)?\)"
LEARNT = r"[;,] đáng tham khảo là <S> của <U:unit>, đơn vị cùng khối có kết quả tốt hơn(?: ở lĩnh vực này)? " + SIDE.format("theirs")
BASE = r"(?: \((?:<N>(?:,\d+)? / <N>(?:,\d+)?|cỡ mẫu <N>)\))?"

NOTE = r"(?:lũy kế [^;()]*|<P>|khoảng tin cậy \d+%: <V> đến <V>|mẫu dưới <N>, không xếp hạng|[^;()]*đơn vị đã báo cáo|thiếu [^;()]*)"

BEFORE_AFTER = " → ".join(rf"(?:<V:{side}>|không phát sinh|rút lại|chưa có số liệu)" for side in ("old", "new"))

FORMS = [
    # One line over time.
    (SUBJECT + r"<V:shown> trong <P:period>, " + STATE + r" mục tiêu <T:target>(?: từ <P:since>| ở cả <N:always> kỳ có số liệu)?" + TAIL, "verdict"),
    (SUBJECT + r"<V:shown> trong <P:period>" + TAIL, "verdict"),
    (SUBJECT + r"<V:shown>(?: chung)? trong <P:period>; lĩnh vực <F:field> <V:weakest>, (?P<state>gần đạt|chưa đạt) mục tiêu <T:target>", "by_field"),
    (SUBJECT + r"<V:shown>(?: chung)? trong <P:period>; <N:count> lĩnh vực chưa đạt mục tiêu <T:target>, yếu nhất là <F:field> <V:weakest>", "by_field"),
    (SUBJECT + r"<V:shown>; lĩnh vực <F:field> <V:weakest>, (?P<state>gần đạt|chưa đạt) mục tiêu <T:target>", "by_field"),
    (SUBJECT + r"<V:shown>; <N:count> lĩnh vực chưa đạt mục tiêu <T:target>, yếu nhất là <F:field> <V:weakest>", "by_field"),
    (r"Lĩnh vực <F:field>: <V:shown> trong <P:period>", "verdict"),
    (SUBJECT + r"<V:shown> trong <P:period>, mẫu quá nhỏ để đánh giá" + TAIL, "small_sample"),
    (SUBJECT + r"(?P<way>[Tt]ăng|[Gg]iảm) từ <V:before> \(<P:before_period>\) (?:lên|xuống) <V:now> \(<P:period>\)" + TAIL, "moved"),
    (SUBJECT + r"<V:before> trong <P:before_period>, <V:now> trong <P:period>" + TAIL, "beside"),
    (SUBJECT + r"<V:shown> cả trong <P:before_period> lẫn <P:period>" + TAIL, "both"),
    (SUBJECT + r"[Cc]hưa có số liệu", None),
    (r"<P:period>: <N:part>/<N:of> đơn vị đã báo cáo(?:; <N:others> kỳ khác cũng chưa đủ)?", "coverage_below"),
    (r"<N:others> trong <N:periods> kỳ có số liệu chưa đủ đơn vị báo cáo", "coverage_below"),
    # The lead of a unit's page.
    (r"<I:indicator> (?P<way>tăng|giảm) từ <V:before> \(<P:before_period>\) (?:lên|xuống) <V:now> \(<P:period>\)(?P<lower>, càng thấp càng tốt)?(?P<doubt>, nhưng chênh lệch này có thể do sai số khảo sát)?", "moved"),
    (r"<I:indicator> giữ nguyên <V:now> trong <P:before_period> và <P:period>", "same"),
    (r"<I:indicator> hầu như không đổi: <V:before> trong <P:before_period>, <V:now> trong <P:period>", "nearly"),
    (r"<I:indicator>: <V:now> trong <P:period>" + GIVEN + ", chưa có kỳ trước để so sánh", "first_given"),
    (r"<I:indicator>: <V:now> trong <P:period>" + GIVEN + "; <P:before_period> (?:chưa có số liệu|không phát sinh|thiếu .+?|không cộng gộp được) nên chưa so sánh được", "after_gap"),
    (r"<I:indicator>: <V:now> trong <P:period>" + GIVEN + ", <V:before> trong <P:before_period>" + GIVEN + "; (?P<why>mẫu quá nhỏ để so sánh hai kỳ|chưa đủ đơn vị báo cáo để so sánh hai kỳ|đơn vị báo cáo hai kỳ khác nhau nên không so sánh)", "apart"),
    (r"<P:period> (?:chưa có số liệu|không phát sinh|thiếu [^.;]+|không cộng gộp được)", "behind"),
    (r"Chưa có số liệu nào của <U>", None),
    (r"(?:Vướng|Ở chỉ tiêu “<I:indicator>”, vướng) nhất là lĩnh vực (?P<fields><F>(?:(?:, | và )<F>)*) \((?:lũy kế )?<V:shown>(?:; <N>/<N> đơn vị [^)]*)?\)", "weakest"),
    (r"Ở chỉ tiêu “<I:indicator>”, sát mục tiêu nhất là lĩnh vực (?P<fields><F>(?:(?:, | và )<F>)*) \((?:lũy kế )?<V:shown>(?:; <N>/<N> đơn vị [^)]*?)?; mục tiêu <T>\)", "weakest"),
    (r"<U:unit> xếp hạng <N:place>/<N:of> trong khối \(<K:block>\) về (?:điểm tổng hợp|chỉ tiêu “<I:indicator>”)(?: \(thiếu [^)]*\))?(?:, đồng hạng với <N:others> đơn vị khác)?", "stands_by"),
    (r"<U:unit> (?:cùng <N:others> đơn vị khác )?đứng đầu <N:of> đơn vị được xếp hạng trong khối \(<K:block>\) về (?:điểm tổng hợp|chỉ tiêu “<I:indicator>”)(?: \(thiếu [^)]*\))?", "stands_by"),
    (r"Cả <N:of> đơn vị được xếp hạng trong khối \(<K:block>\) bằng nhau về (?:điểm tổng hợp|chỉ tiêu “<I:indicator>”)(?: \(thiếu [^)]*\))?", "all_first"),
    (r"<U:unit> chưa có hạng tổng hợp trong khối \(<K:block>\): <R>", "unranked_by"),
    # Units beside each other.
    (r"(?P<many>[Cc]ả|[Cc]hưa đơn vị nào trong|(?P<met><N>) trong) <N:of> đơn vị (?:được xét đều )?đạt mục tiêu <T:target>" + ASIDE, "met_by_units"),
    (r"<U:unit> (?P<state>đạt|chưa đạt) mục tiêu <T:target>" + ASIDE, "one_unit"),
    (r"(?:Từ|từ) <V:low> \((?P<low_of><U>)\) đến <V:high> \((?P<high_of><U>)\)(?:, <N:without> đơn vị chưa có số liệu)?", "extremes"),
    (r"[Cc]ả <N:of> đơn vị cùng ở mức <V:shown>(?:, <N:without> đơn vị chưa có số liệu)?", "all_equal"),
    (r"Mọi đơn vị ấy cùng ở mức <V:shown>", "all_equal"),
    (r"<U:unit>: <V:shown>(?:, <N:without> đơn vị chưa có số liệu)?", "unit_alone"),
    (r"Đạt mục tiêu: <K> <N>/<N>(?:, <K> <N>/<N>)*", None),
    (r"Hạng <N:place>/<N:of> trong khối|Đứng đầu <N:of2> đơn vị được xếp hạng trong khối|Đồng hạng <N:place3>/<N:of3> trong khối với <N:others> đơn vị khác", "place_said"),
    (r"Đơn vị duy nhất được xếp hạng trong khối", "place_only"),
    # Descriptions of drawings.
    (r"Từ <V:before> \(<P:before_period>\) đến <V:now> \(<P:period>\), <N:count> kỳ có số liệu", "line_told"),
    (r"Thấp nhất <V:low> \((?P<low_of><U>|<P>|<F>)\), cao nhất <V:high> \((?P<high_of><U>|<P>|<F>)\)(?:; càng (?P<better>cao|thấp) càng tốt)?", "extremes"),
    (r"Mục tiêu <T>", None),
    (r"Thứ tự trong bảng theo hạng ở chỉ tiêu “<I:indicator>”", None),
    (r"(?:Không có số liệu|Chưa đủ đơn vị báo cáo|Thiếu lĩnh vực hoặc đơn vị nên không có số chung): (?:<N> kỳ|<P>(?:, <P>)*)", None),
    (r"Số liệu minh họa", None),
    (r"<N:count> đơn vị có số liệu", "counted_units"),
    (r"<N:count> đơn vị chưa có số liệu", "counted_without"),
    # Fields.
    (r"(?P<many>[Cc]ả|[Cc]hưa lĩnh vực nào trong|(?P<met><N>) trong) <N:of> lĩnh vực (?:được xét đều )?đạt mục tiêu <T:target> trong <P:period>(?:, (?P<aside><N>) lĩnh vực không xét)?(?:, (?P<without><N>) lĩnh vực chưa có số liệu)?" + TAIL, "met_by_fields"),
    (r"<F:field> (?P<state>đạt|chưa đạt) mục tiêu <T:target> trong <P:period>(?:, (?P<aside><N>) lĩnh vực không xét)?(?:, (?P<without><N>) lĩnh vực chưa có số liệu)?" + TAIL, "met_by_fields"),
    (r"(?:Từ|từ) <V:low> \((?P<low_of><F>)\) đến <V:high> \((?P<high_of><F>)\) trong <P:period>" + TAIL, "fields_span"),
    (r"[Cc]ả <N:of> lĩnh vực cùng ở mức <V:shown> trong <P:period>" + TAIL, "fields_equal"),
    (r"<F:field>: <V:shown>(?: trong <P:period>)?" + TAIL, "field_said"),
    # Places over time.
    (r"<U:unit> tiến nhiều hạng nhất, từ hạng (?P<from><N>/<N>) \(<P:from_period>\) lên hạng (?P<to><N>/<N>) \(<P:to_period>\)(?: \(có kỳ chưa đủ đơn vị báo cáo\))?", "climbed"),
    (r"<U>(?:(?:, | và )<U>)* cùng tiến nhiều hạng nhất, <N:count> hạng từ <P:from_period> đến <P:to_period>(?: \(có kỳ chưa đủ đơn vị báo cáo\))?", "climbed_together"),
    (r"<N:many> đơn vị cùng tiến nhiều hạng nhất, <N:count> hạng từ <P:from_period> đến <P:to_period>(?: \(có kỳ chưa đủ đơn vị báo cáo\))?", "climbed_together"),
    (r"Không đơn vị nào tiến hạng từ <P:from_period> đến <P:to_period>(?: \(có kỳ chưa đủ đơn vị báo cáo\))?", "still"),
    (r"Thứ hạng trong <P>|Thứ hạng từ <P> đến <P>|Chưa có thứ hạng", None),
    (r"<U:unit>: hạng (?P<from><N>/<N>) \(<P:from_period>\)(?:, hạng (?P<to><N>/<N>) \(<P:to_period>\))?", "moves_place"),
    (r"Hạng trong khối theo từng kỳ, từ .+? đến <P>: [^(;]+(?:\(trong <N> đơn vị\))?(?:; dấu [=*] là (?:đồng hạng|chưa đủ đơn vị báo cáo))*", None),
    (r"dấu [=*] là (?:đồng hạng|chưa đủ đơn vị báo cáo)", None),
    (r"(?P<many>(?P<met><N>) trong|Cả|Chưa đơn vị nào trong) <N:of> đơn vị (?:đều )?đạt mục tiêu ở cả <N:periods> kỳ", "always_in_block"),
    (r"<K>: (?P<many>(?P<met><N>) trong|Cả|Chưa đơn vị nào trong) <N:of> đơn vị (?:đều )?đạt mục tiêu ở cả <N:periods> kỳ", "always_in_block"),
    # Rankings.
    (r"(?:<K:block>: )?(?P<who><U>) dẫn đầu", "leads"),
    (r"(?:<K:block>: )?(?P<who><U>(?:(?:, | và )<U>)*) cùng dẫn đầu", "leads"),
    (r"(?:<K:block>: )?(?P<who>(?P<many><N>) đơn vị) cùng dẫn đầu", "leads"),
    (r"<N:count> đơn vị không xếp hạng \(<R>\):(?P<units>.*)", "listed_unranked"),
    # Heads.
    (r"(?:(?P<subject>Kết quả chung|<U>):? )?(?:đạt <N:met> trong|(?P<all>đạt cả)|(?P<none>chưa đạt mục tiêu nào trong)) <N:of> mục tiêu", "targets_said"),
    (r"(?:(?P<subject>Kết quả chung|<U>):? )?(?:đạt|(?P<none>chưa đạt)) mục tiêu", "targets_said"),
    (r"(?P<subject>Kết quả chung|<U>): <V:shown>(?:, (?P<state>chưa đạt|gần đạt|vượt|đạt) mục tiêu <T:target>)?", "headline_said"),
    (r"(?P<state>Chưa đạt|Gần đạt) <I:indicator>: (?:lĩnh vực <F:field> )?<V:shown>(?:, (?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục))?(?:; còn <N:others> lĩnh vực khác chưa đạt)?", "headline_of"),
    (r"<I:indicator>(?:, lĩnh vực <F:field>)?: <V:shown>", "headline_of"),
    (r"(?:<U> )?<N:met>/<N:of> mục tiêu", "targets_said"),
    (r"<K:block>: <N:met>/<N:of> đơn vị đạt", "kind_met"),
    (r"mục tiêu <T>(?:, mọi lĩnh vực)?\. <N:count> đơn vị chưa đạt hoặc gần đạt", "short_of"),
    (r"mục tiêu <T>(?:, mọi lĩnh vực)?\. Mọi đơn vị được xét đều đạt", "short_of"),
    (r"mục tiêu <T>(?:, mọi lĩnh vực)?\. Chưa có đơn vị nào đủ số liệu để so với mục tiêu", "short_of"),
    (r"(?:<U>: )?So với mục tiêu|Các đơn vị so với mục tiêu|Dưới mỗi kết quả là hạng trong khối và kết quả so với mục tiêu|Mục tiêu của đợt thi đua|Đang ở đâu so với mục tiêu|Kết quả so với mục tiêu", "has_target"),
    (r"<I:indicator>: (?:lĩnh vực <F:field> )?<V:shown>(?:, (?:còn thiếu|thừa) <N> (?:hồ sơ|trường hợp|thủ tục))?(?:; còn <N:others> lĩnh vực khác chưa đạt)?", "headline_of"),
    (r"Đạt mục tiêu trong <P:latest> mà <P:before> chưa đạt: <U>(?:, <U>)*(?: và <N> đơn vị khác)?", "turned"),
    (r"Chưa đạt mục tiêu trong <P:latest> mà <P:before> đã đạt: <U>(?:, <U>)*(?: và <N> đơn vị khác)?", "turned"),
    (r"Không đơn vị nào chưa đạt mục tiêu", "nobody_short"),
    (r"Lĩnh vực chưa đạt: <F> \(<N> đơn vị\)(?:, <F> \(<N> đơn vị\))*", "failing_of_kind"),
    # What a text says of figures.
    (r"<U:unit>, <I:indicator>: (?:<V:shown>|(?P<absent>chưa có số liệu|không cộng gộp được|không phát sinh|thiếu [^.;]+?))(?: (?P<state>Đạt|Vượt|Gần đạt|Chưa đạt))?(?: mục tiêu <T:target>)?", "progress_said"),
    # What changed after it was published.
    (r"(?:(?P<sofar>(?:[Tt]rước: )?[Ll]ũy kế [^:→]*(?:; nay: [^:→]*)?)|<P:period>)(?:, <F:field>)?: " + BEFORE_AFTER + r"(?: \([^()]*\))?, (?:sửa ngày <D:day>|đã sửa, chưa công bố lại)", "revised_said"),
    (r"và <N> số khác", None),
    (r"Đã sửa sau khi công bố: (?:<N> kỳ|<P>(?:, <P>)*)", "revised_periods"),
    # What is pasted into other sites.
    (r".+: chữ, bảng và ảnh để dán vào trang khác", None),
    (r"(?:<I>|<U>|Kết quả chung) \(" + NOTE + "(?:; " + NOTE + r")*\)", None),
    # Days and counts.
    (r"còn <N:count> ngày(?: nữa bắt đầu)?", "days_left"),
    (r"đã kết thúc", "is_over"),
    (r"Ví dụ: .+", "example"),
    (r"hôm nay là ngày cuối", "last_day"),
    (r"Phong trào đã kết thúc ngày <D:day>(?:; kết quả theo số liệu đến hết tháng \d+/\d{4})?", "is_over"),
    (r"<N:count> (?:đơn vị tham gia thi đua|chỉ tiêu của đợt thi đua|sáng kiến, giải pháp, cách làm hay)", "counted"),
    (r"<N:count> đơn vị trực thuộc", "counted_below"),
    (r"<N:part>/<N:of> đơn vị (?:đã báo cáo|có số liệu lĩnh vực này)", "coverage_said"),
    (r"(?P<kinds><K>(?:; <K>)*): chưa từng báo cáo (?:các )?lĩnh vực (?P<fields><F>(?:, <F>)*) nên không tính là thiếu", "not_owed"),
    (r"<N:part> / <N:of> đơn vị (?:trực thuộc )?đã đăng ký(?: sáng kiến)?", "registered"),
    # Practices.
    (r"<N:count> đơn vị khác đã áp dụng", "adopters"),
    (r"<I:indicator>(?:, lĩnh vực <F>)?: <V:before> trước, <V:after> sau(?: \((?P<k>\d+) tháng\))?(?:; cùng khối [+−]?<V>(?: điểm)?)?(?:; (?:có tháng chưa đủ đơn vị báo cáo|chưa thấy khác biệt))*(?: \(<N> tháng mỗi bên(?:; cùng khối [+−]?<V>(?: điểm)?)?(?:; (?:có tháng chưa đủ đơn vị báo cáo|chưa thấy khác biệt))*\))?", "effect"),
    (r"<V:before> trước, <V:after> sau(?: \((?P<k>\d+) tháng\))?", "effect"),
    (r"<N> tháng mỗi bên(?:; cùng khối [+−]?<V>(?: điểm)?)?(?:; (?:có tháng chưa đủ đơn vị báo cáo|chưa thấy khác biệt))*", "change"),
    (r"\((?:<N> tháng mỗi bên)?(?:; cùng khối [+−]?<V>(?: điểm)?)?(?:; (?:có tháng chưa đủ đơn vị báo cáo|chưa thấy khác biệt))*\)", "change"),
    (r"(?:Vướng nhất là|Về) lĩnh vực <F:field>(?: của chỉ tiêu “<I:indicator>”)? " + SIDE.format("ours") + LEARNT, "learnt"),
    (r"(?:Ở chỉ tiêu này|Về chỉ tiêu “<I:indicator>”) " + SIDE.format("ours") + LEARNT, "learnt"),
    (r"<U:unit> đạt <V:before>" + BASE + r" trong <N:k> tháng trước tháng bắt đầu \([^)]*\) và <V:after>" + BASE + r" trong <N> tháng sau \([^)]*\): (?P<change>[^.]*)", "impact_told"),
    (r"Cùng lúc đó, (?:đơn vị|<N:units> đơn vị) còn lại của khối có báo cáo đủ các tháng và không áp dụng sáng kiến này thay đổi (?P<change>.*?), từ <V:from_> đến <V:to>", "block_told"),
    (r"Có thể giúp <N:count> đơn vị", "might_help_count"),
    # Outside indices.
    (r"(?:Điểm|Hạng) (?P<index>PAR INDEX|PCI|PAPI|Chỉ số tỉnh) năm (?P<now_year>\d{4})(?: \((?P<now>[^)]+)\))? (?P<way>cao hơn|thấp hơn|bằng|tốt hơn|kém hơn|không so được với) (?:điểm|hạng) năm (?P<year>\d{4}) \((?P<before>[^)]+)\)(?: vì số địa phương được xếp hạng không như nhau)?", "index_compared"),
    (r"(?P<index>PAR INDEX|PCI|PAPI|Chỉ số tỉnh)(?:, năm thi đua \d{4})?: (?=.*(?:điểm trên|hạng))(?:<N>(?:,\d+)? điểm trên thang \d+)?(?:[,;] )?(?:hạng \d+(?: trong \d+ địa phương)?)?(?: \(năm \d{4}\))?(?:; hạng \d+(?: trong \d+ địa phương)?(?: \(năm \d{4}\))?)?", "index_said"),
    (r"(?:(?:PAR INDEX|PCI|PAPI|Chỉ số tỉnh): )?(?:Điểm|Hạng \(số nhỏ là tốt hơn\)): <N>(?:,\d+)? trong năm \d{4}(?:, <N>(?:,\d+)? trong năm \d{4})?", "index_ends"),
    (r"(?P<index>PAR INDEX|PCI|PAPI|Chỉ số tỉnh)(?:, năm thi đua (?P<year>\d{4}))?: chưa tìm được số liệu", "index_gap"),
]
