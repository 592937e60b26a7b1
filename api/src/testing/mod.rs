//! How is the service tested?
