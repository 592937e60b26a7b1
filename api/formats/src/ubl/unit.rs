//! Which code of UN/ECE Recommendation 20 or 21 is a unit that somebody wrote?

/// "One": a count without further meaning, for every unit that the list doesn't know.
const ONE: &str = "C62";

/// Units as tradespeople write them, in lower case and without a full stop.
const CODES: &[(&str, &str)] = &[
    ("h", "HUR"),
    ("tim", "HUR"),
    ("timme", "HUR"),
    ("timmar", "HUR"),
    ("hour", "HUR"),
    ("hours", "HUR"),
    ("min", "MIN"),
    ("dag", "DAY"),
    ("dagar", "DAY"),
    ("day", "DAY"),
    ("vecka", "WEE"),
    ("week", "WEE"),
    ("mån", "MON"),
    ("månad", "MON"),
    ("month", "MON"),
    ("år", "ANN"),
    ("st", "H87"),
    ("styck", "H87"),
    ("pc", "H87"),
    ("pcs", "H87"),
    ("par", "PR"),
    ("pair", "PR"),
    ("sats", "SET"),
    ("set", "SET"),
    ("mm", "MMT"),
    ("cm", "CMT"),
    ("m", "MTR"),
    ("lm", "MTR"),
    ("löpmeter", "MTR"),
    ("km", "KMT"),
    ("m2", "MTK"),
    ("m²", "MTK"),
    ("kvm", "MTK"),
    ("m3", "MTQ"),
    ("m³", "MTQ"),
    ("kbm", "MTQ"),
    ("l", "LTR"),
    ("liter", "LTR"),
    ("dl", "DLT"),
    ("ml", "MLT"),
    ("g", "GRM"),
    ("hg", "HGM"),
    ("kg", "KGM"),
    ("ton", "TNE"),
    ("kwh", "KWH"),
    ("förp", "XPK"),
    ("paket", "XPK"),
    ("pack", "XPK"),
    ("rulle", "XRO"),
    ("roll", "XRO"),
    ("kartong", "XCT"),
    ("säck", "XSA"),
    ("hink", "XBJ"),
    ("burk", "XCA"),
    ("pall", "XPX"),
    ("fast pris", "LS"),
    ("klump", "LS"),
    ("lump sum", "LS"),
];

/// The code; "one" for a unit that isn't known, whose word the line's text still has.
#[must_use]
pub fn code(unit: &str) -> &'static str {
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    CODES
        .iter()
        .find(|(word, _)| *word == unit)
        .map_or(ONE, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn units_of_the_trade_have_codes() {
        let table = [
            ("tim", "HUR"),
            (" Tim. ", "HUR"),
            ("st", "H87"),
            ("m²", "MTK"),
            ("lm", "MTR"),
            ("mil", "C62"),
            ("", "C62"),
            ("omgång", "C62"),
        ];
        for (unit, expected) in table {
            assert_eq!(code(unit), expected, "{unit}");
        }
    }
}
