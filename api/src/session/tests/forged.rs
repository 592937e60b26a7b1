//! Which tokens could somebody forge, and is every one of them refused?

use crate::{
    session::{entity::signing_key, keys},
    store::{Scope, secret},
    testing::{World, world},
};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

struct Forger<'w> {
    w: &'w World,
    /// The service's own key: what it signs must be refused for what it says.
    own: Ed25519KeyPair,
    /// A key of the forger.
    foreign: Ed25519KeyPair,
    kid: String,
}

impl Forger<'_> {
    fn head(&self) -> Value {
        json!({ "typ": "JWT", "alg": "EdDSA", "kid": self.kid })
    }

    fn claims(&self) -> Value {
        let owner = self.w.here.person(Role::Owner);
        let now = crate::testing::start().timestamp();
        json!({ "sub": owner.user_id, "sid": owner.session_id, "cid": owner.company_id, "iss": "kontoret",
            "aud": "kontoret-api", "exp": now + 600, "nbf": now, "iat": now })
    }

    /// A token whose head or claims differ from a good one's in one member; null takes it away.
    fn signed(&self, head: &[(&str, Value)], claims: &[(&str, Value)]) -> String {
        let message = message(&with(self.head(), head), &with(self.claims(), claims));
        let signature = URL_SAFE_NO_PAD.encode(self.own.sign(message.as_bytes()));
        format!("{message}.{signature}")
    }

    fn signed_by_another(&self, head: &[(&str, Value)]) -> String {
        let message = message(&with(self.head(), head), &self.claims());
        let signature = URL_SAFE_NO_PAD.encode(self.foreign.sign(message.as_bytes()));
        format!("{message}.{signature}")
    }

    /// A token of another algorithm; `secret` makes it one of shared secrets.
    fn of_algorithm(&self, alg: &str, secret: Option<&[u8]>) -> String {
        let message = message(&with(self.head(), &[("alg", json!(alg))]), &self.claims());
        let signature = secret.map(|s| {
            use aws_lc_rs::hmac;
            let kind = if alg == "HS512" {
                hmac::HMAC_SHA512
            } else {
                hmac::HMAC_SHA256
            };
            URL_SAFE_NO_PAD.encode(hmac::sign(&hmac::Key::new(kind, s), message.as_bytes()))
        });
        format!("{message}.{}", signature.unwrap_or_default())
    }
}

fn with(mut object: Value, changes: &[(&str, Value)]) -> Value {
    for (name, value) in changes {
        let members = object.as_object_mut().unwrap();
        if value.is_null() {
            members.remove(*name);
        } else {
            members.insert((*name).to_owned(), value.clone());
        }
    }
    object
}

fn message(head: &Value, claims: &Value) -> String {
    format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(head.to_string()),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    )
}

async fn forger(w: &World) -> Forger<'_> {
    let row = w
        .app
        .read_in(Scope::default(), async |tx| {
            Ok(tx.find_global::<signing_key::Entity>().one().await?)
        })
        .await
        .unwrap()
        .unwrap();
    let der = w
        .app
        .secrets
        .open(keys::place(&row.kid).as_bytes(), &row.sealed_private_key)
        .unwrap();
    Forger {
        w,
        own: Ed25519KeyPair::from_pkcs8(&der).unwrap(),
        foreign: Ed25519KeyPair::generate().unwrap(),
        kid: row.kid,
    }
}

/// Wrong in what they say, though the service's own key signed them.
fn misspoken(f: &Forger<'_>) -> Vec<(&'static str, String)> {
    let now = crate::testing::start().timestamp();
    let claim = |name: &'static str, value: Value| f.signed(&[], &[(name, value)]);
    let head = |name: &'static str, value: Value| f.signed(&[(name, value)], &[]);
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(f.foreign.public_key().as_ref()) });
    vec![
        ("expired", claim("exp", json!(now - 1))),
        ("expires this very second", claim("exp", json!(now))),
        ("never expires", claim("exp", Value::Null)),
        ("expires in words", claim("exp", json!("tomorrow"))),
        ("expires in a year", claim("exp", json!(now + 31_536_000))),
        ("expires at the end of numbers", claim("exp", json!(i64::MAX))),
        ("issued before time began", claim("iat", json!(i64::MIN))),
        ("not valid yet", claim("nbf", json!(now + 60))),
        ("valid since never", claim("nbf", Value::Null)),
        ("of another issuer", claim("iss", json!("kontoret.example"))),
        ("of no issuer", claim("iss", Value::Null)),
        ("for another audience", claim("aud", json!("another-api"))),
        ("for other audiences", claim("aud", json!(["another-api", "a third"]))),
        ("for no audience", claim("aud", Value::Null)),
        ("of nobody", claim("sub", Value::Null)),
        ("of a name", claim("sub", json!("admin"))),
        (
            "of another user",
            claim("sub", json!(f.w.here.person(Role::Admin).user_id)),
        ),
        ("of no session", claim("sid", Value::Null)),
        (
            "of another's session",
            claim("sid", json!(f.w.there.person(Role::Owner).session_id)),
        ),
        ("in no company", claim("cid", Value::Null)),
        ("in another company", claim("cid", json!(f.w.there.company_id))),
        ("of no type", head("typ", Value::Null)),
        ("of another type", head("typ", json!("at+jwt"))),
        ("with no key's name", head("kid", Value::Null)),
        ("with an empty key's name", head("kid", json!(""))),
        ("with a path as key's name", head("kid", json!("../../dev/null"))),
        ("with a query as key's name", head("kid", json!("x' UNION SELECT 'a"))),
        ("with another key's name", head("kid", json!("a".repeat(43)))),
        ("with a key in it", head("jwk", jwk)),
        (
            "with a key's address",
            head("jku", json!("https://evil.example/jwks.json")),
        ),
        (
            "with a certificate's address",
            head("x5u", json!("https://evil.example/cert.pem")),
        ),
        ("with a certificate in it", head("x5c", json!(["AAAA"]))),
        ("with an unknown critical member", head("crit", json!(["b64"]))),
    ]
}

