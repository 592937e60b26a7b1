//! What does the authority ask of a breach, in which order, and what is the answer?

use super::{
    check::{content, word},
    dto::{BreachInput, BreachReport, BreachReportFact, BreachReportSection},
    entity::{breach, breach_event},
    store, words,
};
use crate::{
    clock::local,
    customers::dto::Language,
    http::Problem,
    privacy::{
        subjects::{
            dto::ExtractController,
            labels::{Word, say},
        },
        words::category,
    },
    store::ReadTx,
    users::{self, membership},
};
use chrono::{DateTime, Utc};
use kontoret_core::breach::{BreachEntry, BreachInforming, BreachReporting, BreachRisk, LAWFUL_HOURS, due_at};
use sea_orm::{ColumnTrait, QueryOrder};
use uuid::Uuid;

const UNKNOWN: Word = ("Inte känt ännu", "Not known yet");

/// The answers to what the authority asks of a breach (GDPR art. 33(3)).
///
/// # Errors
/// `not_found`, or the database's.
pub async fn make(tx: &ReadTx, id: Uuid, language: Language) -> Result<BreachReport, Problem> {
    let row = store::find(tx, id).await?;
    let controller = ExtractController::of(tx).await?;
    let w = Writer { language };
    let sections = vec![
        w.who(tx, &row, &controller).await?,
        w.when(&row),
        w.what(&content(&row)?),
        w.whose(&content(&row)?),
        w.numbers(&row),
        w.consequences(&row)?,
        w.measures(&row),
        w.people(&row)?,
        w.abroad(&row),
        w.report(tx, &row).await?,
    ];
    Ok(BreachReport {
        controller,
        language,
        made_at: tx.now(),
        number: row.number,
        title: row.title,
        sections,
    })
}

struct Writer {
    language: Language,
}

impl Writer {
    fn t(&self, word: Word) -> String {
        say(word, self.language).to_owned()
    }

    fn fact(&self, label: Word, value: impl Into<String>) -> BreachReportFact {
        let value = value.into();
        BreachReportFact {
            label: self.t(label),
            value: if value.is_empty() { self.t(UNKNOWN) } else { value },
        }
    }

    fn section(&self, heading: Word, facts: Vec<BreachReportFact>) -> BreachReportSection {
        BreachReportSection {
            heading: self.t(heading),
            facts,
        }
    }

