import { language, t } from '../t';

/** Why a browser is not let in, and what to do: the few sentences that are said before any page is loaded. */
export type Refusal = keyof typeof statuses;

const statuses = {
  noSession: 401,
  tokenUsed: 410,
  tokenUnknown: 403,
  notYours: 403,
  elsewhere: 403,
  notFound: 404,
  method: 405,
} as const;

export interface Words {
  readonly status: number;
  readonly html: string;
  readonly text: string;
}

export function wordsFor(refusal: Refusal): Words {
  const title = t(`door.${refusal}.title`);
  const words = t(`door.${refusal}.words`);
  return { status: statuses[refusal], html: page(title, words), text: `${title}. ${words}\n` };
}

/** A page of one heading and one sentence; needs no script, style or picture. `html` is trusted. */
export function page(title: string, html: string): string {
  return `<!doctype html><html lang="${language()}"><meta charset="utf-8"><title>${title} · Lectern</title><h1>${title}</h1><p>${html}</p></html>\n`;
}
