//! Which bytes leave and enter the system? Files and codes that others read or write: bytes in, bytes out.

pub mod bank_file;
pub mod csv;
pub mod payment_qr;
pub mod qr;
pub mod rot_rut;
pub mod sie;
pub mod ubl;
