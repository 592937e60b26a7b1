/** How does a long form stay short? Parts that are seldom needed unfold; what is in them is told beside their name. */
import { Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./unfold.module.css";

type Props = {
  title: string;
  /** What is in it, in a few words. */
  tells?: string;
  /** Open whatever the user has chosen: something in it must be mended. */
  forced?: boolean;
  children: ReactNode;
};

/** A part that unfolds. */
export function Unfold({ title, tells, forced = false, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={classes.part}
      open={open || forced}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.title}>{title}</span>
        {tells && (
          <Text component="span" size="sm" c="dimmed" truncate>
            {tells}
          </Text>
        )}
      </summary>
      <Stack gap="sm" pt="xs" pb="md">
        {children}
      </Stack>
    </details>
  );
}
