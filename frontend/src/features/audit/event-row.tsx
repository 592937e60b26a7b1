/** What happened once? When, who, what, to which thing, and what was different before. */
import { Badge, Group, Table, Text } from "@mantine/core";
import type { LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showTime } from "@/lib/date.ts";
import { TextLink } from "@/ui/text-link.tsx";
import classes from "./audit.module.css";
import { type ChangeWords, changesOf, shownBy } from "./changes.ts";
import type { AuditEvent } from "./queries.ts";
import { type EntityKind, entityKind, eventKind } from "./vocabulary.ts";

/** Where a thing has its page. */
function pageOf(kind: EntityKind | undefined, id: string): Pick<LinkProps, "to" | "params"> | null {
  switch (kind) {
    case "offer":
      return { to: "/offerter/$offerId", params: { offerId: id } };
    case "order":
      return { to: "/order/$orderId", params: { orderId: id } };
    case "payment_import":
      return { to: "/inbetalningar/$importId", params: { importId: id } };
    case "invoice":
      return { to: "/fakturor/$invoiceId", params: { invoiceId: id } };
    case "customer":
      return { to: "/kunder/$customerId", params: { customerId: id } };
    case "article":
      return { to: "/artiklar/$articleId", params: { articleId: id } };
    case "user":
      return { to: "/anvandare/$userId", params: { userId: id } };
    case "company":
      return { to: "/foretag" };
    case "support_access":
      return { to: "/foretag/support" };
    default:
      return null;
  }
}

/** A row of the log. */
export function EventRow({ event, narrowed }: { event: AuditEvent; narrowed: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const kind = entityKind(event.entity_kind);
  const known = eventKind(event.event);
  const changes = changesOf(t, kind, event.changes);
  const shown = shownBy(t, event);
  const name = event.actor_name ?? t("audit.formerUser");
  const actor = event.support_company ? t("audit.supportOf", { name, company: event.support_company }) : name;
  // What was thrown away has no page any more; who reads the log need not see the users.
  const gone = known === "invoice_deleted" || (kind === "user" && !may("users_read"));
  const page = event.entity_id && !gone ? pageOf(kind, event.entity_id) : null;
  return (
    <li className={classes.event}>
      <time dateTime={event.at} className={classes.time}>
        {showTime(new Date(event.at))}
      </time>
      <div className={classes.what}>
        <Group gap="xs">
          <Text fw={600} component="div">
            {known ? t(`audit.event.${known}`) : event.event}
            {shown && `: ${shown}`}
          </Text>
          {event.support_company && (
            <Badge variant="light" color="yellow" className="status" tt="none">
              {t("audit.support")}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" component="div" className={classes.by}>
          {event.actor_id ? (
            <TextLink to="/handelser" search={{ actor: event.actor_id }} c="inherit" size="sm">
              {actor}
            </TextLink>
          ) : (
            <span>{t("audit.nobody")}</span>
          )}
          {event.ip && <span>{t("audit.from", { ip: event.ip })}</span>}
          {page && (
            <TextLink {...page} size="sm">
              {t("audit.open", { thing: kind ? t(`audit.the.${kind}`) : "" })}
            </TextLink>
          )}
          {page && event.entity_id && kind && !narrowed && (
            <TextLink to="/handelser" search={{ kind, entity: event.entity_id }} c="inherit" size="sm">
              {t("audit.history")}
            </TextLink>
          )}
        </Text>
        {changes.length > 0 && <Changes changes={changes} />}
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: ChangeWords[] }) {
  const { t } = useTranslation();
  const shown = changes.filter(({ withheld }) => !withheld);
  const withheld = changes.filter((change) => change.withheld);
  return (
    <details className={classes.details}>
      <summary>{t("audit.changes", { count: changes.length })}</summary>
      {shown.length > 0 && (
        <div className={classes.scroll}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("audit.fieldName")}</Table.Th>
                <Table.Th>{t("audit.before")}</Table.Th>
                <Table.Th>{t("audit.after")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ field, label, before, after }) => (
                <Table.Tr key={field}>
                  <Table.Th scope="row" fw={500}>
                    {label}
                  </Table.Th>
                  <Table.Td>{before}</Table.Td>
                  <Table.Td>{after}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {withheld.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {t("audit.withheld", { fields: withheld.map(({ label }) => label).join(", ") })}
        </Text>
      )}
    </details>
  );
}
