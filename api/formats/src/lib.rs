//! Which bytes leave the system? Files and codes that others read: bytes in, bytes out.

pub mod payment_qr;
pub mod qr;
pub mod rot_rut;
pub mod ubl;
