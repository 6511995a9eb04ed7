//! The units: one root, districts in blocks of about twenty-five, about sixteen wards a district.

use std::fmt::Write as _;

/// A unit with the district that it belongs to.
pub(super) enum Unit {
    /// The whole.
    Root,
    /// A district, by number.
    District(u64),
    /// A ward, by the number of its district and its own.
    Ward(u64, u64),
}

const PER_DISTRICT: u64 = 17;
const PER_BLOCK: u64 = 25;

impl Unit {
    /// Its code.
    pub(super) fn code(&self) -> String {
        match self {
            Self::Root => "thanh-pho".to_owned(),
            Self::District(d) => format!("quan-{d}"),
            Self::Ward(d, w) => format!("quan-{d}-phuong-{w}"),
        }
    }
}

/// So many units, the root first, each district before its wards.
pub(super) fn units(count: u64) -> Vec<Unit> {
    let below = (0..count.saturating_sub(1)).map(|i| {
        let district = i / PER_DISTRICT + 1;
        match i % PER_DISTRICT {
            0 => Unit::District(district),
            ward => Unit::Ward(district, ward),
        }
    });
    std::iter::once(Unit::Root).chain(below).collect()
}

/// `units.csv`.
pub(super) fn csv(units: &[Unit]) -> String {
    let mut csv = "code,name,kind,parent,group,official_code,head\n".to_owned();
    for (i, unit) in units.iter().enumerate() {
        let code = unit.code();
        let official = 10_000 + i;
        // Writing to a text cannot fail.
        let _ = match unit {
            Unit::Root => writeln!(
                csv,
                "{code},Thành phố,city,,Thành phố,{official},Chủ tịch UBND Thành phố"
            ),
            Unit::District(d) => {
                let block = (d - 1) / PER_BLOCK + 1;
                writeln!(
                    csv,
                    "{code},Quận {d},district,thanh-pho,Cụm thi đua số {block},{official},Chủ tịch UBND Quận {d}"
                )
            }
            Unit::Ward(d, w) => writeln!(
                csv,
                "{code},Phường {w},ward,quan-{d},Phường thuộc Quận {d},{official},\"Chủ tịch UBND Phường {w}, Quận {d}\""
            ),
        };
    }
    csv
}
