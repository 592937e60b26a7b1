//! How are seller, buyer and the place of supply written?

use super::{
    Address, Category, Document, Endpoint, Party, SCHEME_ORGANISATION,
    xml::{Xml, day, text},
};
use std::io;

/// The words that SE-R-005 demands.
const F_TAX: &str = "Godkänd för F-skatt";

pub(super) fn seller<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    party(x, &d.seller, has_vat_number(d))
}

pub(super) fn buyer<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    party(x, &d.buyer, has_vat_number(d))
}

/// BR-O-02: where all is outside the scope of VAT, no VAT number may stand.
fn has_vat_number(d: &Document) -> bool {
    !d.lines.iter().any(|line| line.category == Category::OutsideScope)
}

fn party<W: io::Write>(x: &mut Xml<W>, p: &Party, with_vat_number: bool) -> io::Result<()> {
    x.within("cac:Party", |x| {
        if let Some(Endpoint { scheme, id }) = &p.endpoint {
            x.leaf_with("cbc:EndpointID", &[("schemeID", scheme)], id)?;
        }
        x.within("cac:PartyName", |x| x.leaf("cbc:Name", &p.name))?;
        x.within("cac:PostalAddress", |x| address(x, &p.address))?;
        if with_vat_number && !text(&p.vat_number).is_empty() {
            tax_scheme(x, &p.vat_number, "VAT")?;
        }
        if p.f_tax {
            tax_scheme(x, F_TAX, "TAX")?;
        }
        x.within("cac:PartyLegalEntity", |x| legal_entity(x, p))?;
        contact(x, p)
    })
}

fn tax_scheme<W: io::Write>(x: &mut Xml<W>, id: &str, scheme: &str) -> io::Result<()> {
    x.within("cac:PartyTaxScheme", |x| {
        x.leaf("cbc:CompanyID", id)?;
        x.within("cac:TaxScheme", |x| x.leaf("cbc:ID", scheme))
    })
}

fn legal_entity<W: io::Write>(x: &mut Xml<W>, p: &Party) -> io::Result<()> {
    x.leaf("cbc:RegistrationName", &p.name)?;
    if !text(&p.organisation_number).is_empty() {
        let swedish = [("schemeID", SCHEME_ORGANISATION)];
        let scheme: &[_] = if p.address.country == "SE" { &swedish } else { &[] };
        x.leaf_with("cbc:CompanyID", scheme, &p.organisation_number)?;
    }
    x.given("cbc:CompanyLegalForm", &p.legal_form)
}

fn contact<W: io::Write>(x: &mut Xml<W>, p: &Party) -> io::Result<()> {
    let c = &p.contact;
    if [&c.name, &c.phone, &c.email].iter().all(|t| text(t).is_empty()) {
        return Ok(());
    }
    x.within("cac:Contact", |x| {
        x.given("cbc:Name", &c.name)?;
        x.given("cbc:Telephone", &c.phone)?;
        x.given("cbc:ElectronicMail", &c.email)
    })
}

fn address<W: io::Write>(x: &mut Xml<W>, a: &Address) -> io::Result<()> {
    x.given("cbc:StreetName", &a.street)?;
    x.given("cbc:AdditionalStreetName", &a.street2)?;
    x.given("cbc:CityName", &a.city)?;
    x.given("cbc:PostalZone", &a.postal_code)?;
    x.within("cac:Country", |x| x.leaf("cbc:IdentificationCode", &a.country))
}

pub(super) fn delivery<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    if d.supplied_on.is_none() && d.delivered_to.is_none() {
        return Ok(());
    }
    x.within("cac:Delivery", |x| {
        if let Some(supplied_on) = d.supplied_on {
            x.leaf("cbc:ActualDeliveryDate", &day(supplied_on))?;
        }
        match &d.delivered_to {
            Some(to) => x.within("cac:DeliveryLocation", |x| x.within("cac:Address", |x| address(x, to))),
            None => Ok(()),
        }
    })
}
