//! Does the clock run by the hour, and is nothing closed while something is owed?

use super::*;
use chrono::TimeZone;
use proptest::prelude::*;
use std::fmt::Write;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

#[test]
fn seventy_two_hours_are_seventy_two_hours() {
    // Discovered and due, as clocks in Sweden show it.
    for (discovered, due) in [
        ("2026-11-20T10:00:00+01:00", "2026-11-23T10:00:00+01:00"),
        // The clocks go forward on 29 March and back on 25 October.
        ("2026-03-28T12:00:00+01:00", "2026-03-31T13:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", "2026-10-27T11:00:00+01:00"),
        // Neither a weekend, Christmas nor a leap day gives more time.
        ("2026-12-23T17:30:00+01:00", "2026-12-26T17:30:00+01:00"),
        ("2028-02-27T08:00:00+01:00", "2028-03-01T08:00:00+01:00"),
    ] {
        assert_eq!(due_at(at(discovered), LAWFUL_HOURS), at(due), "{discovered}");
    }
    assert_eq!(due_at(DateTime::<Utc>::MAX_UTC, 72), DateTime::<Utc>::MAX_UTC);
}

#[test]
fn hours_and_warnings_follow_what_is_left() {
    let due = Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
    let mut table = String::new();
    for (label, left) in [
        ("72 h", 72 * 3600),
        ("24 h + 1 s", 24 * 3600 + 1),
        ("24 h", 24 * 3600),
        ("24 h − 1 s", 24 * 3600 - 1),
        ("6 h + 1 s", 6 * 3600 + 1),
        ("6 h", 6 * 3600),
        ("1 s", 1),
        ("0", 0),
        ("−1 s", -1),
        ("−25 h", -25 * 3600),
    ] {
        let now = due - Duration::seconds(left);
        let warned = warning(due, now).map_or("-".to_owned(), |(entry, step)| format!("{entry} {step}"));
        writeln!(table, "{label}: {} {warned}", hours_left(due, now)).unwrap();
    }
    assert_eq!(
        table,
        "72 h: 72 -
24 h + 1 s: 24 -
24 h: 24 day_left 1
24 h − 1 s: 23 day_left 1
6 h + 1 s: 6 day_left 1
6 h: 6 hours_left 2
1 s: 0 hours_left 2
0: 0 hours_left 2
−1 s: -1 late 3
−25 h: -25 late 3
"
    );
}

/// Risk, report, telling the people, its ground: what is owed.
const OWED: &str = "? - - -: assessment report
? - informed -: assessment report
? - not_needed -: assessment report
? - not_needed protected: assessment report
? reported - -: assessment
? reported informed -: assessment
? reported not_needed -: assessment
? reported not_needed protected: assessment
? not_needed - -: assessment report
? not_needed informed -: assessment report
? not_needed not_needed -: assessment report
? not_needed not_needed protected: assessment report
unlikely - - -: report
unlikely - informed -: report
unlikely - not_needed -: report
unlikely - not_needed protected: report
unlikely reported - -: 
unlikely reported informed -: 
unlikely reported not_needed -: 
unlikely reported not_needed protected: 
unlikely not_needed - -: 
unlikely not_needed informed -: 
unlikely not_needed not_needed -: 
unlikely not_needed not_needed protected: 
risk - - -: report
risk - informed -: report
risk - not_needed -: report
risk - not_needed protected: report
risk reported - -: 
risk reported informed -: 
risk reported not_needed -: 
risk reported not_needed protected: 
risk not_needed - -: report
risk not_needed informed -: report
risk not_needed not_needed -: report
risk not_needed not_needed protected: report
high - - -: report inform
high - informed -: report
high - not_needed -: report inform
high - not_needed protected: report
high reported - -: inform
high reported informed -: 
high reported not_needed -: inform
high reported not_needed protected: 
high not_needed - -: report inform
high not_needed informed -: report
high not_needed not_needed -: report inform
high not_needed not_needed protected: report
";

