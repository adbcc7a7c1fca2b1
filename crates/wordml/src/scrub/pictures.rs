//! What pictures hold beside the image: where and when a camera took it, whose it is, what edited it.
//!
//! JPEG (ITU-T T.81, annex B; JFIF; Exif 2.32) and PNG (ISO/IEC 15948) are written anew from what the image needs; a list of
//! what stays, so that what programs add in their own ways goes. Profiles of colours go as well: that of a screen tells of
//! a machine. What stands the picture upright stays. Nothing is decoded.

/// The picture without anything but its image; nothing where it is of another kind or not well formed. O(n).
pub(super) fn bare(data: &[u8]) -> Option<Vec<u8>> {
    if data.starts_with(&[0xff, 0xd8]) {
        jpeg(data)
    } else if data.starts_with(PNG) {
        png(data)
    } else {
        None
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that the image and its colours need, those of moving pictures included.
const CHUNKS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG.to_vec();
    let mut rest = data.get(PNG.len()..)?;
    let mut image = false;
    loop {
        let (head, _) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, kind @ ..] = *head;
        // Length, kind, content, checksum.
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?.checked_add(12)?;
        let (chunk, after) = rest.split_at_checked(length)?;
        if (out.len() == PNG.len()) != (&kind == b"IHDR") {
            return None;
        }
        if CHUNKS.contains(&&kind) {
            out.extend_from_slice(chunk);
        } else if kind[0].is_ascii_uppercase() {
            // Without it the image cannot be shown, whatever it is.
            return None;
        }
        image |= &kind == b"IDAT";
        if &kind == b"IEND" {
            return image.then_some(out);
        }
        rest = after;
    }
}

fn jpeg(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xff, 0xd8];
    let mut rest = data.get(2..)?;
    let (mut frame, mut scan) = (false, false);
    loop {
        let (marker, after) = marker(rest)?;
        if marker == 0xd9 {
            // What follows the end is of no use to the image: other pictures, notes of a camera.
            out.extend_from_slice(&[0xff, 0xd9]);
            return (frame && scan).then_some(out);
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        let (segment, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let content = segment.get(2..)?;
        match marker {
            // The proportions of its points; a small picture of it may follow, as it was before it was cut.
            0xe0 if content.starts_with(b"JFIF\0") => {
                write_segment(&mut out, 0xe0, &[content.get(..12)?, &[0, 0]].concat());
            }
            0xe1 if content.starts_with(b"Exif\0\0") => {
                if let Some(turned) = orientation(content.get(6..)?).filter(|turned| (2..=8).contains(turned))
                {
                    write_segment(&mut out, 0xe1, &exif(turned));
                }
            }
            // How the colours are coded.
            0xee if content.starts_with(b"Adobe") => write_segment(&mut out, 0xee, content.get(..12)?),
            0xe0..=0xef | 0xfe => {}
            0xc0..=0xc7 | 0xc9..=0xcf | 0xdb..=0xdf => {
                write_segment(&mut out, marker, content);
                frame |= !matches!(marker, 0xc4 | 0xcc | 0xdb..=0xdf);
            }
            0xda => {
                write_segment(&mut out, marker, content);
                let coded = coded(after);
                out.extend_from_slice(after.get(..coded)?);
                scan = true;
                rest = after.get(coded..)?;
                continue;
            }
            _ => return None,
        }
        rest = after;
    }
}

/// The marker that comes next, before which bytes may fill up, and what follows it.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
    match rest.get(fill..)?.split_first()? {
        (marker, after) if fill > 0 && *marker != 0 => Some((*marker, after)),
        _ => None,
    }
}

/// How many bytes of coded image come before the next marker; those that restart the decoder are within it.
fn coded(data: &[u8]) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0 | 0xd0..=0xd7 | 0xff));
    data.windows(2).position(ends).unwrap_or(data.len())
}

fn write_segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    // A content that came from a segment, or one of ours, is never too long for one.
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(content);
}

/// How the picture is to be turned to stand upright, as TIFF has it (6.0, tag 274), if it tells that.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes = *tiff.get(4..)?.first_chunk::<4>()?;
    let list =
        usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()?;
    let entries = usize::from(short(list)?);
    (0..entries).find_map(|entry| {
        let at = list.checked_add(2 + entry * 12)?;
        (short(at)? == 274 && short(at + 2)? == 3).then(|| short(at + 8))?
    })
}

