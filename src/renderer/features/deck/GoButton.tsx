import { type PointerEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { armedFor } from '../../actions/presses';
import { obsAnswers } from '../../client/air';
import { usePressState, usePresses } from '../../actions/react';
import { ariaKeys } from '../../actions/keys';
import { go } from '../../actions/registry';
import { aimOf } from '../../actions/situation';
import { jumpedOver } from '../../../core/run/order';
import type { Segment } from '../../../core/show/model';
import { takeGuard } from '../../../core/run/decide';
import { inRunTime } from '../../../core/run/rehearsal';
import { formatCountdown, formatElapsed, formatSeconds } from '../../../core/time/write';
import type { Instant } from '../../../core/time/units';
import { onAirSpan } from '../../client/countdown';
import { isFocusingClick, useFocusPlace } from '../../client/focus';
import { Ticking, useClient, useMirror, useSession, useTick } from '../../client/react';
import { useTiming } from '../../client/timing';
import { usePreflight } from '../../client/preflight';
import { t } from '../../i18n/t';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { classes } from '../../ui/classes';
import { obsReason } from '../../ui/obsReason';
import text from '../../ui/text.module.css';
import { useNameOf } from '../cues/useNameOf';
import styles from './GoButton.module.css';
import { besidesSentence, besidesText, takeBesides } from './besides';
import type { GoFacts, GoState } from './goFace';
import { goTake, goTime, isDue } from './goFace';

interface GoButtonProps {
  /**
   * On the strip a press comes mostly from another program, over which it lies: one that also gives the window the
   * focus asks first (decisions/0011).
   */
  readonly place: 'deck' | 'strip';
}

/** Names what it will do before it does it, and what became of it after. */
export function GoButton({ place }: GoButtonProps): ReactNode {
  const presses = usePresses();
  const facts = useGoFacts();
  const { pending, failed } = goTake(facts);
  const armed = usePressState((state) => state.armed?.what === 'go');
  const due = useTick((now) => isDue(goTime(facts, now)));
  const focusing = useRef(false);

  const state: GoState = pending
    ? 'sent'
    : armed
      ? 'armed'
      : failed
        ? 'failed'
        : facts.aim.kind === 'nothing'
          ? 'off'
          : due
            ? 'due'
            : 'rest';

  return (
    <button
      type="button"
      className={classes(styles.go, place === 'strip' && styles.small)}
      data-state={state}
      data-testid="go"
      aria-keyshortcuts={go.keys.slice(0, 3).map(ariaKeys).join(' ')}
      aria-disabled={state === 'sent' || state === 'off'}
      onPointerDown={(event: PointerEvent) => {
        // The click that brings the window to the front never takes.
        focusing.current = event.pointerType === 'mouse' && isFocusingClick();
      }}
      onClick={() => {
        if (!focusing.current) presses.go();
        else if (place === 'strip') presses.askGo();
        focusing.current = false;
      }}
    >
      <span className={styles.words}>
        <GoWhat facts={facts} state={state} />
        <span className={styles.how}>
          <GoHow facts={facts} state={state} />
          {place === 'strip' && (state === 'rest' || state === 'due') && <AsksFirst facts={facts} />}
        </span>
        <GoBesides facts={facts} state={state} />
      </span>
      {place === 'deck' && state !== 'sent' && state !== 'off' && <GoKey />}
      <Guard />
    </button>
  );
}

function useGoFacts(): GoFacts {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const obs = useMirror((published) => published.obs);
  const aim = aimOf(show, run);
  const { segments } = useTiming();
  const first = aim.kind === 'take' ? segments.find(({ id }) => id === aim.next.id) : undefined;
  return { show, run, obs, aim, span: onAirSpan(show, run), plannedStart: first?.plannedStart ?? null };
}

function GoWhat({ facts, state }: { readonly facts: GoFacts; readonly state: GoState }): ReactNode {
  const { aim, run, show } = facts;
  const { pending, failed } = goTake(facts);
  const asked = pending ?? failed?.take ?? null;
  const target =
    aim.kind === 'take' ? aim.next.title : aim.kind === 'end' ? (aim.scene ?? t('deck.sceneStays')) : '';
  const askedFor = asked?.kind === 'end' ? t('deck.endShow') : (asked?.segment?.title ?? target);
  switch (state) {
    case 'off':
      return <span className={styles.what}>{t(run.phase === 'ended' ? 'deck.ended' : 'deck.empty')}</span>;
    case 'sent':
      return (
        <span className={styles.what}>
          <Icon name="spinner" size={24} />
          <span className={text.ellipsis}>{askedFor}</span>
        </span>
      );
    case 'failed':
      return (
        <span className={styles.what}>
          <Icon name="stop" size={24} />
          <span className={text.ellipsis}>
            {t('deck.tryAgain')} {askedFor}
          </span>
        </span>
      );
    default: {
      const again = state === 'armed';
      const verb =
        aim.kind === 'end'
          ? t(again ? 'deck.endShowAgain' : 'deck.endShow')
          : t(again ? 'deck.goAgain' : 'deck.go');
      const named = aim.kind !== 'end' || (show.slateScene !== null && !again);
      return (
        <span className={styles.what}>
          {verb}
          {named && (
            <>
              <Icon name="arrow" size={24} />
              <span className={text.ellipsis}>{target}</span>
            </>
          )}
        </span>
      );
    }
  }
}

function GoHow({ facts, state }: { readonly facts: GoFacts; readonly state: GoState }): ReactNode {
  const { aim, run, show } = facts;
  const { withoutScene } = usePreflight();
  switch (state) {
    case 'off':
      if (run.phase === 'ended') return t('deck.endedHow');
      return t(show.segments.length === 0 ? 'deck.emptyHow' : 'deck.allOutHow');
    case 'sent':
      return t('deck.waiting');
    case 'failed':
      return <FailedHow facts={facts} />;
    case 'armed':
      return aim.kind === 'end' ? t('deck.armedEndHow') : <ArmedHow facts={facts} />;
    default: {
      if (aim.kind === 'take' && withoutScene.has(aim.next.id)) {
        return (
          <span className={styles.missing}>
            <Icon name="warn" size={14} />
            {t('deck.sceneMissing', { scene: aim.next.scene })}
          </span>
        );
      }
      return (
        <>
          <span className={styles.steps}>
            <Steps facts={facts} />
          </span>
          <GoTimeText facts={facts} />
        </>
      );
    }
  }
}

/** Where it goes and by what: scene, transition, and what else it does. */
function Steps({ facts: { aim, run, obs } }: { readonly facts: GoFacts }): ReactNode {
  if (aim.kind === 'nothing') return null;
  // Then it moves only cursor and clock: no scene is taken, and none is promised.
  if (!obsAnswers(run, obs)) return t('deck.withoutObs');
  const scene = aim.kind === 'take' ? aim.next.scene : aim.scene;
  const transition = aim.kind === 'take' ? aim.next.transition : null;
  return (
    <>
      {stepWords(scene, run.slate !== null)}
      {transition && (
        <span className={styles.wide}>
          {' · '}
          {transition.duration === null
            ? t('deck.transitionFixed', { name: transition.name })
            : t('deck.transition', { name: transition.name, seconds: formatSeconds(transition.duration) })}
        </span>
      )}
    </>
  );
}

/** The cues and the sound that go with the scene: a line of its own, since nothing of it may be cut off. */
function GoBesides({ facts, state }: { readonly facts: GoFacts; readonly state: GoState }): ReactNode {
  const { show, run, aim, obs } = facts;
  const next = aim.kind === 'take' ? aim.next : null;
  const ends = aim.kind === 'end' && aim.scene !== null;
  const besides = useMemo(
    () => (next ? takeBesides(show, run, next) : { cues: [], soundOff: ends }),
    [show, run, next, ends],
  );
  const nameOf = useNameOf();
  const over = useMemo(() => (next ? jumpedOver(show, run, next.id) : []), [show, run, next]);
  // What was sent is past.
  if (state === 'sent') return null;
  // Without OBS nothing of it is done; what is jumped over is so all the same.
  const inObs = obsAnswers(run, obs);
  const words = [overWords(over), inObs ? besidesText(besides) : ''].filter((part) => part !== '');
  if (words.length === 0) return null;
  const sentence = inObs ? besidesSentence(besides, nameOf) : '';
  const titles = over.map(({ title }) => title).join(', ');
  return (
    <span
      className={styles.besides}
      title={[over.length > 0 && t('deck.jumpsOver', { title: titles }), sentence].filter(Boolean).join('. ')}
    >
      {words.join(' · ')}
    </span>
  );
}

/** What a chosen Next leaves behind, by the first of it. */
function overWords([first, ...more]: readonly Segment[]): string {
  if (!first) return '';
  const { title } = first;
  return more.length === 0
    ? t('deck.jumpsOver', { title })
    : t('deck.jumpsOverMore', { title, count: more.length });
}

function stepWords(scene: string | null, onSlate: boolean): string {
  if (scene === null) return t(onSlate ? 'deck.leavesSlate' : 'deck.sceneStays');
  return t(onSlate ? 'deck.leavesSlateFor' : 'deck.scene', { scene });
}

function GoTimeText({ facts }: { readonly facts: GoFacts }): ReactNode {
  return <Ticking text={(now) => (facts.aim.kind === 'end' ? '' : timeWords(facts, now))} />;
}

function timeWords(facts: GoFacts, now: Instant): string {
  const time = goTime(facts, now);
  if (!time) return '';
  if (time.kind === 'notByItself') {
    const words = t('deck.notByItself', { why: t(`deck.advanceWhy.${time.why}`) });
    return ` · ${words}${time.by > 0 ? ` · ${t('deck.late', { time: formatElapsed(time.by) })}` : ''}`;
  }
  if (time.kind === 'byItself' && time.by === 0) return ` · ${t('deck.byItselfNow')}`;
  return ` · ${t(`deck.${time.kind}`, 'by' in time ? { time: formatElapsed(time.by) } : {})}`;
}

/** Where a press would, though GO has nothing against it. */
function AsksFirst({ facts }: { readonly facts: GoFacts }): ReactNode {
  const isAway = useFocusPlace() === 'away';
  const says = useTick((now) => goTime(facts, now)?.kind === 'earlyAsks');
  return isAway && !says ? t('deck.asksFirst') : null;
}

function ArmedHow({ facts }: { readonly facts: GoFacts }): ReactNode {
  const client = useClient();
  const armedAt = usePressState((state) => state.armed?.at ?? 0);
  return (
    <Ticking
      text={(now) => {
        const left = facts.span ? facts.span.endsAt - now : 0;
        const clears = Math.min(armedFor, Math.max(0, armedAt + armedFor - client.elapsed()));
        const seconds = Math.ceil(clears / 1000);
        return left > 0
          ? t('deck.armedHow', { time: formatCountdown(left), seconds })
          : t('deck.armedDueHow', { seconds });
      }}
    />
  );
}

function FailedHow({ facts }: { readonly facts: GoFacts }): ReactNode {
  const { failed } = goTake(facts);
  if (!failed) return null;
  const still = failed.still ?? '';
  switch (failed.failure.why) {
    case 'refused':
      return t('deck.failedRefused', { comment: obsReason(failed.failure), still });
    case 'silent':
      return failed.still === null ? t('deck.failedNothing') : t('deck.failedSilent', { still });
    case 'mismatch':
      return t('deck.failedMismatch', { still: failed.failure.shown ?? still });
  }
}

/** The key that would do it from where the focus is. */
function GoKey(): ReactNode {
  const place = useFocusPlace();
  switch (place) {
    case 'live':
      return <Kbd bare>{t('deck.space')}</Kbd>;
    case 'liveField':
    case 'overlay':
      return <Kbd bare>{t('deck.escThenSpace')}</Kbd>;
    case 'edit':
    case 'editField':
      return <Kbd bare>{t('deck.ctrlEnter')}</Kbd>;
    case 'away':
      return <Kbd bare>{t('deck.clickThenSpace')}</Kbd>;
  }
}

/** For a second after a GO the next is refused: a bar runs down as long, over GO, which keeps its size. */
function Guard(): ReactNode {
  const lastTakeAt = useSession((session) => session.run.lastTakeAt);
  return lastTakeAt === null ? null : <GuardBar key={lastTakeAt} since={lastTakeAt} />;
}

/** Computed once, drawn by the page: whatever else changes on GO meanwhile does not set it back or forward. */
function GuardBar({ since }: { readonly since: Instant }): ReactNode {
  const client = useClient();
  // It lasts as long in a rehearsal that runs fast.
  const guard = useSession((session) => inRunTime(session.run, takeGuard));
  const [passed] = useState(() => (Math.max(0, client.now() - since) / guard) * takeGuard);
  const [over, setOver] = useState(passed >= takeGuard);
  if (over) return null;
  return (
    <i
      className={styles.guard}
      data-testid="guard"
      style={{ animationDuration: `${takeGuard}ms`, animationDelay: `${-passed}ms` }}
      onAnimationEnd={() => setOver(true)}
    />
  );
}