/// Not signed by the service's key at all.
fn unsigned(f: &Forger<'_>) -> Vec<(&'static str, String)> {
    let good = f.signed(&[], &[]);
    let (message, signature) = good.rsplit_once('.').unwrap();
    let public = f.own.public_key().as_ref();
    let own_name = {
        let x = URL_SAFE_NO_PAD.encode(f.foreign.public_key().as_ref());
        let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        json!(URL_SAFE_NO_PAD.encode(secret::digest(members.as_bytes())))
    };
    let promoted = {
        let head = message.split('.').next().unwrap();
        let claims = with(f.claims(), &[("cid", json!(f.w.there.company_id))]);
        format!("{head}.{}.{signature}", URL_SAFE_NO_PAD.encode(claims.to_string()))
    };
    vec![
        ("none", f.of_algorithm("none", None)),
        ("None", f.of_algorithm("None", None)),
        ("NONE", f.of_algorithm("NONE", None)),
        ("HS256 with the public key", f.of_algorithm("HS256", Some(public))),
        (
            "HS256 with the public key as text",
            f.of_algorithm("HS256", Some(URL_SAFE_NO_PAD.encode(public).as_bytes())),
        ),
        ("HS256 with nothing", f.of_algorithm("HS256", Some(b""))),
        ("HS512 with the public key", f.of_algorithm("HS512", Some(public))),
        ("ES256 by name", f.signed(&[("alg", json!("ES256"))], &[])),
        ("RS256 by name", f.signed(&[("alg", json!("RS256"))], &[])),
        ("another key under our name", f.signed_by_another(&[])),
        (
            "another key under its own name",
            f.signed_by_another(&[("kid", own_name)]),
        ),
        ("without signature", format!("{message}.")),
        ("without its last part", message.to_owned()),
        ("with half a signature", format!("{message}.{}", &signature[..43])),
        (
            "with a signature of zeros",
            format!("{message}.{}", URL_SAFE_NO_PAD.encode([0; 64])),
        ),
        ("with other claims under our signature", promoted),
        ("with a fourth part", format!("{good}.AAAA")),
        ("with padding", format!("{good}==")),
        (
            "in the other base64",
            format!("{message}.{}", signature.replace('-', "+").replace('_', "/") + "+/"),
        ),
        ("without dots", good.replace('.', "")),
        ("of dots", "..".to_owned()),
        ("twice", format!("{good} {good}")),
        ("very long", "a.".repeat(3000)),
    ]
}

#[actix_web::test]
async fn a_forged_token_opens_nothing() {
    let w = world().await;
    let f = forger(&w).await;
    w.nobody().token(f.signed(&[], &[])).get("/me").await.expect(200);
    let forged = [misspoken(&f), unsigned(&f)].concat();
    assert!(forged.len() >= 50);
    for (kind, token) in forged {
        let answer = w.nobody().token(token).get("/me").await;
        let code = answer.body["code"].as_str().unwrap_or_default();
        let refused = answer.status == 401 && matches!(code, "unauthenticated" | "session_ended");
        assert!(
            refused,
            "a token {kind} was answered {}: {:#}",
            answer.status, answer.body
        );
    }
}

#[actix_web::test]
async fn a_token_counts_only_as_a_bearer_in_its_header() {
    let w = world().await;
    let token = w.access_token(w.here.person(Role::Owner));
    for written in [
        token.clone(),
        format!("Basic {token}"),
        format!("Token {token}"),
        String::new(),
        "Bearer".to_owned(),
    ] {
        let answer = w.nobody().header("authorization", written).get("/me").await;
        answer.expect_problem(401, "unauthenticated");
    }
    w.nobody()
        .get(&format!("/me?access_token={token}"))
        .await
        .expect_problem(401, "unauthenticated");
    let cookie = w
        .nobody()
        .header("cookie", format!("access_token={token}; __Host-fk_refresh={token}"));
    cookie.get("/me").await.expect_problem(401, "unauthenticated");
}
