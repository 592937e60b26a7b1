//! Which keys sign and verify access tokens? Ed25519, named by thumbprint, published before they sign.

use super::entity::signing_key;
use crate::{
    app::App,
    http::problem::{Code, Problem},
    store::{Actor, Done, Scope, WriteTx, secret::Secrets},
};
use actix_web::{HttpResponse, get, http::header, web};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::{Arc, RwLock};
use uuid::Uuid;

/// How long a key signs before the next one does.
const SIGNS_FOR: Duration = Duration::days(30);
/// How long before that the next one is published.
const PUBLISHED_BEFORE: Duration = Duration::days(2);
/// How long an access token lives, in seconds.
pub const ACCESS_SECONDS: i64 = 600;
const ISSUER: &str = "kontoret";
const AUDIENCE: &str = "kontoret-api";

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: Uuid,
    /// The session.
    pub sid: Uuid,
    /// The company.
    pub cid: Uuid,
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// Valid until, seconds since 1970.
    pub exp: i64,
    /// Not before.
    pub nbf: i64,
    /// Issued at.
    pub iat: i64,
}

struct Key {
    kid: String,
    public: String,
    signs_from: DateTime<Utc>,
    verifies_until: DateTime<Utc>,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// Why keys can't be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// They are there, but sealed with another key than this process has.
    #[error("KONTORET_MASTER_KEY (or the file master.key) is not the key that this database was made with")]
    Sealed,
    /// A key that is no key.
    #[error("{0}")]
    Malformed(jsonwebtoken::errors::Error),
    /// The database's.
    #[error("{0}")]
    Database(Problem),
}

impl From<Problem> for KeyError {
    fn from(p: Problem) -> Self {
        KeyError::Database(p)
    }
}

impl From<KeyError> for Problem {
    fn from(e: KeyError) -> Self {
        match e {
            KeyError::Database(p) => p,
            other => Problem::internal(other),
        }
    }
}

/// The keys that this process knows.
#[derive(Default)]
pub struct Keys(RwLock<Arc<Vec<Key>>>);

impl Keys {
    fn known(&self) -> Arc<Vec<Key>> {
        self.0.read().map(|k| k.clone()).unwrap_or_default()
    }

    /// Makes the next key when it is time; looks at what is known and asks the database only then.
    ///
    /// # Errors
    /// The database's.
    pub async fn renew(&self, app: &App) -> Result<(), Problem> {
        let newest = self.known().iter().map(|k| k.signs_from).max();
        if newest.is_some_and(|from| app.clock.now() < from + SIGNS_FOR - PUBLISHED_BEFORE) {
            return Ok(());
        }
        Ok(self.load(app).await?)
    }

    /// Loads the keys; makes the first one, or the next one when it is time.
    ///
    /// # Errors
    /// The database's, or a key that the master key doesn't open.
    pub async fn load(&self, app: &App) -> Result<(), KeyError> {
        self.read(app).await?;
        let now = app.clock.now();
        let newest = self.known().iter().map(|k| k.signs_from).max();
        let signs_from = match newest {
            None => now,
            Some(from) if now >= from + SIGNS_FOR - PUBLISHED_BEFORE => (from + SIGNS_FOR).max(now + PUBLISHED_BEFORE),
            Some(_) => return Ok(()),
        };
        make(app, signs_from).await?;
        self.read(app).await
    }

