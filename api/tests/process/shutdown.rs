//! How does a server end that is asked to? It finishes what it has begun.

use super::{
    api::{Api, client},
    office::{self, PASSWORD},
    site::Site,
};
use serde_json::json;
use std::{
    io::{BufRead, BufReader},
    time::{Duration, Instant},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_under_way_is_finished_and_nothing_new_is_begun() {
    let site = Site::new().await;
    let server = site.serve().await;
    let owner = office::owner(&site).await;
    owner.get("/me").await.expect(200);
    let nobody = Api::at(&site.address());
    let body = json!({ "email": "eva@lindqvist.example", "password": PASSWORD, "transport": "body" });
    // Hashing a password takes some hundred milliseconds.
    let log_in = tokio::spawn(async move { nobody.post("/session", body).await });
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert!(!log_in.is_finished(), "the request was too quick to be interrupted");
    let began = Instant::now();
    server.terminate();
    let session = log_in.await.unwrap().expect(200);
    assert!(session.text("/access_token").len() > 100);
    let status = server.ended().await;
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    let asked = client().get(format!("{}/healthz", site.address())).send().await;
    assert!(asked.is_err_and(|e| e.is_connect()));
    let _again = site.serve().await;
    owner.get("/me").await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_asked_to_end_ends() {
    let site = Site::new().await;
    if !site.is_postgres() {
        // Makes the schema: on the embedded database only the server does.
        drop(site.serve().await);
    }
    let mut worker = site
        .command(&["worker"])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(worker.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("ready to work off jobs")));
    let told = std::process::Command::new("kill")
        .arg("-TERM")
        .arg(worker.id().to_string())
        .status()
        .unwrap();
    assert!(told.success());
    let began = Instant::now();
    let status = loop {
        if let Some(status) = worker.try_wait().unwrap() {
            break status;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "the worker doesn't end");
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert!(status.success(), "{status}");
}
