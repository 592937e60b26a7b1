/** How is a user marked? By initials, and by whether they may work. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { User } from "./queries.ts";
import classes from "./users.module.css";

const COLOURS: Record<User["status"], string> = { active: "green", invited: "blue", deactivated: "gray" };

/** Whether the user may work. */
export function UserStatus({ status }: { status: User["status"] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[status]} className="status" tt="none" fw={600} radius="xl">
      {t(`users.status.${status}`)}
    </Badge>
  );
}

/** The name with the initials in a circle. */
export function UserName({ user }: { user: Pick<User, "name" | "initials" | "status"> }) {
  return (
    <span className={classes.name} data-off={user.status === "deactivated" || undefined}>
      <span className={classes.initials} aria-hidden>
        {user.initials}
      </span>
      {user.name}
    </span>
  );
}
