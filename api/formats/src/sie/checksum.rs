//! Has a SIE file come over whole? The checksum of its posts (SIE 4B, 10): the ordinary CRC-32 of zip files.

/// The reversed polynomial.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// What one byte does to the sum.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut rest = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 {
                POLYNOMIAL ^ (rest >> 1)
            } else {
                rest >> 1
            };
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
};

/// A sum that grows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checksum(u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Checksum {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let [low, ..] = self.0.to_le_bytes();
            self.0 = TABLE[usize::from(low ^ byte)] ^ (self.0 >> 8);
        }
    }

    pub(super) const fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn it_is_the_crc_of_zip_files() {
        let mut sum = Checksum::default();
        assert_eq!(sum.value(), 0);
        sum.add(b"12345");
        sum.add(b"6789");
        assert_eq!(sum.value(), 0xCBF4_3926);
    }
}
