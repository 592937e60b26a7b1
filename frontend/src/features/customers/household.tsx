/** Who of a customer's household can have a tax deduction? The people, their numbers hidden until somebody needs one. */
import { Button, Skeleton, Text, Title } from "@mantine/core";
import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { householdQuery } from "@/api/deductions.ts";
import { useMay } from "@/app/session.ts";
import { showPercent, showWholeKr } from "@/lib/number.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import classes from "./customers.module.css";
import { HouseholdDialog } from "./household-dialog.tsx";
import type { Customer } from "./queries.ts";
import { RevealDialog } from "./reveal-dialog.tsx";

type Member = Schema<"HouseholdMember">;

/** The section of the customer's page. */
export function Household({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(householdQuery(customer.id));
  const [editing, setEditing] = useState(false);
  const [revealed, setRevealed] = useState<Member | null>(null);
  const members = query.data?.members ?? [];
  return (
    <section className={classes.card} aria-labelledby="household">
      <div className={classes.cardHead}>
        <Title order={2} size="h4" id="household">
          {t("deductions.household.title")}
        </Title>
        {query.data && customer.actions.includes("replace") && (
          <Button
            variant="default"
            leftSection={
              members.length > 0 ? <IconPencil size={16} aria-hidden /> : <IconPlus size={16} aria-hidden />
            }
            onClick={() => setEditing(true)}
          >
            {t(members.length > 0 ? "deductions.household.edit" : "deductions.household.add")}
          </Button>
        )}
      </div>
      <ProblemAlert error={query.error} retry={() => query.refetch()} />
      {query.isPending && <Skeleton height={44} radius="sm" aria-label={t("common.loading")} role="status" />}
      {query.data && members.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("deductions.household.empty")}
        </Text>
      )}
      <ul className={classes.rows}>
        {members.map((member) => (
          <li key={member.id} className={classes.row}>
            <Person member={member} />
            {may("identity_reveal") && member.identity_number && (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconEye size={16} aria-hidden />}
                aria-label={t("deductions.household.revealNamed", { name: member.name })}
                onClick={() => setRevealed(member)}
              >
                {t("deductions.household.show")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && query.data && (
        <HouseholdDialog customer={customer} household={query.data} onClose={() => setEditing(false)} />
      )}
      {revealed && <RevealDialog member={revealed} onClose={() => setRevealed(null)} />}
    </section>
  );
}

const ORE = 100;

function Person({ member }: { member: Member }) {
  const { t } = useTranslation();
  const [used] = member.used;
  const lacks = member.lacks.map((lack) => t(`deductions.household.lack.${lack}`)).join(", ");
  return (
    <div className={classes.what}>
      <Text size="sm" fw={550}>
        {member.name}
      </Text>
      <Text size="xs" className="figures">
        {member.identity_number || t("deductions.household.erased")} ·{" "}
        {t("deductions.household.shareOf", { share: showPercent(member.share_bp) })}
      </Text>
      {used && (
        <Text size="xs" c="dimmed">
          {t("deductions.household.usedText", {
            year: used.year,
            rot: showWholeKr(used.rot_kr * ORE),
            rut: showWholeKr(used.rut_kr * ORE),
            green: showWholeKr(used.green_kr * ORE),
          })}
        </Text>
      )}
      {lacks && (
        <Text size="xs" fw={650}>
          {t("deductions.household.lacks", { what: lacks })}
        </Text>
      )}
    </div>
  );
}
