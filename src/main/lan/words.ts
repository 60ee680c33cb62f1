/** Why a browser is not let in, and what to do: the few sentences that are said before any page is loaded. */
export type Refusal = keyof typeof refusals;

const refusals = {
  noSession: {
    status: 401,
    title: 'Not paired',
    words: 'Open the link that Lectern printed in its terminal. It works once, in one browser.',
  },
  tokenUsed: {
    status: 410,
    title: 'This link was used',
    words:
      'A link works once. Where it was opened, the console is at this address without the link. For another browser, take the newest link in the terminal.',
  },
  tokenUnknown: {
    status: 403,
    title: 'This link is not valid',
    words: 'It may be from an earlier start. Take the newest link that Lectern printed in its terminal.',
  },
  notYours: {
    status: 403,
    title: 'Not for the host view',
    words: 'This browser was paired for the host view. Ask the producer for a link to the console.',
  },
  elsewhere: {
    status: 403,
    title: 'Not from here',
    words: 'Lectern answers only to its own address, as its terminal printed it.',
  },
  notFound: {
    status: 404,
    title: 'Not found',
    words: 'There is no such page. The console is at /producer/.',
  },
  method: { status: 405, title: 'Not understood', words: 'Pages can only be read here.' },
} as const;

export interface Words {
  readonly status: number;
  readonly html: string;
  readonly text: string;
}

export function wordsFor(refusal: Refusal): Words {
  const { status, title, words } = refusals[refusal];
  return { status, html: page(title, words), text: `${title}. ${words}\n` };
}

/** A page of one heading and one sentence; needs no script, style or picture. `html` is trusted. */
export function page(title: string, html: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} · Lectern</title><h1>${title}</h1><p>${html}</p></html>\n`;
}