    fn moment(&self, at: Option<DateTime<Utc>>) -> String {
        at.map(|at| local(at).format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default()
    }

    fn number(&self, n: Option<i64>) -> String {
        n.map(|n| n.to_string()).unwrap_or_default()
    }

    async fn who(
        &self,
        tx: &ReadTx,
        row: &breach::Model,
        c: &ExtractController,
    ) -> Result<BreachReportSection, Problem> {
        let place = match row.handler_id {
            Some(id) => {
                let of = membership::Column::Id.eq(id);
                tx.find::<membership::Entity>().filter(of).one().await?
            }
            None => None,
        };
        let contact = match place {
            Some(p) => {
                let email = users::find_user(tx, p.user_id).await?.map(|u| u.email);
                let parts = [p.name, email.unwrap_or_default(), p.phone];
                parts
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            None => String::new(),
        };
        let mut facts = vec![
            self.fact(("Personuppgiftsansvarig", "Controller"), c.name.as_str()),
            self.fact(
                ("Organisationsnummer", "Organisation number"),
                c.organisation_number.as_str(),
            ),
            self.fact(("Adress", "Address"), c.address.as_str()),
            self.fact(("E-post", "E-mail"), c.email.as_str()),
            self.fact(("Telefon", "Telephone"), c.phone.as_str()),
            self.fact(("Kontaktperson", "Contact person"), contact),
        ];
        if !row.told_by.is_empty() {
            let label = ("Upptäckt hos personuppgiftsbiträdet", "Discovered by the processor");
            facts.push(self.fact(label, row.told_by.as_str()));
        }
        Ok(self.section(("Vem anmäler", "Who reports"), facts))
    }

    fn when(&self, row: &breach::Model) -> BreachReportSection {
        self.section(
            ("När det hände och upptäcktes", "When it happened and was discovered"),
            vec![
                self.fact(("Började", "Began"), self.moment(row.began_at)),
                self.fact(("Upphörde", "Ended"), self.moment(row.ended_at)),
                self.fact(("Upptäcktes", "Discovered"), self.moment(Some(row.discovered_at))),
                self.fact(
                    ("Hur det upptäcktes", "How it was discovered"),
                    row.discovered_how.as_str(),
                ),
            ],
        )
    }

    fn what(&self, i: &BreachInput) -> BreachReportSection {
        let kinds: Vec<String> = i.kinds.iter().map(|k| self.t(words::kind(*k))).collect();
        self.section(
            ("Vad som hänt", "What happened"),
            vec![
                self.fact(("Slag av incident", "Kind of breach"), kinds.join("; ")),
                self.fact(("Beskrivning", "Description"), i.description.as_str()),
            ],
        )
    }

    fn whose(&self, i: &BreachInput) -> BreachReportSection {
        let categories: Vec<String> = i.categories.iter().map(|c| self.t(category(*c))).collect();
        let people: Vec<String> = i.people.iter().map(|p| self.t(words::people(*p))).collect();
        self.section(
            ("Vilka uppgifter och vilka personer", "Which data and which people"),
            vec![
                self.fact(
                    ("Kategorier av personuppgifter", "Categories of personal data"),
                    categories.join(", "),
                ),
                self.fact(("Kategorier av personer", "Categories of people"), people.join(", ")),
            ],
        )
    }

    fn numbers(&self, row: &breach::Model) -> BreachReportSection {
        self.section(
            ("Ungefärligt antal", "Approximate number"),
            vec![
                self.fact(("Personer", "People"), self.number(row.people_count)),
                self.fact(("Uppgiftsposter", "Records"), self.number(row.record_count)),
            ],
        )
    }

    fn consequences(&self, row: &breach::Model) -> Result<BreachReportSection, Problem> {
        let risk = word(row.risk.as_deref())?.map(|r| self.t(words::risk(r)));
        Ok(self.section(
            ("Sannolika konsekvenser", "Likely consequences"),
            vec![
                self.fact(("Konsekvenser", "Consequences"), row.consequences.as_str()),
                self.fact(("Bedömd risk", "Assessed risk"), risk.unwrap_or_default()),
                self.fact(("Skäl till bedömningen", "Reasons"), row.risk_reason.as_str()),
            ],
        ))
    }

    fn measures(&self, row: &breach::Model) -> BreachReportSection {
        let planned = match row.measures_planned.as_str() {
            "" => self.t(("Inga", "None")),
            planned => planned.to_owned(),
        };
        self.section(
            ("Åtgärder", "Measures"),
            vec![
                self.fact(("Vidtagna", "Taken"), row.measures_taken.as_str()),
                self.fact(("Planerade", "Planned"), planned),
            ],
        )
    }

    fn people(&self, row: &breach::Model) -> Result<BreachReportSection, Problem> {
        let yes = self.t(("Ja", "Yes"));
        let no = self.t(("Nej", "No"));
        let told = ("Har personerna informerats", "Have the people been told");
        let facts = match word::<BreachInforming>(row.informing.as_deref())? {
            None => {
                let risk: Option<BreachRisk> = word(row.risk.as_deref())?;
                let answer = if risk.is_some_and(|r| r != BreachRisk::High) {
                    ("Nej, risken är inte hög", "No, the risk isn't high")
                } else {
                    ("Inte ännu", "Not yet")
                };
                vec![self.fact(told, self.t(answer))]
            }
            Some(BreachInforming::Informed) => vec![
                self.fact(told, yes),
                self.fact(("När", "When"), self.moment(row.informed_at)),
                self.fact(("Hur", "How"), row.informed_how.as_str()),
                self.fact(("Antal", "How many"), self.number(row.informed_count)),
            ],
            Some(BreachInforming::NotNeeded) => {
                let mut facts = vec![self.fact(told, no)];
                if let Some(ground) = word(row.exemption.as_deref())? {
                    facts.push(self.fact(("Grund", "Ground"), self.t(words::exemption(ground))));
                }
                facts.push(self.fact(("Skäl", "Reason"), row.inform_reason.as_str()));
                facts
            }
        };
        Ok(self.section(("Information till personerna", "Information to the people"), facts))
    }

    fn abroad(&self, row: &breach::Model) -> BreachReportSection {
        let countries = match row.abroad.as_str() {
            "" => self.t(("Nej", "No")),
            abroad => abroad.to_owned(),
        };
        let label = (
            "Berörs personer i andra länder",
            "Does it concern people in other countries",
        );
        self.section(("Andra länder", "Other countries"), vec![self.fact(label, countries)])
    }

    async fn report(&self, tx: &ReadTx, row: &breach::Model) -> Result<BreachReportSection, Problem> {
        let lawful = due_at(row.discovered_at, LAWFUL_HOURS);
        let label = ("Lagens gräns (72 timmar)", "The law's limit (72 hours)");
        let mut facts = vec![self.fact(label, self.moment(Some(lawful)))];
        let state = ("Anmälan till IMY", "Report to IMY");
        match word::<BreachReporting>(row.reporting.as_deref())? {
            None => facts.push(self.fact(state, self.t(("Inte gjord ännu", "Not made yet")))),
            Some(BreachReporting::Reported) => {
                facts.push(self.fact(state, self.moment(row.reported_at)));
                if !row.case_number.is_empty() {
                    let label = ("IMY:s diarienummer", "IMY's case number");
                    facts.push(self.fact(label, row.case_number.as_str()));
                }
                if !row.delay_reason.is_empty() {
                    let label = ("Skäl till att anmälan är sen", "Reason for the late report");
                    facts.push(self.fact(label, row.delay_reason.as_str()));
                }
            }
            Some(BreachReporting::NotNeeded) => {
                facts.push(self.fact(state, self.t(("Behövs inte", "Not needed"))));
                facts.push(self.fact(("Skäl", "Reason"), row.report_reason.as_str()));
            }
        }
        for entry in supplements(tx, row.id).await? {
            facts.push(BreachReportFact {
                label: format!(
                    "{} {}",
                    self.t(("Komplettering", "Addition")),
                    self.moment(Some(entry.at))
                ),
                value: entry.note,
            });
        }
        Ok(self.section(("Anmälan och tid", "The report and its time"), facts))
    }
}

/// What the authority was told in addition, oldest first.
async fn supplements(tx: &ReadTx, breach_id: Uuid) -> Result<Vec<breach_event::Model>, Problem> {
    use breach_event::Column as C;
    Ok(tx
        .find::<breach_event::Entity>()
        .filter(C::BreachId.eq(breach_id))
        .filter(C::Kind.eq(BreachEntry::Supplement.as_str()))
        .with(|q| q.order_by_asc(C::At).order_by_asc(C::Id))
        .all()
        .await?)
}
