import { powerSaveBlocker } from 'electron';

/** Keeps the machine and its screens from sleeping while a run is live. */
export function createAwake(): (live: boolean) => void {
  let blocker: number | null = null;
  return (live) => {
    if (live === (blocker !== null)) return;
    if (blocker === null) {
      blocker = powerSaveBlocker.start('prevent-display-sleep');
    } else {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
