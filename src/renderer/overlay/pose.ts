import type { Moment, Move, MovingPart } from '../../core/captions/motion';
import { coming, going } from '../../core/captions/motion';

const CLASS: Record<MovingPart, string> = {
  key: 'lt-key',
  body: 'lt-body',
  name: 'lt-name',
  role: 'lt-role',
  organisation: 'lt-org',
  logo: 'lt-logo',
};

/** ms. */
const fades = 160;

/** Sets the captions drawn in `stage` as they stand at a moment of their way in or out; nothing runs on from there. */
export function poseAt(stage: HTMLElement, { of, at }: Moment): void {
  for (const animation of animate(stage, of)) {
    animation.pause();
    animation.currentTime = at;
  }
}

/** Moves the captions drawn in `stage` in or out from now on; where motion is not wanted, they fade. */
export function play(stage: HTMLElement, of: Moment['of']): void {
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    animate(stage, of);
    return;
  }
  const [unseen, seen] = [{ opacity: 0 }, { opacity: 1 }];
  stage.animate(of === 'coming' ? [unseen, seen] : [seen, unseen], { duration: fades, fill: 'both' });
}

function animate(stage: HTMLElement, of: Moment['of']): readonly Animation[] {
  const moves = of === 'coming' ? coming : going;
  return moves.flatMap((move) =>
    Array.from(stage.querySelectorAll<HTMLElement>(`.${CLASS[move.part]}`), (part) => {
      const unseen = unseenBy(move.way, part.closest<HTMLElement>('.lt'));
      const seen = { transform: 'none', opacity: 1 };
      return part.animate(of === 'coming' ? [unseen, seen] : [seen, unseen], {
        delay: move.after,
        duration: move.lasts,
        easing: `cubic-bezier(${move.easing.join(', ')})`,
        fill: 'both',
      });
    }),
  );
}

/** Where a part is that is not there yet, or no longer. A band comes up from the picture's edge, under its line. */
function unseenBy(way: Move['way'], of: HTMLElement | null): { transform: string; opacity: number } {
  const isBand = of?.dataset['theme'] === 'band';
  const aside = of?.dir === 'rtl' ? '101%' : '-101%';
  switch (way) {
    case 'grow':
      return { transform: isBand ? 'scaleX(0)' : 'scaleY(0)', opacity: 1 };
    case 'slide':
      return { transform: isBand ? 'translateY(101%)' : `translateX(${aside})`, opacity: 1 };
    case 'rise':
      return { transform: 'translateY(0.45em)', opacity: 0 };
    case 'fade':
      return { transform: 'none', opacity: 0 };
  }
}
