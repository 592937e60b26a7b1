//! How are secrets made, sealed and proven? Every use of the master key is here.

use aws_lc_rs::{aead, digest, hkdf, hmac, rand};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::path::Path;
use uuid::Uuid;
use zeroize::Zeroizing;

/// What a key is derived for: keys of different uses have nothing in common.
#[derive(Clone, Copy, Debug)]
pub enum Use {
    /// Successors of refresh tokens.
    Refresh,
    /// Links in mails.
    Link,
    /// Private keys and other secrets at rest.
    Seal,
    /// Keys of the log-in throttle, so that they name nobody.
    Throttle,
    /// Backups of the whole database.
    Backup,
    /// Seals of trails.
    Audit,
}

impl Use {
    fn info(self) -> &'static [u8] {
        match self {
            Use::Refresh => b"kontoret refresh 1",
            Use::Link => b"kontoret link 1",
            Use::Seal => b"kontoret seal 1",
            Use::Throttle => b"kontoret throttle 1",
            Use::Backup => b"kontoret backup 1",
            Use::Audit => b"kontoret audit 1",
        }
    }
}

/// The master key: 256 bits from outside the database; while it is changed, also the one before it.
pub struct Secrets {
    master: Zeroizing<[u8; 32]>,
    old: Option<Zeroizing<[u8; 32]>>,
}

/// Why a master key can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The master key before it is not 64 hexadecimal digits.
    #[error("KONTORET_MASTER_KEY_OLD must be 64 hexadecimal digits: the master key before KONTORET_MASTER_KEY")]
    MalformedOld,
    /// Not 64 hexadecimal digits.
    #[error(
        "KONTORET_MASTER_KEY (or the file master.key) must be 64 hexadecimal digits (make one with: openssl rand -hex 32)"
    )]
    Malformed,
    /// The key file can't be read or made.
    #[error("the master key file can't be read or made: {0}")]
    File(#[from] std::io::Error),
    /// The machine has no randomness, or a sealed secret was changed.
    #[error("the secret can't be opened with this master key")]
    Refused,
}

impl Secrets {
    /// From 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`SecretError::Malformed`].
    pub fn from_hex(text: &str) -> Result<Self, SecretError> {
        let master = key_from_hex(text)?;
        Ok(Self { master, old: None })
    }

    /// With the master key before it: what that one sealed is still opened, and the links that it made still hold.
    ///
    /// # Errors
    /// [`SecretError::MalformedOld`].
    pub fn after(mut self, old: &str) -> Result<Self, SecretError> {
        self.old = Some(key_from_hex(old).map_err(|_| SecretError::MalformedOld)?);
        Ok(self)
    }

    /// Whether a master key before it is known.
    #[must_use]
    pub const fn has_old(&self) -> bool {
        self.old.is_some()
    }

    /// From a file of the embedded installation, made on first use and readable by its owner alone.
    ///
    /// # Errors
    /// [`SecretError`].
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let hex: String = random::<32>().iter().map(|b| format!("{b:02x}")).collect();
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                std::io::Write::write_all(&mut options.open(path)?, hex.as_bytes())?;
                Self::from_hex(&hex)
            }
            Err(e) => Err(e.into()),
        }
    }

    fn key(&self, purpose: Use) -> Zeroizing<[u8; 32]> {
        derived(&self.master, purpose)
    }

    /// A keyed digest: nobody without the master key can make or check it.
    #[must_use]
    pub fn mac(&self, purpose: Use, parts: &[&[u8]]) -> [u8; 32] {
        mac_with(&self.master, purpose, parts)
    }

    /// As [`Secrets::mac`], by the master key before this one.
    #[must_use]
    pub fn old_mac(&self, purpose: Use, parts: &[&[u8]]) -> Option<[u8; 32]> {
        self.old.as_ref().map(|old| mac_with(old, purpose, parts))
    }

    /// Encrypts (AES-256-GCM-SIV) bound to `place`, the row and column where it will lie.
    ///
    /// # Errors
    /// [`SecretError::Refused`] never in practice.
    pub fn seal(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, SecretError> {
        seal_with(&self.key(Use::Seal), place, plain)
    }

    /// Decrypts what [`Secrets::seal`] made for the same place, with this master key or the one before it.
    ///
    /// # Errors
    /// [`SecretError::Refused`] when it was changed, moved, or sealed with another key.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        self.open_as(Use::Seal, place, sealed)
    }

    fn open_as(&self, purpose: Use, place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let opened = open_with(&self.key(purpose), place, sealed);
        match (&self.old, opened) {
            (Some(old), Err(SecretError::Refused)) => open_with(&derived(old, purpose), place, sealed),
            (_, opened) => opened,
        }
    }

    /// What was sealed with the master key before this one, sealed with this one; `None` when it is already.
    ///
    /// # Errors
    /// [`SecretError::Refused`] when neither opens it.
    pub fn reseal(&self, place: &[u8], sealed: &[u8]) -> Result<Option<Vec<u8>>, SecretError> {
        if open_with(&self.key(Use::Seal), place, sealed).is_ok() {
            return Ok(None);
        }
        let plain = self.open(place, sealed)?;
        self.seal(place, &plain).map(Some)
    }

    /// Encrypts a part of a backup, bound to its place in it.
    ///
    /// # Errors
    /// [`SecretError::Refused`] never in practice.
    pub fn seal_part(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, SecretError> {
        seal_with(&self.key(Use::Backup), place, plain)
    }

    /// Decrypts what [`Secrets::seal_part`] made for the same place.
    ///
    /// # Errors
    /// [`SecretError::Refused`] when it was changed, moved, or sealed with another key.
    pub fn open_part(&self, place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        self.open_as(Use::Backup, place, sealed)
    }

    /// The secret of a link: names its company and thing, and proves that we made it. `nonce` is kept in the row;
    /// changing it ends the link.
    #[must_use]
    pub fn link(&self, kind: &str, company_id: Uuid, id: Uuid, nonce: &[u8]) -> String {
        let mac = self.mac(
            Use::Link,
            &[kind.as_bytes(), company_id.as_bytes(), id.as_bytes(), nonce],
        );
        URL_SAFE_NO_PAD.encode([company_id.as_bytes().as_slice(), id.as_bytes(), &mac].concat())
    }

    /// Whether `token` is the link of this thing with this nonce.
    #[must_use]
    pub fn link_matches(&self, token: &LinkToken, kind: &str, nonce: &[u8]) -> bool {
        let parts: [&[u8]; 4] = [kind.as_bytes(), token.company_id.as_bytes(), token.id.as_bytes(), nonce];
        let equal = |mac: &[u8; 32]| aws_lc_rs::constant_time::verify_slices_are_equal(mac, &token.mac).is_ok();
        equal(&self.mac(Use::Link, &parts)) || self.old_mac(Use::Link, &parts).is_some_and(|mac| equal(&mac))
    }
}

