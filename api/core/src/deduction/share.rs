//! How is a whole divided so that the parts add up to it?

/// Parts of `whole` in proportion to `weights`, in whole units that add up to it: each exact part is rounded down, and what
/// is left goes one each to the largest fractions, at a tie to the first. All zero when no weight is above zero.
///
/// `whole` and weights are at least zero.
#[must_use]
pub fn apportion(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let exact = |w: &i64| i128::from(whole) * i128::from(*w);
    let mut parts: Vec<i64> = weights.iter().map(|w| small(exact(w) / sum)).collect();
    let mut left = whole - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(exact(&weights[i]) % sum));
    for i in order {
        if left == 0 {
            break;
        }
        parts[i] += 1;
        left -= 1;
    }
    parts
}

// A part is never more than the whole, which is an i64.
fn small(part: i128) -> i64 {
    i64::try_from(part).unwrap_or(i64::MAX)
}

/// Equal shares of 100 % in basis points.
#[must_use]
pub fn equal_shares(buyers: usize) -> Vec<i64> {
    apportion(10_000, &vec![1; buyers])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_goes_to_the_largest_fraction() {
        assert_eq!(apportion(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(apportion(10, &[1, 2]), [3, 7]);
        assert_eq!(apportion(5, &[0, 0]), [0, 0]);
        assert_eq!(apportion(5, &[]), Vec::<i64>::new());
        assert_eq!(equal_shares(3), [3334, 3333, 3333]);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole(whole in 0..=i64::MAX, weights in prop::collection::vec(0_i64..=10_000, 1..6)) {
            let parts = apportion(whole, &weights);
            prop_assert!(parts.iter().all(|p| *p >= 0));
            let sum: i64 = parts.iter().sum();
            prop_assert_eq!(sum, if weights.iter().any(|w| *w > 0) { whole } else { 0 });
        }
    }
}
