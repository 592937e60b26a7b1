/** How is an invoice written? Its fields and lines, saved while one writes, beside the paper that it becomes. */

import { Button, Stack, Title } from "@mantine/core";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { companyQuery, pickedCustomer } from "@/api/pick.ts";
import { OwnPdf } from "@/app/own.tsx";
import { DeductionChoice } from "@/ui/deduction-choice.tsx";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { DraftDesk, type DraftView, useLeadToField } from "@/ui/draft-desk.tsx";
import { LinesEditor } from "@/ui/lines-editor.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { SavedMark } from "@/ui/save-state.tsx";
import { LiveSums } from "@/ui/totals-panel.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { usePhone } from "@/ui/use-phone.ts";
import { CreditLimit } from "./credit-limit.tsx";
import { type DraftLine, freshLine, isBegun } from "./draft.ts";
import { HeadFields, PriceFields, TextFields } from "./draft-fields.tsx";
import { EInvoicePanel } from "./e-invoice-panel.tsx";
import { fieldName } from "./field-names.ts";
import { InvoiceLinks } from "./invoice-links.tsx";
import classes from "./invoices.module.css";
import type { Invoice } from "./queries.ts";
import { Related } from "./related.tsx";
import { useDraft } from "./use-draft.ts";

const IssueReview = whenWanted(
  part(() => import("./issue-review.tsx")),
  (module) => module.IssueReview,
  () => true,
);

const DeleteDraft = whenWanted(
  part(() => import("./delete-draft.tsx")),
  (module) => module.DeleteDraft,
  () => true,
);

const DraftConflict = whenWanted(
  part(() => import("./draft-conflict.tsx")),
  (module) => module.DraftConflict,
  () => true,
);

const route = getRouteApi("/inside/fakturor/$invoiceId");

type Props = { invoice: Invoice; onIssued: (invoice: Invoice) => void };

/** A draft. Who may not change it reads it. */
export function DraftEditor({ invoice, onIssued }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { data: company } = useQuery(companyQuery);
  const { draft, change, autosave, refused, errors, conflict, savedVersion } = useDraft(invoice);
  const { data: customer } = useQuery(pickedCustomer(draft.customer_id));
  const [step, setStep] = useState<"review" | "delete" | null>(null);
  const { view } = route.useSearch();
  const navigate = route.useNavigate();
  const onView = (next: DraftView) =>
    navigate({ search: next ? { view: next } : {}, replace: true, resetScroll: false });
  const lead = useLeadToField(view, onView);
  const may = (action: Invoice["actions"][number]) => invoice.actions.includes(action);
  const locked = !may("replace");
  const review = async () => {
    if (await autosave.flush()) setStep("review");
    else lead(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const lines: DraftLine[] = draft.lines.map((line) => ({ ...line, origin: originOf(line) }));
  function originOf({ order_line_id, time_entry_ids, ...line }: DraftLine): string | undefined {
    if (line.deducts_invoice_id) return t("invoices.deducts");
    if (line.instalment_id) return t("invoices.fromInstalment");
    if (time_entry_ids.length > 0) return t("invoices.fromTime", { count: time_entry_ids.length });
    return order_line_id ? t("invoices.fromOrderLine") : undefined;
  }
  const remove = may("delete") && (
    <Button
      variant="default"
      leftSection={<IconTrash size={16} aria-hidden />}
      onClick={() => setStep("delete")}
    >
      {t("invoices.deleteDraft")}
    </Button>
  );
  const issue = may("issue") && (
    <Button leftSection={<IconFileCheck size={16} aria-hidden />} onClick={review}>
      {t("invoices.review")}
    </Button>
  );
  const fields = (
    <Stack gap="lg" miw={0}>
      <ProblemAlert
        error={refused}
        labels={(path) => fieldName(t, path)}
        retry={refused?.code === "offline" ? () => autosave.flush() : undefined}
      />
      <fieldset disabled={locked} className={classes.fields}>
        <Related invoice={invoice} />
        <CreditLimit invoice={invoice} />
        <HeadFields draft={draft} onChange={change} errors={errors} />
        <section className={classes.card} aria-labelledby="invoice-lines">
          <Title order={2} size="h4" id="invoice-lines" mb="xs">
            {t("common.lines.title")}
          </Title>
          <LinesEditor
            deduction={draft.deduction ?? "none"}
            lines={lines}
            onChange={(next) => change({ lines: next.map(({ origin: _, ...line }) => line) })}
            errors={errors}
            pricesIncludeVat={draft.prices_include_vat}
            fresh={() =>
              freshLine(company, draft.prices_include_vat, draft.lines.at(-1)?.vat ?? customer?.billing.vat)
            }
            disabled={locked}
          />
        </section>
        <div className={classes.pair}>
          <Stack gap="sm">
            <DeductionChoice
              customerId={draft.customer_id}
              value={draft.deduction ?? "none"}
              lines={draft.lines}
              onChange={change}
            />
            <PriceFields draft={draft} onChange={change} errors={errors} />
          </Stack>
          <Stack gap="sm">
            {/* With a tax deduction the customer pays less than the sum: the panel below says how much. */}
            <LiveSums
              lines={draft.lines.filter(isBegun)}
              terms={draft}
              of={draft.deduction === "none" ? "invoice" : "offer"}
            />
            {draft.deduction !== "none" && (
              <DeductionPanel
                of={{ invoice_id: invoice.id }}
                version={invoice.version}
                customerId={invoice.customer_id}
              />
            )}
          </Stack>
        </div>
        <TextFields draft={draft} onChange={change} errors={errors} />
      </fieldset>
      <EInvoicePanel invoice={invoice} />
    </Stack>
  );
  const paper = (
    <OwnPdf
      source={{ kind: "invoice", id: invoice.id }}
      version={invoice.version}
      fileName={`${t("invoices.draftFile")}.pdf`}
    />
  );
  return (
    <Page
      title={
        invoice.kind === "invoice"
          ? t("invoices.draftTitle")
          : t("invoices.draftOf", { kind: t(`common.invoiceKind.${invoice.kind}`) })
      }
      back={{ to: "/fakturor" }}
      beside={!locked && <SavedMark state={autosave.state} savedAt={autosave.savedAt} />}
      subtitle={<InvoiceLinks invoice={invoice} />}
      actions={
        <>
          {!phone && remove}
          {issue}
        </>
      }
    >
      <UnsavedGuard dirty={autosave.dirty} settle={autosave.flush} />
      <DraftDesk view={view} flush={autosave.flush} onView={onView} fields={fields} paper={paper} />
      {/* On the phone the end of the page is where one is done writing. */}
      {phone && issue}
      {phone && remove}
      {conflict && <DraftConflict conflict={conflict} />}
      {step === "review" && (
        <IssueReview
          draft={{ id: invoice.id, version: savedVersion(), kind: invoice.kind }}
          onClose={() => setStep(null)}
          onIssued={onIssued}
        />
      )}
      {step === "delete" && (
        <DeleteDraft
          invoice={invoice}
          version={savedVersion}
          forget={autosave.drop}
          onClose={() => setStep(null)}
        />
      )}
    </Page>
  );
}
