//! Do many log-ins at once take the memory of the machine? Each hash takes 64 MiB; the others wait for their turn.

use super::{api::Api, site::Site};
use serde_json::json;
use std::net::IpAddr;
use tokio::task::JoinSet;

const AT_ONCE: u8 = 100;
/// From one address so many may be under way.
const PER_ADDRESS: u8 = 20;
const MOST_MEBIBYTES: u64 = 512;

#[actix_web::test]
async fn a_hundred_log_ins_at_once_stay_within_their_memory() {
    let site = Site::new().await;
    let server = site.serve().await;
    let mut log_ins = JoinSet::new();
    for i in 0..AT_ONCE {
        let from = IpAddr::from([127, 0, 0, 10 + i / PER_ADDRESS]);
        let nobody = Api::from(from, &site.address());
        // Whoever doesn't exist costs as much as whoever does.
        let body = json!({ "email": format!("person{i}@lindqvist.example"), "password": "tre ledsna penslar" });
        log_ins.spawn(async move { nobody.post("/session", body).await });
    }
    while let Some(answer) = log_ins.join_next().await {
        answer.unwrap().expect(401);
    }
    let peak = server.peak_mebibytes();
    assert!(peak > 64, "{peak} MiB: nothing was hashed");
    assert!(peak <= MOST_MEBIBYTES, "{peak} MiB");
}
