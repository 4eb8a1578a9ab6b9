//! How a file is called by what reads reports for a whole repository: from the repository's root on, with `/`.

/// The path of the file `name`, which is relative to the folder `folder`; both are from the root on. One that is absolute, or that
/// leads out of the repository, stays as it is.
pub(super) fn path(folder: &str, name: &str) -> String {
    if is_absolute(name) {
        return name.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether the name says by itself where the file is: `/x`, or `C:/x` on Windows.
pub(super) fn is_absolute(name: &str) -> bool {
    name.starts_with('/') || matches!(name.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic())
}

/// The path as a relative reference of RFC 3986, or as a `file` URI where it is absolute: every byte that is not unreserved is
/// percent-encoded, so that nothing in a name can end the path.
pub(super) fn uri(path: &str) -> String {
    let prefix = match path.strip_prefix('/') {
        Some(_) => "file://",
        None if is_absolute(path) => "file:///",
        None => "",
    };
    let mut uri = String::from(prefix);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_from_the_root_of_the_repository_on() {
        assert_eq!(path("", "raci.toml"), "raci.toml");
        assert_eq!(path("sales", "east/x.raci.toml"), "sales/east/x.raci.toml");
        assert_eq!(path("sales/east", "../raci.toml"), "sales/raci.toml");
        assert_eq!(path("sales", "../../other/raci.toml"), "../other/raci.toml");
        assert_eq!(path("sales", "/etc/raci.toml"), "/etc/raci.toml");
    }

    #[test]
    fn a_uri_takes_any_name() {
        assert_eq!(uri("制度/a b#c?.toml"), "%E5%88%B6%E5%BA%A6/a%20b%23c%3F.toml");
        assert_eq!(uri("a:b\n%"), "a%3Ab%0A%25");
        assert_eq!(uri("/a/raci.toml"), "file:///a/raci.toml");
        assert_eq!(uri("C:/raci.toml"), "file:///C%3A/raci.toml");
    }
}
