/** What is known of a payment from the bank, what does it seem to pay, and is that right? */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { PayoutDialog } from "@/ui/payout-dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { MatchDialog } from "./match-dialog.tsx";
import { proposed, rest, showAmount } from "./money.ts";
import classes from "./payments.module.css";
import { type ImportedPayment, useMatch, useSetAside } from "./queries.ts";

/** A payment. */
export function PaymentRow({ payment }: { payment: ImportedPayment }) {
  const { t } = useTranslation();
  const match = useMatch();
  const aside = useSetAside();
  const [paying, setPaying] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const may = (action: ImportedPayment["actions"][number]) => payment.actions.includes(action);
  const proposal = payment.state === "suggested" ? proposed(payment) : null;
  const here = { id: payment.id, version: payment.version };
  return (
    <li className={classes.row}>
      <Said payment={payment} />
      <Pays payment={payment} />
      <div className={classes.buttons}>
        {may("match") && proposal && (
          <Button loading={match.isPending} onClick={() => match.mutate({ ...here, body: proposal })}>
            {t("payments.accept")}
          </Button>
        )}
        {may("match") && (
          <Button variant="default" onClick={() => setChoosing(true)}>
            {t(payment.parts.length > 0 ? "payments.change" : "payments.chooseInvoice")}
          </Button>
        )}
        {may("register_payout") && (
          <Button
            variant={/skatteverket/i.test(payment.payer_name) ? "filled" : "default"}
            onClick={() => setPaying(true)}
          >
            {t("payments.taxAgency")}
          </Button>
        )}
        {may("set_aside") && (
          <Button
            variant="subtle"
            color="gray"
            loading={aside.isPending}
            onClick={() => aside.mutate({ ...here, set_aside: true })}
          >
            {t("payments.setAside")}
          </Button>
        )}
        {may("take_up") && (
          <Button
            variant="default"
            loading={aside.isPending}
            onClick={() => aside.mutate({ ...here, set_aside: false })}
          >
            {t("payments.takeUp")}
          </Button>
        )}
      </div>
      {paying && (
        <PayoutDialog
          bank={{
            id: payment.id,
            paid_on: payment.paid_on,
            amount: payment.amount,
            reference: payment.message || payment.bank_reference,
          }}
          onClose={() => setPaying(false)}
        />
      )}
      <ProblemAlert error={match.error ?? aside.error} />
      {choosing && <MatchDialog payment={payment} onClose={() => setChoosing(false)} />}
    </li>
  );
}

function Said({ payment }: { payment: ImportedPayment }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text component="div" className={classes.amount}>
        {showAmount(payment.amount, payment.currency)}
      </Text>
      <Text fw={600}>{payment.payer_name || t("payments.unknownPayer")}</Text>
      <Text size="sm" c="dimmed">
        {payment.paid_on} · {t("payments.line", { line: payment.line })}
      </Text>
      {payment.references.length > 0 && (
        <Text size="sm">
          {t("payments.references")}: <span className="figures">{payment.references.join(", ")}</span>
        </Text>
      )}
      {payment.message && (
        <Text size="sm" className={classes.text}>
          {payment.message}
        </Text>
      )}
    </div>
  );
}

function Pays({ payment }: { payment: ImportedPayment }) {
  const { t } = useTranslation();
  const left =
    payment.amount_ore === null || payment.customer_id === null
      ? 0
      : rest({ ...payment, amount_ore: payment.amount_ore });
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t(`payments.reason.${payment.reason}`)}
      </Text>
      {payment.parts.length > 0 ? (
        <ul className={classes.parts}>
          {payment.parts.map((part) => (
            <li key={part.invoice_id}>
              <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: part.invoice_id }} inherit>
                {t("payments.invoice", { number: part.number ?? "" })}
              </TextLink>{" "}
              {part.customer_name}: <span className="figures">{showKr(part.amount_ore)}</span>
              {payment.state !== "booked" && part.open_ore !== part.amount_ore && (
                <Text component="span" size="sm" c="dimmed">
                  {" "}
                  {t("payments.ofOpen", { open: showKr(part.open_ore) })}
                </Text>
              )}
            </li>
          ))}
        </ul>
      ) : (
        payment.customer_name && <Text>{payment.customer_name}</Text>
      )}
      {left > 0 && payment.state !== "unmatched" && (
        <Text size="sm">{t("payments.over", { left: showKr(left) })}</Text>
      )}
    </div>
  );
}
