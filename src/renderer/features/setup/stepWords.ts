import type { CaptionSetupStep } from '../../../contract/calls';
import { t } from '../../i18n/t';

/** One thing that will be made, with its names as OBS will spell them. */
export function stepWords(step: CaptionSetupStep): string {
  switch (step.kind) {
    case 'createScene':
      return t('captionSetup.step.createScene', { scene: step.scene });
    case 'createInput':
      return t('captionSetup.step.createInput', {
        scene: step.scene,
        input: step.input,
        kind: kindWords(step.inputKind),
      });
    case 'placeCaptions':
      return t('captionSetup.step.placeCaptions', { scene: step.scene });
    case 'nameSlate':
      return t('captionSetup.step.nameSlate', { scene: step.scene });
  }
}

function kindWords(inputKind: string): string {
  if (inputKind === 'browser_source') return t('captionSetup.kind.page');
  if (inputKind === 'image_source') return t('captionSetup.kind.image');
  if (inputKind === 'ffmpeg_source') return t('captionSetup.kind.media');
  if (inputKind.startsWith('color_source')) return t('captionSetup.kind.colour');
  return inputKind.startsWith('text_') ? t('captionSetup.kind.text') : inputKind;
}
