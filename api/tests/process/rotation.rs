//! Does the change of the master key go on where it was killed, as whoever runs the service would do it?

use super::site::{MASTER_KEY, Site};
use std::{process::Output, time::Duration};

const NEW: &str = "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b";

fn company(site: &Site, slug: &str, key: &str) -> Output {
    let words = [
        "create-company",
        "Öberg El AB",
        slug,
        "agare@oberg.example",
        "Åsa Öberg",
    ];
    site.command(&words).env("KONTORET_MASTER_KEY", key).output().unwrap()
}

fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn a_change_of_the_master_key_that_was_killed_again_and_again_is_finished_by_the_next_run() {
    let site = Site::new().await;
    assert!(company(&site, "oberg", MASTER_KEY).status.success());
    let server = site.serve().await;
    let alone = site.command(&["rotate-keys"]).output().unwrap();
    assert!(error(&alone).contains("KONTORET_MASTER_KEY_OLD"));
    let rotate = || {
        let mut command = site.command(&["rotate-keys"]);
        command
            .env("KONTORET_MASTER_KEY", NEW)
            .env("KONTORET_MASTER_KEY_OLD", MASTER_KEY);
        command
    };
    for delay in [5, 20, 40, 80, 160] {
        let mut child = rotate().spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(delay)).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let done = rotate().output().unwrap();
    drop(server);
    assert!(done.status.success(), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("sealed with the new master key"));
    assert!(company(&site, "andra", NEW).status.success());
    assert!(error(&company(&site, "tredje", MASTER_KEY)).contains("KONTORET_MASTER_KEY"));
}
