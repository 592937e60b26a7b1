//! Who and what the demo speaks of. Every name is invented; mail addresses end in `.example`.

use serde_json::{Value, json};

/// A line: kind, text, quantity in thousandths, unit, price in öre.
pub(super) type Written = (&'static str, &'static str, i64, &'static str, i64);

/// Sort of work, and its lines.
pub(super) struct Job {
    pub title: &'static str,
    pub intro: &'static str,
    pub lines: &'static [Written],
}

pub(super) const FIRST: &[&str] = &[
    "Anna", "Björn", "Cecilia", "David", "Elin", "Fredrik", "Gunilla", "Hanna", "Isak", "Jenny", "Karl", "Lena",
    "Mattias", "Nils", "Olga", "Per", "Rebecka", "Sofia", "Tomas", "Ulrika", "Viktor", "Åsa", "Örjan", "Märta",
];
pub(super) const LAST: &[&str] = &[
    "Andersson",
    "Bergström",
    "Dahlberg",
    "Ekström",
    "Forsberg",
    "Gustafsson",
    "Hedlund",
    "Isaksson",
    "Jönsson",
    "Karlsson",
    "Lundgren",
    "Mårtensson",
    "Nyström",
    "Öberg",
    "Pettersson",
    "Rydén",
    "Sjöström",
    "Törnqvist",
    "Wallin",
    "Åkesson",
];
pub(super) const STREETS: &[&str] = &[
    "Björkvägen",
    "Storgatan",
    "Skolgatan",
    "Tallbacken",
    "Hantverkaregatan",
    "Rönnstigen",
    "Älvgatan",
    "Kungsgatan",
    "Fabriksgatan",
    "Gärdesvägen",
];
pub(super) const CITIES: &[(&str, &str)] = &[
    ("903 26", "Umeå"),
    ("904 31", "Umeå"),
    ("913 31", "Holmsund"),
    ("915 31", "Robertsfors"),
    ("922 31", "Vindeln"),
    ("914 32", "Nordmaling"),
];
pub(super) const FIRMS: &[&str] = &[
    "BRF Solgläntan",
    "BRF Älvstranden",
    "Norrlands Fastigheter AB",
    "Café Kardemumma AB",
    "Tegs Förskola",
    "Holmsunds Båtklubb",
    "Björkbacken Bostäder AB",
    "Västerslätts Bilverkstad AB",
    "Ersboda Tandvård AB",
    "Föreningen Gamla Skolan",
    "Kvarnens Bageri AB",
    "Ostkustens Redovisning AB",
    "Umeå Yoga & Hälsa AB",
    "Sävar Lantmän",
    "Backens Idrottsförening",
];

pub(super) const JOBS: &[Job] = &[
    Job {
        title: "Renovering av badrum",
        intro: "Tack för besöket! Vi river, tätskiktar och plattsätter enligt branschreglerna.",
        lines: &[
            ("work", "Rivning och bortforsling", 16_000, "tim", 58_000),
            ("work", "Tätskikt och plattsättning", 38_000, "tim", 62_000),
            ("material", "Kakel, klinker, fix och fog", 14_000, "m²", 54_500),
            ("material", "Golvbrunn och rördelar", 1_000, "st", 485_000),
            ("travel", "Resor och etablering", 4_000, "st", 49_500),
        ],
    },
    Job {
        title: "Målning av fasad",
        intro: "Tvätt, skrapning och två strykningar.",
        lines: &[
            ("work", "Tvätt och skrapning", 18_000, "tim", 55_000),
            ("work", "Målning, två strykningar", 32_000, "tim", 55_000),
            ("material", "Fasadfärg", 60_000, "l", 18_900),
            ("material", "Ställning, hyra två veckor", 1_000, "st", 620_000),
        ],
    },
    Job {
        title: "Byte av fönster",
        intro: "Nio fönster med treglas, inklusive foder och drevning.",
        lines: &[
            ("material", "Treglasfönster 12×12", 9_000, "st", 689_500),
            ("work", "Montering, drevning och foder", 27_000, "tim", 59_000),
            ("other", "Bortforsling av gamla fönster", 1_000, "st", 240_000),
        ],
    },
    Job {
        title: "Altan med tak",
        intro: "Altan 24 m² i tryckimpregnerat virke med skjutdörrar.",
        lines: &[
            ("work", "Grund och stomme", 30_000, "tim", 59_500),
            ("work", "Trall, räcke och tak", 26_000, "tim", 59_500),
            ("material", "Virke, plintar och beslag", 1_000, "st", 2_890_000),
        ],
    },
    Job {
        title: "Nytt kök",
        intro: "Montering av kök enligt ritning, bänkskiva och vitvaror.",
        lines: &[
            ("work", "Montering av stommar och luckor", 28_000, "tim", 59_000),
            ("work", "Anpassning av bänkskiva", 8_000, "tim", 62_000),
            ("material", "Bänkskiva i ek", 4_200, "m", 219_000),
            ("material", "Beslag och lister", 1_000, "st", 312_500),
        ],
    },
    Job {
        title: "Omläggning av tak",
        intro: "Betongpannor, ny papp och läkt.",
        lines: &[
            ("work", "Rivning och nytt undertak", 44_000, "tim", 61_000),
            ("material", "Takpannor, papp och läkt", 145_000, "m²", 28_500),
            ("travel", "Kran, halvdag", 1_000, "st", 690_000),
        ],
    },
    Job {
        title: "Tapetsering av två rum",
        intro: "",
        lines: &[
            ("work", "Spackling och tapetsering", 21_000, "tim", 54_000),
            ("material", "Tapeter, 14 rullar", 14_000, "st", 64_900),
        ],
    },
    Job {
        title: "Slipning av golv",
        intro: "Tre slipningar och hårdvaxolja.",
        lines: &[
            ("work", "Slipning och oljning", 14_000, "tim", 57_500),
            ("material", "Hårdvaxolja", 8_000, "l", 42_900),
        ],
    },
];

pub(super) const SMALL: &[(&str, &[Written])] = &[
    (
        "Justering av dörr",
        &[
            ("work", "Justering av ytterdörr", 1_500, "tim", 62_000),
            ("travel", "Framkörning", 1_000, "st", 49_500),
        ],
    ),
    (
        "Byte av lås",
        &[
            ("work", "Byte av låscylinder", 1_000, "tim", 62_000),
            ("material", "Låscylinder", 1_000, "st", 129_500),
        ],
    ),
    (
        "Lagning av staket",
        &[
            ("work", "Nya stolpar och spjälor", 5_500, "tim", 58_000),
            ("material", "Virke och skruv", 1_000, "st", 187_000),
        ],
    ),
    (
        "Rensning av hängrännor",
        &[("work", "Rensning och kontroll", 3_000, "tim", 58_000)],
    ),
    (
        "Uppsättning av hyllor",
        &[
            ("work", "Montering", 4_000, "tim", 58_000),
            ("material", "Fästmaterial", 1_000, "st", 34_500),
        ],
    ),
    (
        "Byte av vindskivor",
        &[
            ("work", "Byte och målning", 9_000, "tim", 58_000),
            ("material", "Vindskivor, grundmålade", 24_000, "m", 8_900),
        ],
    ),
];

pub(super) const ARTICLES: &[(&str, &str, &str, i64)] = &[
    ("work", "Snickeriarbete", "tim", 59_000),
    ("work", "Måleriarbete", "tim", 55_000),
    ("work", "Plattsättning", "tim", 62_000),
    ("work", "Arbetsledning", "tim", 68_000),
    ("travel", "Framkörning", "st", 49_500),
    ("travel", "Milersättning", "mil", 5_500),
    ("material", "Gipsskiva 13 mm", "st", 11_900),
    ("material", "Regel 45×95", "m", 3_950),
    ("material", "Fasadfärg", "l", 18_900),
    ("material", "Kakelfix", "säck", 24_900),
    ("material", "Hårdvaxolja", "l", 42_900),
    ("other", "Bortforsling", "st", 240_000),
];

/// A kit and what it is made of: names of articles, with how much of each.
pub(super) const KIT: (&str, &[(&str, i64)]) = (
    "Kakla badrum, litet",
    &[
        ("Plattsättning", 24_000),
        ("Kakelfix", 6_000),
        ("Framkörning", 3_000),
        ("Bortforsling", 1_000),
    ],
);

/// The sales account of an article: goods and services apart, as BAS has them.
pub(super) fn account(kind: &str) -> Option<i32> {
    match kind {
        "work" => Some(3041),
        "material" => Some(3051),
        _ => None,
    }
}

/// The kind of work of an article, for tax deductions.
pub(super) fn work_type(article: &str) -> Option<&'static str> {
    match article {
        "Snickeriarbete" | "Plattsättning" => Some("construction"),
        "Måleriarbete" => Some("painting_wallpapering"),
        _ => None,
    }
}

pub(super) const ACTIVITIES: &[&str] = &["Snickeri", "Målning", "Plattsättning", "Rivning", "Montering"];

pub(super) fn line(l: &Written) -> Value {
    json!({
        "article_id": null, "kind": l.0, "description": l.1, "quantity_milli": l.2, "unit": l.3,
        "unit_price_ore": l.4, "discount_bp": 0, "vat": "25",
    })
}
