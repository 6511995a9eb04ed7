//! The register of units, as far as the figures need it.

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    District,
    Ward,
    Department,
}

/// A unit that reports.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) parent: String,
}

impl Unit {
    /// The district that it is or belongs to; its own code for a department. Units of a district resemble each other.
    pub(crate) fn district(&self) -> &str {
        if self.kind == Kind::Ward {
            &self.parent
        } else {
            &self.code
        }
    }
}

/// The units that report, in the order of the register.
pub(crate) fn parse(csv: &str) -> Result<Vec<Unit>, String> {
    let mut lines = csv.lines().map(cells);
    let header = lines.next().ok_or("data/units.csv is empty")?;
    let column = |name: &str| {
        header
            .iter()
            .position(|cell| cell == name)
            .ok_or_else(|| format!("data/units.csv has no column {name}"))
    };
    let (code, name, kind) = (column("code")?, column("name")?, column("kind")?);
    let parent = column("parent")?;
    let unit = |row: Vec<String>| {
        let cell = |i: usize| row.get(i).cloned().unwrap_or_default();
        let kind = match cell(kind).as_str() {
            "district" => Kind::District,
            "ward" => Kind::Ward,
            "department" => Kind::Department,
            _ => return None,
        };
        Some(Unit {
            code: cell(code),
            name: cell(name),
            kind,
            parent: cell(parent),
        })
    };
    Ok(lines.filter_map(unit).collect())
}

/// The cells of a line; quotes hold commas together.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
    }
    cells
}
