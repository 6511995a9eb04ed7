//! What readers would see change, as somebody reads it who is to approve it: grouped, in words and figures, as a page
//! that stands alone or as a part of another page.
//!
//! | file | holds |
//! | --- | --- |
//! | `view` | what is told: sections, groups, rows |
//! | `told` | units, periods, figures, statuses and places in words |
//! | `page` | the HTML |

mod page;
#[cfg(test)]
mod tests;
mod told;
mod view;

pub(crate) use page::{fragment, is_ours, page};
pub(crate) use told::{Numbers, Told};
pub(crate) use view::{Review, changed_keys};
