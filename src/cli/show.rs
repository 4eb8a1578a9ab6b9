//! `raci show`: the matrix in the terminal.

use std::path::PathBuf;

use clap::Args;

use super::day;
use super::failure::Failure;
use super::policy::{find_role, find_stage, one_policy};
use super::status::Status;
use super::terminal::{self, Color};
use crate::options::Days;
use crate::publish::{self, Filter, Grid, Register};

/// Show the matrix: activities down, roles across, stages as groups
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The policy [default: the one that holds the current folder]
    #[arg(value_name = "PATH")]
    policy: Option<PathBuf>,

    /// Only in these cases, such as `customer-tier=A`; may be given several times
    #[arg(long, value_name = "DIM=VALUE", value_parser = super::who::pair)]
    case: Vec<(String, String)>,

    /// Only this role
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    /// Only this stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

impl Show {
    pub(super) fn run(self) -> Status {
        self.show().unwrap_or_else(|failure| failure.end())
    }

    fn show(&self) -> Result<Status, Failure> {
        let loaded = one_policy(self.policy.as_deref(), Days::only(day::today()?))?;
        let model = &loaded.built.model;
        let role = self.role.as_deref().map(|role| find_role(model, role)).transpose()?;
        let stage = self.stage.as_deref().map(|stage| find_stage(model, stage)).transpose()?;
        let filter = Filter { case: self.case.clone(), role, stage };
        let (grid, register) = (Grid::new(model, &filter)?, Register::new(model, &filter)?);
        let written = terminal::print(|out| publish::terminal(&grid, &register, terminal::look(self.color), out));
        Ok(terminal::finish(written, Status::Clean))
    }
}
