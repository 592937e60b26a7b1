//! How is a request for payment written?

use chrono::NaiveDate;
use kontoret_core::deduction::{DeductionKind, WorkType};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::io;

/// The longest name of a request.
pub const MAX_NAME: usize = 16;

const REQUEST: &str = "http://xmls.skatteverket.se/se/skatteverket/ht/begaran/6.0";
const PARTS: &str = "http://xmls.skatteverket.se/se/skatteverket/ht/komponent/begaran/6.0";

/// A request for payment: one deduction, up to a hundred buyers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the performer calls it; 1 to [`MAX_NAME`] letters.
    pub name: String,
    /// ROT or RUT; of green technology there is no such file.
    pub kind: DeductionKind,
    /// The buyers.
    pub cases: Vec<Case>,
}

/// What is asked for, for one buyer; amounts in kronor.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    /// Twelve digits.
    pub buyer: String,
    /// The day the payment came in.
    pub paid_on: NaiveDate,
    /// The price of the work.
    pub price_kr: i64,
    /// Paid for it.
    pub paid_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
    /// Up to 20 letters.
    pub invoice_number: String,
    /// Other costs; left out where only flat-rate services were done.
    pub other_kr: Option<i64>,
    /// ROT: where it was done.
    pub property: Option<Property>,
    /// What was done, each kind of work once.
    pub work: Vec<Work>,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whose it is stays out of logs.
        f.debug_struct("Case")
            .field("invoice_number", &self.invoice_number)
            .finish_non_exhaustive()
    }
}

/// Where ROT work was done (HUSFL 9 a §).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Property {
    /// A house or an owner's apartment: up to 40 letters.
    Designation(String),
    /// A tenant-owned apartment.
    Apartment {
        /// Up to 25 letters.
        number: String,
        /// The housing association's organisation number, digits alone.
        association: String,
    },
}

/// Work of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The kind.
    pub work: WorkType,
    /// Whole hours; of a flat-rate service nothing is written but that it was done.
    pub hours: i64,
    /// Material for it, in kronor.
    pub material_kr: i64,
}

/// The element of a kind of work, in the order of the schema; `None` for green technology.
const fn element(work: WorkType) -> Option<&'static str> {
    Some(match work {
        WorkType::Construction => "Bygg",
        WorkType::Electrical => "El",
        WorkType::GlassSheetMetal => "GlasPlatarbete",
        WorkType::GroundDrainage => "MarkDraneringarbete",
        WorkType::Masonry => "Murning",
        WorkType::PaintingWallpapering => "MalningTapetsering",
        WorkType::Plumbing => "Vvs",
        WorkType::Cleaning => "Stadning",
        WorkType::TextileCare => "KladOchTextilvard",
        WorkType::SnowClearing => "Snoskottning",
        WorkType::Gardening => "Tradgardsarbete",
        WorkType::Childcare => "Barnpassning",
        WorkType::PersonalCare => "Personligomsorg",
        WorkType::Removal => "Flyttjanster",
        WorkType::ItServices => "ItTjanster",
        WorkType::ApplianceRepair => "ReparationAvVitvaror",
        WorkType::Furnishing => "Moblering",
        WorkType::HomeSupervision => "TillsynAvBostad",
        WorkType::TransportForSale => "TransportTillForsaljning",
        WorkType::Laundry => "TvattVidTvattinrattning",
        WorkType::SolarPower | WorkType::ElectricityStorage | WorkType::ChargingPoint => return None,
    })
}

/// Writes a request as UTF-8. The caller has checked it by `kontoret_core::deduction::check_case`.
///
/// # Errors
/// What the sink says; `InvalidInput` for green technology, of which there is no such file.
pub fn write(request: &Request, sink: impl io::Write) -> io::Result<()> {
    let kind = match request.kind {
        DeductionKind::Rot => "RotBegaran",
        DeductionKind::Rut => "HushallBegaran",
        DeductionKind::Green => return Err(io::ErrorKind::InvalidInput.into()),
    };
    let mut xml = Xml(Writer::new_with_indent(sink, b' ', 2));
    xml.0
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("b:Begaran").with_attributes([("xmlns:b", REQUEST), ("xmlns:k", PARTS)]);
    xml.0.write_event(Event::Start(root))?;
    xml.leaf("NamnPaBegaran", &request.name)?;
    xml.within(kind, |xml| request.cases.iter().try_for_each(|case| one(xml, case)))?;
    xml.0.write_event(Event::End(BytesEnd::new("b:Begaran")))?;
    xml.0.get_mut().write_all(b"\n")?;
    xml.0.get_mut().flush()
}

fn one<W: io::Write>(xml: &mut Xml<W>, case: &Case) -> io::Result<()> {
    xml.within("Arenden", |xml| {
        xml.leaf("Kopare", &case.buyer)?;
        xml.leaf("BetalningsDatum", &case.paid_on.to_string())?;
        xml.number("PrisForArbete", case.price_kr)?;
        xml.number("BetaltBelopp", case.paid_kr)?;
        xml.number("BegartBelopp", case.asked_kr)?;
        xml.leaf("FakturaNr", &case.invoice_number)?;
        if let Some(other) = case.other_kr {
            xml.number("Ovrigkostnad", other)?;
        }
        match &case.property {
            None => {}
            Some(Property::Designation(text)) => xml.leaf("Fastighetsbeteckning", text)?,
            Some(Property::Apartment { number, association }) => {
                xml.leaf("LagenhetsNr", number)?;
                xml.leaf("BrfOrgNr", association)?;
            }
        }
        let mut work = case.work.clone();
        work.sort_by_key(|w| w.work);
        xml.within("UtfortArbete", |xml| work.iter().try_for_each(|w| done(xml, w)))
    })
}

fn done<W: io::Write>(xml: &mut Xml<W>, work: &Work) -> io::Result<()> {
    let name = element(work.work).ok_or(io::ErrorKind::InvalidInput)?;
    xml.within(name, |xml| {
        if work.work.is_flat_rate() {
            return xml.leaf("Utfort", "true");
        }
        xml.number("AntalTimmar", work.hours)?;
        xml.number("Materialkostnad", work.material_kr)
    })
}

struct Xml<W: io::Write>(Writer<W>);

impl<W: io::Write> Xml<W> {
    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let name = format!("k:{name}");
        self.0.write_event(Event::Start(BytesStart::new(&name)))?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(&name)))
    }

    fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        let name = format!("k:{name}");
        self.0.write_event(Event::Start(BytesStart::new(&name)))?;
        self.0.write_event(Event::Text(BytesText::new(text)))?;
        self.0.write_event(Event::End(BytesEnd::new(&name)))
    }

    fn number(&mut self, name: &str, number: i64) -> io::Result<()> {
        self.leaf(name, &number.to_string())
    }
}