#[test]
fn what_is_owed_follows_risk_and_decisions() {
    let mut table = String::new();
    let risks = std::iter::once(None).chain(BreachRisk::ALL.map(Some));
    for risk in risks {
        for reporting in std::iter::once(None).chain(BreachReporting::ALL.map(Some)) {
            for (informing, exemption) in [
                (None, None),
                (Some(BreachInforming::Informed), None),
                (Some(BreachInforming::NotNeeded), None),
                (Some(BreachInforming::NotNeeded), Some(BreachExemption::Protected)),
            ] {
                let owed = owed(Facts {
                    documented: true,
                    risk,
                    reporting,
                    informing,
                    exemption,
                });
                let words = [
                    risk.map_or("?", BreachRisk::as_str),
                    reporting.map_or("-", BreachReporting::as_str),
                    informing.map_or("-", BreachInforming::as_str),
                    exemption.map_or("-", BreachExemption::as_str),
                ];
                let owed: Vec<_> = owed.iter().map(|o| o.as_str()).collect();
                writeln!(table, "{}: {}", words.join(" "), owed.join(" ")).unwrap();
            }
        }
    }
    assert_eq!(table, OWED);
}

const REPORTED: Report<'_> = Report {
    decision: BreachReporting::Reported,
    at: None,
    reason: "",
    delay_reason: "",
};

#[test]
fn a_late_report_has_its_reason_and_a_risk_is_reported() {
    let discovered = at("2026-11-20T09:00:00Z");
    let now = discovered + Duration::hours(90);
    let said = |r: Report<'_>, risk| report(r, risk, discovered, now);
    let hours = |h: i64, delay_reason| Report {
        at: Some(discovered + Duration::hours(h)),
        delay_reason,
        ..REPORTED
    };
    assert_eq!(said(hours(72, ""), Some(BreachRisk::High)), Ok(()));
    assert_eq!(
        said(hours(0, ""), None),
        Ok(()),
        "a first report can come before the assessment"
    );
    assert_eq!(said(hours(73, ""), None), Err(vec![ReportError::DelayReason]));
    assert_eq!(said(hours(73, "Omfattningen var oklar."), None), Ok(()));
    assert_eq!(said(hours(91, "x"), None), Err(vec![ReportError::WhenRange]));
    assert_eq!(said(hours(-1, ""), None), Err(vec![ReportError::WhenRange]));
    assert_eq!(said(REPORTED, None), Err(vec![ReportError::When]));
    let none = Report {
        decision: BreachReporting::NotNeeded,
        reason: "Krypterad.",
        ..REPORTED
    };
    assert_eq!(said(none, Some(BreachRisk::Unlikely)), Ok(()));
    for risk in [None, Some(BreachRisk::Risk), Some(BreachRisk::High)] {
        assert_eq!(said(none, risk), Err(vec![ReportError::Decision]), "{risk:?}");
    }
    let bare = Report {
        at: Some(now),
        reason: "",
        ..none
    };
    assert_eq!(
        said(bare, Some(BreachRisk::Unlikely)),
        Err(vec![ReportError::WhenRange, ReportError::Reason])
    );
}

#[test]
fn people_are_told_of_a_high_risk_or_there_is_a_ground_of_the_law() {
    let discovered = at("2026-11-20T09:00:00Z");
    let now = discovered + Duration::hours(90);
    let told = Inform {
        decision: BreachInforming::Informed,
        at: Some(now),
        how: "E-post",
        count: Some(12),
        exemption: None,
        reason: "",
    };
    let said = |i: Inform<'_>, risk| inform(i, risk, discovered, now);
    assert_eq!(said(told, Some(BreachRisk::High)), Ok(()));
    assert_eq!(said(told, None), Ok(()), "people may always be told");
    let empty = Inform {
        at: None,
        how: "",
        count: Some(0),
        exemption: Some(BreachExemption::Protected),
        ..told
    };
    assert_eq!(
        said(empty, None),
        Err(vec![
            InformError::When,
            InformError::How,
            InformError::Count,
            InformError::Exemption
        ])
    );
    let not = Inform {
        decision: BreachInforming::NotNeeded,
        at: None,
        how: "",
        count: None,
        reason: "Låst telefon.",
        ..told
    };
    assert_eq!(said(not, Some(BreachRisk::Unlikely)), Ok(()));
    assert_eq!(said(not, Some(BreachRisk::Risk)), Ok(()));
    assert_eq!(said(not, None), Err(vec![InformError::Decision]));
    assert_eq!(said(not, Some(BreachRisk::High)), Err(vec![InformError::Exemption]));
    for exemption in BreachExemption::ALL {
        let grounded = Inform {
            exemption: Some(exemption),
            ..not
        };
        assert_eq!(said(grounded, Some(BreachRisk::High)), Ok(()));
        assert_eq!(
            said(grounded, Some(BreachRisk::Risk)),
            Err(vec![InformError::Exemption])
        );
        let bare = Inform { reason: "", ..grounded };
        assert_eq!(said(bare, Some(BreachRisk::High)), Err(vec![InformError::Reason]));
    }
}

