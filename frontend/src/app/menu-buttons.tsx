/** What opens a menu of the header? The same buttons before the menus are here and afterwards. */
import { ActionIcon, Button, Text } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { CREATES } from "./navigation.ts";
import { useMay, useMe } from "./session.ts";
import classes from "./shell.module.css";

type Props = ComponentPropsWithRef<"button">;
const CLOSED = { "aria-haspopup": "menu", "aria-expanded": false } as const;

/** What the user may make from anywhere. */
export function useCreates() {
  const may = useMay();
  return CREATES.filter(({ any }) => may(any));
}

/** The button of what can be made. */
export function CreateButton(props: Props) {
  const { t } = useTranslation();
  return (
    <Button
      variant="light"
      px="sm"
      leftSection={<IconPlus size={16} aria-hidden />}
      data-create
      className={classes.create}
      {...CLOSED}
      {...props}
    >
      {t("shell.newThing")}
    </Button>
  );
}

/** The button of who is logged in. */
export function AccountButton(props: Props) {
  const me = useMe();
  const initials = me.company?.initials || me.name.slice(0, 1);
  return (
    <ActionIcon
      variant="default"
      size={36}
      radius="xl"
      aria-label={`${initials}: ${me.name}`}
      data-account
      {...CLOSED}
      {...props}
    >
      <Text size="xs" fw={700} component="span">
        {initials}
      </Text>
    </ActionIcon>
  );
}
