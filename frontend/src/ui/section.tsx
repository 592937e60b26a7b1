/** How is a page divided? Into parts with a heading, a word of what they are for, and their content. */
import { Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./section.module.css";

type Props = {
  title: string;
  /** What the part is for. */
  text?: ReactNode;
  /** Beside the heading. */
  aside?: ReactNode;
  /** The heading to the left of the content, where there is room. */
  split?: boolean;
  children: ReactNode;
};

/** A part of a page. */
export function Section({ title, text, aside, split, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} data-split={split || undefined}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {text && (
            <Text size="sm" c="dimmed" mt={4} component="div">
              {text}
            </Text>
          )}
        </div>
        {aside}
      </div>
      <div className={classes.content}>{children}</div>
    </section>
  );
}
