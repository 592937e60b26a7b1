/** How does the app get a file that needs the session? As bytes; the token never stands in an address. */
import { answer, api, type Schema } from "./client.ts";
import type { operations, paths } from "./schema.d.ts";

type DesignQuery = operations["previewDesign"]["parameters"]["query"];

/** Where a PDF comes from. */
export type PdfSource =
  | { kind: "offer"; id: string }
  | { kind: "invoice"; id: string }
  | { kind: "reminder"; id: string }
  | ({ kind: "design"; details: Schema<"CompanyInput"> } & DesignQuery)
  | { kind: "statement"; id: string; from: string; to: string; language: Schema<"Language"> }
  | { kind: "privacy-answer"; id: string }
  | { kind: "processing-record"; language: Schema<"Language"> }
  | { kind: "breach-report"; id: string; language: Schema<"Language"> }
  | { kind: "public-offer"; token: string }
  | { kind: "public-invoice"; token: string };

/** The bytes of a PDF of the server. */
export function fetchPdf(source: PdfSource): Promise<ArrayBuffer> {
  const parseAs = "arrayBuffer" as const;
  switch (source.kind) {
    case "offer":
      return answer(
        api.GET("/api/v1/offers/{offer_id}/pdf", { params: { path: { offer_id: source.id } }, parseAs }),
      );
    case "invoice":
      return answer(
        api.GET("/api/v1/invoices/{invoice_id}/pdf", {
          params: { path: { invoice_id: source.id } },
          parseAs,
        }),
      );
    case "reminder":
      return answer(
        api.GET("/api/v1/reminders/{reminder_id}/pdf", {
          params: { path: { reminder_id: source.id } },
          parseAs,
        }),
      );
    case "design":
      return answer(
        api.POST("/api/v1/company/design-preview", {
          params: { query: { document: source.document, language: source.language } },
          body: source.details,
          parseAs,
        }),
      );
    case "statement": {
      const { id: customer_id, from, to, language } = source;
      const params = { path: { customer_id }, query: { from, to, language } };
      return answer(api.GET("/api/v1/customer-ledger/{customer_id}/statement/pdf", { params, parseAs }));
    }
    case "privacy-answer":
      return answer(
        api.GET("/api/v1/privacy-requests/{request_id}/answer/pdf", {
          params: { path: { request_id: source.id } },
          parseAs,
        }),
      );
    case "processing-record":
      return answer(
        api.GET("/api/v1/processing-record/pdf", {
          params: { query: { language: source.language } },
          parseAs,
        }),
      );
    case "breach-report":
      return answer(
        api.GET("/api/v1/breaches/{breach_id}/report/pdf", {
          params: { path: { breach_id: source.id }, query: { language: source.language } },
          parseAs,
        }),
      );
    case "public-invoice":
      return answer(
        api.GET("/api/v1/public/invoices/{token}/pdf", {
          params: { path: { token: source.token } },
          parseAs,
        }),
      );
    case "public-offer":
      return answer(
        api.GET("/api/v1/public/offers/{token}/pdf", { params: { path: { token: source.token } }, parseAs }),
      );
  }
}

/** The bytes of the answer to a privacy request; the link is used by it. */
export function fetchPrivacyAnswer(token: string): Promise<ArrayBuffer> {
  return answer(
    api.POST("/api/v1/public/privacy-links/{token}/answer", {
      params: { path: { token } },
      parseAs: "arrayBuffer" as const,
    }),
  );
}

/** The bytes of the package that comes with the answer; the link is used by it. */
export function fetchAnswerPackage(token: string): Promise<ArrayBuffer> {
  return answer(
    api.POST("/api/v1/public/privacy-links/{token}/package", {
      params: { path: { token } },
      parseAs: "arrayBuffer" as const,
    }),
  );
}

/** The bytes of what a person takes along. */
export function fetchPackage(
  body: Schema<"GetPrivacyPackage">,
  header: { "Idempotency-Key": string },
): Promise<ArrayBuffer> {
  return answer(
    api.POST("/api/v1/data-subjects/package", {
      params: { header },
      body,
      parseAs: "arrayBuffer" as const,
    }),
  );
}

/** The bytes of an issued invoice as an e-invoice, with its PDF. */
export function fetchUbl(id: string): Promise<ArrayBuffer> {
  return answer(
    api.GET("/api/v1/invoices/{invoice_id}/ubl", {
      params: { path: { invoice_id: id }, query: { pdf: true } },
      parseAs: "arrayBuffer" as const,
    }),
  );
}

type TableQuery = NonNullable<paths["/api/v1/invoices/export"]["get"]["parameters"]["query"]>;

/** The bytes of a table of invoices: all that fit, or of them those named. */
export function fetchInvoiceTable(query: TableQuery): Promise<ArrayBuffer> {
  return answer(api.GET("/api/v1/invoices/export", { params: { query }, parseAs: "arrayBuffer" as const }));
}

/** The bytes of the vouchers of an export, as a SIE file. */
export function fetchVoucherExport(id: string): Promise<ArrayBuffer> {
  return answer(
    api.GET("/api/v1/voucher-exports/{voucher_export_id}/file", {
      params: { path: { voucher_export_id: id } },
      parseAs: "arrayBuffer" as const,
    }),
  );
}

/** The bytes of the company's whole log, a line of JSON an event. */
export function fetchAuditTrail(): Promise<ArrayBuffer> {
  return answer(api.GET("/api/v1/audit-events/export", { parseAs: "arrayBuffer" as const }));
}

/** Saves bytes as a file of this name on the user's machine. */
export function saveFile(bytes: BlobPart | BlobPart[], name: string, type: string): void {
  const url = URL.createObjectURL(new Blob(Array.isArray(bytes) ? bytes : [bytes], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
