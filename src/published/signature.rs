//! Signatures of manifests, in the format of minisign: with its keys, and checked by it.
//!
//! A signature is made as the reference program makes it, without anything random, so that one site has one signature.

use blake2::{Blake2b512, Digest as _};
use ct_codecs::{Base64, Decoder as _, Encoder as _};
use ed25519_compact::{KeyPair, SecretKey, Seed};
use minisign::{PublicKey, PublicKeyBox, SecretKeyBox, SignatureBox};
use std::io::Cursor;

/// What makes signatures.
pub(crate) struct Signer {
    key: SecretKey,
    id: [u8; 8],
}

/// Why a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyProblem {
    /// It is no such key.
    NoKey,
    /// It is locked, and there is no password.
    Locked,
    /// It does not open with that password.
    Password,
}

/// What came of checking a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignatureProblem {
    /// There is none.
    Missing,
    /// It is no signature.
    Broken,
    /// It was made with another key.
    OtherKey,
    /// It is another text's.
    Wrong,
}

impl SignatureProblem {
    /// The word by which the language files and programs know it.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Broken => "broken",
            Self::OtherKey => "other-key",
            Self::Wrong => "wrong",
        }
    }
}

/// The parts of a secret key as its file has them: algorithms, what opens it, the number, the key, a checksum.
const SECRET_KEY_BYTES: usize = 158;

impl Signer {
    /// Reads the text of a secret key; `password` is asked where it is locked.
    ///
    /// # Errors
    /// Where it is no key, or stays locked.
    pub(crate) fn read(
        text: &str,
        password: impl FnOnce() -> Option<String>,
    ) -> Result<Self, KeyProblem> {
        let bytes = decoded(text).ok_or(KeyProblem::NoKey)?;
        if bytes.len() != SECRET_KEY_BYTES || !bytes.starts_with(b"Ed") {
            return Err(KeyProblem::NoKey);
        }
        let is_open = bytes.get(2..4) == Some(&[0, 0]);
        let bytes = if is_open {
            bytes
        } else {
            let password = password().ok_or(KeyProblem::Locked)?;
            let locked = SecretKeyBox::from(text.to_owned());
            let key = locked.into_secret_key(Some(password));
            key.map_err(|_| KeyProblem::Password)?.to_bytes()
        };
        let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        let seed = Seed::from_slice(part(62, 94)).map_err(|_| KeyProblem::NoKey)?;
        let pair = KeyPair::from_seed(seed);
        if *pair.pk != *part(94, 126) {
            return Err(KeyProblem::NoKey);
        }
        let id = part(54, 62).try_into().map_err(|_| KeyProblem::NoKey)?;
        Ok(Self { key: pair.sk, id })
    }

    /// The signature of a manifest, as a file of its own.
    #[must_use]
    pub(crate) fn sign(&self, manifest: &[u8], as_of: Option<&str>) -> String {
        let signature = self.key.sign(Blake2b512::digest(manifest), None);
        let as_of = as_of.map(|as_of| format!("as_of:{as_of}\t"));
        let comment = format!("{}file:manifest.json\thashed", as_of.unwrap_or_default());
        let signed = [&*signature, comment.as_bytes()].concat();
        let global = self.key.sign(signed, None);
        let whole = [b"ED", &self.id[..], &*signature].concat();
        format!(
            "untrusted comment: signature of du-lieu/manifest.json\n{}\ntrusted comment: {comment}\n{}\n",
            encoded(&whole),
            encoded(&*global)
        )
    }
}

/// Reads a public key: the text of its file, or its line alone.
///
/// # Errors
/// Where it is none.
pub(crate) fn read_public_key(text: &str) -> Result<PublicKey, KeyProblem> {
    let text = text.trim();
    let read = if text.lines().count() == 1 {
        PublicKey::from_base64(text)
    } else {
        // Editors of Windows end lines otherwise.
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        PublicKeyBox::from(lines.join("\n")).into_public_key()
    };
    read.map_err(|_| KeyProblem::NoKey)
}

