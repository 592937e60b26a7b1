/** What is there about one invoice? A draft is written, an issued one is read, sent and paid. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { part } from "@/api/part.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { DraftEditor } from "./draft-editor.tsx";
import { IssuedInvoice } from "./issued-invoice.tsx";
import { invoiceQuery } from "./queries.ts";

const CreditNoteDraft = whenWanted(
  part(() => import("./credit-note-draft.tsx")),
  (module) => module.CreditNoteDraft,
  () => true,
);

const route = getRouteApi("/inside/fakturor/$invoiceId");

/** One invoice. */
export function InvoicePage() {
  const { invoiceId } = route.useParams();
  const query = useQuery(invoiceQuery(invoiceId));
  const [justIssued, setJustIssued] = useState<string | null>(null);
  return (
    <Loaded query={query}>
      {(invoice) =>
        invoice.status === "draft" && invoice.kind === "credit_note" ? (
          <CreditNoteDraft key={invoice.id} invoice={invoice} onIssued={({ id }) => setJustIssued(id)} />
        ) : invoice.status === "draft" ? (
          <DraftEditor key={invoice.id} invoice={invoice} onIssued={({ id }) => setJustIssued(id)} />
        ) : (
          <IssuedInvoice key={invoice.id} invoice={invoice} offerToSend={justIssued === invoice.id} />
        )
      }
    </Loaded>
  );
}
