//! How soon is the executable ready, and how much memory does it take when nothing is asked of it?

use super::{
    office::{MASTER_KEY, Office},
    report::Report,
};
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Measures.
pub async fn run(office: &Office, report: &mut Report) {
    let mut ready = Vec::new();
    let mut memory = 0.0f64;
    for _ in 0..5 {
        let (millis, mebibytes) = once(office);
        ready.push(millis);
        memory = memory.max(mebibytes);
    }
    ready.sort_by(f64::total_cmp);
    report.at_most(office.engine(), "ready to serve", ready[ready.len() / 2], "ms", 300.0);
    report.at_most(office.engine(), "memory of an idle server", memory, "MiB", 60.0);
}

/// How often whatever watches a server asks it whether it is there, until its memory is taken: what its start has left is
/// given back with the next request.
const PROBES: usize = 4;

/// Milliseconds from its start to its first answer, and its memory when the start is over.
fn once(office: &Office) -> (f64, f64) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let began = Instant::now();
    let mut server = Command::new(env!("CARGO_BIN_EXE_kontoret"))
        .arg("serve")
        .env_clear()
        .env("DATABASE_URL", &office.url)
        .env("KONTORET_MASTER_KEY", MASTER_KEY)
        .env("KONTORET_DATA", office.folder.path())
        .env("KONTORET_STATIC", office.folder.path())
        .env("KONTORET_LISTEN", &address)
        .env("RUST_LOG", "off")
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !is_ready(&address) {
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "the server doesn't become ready"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    let millis = began.elapsed().as_secs_f64() * 1000.0;
    for _ in 0..PROBES {
        std::thread::sleep(Duration::from_millis(500));
        assert!(is_ready(&address), "the server isn't there any more");
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap();
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    (millis, kibibytes / 1024.0)
}

fn is_ready(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else {
        return false;
    };
    let mut answer = String::new();
    let asked = stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: kontoret\r\nConnection: close\r\n\r\n");
    asked.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}