/// A step that somebody tries.
#[derive(Clone, Copy, Debug)]
enum Step {
    Document(bool),
    Assess(BreachRisk),
    Report(BreachReporting),
    Inform(BreachInforming, Option<BreachExemption>),
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    let exemption = prop::option::of(prop::sample::select(BreachExemption::ALL.to_vec()));
    prop_oneof![
        any::<bool>().prop_map(Step::Document),
        prop::sample::select(BreachRisk::ALL.to_vec()).prop_map(Step::Assess),
        prop::sample::select(BreachReporting::ALL.to_vec()).prop_map(Step::Report),
        (prop::sample::select(BreachInforming::ALL.to_vec()), exemption).prop_map(|(i, e)| Step::Inform(i, e)),
        Just(Step::Close),
    ]
}

proptest! {
    #[test]
    fn no_way_leads_to_a_close_while_something_is_owed(steps in prop::collection::vec(step(), 0..60)) {
        let discovered = at("2026-11-20T09:00:00Z");
        let mut status = BreachStatus::Open;
        let mut f = Facts { documented: false, risk: None, reporting: None, informing: None, exemption: None };
        for step in steps {
            let action = match step {
                Step::Document(_) | Step::Assess(_) => BreachAction::Change,
                Step::Report(_) => BreachAction::Report,
                Step::Inform(..) => BreachAction::Inform,
                Step::Close => BreachAction::Close,
            };
            let Some(next) = TRANSITIONS.next(status, action) else {
                prop_assert_eq!(status, BreachStatus::Closed);
                continue;
            };
            match step {
                Step::Document(yes) => f.documented = yes,
                Step::Assess(risk) => {
                    f.risk = Some(risk);
                    f.reporting = f.reporting.filter(|d| reporting_stands(*d, f.risk));
                    f.informing = f.informing.filter(|d| informing_stands(*d, f.exemption, f.risk));
                }
                Step::Report(decision) => {
                    let told = decision == BreachReporting::Reported;
                    let said = Report { decision, at: told.then_some(discovered), reason: "x", delay_reason: "" };
                    if report(said, f.risk, discovered, discovered).is_ok() {
                        f.reporting = Some(decision);
                    }
                }
                Step::Inform(decision, exemption) => {
                    let told = decision == BreachInforming::Informed;
                    let said = Inform {
                        decision, exemption, at: told.then_some(discovered), how: "x", count: Some(1), reason: "x",
                    };
                    if inform(said, f.risk, discovered, discovered).is_ok() {
                        (f.informing, f.exemption) = (Some(decision), exemption);
                    }
                }
                Step::Close if !owed(f).is_empty() => continue,
                Step::Close => {}
            }
            status = next;
            if status == BreachStatus::Closed {
                prop_assert!(f.documented && f.risk.is_some());
                let risky = f.risk != Some(BreachRisk::Unlikely);
                prop_assert!(!risky || f.reporting == Some(BreachReporting::Reported));
                let silent = f.informing != Some(BreachInforming::Informed) && f.exemption.is_none();
                prop_assert!(f.risk != Some(BreachRisk::High) || !silent);
            }
        }
    }

    #[test]
    fn warnings_only_become_graver(hours in 1_i64..=72, minutes in prop::collection::vec(0_i64..8_000, 1..20)) {
        let discovered = at("2026-03-28T11:00:00Z");
        let due = due_at(discovered, hours);
        let mut sorted = minutes;
        sorted.sort_unstable();
        let steps: Vec<i32> = sorted
            .iter()
            .map(|m| warning(due, discovered + Duration::minutes(*m)).map_or(0, |(_, step)| step))
            .collect();
        prop_assert!(steps.is_sorted());
        for m in sorted {
            let now = discovered + Duration::minutes(m);
            prop_assert_eq!(hours_left(due, now) < 0, now > due);
        }
    }
}
