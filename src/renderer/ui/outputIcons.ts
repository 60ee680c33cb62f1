import type { OutputName } from '../../core/obs/outputs';
import type { IconName } from './Icon';

/** The shape of each output of OBS. */
export const outputIcons: Readonly<Record<OutputName, IconName>> = {
  record: 'record',
  stream: 'stream',
  virtualCam: 'camera',
  replayBuffer: 'repeat',
};
