//! How does an enum speak on the wire and in the database: one word per variant, written once?

/// The text is none of the words the enum knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a known word")]
pub struct UnknownWord;

/// An enum whose variants are words: `ALL`, `as_str`, `Display`, `FromStr` and serde agree by construction.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:tt,)+ }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        $(#[$outer])*
        pub enum $name {
            // The generator of the contract doesn't read serde's word when it comes out of a macro.
            $($(#[$inner])* #[serde(rename = $word)] #[cfg_attr(feature = "schema", schema(rename = $word))] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::wire::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::wire::UnknownWord),
                }
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::UnknownWord;

    words! {
        /// A pair of words.
        Light {
            /// Go.
            Green = "green",
            /// Stop, perhaps.
            DeepRed = "deep_red",
        }
    }

    #[test]
    fn every_form_is_the_same_word() {
        assert_eq!(Light::ALL, [Light::Green, Light::DeepRed]);
        for light in Light::ALL {
            assert_eq!(light.to_string(), light.as_str());
            assert_eq!(light.as_str().parse(), Ok(light));
            assert_eq!(serde_json::to_value(light).unwrap(), light.as_str());
            assert_eq!(serde_json::from_value::<Light>(light.as_str().into()).unwrap(), light);
        }
        for text in ["", "Green", "DeepRed", " green"] {
            assert_eq!(text.parse::<Light>(), Err(UnknownWord), "{text}");
            assert!(serde_json::from_value::<Light>(text.into()).is_err(), "{text}");
        }
    }
}
