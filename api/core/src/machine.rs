//! Which action leads from which status to which? State machines as data.

/// A table of (status, action, next status); what is not in it is refused.
///
/// An action that can lead to two statuses has two rows; a function beside the table then decides.
#[derive(Clone, Copy, Debug)]
pub struct Machine<S: 'static, A: 'static>(pub &'static [(S, A, S)]);

impl<S: Copy + PartialEq, A: Copy + PartialEq> Machine<S, A> {
    /// The status after the action, by the first row that fits; `None` when the action is refused.
    #[must_use]
    pub fn next(&self, status: S, action: A) -> Option<S> {
        self.0
            .iter()
            .find(|(from, by, _)| *from == status && *by == action)
            .map(|(_, _, to)| *to)
    }

    /// The actions that this status allows, each once, in the order of the table.
    #[must_use]
    pub fn allowed(&self, status: S) -> Vec<A> {
        let mut actions = Vec::new();
        for (from, action, _) in self.0 {
            if *from == status && !actions.contains(action) {
                actions.push(*action);
            }
        }
        actions
    }
}

/// Status × action as text, one status a line, for snapshots. A refused action is not shown.
#[cfg(test)]
pub(crate) fn table<S, A>(machine: Machine<S, A>, statuses: &[S], actions: &[A]) -> String
where
    S: Copy + PartialEq + std::fmt::Display,
    A: Copy + PartialEq + std::fmt::Display,
{
    let mut text = String::new();
    for status in statuses {
        text += &format!("{status}:");
        for action in actions {
            let targets: Vec<_> = machine
                .0
                .iter()
                .filter(|(from, by, _)| from == status && by == action)
                .map(|(_, _, to)| to.to_string())
                .collect();
            assert_eq!(
                machine.next(*status, *action).map(|to| to.to_string()),
                targets.first().cloned()
            );
            assert_eq!(machine.allowed(*status).contains(action), !targets.is_empty());
            if !targets.is_empty() {
                text += &format!(" {action}>{}", targets.join("|"));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Machine;

    const DOOR: Machine<bool, char> = Machine(&[(false, 'o', true), (true, 'c', false), (true, 'o', true)]);

    #[test]
    fn only_rows_of_the_table_are_allowed() {
        assert_eq!(DOOR.next(false, 'o'), Some(true));
        assert_eq!(DOOR.next(true, 'c'), Some(false));
        assert_eq!(DOOR.next(false, 'c'), None);
        assert_eq!(DOOR.allowed(true), ['c', 'o']);
        assert_eq!(DOOR.allowed(false), ['o']);
    }

    #[test]
    fn an_action_with_two_outcomes_is_allowed_once() {
        let coin: Machine<u8, char> = Machine(&[(0, 'f', 1), (0, 'f', 2)]);
        assert_eq!(coin.allowed(0), ['f']);
        assert_eq!(coin.next(0, 'f'), Some(1));
    }
}
