/** What happens when the invoice is issued? Everything that will be, or everything that is missing; then for good. */
import { Alert, Anchor, Button, Group, List, Select, Skeleton, Stack, Text } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { isProblem, type ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { PdfView } from "@/ui/pdf-view.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { CreditLimit } from "./credit-limit.tsx";
import classes from "./invoices.module.css";
import { deductedOf, type Invoice, invoiceQuery, rehearsalQuery, useIssue } from "./queries.ts";
import { WithoutHours } from "./without-hours.tsx";

type Props = {
  draft: Pick<Invoice, "id" | "version" | "kind">;
  onClose: () => void;
  onIssued: (invoice: Invoice) => void;
};

const PAID_AT_ONCE = ["card", "cash", "swish"] as const satisfies readonly Schema<"PaymentMethod">[];

/** The review step; it rehearses on the server. */
export function IssueReview({ draft, onClose, onIssued }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const phone = usePhone();
  const [method, setMethod] = useState<Schema<"PaymentMethod">>("card");
  const { id, version } = draft;
  const asked = { id, version, paid_by: draft.kind === "cash" ? method : null };
  const rehearsal = useQuery(rehearsalQuery(asked));
  const issue = useIssue();
  const act = async () => {
    try {
      // The page changes with the answer, and this step with it: its owner goes on.
      onIssued(await issue.mutateAsync(asked));
    } catch (problem) {
      if (isProblem(problem, "stale")) client.invalidateQueries(invoiceQuery(draft.id));
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t("invoices.reviewTitle")} size="64rem" fullScreen={phone}>
      <div className={classes.review}>
        <Stack gap="md">
          <ProblemAlert error={issue.error} />
          {rehearsal.isPending ? (
            <Stack gap="xs" role="status" aria-label={t("common.loading")}>
              <Skeleton height={120} />
              <Skeleton height={160} />
            </Stack>
          ) : rehearsal.error ? (
            <Refused
              error={rehearsal.error as ProblemError}
              draftId={draft.id}
              onClose={onClose}
              retry={() => rehearsal.refetch()}
            />
          ) : (
            <>
              <CreditLimit invoice={draft} />
              <WithoutHours invoice={draft} />
              <WillBe invoice={rehearsal.data} />
            </>
          )}
          {draft.kind === "cash" && (
            <Select
              label={t("invoices.methodName")}
              allowDeselect={false}
              data={PAID_AT_ONCE.map((value) => ({ value, label: t(`invoices.method.${value}`) }))}
              value={method}
              onChange={(value) => value && setMethod(value as Schema<"PaymentMethod">)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("invoices.backToDraft")}
            </Button>
            {rehearsal.data && (
              <Button loading={issue.isPending} onClick={act}>
                {t(draft.kind === "credit_note" ? "invoices.credit.issue" : "invoices.issue")}
              </Button>
            )}
          </Group>
        </Stack>
        <PdfView
          source={{ kind: "invoice", id: draft.id }}
          version={draft.version}
          fileName={`${t("invoices.draftFile")}.pdf`}
        />
      </div>
    </Dialog>
  );
}

function WillBe({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const toPay = invoice.kind !== "credit_note";
  const facts = [
    { label: t("invoices.customer"), value: invoice.customer_name },
    { label: t("invoices.number"), value: invoice.number },
    ...(toPay ? [{ label: t("invoices.ocr"), value: invoice.ocr }] : []),
    { label: t("invoices.issuedOn"), value: invoice.issued_on },
    ...(toPay ? [{ label: t("invoices.dueOn"), value: invoice.due_on }] : []),
    { label: t("common.email"), value: invoice.customer_email || t("invoices.noEmail") },
  ];
  return (
    <>
      <Facts facts={facts} />
      <Sums
        totals={invoice.totals}
        pricesIncludeVat={invoice.prices_include_vat}
        of="invoice"
        deducted={deductedOf(invoice)}
      />
      {invoice.deduction !== "none" && toPay && (
        <DeductionPanel
          of={{ invoice_id: invoice.id }}
          version={invoice.version}
          customerId={invoice.customer_id}
        />
      )}
      <Alert color="blue" variant="light" icon={<IconLock />} title={t("invoices.finalTitle")}>
        {t("invoices.finalText")}
      </Alert>
    </>
  );
}

const PLACES = ["company", "customer", "lines", "deduction"] as const;
const LACKS = {
  "/company/name": "sellerName",
  "/company/address": "sellerAddress",
  "/company/vat_number": "sellerVat",
  "/company/bankgiro": "account",
  "/customer/name": "buyerName",
  "/customer/address": "buyerAddress",
  "/lines": "lines",
  "/company/f_tax": "fTax",
  "/deduction/work_type": "workType",
  "/deduction/household": "household",
  "/deduction/home": "home",
  "/deduction/room": "room",
  "/deduction/total": "deductionTotal",
  "/deduction/paid_on": "paidOn",
} as const;
const MEMBER_LACKS = ["identity_number", "entitlement", "unrelated"] as const;

/** What is lacking, in words. */
function lackWords(t: Translate, pointer: string): string {
  const lack = LACKS[pointer as keyof typeof LACKS];
  if (lack) return t(`invoices.lack.${lack}`);
  const [, index, field] = /^\/deduction\/members\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
  const known = MEMBER_LACKS.find((each) => each === field);
  return known ? t(`invoices.lack.member.${known}`, { number: Number(index) + 1 }) : pointer;
}

/** Where it is mended: what a tax deduction lacks mostly at the customer. */
function placeOf(pointer: string): "company" | "customer" | "lines" | undefined {
  const place = PLACES.find((each) => pointer.startsWith(`/${each}`));
  if (place !== "deduction") return place;
  return ["/deduction/work_type", "/deduction/total"].includes(pointer) ? "lines" : "customer";
}

type RefusedProps = { error: ProblemError; draftId: string; onClose: () => void; retry: () => void };

/** What must be filled in first, each with the way there. */
function Refused({ error, draftId, onClose, retry }: RefusedProps) {
  const { t } = useTranslation();
  const { data: invoice } = useQuery({ ...invoiceQuery(draftId), enabled: false });
  if (error.code !== "incomplete") return <ProblemAlert error={error} retry={retry} />;
  const toLines = () => {
    onClose();
    setTimeout(() => focusField("lines"), 300);
  };
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle />} title={t("invoices.incompleteTitle")}>
      <List size="sm" spacing={6}>
        {error.errors.map(({ pointer }) => {
          const place = placeOf(pointer);
          return (
            <List.Item key={pointer}>
              {lackWords(t, pointer)}{" "}
              {place === "company" && (
                <TextLink to="/foretag" inherit c="inherit">
                  {t("invoices.toCompany")}
                </TextLink>
              )}
              {place === "customer" && invoice && (
                <TextLink
                  to="/kunder/$customerId"
                  params={{ customerId: invoice.customer_id }}
                  inherit
                  c="inherit"
                >
                  {t("invoices.toCustomer")}
                </TextLink>
              )}
              {place === "lines" && (
                <Anchor
                  component="button"
                  type="button"
                  onClick={toLines}
                  inherit
                  c="inherit"
                  underline="always"
                >
                  {t("invoices.toLines")}
                </Anchor>
              )}
            </List.Item>
          );
        })}
      </List>
      <Text size="sm" mt="xs">
        {t("invoices.incompleteText")}
      </Text>
    </Alert>
  );
}
