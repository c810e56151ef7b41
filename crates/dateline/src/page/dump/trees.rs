//! Boosted decision trees over rows of whole numbers.
//!
//! In: a table made by `models/lines/train.py`, rows. Out: for each row a sum of leaves, the log-odds in 256ths. Thresholds and leaves are
//! whole numbers, so that a sum is the same in any order and on any machine.

/// Trees, each summed up in a row's log-odds.
pub struct Trees {
    base: i32,
    trees: Vec<Vec<Node>>,
}

/// An inner node.
#[derive(Clone, Copy)]
struct Node {
    feature: u16,
    threshold: i16,
    /// Where to go when the number is at most the threshold, and when not.
    left: Child,
    right: Child,
}

#[derive(Clone, Copy)]
enum Child {
    Node(u8),
    Leaf(i16),
}

/// Reads numbers off a table.
pub struct Reader<'b>(pub &'b [u8]);

impl Reader<'_> {
    /// The next number of two bytes, little endian.
    pub fn i16(&mut self) -> Option<i16> {
        let (head, rest) = self.0.split_first_chunk::<2>()?;
        self.0 = rest;
        Some(i16::from_le_bytes(*head))
    }
}

impl Trees {
    /// Reads trees: base, number of trees, then for each tree the number of nodes and for each node feature, threshold, two children with a
    /// number each: 0 and a node, or 1 and the value of a leaf. `width` is the length of the rows.
    pub fn read(from: &mut Reader<'_>, width: usize) -> Option<Trees> {
        let base = i32::from(from.i16()?);
        let count = usize::try_from(from.i16()?).ok()?;
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let size = usize::try_from(from.i16()?).ok()?;
            let mut nodes = Vec::with_capacity(size);
            for at in 0..size {
                let feature = u16::try_from(from.i16()?).ok().filter(|f| usize::from(*f) < width)?;
                let threshold = from.i16()?;
                // A child stands behind its parent: every walk ends.
                let mut child = || {
                    Some(match (from.i16()?, from.i16()?) {
                        (0, node) => {
                            Child::Node(u8::try_from(node).ok().filter(|n| (at + 1..size).contains(&usize::from(*n)))?)
                        }
                        (_, leaf) => Child::Leaf(leaf),
                    })
                };
                let (left, right) = (child()?, child()?);
                nodes.push(Node { feature, threshold, left, right });
            }
            if size == 0 {
                return None;
            }
            trees.push(nodes);
        }
        Some(Trees { base, trees })
    }

    /// The sums of the rows for which `wanted` says so; the others keep what `sums` holds.
    pub fn sum(&self, rows: &[impl AsRef<[i16]>], wanted: impl Fn(usize) -> bool, sums: &mut [i32]) {
        let chosen: Vec<usize> = (0..rows.len()).filter(|i| wanted(*i)).collect();
        for i in &chosen {
            sums[*i] = self.base;
        }
        // A tree at a time, so that it stays in the nearest memory.
        for tree in &self.trees {
            for i in &chosen {
                let row = rows[*i].as_ref();
                let mut at = 0;
                sums[*i] += loop {
                    let node = &tree[at];
                    match if row[usize::from(node.feature)] <= node.threshold { node.left } else { node.right } {
                        Child::Node(next) => at = usize::from(next),
                        Child::Leaf(value) => break i32::from(value),
                    }
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(numbers: &[i16]) -> Option<Trees> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        Trees::read(&mut Reader(&bytes), 2)
    }

    #[test]
    fn leaves_are_summed() {
        // Two trees: column 1 at most 5 gives 10, else column 0 at most 0 gives 20 or 30; the other gives 1 or 2.
        let trees = table(&[7, 2, 2, 1, 5, 1, 10, 0, 1, 0, 0, 1, 20, 1, 30, 1, 0, 3, 1, 1, 1, 2]).unwrap();
        let mut sums = [0; 3];
        trees.sum(&[[0, 5], [0, 6], [9, 6]], |_| true, &mut sums);
        assert_eq!(sums, [7 + 10 + 1, 7 + 20 + 1, 7 + 30 + 2]);
    }

    #[test]
    fn damaged_tables_are_refused() {
        assert!(table(&[7, 1, 1, 2, 5, 1, 10, 1, 20]).is_none());
        assert!(table(&[7, 1, 1, 1, 5, 0, 0, 1, 20]).is_none());
        assert!(table(&[7, 1, 1, 1, 5, 1]).is_none());
    }
}
