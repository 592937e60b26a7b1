//! What is a kind of work called on a document?

use kontoret_core::deduction::WorkType;

/// The words for a kind of work, in Swedish or English.
#[must_use]
pub const fn work_words(work: WorkType, english: bool) -> &'static str {
    let (swedish, in_english) = match work {
        WorkType::Construction => ("Bygg", "Building"),
        WorkType::Electrical => ("El", "Electricity"),
        WorkType::GlassSheetMetal => ("Glas och plåt", "Glass and sheet metal"),
        WorkType::GroundDrainage => ("Mark och dränering", "Ground and drainage"),
        WorkType::Masonry => ("Murning", "Masonry"),
        WorkType::PaintingWallpapering => ("Målning och tapetsering", "Painting and wallpapering"),
        WorkType::Plumbing => ("VVS", "Plumbing and heating"),
        WorkType::Cleaning => ("Städning", "Cleaning"),
        WorkType::TextileCare => ("Kläd- och textilvård", "Clothes and textile care"),
        WorkType::SnowClearing => ("Snöskottning", "Snow clearing"),
        WorkType::Gardening => ("Trädgårdsarbete", "Gardening"),
        WorkType::Childcare => ("Barnpassning", "Childcare"),
        WorkType::PersonalCare => ("Annan omsorg", "Other care"),
        WorkType::Removal => ("Flyttjänster", "Removal"),
        WorkType::ItServices => ("IT-tjänster", "IT services"),
        WorkType::ApplianceRepair => ("Reparation av vitvaror", "Repair of white goods"),
        WorkType::Furnishing => ("Möblering", "Furnishing"),
        WorkType::HomeSupervision => ("Tillsyn av bostad", "Looking after a home"),
        WorkType::TransportForSale => ("Transport till försäljning", "Transport for sale"),
        WorkType::Laundry => ("Tvätt vid tvättinrättning", "Laundry at a laundry"),
        WorkType::SolarPower => ("Solceller", "Solar power"),
        WorkType::ElectricityStorage => ("Lagring av egen el", "Storage of own electricity"),
        WorkType::ChargingPoint => ("Laddpunkt för elfordon", "Charging point for vehicles"),
    };
    if english { in_english } else { swedish }
}
