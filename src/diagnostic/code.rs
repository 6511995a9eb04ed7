//! The codes: what can be wrong, and how bad that is.

use super::Severity;
use std::fmt;
use std::sync::LazyLock;

macro_rules! codes {
    ($($severity:ident: $($code:ident)*;)*) => {
        /// What is wrong. `UnknownUnit` is told as `unknown-unit`, and the language files say under `diagnostic.unknown-unit`
        /// what it means and how it is mended.
        #[allow(missing_docs, reason = "the language files describe each")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($($code,)*)*
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$($(Self::$code,)*)*];

            /// How bad it is, unless where it is told says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $($(Self::$code)|* => Severity::$severity,)*
                }
            }
        }
    };
}

// A new one has its line in both language files.
codes! {
    Error:
        AcceptedTwice AcrossBesidePeriods AcrossOfOtherThing AcrossOtherYears AcrossSeveral AcrossWithoutValue
        AcrossWithoutYear AdopterTwice AdoptsItsOwn AmbiguousColumn AmbiguousEncoding AmbiguousNumber
        AmbiguousParent AmbiguousSetting AmbiguousUnit AttachmentKind AttachmentsClash BadAddress BadAlias
        BadCode BadDate BadField BadFormula BadMoment BadPageName BadPeriod BadPeriodParts BadRank BadScale
        BadTarget BadTile BadTopic BadUtf16 BadYear BadYearStart BelowZero BetterContradicts BinaryFile
        CallArgumentMissing CallArgumentTwice CallNeedsIndicator CallNoFigure CallNotAlone CallNotHere
        CallSyntax CellsMoved ChangedWhileRead ColumnOfOtherPeriod ColumnTwice ColumnUnderGroup CorrectsItself CoverWithoutAlt
        DenominatorAlone DiffForm DiffNoSite DiffNotBuilt DuplicateCode DuplicateFigure DuplicateInitiative DuplicateName DuplicateOfficialCode
        EmptyList EndsBeforeStarts ErrorCell ExcludedUnmatched FieldAboveUnits FieldBesideParts
        FieldsWithOneKey FileForFolder FileName FillDownFigures FolderForFile FolderTaken FootnoteMissing FootnoteTwice FormulaWithoutResult
        FrontMatterMark FrontMatterOpen FrontMatterYaml GivenTwice HalfFormula HtmlCommentOpen HtmlOpen
        ImageElsewhere InThousands IndexYearTwice InitiativeDiffers JsonFailed KeyOfAnotherKind KeyLocked KeyUnread KeyWrong LegacyEncoding
        LinkLoop LinkOutside LinkScheme LinkToNothing LongCode LongPageName LongSummary LostLetters
        ManifestBroken ManifestMissing MarkBetweenDigits MergeConflict MissingAttachment MissingCell MissingColumn MissingFile MissingKey Mojibake
        NegativeFigure NeitherUnitNorField NeverPublished NewerCopy NoFigures NoFormPeriod NoForms NoHeader
        NoNamedColumn NoPeriodColumn NoPort NoSheetNamed NoSiteFolder NoSuchColumn NoUnitColumn NoUnitNames
        NoUnits NoWorkbook NotAFile NotANumber NotAPicture NotTimes NotUtf8 NotWhole NotWritten
        NothingAroseWithFigure NumberAmongWords NumberInHeader NumeratorAboveDenominator NumeratorAlone
        OtherPeriod OtherTable OtherUnit OutOfRange OutputBadPath OutputBusy OutputCollision
        OutputDanglingLink OutputFailed OutputForeignFile OutputHoldsSite OutputInSource OutputInTheWay
        OutputInCache OutputIsSite OutputNotAFolder OutputNotOurs PageNotRead PagesRemoved ParentCycle PartColumnUnnamed
        PercentOutOfRange PercentSign PeriodColumnUnnamed PeriodNotClear PeriodTwoWays PeriodWithoutYear
        PersonalData PictureCutOff PictureDamaged PictureIsNone PictureNotShown PictureTooLarge PictureTooLong PictureTooWide PortTaken PreviewBroke PublicationBroken PublicationMissing PublicationUnread
        RankBeyondLast ReferenceMissing ReleaseFigureTwice ReleaseFileUnknown ReleaseHeader
        ReleaseInFuture ReleaseLine ReleaseListedTwice ReleaseMissing ReleaseName ReservedCode ReservedPageName
        RowNameTwice RowTooWide RowsOfField RowsOfOtherThing SameAddress SameDays SamePath ScaledNumber
        ScoreOutsideScale SecondUnitColumn ShareNotPercent SiteUnsound StaticRuns Stopped StrayFolder TableNotCsv TableOfField TablesSideBySide
        TargetOrder TemplateBroken TemplateError TemplateUnused TextNotRead TextTangled TitleOfOtherThing TomlSyntax
        TooLarge TooMany TooManyFields TopicsWithOneKey TotalInOtherTable TotalInUnitPlace TwoRegisters
        UnclosedQuote UnconfirmedEncoding UnitColumnUnnamed UnitElsewhere UnitNotClear UnitNotValid
        UnitOfOthers UnitTwoWays UnknownAnnouncement UnknownCall UnknownCallArgument UnknownCode UnknownField
        UnknownGroup UnknownIndicator UnknownInitiative UnknownKey UnknownLabel UnknownLanguage UnknownParent
        UnknownUnit UnknownValue UnlistedField UnreadKind Unreadable UnusedAttachment UnusedFile
        WeightWithoutTarget WhichSheet WorkbookDamaged WorkbookEncrypted WorkbookTooLarge WrongType XmlFailed
        YearStartNotKnown YearStartsDiffer ZipInside ZipNotPut ZipNowhere;
    Warning:
        AcceptedError AcceptedUnmatched AdoptedBeforeStarted BracesLeft CellsBeyondHeader CodeOpen
        ColumnIsNoCount ColumnOfYear ColumnSumDiffers CorrectsHidden DateDiffers DefinitionUnused
        DenominatorZero EffectiveBefore FieldsDiffer FigureJumps FigureNotUsed FootnoteUnused
        FormulaColumnsMissing FormulaResultDiffers FormulaZeroUnconfirmed FrontMatterInText FutureDate
        FuturePeriod GapInSum HeadingByRule HeadingNotRead HtmlLeftOut IllustrativeAdopters ImageWithoutAlt
        IndentedText LastCellBlank LastLineCut LinesJoined LinkNotRead LinkToHidden LinkWithoutWords ListNotRead LookAlike
        MarkLeft MarkdownInHtml MarkupInText NearField NeverPooled NoBrowser NoCover NoEffect NoReporters
        NumberNotShown OddLetter OneSideOnly ParentRowKept PartSum PartsDiffer PeriodAgainstDefaults
        PeriodOutside ReleaseNotListed RepeatedFigure RowWithoutCells RunningTotal SameFile SameName SameRows SampleAlone SampleNotWhole
        SentAgain ShareOrPercent SheetWithoutHeader SourcedInIllustrative SubordinatesDiffer TableNotRead
        TextNotShown TextRow Thousandfold TotalDiffers TypingOrder UnitContradicted UnitStopped UnitsAmbiguous
        UnitsWithoutCode UnitsWithoutKind UnitsWithoutParent UnknownColumn UnknownKind UnknownRowName
        UnmatchedColumn UnusedColumn UpdatedBefore UpdatedBeforeStarted ValueDiffers;
    Note:
        AllReported AnnouncementsWaiting CallQuotes FieldsLeftOut FormKept FormsWritten HiddenColumns
        HiddenRows HiddenSheets LinkReadAs LinkWithSpaces ListCounted NoBaseUrl NoRows OtherColumns OutputLeft PageMade PartTaken
        PeriodOverlaps PeriodTaken PreviewAt ReadAsWindows1258 ReleaseEmpty ReleaseListed ReleaseOfFormer ReleaseWritten
        RemarksBeyond RowsPassedOver SheetsLeftOut SiteMade
        UnitTaken UnitsKnown UnitsProposed YearTaken ZeroNotShown;
}

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| Code::ALL.iter().map(kebab).collect());

/// `UnknownUnit` as `unknown-unit`.
fn kebab(code: &Code) -> String {
    if *code == Code::ReadAsWindows1258 {
        return "read-as-windows-1258".to_owned();
    }
    let mut text = String::new();
    for c in format!("{code:?}").chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

impl Code {
    /// Its stable word, such as `unknown-unit`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        &TEXTS[self as usize]
    }

    /// The code of a stable word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