/// Whether this is the key's signature of these bytes.
///
/// # Errors
/// Where it is not.
pub(crate) fn check_signature(
    key: &PublicKey,
    signature: &[u8],
    manifest: &[u8],
) -> Result<(), SignatureProblem> {
    let text = std::str::from_utf8(signature).map_err(|_| SignatureProblem::Broken)?;
    let signature = SignatureBox::from_string(text).map_err(|_| SignatureProblem::Broken)?;
    if signature.keynum() != key.keynum() {
        return Err(SignatureProblem::OtherKey);
    }
    minisign::verify(key, &signature, Cursor::new(manifest), true, false, false)
        .map_err(|_| SignatureProblem::Wrong)
}

/// The second line of a key's file.
fn decoded(text: &str) -> Option<Vec<u8>> {
    Base64::decode_to_vec(text.lines().nth(1)?.trim(), None).ok()
}

fn encoded(bytes: &[u8]) -> String {
    // Only a length beyond all memory has no such text.
    Base64::encode_to_string(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by minisign 0.11 with `-G -W`.
    const OPEN: &str = include_str!("keys/open.key");
    const OPEN_PUBLIC: &str = include_str!("keys/open.pub");
    /// Made by minisign 0.11 with `-G` and the password `matkhau`.
    const LOCKED: &str = include_str!("keys/locked.key");
    const LOCKED_PUBLIC: &str = include_str!("keys/locked.pub");
    /// What minisign 0.11 made of `OPEN_PUBLIC` with that key.
    const OF_MINISIGN: &str = include_str!("keys/locked.minisig");

    fn open() -> Signer {
        Signer::read(OPEN, || None).ok().unwrap()
    }

    #[test]
    fn a_signature_is_checked_and_always_the_same() {
        let key = read_public_key(OPEN_PUBLIC).unwrap();
        let text = open().sign(b"{}", Some("2019-09"));
        assert_eq!(text, open().sign(b"{}", Some("2019-09")));
        assert!(text.contains("\ntrusted comment: as_of:2019-09\tfile:manifest.json\thashed\n"));
        let check = |text: &str, manifest: &[u8]| check_signature(&key, text.as_bytes(), manifest);
        assert_eq!(check(&text, b"{}"), Ok(()));
        assert_eq!(check(&text, b"{} "), Err(SignatureProblem::Wrong));
        let claimed = text.replace("2019-09", "2019-10");
        assert_eq!(check(&claimed, b"{}"), Err(SignatureProblem::Wrong));
        for broken in ["", "x", "a\nb\nc\nd", &text.replace("RU", "??")] {
            assert_eq!(
                check(broken, b"{}"),
                Err(SignatureProblem::Broken),
                "{broken}"
            );
        }
        let bare = OPEN_PUBLIC.lines().nth(1).unwrap();
        let of_windows = OPEN_PUBLIC.replace('\n', "\r\n");
        for key in [bare, &of_windows] {
            let key = read_public_key(key).unwrap();
            assert_eq!(check_signature(&key, text.as_bytes(), b"{}"), Ok(()));
        }
    }

    #[test]
    fn a_locked_key_opens_with_its_password_alone() {
        assert_eq!(
            Signer::read(LOCKED, || None).err(),
            Some(KeyProblem::Locked)
        );
        let wrong = Signer::read(LOCKED, || Some("khác".to_owned()));
        assert_eq!(wrong.err(), Some(KeyProblem::Password));
        let signer = Signer::read(LOCKED, || Some("matkhau".to_owned()))
            .ok()
            .unwrap();
        let key = read_public_key(LOCKED_PUBLIC).unwrap();
        let text = signer.sign(b"{}", None);
        assert_eq!(check_signature(&key, text.as_bytes(), b"{}"), Ok(()));
        let other = read_public_key(OPEN_PUBLIC).unwrap();
        let other = check_signature(&other, text.as_bytes(), b"{}");
        assert_eq!(other, Err(SignatureProblem::OtherKey));
    }

    #[test]
    fn what_minisign_signs_is_checked() {
        let key = read_public_key(LOCKED_PUBLIC).unwrap();
        let checked = check_signature(&key, OF_MINISIGN.as_bytes(), OPEN_PUBLIC.as_bytes());
        assert_eq!(checked, Ok(()));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["", "x", "x\ny", OPEN_PUBLIC, &OPEN.replace("A", "B")] {
            assert_eq!(
                Signer::read(text, || None).err(),
                Some(KeyProblem::NoKey),
                "{text}"
            );
        }
        for text in ["", "x", OPEN] {
            assert_eq!(
                read_public_key(text).err(),
                Some(KeyProblem::NoKey),
                "{text}"
            );
        }
    }
}
