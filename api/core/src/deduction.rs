//! How much of a customer's invoice does the tax agency pay, for whom, and when may it be asked for?
//!
//! Sources: inkomstskattelagen (1999:1229) chapter 67 (IL), lag (2009:194) om förfarandet vid skattereduktion för
//! hushållsarbete (HUSFL), lag (2020:1066) om förfarandet vid skattereduktion för installation av grön teknik.

mod amount;
mod case;
mod claim;
mod credit;
mod household;
mod rules;
mod share;
mod stated;
mod work;

pub use amount::{Deduction, Limit, MAX_BUYERS, Part, Preview, PreviewError, base_ore, preview, preview_parts};
pub use case::{CaseEvent, CaseFacts, CaseState, CaseSums, Due, YearSums, case_state, dues};
pub use claim::{
    Asked, CaseError, ClaimCase, Claimed, Hours, MAX_CASES, MIN_PRICE_KR, check_case, claimable, deadline, whole_hours,
};
pub use credit::{Kept, kept_kr};
pub use household::{Entitlement, HouseholdError, Lack, Member, check_household, home_is_known, lacks};
pub use rules::{Ceilings, RateRule, Used, ceilings_on, rate_on, room_kr};
pub use share::{apportion, equal_shares};
pub use stated::{StatedWork, divide_work, work_of_part};
pub use work::{Counted, WorkLine, WorkSums, work_sums};

use crate::wire::words;
use claim::allowed_kr;

words! {
    /// A tax deduction that the performer of the work asks for on the buyer's behalf.
    DeductionKind {
        /// Repair, conversion and extension of a home (IL 67 kap. 13 a §).
        Rot = "rot",
        /// Household services (IL 67 kap. 13 §).
        Rut = "rut",
        /// Installation of green technology (IL 67 kap. 36 §).
        Green = "green",
    }
}

words! {
    /// The deduction that an offer, order or invoice asks for.
    #[derive(Default)]
    AskedDeduction {
        /// None.
        #[default]
        None = "none",
        /// ROT.
        Rot = "rot",
        /// RUT.
        Rut = "rut",
        /// Green technology.
        Green = "green",
    }
}

impl AskedDeduction {
    /// The kind; `None` when none is asked for.
    #[must_use]
    pub const fn kind(self) -> Option<DeductionKind> {
        match self {
            Self::None => None,
            Self::Rot => Some(DeductionKind::Rot),
            Self::Rut => Some(DeductionKind::Rut),
            Self::Green => Some(DeductionKind::Green),
        }
    }
}

words! {
    /// A kind of work as the tax agency's request names it (schema version 6, `RotArbeteTYPE` and `HushallArbeteTYPE`), or
    /// of green technology.
    WorkType {
        /// ROT: building.
        Construction = "construction",
        /// ROT: electricity.
        Electrical = "electrical",
        /// ROT: glass and sheet metal.
        GlassSheetMetal = "glass_sheet_metal",
        /// ROT: ground and drainage.
        GroundDrainage = "ground_drainage",
        /// ROT: masonry.
        Masonry = "masonry",
        /// ROT: painting and wallpapering.
        PaintingWallpapering = "painting_wallpapering",
        /// ROT: heating, water and sanitation.
        Plumbing = "plumbing",
        /// RUT: cleaning.
        Cleaning = "cleaning",
        /// RUT: care of clothes and textiles.
        TextileCare = "textile_care",
        /// RUT: snow clearing.
        SnowClearing = "snow_clearing",
        /// RUT: gardening.
        Gardening = "gardening",
        /// RUT: looking after children.
        Childcare = "childcare",
        /// RUT: other personal care.
        PersonalCare = "personal_care",
        /// RUT: removal.
        Removal = "removal",
        /// RUT: IT services.
        ItServices = "it_services",
        /// RUT: repair of white goods.
        ApplianceRepair = "appliance_repair",
        /// RUT: furnishing.
        Furnishing = "furnishing",
        /// RUT: looking after a home.
        HomeSupervision = "home_supervision",
        /// RUT, flat rate: transport of what is to be sold or reused.
        TransportForSale = "transport_for_sale",
        /// RUT, flat rate: laundry at a laundry.
        Laundry = "laundry",
        /// Green technology: solar power.
        SolarPower = "solar_power",
        /// Green technology: storage of self-made electricity.
        ElectricityStorage = "electricity_storage",
        /// Green technology: charging point of an electric vehicle.
        ChargingPoint = "charging_point",
    }
}

impl WorkType {
    /// The deduction that such work gives.
    #[must_use]
    pub const fn kind(self) -> DeductionKind {
        match self {
            Self::Construction
            | Self::Electrical
            | Self::GlassSheetMetal
            | Self::GroundDrainage
            | Self::Masonry
            | Self::PaintingWallpapering
            | Self::Plumbing => DeductionKind::Rot,
            Self::SolarPower | Self::ElectricityStorage | Self::ChargingPoint => DeductionKind::Green,
            _ => DeductionKind::Rut,
        }
    }

    /// Whether the request says how many hours it took (HUSFL 9 §): neither a flat-rate service nor green technology does.
    #[must_use]
    pub const fn is_stated_in_hours(self) -> bool {
        !self.is_flat_rate() && !matches!(self.kind(), DeductionKind::Green)
    }

    /// Whether the request says only that it was done, without hours and material (HUSFL 9 §).
    #[must_use]
    pub const fn is_flat_rate(self) -> bool {
        matches!(self, Self::TransportForSale | Self::Laundry)
    }
}
