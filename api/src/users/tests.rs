//! Users, as their company and they themselves see them.
