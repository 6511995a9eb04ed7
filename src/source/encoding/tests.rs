use super::*;
use proptest::prelude::*;

const FILE: FileId = FileId(0);

fn text(bytes: &[u8]) -> String {
    decode_text(bytes, FILE).unwrap().text.into_owned()
}

/// The text of a table, and what is told of it: code, place in bytes, and the arguments.
fn table(bytes: &[u8]) -> (String, Vec<(&'static str, usize, String)>) {
    let decoded = decode_table(bytes, FILE).unwrap();
    let told = |fault: &Fault| {
        let args: Vec<&str> = fault
            .diagnostic
            .args
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        (fault.diagnostic.code.as_str(), fault.at, args.join("|"))
    };
    let faults = decoded.faults.iter().map(told).collect();
    (decoded.text.into_owned(), faults)
}

#[track_caller]
fn fault(bytes: &[u8], code: &str, at: usize, args: &str) {
    let (_, faults) = table(bytes);
    let [(told, place, told_args)] = &faults[..] else {
        panic!("one fault: {faults:?}")
    };
    assert_eq!((*told, *place, told_args.as_str()), (code, at, args));
}

fn code(bytes: &[u8]) -> (&'static str, u32, u32) {
    let error = decode_text(bytes, FILE).unwrap_err();
    let place = error.place.unwrap();
    (error.code.as_str(), place.line, place.column)
}

#[test]
fn a_mark_is_taken_off() {
    assert_eq!(text(b"\xef\xbb\xbf\xc4\x91"), "đ");
    assert!(matches!(
        decode_text("Quận 1".as_bytes(), FILE).unwrap().text,
        Cow::Borrowed("Quận 1")
    ));
}

#[test]
fn utf16_with_a_mark_is_read() {
    assert_eq!(text(b"\xff\xfe\x10\x01\xa1\x01\x6e\x00"), "Đơn");
    assert_eq!(text(b"\xfe\xff\x01\x10\x01\xa1\x00\x6e"), "Đơn");
    assert_eq!(
        code(b"\xff\xfea\x00\n\x00\x00\xd8b\x00"),
        ("bad-utf16", 2, 1),
        "a lone surrogate"
    );
    assert_eq!(
        code(b"\xff\xfea\x00b"),
        ("bad-utf16", 1, 2),
        "half a character"
    );
}

#[test]
fn text_is_composed() {
    for spelt in ["a\u{306}\u{323}", "a\u{323}\u{306}", "ă\u{323}", "ạ\u{306}"] {
        assert_eq!(text(spelt.as_bytes()), "\u{1eb7}");
    }
    assert_eq!(text("e\u{302}\u{301}".as_bytes()), "\u{1ebf}");
    assert_eq!(text("e\u{301}\u{302}".as_bytes()), "é\u{302}");
}

#[test]
fn bytes_that_are_no_utf8_are_told_with_their_place() {
    // windows-1258
    assert_eq!(code(b"a,b\r\nTi\xea\xec"), ("not-utf8", 2, 3));
    assert_eq!(
        code(b"a\rb\r\xff"),
        ("not-utf8", 3, 1),
        "line ends of old Macs"
    );
    assert_eq!(
        code(b"\xed\xa0\x80"),
        ("not-utf8", 1, 1),
        "a surrogate in UTF-8"
    );
}

#[test]
fn binary_files_are_refused() {
    assert_eq!(code(b"a\n\x00b"), ("binary-file", 2, 1));
    assert_eq!(code(b"\x89PNG\x00\x01"), ("binary-file", 1, 1));
    let workbook = decode_text(b"PK\x03\x04\x14\x00\x06\xff", FILE).unwrap_err();
    assert_eq!(
        (workbook.code.as_str(), workbook.help),
        ("binary-file", Some("workbook"))
    );
}

#[test]
fn windows_1258_is_read_where_its_words_confirm_it() {
    let bytes = b"\xd0\x6f\x6e v\xea\xf2,Ky\xec\r\n\x51\x75\xe2\xf2\x6e \x54\x68\x75\xd2 \xd0\xfd\xec\x63,1\r\n";
    let (text, faults) = table(bytes);
    assert_eq!(text, "Đon vệ,Ký\r\nQuận Thủ Đức,1\r\n");
    assert_eq!(
        faults,
        [("read-as-windows-1258", 0, "Windows-1258".to_owned())]
    );
    fault(b"caf\xe9,Qu\xe2\xf2n\n", "unconfirmed-encoding", 0, "café");
    // é in windows-1258, ộ in TCVN3.
    fault_among(b"b\xe9\n", "ambiguous-encoding", "bé|bộ|TCVN3 (ABC)");
}

#[track_caller]
fn fault_among(bytes: &[u8], code: &str, args: &str) {
    let (_, faults) = table(bytes);
    assert!(
        faults
            .iter()
            .any(|(told, _, told_args)| *told == code && told_args == args),
        "{faults:?}"
    );
}

#[test]
fn encodings_of_fonts_are_named() {
    fault(
        b"a,b\nQu\xcbn Th\xf1 \xa7\xf8c,1\n",
        "legacy-encoding",
        4,
        "TCVN3 (ABC)|Quận|QuËn",
    );
    fault(
        "a\nQuËn Thñ §øc\n".as_bytes(),
        "legacy-encoding",
        2,
        "TCVN3 (ABC)|Quận|QuËn",
    );
    fault(
        b"Tie\xe1ng Vie\xe4t",
        "legacy-encoding",
        0,
        "VNI|Tiếng|Tieáng",
    );
    fault(
        "Haø Noäi ñöôïc".as_bytes(),
        "legacy-encoding",
        0,
        "VNI|Hà|Haø",
    );
}

#[test]
fn one_foreign_word_in_prose_is_no_encoding() {
    let faults = |text: &'static str| decode_text(text.as_bytes(), FILE).unwrap().faults.len();
    assert_eq!((faults("Tạp chí “På”"), faults("QuËn Thñ §øc")), (0, 1));
    fault("på".as_bytes(), "legacy-encoding", 0, "TCVN3 (ABC)|pồ|på");
}

#[test]
fn mojibake_is_named() {
    fault(
        "a,Quáº\u{ad}n 1".as_bytes(),
        "mojibake",
        2,
        "UTF-8|Quận|Quáº\u{ad}n",
    );
    fault(
        "Tiêìng Viêòt".as_bytes(),
        "mojibake",
        0,
        "Windows-1258|Tiếng|Tiêìng",
    );
}

#[test]
fn lost_letters_are_told_in_any_encoding() {
    fault("Qu?n Th? Đ?c".as_bytes(), "lost-letters", 0, "Qu?n");
    fault(b"Qu?n Th? \xd0?c", "lost-letters", 0, "Qu?n");
    fault("Qu\u{fffd}n".as_bytes(), "lost-letters", 0, "Qu\u{fffd}n");
}

#[test]
fn look_alikes_are_mended_and_told() {
    let (text, faults) = table("NGƢỜI Ðức, Ɖông, Ðức Guðrún".as_bytes());
    assert_eq!(text, "NGƯỜI Đức, Đông, Đức Guðrún");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert_eq!(faults[0], ("look-alike", 0, "NGƯỜI|NGƢỜI".to_owned()));
    fault(
        "e\u{301}\u{302}".as_bytes(),
        "typing-order",
        0,
        "ế|é\u{302}",
    );
}

#[test]
fn utf16_without_its_mark_is_named() {
    let error = decode_table(b"a\0,\0b\0\n\0", FILE).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.help),
        ("binary-file", Some("utf-16"))
    );
}

#[test]
fn a_page_in_another_encoding_is_told_which() {
    let error = decode_text(b"Ti\xea\xecng Vi\xea\xf2t", FILE).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.help),
        ("not-utf8", Some("named"))
    );
    assert_eq!(error.args, [("encoding", "Windows-1258".to_owned())]);
}

proptest! {
    #[test]
    fn any_text_comes_out_as_its_nfc(text in "[^\\x00]{0,40}") {
        let text = text.trim_start_matches('\u{feff}');
        let decoded = decode_text(text.as_bytes(), FILE).unwrap();
        if !decoded.faults.iter().any(|fault| fault.diagnostic.code.as_str() == "look-alike") {
            prop_assert_eq!(&*decoded.text, &*text.nfc().collect::<String>());
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = decode_text(&bytes, FILE);
        if let Ok(decoded) = decode_table(&bytes, FILE) {
            for fault in decoded.faults {
                prop_assert!(decoded.text.is_char_boundary(fault.at));
            }
        }
    }
}
