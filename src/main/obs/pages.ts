import { isDeepStrictEqual } from 'node:util';
import type { CardOnPage } from '../../contract/overlay';
import type { Card } from '../../core/captions/card';
import { cardOf } from '../../core/captions/card';
import type { Graphics } from '../../core/captions/graphics';
import { pageParts } from '../../core/obs/ownership';
import { request } from '../../core/obs/protocol';
import type { State } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import { t } from '../t';
import type { OverlayPages } from './ports';
import type { Session } from './session';

export interface PagesDeps {
  readonly pages: OverlayPages;
  readonly now: () => Instant;
  readonly state: () => State | null;
  readonly session: () => Session | null;
  /** Whether names come by a page now. */
  readonly isWay: () => boolean;
}

/** What the pages in OBS need besides names: that OBS knows where they are, and cards. */
export interface Pages {
  /** The run changed. */
  follow(): void;
  /** OBS was read. */
  wasRead(): void;
}

const deadline: Duration = second;

export function createPages({ pages, now, state, session, isWay }: PagesDeps): Pages {
  /** `undefined` until a page was told. */
  let told: { readonly card: Card | null; readonly graphics: Graphics } | undefined;

  function follow(): void {
    const open = state();
    if (!open || !session() || !isWay()) return;
    const { show } = open.document;
    const next = { card: cardOf(show, open.run, now()), graphics: show.graphics };
    if (isDeepStrictEqual(next, told)) return;
    told = next;
    pages.card(next.card && onPage(next.card, now()), next.graphics);
  }

  /** The app may have had to listen elsewhere since. */
  async function tellAddresses(at: Session): Promise<void> {
    const { known, catalogue } = at;
    const requests = (['page', 'cards'] as const).flatMap((part) => {
      const [inputName, url] = [known.own[part], pages.address(pageParts[part])];
      if (inputName === undefined || url === null || catalogue.addresses[part] === url) return [];
      return [request('SetInputSettings', { inputName, inputSettings: { url } })];
    });
    if (requests.length > 0) await at.wire.batch(requests, deadline);
  }

  return {
    follow,
    wasRead() {
      const at = session();
      told = undefined;
      if (at && isWay()) void tellAddresses(at);
      follow();
    },
  };
}

function onPage(card: Card, now: Instant): CardOnPage {
  const { id, title } = card;
  switch (card.kind) {
    case 'countdown': {
      const left = card.endsAt === null ? null : card.endsAt - now;
      const countdown =
        left === null ? null : { endsIn: left, line: t('overlay.startsIn', { time: '{{time}}' }) };
      return { id, title, line: t('overlay.startsSoon'), countdown, leavesIn: null };
    }
    case 'segment':
      return {
        id,
        title,
        line: card.names.join(' · '),
        countdown: null,
        leavesIn: card.until - now,
      };
  }
}
