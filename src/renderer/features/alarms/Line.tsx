import type { ReactNode } from 'react';
import type { Key } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import type { NoticeTone } from '../../ui/Notice';
import { Notice } from '../../ui/Notice';
import type { Values } from '../../ui/Sentence';
import { Sentence } from '../../ui/Sentence';

interface LineProps {
  readonly tone: NoticeTone;
  readonly icon?: IconName;
  readonly sentence: Key;
  readonly values?: Values;
  readonly actions?: ReactNode;
}

/** One sentence of the strip, with its buttons. */
export function Line({ tone, icon, sentence, values, actions }: LineProps): ReactNode {
  return (
    <Notice tone={tone} icon={icon} actions={actions}>
      <Sentence of={sentence} values={values} />
    </Notice>
  );
}
