//! Dates and times.

/// A date, a time, or both, which exist in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datetime<'d> {
    /// As written.
    pub text: &'d str,
    /// Which parts it has.
    pub form: DatetimeForm,
}

/// Which parts a [`Datetime`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatetimeForm {
    /// `2026-05-27`
    LocalDate,
    /// `07:32:00`
    LocalTime,
    /// `2026-05-27T07:32:00`
    LocalDatetime,
    /// `2026-05-27T07:32:00+08:00`
    OffsetDatetime,
}