    async fn read(&self, app: &App) -> Result<(), KeyError> {
        let now = app.clock.now();
        let rows = app
            .read_in(Scope::default(), async |tx| {
                Ok(tx
                    .find_global::<signing_key::Entity>()
                    .filter(signing_key::Column::VerifiesUntil.gt(now))
                    .all()
                    .await?)
            })
            .await?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            let der = app
                .secrets
                .open(place(&row.kid).as_bytes(), &row.sealed_private_key)
                .map_err(|_| KeyError::Sealed)?;
            keys.push(Key {
                encoding: EncodingKey::from_ed_der(&der),
                decoding: DecodingKey::from_ed_components(&row.public_key).map_err(KeyError::Malformed)?,
                kid: row.kid,
                public: row.public_key,
                signs_from: row.signs_from,
                verifies_until: row.verifies_until,
            });
        }
        if let Ok(mut known) = self.0.write() {
            *known = Arc::new(keys);
        }
        Ok(())
    }

    /// Signs an access token.
    ///
    /// # Errors
    /// When there is no key.
    pub fn sign(&self, now: DateTime<Utc>, user: Uuid, session: Uuid, company: Uuid) -> Result<String, Problem> {
        let keys = self.known();
        let key = keys
            .iter()
            .filter(|k| k.signs_from <= now)
            .max_by_key(|k| k.signs_from)
            .ok_or_else(|| Problem::internal("no key signs now"))?;
        let mut head = Header::new(Algorithm::EdDSA);
        head.kid = Some(key.kid.clone());
        let iat = now.timestamp();
        let claims = Claims {
            sub: user,
            sid: session,
            cid: company,
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            exp: iat + ACCESS_SECONDS,
            nbf: iat,
            iat,
        };
        jsonwebtoken::encode(&head, &claims, &key.encoding).map_err(Problem::internal)
    }

    /// What a token says, if one of our keys signed it and it is valid now. A key that another process made a moment
    /// ago is looked up.
    ///
    /// # Errors
    /// [`Code::Unauthenticated`].
    pub async fn verify(&self, app: &App, token: &str) -> Result<Claims, Problem> {
        let refused = || Problem::new(Code::Unauthenticated);
        let head = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        let named_elsewhere = head.jku.is_some() || head.jwk.is_some() || head.x5u.is_some() || head.x5c.is_some();
        if head.alg != Algorithm::EdDSA || named_elsewhere || head.crit.is_some() || head.typ.as_deref() != Some("JWT")
        {
            return Err(refused());
        }
        let kid = head.kid.ok_or_else(refused)?;
        if !self.known().iter().any(|k| k.kid == kid) && kid.len() == 43 {
            self.read(app).await?;
        }
        let keys = self.known();
        let now = app.clock.now();
        let key = keys
            .iter()
            .find(|k| k.kid == kid && k.verifies_until > now)
            .ok_or_else(refused)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        // Our clock is injected, so the times are held against it below.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding, &rules)
            .map_err(|_| refused())?
            .claims;
        let seconds = now.timestamp();
        if seconds >= claims.exp || seconds + 5 < claims.nbf || claims.exp.saturating_sub(claims.iat) > ACCESS_SECONDS {
            return Err(refused());
        }
        Ok(claims)
    }

    fn public_set(&self) -> serde_json::Value {
        let keys: Vec<_> = self
            .known()
            .iter()
            .map(|k| json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": k.kid, "x": k.public }))
            .collect();
        json!({ "keys": keys })
    }
}

pub(super) fn place(kid: &str) -> String {
    format!("signing_key.sealed_private_key.{kid}")
}

/// Seals the keys with the master key, where they still are sealed with the one before it; answers how many there were to do.
///
/// # Errors
/// The database's, or when neither master key opens one.
pub async fn reseal(tx: &WriteTx, secrets: &Secrets) -> Result<u64, Problem> {
    let rows = tx.find_global::<signing_key::Entity>().for_update().all().await?;
    let mut done = 0;
    for row in rows {
        let sealed = secrets.reseal(place(&row.kid).as_bytes(), &row.sealed_private_key);
        if let Some(sealed_private_key) = sealed.map_err(Problem::internal)? {
            let row = signing_key::Model {
                sealed_private_key,
                ..row
            };
            tx.update_global::<signing_key::Entity, _>(signing_key::ActiveModel::from(row).reset_all())
                .await?;
            done += 1;
        }
    }
    Ok(done)
}

async fn make(app: &App, signs_from: DateTime<Utc>) -> Result<(), Problem> {
    let pair = Ed25519KeyPair::generate().map_err(Problem::internal)?;
    let der = pair.to_pkcs8v1().map_err(Problem::internal)?;
    let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    // RFC 7638: the digest of the key's required members, in this order.
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{public}"}}"#);
    let kid = URL_SAFE_NO_PAD.encode(crate::store::secret::digest(members.as_bytes()));
    let sealed = app
        .secrets
        .seal(place(&kid).as_bytes(), der.as_ref())
        .map_err(Problem::internal)?;
    let row = signing_key::Model {
        kid,
        public_key: public,
        sealed_private_key: sealed,
        created_at: app.clock.now(),
        signs_from,
        verifies_until: signs_from + SIGNS_FOR + PUBLISHED_BEFORE + Duration::seconds(ACCESS_SECONDS),
    };
    app.write_in(Scope::default(), &Actor::default(), async |tx| {
        tx.insert_global::<signing_key::Entity, _>(signing_key::ActiveModel::from(row.clone()).reset_all())
            .await?;
        Ok(Done::silent(
            "keys belong to no company",
            crate::http::Reply::no_content(),
        ))
    })
    .await
    .map(|_| ())
}

/// The public keys, for those who check our tokens.
#[get("/.well-known/jwks.json")]
pub async fn jwks(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .json(app.keys.public_set())
}
