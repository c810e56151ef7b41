//! Text copies of whole pages: menus, teasers and footers out, the parts of the article named by their roles.
//!
//! In: decoded text. Out: parts in order, with headline, date line and the lines that name the site. Plain articles, saved as
//! text without anything around them, take the same way: then all of it is article.

mod apparatus;
mod classify;
mod features;
mod furniture;
mod headline;
mod page;
mod roles;
mod segment;
mod teasers;
mod training;
mod trees;
mod units;

pub use furniture::{Furniture, Sibling};
pub use headline::{same_words, split_site};
pub use page::{read, sibling_key};
use roles::roles;
pub use teasers::teasers;
pub use training::{HeadlineRow, LineRows, headline_rows, line_rows, second_rows};
pub use units::{Look, Unit, stops, units};
