//! How is it shown, in few words, that an entry is among many, and that many were only added to? A Merkle tree (RFC 9162 2.1):
//! a leaf is `SHA-256(0x00 ‖ entry)`, a node `SHA-256(0x01 ‖ left ‖ right)`.

use crate::store::secret::digest;

/// A node of the tree.
pub type Hash = [u8; 32];

/// An entry's leaf.
#[must_use]
pub fn leaf(entry: &[u8]) -> Hash {
    digest(&[&[0u8], entry].concat())
}

fn node(left: &Hash, right: &Hash) -> Hash {
    digest(&[&[1u8], left.as_slice(), right].concat())
}

/// The root of a tree of these leaves (RFC 9162 2.1.1).
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => digest(&[]),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(split(many.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The largest power of two below the size of a tree of two leaves or more.
fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// A tree that grows, as the roots of its perfect subtrees: what must be known of it to add a leaf, however large it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// As it was kept; none when it isn't one of that size.
    #[must_use]
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (peaks, rest) = bytes.as_chunks::<32>();
        (rest.is_empty() && peaks.len() == size.count_ones() as usize).then(|| Self {
            size,
            peaks: peaks.to_vec(),
        })
    }

    /// To keep.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut new = leaf;
        let mut size = self.size;
        while size % 2 == 1 {
            if let Some(left) = self.peaks.pop() {
                new = node(&left, &new);
            }
            size /= 2;
        }
        self.peaks.push(new);
        self.size += 1;
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            None => root(&[]),
            Some(last) => peaks.fold(*last, |right, left| node(left, &right)),
        }
    }
}

/// The nodes that lead from a leaf to the root (RFC 9162 2.1.3.1); empty where there is no such leaf.
#[must_use]
pub fn inclusion(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if index >= leaves.len() || leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, beside) = if index < left.len() {
        (inclusion(left, index), root(right))
    } else {
        (inclusion(right, index - left.len()), root(left))
    };
    path.push(beside);
    path
}

/// The nodes by which a tree of the first `size` leaves is seen to have become this one (RFC 9162 2.1.4.1).
#[must_use]
pub fn consistency(leaves: &[Hash], size: usize) -> Vec<Hash> {
    fn within(leaves: &[Hash], size: usize, whole: bool) -> Vec<Hash> {
        if size == leaves.len() {
            return if whole { Vec::new() } else { vec![root(leaves)] };
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        let (mut path, beside) = if size <= left.len() {
            (within(left, size, whole), root(right))
        } else {
            (within(right, size - left.len(), false), root(left))
        };
        path.push(beside);
        path
    }
    if size == 0 || size >= leaves.len() {
        return Vec::new();
    }
    within(leaves, size, true)
}

/// Whether a leaf is at a place of the tree with this root (RFC 9162 2.1.3.2).
#[must_use]
pub fn is_included(leaf: Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut found) = (index, size - 1, leaf);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            found = node(beside, &found);
            while at % 2 == 0 && at != 0 {
                at /= 2;
                last /= 2;
            }
        } else {
            found = node(&found, beside);
        }
        at /= 2;
        last /= 2;
    }
    last == 0 && found == *root
}

/// Whether a tree with one root was only added to, to become the one with the other (RFC 9162 2.1.4.2).
#[must_use]
pub fn is_consistent((first, first_root): (u64, &Hash), (second, second_root): (u64, &Hash), path: &[Hash]) -> bool {
    if first == second {
        return path.is_empty() && first_root == second_root;
    }
    if first == 0 || first > second {
        return false;
    }
    let mut nodes = path.iter();
    let begin = if first.is_power_of_two() {
        Some(first_root)
    } else {
        nodes.next()
    };
    let Some(begin) = begin else { return false };
    let (mut at, mut last) = (first - 1, second - 1);
    while at % 2 == 1 {
        at /= 2;
        last /= 2;
    }
    let (mut old, mut new) = (*begin, *begin);
    for beside in nodes {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            old = node(beside, &old);
            new = node(beside, &new);
            while at % 2 == 0 && at != 0 {
                at /= 2;
                last /= 2;
            }
        } else {
            new = node(&new, beside);
        }
        at /= 2;
        last /= 2;
    }
    last == 0 && old == *first_root && new == *second_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|n| leaf(&n.to_be_bytes())).collect()
    }

    fn grown(leaves: &[Hash]) -> Frontier {
        let mut frontier = Frontier::default();
        for leaf in leaves {
            frontier.push(*leaf);
        }
        frontier
    }

    fn hex(hash: Hash) -> String {
        hash.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// The entries and roots that implementations of RFC 6962 test each other with.
    #[test]
    fn the_roots_are_those_of_the_published_test_vectors() {
        let entries: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let all: Vec<Hash> = entries.iter().map(|e| leaf(e)).collect();
        for (size, expected) in [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
            (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
            (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
            (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ] {
            assert_eq!(hex(root(&all[..size])), expected, "{size}");
            assert_eq!(grown(&all[..size]).root(), root(&all[..size]), "{size}");
        }
    }

    proptest! {
        #[test]
        fn a_tree_that_grows_has_the_root_of_its_leaves(size in 0usize..300, more in 0usize..300) {
            let all = leaves(size + more);
            let kept = grown(&all[..size]);
            let mut again = Frontier::from_bytes(size as u64, &kept.to_bytes()).unwrap();
            prop_assert_eq!(again.root(), root(&all[..size]));
            for leaf in &all[size..] {
                again.push(*leaf);
            }
            prop_assert_eq!(again.root(), root(&all));
        }

        #[test]
        fn every_entry_is_proven_and_no_other(size in 1usize..200, at: prop::sample::Index, wrong: prop::sample::Index) {
            let all = leaves(size);
            let (at, wrong) = (at.index(size), wrong.index(size));
            let path = inclusion(&all, at);
            prop_assert!(is_included(all[at], at as u64, size as u64, &path, &root(&all)));
            if wrong != at {
                prop_assert!(!is_included(all[wrong], at as u64, size as u64, &path, &root(&all)));
                prop_assert!(!is_included(all[at], wrong as u64, size as u64, &path, &root(&all)));
            }
        }

        #[test]
        fn what_was_only_added_to_is_proven_and_what_was_changed_is_not(
            first in 1usize..150, more in 0usize..150, at: prop::sample::Index, turn in 0u8..4
        ) {
            let all = leaves(first + more);
            let path = consistency(&all, first);
            let old = (first as u64, &root(&all[..first]));
            let new = (all.len() as u64, &root(&all));
            prop_assert!(is_consistent(old, new, &path));
            // An entry of the old tree is changed, left out, put in, or the end is cut off.
            let mut other = all.clone();
            let at = at.index(first);
            match turn {
                0 => other[at][0] ^= 1,
                1 => { other.remove(at); }
                2 => other.insert(at, leaf(b"put in")),
                _ => other.truncate(first - 1),
            }
            if other.len() >= first {
                let path = consistency(&other, first);
                prop_assert!(!is_consistent(old, (other.len() as u64, &root(&other)), &path));
            } else {
                prop_assert!(!is_consistent(old, (other.len() as u64, &root(&other)), &[]));
            }
        }
    }
}
