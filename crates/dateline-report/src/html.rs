//! placeholder
use crate::View;
/// The page.
pub fn html(view: &View) -> String {
    let _ = view;
    String::new()
}
