import { goesIn } from '../../core/captions/motion';
import { play } from '../overlay/pose';
import type { Drawn } from './show';

/** What our own drawing has put into a stage. */
export function ownDrawing(stage: HTMLElement, end: () => void = () => {}): Drawn {
  return {
    comeIn: () => play(stage, 'coming'),
    async goOut() {
      play(stage, 'going');
      // Not until the animations say so: where the page is hidden, they never end.
      await new Promise((done) => {
        setTimeout(done, goesIn);
      });
    },
    end,
  };
}
