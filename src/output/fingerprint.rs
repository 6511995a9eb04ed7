//! What tells one file from another: its size and its SHA-256.

use sha2::{Digest as _, Sha256 as Sha2};
use std::fmt;
use std::io::{self, Read, Write};
use std::str::FromStr;

/// The SHA-256 of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sha256([u8; 32]);

/// The size and the hash of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint {
    /// Its size.
    pub bytes: u64,
    /// Its hash.
    pub sha256: Sha256,
}

impl Fingerprint {
    /// That of a file with these bytes.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: Sha256(Sha2::digest(bytes).into()),
        }
    }

    /// That of everything that can be read.
    ///
    /// # Errors
    /// Those of the reader.
    pub(crate) fn read(from: &mut impl Read) -> io::Result<Self> {
        let mut hashing = Hashing::new(io::sink());
        io::copy(from, &mut hashing)?;
        Ok(hashing.finish())
    }
}

/// Hashes what is written through it.
pub(crate) struct Hashing<W> {
    to: W,
    bytes: u64,
    state: Sha2,
}

impl<W: Write> Hashing<W> {
    /// Before the first byte.
    pub(crate) fn new(to: W) -> Self {
        Self {
            to,
            bytes: 0,
            state: Sha2::new(),
        }
    }

    /// What all of it came to.
    pub(crate) fn finish(self) -> Fingerprint {
        Fingerprint {
            bytes: self.bytes,
            sha256: Sha256(self.state.finalize().into()),
        }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.state.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl fmt::Display for Sha256 {
    /// In hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Sha256 {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(2 * at..2 * at + 2).ok_or(())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4, the example of one block.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn it_is_sha_256_however_the_bytes_come() {
        let whole = Fingerprint::of(b"abc");
        assert_eq!((whole.bytes, &*whole.sha256.to_string()), (3, OF_ABC));
        assert_eq!(Fingerprint::read(&mut &b"abc"[..]).unwrap(), whole);
        let mut hashing = Hashing::new(Vec::new());
        hashing.write_all(b"a").unwrap();
        hashing.write_all(b"bc").unwrap();
        assert_eq!(hashing.to, b"abc");
        assert_eq!(hashing.finish(), whole);
        assert_ne!(Fingerprint::of(b"abd").sha256, whole.sha256);
    }

    #[test]
    fn its_digits_are_read_again_and_nothing_else() {
        let hash = Fingerprint::of(b"abc").sha256;
        assert_eq!(OF_ABC.parse(), Ok(hash));
        assert_eq!(OF_ABC.to_uppercase().parse(), Ok(hash));
        for wrong in [
            "",
            "ba78",
            &OF_ABC.replace('b', "+"),
            &OF_ABC.replace("ba", "é"),
        ] {
            assert_eq!(wrong.parse::<Sha256>(), Err(()), "{wrong}");
        }
    }
}
