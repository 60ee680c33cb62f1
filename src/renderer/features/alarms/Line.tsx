import type { ReactNode } from 'react';
import type { Key } from '../../i18n/t';
import type { NoticeTone } from '../../ui/Notice';
import { Notice } from '../../ui/Notice';
import type { Values } from '../../ui/Sentence';
import { Sentence } from '../../ui/Sentence';

interface LineProps {
  readonly tone: NoticeTone;
  readonly sentence: Key;
  readonly values?: Values;
  readonly actions?: ReactNode;
}

/** One sentence of the strip, with its buttons. */
export function Line({ tone, sentence, values, actions }: LineProps): ReactNode {
  return (
    <Notice tone={tone} actions={actions}>
      <Sentence of={sentence} values={values} />
    </Notice>
  );
}
