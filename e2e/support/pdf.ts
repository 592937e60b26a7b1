/** What does a PDF say? Its text as a reader would copy it. */
import { execFileSync } from "node:child_process";

/** The text of all pages in reading order, by poppler's `pdftotext`. Throws when the bytes are no PDF. */
export function pdfText(pdf: Buffer): string {
  if (pdf.subarray(0, 5).toString("latin1") !== "%PDF-") throw new Error("these bytes are not a PDF");
  return execFileSync("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"], {
    input: pdf,
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
}
