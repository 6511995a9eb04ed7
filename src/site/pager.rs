//! The pages of a long list: which of them are named, and which come before and after.

use super::layout::LinkView;
use serde::Serialize;

/// Where a page of a list stands among the others.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PagerView {
    /// The pages that are named: the first, the last and those near this one; gaps between them. All of a list that is
    /// looked things up in, up to sixty.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub newer: Option<String>,
    /// The page after.
    pub older: Option<String>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageLink {
    /// Its number, or what stands on it, and its address.
    pub link: LinkView,
    /// Whether it is this one.
    pub here: bool,
    /// Whether pages are left out before it.
    pub gap_before: bool,
}

/// Up to how many pages of a list that is looked things up in are all named.
const MOST_NAMED: usize = 60;

impl PagerView {
    /// Of page `here` of so many, whose paths `path` gives.
    pub(super) fn new(here: usize, pages: usize, path: impl Fn(usize) -> String) -> Self {
        Self::of(here, pages, 0, path, |number| number.to_string())
    }

    /// The same, with a name for each page, by which readers find theirs: from each of them it is one step.
    pub(super) fn named(
        here: usize,
        pages: usize,
        path: impl Fn(usize) -> String,
        name: impl Fn(usize) -> String,
    ) -> Self {
        Self::of(here, pages, MOST_NAMED, path, name)
    }

    fn of(
        here: usize,
        pages: usize,
        most: usize,
        path: impl Fn(usize) -> String,
        name: impl Fn(usize) -> String,
    ) -> Self {
        let mut links: Vec<PageLink> = Vec::new();
        let mut last = 0;
        let named = |n: &usize| pages <= most || *n == 1 || *n == pages || n.abs_diff(here) <= 1;
        for number in (1..=pages).filter(named) {
            links.push(PageLink {
                link: LinkView::new(name(number), path(number)),
                here: number == here,
                gap_before: number > last + 1,
            });
            last = number;
        }
        Self {
            pages: links,
            newer: (here > 1).then(|| path(here - 1)),
            older: (here < pages).then(|| path(here + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PagerView;

    fn told(here: usize, pages: usize) -> String {
        let pager = PagerView::new(here, pages, |number| number.to_string());
        let link = |page: &super::PageLink| {
            let gap = if page.gap_before { "… " } else { "" };
            let here = if page.here { "*" } else { "" };
            format!("{gap}{here}{}", page.link.label)
        };
        pager.pages.iter().map(link).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_with_names_are_all_named_up_to_sixty() {
        let count = |pages| {
            let text = |number: usize| number.to_string();
            PagerView::named(5, pages, text, text).pages.len()
        };
        assert_eq!((count(60), count(61)), (60, 5));
    }

    #[test]
    fn first_last_and_near_pages_are_named() {
        assert_eq!(told(1, 1), "*1");
        assert_eq!(told(1, 3), "*1 2 3");
        assert_eq!(told(5, 9), "1 … 4 *5 6 … 9");
        assert_eq!(told(9, 9), "1 … 8 *9");
    }
}
