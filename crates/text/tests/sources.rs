//! Bytes in, bytes out; what is no UTF-8 is refused with the name of what it likely is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onetext_text::{EncodingRefused, LikelyEncoding, Source, Span};

fn refused(bytes: &[u8]) -> (LikelyEncoding, usize, u32, u32) {
    match Source::from_bytes(bytes.to_vec()) {
        Err(EncodingRefused::NotUtf8 { likely, position, line, column }) => (likely, position, line, column),
        other => panic!("{other:?}"),
    }
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn bytes_are_kept() {
    for bytes in
        [&b""[..], b"\xef\xbb\xbf1. a\r\n2. b\r3. c\0d\n", b"\0", b"a\0b\0", "نص".as_bytes(), b"\n\n\n"]
    {
        assert_eq!(Source::from_bytes(bytes.to_vec()).unwrap().as_bytes(), bytes);
    }
}

#[test]
fn utf_16_is_refused_with_and_without_a_mark() {
    let text = "1. The farms agree on the well.\n";
    for (little, likely) in [(true, LikelyEncoding::Utf16Le), (false, LikelyEncoding::Utf16Be)] {
        assert_eq!(refused(&utf16(text, little)).0, likely);
        assert_eq!(refused(&utf16(&format!("\u{feff}{text}"), little)).0, likely);
        assert_eq!(refused(&utf16("١. يتفق الطرفان على البئر والباب.\n", little)).0, likely);
        assert_eq!(refused(&utf16("א. הצדדים מסכימים על הבאר ועל השער.\n", little)).0, likely);
    }
    assert_eq!(refused(b"\xff\xfe\0\0a\0\0\0").0, LikelyEncoding::Utf32);
}

#[test]
fn files_of_word_processors_that_are_no_word_documents_are_refused_by_name() {
    for (bytes, said) in [
        (&b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xff"[..], "damaged or not complete"),
        (b"{\\rtf1 The farms agree.}", ".docx"),
        (b"%PDF-1.7\n", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
    ] {
        let refused = Source::from_bytes(bytes.to_vec()).unwrap_err();
        assert!(matches!(refused, EncodingRefused::Word(_)), "{refused:?}");
        assert!(refused.to_string().contains(said), "{refused}");
    }
    // What is no draft at all, as the files of a case, is never taken for a document.
    let zip = Source::from_text(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xff".to_vec()).unwrap_err();
    assert!(matches!(zip, EncodingRefused::NotUtf8 { likely: LikelyEncoding::Zip, .. }));
}

#[test]
fn encodings_of_one_byte_are_refused_where_they_go_wrong() {
    // "Each farm: café" and "“gate”" in Windows-1252; é in Latin-1.
    assert_eq!(refused(b"Each farm\ncaf\xe9 \x93gate\x94"), (LikelyEncoding::Windows1252, 13, 2, 4));
    assert_eq!(refused(b"Each farm, caf\xe9 and more"), (LikelyEncoding::Latin1, 14, 1, 15));
    // "يتفق الطرفان" and "הצדדים מסכימים".
    assert_eq!(refused(b"\xed\xca\xdd\xde \xc7\xe1\xd8\xd1\xdd\xc7\xe4").0, LikelyEncoding::Windows1256);
    assert_eq!(
        refused(b"\xe4\xf6\xe3\xe3\xe9\xed \xee\xf1\xeb\xe9\xee\xe9\xed").0,
        LikelyEncoding::Windows1255
    );
    assert_eq!(refused(&[0xff, 1, 2, 3, 0x80, 4, 5, 0xfe, 6]).0, LikelyEncoding::Unknown);
    let message = Source::from_bytes(b"Each farm\ncaf\xe9".to_vec()).unwrap_err().to_string();
    for part in ["byte 13", "line 2", "column 4", "Latin-1", "save it as UTF-8"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn lines_and_columns_come_and_go() {
    let source = Source::from_bytes("\u{feff}ab\r\nعند x\rlast".as_bytes().to_vec()).unwrap();
    let text = source.text().to_owned();
    let at = |words: &str| text.find(words).unwrap() as u32;
    assert_eq!(source.line_column(0), (1, 1));
    assert_eq!(source.line_column(at("ab")), (1, 1));
    assert_eq!(source.line_column(at("b")), (1, 2));
    assert_eq!(source.line_column(at("x")), (2, 5));
    assert_eq!(source.line_column(at("last")), (3, 1));
    assert_eq!(source.line_column(u32::MAX), (3, 5));
    for (byte, _) in text.char_indices().skip(1).filter(|(_, c)| !matches!(c, '\r' | '\n')) {
        let (line, column) = source.line_column(byte as u32);
        assert_eq!(source.byte_at(line, column), Some(byte as u32));
    }
    assert_eq!(
        (source.byte_at(0, 1), source.byte_at(1, 0), source.byte_at(9, 1), source.byte_at(1, 99)),
        (None, None, None, None)
    );
    assert_eq!(source.slice(Span::new(4, 5)), "b");
    assert_eq!(source.slice(Span::new(8, 9)), "");
}

#[test]
fn columns_on_very_long_lines_are_right() {
    let text = "é[a]".repeat(20_000);
    let source = Source::from_bytes(text.clone().into_bytes()).unwrap();
    for turn in [0, 1, 700, 19_999] {
        assert_eq!(source.line_column(turn * 5 + 2), (1, turn * 4 + 2));
    }
}
