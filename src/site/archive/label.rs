//! What the values of an initiative are called: on pages, and in addresses.

use crate::campaign::{Area, Form, InitiativeType, Reach, Stage, Verification};

/// A value of a closed set.
pub(in crate::site) trait Labelled: Copy + Eq + 'static {
    /// All values, in the order in which they are listed.
    const ALL: &'static [Self];

    /// Its key in addresses.
    fn key(self) -> &'static str;

    /// The key of its words in the language files.
    fn words(self) -> &'static str;
}

macro_rules! labelled {
    ($type:ty: $($value:ident $key:literal $words:literal),* $(,)?) => {
        impl Labelled for $type {
            const ALL: &'static [Self] = &[$(Self::$value),*];

            fn key(self) -> &'static str {
                match self {
                    $(Self::$value => $key),*
                }
            }

            fn words(self) -> &'static str {
                match self {
                    $(Self::$value => $words),*
                }
            }
        }
    };
}

labelled! { Form:
    Initiative "sang-kien" "archive.form.initiative",
    Solution "giai-phap" "archive.form.solution",
    GoodPractice "cach-lam-hay" "archive.form.good-practice",
}

labelled! { InitiativeType:
    Technical "ky-thuat" "archive.type.technical",
    Management "quan-ly" "archive.type.management",
    Operational "tac-nghiep" "archive.type.operational",
    AppliedAdvance "ung-dung-tien-bo-ky-thuat" "archive.type.applied-advance",
}

labelled! { Area:
    Institutions "the-che" "archive.area.institutions",
    Procedures "tthc" "archive.area.procedures",
    Apparatus "bo-may" "archive.area.apparatus",
    CivilService "cong-chuc" "archive.area.civil-service",
    PublicFinance "tai-chinh-cong" "archive.area.public-finance",
    Modernisation "hien-dai-hoa" "archive.area.modernisation",
}

labelled! { Stage:
    Registered "dang-ky" "archive.stage.registered",
    Piloted "thu-nghiem" "archive.stage.piloted",
    InUse "dang-ap-dung" "archive.stage.in-use",
    Recognised "da-cong-nhan" "archive.stage.recognised",
    Replicated "da-nhan-rong" "archive.stage.replicated",
    Stopped "da-dung" "archive.stage.stopped",
}

labelled! { Reach:
    Unit "don-vi" "archive.scope.unit",
    Sector "nganh" "archive.scope.sector",
    City "toan-thanh-pho" "archive.scope.city",
}

labelled! { Verification:
    SelfReported "tu-bao-cao" "archive.verification.self-reported",
    Appraised "da-tham-dinh" "archive.verification.appraised",
    IndependentlyEvaluated "danh-gia-doc-lap" "archive.verification.independently-evaluated",
}