fn key_from_hex(text: &str) -> Result<Zeroizing<[u8; 32]>, SecretError> {
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return Err(SecretError::Malformed);
    }
    let mut key = Zeroizing::new([0u8; 32]);
    for (i, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).map_err(|_| SecretError::Malformed)?;
    }
    Ok(key)
}

fn derived(master: &[u8; 32], purpose: Use) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0u8; 32]);
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"kontoret").extract(master.as_slice());
    if let Ok(okm) = prk.expand(&[purpose.info()], hkdf::HKDF_SHA256)
        && okm.fill(out.as_mut_slice()).is_ok()
    {
        return out;
    }
    unreachable!("HKDF-SHA256 gives 32 bytes for every input")
}

fn mac_with(master: &[u8; 32], purpose: Use, parts: &[&[u8]]) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, derived(master, purpose).as_slice());
    let mut context = hmac::Context::with_key(&key);
    for part in parts {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut out = [0u8; 32];
    out.copy_from_slice(context.sign().as_ref());
    out
}

fn cipher(key: &[u8; 32]) -> Result<aead::LessSafeKey, SecretError> {
    let key = aead::UnboundKey::new(&aead::AES_256_GCM_SIV, key).map_err(|_| SecretError::Refused)?;
    Ok(aead::LessSafeKey::new(key))
}

/// Encrypts (AES-256-GCM-SIV) with a key, bound to `place`.
pub(super) fn seal_with(key: &[u8; 32], place: &[u8], plain: &[u8]) -> Result<Vec<u8>, SecretError> {
    let nonce = random::<12>();
    let mut buffer = plain.to_vec();
    cipher(key)?
        .seal_in_place_append_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(place),
            &mut buffer,
        )
        .map_err(|_| SecretError::Refused)?;
    Ok([nonce.as_slice(), &buffer].concat())
}

/// Decrypts what [`seal_with`] made with the same key for the same place.
pub(super) fn open_with(key: &[u8; 32], place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    let (nonce, body) = sealed.split_at_checked(12).ok_or(SecretError::Refused)?;
    let nonce = aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| SecretError::Refused)?;
    let mut buffer = Zeroizing::new(body.to_vec());
    let length = cipher(key)?
        .open_in_place(nonce, aead::Aad::from(place), buffer.as_mut_slice())
        .map_err(|_| SecretError::Refused)?
        .len();
    buffer.truncate(length);
    Ok(buffer)
}

/// A link's secret, taken apart but not yet proven.
pub struct LinkToken {
    /// Whose.
    pub company_id: Uuid,
    /// What.
    pub id: Uuid,
    mac: [u8; 32],
}

impl LinkToken {
    /// Takes a token apart; `None` when it can't be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (company, rest) = bytes.split_at_checked(16)?;
        let (id, mac) = rest.split_at_checked(16)?;
        Some(Self {
            company_id: Uuid::from_slice(company).ok()?,
            id: Uuid::from_slice(id).ok()?,
            mac: mac.try_into().ok()?,
        })
    }
}

/// Random bytes from the operating system's generator.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut out = [0u8; N];
    if rand::fill(&mut out).is_err() {
        unreachable!("the operating system gives randomness after boot");
    }
    out
}

/// A new opaque token of 256 bits, for a cookie or a link.
#[must_use]
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// SHA-256: what the database keeps of a token that has 256 bits of its own.
#[must_use]
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0u8; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}
