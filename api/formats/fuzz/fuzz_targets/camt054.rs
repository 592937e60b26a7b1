//! Does any text after the beginning of an XML file break the reader, or slip past its control totals?

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &[u8]| {
    let file = [b"<", rest].concat();
    if let Ok(file) = kontoret_formats::bank_file::read(&file) {
        for deposit in file.deposits {
            assert_eq!(deposit.payments.iter().map(|p| p.amount).sum::<i64>(), deposit.amount);
        }
    }
});
