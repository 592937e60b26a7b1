/** What is there to do with a credit note that isn't issued? Read it, issue it or throw it away; a change is a new one. */

import { Button, Stack } from "@mantine/core";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OwnPdf } from "@/app/own.tsx";
import { Page } from "@/ui/page.tsx";
import { BesidePaper } from "@/ui/pdf-view.tsx";
import { Status } from "@/ui/status.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { DeleteDraft } from "./delete-draft.tsx";
import { InvoiceLinks } from "./invoice-links.tsx";
import classes from "./invoices.module.css";
import { IssueReview } from "./issue-review.tsx";
import type { Invoice } from "./queries.ts";
import { Related } from "./related.tsx";

type Props = { invoice: Invoice; onIssued: (invoice: Invoice) => void };

const nothing = () => undefined;

/** The page of a draft credit note. */
export function CreditNoteDraft({ invoice, onIssued }: Props) {
  const { t } = useTranslation();
  const [step, setStep] = useState<"review" | "delete" | null>(null);
  const may = (action: Invoice["actions"][number]) => invoice.actions.includes(action);
  return (
    <Page
      title={t("invoices.credit.draftTitle")}
      back={{ to: "/fakturor" }}
      beside={<Status of="invoice" status={invoice.status} />}
      subtitle={<InvoiceLinks invoice={invoice} />}
      actions={
        <>
          {may("delete") && (
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setStep("delete")}
            >
              {t("invoices.deleteDraft")}
            </Button>
          )}
          {may("issue") && (
            <Button leftSection={<IconFileCheck size={16} aria-hidden />} onClick={() => setStep("review")}>
              {t("invoices.review")}
            </Button>
          )}
        </>
      }
    >
      <BesidePaper
        paper={
          <OwnPdf
            source={{ kind: "invoice", id: invoice.id }}
            version={invoice.version}
            fileName={`${t("invoices.draftFile")}.pdf`}
          />
        }
      >
        <Stack gap="lg">
          <Related invoice={invoice} />
          <section className={classes.card} aria-label={t("invoices.sum")}>
            <Sums totals={invoice.totals} pricesIncludeVat={invoice.prices_include_vat} of="invoice" />
          </section>
        </Stack>
      </BesidePaper>
      {step === "review" && <IssueReview draft={invoice} onClose={() => setStep(null)} onIssued={onIssued} />}
      {step === "delete" && (
        <DeleteDraft
          invoice={invoice}
          version={() => invoice.version}
          forget={nothing}
          onClose={() => setStep(null)}
        />
      )}
    </Page>
  );
}
