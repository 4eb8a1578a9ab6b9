//! The list of all rules.

use super::rule::Rule;

/// Hands the list to the macro of that name: each group, which is a folder, with its rules, each of them a file.
macro_rules! rules {
    ($make:ident) => {
        $make! {
            file {
                invalid_toml,
                unknown_key,
                missing_key,
                invalid_value,
                unknown_reference,
                duplicate_definition,
                unproven,
            }
            assignments {
                no_accountable,
                several_accountable,
                no_responsible,
                everyone_responsible,
                redundant_letter,
                outside_the_lines,
                too_many_consulted,
                too_many_informed,
                idle_role,
                informed_only_role,
                overloaded_accountable,
                overloaded_responsible,
                accountable_outranked,
                external_accountable,
            }
            coverage {
                empty_stage,
                unstaged_activity,
                key_without_decision,
                unreachable_case,
                unused_definition,
            }
            decisions {
                no_decider,
                several_deciders,
                precedence_cycle,
                limits_out_of_order,
                authority_inverted,
                weightier_needs_less,
                authority_leaves_line,
                limit_skips_superior,
                exception_above_limits,
                redundant_threshold,
                bound_beyond_measure,
                doubtful_number,
                unreachable_decider,
                accountable_without_authority,
                authority_without_accountability,
                splittable_limit,
                unlimited_subordinate,
                silence_agrees,
                joint_in_name_only,
                asks_oneself,
                four_eyes_without_requester,
                external_decider,
            }
            organisation {
                reporting_cycle,
                escalation_cycle,
                escalation_dead_end,
                escalation_not_upward,
                escalation_skips_level,
                escalation_without_time,
                ambiguous_escalation,
                no_common_superior,
                no_deputy,
                deputy_cycle,
                delegation_exceeds_authority,
                delegation_without_end,
                delegation_expired,
                delegation_too_long,
                delegation_lends_nothing,
                delegation_not_allowed,
            }
            hands {
                one_hand,
                self_approval,
                vacant,
                single_point,
            }
            separation {
                conflicting_duties,
                conflicting_deputy,
            }
            handoffs {
                missing_handoff,
                incomplete_handoff,
                handoff_to_uninvolved,
            }
            indicators {
                unmeasured_role,
                indicator_without_owner,
                indicator_outside_duties,
                indicator_sum_short,
                indicator_unit_mismatch,
                impossible_target,
                alert_without_recipient,
            }
            record {
                review_overdue,
                no_review_date,
                reviewed_in_future,
                no_owner,
                lookalike_names,
                same_name_activity,
                example_contradicted,
                waiver_unused,
                waiver_expired,
                waiver_unauthorised,
            }
            cn_internal_control {
                sale_with_collection,
                credit_with_contract_approval,
                collection_with_bookkeeping,
                contract_in_one_hand,
                major_matter_decided_alone,
                unknown_duty,
                untagged_duties,
            }
        }
    };
}

pub(super) use rules;

/// Makes the list itself.
macro_rules! list {
    ($($group:ident { $($name:ident,)* })*) => {
        /// Every rule, in the order of the list.
        pub static ALL: &[&Rule] = &[$($(&super::$group::$name::RULE),*),*];
    };
}

rules!(list);

/// The rule of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Whether the rule of that name says that a file says something it cannot mean, so that nobody can silence it.
#[must_use]
pub fn is_mistake(name: &str) -> bool {
    find(name).is_some_and(|rule| !rule.can_be_silenced())
}
