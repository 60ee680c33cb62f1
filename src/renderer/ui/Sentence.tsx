import { Fragment, type ReactNode } from 'react';
import type { Key } from '../i18n/t';
import { t } from '../i18n/t';

/** What a sentence is filled with. */
export type Values = Readonly<Record<string, string | number | null | undefined>>;

export interface SentenceProps {
  readonly of: Key;
  readonly values?: Values;
  /** What stands for a value and is no text, e.g. digits that count. */
  readonly slots?: Readonly<Record<string, ReactNode>>;
}

/** A sentence with emphasis: `<b>…</b>` and `<em>…</em>` in it are drawn as such; its values never are. */
export function Sentence({ of, values = {}, slots = {} }: SentenceProps): ReactNode {
  // Values come in after the marks are found, so that no name on a badge can be taken for one.
  const names = [...Object.keys(values), ...Object.keys(slots)];
  const held = Object.fromEntries(names.map((name) => [name, `\u{f8f0}${name}\u{f8f0}`]));
  const written = t(of, { ...held, count: values.count });
  const fill = (text: string): ReactNode =>
    text.split('\u{f8f0}').map((part, index) => {
      if (index % 2 === 0) return part;
      return <Fragment key={index}>{part in slots ? slots[part] : String(values[part] ?? '')}</Fragment>;
    });
  return written.split(/(<b>.*?<\/b>|<em>.*?<\/em>)/u).map((piece, index) => {
    const mark = /^<(b|em)>(.*)<\/\1>$/u.exec(piece);
    if (!mark) return <Fragment key={index}>{fill(piece)}</Fragment>;
    const [, Mark, inner = ''] = mark;
    return Mark === 'b' ? <b key={index}>{fill(inner)}</b> : <em key={index}>{fill(inner)}</em>;
  });
}