/// Notes of a camera that tell nothing but how the picture is to be turned.
fn exif(turned: u16) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    out.extend_from_slice(&turned.to_be_bytes());
    out.extend_from_slice(&[0; 6]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &[u8] = b"ZQSecretQZ";

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        write_segment(&mut out, marker, content);
        out
    }

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], kind, content, b"crc!"].concat()
    }

    fn holds(data: &[u8]) -> bool {
        data.windows(MARK.len()).any(|part| part == MARK)
    }

    /// Notes of a camera in one byte order or the other: the place, and how the picture is to be turned.
    fn notes(little: bool, turned: u16) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let entry =
            |tag: u16, kind: u16, value: [u8; 4]| [&short(tag)[..], &short(kind), &long(1), &value].concat();
        let [a, b] = short(turned);
        [
            &b"Exif\0\0"[..],
            if little { b"II" } else { b"MM" },
            &short(42),
            &long(8),
            &short(2),
            &entry(271, 2, long(38)),
            &entry(274, 3, [a, b, 0, 0]),
            &long(0),
            MARK,
        ]
        .concat()
    }

    fn photo(exif: &[u8]) -> Vec<u8> {
        [
            vec![0xff, 0xd8],
            segment(0xe0, &[b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01", MARK].concat()),
            segment(0xe1, exif),
            segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", MARK].concat()),
            segment(0xe2, &[b"ICC_PROFILE\0", MARK].concat()),
            segment(0xed, MARK),
            segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", MARK].concat()),
            segment(0xfe, MARK),
            vec![0xff],
            segment(0xdb, &[1; 65]),
            segment(0xc2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            segment(0xda, &[1, 1, 0, 0, 0, 0]),
            vec![7, 0xff, 0, 8, 0xff, 0xd0, 9],
            segment(0xc4, &[0; 20]),
            segment(0xda, &[1, 1, 0, 1, 5, 0]),
            vec![10, 11],
            vec![0xff, 0xd9],
            MARK.to_vec(),
        ]
        .concat()
    }

    #[test]
    fn a_photograph_keeps_its_image_and_how_it_stands_and_nothing_else() {
        for (little, turned) in [(true, 6), (false, 3), (true, 1)] {
            let bare = bare(&photo(&notes(little, turned))).unwrap();
            assert!(!holds(&bare));
            let upright = if turned == 1 { Vec::new() } else { segment(0xe1, &exif(turned)) };
            let kept = [
                vec![0xff, 0xd8],
                segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"),
                upright,
                segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
                segment(0xdb, &[1; 65]),
                segment(0xc2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
                segment(0xda, &[1, 1, 0, 0, 0, 0]),
                vec![7, 0xff, 0, 8, 0xff, 0xd0, 9],
                segment(0xc4, &[0; 20]),
                segment(0xda, &[1, 1, 0, 1, 5, 0]),
                vec![10, 11, 0xff, 0xd9],
            ];
            assert_eq!(bare, kept.concat());
            // What we write ourselves is read the same way.
            assert_eq!(super::bare(&bare).unwrap(), bare);
        }
    }

    #[test]
    fn an_image_in_png_keeps_its_colours_and_size_and_loses_what_is_told_of_it() {
        let told = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"prVW", b"caBX"];
        let before = [
            PNG.to_vec(),
            chunk(b"IHDR", &[0; 13]),
            chunk(b"pHYs", &[1; 9]),
            told.iter().flat_map(|kind| chunk(kind, MARK)).collect(),
            chunk(b"IDAT", b"image"),
            chunk(b"IDAT", b"more"),
            chunk(b"IEND", b""),
            MARK.to_vec(),
        ]
        .concat();
        let kept = [
            PNG.to_vec(),
            chunk(b"IHDR", &[0; 13]),
            chunk(b"pHYs", &[1; 9]),
            chunk(b"IDAT", b"image"),
            chunk(b"IDAT", b"more"),
            chunk(b"IEND", b""),
        ];
        assert_eq!(bare(&before).unwrap(), kept.concat());
    }

    #[test]
    fn what_is_broken_or_of_another_kind_is_left_to_be_told() {
        let photo = photo(&notes(true, 6));
        let end = photo.len() - MARK.len();
        assert!((0..end).all(|length| bare(&photo[..length]).is_none()));
        assert!(bare(&photo[..end]).is_some());
        let image = [PNG, &chunk(b"IHDR", &[0; 13]), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat();
        assert!((0..image.len()).all(|length| bare(&image[..length]).is_none()));
        let unknown = [PNG, &chunk(b"CgBI", b""), &image[PNG.len()..]].concat();
        for other in [&b"GIF89a"[..], b"", b"BM", &unknown, &[PNG, &[0xff; 40]].concat(), &[0xff; 40]] {
            assert_eq!(bare(other), None);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_the_reading_of_a_picture(
            from in 0..400_usize,
            junk in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40),
        ) {
            for mut data in [photo(&notes(false, 8)), photo(&junk)] {
                let from = from.min(data.len());
                let to = (from + junk.len()).min(data.len());
                data.splice(from..to, junk.iter().copied());
                if let Some(once) = bare(&data) {
                    proptest::prop_assert_eq!(bare(&once), Some(once));
                }
            }
        }
    }
}
