/** Is the operator's support looking? Both sides see it on every page: the visitor, and the company that is visited. */
import { Button, Group, Text } from "@mantine/core";
import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/api/client.ts";
import { openAccess } from "@/api/support.ts";
import { useCommand } from "@/api/use-command.ts";
import { showTime } from "@/lib/date.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { begin, useMay, useMe } from "./session.ts";
import classes from "./support-banner.module.css";

/** The banner, if there is anything to tell. */
export function SupportBanner() {
  const me = useMe();
  const may = useMay();
  if (me.support) return <Visiting company={me.company?.name ?? ""} until={me.support.expires_at} />;
  return may("support_grant") && !me.company?.operator ? <Visited /> : null;
}

function Visiting({ company, until }: { company: string; until: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const leave = useCommand(async () => begin(await answer(api.DELETE("/api/v1/session/support"))), {
    onSuccess: () => navigate({ to: "/support" }),
  });
  return (
    <section className={classes.visiting} aria-label={t("support.visit")}>
      <Group gap="xs" wrap="nowrap" className={classes.words}>
        <IconEye size={20} aria-hidden className={classes.icon} />
        <Text component="p" m={0} size="sm">
          <strong>{t("support.visiting", { company })}</strong>{" "}
          {t("support.visitingUntil", { at: showTime(new Date(until)) })}
        </Text>
      </Group>
      <Button size="xs" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("support.leave")}
      </Button>
      <ProblemAlert error={leave.error} />
    </section>
  );
}

function Visited() {
  const { t } = useTranslation();
  const { data: access } = useQuery(openAccess);
  if (!access) return null;
  const names = [
    ...new Set(access.visitors.filter((v) => !v.left_at).map((v) => v.name ?? t("support.somebody"))),
  ];
  return (
    <section className={classes.visited} aria-label={t("support.title")}>
      <IconEye size={18} aria-hidden className={classes.icon} />
      <Text component="p" m={0} size="sm">
        {t("support.openUntil", { at: showTime(new Date(access.expires_at)) })}{" "}
        {names.length > 0 && t("support.inside", { names: names.join(", ") })}{" "}
        <TextLink to="/foretag/support" size="sm" c="inherit">
          {t("support.manage")}
        </TextLink>
      </Text>
    </section>
  );
}
