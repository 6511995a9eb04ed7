//! What a file or folder has besides its content: a web server may read the new site only if it could
//! read the old one. It may do so as the owner or group, where root builds for it; through an access list;
//! or, where labels are enforced, by the label that was given to the folder. Everything is done as far as the
//! system lets us: who may not give a file away keeps it.

use std::fs::{self, Metadata};
use std::path::Path;

/// Gives a new folder the permissions, owner, access lists and label of the old one; files in it inherit the last two.
pub(super) fn copy_folder(old: &Path, new: &Path) {
    #[cfg(target_os = "linux")]
    copy_lists(old, new);
    if let Ok(old) = fs::metadata(old) {
        copy(&old, new);
    }
}

/// Gives what is new the permissions and owner of the old one of its name.
pub(super) fn copy(old: &Metadata, new: &Path) {
    let Ok(made) = fs::metadata(new) else { return };
    copy_owner(old, &made, new);
    if old.permissions() != made.permissions() {
        let _ = fs::set_permissions(new, old.permissions());
    }
}

#[cfg(unix)]
fn copy_owner(old: &Metadata, made: &Metadata, path: &Path) {
    use std::os::unix::fs::{MetadataExt, chown};
    let owner = (old.uid() != made.uid()).then_some(old.uid());
    let group = (old.gid() != made.gid()).then_some(old.gid());
    if group.is_some() {
        let _ = chown(path, None, group);
    }
    if owner.is_some() {
        let _ = chown(path, owner, None);
    }
}

#[cfg(not(unix))]
fn copy_owner(_old: &Metadata, _made: &Metadata, _path: &Path) {}

/// Access control lists and security labels, which Linux keeps as extended attributes.
#[cfg(target_os = "linux")]
fn copy_lists(old: &Path, new: &Path) {
    use rustix::fs::{XattrFlags, lgetxattr, lsetxattr};
    for name in [
        "system.posix_acl_access",
        "system.posix_acl_default",
        "security.selinux",
    ] {
        let mut value = vec![0_u8; 65_536];
        if let Ok(length) = lgetxattr(old, name, &mut value) {
            let _ = lsetxattr(
                new,
                name,
                value.get(..length).unwrap_or_default(),
                XattrFlags::empty(),
            );
        }
    }
}
