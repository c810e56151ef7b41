//! Groups of pages that are branches of a longer story.
//!
//! In: groups that the strict rule of [`super::stories`] made, and how similar any two pages are. Out: fewer groups. A story that is told
//! for months falls apart under that rule: its first days, the inquiry and the trial have words of their own, and the least similar pages
//! of two such groups say little in common. Where two groups are of some size, that is what tells one story from another of its kind; of
//! a few pages it is chance. So a small group joins another whose pages are, on the whole, near enough to its own. The nearest join first.

/// Pages of a group that is small whatever the other's size.
const FEW: usize = 5;
/// A group is a branch of one so many times its size.
const BRANCH: usize = 4;
/// Least mean similarity of the pages of a small group and another.
const NEAR: f64 = 0.17;
/// The same for a branch with more pages, whose mean says more.
const BRANCH_NEAR: f64 = 0.2;
/// The same for a page alone: all it has in common with a story may be the town.
const ALONE: f64 = 0.22;

/// Joins small groups to those they are near to. `similar` is a square matrix over all pages.
pub(super) fn join(groups: &mut Vec<Vec<usize>>, similar: &[f64]) {
    groups.retain(|g| !g.is_empty());
    let width = similar.len().isqrt();
    let sum = |x: &[usize], y: &[usize]| -> f64 {
        x.iter().flat_map(|i| y.iter().map(move |j| i * width + j)).filter_map(|at| similar.get(at)).sum()
    };
    let mut sums: Vec<Vec<f64>> = groups.iter().map(|x| groups.iter().map(|y| sum(x, y)).collect()).collect();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for y in 0..groups.len() {
            for x in 0..y {
                let Some(need) = need(groups[x].len(), groups[y].len()) else { continue };
                let beyond = sums[x][y] / (groups[x].len() * groups[y].len()) as f64 - need;
                if beyond >= 0.0 && best.is_none_or(|(b, ..)| beyond > b) {
                    best = Some((beyond, x, y));
                }
            }
        }
        let Some((_, x, y)) = best else { break };
        let moved = std::mem::take(&mut groups[y]);
        groups[x].extend(moved);
        for k in (0..groups.len()).filter(|k| *k != x) {
            let both = sums[x][k] + sums[y][k];
            (sums[x][k], sums[k][x]) = (both, both);
        }
    }
    groups.retain(|g| !g.is_empty());
}

/// The least mean similarity of two groups of these sizes that makes them one; `None` where both are stories of their own.
fn need(a: usize, b: usize) -> Option<f64> {
    let (small, large) = (a.min(b), a.max(b));
    match small {
        0 => None,
        1 if large == 1 => None,
        1 => Some(ALONE),
        2..=FEW => Some(NEAR),
        _ if small * BRANCH <= large => Some(BRANCH_NEAR),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    /// Pages of each group are similar by 0.3 to each other and by `between` to those of the other.
    fn two(first: usize, second: usize, between: f64) -> Vec<usize> {
        let n = first + second;
        let side = |i: usize| i < first;
        let similar: Vec<f64> = (0..n * n).map(|at| if side(at / n) == side(at % n) { 0.3 } else { between }).collect();
        let mut groups = vec![(0..first).collect::<Vec<usize>>(), (first..n).collect()];
        join(&mut groups, &similar);
        groups.iter().map(Vec::len).collect()
    }

    #[test]
    fn a_few_pages_are_a_branch() {
        assert_eq!(two(5, 4, 0.18), [9]);
        assert_eq!(two(5, 4, 0.15), [5, 4]);
    }

    #[test]
    fn two_stories_of_some_size_stay_apart() {
        assert_eq!(two(19, 6, 0.25), [19, 6]);
        assert_eq!(two(40, 6, 0.25), [46]);
    }

    #[test]
    fn a_page_alone_must_be_nearer() {
        assert_eq!(two(7, 1, 0.2), [7, 1]);
        assert_eq!(two(7, 1, 0.23), [8]);
        assert_eq!(two(1, 1, 0.25), [1, 1]);
    }
}
